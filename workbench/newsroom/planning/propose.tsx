// The form of a topic, by itself or out of tips.
import { DatePicker, Form, Input, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import type { proposePitch } from '../../../src/newsroom/planning/pitches.ts'
import { FormModal, required, useCommand } from '../../ui/index.ts'
import { useVocabulary } from '../data.ts'
import { PLAN_INITIAL, PlanChoices, type PlanFields } from './plan-fields.tsx'

type Fields = PlanFields & {
  title: string
  angle?: string
  caution?: string
  section: string
  topic: string
  segments?: string[]
  themes?: string[]
  planned_for?: Dayjs | null
}

const same = (names: readonly string[] | undefined) => names?.map(value => ({ value, label: value })) ?? []

type Props = { tips?: readonly { id: string; title: string }[]; button?: string; primary?: boolean; small?: boolean }

export function Propose({ tips = [], button = '报选题', primary = false, small = false }: Props) {
  const command = useCommand<typeof proposePitch>('newsroom.propose-pitch', '选题已报，等待审定')
  const { data: words } = useVocabulary()
  const submit = ({ planned_for, ...fields }: Fields) =>
    command.run({
      ...fields,
      planned_for: planned_for?.format('YYYY-MM-DD') ?? null,
      tip_ids: tips.map(tip => tip.id),
    })
  return (
    <FormModal<Fields>
      button={button}
      title="报选题"
      ok="报题"
      primary={primary}
      small={small}
      width={680}
      command={command}
      submit={submit}
      initial={{ ...PLAN_INITIAL, section: '要闻', topic: 'ordinary', title: tips[0]?.title ?? '' }}
    >
      {tips.length > 0 && <p className="soft">来自线索：{tips.map(tip => tip.title).join('；')}</p>}
      <Form.Item name="title" label="题目" rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="angle" label="角度">
        <Input.TextArea rows={2} maxLength={2000} placeholder="写谁、写什么、为什么现在写" />
      </Form.Item>
      <Form.Item name="caution" label="注意事项" extra="不宜涉及的内容，采访和写稿时会一直显示">
        <Input maxLength={1000} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="section" label="栏目" rules={required}>
          <Select options={same(words?.sections)} />
        </Form.Item>
        <Form.Item name="topic" label="选题类别" rules={required}>
          <Select options={words?.topics ?? []} />
        </Form.Item>
        <Form.Item name="themes" label="主题">
          <Select mode="multiple" maxCount={10} options={same(words?.themes)} />
        </Form.Item>
        <Form.Item name="segments" label="分众">
          <Select mode="multiple" maxCount={10} options={same(words?.segments)} />
        </Form.Item>
      </div>
      <PlanChoices />
      <Form.Item name="planned_for" label="计划见稿日期">
        <DatePicker />
      </Form.Item>
    </FormModal>
  )
}
