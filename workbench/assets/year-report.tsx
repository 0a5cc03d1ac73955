// The year-end report on assets as a page and a workbook.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Table } from 'antd'
import type { yearReport } from '../../src/assets/report/year-report.ts'
import { ACQUIRED_BY, DISPOSAL_KINDS, FINANCIAL_CLASSES, USE_STATES } from '../../src/assets/vocabulary.ts'
import { ask } from '../app/api.ts'
import { NeedsYear } from '../app/needs-year.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, Money, PageFrame, saveWorkbook, sumFen, useYear, YearPicker } from '../ui/index.ts'
import { Agreement } from './depreciation.tsx'

type Report = Awaited<ReturnType<typeof ask<typeof yearReport>>>
type ClassRow = Report['by_class'][number]
type Count = { key: string; count: number; original_fen: string }

const className = (row: ClassRow) => FINANCIAL_CLASSES[row.financial_class as 'equipment'] ?? row.financial_class
const MONEY = [
  ['年初原值', 'opening_fen'],
  ['本年增加', 'added_fen'],
  ['本年减少', 'gone_fen'],
  ['年末原值', 'closing_fen'],
  ['本年折旧', 'depreciated_year_fen'],
  ['累计折旧', 'depreciated_fen'],
  ['年末净值', 'net_fen'],
] as const

function ByClass({ rows }: { rows: readonly ClassRow[] }) {
  return (
    <section className="part">
      <h2>
        各类资产<span className="unit">单位：元</span>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="sideways" tabIndex={0} aria-label="各类资产，可以左右滚动">
        <Table<ClassRow>
          size="small"
          rowKey="financial_class"
          aria-label="各类资产"
          pagination={false}
          dataSource={rows}
          columns={[
            {
              title: '类别',
              render: (_value, row) => (
                <Link to={paths.cards} style={{ whiteSpace: 'nowrap' }}>
                  {className(row)}
                </Link>
              ),
            },
            { title: '年末数量', className: 'num', dataIndex: 'closing_count' },
            ...MONEY.map(([title, key]) => ({
              title,
              className: 'num',
              render: (_value: unknown, row: ClassRow) => <Money fen={row[key]} />,
            })),
          ]}
          summary={shown => (
            <Table.Summary.Row>
              <Table.Summary.Cell index={0}>合计</Table.Summary.Cell>
              <Table.Summary.Cell index={1} className="num">
                {shown.reduce((sum, row) => sum + row.closing_count, 0)}
              </Table.Summary.Cell>
              {MONEY.map(([title, key], n) => (
                <Table.Summary.Cell key={title} index={n + 2} className="num">
                  <Money fen={sumFen(shown.map(row => row[key]))} />
                </Table.Summary.Cell>
              ))}
            </Table.Summary.Row>
          )}
        />
      </section>
    </section>
  )
}

function Counts({ title, rows, words }: { title: string; rows: readonly Count[]; words: Record<string, string> }) {
  return (
    <section className="part">
      <h2>
        {title}
        <span className="unit">单位：元</span>
      </h2>
      {rows.length === 0 ? (
        <p className="soft">本年没有。</p>
      ) : (
        <Table<Count>
          size="small"
          rowKey="key"
          aria-label={title}
          pagination={false}
          dataSource={rows}
          columns={[
            { title: '项目', render: (_value, row) => words[row.key] ?? row.key },
            { title: '卡片', className: 'num', dataIndex: 'count' },
            { title: '原值', className: 'num', render: (_value, row) => <Money fen={row.original_fen} /> },
          ]}
        />
      )}
    </section>
  )
}

const sheetsOf = (report: Report) => [
  {
    name: '各类资产',
    header: ['类别', '年初数量', '年末数量', ...MONEY.map(([title]) => title)],
    rows: report.by_class.map(row => [
      className(row),
      row.opening_count,
      row.closing_count,
      ...MONEY.map(([, key]) => ({ fen: row[key] })),
    ]),
  },
  {
    name: '本年增加',
    header: ['取得方式', '卡片', '原值'],
    rows: report.added.map(row => [ACQUIRED_BY[row.key as 'purchase'], row.count, { fen: row.original_fen }]),
  },
  {
    name: '使用状况',
    header: ['使用状况', '卡片', '原值'],
    rows: report.states.map(row => [USE_STATES[row.key as 'idle'], row.count, { fen: row.original_fen }]),
  },
  {
    name: '处置',
    header: ['方式', '件数', '原值', '处置收入', '已上缴'],
    rows: report.disposals.map(row => [
      DISPOSAL_KINDS[row.key as 'scrap'],
      row.count,
      { fen: row.original_fen },
      { fen: row.proceeds_fen },
      { fen: row.remitted_fen },
    ]),
  },
  {
    name: '盘点',
    header: ['编号', '日期', '应盘', '实盘', '盘亏', '盘盈'],
    rows: report.stocktakes.map(row => [
      row.stocktake_no,
      row.day,
      row.item_count,
      row.found_count,
      row.missing,
      row.surplus,
    ]),
  },
  {
    name: '卡片与总账',
    header: ['科目', '名称', '卡片合计', '总账余额'],
    rows: report.agreement.map(row => [row.account, row.title, { fen: row.cards_fen }, { fen: row.ledger_fen }]),
  },
]

export function AssetReportPage() {
  const { year } = useYear()
  const { data, error } = useQuery({
    queryKey: ['assets.year-report', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof yearReport>('assets.year-report', { year }),
  })
  return (
    <PageFrame
      title="资产年报"
      about="一年里各类资产的增减、折旧、使用、处置和盘点，全部由卡片和凭证汇总。"
      actions={
        <>
          {data && <Button onClick={() => void saveWorkbook(`${year}年度资产报告`, sheetsOf(data))}>导出 Excel</Button>}
          <Button onClick={() => window.print()}>打印</Button>
          <YearPicker />
        </>
      }
    >
      <NeedsYear>
        <ErrorNote error={error} />
        {data && (
          <>
            <ByClass rows={data.by_class} />
            <div className="two">
              <Counts title="本年增加" rows={data.added} words={ACQUIRED_BY} />
              <Counts title="年末使用状况" rows={data.states} words={USE_STATES} />
              <Counts title="本年处置" rows={data.disposals} words={DISPOSAL_KINDS} />
            </div>
            <Agreement lines={data.agreement} />
          </>
        )}
      </NeedsYear>
    </PageFrame>
  )
}
