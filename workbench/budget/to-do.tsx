// What needs doing this year, as far as the books show it: each line leads to where it is done.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { journalChain } from '../../src/people/journal-queries.ts'
import { ask, get } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, useYears, wan } from '../ui/index.ts'
import { unallotted, useLedger } from './data.ts'

type Draft = { missing: string[]; check: { findings: { severity: string }[] } }

function reportItems(year: number, { missing, check }: Draft): ReactNode[] {
  const errors = check.findings.filter(finding => finding.severity === 'error').length
  const report = (words: string) => (
    <Link to={paths.report} search={{ year } as never}>
      {words}
    </Link>
  )
  return [
    missing.length > 0 && (
      <>
        {report(`${year}年度报告还有 ${missing.length} 段没有写`)}
        <span className="soft">：{missing.join('、')}</span>
      </>
    ),
    errors > 0 && <>{report(`报告草稿校核出 ${errors} 处错误`)}，签发前要改正或说明。</>,
  ]
}

/** Lines beyond their plan, and plan that no section can use yet. */
function useBudgetItems(year: number): ReactNode[] {
  const { data = [] } = useLedger(year)
  const lines = data.filter(row => row.side === 'expenditure')
  const over = lines.filter(row => row.available_fen.startsWith('-'))
  const waiting = lines.reduce((sum, row) => sum + BigInt(unallotted(row)!), 0n)
  return [
    over.length > 0 && (
      <>
        <Link to={paths.ledger} search={{ year } as never}>
          {over.length} 个指标支出超过全年预算
        </Link>
        <span className="soft">：{over.map(row => row.title).join('、')}</span>
      </>
    ),
    waiting > 0n && (
      <>
        <Link to={paths.ledger} search={{ year } as never}>
          {wan(waiting)} 万元预算还没有下达到科室
        </Link>
        ，科室暂时用不了。
      </>
    ),
  ]
}

export function ToDo({ year }: { year: number }) {
  const { data: years } = useYears()
  const watches = useMay(['admin', 'auditor'])
  const draft = useQuery({
    queryKey: ['performance.draft', year, undefined],
    queryFn: () => get<Draft>(`/api/performance/draft?year=${year}`),
  })
  const chain = useQuery({
    queryKey: ['people.journal-chain'],
    enabled: watches,
    queryFn: () => ask<typeof journalChain>('people.journal-chain'),
  })
  const newest = years?.[0]?.year ?? year
  const open = years?.filter(row => !row.closed && row.year < newest) ?? []
  const items = [
    ...(draft.data ? reportItems(year, draft.data) : []),
    ...useBudgetItems(year),
    ...open.map(row => <Link key={row.year} to={paths.plan}>{`${row.year}年度的账还没有关闭`}</Link>),
    chain.data && chain.data.unsealed_count > 0 && (
      <Link to={paths.journal}>{`操作日志有 ${chain.data.unsealed_count} 条待封存`}</Link>
    ),
  ].filter(Boolean)
  return (
    <section className="panel">
      <h2>要做的事</h2>
      <ErrorNote error={draft.error} retry={() => void draft.refetch()} />
      {draft.data && items.length === 0 && <p className="ok">{year}年度没有待办。</p>}
      <ul className="next">
        {items.map((item, n) => (
          <li key={n}>{item}</li>
        ))}
      </ul>
    </section>
  )
}
