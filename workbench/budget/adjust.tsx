// Allotting to sections, and changing the plan: increase, cut, virement, reserve, release.
import { Button, Form, Segmented } from 'antd'
import { useState } from 'react'
import type { cutLine, increaseLine, moveBetweenLines } from '../../src/budget/adjust-line.ts'
import type { allot } from '../../src/budget/allot.ts'
import type { release, reserve } from '../../src/budget/reserve.ts'
import { useMe } from '../app/shell.tsx'
import { ErrorNote, fenOf, PageFrame, useCommand, useYear, YearPicker } from '../ui/index.ts'
import { type LedgerRow, useLedger } from './data.ts'
import { AmountField, DayField, LineSelect, leftOf, SectionSelect, useDraft, WordsField } from './line-fields.tsx'

type Props = { year: number; lines: LedgerRow[]; today: string }
type Fields = {
  line_no: string
  to_line_no: string
  section: string
  amount: string
  on_date: string
  summary: string
  doc_no?: string
}

const expenditure = (lines: LedgerRow[]) => lines.filter(row => row.side === 'expenditure')
const unallotted = (line: LedgerRow | undefined) =>
  line ? String(BigInt(line.opening_fen) + BigInt(line.adjusted_fen) - BigInt(line.allotted_fen)) : undefined

function AllotForm({ year, lines, today, back }: Props & { back: boolean }) {
  const [form] = Form.useForm<Fields>()
  const draft = useDraft(form, `allot-${back}-${year}`)
  const { run, busy, error } = useCommand<typeof allot>('budget.allot', back ? '额度已收回' : '额度已下达')
  const line_no = Form.useWatch('line_no', form)
  const section = Form.useWatch('section', form)
  const left = back ? leftOf(lines, line_no, section) : unallotted(lines.find(row => row.line_no === line_no))
  const submit = async ({ amount, line_no: no, section: to, on_date, summary, doc_no }: Fields) => {
    const fen = fenOf(amount)!
    const answer = await run({
      line_no: no,
      section: to,
      on_date,
      summary,
      doc_no: doc_no ?? '',
      amount_fen: back ? `-${fen}` : fen,
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
      <LineSelect name="line_no" label="支出指标" lines={expenditure(lines)} />
      <SectionSelect />
      <AmountField form={form} left={left} leftTitle={back ? '未用额度' : '可下达'} />
      <DayField year={year} />
      <WordsField name="summary" label="摘要" />
      <WordsField name="doc_no" label="文号" optional max={80} />
      <Button type="primary" htmlType="submit" loading={busy}>
        {back ? '收回额度' : '下达额度'}
      </Button>
    </Form>
  )
}

function PlanForm({ year, lines, today, kind }: Props & { kind: '追加' | '追减' }) {
  const [form] = Form.useForm<Fields>()
  const draft = useDraft(form, `${kind}-${year}`)
  const up = useCommand<typeof increaseLine>('budget.increase-line', '已追加')
  const down = useCommand<typeof cutLine>('budget.cut-line', '已追减')
  const { run, busy, error } = kind === '追加' ? up : down
  const line_no = Form.useWatch('line_no', form)
  const line = lines.find(row => row.line_no === line_no)
  const submit = async ({ amount, line_no: no, on_date, summary, doc_no }: Fields) => {
    const side = lines.find(row => row.line_no === no)!.side as 'income' | 'expenditure'
    const answer = await run({
      line_no: no,
      side,
      on_date,
      summary,
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
      <LineSelect name="line_no" label="指标" lines={lines} />
      <AmountField form={form} left={kind === '追减' ? unallotted(line) : undefined} leftTitle="未下达" />
      <DayField year={year} />
      <WordsField name="doc_no" label="批准文号" max={80} />
      <WordsField name="summary" label="摘要" />
      <Button type="primary" htmlType="submit" loading={busy}>
        {kind}
      </Button>
    </Form>
  )
}

function MoveForm({ year, lines, today }: Props) {
  const [form] = Form.useForm<Fields>()
  const draft = useDraft(form, `move-${year}`)
  const { run, busy, error } = useCommand<typeof moveBetweenLines>('budget.move-between-lines', '已调剂')
  const from = Form.useWatch('line_no', form)
  const submit = async ({ amount, line_no, to_line_no, on_date, summary, doc_no }: Fields) => {
    const answer = await run({
      from_line_no: line_no,
      to_line_no,
      on_date,
      summary,
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
      <LineSelect name="line_no" label="转出指标" lines={expenditure(lines)} />
      <LineSelect name="to_line_no" label="转入指标" lines={expenditure(lines)} />
      <AmountField form={form} left={unallotted(lines.find(row => row.line_no === from))} leftTitle="转出指标未下达" />
      <DayField year={year} />
      <WordsField name="doc_no" label="批准文号" max={80} />
      <WordsField name="summary" label="摘要" />
      <Button type="primary" htmlType="submit" loading={busy}>
        调剂
      </Button>
    </Form>
  )
}

function ReserveForm({ year, lines, today, back }: Props & { back: boolean }) {
  const [form] = Form.useForm<Fields>()
  const draft = useDraft(form, `reserve-${back}-${year}`)
  const take = useCommand<typeof reserve>('budget.reserve', '已占用')
  const give = useCommand<typeof release>('budget.release', '已释放')
  const { run, busy, error } = back ? give : take
  const line_no = Form.useWatch('line_no', form)
  const section = Form.useWatch('section', form)
  const reserved = lines
    .find(row => row.line_no === line_no)
    ?.sections.find(row => row.section === section)?.reserved_fen
  const submit = async ({ amount, line_no: no, section: of, on_date, summary, doc_no }: Fields) => {
    const answer = await run({
      line_no: no,
      section: of,
      on_date,
      summary,
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
      <LineSelect name="line_no" label="支出指标" lines={expenditure(lines)} />
      <SectionSelect />
      <AmountField
        form={form}
        left={back ? reserved : leftOf(lines, line_no, section)}
        leftTitle={back ? '已占用' : '可用额度'}
      />
      <DayField year={year} />
      <WordsField name="summary" label="摘要" />
      <WordsField name="doc_no" label="文号" optional max={80} />
      <Button type="primary" htmlType="submit" loading={busy}>
        {back ? '释放占用' : '占用额度'}
      </Button>
    </Form>
  )
}

const KINDS = ['下达', '收回', '追加', '追减', '调剂', '占用', '释放'] as const

export function AdjustPage() {
  const { year } = useYear()
  const { data: lines } = useLedger(year)
  const { data: me } = useMe()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('下达')
  const today = me?.today.startsWith(String(year)) ? me.today : `${year}-12-31`
  const props = year !== undefined && lines && me ? { year, lines, today } : undefined
  return (
    <PageFrame
      title="下达与调整"
      about="额度分解到科室后才能支出；追加、追减和调剂都要有批准文号。"
      actions={<YearPicker />}
    >
      <div style={{ overflowX: 'auto', marginBottom: 16 }}>
        <Segmented value={kind} onChange={setKind} options={[...KINDS]} />
      </div>
      {props && (kind === '下达' || kind === '收回') && <AllotForm key={kind} {...props} back={kind === '收回'} />}
      {props && (kind === '追加' || kind === '追减') && <PlanForm key={kind} {...props} kind={kind} />}
      {props && kind === '调剂' && <MoveForm {...props} />}
      {props && (kind === '占用' || kind === '释放') && <ReserveForm key={kind} {...props} back={kind === '释放'} />}
    </PageFrame>
  )
}
