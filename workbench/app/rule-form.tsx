// The form of a rule that holds from a day on: its own fields, the document it stands in, and whether that was compared.
import { Checkbox, Form, Input } from 'antd'
import { FormWindow, type FormWindowProps } from '../ui/index.ts'

export function RuleForm<Fields>({ children, ...window }: Omit<FormWindowProps<Fields>, 'ok'>) {
  return (
    <FormWindow<Fields> ok="设定" requiredMark={false} {...window}>
      <p className="soft">从生效日起按新的规定办，以前的照旧。同一天再设定一次，以后一次为准。</p>
      {children}
      <RuleSource />
    </FormWindow>
  )
}

/** The document a rule stands in, and whether that was compared. `missing`: what is told where it is not named. */
export function RuleSource({ missing = '请填文号或法条', max = 200 }: { missing?: string; max?: number }) {
  return (
    <>
      <Form.Item name="source" label="依据文件" rules={[{ required: true, whitespace: true, message: missing }]}>
        <Input maxLength={max} autoComplete="off" />
      </Form.Item>
      <Form.Item name="confirmed" valuePropName="checked">
        <Checkbox>已与现行文件核对</Checkbox>
      </Form.Item>
    </>
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
