// Why something is done, in the words of whom does it: the same field in every window that asks for it.
import { Form, Input } from 'antd'

type Asked = {
  label?: string
  /** the most characters its command takes */
  max?: number
  /** several lines */
  long?: boolean
  optional?: boolean
  /** stands below the field */
  extra?: string
}

export function ReasonField({ label = '原因', max = 200, long = false, optional = false, extra = '' }: Asked) {
  return (
    <Form.Item
      name="reason"
      label={label}
      extra={extra}
      rules={optional ? [] : [{ required: true, whitespace: true, message: '要填写' }]}
    >
      {long ? <Input.TextArea autoSize={{ minRows: 2 }} maxLength={max} /> : <Input maxLength={max} />}
    </Form.Item>
  )
}
