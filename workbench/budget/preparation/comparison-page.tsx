// Two versions of a budget side by side, line by line, with the difference in 元 and in percent.
import { useQuery } from '@tanstack/react-query'
import { Select, Table, type TableColumnType } from 'antd'
import { useState } from 'react'
import type { comparison } from '../../../src/budget/preparation/preparation-queries.ts'
import { ask } from '../../app/api.ts'
import { DataTable, ErrorNote, filterBy, Money, moneyColumn, PageFrame, sumFen, textColumn } from '../../ui/index.ts'
import { usePreparation, usePreparationYear } from './data.ts'
import { PreparedYear } from './year-select.tsx'

type Row = Awaited<ReturnType<typeof ask<typeof comparison>>>[number]

function Totals({ rows }: { rows: readonly Row[] }) {
  const spending = rows.filter(row => row.class_title !== '收入')
  const sums = [
    spending.map(row => row.before_fen ?? '0'),
    spending.map(row => row.after_fen ?? '0'),
    spending.map(row => row.difference_fen),
  ].map(sumFen)
  return (
    <Table.Summary fixed>
      <Table.Summary.Row>
        <Table.Summary.Cell index={0}>支出合计</Table.Summary.Cell>
        <Table.Summary.Cell index={1} colSpan={3}>
          {spending.length} 项
        </Table.Summary.Cell>
        {sums.map((fen, n) => (
          <Table.Summary.Cell key={n} index={n + 4} className="num">
            <Money fen={fen} />
          </Table.Summary.Cell>
        ))}
        <Table.Summary.Cell index={7} />
      </Table.Summary.Row>
    </Table.Summary>
  )
}

const show = (fen: string | null) => (fen === null ? <span className="soft">没有</span> : <Money fen={fen} />)

const sheetOf = (names: [string, string]) => ({
  header: ['行号', '名称', '科室', '类别', ...names, '增减', '增减率'],
  row: (row: Row) => [
    row.line_no,
    row.title,
    row.section,
    row.class_title,
    row.before_fen === null ? '' : { fen: row.before_fen },
    row.after_fen === null ? '' : { fen: row.after_fen },
    { fen: row.difference_fen },
    row.rate,
  ],
})

const columnsOf = (rows: Row[] | undefined, names: [string, string]): TableColumnType<Row>[] => [
  textColumn('行号', row => row.line_no),
  textColumn('名称', row => row.title),
  textColumn(
    '科室',
    row => row.section,
    filterBy(rows, row => row.section),
  ),
  textColumn(
    '类别',
    row => row.class_title,
    filterBy(rows, row => row.class_title),
  ),
  moneyColumn(
    names[0],
    row => row.before_fen ?? '0',
    row => show(row.before_fen),
  ),
  moneyColumn(
    names[1],
    row => row.after_fen ?? '0',
    row => show(row.after_fen),
  ),
  moneyColumn('增减', row => row.difference_fen),
  { title: '增减率', className: 'num', render: (_value, row) => row.rate },
]

function Compared({ rows, names, loading }: { rows: Row[] | undefined; names: [string, string]; loading: boolean }) {
  return (
    <DataTable<Row>
      name={`预算版本对比 ${names.join(' 与 ')}`}
      rowKey="line_no"
      loading={loading}
      dataSource={rows}
      pagination={false}
      empty="这两个版本都没有内容"
      words={row => `${row.line_no} ${row.title} ${row.section}`}
      csv={sheetOf(names)}
      card={row => (
        <>
          <div className="card-head">
            <span>
              {row.line_no} {row.title}
            </span>
            <Money fen={row.difference_fen} />
          </div>
          <div className="card-line">
            <span>
              {show(row.before_fen)} → {show(row.after_fen)}
            </span>
            <span>{row.rate}</span>
          </div>
        </>
      )}
      columns={columnsOf(rows, names)}
      summary={shown => (shown.length > 0 ? <Totals rows={shown} /> : null)}
    />
  )
}

export function ComparisonPage() {
  const { year } = usePreparationYear()
  const { data } = usePreparation(year)
  const [before, setBefore] = useState('last')
  const [after, setAfter] = useState('now')
  const versions = [
    { value: 'last', label: `${(year ?? 0) - 1}年年初预算` },
    ...(data?.rounds.filter(round => round.round !== 'first_down').map(one => ({ value: one.id, label: one.title })) ??
      []),
    { value: 'now', label: '当前填报' },
  ]
  const nameOf = (value: string) => versions.find(one => one.value === value)?.label ?? value
  const rows = useQuery({
    queryKey: ['budget.comparison', year, before, after],
    enabled: year !== undefined,
    queryFn: () => ask<typeof comparison>('budget.comparison', { year, before, after }),
  })
  return (
    <PageFrame title="预算版本对比" about="单位：元。选两个版本，逐行看增减。" actions={<PreparedYear />}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center', marginBottom: 16 }}>
        <Select aria-label="对比的版本" value={before} onChange={setBefore} options={versions} style={{ width: 160 }} />
        <span className="soft">对比</span>
        <Select aria-label="被对比的版本" value={after} onChange={setAfter} options={versions} style={{ width: 160 }} />
      </div>
      <ErrorNote error={rows.error} retry={() => void rows.refetch()} />
      <Compared rows={rows.data} names={[nameOf(before), nameOf(after)]} loading={rows.isPending} />
    </PageFrame>
  )
}
