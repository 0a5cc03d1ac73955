// Recording receipts and payments, with the section's balance in sight while typing.
import { Button, Form, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import type { recordExpenditure } from '../../src/budget/record-expenditure.ts'
import type { recordIncome } from '../../src/budget/record-income.ts'
import { useMe } from '../app/shell.tsx'
import { ErrorNote, fenOf, PageFrame, useCommand, useYear, YearPicker, yuan } from '../ui/index.ts'
import { type LedgerRow, useLedger } from './data.ts'
import { AmountField, DayField, LineSelect, leftOf, SectionSelect, useDraft, WordsField } from './line-fields.tsx'

type Props = { year: number; lines: LedgerRow[]; today: string }
type Fields = {
  line_no: string
  section: string
  amount: string
  on_date: string
  summary: string
  counterparty: string
  economic_code: string
  purpose?: 'expense' | 'fixed_asset' | 'stock' | 'advance' | 'prepayment'
  doc_no?: string
}

const PURPOSES = [
  { value: 'expense', label: '费用' },
  { value: 'fixed_asset', label: '购固定资产' },
  { value: 'stock', label: '购库存物品' },
  { value: 'advance', label: '借款' },
  { value: 'prepayment', label: '预付' },
]

function Expenditure({ year, lines, today }: Props) {
  const [form] = Form.useForm<Fields>()
  const draft = useDraft(form, `expenditure-${year}`)
  const { run, busy, error } = useCommand<typeof recordExpenditure>('budget.record-expenditure')
  const [done, setDone] = useState<string>()
  const line_no = Form.useWatch('line_no', form)
  const section = Form.useWatch('section', form)
  const line = lines.find(row => row.line_no === line_no)
  const submit = async ({ amount, ...fields }: Fields) => {
    const answer = await run({ ...fields, amount_fen: fenOf(amount)! }).catch(() => undefined)
    if (!answer) return
    setDone(`已登记，凭证号 ${answer.voucher_id}，本科室该指标还可用 ${yuan(answer.left_fen)} 元。`)
    draft.clear()
  }
  return (
    <Form
      form={form}
      layout="vertical"
      className="form"
      requiredMark={false}
      onFinish={submit}
      onValuesChange={draft.keep}
      initialValues={{ on_date: today, purpose: 'expense' }}
    >
      <ErrorNote error={error} />
      {done && (
        <p className="ok" role="status">
          {done}
        </p>
      )}
      <LineSelect name="line_no" label="支出指标" lines={lines.filter(row => row.side === 'expenditure')} />
      <SectionSelect />
      <AmountField form={form} left={leftOf(lines, line_no, section)} />
      <DayField year={year} />
      <WordsField name="summary" label="摘要" />
      <WordsField name="counterparty" label="对方单位或个人" max={80} />
      <Form.Item
        name="economic_code"
        label="部门经济分类（款）"
        rules={[{ required: true, pattern: /^\d{5}$/, message: '5 位数字，如 30201 办公费' }]}
        extra={line?.economic_code && `该指标的分类是 ${line.economic_code}`}
      >
        <Input style={{ width: 160 }} inputMode="numeric" />
      </Form.Item>
      <Form.Item name="purpose" label="用途">
        <Select options={PURPOSES} style={{ width: 200 }} />
      </Form.Item>
      <WordsField name="doc_no" label="文号或单据号" optional max={80} />
      <Button type="primary" htmlType="submit" loading={busy}>
        登记支出
      </Button>
    </Form>
  )
}

function Income({ year, lines, today }: Props) {
  const [form] = Form.useForm<Fields>()
  const draft = useDraft(form, `income-${year}`)
  const { run, busy, error } = useCommand<typeof recordIncome>('budget.record-income', '收入已登记')
  const submit = async ({ amount, line_no, on_date, summary, counterparty, doc_no }: Fields) => {
    const answer = await run({
      line_no,
      on_date,
      summary,
      counterparty: counterparty ?? '',
      doc_no: doc_no ?? '',
      amount_fen: fenOf(amount)!,
    }).catch(() => undefined)
    if (answer) draft.clear()
  }
  return (
    <Form
      form={form}
      layout="vertical"
      className="form"
      requiredMark={false}
      onFinish={submit}
      onValuesChange={draft.keep}
      initialValues={{ on_date: today }}
    >
      <ErrorNote error={error} />
      <LineSelect name="line_no" label="收入指标" lines={lines.filter(row => row.side === 'income')} />
      <AmountField form={form} />
      <DayField year={year} />
      <WordsField name="summary" label="摘要" />
      <WordsField name="counterparty" label="来自" optional max={80} />
      <WordsField name="doc_no" label="文号或单据号" optional max={80} />
      <Button type="primary" htmlType="submit" loading={busy}>
        登记收入
      </Button>
    </Form>
  )
}

export function RecordPage() {
  const { year } = useYear()
  const { data: lines } = useLedger(year)
  const { data: me } = useMe()
  const [kind, setKind] = useState('支出')
  const today = me?.today.startsWith(String(year)) ? me.today : `${year}-12-31`
  return (
    <PageFrame
      title="登记收支"
      about="登记后自动记入财务会计和预算会计两套凭证。记错了在台账明细里红冲。"
      actions={
        <>
          <Segmented value={kind} onChange={setKind} options={['支出', '收入']} />
          <YearPicker />
        </>
      }
    >
      {year !== undefined &&
        lines &&
        me &&
        (kind === '支出' ? (
          <Expenditure key={year} year={year} lines={lines} today={today} />
        ) : (
          <Income key={year} year={year} lines={lines} today={today} />
        ))}
    </PageFrame>
  )
}
