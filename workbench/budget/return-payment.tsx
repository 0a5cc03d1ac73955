// Money that came back of a payment (退回): how much, on which day, and what it had been paid for.
import { Form, Input, Select } from 'antd'
import type { returnPayment } from '../../src/budget/reservations/return-payment.ts'
import { useMe } from '../app/me.tsx'
import { FormWindow, fenOf, MoneyInput, useCommand, yuan } from '../ui/index.ts'
import type { MovementRow } from './data.ts'
import { PURPOSES } from './purposes.ts'

type Fields = { amount: string; on_date: string; summary: string; purpose: 'expense' }

export function ReturnPayment({ row, close }: { row: MovementRow; close: () => void }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof returnPayment>('budget.return-payment', '退回已登记', { keep: true })
  const take = ({ amount, ...fields }: Fields) => run({ ...fields, movement_id: row.id, amount_fen: fenOf(amount)! })
  const rule = {
    validator: async (_rule: unknown, value: string | undefined) => {
      const fen = fenOf(value ?? '')
      if (!fen || fen === '0') throw new Error('请填大于 0 的金额')
      if (BigInt(fen) > BigInt(row.amount_fen)) throw new Error(`不能超过原支付 ${yuan(row.amount_fen)} 元`)
    },
  }
  return (
    <FormWindow<Fields>
      title="登记支出退回"
      ok="登记退回"
      busy={busy}
      error={error}
      initial={{ on_date: me?.today, purpose: 'expense', summary: `退回：${row.summary}` }}
      submit={take}
      close={close}
    >
      <p>
        {row.on_date}　{row.summary}　{yuan(row.amount_fen)} 元
      </p>
      <p className="soft">当年退回的，额度回到原指标；以后年度退回的，记入以前年度盈余调整。</p>
      <div className="pair">
        <Form.Item name="amount" label="退回金额" rules={[rule]}>
          <MoneyInput />
        </Form.Item>
        <Form.Item name="on_date" label="到账日期" rules={[{ required: true, message: '请填日期' }]}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="purpose" label="原来的用途">
        <Select options={PURPOSES} />
      </Form.Item>
      <Form.Item name="summary" label="摘要" rules={[{ required: true, whitespace: true, message: '请填摘要' }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </FormWindow>
  )
}
