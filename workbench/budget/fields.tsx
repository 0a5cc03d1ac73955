// Fields the budget's forms share: line, section, amount with what is left, day, words.
import { Form, type FormInstance, Input, Select } from 'antd'
import type { KeptFile } from '../app/upload.ts'
import { fenOf, MoneyInput, yuan } from '../ui/index.ts'
import { type LedgerRow, useSections } from './data.ts'

/** What every form of the budget is filled with; each uses its part. */
export type Fields = {
  line_no: string
  to_line_no: string
  section: string
  amount: string
  on_date: string
  summary: string
  counterparty: string
  economic_code: string
  purpose: 'expense' | 'fixed_asset' | 'intangible' | 'stock' | 'advance' | 'prepayment' | 'salary' | 'payable'
  files?: KeptFile[]
  doc_no: string
}

const needed = (message: string) => [{ required: true, whitespace: true, message }]

export function LineSelect({
  name = 'line_no',
  label,
  lines,
}: {
  name?: keyof Fields
  label: string
  lines: readonly LedgerRow[]
}) {
  return (
    <Form.Item name={name} label={label} rules={needed(`请选${label}`)}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="输入行号或名称查找"
        notFoundContent="没有这样的指标"
        options={lines.map(row => ({ value: row.line_no, label: `${row.line_no} ${row.title}` }))}
      />
    </Form.Item>
  )
}

export function SectionSelect() {
  const { data } = useSections()
  return (
    <Form.Item name="section" label="科室" rules={needed('请选科室')}>
      <Select placeholder="选科室" options={data?.map(one => ({ value: one.name, label: one.name }))} />
    </Form.Item>
  )
}

/** The amount, with the balance below it while typing; more than the balance is told before anything is sent. */
export function AmountField({
  form,
  left,
  leftTitle,
}: {
  form: FormInstance<Fields>
  left: string | undefined
  leftTitle: string
}) {
  const typed = Form.useWatch('amount', form)
  const fen = typed ? fenOf(typed) : undefined
  const rest = left === undefined ? undefined : BigInt(left) - BigInt(fen ?? '0')
  const rule = {
    validator: async (_rule: unknown, value: string | undefined) => {
      const amount = value ? fenOf(value) : undefined
      if (amount === undefined || amount === '0') throw new Error('请填大于 0 的金额，最多两位小数')
      if (left !== undefined && BigInt(amount) > BigInt(left)) throw new Error(`超过${leftTitle} ${yuan(left)} 元`)
    },
  }
  return (
    <Form.Item
      name="amount"
      label="金额"
      rules={[rule]}
      dependencies={['line_no', 'section']}
      validateTrigger="onBlur"
      extra={
        rest !== undefined && (
          <span className={rest < 0n ? 'balance short' : 'balance'} aria-live="polite">
            {leftTitle} {yuan(left!)} 元
            {fen && (rest < 0n ? `，还差 ${yuan(-rest)} 元` : `，办理后剩 ${yuan(rest)} 元`)}
          </span>
        )
      }
    >
      <MoneyInput />
    </Form.Item>
  )
}

/** A day of the year whose books are open. */
export function DayField({ year }: { year: number }) {
  return (
    <Form.Item
      name="on_date"
      label="日期"
      rules={[{ required: true, pattern: new RegExp(`^${year}-`), message: `请填 ${year} 年内的日期` }]}
    >
      <Input type="date" min={`${year}-01-01`} max={`${year}-12-31`} />
    </Form.Item>
  )
}

export function WordsField({
  name,
  label,
  optional,
  max = 200,
}: {
  name: keyof Fields
  label: string
  optional?: boolean | undefined
  max?: number
}) {
  return (
    <Form.Item
      name={name}
      label={optional ? `${label}（可不填）` : label}
      rules={optional ? [] : needed(`请填${label}`)}
    >
      <Input maxLength={max} autoComplete="off" />
    </Form.Item>
  )
}
