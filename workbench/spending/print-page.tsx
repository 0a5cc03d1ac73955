// The document to print, on A4 or A5: with the amount in capital letters and everybody who decided.
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Segmented, Spin } from 'antd'
import { useEffect } from 'react'
import { KINDS, type Kind } from '../../src/spending/vocabulary.ts'
import { useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, moment, PageFrame } from '../ui/index.ts'
import { detailFacts } from './claim-view.tsx'
import { type FullClaim, useClaim } from './data.ts'
import './print.css'
import { Lines, Payees } from './print-lines.tsx'

/** The page size is a rule of the printed page, which only a style sheet can give. */
function usePaper(paper: 'A4' | 'A5'): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`@page { size: ${paper === 'A4' ? 'A4 portrait' : 'A5 landscape'}; margin: 12mm; }`)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== sheet)
    }
  }, [paper])
}

function Signatures({ claim }: { claim: FullClaim }) {
  return (
    <div className="signatures">
      <span>申请人：{claim.applicant}</span>
      {claim.steps.map(step => (
        <span key={step.n}>
          {step.title}：{step.decision === 'approve' ? step.person : '　　　　'}
          {step.for_person && `（代${step.for_person}）`}
          {step.decided_at && `　${moment(step.decided_at).slice(0, 10)}`}
        </span>
      ))}
      <span>领款人：</span>
    </div>
  )
}

/** What the rows of a journey say already. */
const IN_ROWS = ['城市间交通费', '住宿费', '个人自理']

function Paper({ claim }: { claim: FullClaim }) {
  const { data: me } = useMe()
  const kind = claim.kind as Kind
  const facts: [string, string][] = [
    ['科室', claim.section],
    ['申请人', claim.applicant],
    ['指标', `${claim.line_no} ${claim.line_title}`],
    ['附件', `${claim.attachments.length} 份`],
    ...detailFacts(claim).filter(([title]) => claim.kind !== 'travel' || !IN_ROWS.includes(title)),
  ]
  return (
    <article className="paper">
      <h2>
        {me?.unit ?? ''}
        {kind === 'loan' ? '借款单' : `${KINDS[kind]}报销单`}
      </h2>
      <div className="paper-head">
        <span>单据号：{claim.claim_no ?? '（草稿，未提交）'}</span>
        <span>日期：{claim.on_date}</span>
      </div>
      <p className="reason">事由：{claim.title}</p>
      {claim.purpose && <p className="reason">用途：{claim.purpose}</p>}
      <div className="paper-facts">
        {facts.map(([title, text]) => (
          <span key={title}>
            {title}：{text}
          </span>
        ))}
      </div>
      <Lines claim={claim} />
      <Payees claim={claim} />
      <Signatures claim={claim} />
    </article>
  )
}

export function ClaimPrintPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { paper = 'A4' } = useSearch({ strict: false }) as { paper?: 'A4' | 'A5' }
  const navigate = useNavigate()
  const { data, error } = useClaim(id)
  usePaper(paper)
  const choose = (chosen: 'A4' | 'A5') => void navigate({ to: '.', search: { paper: chosen } as never })
  return (
    <PageFrame
      title="打印单据"
      actions={
        <>
          <Segmented value={paper} onChange={choose} options={['A4', 'A5']} />
          <Button type="primary" onClick={() => window.print()}>
            打印
          </Button>
          <Link className="as-button" to={`${paths.claims}/${id}` as string}>
            返回
          </Link>
        </>
      }
    >
      <ErrorNote error={error} />
      {data ? <Paper claim={data} /> : <Spin />}
    </PageFrame>
  )
}
