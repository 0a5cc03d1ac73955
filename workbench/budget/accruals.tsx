// Expenses before or after their payment: 计提 what is owed, 冲销 advances and prepayments that were used. Vouchers only.
import { Link } from '@tanstack/react-router'
import { Form, Input, Select } from 'antd'
import type { accrue, settle } from '../../src/budget/accruals.ts'
import { paths } from '../app/paths.ts'
import { fenOf, useCommand, yuan } from '../ui/index.ts'
import { BudgetForm } from './budget-form.tsx'
import type { LedgerRow } from './data.ts'
import type { Fields } from './fields.tsx'

type Props = { year: number; lines: LedgerRow[] }
type More = Fields & { owed?: 'salary' | 'payable'; from?: 'advance' | 'prepayment' | 'stock' }

const Code = () => (
  <Form.Item
    name="economic_code"
    label="部门经济分类（款，可不填）"
    rules={[{ pattern: /^\d{5}$/, message: '填 5 位数字，如 30101 基本工资' }]}
  >
    <Input inputMode="numeric" maxLength={5} autoComplete="off" />
  </Form.Item>
)

const Done = ({ fen, id, words }: { fen: string; id: string; words: string }) => (
  <>
    {words} {yuan(fen)} 元。<Link to={`${paths.voucher}/${id}` as string}>查看凭证</Link>
  </>
)

const fact = ({ line_no, amount, on_date, summary, economic_code }: Fields) => ({
  line_no,
  amount_fen: fenOf(amount)!,
  on_date,
  summary,
  economic_code: economic_code || null,
})

export function Accrual({ year, lines }: Props) {
  const { run, busy, error } = useCommand<typeof accrue>('budget.accrue', undefined, { keep: true })
  const submit = async (fields: Fields) => {
    const { owed = 'salary' } = fields as More
    const answer = await run({ ...fact(fields), owed })
    return <Done fen={fenOf(fields.amount)!} id={answer.voucher_id} words="已计提" />
  }
  return (
    <BudgetForm
      name="accrual"
      year={year}
      lines={lines.filter(row => row.side === 'expenditure')}
      lineLabel="支出指标"
      left={() => undefined}
      doc="none"
      verb="计提"
      initial={{ owed: 'salary' } as Partial<Fields>}
      submit={submit}
      busy={busy}
      error={error}
    >
      {() => (
        <div className="pair">
          <Form.Item name="owed" label="计提什么">
            <Select
              options={[
                { value: 'salary', label: '应付职工薪酬' },
                { value: 'payable', label: '应付账款' },
              ]}
            />
          </Form.Item>
          <Code />
        </div>
      )}
    </BudgetForm>
  )
}

export function Settlement({ year, lines }: Props) {
  const { run, busy, error } = useCommand<typeof settle>('budget.settle-advance', undefined, { keep: true })
  const submit = async (fields: Fields) => {
    const { from = 'advance', purpose } = fields as More
    const answer = await run({ ...fact(fields), from, purpose: purpose as 'expense' })
    return <Done fen={fenOf(fields.amount)!} id={answer.voucher_id} words="已冲销" />
  }
  const used = [
    { value: 'expense', label: '费用' },
    { value: 'fixed_asset', label: '固定资产' },
    { value: 'intangible', label: '无形资产' },
    { value: 'stock', label: '库存物品' },
  ]
  return (
    <BudgetForm
      name="settlement"
      year={year}
      lines={lines.filter(row => row.side === 'expenditure')}
      lineLabel="支出指标"
      left={() => undefined}
      doc="none"
      verb="冲销"
      initial={{ from: 'advance', purpose: 'expense' } as Partial<Fields>}
      submit={submit}
      busy={busy}
      error={error}
    >
      {() => (
        <>
          <div className="pair">
            <Form.Item name="from" label="冲销什么">
              <Select
                options={[
                  { value: 'advance', label: '借款（其他应收款）' },
                  { value: 'prepayment', label: '预付账款' },
                  { value: 'stock', label: '领用的库存物品' },
                ]}
              />
            </Form.Item>
            <Form.Item name="purpose" label="用在什么上">
              <Select options={used} />
            </Form.Item>
          </div>
          <Code />
        </>
      )}
    </BudgetForm>
  )
}
