// 科目余额表: what each account opened with, took, gave and closes with; an account opens its postings.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Segmented, Table } from 'antd'
import { useState } from 'react'
import type { balances } from '../../src/accounts/queries.ts'
import { ask } from '../app/api.ts'
import { NeedsYear } from '../app/needs-year.tsx'
import { paths } from '../app/paths.ts'
import {
  DataTable,
  ErrorNote,
  Money,
  moneyColumn,
  PageFrame,
  sumFen,
  textColumn,
  useYear,
  YearPicker,
} from '../ui/index.ts'
import { balanceOf } from './amounts.ts'

type Row = Awaited<ReturnType<typeof ask<typeof balances>>>[number]

const LEDGERS = [
  { value: 'financial', label: '财务会计' },
  { value: 'budgetary', label: '预算会计' },
]

const Balance = ({ fen }: { fen: string }) => {
  const { direction, fen: amount } = balanceOf(fen)
  return (
    <>
      <span className="soft">{direction}　</span>
      <Money fen={amount} />
    </>
  )
}

function Totals({ rows }: { rows: readonly Row[] }) {
  const debit = sumFen(rows.map(row => row.debit_fen))
  const credit = sumFen(rows.map(row => row.credit_fen))
  return (
    <Table.Summary fixed>
      <Table.Summary.Row>
        <Table.Summary.Cell index={0}>合计</Table.Summary.Cell>
        <Table.Summary.Cell index={1} colSpan={2}>
          {debit === credit ? '借贷平衡' : <span className="bad">借贷不平</span>}
        </Table.Summary.Cell>
        <Table.Summary.Cell index={3} className="num">
          <Money fen={debit} />
        </Table.Summary.Cell>
        <Table.Summary.Cell index={4} className="num">
          <Money fen={credit} />
        </Table.Summary.Cell>
        <Table.Summary.Cell index={5} />
      </Table.Summary.Row>
    </Table.Summary>
  )
}

function Account({ row }: { row: Row }) {
  const { year } = useYear()
  return (
    <Link className="figure" to={paths.vouchers} search={{ year, account: row.account } as never}>
      {row.account}
    </Link>
  )
}

const EXPORT = {
  header: ['科目', '名称', '期初方向', '期初余额', '借方发生', '贷方发生', '期末方向', '期末余额'],
  row: (row: Row) => {
    const [opening, closing] = [balanceOf(row.opening_fen), balanceOf(row.closing_fen)]
    return [
      row.account,
      row.title,
      opening.direction,
      { fen: opening.fen },
      { fen: row.debit_fen },
      { fen: row.credit_fen },
      closing.direction,
      { fen: closing.fen },
    ]
  },
}

function OnPhone({ row }: { row: Row }) {
  return (
    <>
      <div className="card-head">
        <span>
          <Account row={row} /> {row.title}
        </span>
        <span>
          <Balance fen={row.closing_fen} />
        </span>
      </div>
      <div className="card-line">
        <span>
          期初 <Balance fen={row.opening_fen} />
        </span>
        <span>期末余额</span>
      </div>
      <div className="card-line">
        <span>
          借方 <Money fen={row.debit_fen} />
        </span>
        <span>
          贷方 <Money fen={row.credit_fen} />
        </span>
      </div>
    </>
  )
}

export function BalancesPage() {
  const { year } = useYear()
  const [ledger, setLedger] = useState('financial')
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['accounts.trial-balance', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof balances>('accounts.trial-balance', { year }),
  })
  const rows = data?.filter(row => row.ledger === ledger)
  return (
    <PageFrame
      title="科目余额表"
      about="单位：元。点科目编号，看它的每一笔分录。"
      actions={
        <>
          <Segmented value={ledger} onChange={setLedger} options={LEDGERS} />
          <YearPicker />
        </>
      }
    >
      <NeedsYear>
        <ErrorNote error={error} retry={() => void refetch()} />
        <DataTable<Row>
          name={`${year}年度${LEDGERS.find(one => one.value === ledger)?.label}科目余额表`}
          rowKey="account"
          loading={isPending}
          dataSource={rows}
          pagination={false}
          empty="这一年还没有凭证"
          words={row => `${row.account} ${row.title}`}
          csv={EXPORT}
          card={row => <OnPhone row={row} />}
          columns={[
            textColumn('科目', row => row.account, { render: (_value, row) => <Account row={row} /> }),
            textColumn('名称', row => row.title),
            moneyColumn(
              '期初余额',
              row => row.opening_fen,
              (_row, fen) => <Balance fen={fen} />,
            ),
            moneyColumn('借方发生', row => row.debit_fen),
            moneyColumn('贷方发生', row => row.credit_fen),
            moneyColumn(
              '期末余额',
              row => row.closing_fen,
              (_row, fen) => <Balance fen={fen} />,
            ),
          ]}
          summary={shown => (shown.length > 0 ? <Totals rows={shown} /> : null)}
        />
      </NeedsYear>
    </PageFrame>
  )
}
