// The document to print, on A4 or A5: with the amount in capital letters and everybody who decided.
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Segmented, Spin } from 'antd'
import { useEffect } from 'react'
import { capitalYuan } from '../../src/kernel/money.ts'
import { KINDS, type Kind } from '../../src/spending/vocabulary.ts'
import { useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, moment, PageFrame, yuan } from '../ui/index.ts'
import { detailFacts, itemsOf } from './claim-view.tsx'
import { type FullClaim, useClaim } from './data.ts'
import './print.css'

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

function Lines({ claim }: { claim: FullClaim }) {
  const items = itemsOf(claim)
  const rows = items.length > 0 ? items.map(item => [item.title, item.note, item.amount_fen]) : amountRows(claim)
  return (
    <table>
      <thead>
        <tr>
          <th>项目</th>
          <th>说明</th>
          <th className="num">金额（元）</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([title, note, fen], at) => (
          <tr key={at}>
            <td>{title}</td>
            <td>{note}</td>
            <td className="num">{yuan(fen!)}</td>
          </tr>
        ))}
        <tr>
          <td colSpan={2}>合计（大写）{capitalYuan(BigInt(claim.amount_fen))}</td>
          <td className="num">{yuan(claim.amount_fen)}</td>
        </tr>
      </tbody>
    </table>
  )
}

const amountRows = (claim: FullClaim): string[][] =>
  claim.payees.map(payee => [payee.name, payee.account_no, payee.gross_fen])

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

function Paper({ claim }: { claim: FullClaim }) {
  const { data: me } = useMe()
  const kind = claim.kind as Kind
  const facts: [string, string][] = [
    ['科室', claim.section],
    ['申请人', claim.applicant],
    ['指标', `${claim.line_no} ${claim.line_title}`],
    ['附件', `${claim.attachments.length} 份`],
    ...detailFacts(claim),
  ]
  return (
    <article className="paper">
      <h2>
        {me?.unit ?? ''}
        {kind === 'loan' ? '借款单' : `${KINDS[kind]}报销单`}
      </h2>
      <div className="paper-head">
        <span>单据号：{claim.claim_no}</span>
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
