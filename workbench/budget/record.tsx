// Recording receipts and payments, with the section's balance in sight while typing.
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Form, type FormInstance, Input, Segmented, Select } from 'antd'
import { useEffect } from 'react'
import type { recordExpenditure } from '../../src/budget/record-expenditure.ts'
import type { recordIncome } from '../../src/budget/record-income.ts'
import { OnlyFor } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { fenOf, PageFrame, useCommand, YearPicker, yuan } from '../ui/index.ts'
import { Accrual, Settlement } from './accruals.tsx'
import { BudgetForm } from './budget-form.tsx'
import type { LedgerRow } from './data.ts'
import { DirectLimitNote } from './direct-limit.tsx'
import { type Fields, WordsField } from './fields.tsx'
import { OpenYear } from './open-year.tsx'
import { PURPOSES } from './purposes.ts'

type Props = { year: number; lines: LedgerRow[] }

const VoucherLink = ({ id }: { id: string }) => <Link to={`${paths.voucher}/${id}` as string}>查看凭证</Link>

function Spending({ form, line }: { form: FormInstance<Fields>; line: LedgerRow | undefined }) {
  const code = line?.economic_code
  const controlled = line && (line.procurement || ['specific', 'other_running'].includes(line.category ?? ''))
  useEffect(() => {
    // the line's own classification, unless something else was typed
    if (code && /^\d{5}$/.test(code) && !form.isFieldTouched('economic_code')) form.setFieldValue('economic_code', code)
  }, [code, form])
  return (
    <>
      <WordsField name="counterparty" label="对方单位或个人" max={80} />
      {controlled && <DirectLimitNote />}
      <div className="pair">
        <Form.Item
          name="economic_code"
          label="部门经济分类（款）"
          rules={[{ required: true, pattern: /^\d{5}$/, message: '填 5 位数字，如 30201 办公费' }]}
        >
          <Input inputMode="numeric" maxLength={5} autoComplete="off" />
        </Form.Item>
        <Form.Item name="purpose" label="用途">
          <Select options={PURPOSES} />
        </Form.Item>
      </div>
    </>
  )
}

function Expenditure({ year, lines }: Props) {
  const { run, busy, error } = useCommand<typeof recordExpenditure>('budget.record-expenditure', undefined, {
    keep: true,
  })
  const submit = async ({ line_no, section, amount, on_date, summary, counterparty, ...rest }: Fields) => {
    const { economic_code, purpose, doc_no = '' } = rest
    const answer = await run({
      line_no,
      section,
      amount_fen: fenOf(amount)!,
      on_date,
      summary,
      counterparty,
      economic_code,
      purpose,
      doc_no,
    })
    return (
      <>
        已登记 {yuan(fenOf(amount)!)} 元，{section}在这个指标上还可用 {yuan(answer.left_fen)} 元。
        <VoucherLink id={answer.voucher_id} />
      </>
    )
  }
  return (
    <BudgetForm
      name="expenditure"
      year={year}
      lines={lines.filter(row => row.side === 'expenditure')}
      lineLabel="支出指标"
      section
      doc="optional"
      verb="登记支出"
      initial={{ purpose: 'expense' }}
      submit={submit}
      busy={busy}
      error={error}
    >
      {(form, line) => <Spending form={form} line={line} />}
    </BudgetForm>
  )
}

function Income({ year, lines }: Props) {
  const { run, busy, error } = useCommand<typeof recordIncome>('budget.record-income', undefined, { keep: true })
  const submit = async ({ line_no, amount, on_date, summary, counterparty = '', doc_no = '' }: Fields) => {
    const amount_fen = fenOf(amount)!
    const answer = await run({ line_no, amount_fen, on_date, summary, counterparty, doc_no })
    return (
      <>
        已登记收入 {yuan(amount_fen)} 元。
        <VoucherLink id={answer.voucher_id} />
      </>
    )
  }
  return (
    <BudgetForm
      name="income"
      year={year}
      lines={lines.filter(row => row.side === 'income')}
      lineLabel="收入指标"
      left={() => undefined}
      doc="optional"
      verb="登记收入"
      submit={submit}
      busy={busy}
      error={error}
    >
      {() => <WordsField name="counterparty" label="付款单位" optional max={80} />}
    </BudgetForm>
  )
}

const KINDS: Record<string, typeof Income> = {
  income: Income,
  accrual: Accrual,
  settlement: Settlement,
}

export function RecordPage() {
  const { kind = 'expenditure' } = useSearch({ strict: false }) as { kind?: string }
  const navigate = useNavigate()
  const Kind = KINDS[kind] ?? Expenditure
  const choose = (chosen: string) =>
    void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, kind: chosen }) })
  return (
    <PageFrame
      title="登记收支"
      about="登记后同时记入财务会计和预算会计凭证。记错了，在台账明细里红冲。"
      actions={
        <>
          <Segmented
            value={kind}
            onChange={choose}
            options={[
              { value: 'expenditure', label: '支出' },
              { value: 'income', label: '收入' },
              { value: 'accrual', label: '计提' },
              { value: 'settlement', label: '冲销' },
            ]}
          />
          <YearPicker />
        </>
      }
    >
      <OnlyFor roles={['finance']}>
        <OpenYear>{(year, lines) => <Kind key={`${kind}-${year}`} year={year} lines={lines} />}</OpenYear>
      </OnlyFor>
    </PageFrame>
  )
}
