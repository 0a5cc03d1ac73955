// 发布台: what is approved and not out, what waits for its time, what is on its way, what failed by cause, what is unknown.
import { Link } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import type { retryCause } from '../../src/publishing/releases/manage.ts'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { choiceColumn, DataTable, ErrorNote, moment, PageFrame, textColumn, useCommand } from '../ui/index.ts'
import { type Desk, detailOf, type ListedRelease, useDesk } from './data.ts'
import { ReleaseButton } from './release-form.tsx'
import { ReleaseDoings, ReleaseState } from './release-line.tsx'
import './publishing.css'

type Ready = Desk['ready'][number]
const placeOf = (row: ListedRelease) => `${row.platform} ${row.account}`
const stateOf = (row: ListedRelease) => (row.late ? '过时未发' : row.state_title)

function ReadyList({ rows }: { rows: readonly Ready[] }) {
  const may = useMay(['operations', 'director'])
  return (
    <DataTable<Ready>
      name="可以发布的稿件"
      rowKey="edition_id"
      dataSource={[...rows]}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      empty="签发过的稿件都已安排发布"
      words={row => row.headline}
      csv={{
        header: ['标题', '栏目', '签发人', '签发时间'],
        row: row => [row.headline, row.section, row.approved_by, moment(row.approved_at)],
      }}
      card={row => (
        <>
          <div className="card-head">
            <Link to={`${paths.stories}/${row.story_id}`}>{row.headline}</Link>
            {may && <ReleaseButton storyId={row.story_id} />}
          </div>
          <div className="card-line">
            <span>{row.section}</span>
            <span>{moment(row.approved_at)} 签发</span>
          </div>
        </>
      )}
      columns={[
        textColumn('标题', row => row.headline, {
          render: (_value, row) => <Link to={`${paths.stories}/${row.story_id}`}>{row.headline}</Link>,
        }),
        choiceColumn('栏目', rows, row => row.section),
        textColumn('签发人', row => row.approved_by),
        textColumn('签发时间', row => moment(row.approved_at)),
        { title: '操作', render: (_value, row) => may && <ReleaseButton storyId={row.story_id} /> },
      ]}
    />
  )
}

const releaseColumns = (rows: readonly ListedRelease[], now: string) => [
  textColumn<ListedRelease>('标题', row => row.headline, {
    render: (_value, row) => <Link to={`${paths.stories}/${row.story_id}`}>{row.headline}</Link>,
  }),
  choiceColumn<ListedRelease>('发到', rows, placeOf),
  textColumn<ListedRelease>('状态', stateOf, { render: (_value, row) => <ReleaseState row={row} /> }),
  textColumn<ListedRelease>('时间', row => moment(row.visible_at ?? row.due_at)),
  textColumn<ListedRelease>('说明', row => detailOf(row, now)),
  choiceColumn<ListedRelease>('谁安排', rows, row => row.requested_by),
  { title: '操作', render: (_value: unknown, row: ListedRelease) => <ReleaseDoings row={row} /> },
]

function Releases({
  name,
  rows,
  now,
  empty,
}: {
  name: string
  rows: readonly ListedRelease[]
  now: string
  empty: string
}) {
  return (
    <DataTable<ListedRelease>
      name={name}
      rowKey="id"
      dataSource={[...rows]}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      empty={empty}
      words={row => `${row.headline} ${placeOf(row)}`}
      csv={{
        header: ['标题', '发到', '状态', '时间', '说明', '网址', '谁安排'],
        row: row => [
          row.headline,
          placeOf(row),
          stateOf(row),
          moment(row.visible_at ?? row.due_at),
          detailOf(row, now),
          row.url,
          row.requested_by,
        ],
      }}
      card={row => (
        <>
          <div className="card-head">
            <Link to={`${paths.stories}/${row.story_id}`}>{row.headline}</Link>
            <ReleaseState row={row} />
          </div>
          <div className="card-line">
            <span>{placeOf(row)}</span>
            <span>{moment(row.visible_at ?? row.due_at)}</span>
          </div>
          {detailOf(row, now) && <div className="card-line">{detailOf(row, now)}</div>}
          <ReleaseDoings row={row} />
        </>
      )}
      columns={releaseColumns(rows, now)}
    />
  )
}

function Causes({ data }: { data: Desk }) {
  const may = useMay(['operations', 'director'])
  const { run, busy, error } = useCommand<typeof retryCause>('publishing.retry-cause', '已重新安排')
  if (data.causes.length === 0) return null
  return (
    <section className="part">
      <h2>未发成的原因</h2>
      <ErrorNote error={error} />
      <ul className="causes">
        {data.causes.map(one => (
          <li key={one.cause}>
            <span>
              {one.message || one.cause}
              {'　'}
              <span className="soft">
                {one.platforms.join('、')}，{one.count} 条
              </span>
            </span>
            {may && (
              <Button size="small" loading={busy} onClick={() => void run({ cause: one.cause }).catch(() => undefined)}>
                这 {one.count} 条都重试
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const PARTS = {
  ready: '可以发',
  waits: '待发',
  moving: '在途',
  hands: '待人工',
  trouble: '有问题',
  done: '已了结',
} as const
type Part = keyof typeof PARTS
const STATES: Record<Exclude<Part, 'ready' | 'done'>, readonly string[]> = {
  waits: ['prepared'],
  moving: ['sending', 'accepted'],
  hands: ['by_hand'],
  trouble: ['failed', 'unknown'],
}

function partOf(data: Desk, part: Part): readonly ListedRelease[] {
  if (part === 'done') return data.done
  if (part === 'ready') return []
  const late = (row: ListedRelease) => part === 'trouble' && row.late
  return data.open.filter(row => STATES[part].includes(row.state) || late(row))
}

export function ReleaseDeskPage() {
  const { data, error, refetch } = useDesk()
  const [chosen, setChosen] = useState<Part>()
  const count = (part: Part) => (data ? (part === 'ready' ? data.ready.length : partOf(data, part).length) : 0)
  const first = (['trouble', 'ready', 'waits', 'hands', 'moving'] as const).find(part => count(part) > 0) ?? 'ready'
  const part = chosen ?? first
  const options = Object.entries(PARTS).map(([value, title]) => ({
    value: value as Part,
    label: value === 'done' ? title : `${title} ${count(value as Part)}`,
  }))
  return (
    <PageFrame
      title="发布台"
      about="签发过的稿件发到哪里、什么时候发、发成了没有。平台已接收不等于已上线；结果不明的先查清，不会重发。"
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {data && (
        <>
          <div className="wide-choice">
            <Segmented<Part> aria-label="看哪一部分" options={options} value={part} onChange={setChosen} />
          </div>
          {part === 'trouble' && <Causes data={data} />}
          {part === 'ready' ? (
            <ReadyList rows={data.ready} />
          ) : (
            <Releases name={PARTS[part]} rows={partOf(data, part)} now={data.at} empty="这里没有" />
          )}
        </>
      )}
    </PageFrame>
  )
}
