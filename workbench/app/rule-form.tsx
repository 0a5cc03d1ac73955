// The form of a rule that holds from a day on: its own fields, the document it stands in, and whether that was compared.
import { Checkbox, Form, Input } from 'antd'
import { FormWindow, type FormWindowProps } from '../ui/index.ts'

export function RuleForm<Fields>({ children, ...window }: Omit<FormWindowProps<Fields>, 'ok'>) {
  return (
    <FormWindow<Fields> ok="设定" requiredMark={false} {...window}>
      <p className="soft">从生效日起按新的规定办，以前的照旧。同一天再设定一次，以后一次为准。</p>
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
    </FormWindow>
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
