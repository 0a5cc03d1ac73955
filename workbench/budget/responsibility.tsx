// 收入责任与支出额度: each section's target and what it did, month by month; those who are slow or fast are marked.
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { responsibility } from '../../src/budget/responsibility/targets.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { NeedsYear } from '../app/needs-year.tsx'
import { ErrorNote, Money, PageFrame, sumFen, useYear, wan, YearPicker } from '../ui/index.ts'
import { AssignLine } from './assign-line.tsx'
import { SetDirectLimit } from './direct-limit.tsx'
import { PaceRule, TargetForm } from './targets-form.tsx'

export type Responsibility = Awaited<ReturnType<typeof ask<typeof responsibility>>>
export type Pace = Responsibility['rows'][number]

const STATES: Record<string, [string, string]> = { slow: ['偏慢', 'bad'], fast: ['偏快', 'bad'], fine: ['正常', 'ok'] }
const SIDES: Record<string, string> = { expenditure: '支出', income: '收入' }

/** Sums up to each month. */
function cumulated(months: readonly string[]): string[] {
  let sum = 0n
  return months.map(fen => {
    sum += BigInt(fen)
    return String(sum)
  })
}

function Months({ row, month }: { row: Pace; month: number }) {
  const [target, done] = [cumulated(row.target_fen), cumulated(row.done_fen)]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard
    <section className="months" tabIndex={0} aria-label={`${row.section}${SIDES[row.side]}分月`}>
      <table>
        <thead>
          <tr>
            <th scope="col">累计</th>
            {target.map((_fen, n) => (
              <th key={n} scope="col" className="num">
                {n + 1}月
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">目标</th>
            {target.map((fen, n) => (
              <td key={n} className="num">
                {wan(fen)}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">完成</th>
            {done.map((fen, n) => (
              <td key={n} className="num">
                {n <= month ? wan(fen) : ''}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  )
}

function Section({
  row,
  month,
  edit,
  assign,
}: {
  row: Pace
  month: number
  edit: (() => void) | undefined
  assign: ReactNode
}) {
  const [words, look] = STATES[row.state] ?? ['', '']
  return (
    <section className="part">
      <h2>
        {row.section}
        <span className="unit">{row.side === 'income' ? '收入责任' : '支出额度'}　单位：万元</span>
        <span className={look} style={{ fontSize: 13 }}>
          {words}
        </span>
        {row.side === 'income' && assign}
        {edit && (
          <Button size="small" type="text" onClick={edit}>
            设置月度目标
          </Button>
        )}
      </h2>
      <p style={{ margin: '0 0 4px' }}>
        全年 <Money fen={row.total_fen} as="wan" />
        ，已完成 <Money fen={sumFen(row.done_fen)} as="wan" />（{row.done_rate}
        ），到{month}月底的目标 {row.expected_rate}
        {!row.has_targets && <span className="soft">，没有设目标，按月平均</span>}
      </p>
      <Months row={row} month={month} />
    </section>
  )
}

const bp = (count: number) => `${count / 100} 个百分点`

export function ResponsibilityPage() {
  const { year, closed } = useYear()
  const finance = useMay(['finance'])
  const leads = useMay(['finance', 'director'])
  const [editing, setEditing] = useState<Pace>()
  const { data, error, refetch } = useQuery({
    queryKey: ['budget.responsibility', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof responsibility>('budget.responsibility', { year }),
  })
  const named = (row: Pace) => !row.section.startsWith('（')
  return (
    <PageFrame
      title="收入责任与支出额度"
      about={
        data && (
          <>
            低于目标 {bp(data.slow_gap_bp)}算偏慢，高于目标 {bp(data.fast_gap_bp)}算偏快（{data.rule_source}
            ），会出现在会计和主任的待办里。
          </>
        )
      }
      actions={
        <>
          {leads && data && <PaceRule data={data} />}
          <SetDirectLimit />
          <YearPicker />
        </>
      }
    >
      <NeedsYear>
        <ErrorNote error={error} retry={() => void refetch()} />
        {data?.rows.length === 0 && <p>额度还没有分解到科室，收入也没有落实到科室。</p>}
        {data?.rows.map(row => (
          <Section
            key={row.side + row.section}
            row={row}
            month={data.month}
            assign={finance && !closed && !named(row) && year !== undefined && <AssignLine year={year} />}
            edit={finance && !closed && named(row) ? () => setEditing(row) : undefined}
          />
        ))}
        {editing && year !== undefined && <TargetForm row={editing} year={year} close={() => setEditing(undefined)} />}
      </NeedsYear>
    </PageFrame>
  )
}
