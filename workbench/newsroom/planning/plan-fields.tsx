// The fields a topic and an assignment share: forms and channels.
import { Checkbox, Form } from 'antd'
import { FORMS } from '../../../src/newsroom/planning/planning-vocabulary.ts'
import { CHANNEL_KINDS } from '../../../src/newsroom/vocabulary.ts'
import { required } from '../../ui/index.ts'
import { options } from '../data.ts'

export type PlanFields = { forms: 'text'[]; channels: 'site'[] }

export const PLAN_INITIAL: PlanFields = { forms: ['text'], channels: ['site'] }

export function PlanChoices() {
  return (
    <>
      <Form.Item name="forms" label="形式" rules={required}>
        <Checkbox.Group className="channel-boxes" options={options(FORMS)} />
      </Form.Item>
      <Form.Item name="channels" label="渠道" rules={required}>
        <Checkbox.Group className="channel-boxes" options={options(CHANNEL_KINDS)} />
      </Form.Item>
    </>
  )
}
