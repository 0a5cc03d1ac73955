// 撤稿与更正: every case with its clock; one action to begin another.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { withdrawStory } from '../../src/publishing/withdrawals/withdraw-story.ts'
import type { withdrawals } from '../../src/publishing/withdrawals/withdrawal-queries.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  FormWindow,
  moment,
  PageFrame,
  ReasonField,
  required,
  textColumn,
  useCommand,
} from '../ui/index.ts'
import './publishing.css'

type Answer = Awaited<ReturnType<typeof ask<typeof withdrawals>>>
type Row = Answer['withdrawals'][number]
type Fields = { story_id: string; kind: 'kill' | 'correct'; reason: string; note: string; ordered_by: string }
const kindOf = (row: Row) => (row.kind === 'kill' ? '撤稿' : '更正')

/** How it stands against its clock. */
function clockOf(row: Row, now: string): string {
  if (row.cleared_at) {
    const minutes = Math.max(1, Math.round((Date.parse(row.cleared_at) - Date.parse(row.started_at)) / 60_000))
    return `${minutes} 分钟办结`
  }
  const left = Math.round((Date.parse(row.deadline_at) - Date.parse(now)) / 60_000)
  const steps = `还有 ${row.open_count} 处`
  return left >= 0 ? `${steps}，剩 ${left} 分钟` : `${steps}，已超时 ${-left} 分钟`
}
const isLate = (row: Row, now: string) => !row.cleared_at && Date.parse(row.deadline_at) < Date.parse(now)

const KINDS = [
  { value: 'kill', label: '撤稿：从所有地方拿掉' },
  { value: 'correct', label: '更正：换成改好的签发稿' },
]

function Begin({ data, close }: { data: Answer; close: () => void }) {
  const [form] = Form.useForm<Fields>()
  const navigate = useNavigate()
  const { run, busy, error } = useCommand<typeof withdrawStory>('publishing.withdraw-story', '已开始')
  const kind = Form.useWatch('kind', form)
  const wanted = Form.useWatch('story_id', form)
  const chosen = data.out.find(one => one.story_id === wanted)
  const uncorrected = kind === 'correct' && chosen && !chosen.corrected_id
  const begin = (fields: Fields) =>
    run({ ...fields, edition_id: fields.kind === 'correct' ? (chosen?.corrected_id ?? null) : null }).then(
      ({ withdrawal_id }) => navigate({ to: `${paths.withdrawals}/${withdrawal_id}` }),
    )
  const stories = data.out.map(one => ({ value: one.story_id, label: `${one.headline}（${one.place_count} 处）` }))
  return (
    <FormWindow<Fields>
      title="撤稿或更正"
      ok={kind === 'correct' ? '开始更正' : '立即撤稿'}
      okButtonProps={{ danger: true }}
      form={form}
      busy={busy}
      error={error}
      initial={{ kind: 'kill' }}
      submit={begin}
      close={close}
    >
      <Form.Item name="story_id" label="哪篇稿件" rules={required}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={stories} placeholder="只列已发出的" />
      </Form.Item>
      <Form.Item name="kind" label="怎么办">
        <Radio.Group options={KINDS} />
      </Form.Item>
      {uncorrected && (
        <Alert
          type="warning"
          showIcon
          title="这篇还没有改好的签发稿"
          description="先在稿件里点“修改再审”，三审签发以后再来更正。急的先撤稿。"
        />
      )}
      <Form.Item
        name="note"
        label={kind === 'correct' ? '更正说明（读者看得到）' : '撤稿说明（留在原网址上，读者看得到）'}
        rules={required}
      >
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <ReasonField label="原因（内部）" max={500} long />
      <Form.Item name="ordered_by" label="谁决定的" rules={required}>
        <Input maxLength={60} />
      </Form.Item>
    </FormWindow>
  )
}

const sheet = {
  header: ['稿件', '方式', '原因', '谁决定的', '开始', '谁办', '时限', '办结'],
  row: (row: Row) => [
    row.headline,
    kindOf(row),
    row.reason,
    row.ordered_by,
    moment(row.started_at),
    row.started_by,
    moment(row.deadline_at),
    row.cleared_at && moment(row.cleared_at),
  ],
}

function Cases({ data }: { data: Answer }) {
  const title = (row: Row) => <Link to={`${paths.withdrawals}/${row.id}`}>{row.headline}</Link>
  const clock = (row: Row) => <span className={isLate(row, data.at) ? 'bad' : ''}>{clockOf(row, data.at)}</span>
  return (
    <DataTable<Row>
      name="撤稿与更正"
      rowKey="id"
      dataSource={data.withdrawals}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      empty="还没有撤过稿、更正过。出了错从右上角开始，各渠道一次办完。"
      csv={sheet}
      card={row => (
        <>
          <div className="card-head">
            {title(row)}
            <span>{kindOf(row)}</span>
          </div>
          <div className="card-line">
            <span>{moment(row.started_at)}</span>
            {clock(row)}
          </div>
        </>
      )}
      columns={[
        textColumn('稿件', row => row.headline, { render: (_value, row) => title(row) }),
        choiceColumn('方式', data.withdrawals, kindOf),
        textColumn('原因', row => row.reason),
        textColumn('谁决定的', row => row.ordered_by),
        textColumn('开始', row => moment(row.started_at)),
        textColumn('进度', row => clockOf(row, data.at), { render: (_value, row) => clock(row) }),
      ]}
    />
  )
}

export function WithdrawalsPage() {
  const [open, setOpen] = useState(false)
  const may = useMay(['operations', 'director'])
  const { data, error, refetch } = useQuery({
    queryKey: ['publishing.withdrawals'],
    queryFn: () => ask<typeof withdrawals>('publishing.withdrawals'),
    refetchInterval: 10_000,
  })
  return (
    <PageFrame
      title="撤稿与更正"
      about="一次决定，各渠道一起办：网站立刻换掉，有接口的自动删，没有接口的派人去删并留证据。全部办完出凭证。"
      actions={
        may && (
          <Button danger onClick={() => setOpen(true)}>
            撤稿或更正
          </Button>
        )
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {data && <Cases data={data} />}
      {open && data && <Begin data={data} close={() => setOpen(false)} />}
    </PageFrame>
  )
}
