// The contract of an approved purchase.
import { Form, Input } from 'antd'
import type { signContract } from '../../src/procurement/contracts/sign-contract.ts'
import { useMe } from '../app/me.tsx'
import { FormWindow, fenOf, MoneyInput, useCommand, yuan } from '../ui/index.ts'
import { needed, type Requisition } from './data.ts'

type Fields = {
  contract_no: string
  supplier: string
  amount: string
  signed_on: string
  notice_on?: string
  ends_on?: string
  terms?: string
}

export function SignContract({ data, close }: { data: Requisition; close: () => void }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof signContract>('procurement.sign-contract', '合同已登记', {
    keep: true,
  })
  const submit = ({ amount, notice_on, ends_on, terms = '', ...rest }: Fields) =>
    run({
      ...rest,
      requisition_id: data.id,
      amount_fen: fenOf(amount) ?? '0',
      notice_on: notice_on || null,
      ends_on: ends_on || null,
      terms,
    })
  return (
    <FormWindow<Fields>
      title="登记合同"
      ok="登记合同"
      busy={busy}
      error={error}
      initial={{ signed_on: me?.today, amount: yuan(data.amount_fen) }}
      requiredMark={false}
      submit={submit}
      close={close}
    >
      <p className="soft">
        批准金额 {yuan(data.amount_fen)} 元。公告和备案的期限按工作日自动算出，到期会在待办里提醒。
      </p>
      <div className="pair">
        <Form.Item name="contract_no" label="合同号" rules={needed('请填合同号')}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="supplier" label="供应商" rules={needed('请填供应商')}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="amount" label="合同金额" rules={needed('请填金额')}>
          <MoneyInput />
        </Form.Item>
        <Form.Item name="signed_on" label="签订日期" rules={needed('请填日期')}>
          <Input type="date" max={me?.today} />
        </Form.Item>
        <Form.Item name="notice_on" label="中标（成交）通知书日期">
          <Input type="date" max={me?.today} />
        </Form.Item>
        <Form.Item name="ends_on" label="履约截止">
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="terms" label="主要条款（可不填）">
        <Input.TextArea maxLength={2000} />
      </Form.Item>
    </FormWindow>
  )
}
