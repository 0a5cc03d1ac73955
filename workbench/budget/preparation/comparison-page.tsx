// Two versions of a budget side by side, line by line, with the difference in 元 and in percent.
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Checkbox, Select, Spin, Table, type TableColumnType } from 'antd'
import { useState } from 'react'
import type { comparison } from '../../../src/budget/preparation/comparison-query.ts'
import { ask } from '../../app/api.ts'
import { DataTable, ErrorNote, filterBy, Money, moneyColumn, PageFrame, sumFen, textColumn } from '../../ui/index.ts'
import { usePreparation, usePreparationYear } from './data.ts'
import { PreparedYear } from './year-select.tsx'

type Comparison = Awaited<ReturnType<typeof ask<typeof comparison>>>
type Row = Comparison['rows'][number]
/** from how many lines on only those that changed are shown at first */
const MANY = 30

const isChanged = (row: Row) =>
  row.difference_fen !== '0' || row.before_fen === null || row.after_fen === null || row.changes.length > 0

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
  header: ['行号', '名称', '科室', '类别', ...names, '增减', '增减率', '变化'],
  row: (row: Row) => [
    row.line_no,
    row.title,
    row.section,
    row.class_title,
    row.before_fen === null ? '' : { fen: row.before_fen },
    row.after_fen === null ? '' : { fen: row.after_fen },
    { fen: row.difference_fen },
    row.rate,
    row.changes.join('；'),
  ],
})

const columnsOf = (rows: Row[] | undefined, names: [string, string]): TableColumnType<Row>[] => [
  textColumn('行号', row => row.line_no),
  textColumn('名称', row => row.title, {
    render: (_value, row) => (
      <>
        {row.title}
        {row.changes.map(words => (
          <div key={words} className="soft">
            {words}
          </div>
        ))}
      </>
    ),
  }),
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

type Amounts = Pick<Row, 'before_fen' | 'after_fen' | 'difference_fen' | 'rate'>

/** One line or class on a phone: what it is, before and after. */
function Change({ title, amounts }: { title: string; amounts: Amounts }) {
  return (
    <>
      <div className="card-head">
        <span>{title}</span>
        <Money fen={amounts.difference_fen} />
      </div>
      <div className="card-line">
        <span>
          {show(amounts.before_fen)} → {show(amounts.after_fen)}
        </span>
        <span>{amounts.rate}</span>
      </div>
    </>
  )
}

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
          <Change title={`${row.line_no} ${row.title}`} amounts={row} />
          {row.changes.map(words => (
            <div key={words} className="soft">
              {words}
            </div>
          ))}
        </>
      )}
      columns={columnsOf(rows, names)}
      summary={shown => (shown.length > 0 ? <Totals rows={shown} /> : null)}
    />
  )
}

/** The classes of both versions: what 300 lines come to. */
function Classes({ data, names }: { data: Comparison; names: [string, string] }) {
  type ClassRow = Comparison['classes'][number]
  return (
    <DataTable<ClassRow>
      name={`预算版本分类对比 ${names.join(' 与 ')}`}
      rowKey="class_title"
      dataSource={data.classes}
      pagination={false}
      sticky={false}
      csv={{
        header: ['类别', ...names, '增减', '增减率'],
        row: row => [
          row.class_title,
          row.before_fen === null ? '' : { fen: row.before_fen },
          row.after_fen === null ? '' : { fen: row.after_fen },
          { fen: row.difference_fen },
          row.rate,
        ],
      }}
      card={row => <Change title={row.class_title} amounts={row} />}
      columns={[
        { title: '类别', dataIndex: 'class_title' },
        { title: names[0], className: 'num', render: (_value, row) => show(row.before_fen) },
        { title: names[1], className: 'num', render: (_value, row) => show(row.after_fen) },
        { title: '增减', className: 'num', render: (_value, row) => <Money fen={row.difference_fen} /> },
        { title: '增减率', className: 'num', render: (_value, row) => row.rate },
      ]}
    />
  )
}

function Lines({ data, names }: { data: Comparison; names: [string, string] }) {
  const changed = data.rows.filter(isChanged)
  const [wanted, setWanted] = useState<boolean>()
  const few = wanted ?? (data.rows.length > MANY && changed.length > 0)
  return (
    <section className="part" style={{ marginTop: 24 }}>
      <h2>
        逐行对比
        <Checkbox
          checked={few}
          onChange={event => setWanted(event.target.checked)}
          style={{ marginLeft: 16, fontWeight: 400 }}
        >
          只看有变化的（{changed.length} 行，共 {data.rows.length} 行）
        </Checkbox>
      </h2>
      <Compared rows={few ? changed : data.rows} names={names} loading={false} />
    </section>
  )
}

export function ComparisonPage() {
  const { year } = usePreparationYear()
  const { data } = usePreparation(year)
  const asked = useSearch({ strict: false }) as { before?: string; section?: string }
  const [before, setBefore] = useState(asked.before ?? 'last')
  const [after, setAfter] = useState('now')
  const { section } = asked
  const versions = [
    { value: 'last', label: `${(year ?? 0) - 1}年年初预算` },
    ...(data?.rounds.filter(round => round.round !== 'first_down').map(one => ({ value: one.id, label: one.title })) ??
      []),
    ...(asked.before?.startsWith('submission-') ? [{ value: asked.before, label: '科室报送时' }] : []),
    { value: 'now', label: '当前填报' },
  ]
  const nameOf = (value: string) => versions.find(one => one.value === value)?.label ?? value
  const names: [string, string] = [nameOf(before), nameOf(after)]
  const compared = useQuery({
    queryKey: ['budget.comparison', year, before, after, section],
    enabled: year !== undefined,
    queryFn: () => ask<typeof comparison>('budget.comparison', { year, before, after, ...(section && { section }) }),
  })
  return (
    <PageFrame
      title={section ? `${section}预算版本对比` : '预算版本对比'}
      about="单位：元。选两个版本，先看各类合计，再逐行看增减和数量、单价的变化。"
      actions={<PreparedYear />}
    >
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center', marginBottom: 16 }}>
        <Select aria-label="对比的版本" value={before} onChange={setBefore} options={versions} style={{ width: 160 }} />
        <span className="soft">对比</span>
        <Select aria-label="被对比的版本" value={after} onChange={setAfter} options={versions} style={{ width: 160 }} />
      </div>
      <ErrorNote error={compared.error} retry={() => void compared.refetch()} />
      {compared.isPending && <Spin />}
      {compared.data && <Classes data={compared.data} names={names} />}
      {compared.data && <Lines key={`${before}-${after}`} data={compared.data} names={names} />}
    </PageFrame>
  )
}
