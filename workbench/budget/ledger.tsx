// 预算指标额度台账: per line what was planned, adjusted, allotted, reserved, used and is left; each cell opens its entries.
import { Link } from '@tanstack/react-router'
import { Spin, Table } from 'antd'
import { NeedsYear } from '../app/needs-year.tsx'
import { paths } from '../app/paths.ts'
import {
  DataTable,
  ErrorNote,
  filterBy,
  Money,
  moneyColumn,
  PageFrame,
  sumFen,
  textColumn,
  useYear,
  YearPicker,
  yuan,
} from '../ui/index.ts'
import { fullYear, type LedgerRow, useLedger, useVocabulary } from './data.ts'
import { Entries, type Group, LedgerCard } from './ledger-card.tsx'

const PLAN: readonly Group[] = [
  { title: '年初预算', of: row => row.opening_fen, group: 'opening' },
  { title: '调整', of: row => row.adjusted_fen, group: 'adjusted' },
  { title: '全年预算', of: fullYear },
]
const GROUPS: Record<'expenditure' | 'income', readonly Group[]> = {
  expenditure: [
    ...PLAN,
    { title: '已下达', of: row => row.allotted_fen, group: 'allotted' },
    { title: '占用', of: row => row.reserved_fen, group: 'reserved' },
    { title: '合同占用', of: row => row.committed_fen, group: 'committed' },
    { title: '在途', of: row => row.in_transit_fen, group: 'in_transit' },
    { title: '已支出', of: row => row.executed_fen, group: 'executed' },
    { title: '可用', of: row => row.available_fen },
  ],
  income: [
    ...PLAN,
    { title: '已到账', of: row => row.executed_fen, group: 'executed' },
    { title: '未到账', of: row => row.available_fen },
  ],
}

/** What each section was given of a line and has left. */
function Sections({ row }: { row: LedgerRow }) {
  type Section = LedgerRow['sections'][number]
  return (
    <Table<Section>
      size="small"
      pagination={false}
      rowKey="section"
      aria-label={`${row.title}的科室额度`}
      dataSource={row.sections}
      style={{ maxWidth: 720 }}
      columns={[
        textColumn('科室', section => section.section),
        moneyColumn('下达额度', section => section.allotted_fen),
        moneyColumn('占用', section => section.reserved_fen),
        moneyColumn('合同占用', section => section.committed_fen),
        moneyColumn('在途', section => section.in_transit_fen),
        moneyColumn('已支出', section => section.spent_fen),
        moneyColumn('可用', section => section.available_fen),
      ]}
    />
  )
}

function Totals({ rows, groups, lead }: { rows: readonly LedgerRow[]; groups: readonly Group[]; lead: number }) {
  return (
    <Table.Summary fixed>
      <Table.Summary.Row>
        {Array.from({ length: lead }, (_, n) => (
          <Table.Summary.Cell key={n} index={n}>
            {n === lead - 2 ? `合计 ${rows.length} 项` : ''}
          </Table.Summary.Cell>
        ))}
        {groups.map((one, n) => (
          <Table.Summary.Cell key={one.title} index={n + lead} className="num">
            <Money fen={sumFen(rows.map(one.of))} />
          </Table.Summary.Cell>
        ))}
      </Table.Summary.Row>
    </Table.Summary>
  )
}

function Side({ rows, side, year }: { rows: LedgerRow[]; side: 'income' | 'expenditure'; year: number }) {
  const { data: words } = useVocabulary()
  const groups = GROUPS[side]
  const title = side === 'income' ? '收入' : '支出'
  const kind = (row: LedgerRow) =>
    row.category ? (words?.categories[row.category] ?? row.category) : (words?.sources[row.source] ?? row.source)
  const notes = (row: LedgerRow) => [row.procurement && '采购', row.three_public && '三公'].filter(Boolean).join('、')
  const opened = rows.some(row => row.sections.length > 0)
  return (
    <section className="part">
      <h2>
        {title}
        <span className="unit">单位：元</span>
      </h2>
      <DataTable<LedgerRow>
        name={`${year}年度${title}指标台账`}
        rowKey="id"
        dataSource={rows}
        pagination={false}
        words={row => `${row.line_no} ${row.title} ${kind(row)} ${row.project ?? ''} ${row.economic_code ?? ''}`}
        expandable={{
          expandedRowRender: row => <Sections row={row} />,
          rowExpandable: row => row.sections.length > 0,
          showExpandColumn: opened,
        }}
        csv={{
          header: ['行号', '名称', '类别', '经济分类', '标记', ...groups.map(one => one.title)],
          row: row => [
            row.line_no,
            row.title,
            kind(row),
            row.economic_code,
            notes(row),
            ...groups.map(one => ({ fen: one.of(row) })),
          ],
        }}
        card={row => <LedgerCard row={row} year={year} kind={kind(row)} groups={groups} />}
        columns={[
          textColumn('行号', row => row.line_no, { fixed: 'left' }),
          textColumn('名称', row => row.title, {
            render: (_value, row) => (
              <>
                {row.title}
                {notes(row) && <span className="soft">　{notes(row)}</span>}
              </>
            ),
          }),
          textColumn('类别', kind, filterBy(rows, kind)),
          ...groups.map(one =>
            moneyColumn<LedgerRow>(one.title, one.of, (row, fen) => (
              <Entries row={row} year={year} group={one.group} fen={fen} />
            )),
          ),
        ]}
        summary={shown => <Totals rows={shown} groups={groups} lead={opened ? 4 : 3} />}
      />
    </section>
  )
}

export function LedgerPage() {
  const { year } = useYear()
  const { data, error, refetch, isPending } = useLedger(year)
  const of = (side: string) => data?.filter(row => row.side === side) ?? []
  const spent = sumFen(of('expenditure').map(row => row.executed_fen))
  const left = sumFen(of('expenditure').map(row => row.available_fen))
  return (
    <PageFrame
      title="预算指标额度台账"
      about={
        data &&
        data.length > 0 && (
          <>
            {data.some(row => row.is_example) && '示例数据。'}
            {year}年已支出 {yuan(spent)} 元，可用 {yuan(left)} 元。可用 = 全年预算 − 占用 − 合同占用 − 在途 −
            已支出（已扣退回）；点开数字看逐笔记录。
          </>
        )
      }
      actions={<YearPicker />}
    >
      <NeedsYear>
        <ErrorNote error={error} retry={() => void refetch()} />
        {isPending && <Spin />}
        {data?.length === 0 && (
          <p>
            这个年度还没有预算。到<Link to={paths.plan}>预算批复与关账</Link>录入，或从 Excel 读入。
          </p>
        )}
        {year !== undefined && of('expenditure').length > 0 && (
          <Side rows={of('expenditure')} side="expenditure" year={year} />
        )}
        {year !== undefined && of('income').length > 0 && <Side rows={of('income')} side="income" year={year} />}
      </NeedsYear>
    </PageFrame>
  )
}
