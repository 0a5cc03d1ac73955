// 发布: where an approved edition goes, and when.
import { Alert, Button, Checkbox, DatePicker, Form, Input, Radio, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { HEALTH, isOurs, OWNER_KINDS } from '../../src/channels/vocabulary.ts'
import type { release } from '../../src/publishing/releases/release-edition.ts'
import { leftWords, useQuotas } from '../channels/quotas-panel.tsx'
import { ErrorNote, FormWindow, useCommand } from '../ui/index.ts'
import { type StoryReleases, useStoryReleases } from './data.ts'
import './publishing.css'

type Choice = StoryReleases['choices'][number]
type Fields = {
  account_ids: string[]
  when: 'now' | 'later'
  not_before?: Dayjs
  not_after?: Dayjs | null
  after_account_id?: string
  urgent?: boolean
  correction_note?: string
}

const label = ({ platform, name, adapter, health, owner_kind, problem }: Choice, left: readonly string[]) => (
  <>
    {platform} {name}
    <small>
      {problem ||
        [
          adapter === 'manual' ? '人工发布' : isOurs(adapter) ? '立即上线' : '接口发布',
          ...left,
          health === 'reconnect' ? HEALTH.reconnect : '',
          owner_kind === 'own' ? '' : OWNER_KINDS[owner_kind as keyof typeof OWNER_KINDS],
        ]
          .filter(Boolean)
          .join('，')}
    </small>
  </>
)

function Times({ choices, chosen }: { choices: readonly Choice[]; chosen: readonly string[] }) {
  const after = choices
    .filter(one => chosen.includes(one.account_id))
    .map(one => ({ value: one.account_id, label: `${one.platform} ${one.name}` }))
  return (
    <>
      <div className="pair">
        <Form.Item name="not_before" label="最早什么时候" rules={[{ required: true, message: '请选择时间' }]}>
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
        <Form.Item name="not_after" label="过了什么时候就不发">
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
      </div>
      {after.length > 1 && (
        <Form.Item name="after_account_id" label="其余的等哪个先上线">
          <Select allowClear options={after} placeholder="不等" />
        </Form.Item>
      )}
    </>
  )
}

const WHEN = [
  { value: 'now', label: '现在' },
  { value: 'later', label: '定时' },
]

function Dialogue({ data, close }: { data: StoryReleases; close: () => void }) {
  const [form] = Form.useForm<Fields>()
  const { run, busy, error } = useCommand<typeof release>('publishing.release', '已安排发布')
  const when = Form.useWatch('when', form)
  const chosen = Form.useWatch('account_ids', form) ?? []
  const free = data.choices.filter(one => one.problem === '')
  const sites = free.filter(one => one.adapter === 'site').map(one => one.account_id)
  const { data: quotas } = useQuotas()
  const leftOf = (id: string) => quotas?.filter(one => one.account_id === id).map(leftWords) ?? []
  const send = (fields: Fields) => {
    const later = fields.when === 'later'
    const input = {
      edition_id: data.edition!.id,
      account_ids: fields.account_ids,
      not_before: later ? (fields.not_before?.toISOString() ?? null) : null,
      not_after: later ? (fields.not_after?.toISOString() ?? null) : null,
      after_account_id: later ? (fields.after_account_id ?? null) : null,
      urgent: fields.urgent ?? false,
      correction_note: fields.correction_note ?? '',
    }
    return run(input)
  }
  return (
    <FormWindow<Fields>
      title="发布"
      ok={when === 'later' ? '定时发布' : '发布'}
      form={form}
      busy={busy}
      error={error}
      initial={{ account_ids: sites, when: 'now' }}
      submit={send}
      close={close}
    >
      <Form.Item name="account_ids" label="发到哪里" rules={[{ required: true, message: '请选择发到哪里' }]}>
        <Checkbox.Group className="places">
          {data.choices.map(one => (
            <Checkbox key={one.account_id} value={one.account_id} disabled={one.problem !== ''}>
              {label(one, leftOf(one.account_id))}
            </Checkbox>
          ))}
        </Checkbox.Group>
      </Form.Item>
      <Form.Item name="when" label="什么时候">
        <Radio.Group options={WHEN} />
      </Form.Item>
      {when === 'later' && <Times choices={free} chosen={chosen} />}
      {(data.edition?.edition_no ?? 1) > 1 && (
        <Form.Item name="correction_note" label="更正说明" extra="显示在网站文章末尾；只改错别字可以不写">
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
      )}
      <Form.Item name="urgent" valuePropName="checked">
        <Checkbox>突发：短信不避夜间静默</Checkbox>
      </Form.Item>
    </FormWindow>
  )
}

/** The button, for who may release; says why nothing can be released. */
export function ReleaseButton({ storyId }: { storyId: string }) {
  const [open, setOpen] = useState(false)
  const { data, error } = useStoryReleases(storyId)
  if (error) return <ErrorNote error={error} />
  if (!data?.edition) return null
  const none = data.choices.length === 0
  return (
    <>
      {none && <Alert type="info" showIcon title="还没有登记渠道账号，请先到“渠道账号”登记。" />}
      <Button type="primary" disabled={none} onClick={() => setOpen(true)}>
        发布
      </Button>
      {open && <Dialogue data={data} close={() => setOpen(false)} />}
    </>
  )
}
