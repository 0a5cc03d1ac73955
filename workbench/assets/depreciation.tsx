// Depreciation month by month: one button a month, what was posted, and whether register and ledger agree.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Table } from 'antd'
import type { depreciateMonth } from '../../src/assets/depreciation/depreciate-month.ts'
import type { yearReport } from '../../src/assets/report/year-report.ts'
import type { depreciationMonths } from '../../src/assets/rules/rule-queries.ts'
import { ask } from '../app/api.ts'
import { useMay, useMe } from '../app/me.tsx'
import { NeedsYear } from '../app/needs-year.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, Money, PageFrame, useCommand, useYear, YearPicker } from '../ui/index.ts'

type Month = Awaited<ReturnType<typeof ask<typeof depreciationMonths>>>[number]
type Line = Awaited<ReturnType<typeof ask<typeof yearReport>>>['agreement'][number]

/** Whether the cards and the ledger say the same, account by account. */
export function Agreement({ lines }: { lines: readonly Line[] | undefined }) {
  if (!lines) return null
  const shown = lines.filter(line => line.cards_fen !== '0' || line.ledger_fen !== '0')
  const off = shown.filter(line => line.cards_fen !== line.ledger_fen)
  return (
    <section className="part" style={{ maxWidth: 720 }}>
      <h2>
        卡片与总账<span className="unit">单位：元</span>
      </h2>
      {shown.length > 0 && off.length === 0 && <p className="ok">卡片合计与总账余额一致。</p>}
      {off.length > 0 && <p className="bad">有 {off.length} 个科目不一致，关账前要查清。</p>}
      <Table<Line>
        size="small"
        rowKey="account"
        aria-label="卡片与总账核对"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={shown}
        columns={[
          {
            title: '科目',
            render: (_value, line) => (
              <Link to={paths.balances}>
                {line.account} {line.title}
              </Link>
            ),
          },
          { title: '卡片合计', className: 'num', render: (_value, line) => <Money fen={line.cards_fen} /> },
          { title: '总账余额', className: 'num', render: (_value, line) => <Money fen={line.ledger_fen} /> },
          {
            title: '差额',
            className: 'num',
            render: (_value, line) => <Money fen={String(BigInt(line.cards_fen) - BigInt(line.ledger_fen))} />,
          },
        ]}
      />
    </section>
  )
}

function MonthTable({ year, months }: { year: number; months: readonly Month[] }) {
  const { data: me } = useMe()
  const may = useMay(['finance'])
  const { run, busy, error } = useCommand<typeof depreciateMonth>('assets.depreciate-month', '已计提')
  const rows = Array.from({ length: 12 }, (_, n) => {
    const month = `${year}-${String(n + 1).padStart(2, '0')}`
    return { month, done: months.find(one => one.month === month) }
  })
  return (
    <>
      <ErrorNote error={error} />
      <Table<(typeof rows)[number]>
        size="small"
        rowKey="month"
        aria-label={`${year}年各月折旧`}
        pagination={false}
        style={{ maxWidth: 720, marginBottom: 32 }}
        dataSource={rows}
        columns={[
          { title: '月份', dataIndex: 'month' },
          { title: '卡片', className: 'num', render: (_value, row) => row.done?.card_count ?? '' },
          {
            title: '折旧额（元）',
            className: 'num',
            render: (_value, row) => row.done && <Money fen={row.done.total_fen} />,
          },
          {
            title: '办理',
            render: (_value, row) =>
              may && me && `${row.month}-01` <= me.today ? (
                <Button
                  size="small"
                  disabled={busy}
                  onClick={() => void run({ month: row.month }).catch(() => undefined)}
                >
                  {row.done ? '补提新增' : '计提'}
                </Button>
              ) : (
                (row.done?.last_run_by ?? '')
              ),
          },
        ]}
      />
    </>
  )
}

export function DepreciationPage() {
  const { year } = useYear()
  const months = useQuery({
    queryKey: ['assets.depreciation-months', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof depreciationMonths>('assets.depreciation-months', { year }),
  })
  const report = useQuery({
    queryKey: ['assets.year-report', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof yearReport>('assets.year-report', { year }),
  })
  return (
    <PageFrame
      title="计提折旧"
      about="按年限平均法，不留残值，当月增加当月提，最后一月提足。每月一次，重复点不会多提。以前年度漏提的计入以前年度盈余调整。"
      actions={<YearPicker />}
    >
      <NeedsYear>
        <ErrorNote error={months.error ?? report.error} />
        {year !== undefined && months.data && <MonthTable year={year} months={months.data} />}
        <Agreement lines={report.data?.agreement} />
      </NeedsYear>
    </PageFrame>
  )
}
