// The form of an assignment: who, where, in which forms, for which channels, by when.
import { DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { assign } from '../../../src/newsroom/planning/assignments.ts'
import { FormModal, required, useCommand } from '../../ui/index.ts'
import { usePeopleOptions } from './data.ts'
import { PLAN_INITIAL, PlanChoices, type PlanFields } from './plan-fields.tsx'

type Fields = PlanFields & {
  title: string
  brief?: string
  place?: string
  starts_at?: Dayjs | null
  due_at: Dayjs
  person_ids: string[]
}

type Props = {
  pitch?: { id: string; title: string; angle: string; forms: string[]; channels: string[] }
  instruction?: { id: string; title: string; due_at: string | null }
  primary?: boolean
  small?: boolean
}

export function Give({ pitch, instruction, primary = false, small = false }: Props) {
  const command = useCommand<typeof assign>('newsroom.assign', '任务已派，对方的待办里能看到')
  const people = usePeopleOptions()
  const submit = ({ starts_at, due_at, ...fields }: Fields) =>
    command.run({
      ...fields,
      pitch_id: pitch?.id ?? null,
      instruction_id: instruction?.id ?? null,
      starts_at: starts_at?.toISOString() ?? null,
      due_at: due_at.toISOString(),
    })
  const initial = {
    ...PLAN_INITIAL,
    ...(pitch ? { forms: pitch.forms as 'text'[], channels: pitch.channels as 'site'[], brief: pitch.angle } : {}),
    title: pitch?.title ?? instruction?.title ?? '',
    due_at: instruction?.due_at ? dayjs(instruction.due_at) : dayjs().hour(18).minute(0).second(0),
  }
  return (
    <FormModal<Fields>
      button="派任务"
      ok="派出"
      primary={primary}
      small={small}
      width={680}
      command={command}
      submit={submit}
      initial={initial}
    >
      <Form.Item name="title" label="任务" rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="person_ids" label="派给谁" rules={required}>
          <Select mode="multiple" options={people} optionFilterProp="label" />
        </Form.Item>
        <Form.Item name="place" label="地点">
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="starts_at" label="几时到场" extra="到场后在“今日”里显示为外出">
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
        <Form.Item name="due_at" label="几时交稿" rules={required}>
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
      </div>
      <Form.Item name="brief" label="要求">
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <PlanChoices />
    </FormModal>
  )
}
