// By hand: one post of an account with its counters, or the followers of an account.
import { useQuery } from '@tanstack/react-query'
import { Checkbox, DatePicker, Form, Input, InputNumber, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { dashboard } from '../../src/audience/counters/dashboard.ts'
import type { recordReadings } from '../../src/audience/counters/record-readings.ts'
import { METRICS, type Metric } from '../../src/audience/vocabulary.ts'
import { ask } from '../app/api.ts'
import { useMe } from '../app/me.tsx'
import { FormModal, required, useCommand } from '../ui/index.ts'
import { nameOf, type Ranked, useAccounts } from './data.ts'

const POST_METRICS: readonly Metric[] = [
  'reads',
  'read_users',
  'likes',
  'wows',
  'shares',
  'comments',
  'favourites',
  'plays',
]

function useAccountOptions() {
  const { data } = useAccounts()
  return data?.filter(row => row.state !== 'closed').map(row => ({ value: row.id, label: nameOf(row) }))
}

/** Numbers a person filled in. */
const filled = (values: Partial<Record<Metric, number | null>> = {}) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as Partial<
    Record<Metric, number>
  >

function Counts({ metrics }: { metrics: readonly Metric[] }) {
  return (
    <div className="pair">
      {metrics.map(metric => (
        <Form.Item key={metric} name={['values', metric]} label={METRICS[metric]}>
          <InputNumber min={0} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      ))}
    </div>
  )
}

type PostFields = {
  account_id: string
  title: string
  published_on: Dayjs
  address?: string
  is_headline?: boolean
  values?: Partial<Record<Metric, number | null>>
  note?: string
}

/** A post the program does not know of, with its counters. */
export function RecordPost() {
  const command = useCommand<typeof recordReadings>('audience.record-readings', '数据已登记')
  const options = useAccountOptions()
  const { data: me } = useMe()
  const submit = ({
    account_id,
    title,
    published_on,
    address = '',
    is_headline = false,
    values,
    note = '',
  }: PostFields) => {
    const day = published_on.format('YYYY-MM-DD')
    const post = { item_key: address || `${day} ${title}`, title, published_on: day, is_headline, address }
    const row = { account_id, post, on_day: me?.today ?? day, values: filled(values) }
    return command.run({ rows: [row], note })
  }
  return (
    <FormModal<PostFields>
      button="登记一条内容"
      ok="登记"
      command={command}
      initial={{ published_on: dayjs() }}
      submit={submit}
    >
      <Form.Item name="account_id" label="账号" rules={required}>
        <Select showSearch={{ optionFilterProp: 'label' }} {...(options ? { options } : {})} />
      </Form.Item>
      <Form.Item name="title" label="标题" rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="published_on" label="发布日期" rules={required}>
          <DatePicker maxDate={dayjs(me?.today)} />
        </Form.Item>
        <Form.Item name="address" label="链接">
          <Input maxLength={300} />
        </Form.Item>
      </div>
      <Form.Item name="is_headline" valuePropName="checked">
        <Checkbox>是当天的头条</Checkbox>
      </Form.Item>
      <Counts metrics={POST_METRICS} />
      <Form.Item name="note" label="说明" extra="数字比上次少一半以上时必填">
        <Input maxLength={300} />
      </Form.Item>
    </FormModal>
  )
}

type UpdateFields = { post_id: string; values?: Partial<Record<Metric, number | null>>; note?: string }

/** New counters of a post that is known: our releases above all. */
export function RecordCounts() {
  const command = useCommand<typeof recordReadings>('audience.record-readings', '数据已登记')
  const { data: me } = useMe()
  const today = me?.today ?? ''
  const from = today && dayjs(today).subtract(120, 'day').format('YYYY-MM-DD')
  const { data } = useQuery({
    queryKey: ['audience.dashboard', 'posts', today],
    enabled: today !== '',
    queryFn: () => ask<typeof dashboard>('audience.dashboard', { from_day: from, to_day: today }),
  })
  const accounts = new Map(data?.accounts.map(row => [nameOf(row), row.id]))
  const posts = data?.ranking.toSorted((a, b) => b.published_on.localeCompare(a.published_on)) ?? []
  const label = (row: Ranked) => `${row.published_on.slice(5)} ${row.title}（${nameOf(row)}）`
  const submit = ({ post_id, values, note = '' }: UpdateFields) => {
    const post = posts.find(row => row.post_id === post_id)!
    const row = { account_id: accounts.get(nameOf(post))!, post_id, on_day: today, values: filled(values) }
    return command.run({ rows: [row], note })
  }
  return (
    <FormModal<UpdateFields> button="更新读数" ok="登记" title="更新已发布内容的读数" command={command} submit={submit}>
      <Form.Item name="post_id" label="内容" extra="只列近120天的。发布出去的稿件会自动列在这里" rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={posts.map(row => ({ value: row.post_id, label: label(row) }))}
        />
      </Form.Item>
      <Counts metrics={POST_METRICS} />
      <Form.Item name="note" label="说明" extra="数字比上次少一半以上时必填">
        <Input maxLength={300} />
      </Form.Item>
    </FormModal>
  )
}

type FollowerFields = { account_id: string; on_day: Dayjs; values?: Partial<Record<Metric, number | null>> }

/** Followers of an account on a day. */
export function RecordFollowers() {
  const command = useCommand<typeof recordReadings>('audience.record-readings', '粉丝数已登记')
  const options = useAccountOptions()
  const { data: me } = useMe()
  const submit = ({ account_id, on_day, values }: FollowerFields) =>
    command.run({ rows: [{ account_id, on_day: on_day.format('YYYY-MM-DD'), values: filled(values) }] })
  return (
    <FormModal<FollowerFields>
      button="登记粉丝"
      ok="登记"
      command={command}
      initial={{ on_day: dayjs() }}
      submit={submit}
    >
      <Form.Item name="account_id" label="账号" rules={required}>
        <Select showSearch={{ optionFilterProp: 'label' }} {...(options ? { options } : {})} />
      </Form.Item>
      <Form.Item name="on_day" label="截至哪天" rules={required}>
        <DatePicker maxDate={dayjs(me?.today)} />
      </Form.Item>
      <Counts metrics={['followers', 'new_followers']} />
    </FormModal>
  )
}
