// The relations between numbers that the checker could judge: what the text states, what the calculation gives.
import type { Relation } from '../../src/proofing/types.ts'
import { DataTable, filterBy } from '../ui/index.ts'

type Row = Relation & { key: number }

const KINDS: Record<Relation['kind'], string> = {
  sum: '合计',
  difference: '差额',
  ratio: '比率',
  share: '占比',
  growth: '增减率',
  equality: '相等',
  count: '计数',
}
const STATUSES: Record<Relation['status'], string> = {
  ok: '相符',
  rounded: '舍入内相符',
  truncated: '截尾相符',
  last_digit: '末位差一',
  fail: '不符',
  undefined: '基数为零',
}
const LOOKS: Partial<Record<Relation['status'], string>> = { ok: 'ok', rounded: 'ok', fail: 'bad', undefined: 'bad' }

export const holds = ({ status }: Relation) => status === 'ok' || status === 'rounded'

const Status = ({ row }: { row: Relation }) => <span className={LOOKS[row.status]}>{STATUSES[row.status]}</span>

/** The numbers that went into it: 财政拨款收入 129.7万元；上级补助收入 0万元. */
const partsOf = ({ parts }: Relation) => parts.map(({ label, value, unit }) => `${label} ${value}${unit}`).join('；')

export function Relations({ relations }: { relations: readonly Relation[] }) {
  const rows: Row[] = relations.map((relation, key) => ({ ...relation, key }))
  return (
    <DataTable<Row>
      name="数量关系"
      rowKey="key"
      sticky={false}
      empty="文中没有可以核对的数量关系"
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={rows}
      words={row => `${row.excerpt} ${partsOf(row)} ${row.stated}`}
      csv={{
        header: ['行', '关系', '文中', '复算', '结论', '参与的数', '原文'],
        row: row => [
          row.line,
          KINDS[row.kind],
          row.stated,
          row.computed,
          STATUSES[row.status],
          partsOf(row),
          row.excerpt,
        ],
      }}
      card={row => (
        <>
          <div className="card-head">
            <span>
              {KINDS[row.kind]}　文中 {row.stated}，复算 {row.computed}
            </span>
            <Status row={row} />
          </div>
          <div className="soft">{partsOf(row)}</div>
        </>
      )}
      columns={[
        { title: '行', dataIndex: 'line', className: 'num' },
        { title: '关系', render: (_v, row) => KINDS[row.kind], ...filterBy(rows, row => KINDS[row.kind]) },
        { title: '文中', dataIndex: 'stated', className: 'num' },
        { title: '复算', dataIndex: 'computed', className: 'num' },
        {
          title: '结论',
          render: (_v, row) => <Status row={row} />,
          ...filterBy(rows, row => STATUSES[row.status]),
        },
        { title: '参与的数', render: (_v, row) => <span className="long">{partsOf(row)}</span> },
        { title: '原文', render: (_v, row) => <span className="long">{row.excerpt}</span> },
      ]}
    />
  )
}
