// 预算指标额度台账: per line what was planned, adjusted, allotted, reserved, used and is left; each cell opens its entries.
import { Link } from '@tanstack/react-router'
import { Table, Tag } from 'antd'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, PageFrame, useYear, YearPicker, yuan } from '../ui/index.ts'
import { type LedgerRow, sumOf, useLedger, useVocabulary } from './data.ts'

const GROUPS = [
  { key: 'opening_fen', group: 'opening', title: '年初预算' },
  { key: 'adjusted_fen', group: 'adjusted', title: '调整' },
  { key: 'allotted_fen', group: 'allotted', title: '已下达' },
  { key: 'reserved_fen', group: 'reserved', title: '占用' },
  { key: 'executed_fen', group: 'executed', title: '已执行' },
] as const

function Entries({ row, year, group, fen }: { row: LedgerRow; year: number; group: string; fen: string }) {
  if (fen === '0') return <span style={{ color: 'var(--soft)' }}>0.00</span>
  return (
    <Link className="figure" to={paths.movements} search={{ year, line: row.id, group } as never}>
      {yuan(fen)}
    </Link>
  )
}

function Sections({ row }: { row: LedgerRow }) {
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="section"
      dataSource={row.sections}
      style={{ maxWidth: 720 }}
      columns={[
        { title: '科室', dataIndex: 'section' },
        ...(['allotted_fen', 'reserved_fen', 'spent_fen', 'available_fen'] as const).map((key, n) => ({
          title: ['下达额度', '占用', '已支出', '可用'][n],
          className: 'num',
          render: (_v: unknown, section: LedgerRow['sections'][number]) => yuan(section[key]),
        })),
      ]}
    />
  )
}

function Side({ rows, title, year }: { rows: LedgerRow[]; title: string; year: number }) {
  const { data: words } = useVocabulary()
  const kind = (row: LedgerRow) =>
    row.category ? (words?.categories[row.category] ?? row.category) : (words?.sources[row.source] ?? row.source)
  return (
    <section style={{ marginBottom: 32 }}>
      <h2 style={{ fontSize: 15, margin: '0 0 4px' }}>
        {title}
        <span style={{ color: 'var(--soft)', fontWeight: 400 }}>　单位：元</span>
      </h2>
      <DataTable<LedgerRow>
        name={`${year}年度${title}台账`}
        rowKey="id"
        dataSource={rows}
        pagination={false}
        expandable={{ expandedRowRender: row => <Sections row={row} />, rowExpandable: row => row.sections.length > 0 }}
        csv={{
          header: ['行号', '名称', '类别', ...GROUPS.map(one => one.title), '可用'],
          row: row => [
            row.line_no,
            row.title,
            kind(row),
            ...GROUPS.map(one => yuan(row[one.key])),
            yuan(row.available_fen),
          ],
        }}
        columns={[
          { title: '行号', dataIndex: 'line_no', fixed: 'left', sorter: (a, b) => a.line_no.localeCompare(b.line_no) },
          {
            title: '名称',
            render: (_v, row) => (
              <>
                {row.title}
                {row.is_example && <Tag style={{ marginLeft: 6 }}>示例</Tag>}
                {row.procurement && <Tag style={{ marginLeft: 6 }}>采购</Tag>}
              </>
            ),
          },
          {
            title: '类别',
            render: (_v, row) => kind(row),
            filters: [...new Set(rows.map(kind))].map(text => ({ text, value: text })),
            onFilter: (value, row) => kind(row) === value,
          },
          ...GROUPS.map(one => ({
            title: one.title,
            className: 'num',
            render: (_v: unknown, row: LedgerRow) => (
              <Entries row={row} year={year} group={one.group} fen={row[one.key]} />
            ),
          })),
          {
            title: '可用',
            className: 'num',
            render: (_v, row) => (
              <strong className={row.available_fen.startsWith('-') ? 'bad' : ''}>{yuan(row.available_fen)}</strong>
            ),
            sorter: (a, b) => Number(BigInt(a.available_fen) - BigInt(b.available_fen)),
          },
        ]}
        summary={() => (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0} />
            <Table.Summary.Cell index={1} colSpan={3}>
              <strong>合计</strong>
            </Table.Summary.Cell>
            {[...GROUPS.map(one => one.key), 'available_fen' as const].map((key, n) => (
              <Table.Summary.Cell key={key} index={n + 4} className="num">
                <strong>{yuan(sumOf(rows, key))}</strong>
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        )}
      />
    </section>
  )
}

export function LedgerPage() {
  const { year } = useYear()
  const { data, error, refetch, isPending } = useLedger(year)
  const of = (side: string) => data?.filter(row => row.side === side) ?? []
  return (
    <PageFrame
      title="预算指标额度台账"
      about="可用 = 年初 + 调整 − 占用 − 已执行。点开任一数字，看到逐笔记录；点行首的加号，看到各科室额度。"
      actions={<YearPicker />}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {!isPending && data?.length === 0 && <p>这个年度还没有预算。请先到“预算批复入账”录入或从 Excel 导入。</p>}
      {year !== undefined && of('expenditure').length > 0 && <Side rows={of('expenditure')} title="支出" year={year} />}
      {year !== undefined && of('income').length > 0 && <Side rows={of('income')} title="收入" year={year} />}
    </PageFrame>
  )
}
