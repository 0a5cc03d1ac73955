// Loans: what was lent, settled and is still owed; money that comes back is recorded here.
import { Link } from '@tanstack/react-router'
import { Form, Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import type { repayLoan } from '../../src/spending/payment/refund.ts'
import { useMay, useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  FormWindow,
  fenOf,
  Money,
  MoneyInput,
  moneyColumn,
  PageFrame,
  ReasonField,
  textColumn,
  useCommand,
  yuan,
} from '../ui/index.ts'
import { NewClaim } from './claims-page.tsx'
import { type Loan, useLoans } from './data.ts'
import './spending.css'

function Repay({ loan, close }: { loan: Loan; close: () => void }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof repayLoan>('spending.repay-loan', '已登记归还')
  const submit = ({ amount, reason }: { amount: string; reason: string }) =>
    run({ claim_id: loan.claim_id, amount_fen: fenOf(amount) ?? '0', on_date: me!.today, reason })
  return (
    <FormWindow<{ amount: string; reason: string }>
      title={`归还借款 ${loan.claim_no}`}
      ok="登记"
      busy={busy}
      error={error}
      initial={{ reason: '归还余款' }}
      submit={submit}
      close={close}
    >
      <p className="soft">还欠 {yuan(loan.owed_fen)} 元。归还后占用的额度退回科室。</p>
      <Form.Item name="amount" label="归还金额" rules={[{ required: true, message: '请填金额' }]}>
        <MoneyInput />
      </Form.Item>
      <ReasonField label="说明" />
    </FormWindow>
  )
}

const EXPORT = {
  header: ['单据号', '事由', '借款人', '科室', '指标', '约定归还', '借款', '已冲已还', '还欠'],
  row: (row: Loan) => [
    row.claim_no,
    row.title,
    row.borrower,
    row.section,
    row.line_no,
    row.due_on,
    { fen: row.paid_fen },
    { fen: row.settled_fen },
    { fen: row.owed_fen },
  ],
}

const link = (row: Loan) => <Link to={`${paths.claims}/${row.claim_id}` as string}>{row.title}</Link>

function OnPhone({ row, due, act }: { row: Loan; due: ReactNode; act: ReactNode }) {
  return (
    <>
      <div className="card-head">
        {link(row)}
        <Money fen={row.owed_fen} />
      </div>
      <div className="card-line">
        <span>
          {row.claim_no}　{row.borrower}　{due}
        </span>
        {act}
      </div>
    </>
  )
}

type OfLoan = (row: Loan) => ReactNode

const columns = (rows: Loan[] | undefined, due: OfLoan, repay: OfLoan) => [
  textColumn<Loan>('单据号', row => row.claim_no),
  textColumn<Loan>('事由', row => row.title, { render: (_value, row) => link(row) }),
  choiceColumn<Loan>('借款人', rows, row => row.borrower),
  choiceColumn<Loan>('科室', rows, row => row.section),
  textColumn<Loan>('约定归还', row => row.due_on, { render: (_value, row) => due(row) }),
  moneyColumn<Loan>('借款（元）', row => row.paid_fen),
  moneyColumn<Loan>('已冲已还', row => row.settled_fen),
  moneyColumn<Loan>('还欠', row => row.owed_fen),
  { title: '办理', render: (_value: unknown, row: Loan) => repay(row) },
]

export function LoansPage() {
  const [open, setOpen] = useState<'yes' | 'no'>('yes')
  const { data, error, isPending, refetch } = useLoans(open === 'yes')
  const { data: me } = useMe()
  const [repaying, setRepaying] = useState<Loan>()
  const finance = useMay(['finance'])
  const late = (row: Loan) => row.owed_fen !== '0' && me !== undefined && row.due_on < me.today
  const due = (row: Loan) => (
    <span className={late(row) ? 'bad' : ''}>{late(row) ? `${row.due_on} 已逾期` : row.due_on}</span>
  )
  const repay = (row: Loan) =>
    finance && row.owed_fen !== '0' ? (
      <button type="button" className="link" aria-label={`归还 ${row.claim_no}`} onClick={() => setRepaying(row)}>
        归还
      </button>
    ) : null
  return (
    <PageFrame
      title="借款"
      about="借款不算支出，额度一直占着；报销时冲借款，余款归还现金。没有结清的，不能离岗，当年也不能关账。"
      actions={<NewClaim />}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Loan>
        name="借款"
        rowKey="claim_id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty={open === 'yes' ? '没有未结清的借款。' : '还没有借款。'}
        tools={
          <Segmented
            size="small"
            value={open}
            onChange={setOpen}
            options={[
              { value: 'yes' as const, label: '未结清' },
              { value: 'no' as const, label: '全部' },
            ]}
          />
        }
        csv={EXPORT}
        card={row => <OnPhone row={row} due={due(row)} act={repay(row)} />}
        columns={columns(data, due, repay)}
      />
      {repaying && <Repay loan={repaying} close={() => setRepaying(undefined)} />}
    </PageFrame>
  )
}
