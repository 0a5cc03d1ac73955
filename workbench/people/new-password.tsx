// A new password, typed twice: the same two fields wherever one is chosen.
import { Form, Input } from 'antd'

const same = ({ getFieldValue }: { getFieldValue: (name: string) => string }) => ({
  validator: async (_rule: unknown, value: string) => {
    if (value && value !== getFieldValue('fresh')) throw new Error('两次输入的密码不一样')
  },
})

export function NewPasswordFields() {
  return (
    <>
      <Form.Item
        name="fresh"
        label="新密码"
        extra="至少 10 个字符，不含登录名、单位名称和地名"
        rules={[{ required: true, min: 10, message: '至少 10 个字符' }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label="再输一次新密码"
        dependencies={['fresh']}
        rules={[{ required: true, message: '请再输一次' }, same]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  )
}
