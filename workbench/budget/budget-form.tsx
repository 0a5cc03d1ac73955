// The one shape of the budget's forms: fields at the left, the chosen line at the right; a draft until it is booked.
import { Button, Form, type FormInstance } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMe } from '../app/me.tsx'
import { dayWithin, ErrorNote, FilesField, useDraft } from '../ui/index.ts'
import { type LedgerRow, leftOf } from './data.ts'
import { AmountField, DayField, type Fields, LineSelect, SectionSelect, WordsField } from './fields.tsx'
import { LinePanel } from './line-panel.tsx'

export type BudgetFormProps = {
  /** names the draft */
  name: string
  year: number
  lines: readonly LedgerRow[]
  lineLabel: string
  /** asks for a line that takes what the first one gives */
  to?: boolean | undefined
  section?: boolean | undefined
  /** what limits the amount, and how it is called */
  left?: ((line: LedgerRow | undefined, section: string | undefined) => string | undefined) | undefined
  leftTitle?: string | undefined
  /** whether a document number is asked for or may be given */
  doc: 'needed' | 'optional' | 'none'
  verb: string
  initial?: Partial<Fields>
  children?: (form: FormInstance<Fields>, line: LedgerRow | undefined) => ReactNode
  submit: (fields: Fields) => Promise<ReactNode>
  busy: boolean
  error: unknown
}

function Kept({ discard }: { discard: () => void }) {
  return (
    <p className="kept" role="status">
      已恢复上次没有提交的内容。
      <button type="button" className="link" onClick={discard}>
        清空重填
      </button>
    </p>
  )
}

const Done = ({ children }: { children: ReactNode }) => (
  <div className="done" role="status">
    {children}
  </div>
)

/** The document a change of the plan rests on. */
const Approval = () => (
  <>
    <WordsField name="doc_no" label="批准文号" max={80} />
    <Form.Item name="files" label="批准文件（可后补）">
      <FilesField kinds={['document', 'image']} />
    </Form.Item>
  </>
)

export function BudgetForm(props: BudgetFormProps) {
  const { year, lines, section: withSection, left = leftOf, leftTitle = '可用额度', children } = props
  const { data: me } = useMe()
  const [form] = Form.useForm<Fields>()
  const draft = useDraft<Partial<Fields>>(`${props.name}-${year}-${me?.id}`)
  const [restored, setRestored] = useState(draft.found !== undefined)
  const [done, setDone] = useState<ReactNode>()
  const lineNo = Form.useWatch('line_no', form)
  const section = Form.useWatch('section', form)
  const line = lines.find(row => row.line_no === lineNo)
  const empty = () => {
    draft.clear()
    setRestored(false)
    form.setFieldsValue({ amount: '', summary: '', counterparty: '', doc_no: '', files: [] })
  }
  const submit = async (fields: Fields) => {
    setDone(undefined)
    try {
      setDone(await props.submit(fields))
      empty()
    } catch {
      // the refusal is shown above the form; what was typed stays
    }
  }
  return (
    <div className="beside">
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        onFinish={fields => void submit(fields)}
        onValuesChange={(_changed, all) => draft.keep(all)}
        initialValues={{ on_date: dayWithin(year, me?.today), ...props.initial, ...draft.found }}
      >
        {restored && <Kept discard={empty} />}
        {done && <Done>{done}</Done>}
        <LineSelect label={props.lineLabel} lines={lines} />
        {props.to && <LineSelect name="to_line_no" label="转入指标" lines={lines.filter(row => row !== line)} />}
        {withSection && <SectionSelect />}
        <div className="pair">
          <AmountField form={form} left={left(line, section)} leftTitle={leftTitle} />
          <DayField year={year} />
        </div>
        {props.doc === 'needed' && <Approval />}
        <WordsField name="summary" label="摘要" />
        {children?.(form, line)}
        {props.doc === 'optional' && <WordsField name="doc_no" label="文号或单据号" optional max={80} />}
        <ErrorNote error={props.error} />
        <Button type="primary" htmlType="submit" loading={props.busy}>
          {props.verb}
        </Button>
      </Form>
      <LinePanel line={line} section={section} />
    </div>
  )
}
