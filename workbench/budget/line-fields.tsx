// Fields the budget's forms share: line, section, amount with what is left, day, words; and the draft that survives a crash.
import { Form, type FormInstance, Input, Select } from 'antd'
import { useEffect } from 'react'
import { fenOf, MoneyInput, yuan } from '../ui/index.ts'
import { type LedgerRow, useSections } from './data.ts'

const needed = (message: string) => [{ required: true, message }]

export function LineSelect({ name, label, lines }: { name: string; label: string; lines: readonly LedgerRow[] }) {
  return (
    <Form.Item name={name} label={label} rules={needed(`请选${label}`)}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="选指标"
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

/** What a section may still use of a line, as 分 text; undefined until both are chosen. */
export function leftOf(lines: readonly LedgerRow[], lineNo?: string, section?: string): string | undefined {
  const line = lines.find(row => row.line_no === lineNo)
  if (!line || !section) return undefined
  return line.sections.find(row => row.section === section)?.available_fen ?? '0'
}

/** The amount, with the balance beside it while typing; more than the balance is told before anything is sent. */
export function AmountField({
  form,
  left,
  leftTitle = '可用额度',
}: {
  form: FormInstance
  left?: string | undefined
  leftTitle?: string
}) {
  const typed = Form.useWatch('amount', form) as string | undefined
  const fen = typed ? fenOf(typed) : undefined
  const short = left !== undefined && fen !== undefined && BigInt(fen) > BigInt(left)
  const rest = left === undefined ? undefined : fen === undefined ? left : String(BigInt(left) - BigInt(fen))
  const rule = {
    validator: async (_rule: unknown, value: string | undefined) => {
      const amount = value ? fenOf(value) : undefined
      if (amount === undefined || amount === '0') throw new Error('金额应大于 0，最多两位小数')
      if (left !== undefined && BigInt(amount) > BigInt(left)) throw new Error(`${leftTitle}只有 ${yuan(left)} 元`)
    },
  }
  return (
    <Form.Item
      name="amount"
      label="金额"
      required
      rules={[rule]}
      validateTrigger="onBlur"
      extra={
        rest !== undefined && (
          <span className={short ? 'balance short' : 'balance'}>
            {leftTitle} {yuan(left!)} 元，用后剩 {yuan(rest)} 元
          </span>
        )
      }
    >
      <MoneyInput />
    </Form.Item>
  )
}

export function DayField({ year }: { year: number }) {
  return (
    <Form.Item
      name="on_date"
      label="日期"
      rules={[
        {
          required: true,
          pattern: new RegExp(`^${year}-\\d{2}-\\d{2}$`),
          message: `应为 ${year} 年内的日期，如 ${year}-03-05`,
        },
      ]}
    >
      <Input style={{ width: 160 }} />
    </Form.Item>
  )
}

export function WordsField({
  name,
  label,
  optional,
  max = 200,
}: {
  name: string
  label: string
  optional?: boolean
  max?: number
}) {
  return (
    <Form.Item name={name} label={label} rules={optional ? [] : needed(`请填${label}`)}>
      <Input maxLength={max} />
    </Form.Item>
  )
}

/** Keeps what is typed in this browser until it was submitted: an error, a crash or a lost connection loses nothing. */
export function useDraft(form: FormInstance, key: string) {
  useEffect(() => {
    const kept = localStorage.getItem(`draft:${key}`)
    if (kept) form.setFieldsValue(JSON.parse(kept))
  }, [form, key])
  return {
    keep: () => localStorage.setItem(`draft:${key}`, JSON.stringify(form.getFieldsValue())),
    clear: () => {
      localStorage.removeItem(`draft:${key}`)
      form.resetFields()
    },
  }
}
