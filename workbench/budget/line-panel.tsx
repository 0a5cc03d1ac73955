// What the chosen line stands at, beside the form: its plan, and each section's allotment with what is left.
import { Table } from 'antd'
import { Money, moneyColumn, textColumn } from '../ui/index.ts'
import { fullYear, type LedgerRow, unallotted } from './data.ts'

type Section = LedgerRow['sections'][number]

export function LinePanel({ line, section }: { line: LedgerRow | undefined; section: string | undefined }) {
  if (!line) return null
  const income = line.side === 'income'
  const facts: [string, string][] = [
    ['年初预算', line.opening_fen],
    ['调整', line.adjusted_fen],
    ['全年预算', fullYear(line)],
    ...(income
      ? ([['已到账', line.executed_fen]] as [string, string][])
      : ([
          ['已下达', line.allotted_fen],
          ['未下达', unallotted(line)!],
          ['已支出', line.executed_fen],
        ] as [string, string][])),
  ]
  return (
    <aside className="panel">
      <h2>
        {line.line_no} {line.title}
        <span className="unit">单位：元</span>
      </h2>
      <dl className="card-facts" style={{ marginBottom: 16 }}>
        {facts.map(([title, fen]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              <Money fen={fen} />
            </dd>
          </div>
        ))}
      </dl>
      {!income && (
        <Table<Section>
          size="small"
          pagination={false}
          rowKey="section"
          aria-label="各科室额度"
          scroll={{ x: 'max-content' }}
          dataSource={line.sections}
          locale={{ emptyText: '这个指标还没有下达到科室' }}
          rowClassName={row => (row.section === section ? 'mine' : '')}
          columns={[
            textColumn('科室', row => row.section),
            moneyColumn('下达', row => row.allotted_fen),
            moneyColumn('占用', row => row.reserved_fen),
            moneyColumn('合同占用', row => row.committed_fen),
            moneyColumn('在途', row => row.in_transit_fen),
            moneyColumn('已支出', row => row.spent_fen),
            moneyColumn('可用', row => row.available_fen),
          ]}
        />
      )}
    </aside>
  )
}
