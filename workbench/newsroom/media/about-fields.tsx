// What is said of a picture or a film: what it shows, who made it, whose it is.
import { DatePicker, Form, Input, Select } from 'antd'
import { CHOSEN_RIGHTS, RIGHTS } from '../../../src/newsroom/media/media-vocabulary.ts'
import { required } from '../../ui/index.ts'

const options = CHOSEN_RIGHTS.map(value => ({ value, label: RIGHTS[value] }))

export function AboutFields() {
  const rights = Form.useWatch('rights')
  const licensed = rights === 'agency' || rights === 'licensed'
  return (
    <>
      <Form.Item name="caption" label="图说" extra="何时何地何人何事，会跟着图片一起发出">
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="alt" label="替代文字" extra="给看不见图的人听的，说图上有什么">
        <Input maxLength={300} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="credit" label="署名">
          <Input maxLength={100} placeholder="张三 摄" />
        </Form.Item>
        <Form.Item name="rights" label="权属" rules={required}>
          <Select options={options} />
        </Form.Item>
        {licensed && (
          <>
            <Form.Item name="licence" label="授权依据" rules={required}>
              <Input maxLength={200} placeholder="合同号或协议名称" />
            </Form.Item>
            <Form.Item name="licence_until" label="授权到哪天">
              <DatePicker />
            </Form.Item>
          </>
        )}
      </div>
    </>
  )
}
