// 科目余额表: what each account opened with, took, gave and closes with; an account opens its postings.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { balances } from '../../src/accounts/queries.ts'
import { ask } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, PageFrame, useYear, YearPicker, yuan } from '../ui/index.ts'

type Row = Awaited<ReturnType<typeof ask<typeof balances>>>[number]

export function BalancesPage() {
  const { year } = useYear()
  const { data, error, isPending } = useQuery({
    queryKey: ['accounts.trial-balance', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof balances>('accounts.trial-balance', { year }),
  })
  const money = (key: 'opening_fen' | 'debit_fen' | 'credit_fen' | 'closing_fen', title: string) => ({
    title,
    className: 'num',
    render: (_v: unknown, row: Row) => yuan(row[key]),
  })
  return (
    <PageFrame title="科目余额表" about="单位：元。借方为正，贷方为负。" actions={<YearPicker />}>
      <ErrorNote error={error} />
      <DataTable<Row>
        name={`${year}年度科目余额表`}
        rowKey="account"
        loading={isPending}
        dataSource={data}
        pagination={false}
        csv={{
          header: ['科目', '名称', '期初', '借方', '贷方', '期末'],
          row: row => [
            row.account,
            row.title,
            yuan(row.opening_fen),
            yuan(row.debit_fen),
            yuan(row.credit_fen),
            yuan(row.closing_fen),
          ],
        }}
        columns={[
          {
            title: '科目',
            render: (_v, row) => (
              <Link className="figure" to={paths.vouchers} search={{ year, account: row.account } as never}>
                {row.account}
              </Link>
            ),
          },
          { title: '名称', dataIndex: 'title' },
          {
            title: '账簿',
            render: (_v, row) => (row.ledger === 'financial' ? '财务会计' : '预算会计'),
            filters: [
              { text: '财务会计', value: 'financial' },
              { text: '预算会计', value: 'budgetary' },
            ],
            onFilter: (value, row) => row.ledger === value,
          },
          money('opening_fen', '期初余额'),
          money('debit_fen', '借方发生'),
          money('credit_fen', '贷方发生'),
          money('closing_fen', '期末余额'),
        ]}
      />
    </PageFrame>
  )
}
