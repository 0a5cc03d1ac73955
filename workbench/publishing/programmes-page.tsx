// 节目单: a week of radio and television, planned here, marked when it was broadcast, shown to the public.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, DatePicker, Form, Input, InputNumber, Select, TimePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { airProgramme, cancelProgramme, planProgramme } from '../../src/publishing/programmes/programmes.ts'
import type { programmes } from '../../src/publishing/programmes/schedule.ts'
import { ask } from '../app/api.ts'
import { useMay, useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  FormModal,
  moment,
  PageFrame,
  ReasonField,
  required,
  textColumn,
  useCommand,
} from '../ui/index.ts'

type Answer = Awaited<ReturnType<typeof ask<typeof programmes>>>
type Row = Answer['programmes'][number]
const SERVICES = { radio: '广播', tv: '电视' } as const
const KINDS = { news: '新闻', feature: '专题', live: '直播', repeat: '重播', notice: '公告公益' } as const
const PLANNERS = ['editor', 'operations', 'director'] as const
const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))

type Fields = {
  service: keyof typeof SERVICES
  kind: keyof typeof KINDS
  title: string
  day: Dayjs
  starts: Dayjs
  minutes: number
  story_id?: string | null
  note?: string
}

function Plan({ day, choices }: { day: Dayjs; choices: Answer['choices'] }) {
  const command = useCommand<typeof planProgramme>('publishing.plan-programme', '已编入节目单')
  const submit = ({ day: on, starts, story_id = null, note = '', ...fields }: Fields) =>
    command.run({ ...fields, story_id, note, day: on.format('YYYY-MM-DD'), starts: starts.format('HH:mm') })
  const initial = { service: 'tv' as const, kind: 'news' as const, day, minutes: 15 }
  const stories = choices.map(one => ({
    value: one.story_id,
    label: `${one.headline}${one.state === 'signed' ? '' : '（还没有签发）'}`,
  }))
  return (
    <FormModal<Fields>
      button="编排节目"
      ok="编入"
      primary
      width={640}
      command={command}
      initial={initial}
      submit={submit}
    >
      <div className="pair">
        <Form.Item name="service" label="频道" rules={required}>
          <Select options={options(SERVICES)} />
        </Form.Item>
        <Form.Item name="kind" label="类别" rules={required}>
          <Select options={options(KINDS)} />
        </Form.Item>
      </div>
      <Form.Item name="title" label="节目" rules={required}>
        <Input maxLength={60} placeholder="例如：北塔新闻" />
      </Form.Item>
      <div className="triple">
        <Form.Item name="day" label="日期" rules={required}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="starts" label="几点" rules={required}>
          <TimePicker format="HH:mm" needConfirm={false} />
        </Form.Item>
        <Form.Item name="minutes" label="多少分钟" rules={required}>
          <InputNumber min={1} max={720} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item
        name="story_id"
        label="播哪篇稿件"
        extra="选了“广播电视”渠道的稿件在这里；口播稿和视频三审签发以后才能登记播出"
      >
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={stories} placeholder="没有就不选" />
      </Form.Item>
      <Form.Item name="note" label="备注">
        <Input maxLength={200} />
      </Form.Item>
    </FormModal>
  )
}

function Cancel({ row }: { row: Row }) {
  const command = useCommand<typeof cancelProgramme>('publishing.cancel-programme', '节目已取消')
  return (
    <FormModal<{ reason: string }>
      button="取消"
      title={`取消：${row.title}`}
      ok="取消节目"
      small
      plain
      command={command}
      submit={({ reason }) => command.run({ programme_id: row.id, reason })}
    >
      <ReasonField />
    </FormModal>
  )
}

function Doings({ row, at }: { row: Row; at: string }) {
  const may = useMay(PLANNERS)
  const { run, busy, error } = useCommand<typeof airProgramme>('publishing.air-programme', '已登记播出')
  if (!may || row.aired_at || row.cancelled_at) return null
  return (
    <>
      {row.starts_at <= at && (
        <Button size="small" loading={busy} onClick={() => void run({ programme_id: row.id }).catch(() => undefined)}>
          登记播出
        </Button>
      )}
      <Cancel row={row} />
      <ErrorNote error={error} />
    </>
  )
}

function stateOf(row: Row): string {
  if (row.cancelled_at) return '已取消'
  if (row.aired_at) return row.has_film ? '已播出，可回看' : '已播出'
  if (row.story_id && !row.signed) return '等签发'
  return '待播'
}
const clock = (row: Row) => `${moment(row.starts_at)}—${moment(row.ends_at).slice(11)}`
const about = (row: Row) => [row.cancel_reason, row.note].filter(Boolean).join('　')
const storyOf = (row: Row) => (row.story_id ? <Link to={`${paths.stories}/${row.story_id}`}>{row.headline}</Link> : '—')

const sheet = {
  header: ['时间', '频道', '类别', '节目', '稿件', '状态', '说明'],
  row: (row: Row) => [
    clock(row),
    SERVICES[row.service],
    KINDS[row.kind],
    row.title,
    row.headline,
    stateOf(row),
    about(row),
  ],
}

function List({ data, loading }: { data: Answer | undefined; loading: boolean }) {
  const rows = data?.programmes
  const doings = (row: Row) => data && <Doings row={row} at={data.at} />
  return (
    <DataTable<Row>
      name="节目单"
      rowKey="id"
      loading={loading}
      dataSource={rows}
      pagination={false}
      empty="这一周还没有编排节目。点右上角“编排节目”。"
      words={row => `${row.title} ${row.headline ?? ''}`}
      csv={sheet}
      card={row => (
        <>
          <div className="card-head">
            {row.title}
            <span>{stateOf(row)}</span>
          </div>
          <div className="card-line">
            <span>
              {SERVICES[row.service]}　{clock(row)}
            </span>
            <span>{doings(row)}</span>
          </div>
        </>
      )}
      columns={[
        textColumn('时间', clock),
        choiceColumn('频道', rows, row => SERVICES[row.service]),
        choiceColumn('类别', rows, row => KINDS[row.kind]),
        textColumn('节目', row => `${row.title}${row.is_example ? '（示例）' : ''}`),
        textColumn('稿件', row => row.headline, { render: (_value, row) => storyOf(row) }),
        choiceColumn('状态', rows, stateOf),
        textColumn('说明', about),
        { title: '操作', render: (_value, row) => doings(row) },
      ]}
    />
  )
}

export function ProgrammesPage() {
  const { data: me } = useMe()
  const [chosen, choose] = useState<Dayjs>()
  const first = chosen ?? (me ? dayjs(me.today) : undefined)
  const from_day = first?.format('YYYY-MM-DD') ?? ''
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['publishing.programmes', from_day],
    enabled: first !== undefined,
    queryFn: () =>
      ask<typeof programmes>('publishing.programmes', { from_day, to_day: first!.add(6, 'day').format('YYYY-MM-DD') }),
  })
  const mayPlan = useMay(PLANNERS)
  return (
    <PageFrame
      title="节目单"
      about="广播、电视一周的节目。公众在网站“节目单”看得到；稿件选了视频的，登记播出以后可以回看。"
      actions={
        <>
          <DatePicker
            aria-label="从哪一天起"
            allowClear={false}
            value={first ?? null}
            onChange={day => choose(day ?? undefined)}
          />
          {from_day && <Button href={`/schedule/${from_day}`}>看公众页面</Button>}
          {mayPlan && first && data && <Plan key={from_day} day={first} choices={data.choices} />}
        </>
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <List data={data} loading={isPending} />
    </PageFrame>
  )
}
