// The form of a rule that holds from a day on: its own fields, the document it stands in, and whether that was compared.
import { Checkbox, Form, type FormInstance, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { ErrorNote } from '../ui/index.ts'

type Props<Fields> = {
  title: string
  form: FormInstance<Fields>
  initial: Record<string, unknown>
  busy: boolean
  error: unknown
  submit: (fields: Fields) => void
  close: () => void
  children: ReactNode
}

export function RuleForm<Fields>({ title, form, initial, busy, error, submit, close, children }: Props<Fields>) {
  return (
    <Modal open title={title} okText="设定" onCancel={close} confirmLoading={busy} onOk={() => form.submit()}>
      <ErrorNote error={error} />
      <p className="soft">从生效日起按新的规定办，以前的照旧。同一天再设定一次，以后一次为准。</p>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial as never}
        onFinish={submit}
      >
        {children}
        <Form.Item
          name={'source' as never}
          label="依据文件"
          rules={[{ required: true, whitespace: true, message: '请填文号或法条' }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name={'confirmed' as never} valuePropName="checked">
          <Checkbox>已与现行文件核对</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** From when the rule holds. */
export function EffectiveFrom() {
  return (
    <Form.Item
      name="effective_from"
      label="生效日期"
      rules={[{ required: true, whitespace: true, message: '请填日期' }]}
    >
      <Input type="date" />
    </Form.Item>
  )
}
