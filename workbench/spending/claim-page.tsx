// One claim: its form while it is a draft of mine, else the document with what can be done about it.
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Spin } from 'antd'
import { DOCUMENTS, KINDS, type Kind } from '../../src/spending/vocabulary.ts'
import { paths } from '../app/paths.ts'
import { OpenYear } from '../budget/open-year.tsx'
import { ErrorNote, PageFrame, YearPicker } from '../ui/index.ts'
import { ClaimEditor } from './claim-editor.tsx'
import { ClaimView } from './claim-view.tsx'
import { type FullClaim, useClaim, word } from './data.ts'
import { Actions, Decide } from './decide.tsx'
import { Papers } from './papers.tsx'
import { Trail } from './trail.tsx'
import './spending.css'

/** What still stands in the way, with everything at once. */
function Missing({ claim }: { claim: FullClaim }) {
  const problems = claim.problems.map(problem => problem.message)
  const late = claim.state === 'approved' ? claim.missing.pay.map(one => word(DOCUMENTS, one)) : []
  if (problems.length + late.length === 0) return null
  return (
    <div className="must">
      {late.length > 0 && `支付前还要补：${late.join('、')}。`}
      {problems.length > 0 && (
        <>
          提交前还要：
          <ul>
            {problems.map(problem => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function Claim({ claim }: { claim: FullClaim }) {
  const editing = claim.own && ['draft', 'returned'].includes(claim.state)
  const kind = claim.kind as Kind
  return (
    <PageFrame
      title={`${KINDS[kind]}　${claim.title}`}
      about={claim.is_example ? '示例数据。' : undefined}
      actions={<Actions claim={claim} />}
    >
      <div className="claim">
        <div>
          <Decide claim={claim} />
          <Missing claim={claim} />
          {editing && <Papers claim={claim} />}
          {editing ? (
            <OpenYear>
              {(year, lines) => (
                <ClaimEditor
                  key={claim.version}
                  kind={kind}
                  year={year}
                  claim={claim}
                  lines={lines.filter(row => row.side === 'expenditure')}
                />
              )}
            </OpenYear>
          ) : (
            <ClaimView claim={claim} />
          )}
          {!editing && <Papers claim={claim} />}
        </div>
        <Trail claim={claim} />
      </div>
    </PageFrame>
  )
}

export function ClaimPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useClaim(id)
  if (error && !data)
    return (
      <PageFrame title="报销单">
        <ErrorNote error={error} retry={() => void refetch()} />
      </PageFrame>
    )
  return data ? <Claim key={data.id} claim={data} /> : <Spin />
}

export function NewClaimPage() {
  const { kind = 'office' } = useSearch({ strict: false }) as { kind?: Kind }
  return (
    <PageFrame
      title={`新建${kind === 'loan' ? '借款单' : `${KINDS[kind] ?? ''}报销单`}`}
      about="先填内容并保存，再添加发票和附件，最后提交审批。"
      actions={<YearPicker />}
    >
      <OpenYear>
        {(year, lines) => (
          <ClaimEditor
            key={`${kind}-${year}`}
            kind={kind}
            year={year}
            lines={lines.filter(row => row.side === 'expenditure')}
          />
        )}
      </OpenYear>
      <p>
        <Link to={paths.claims}>回到报销单据</Link>
      </p>
    </PageFrame>
  )
}
