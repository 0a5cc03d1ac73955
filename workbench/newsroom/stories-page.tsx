// All stories: where each stands, who wrote it, and the way to a new one.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import type { createStory } from '../../src/newsroom/stories/create-story.ts'
import type { stories } from '../../src/newsroom/stories/story-queries.ts'
import { ORIGINS, type Origin, STATES, type StoryState } from '../../src/newsroom/vocabulary.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, filterBy, moment, PageFrame, textColumn, useCommand } from '../ui/index.ts'
import type { ListedStory } from './data.ts'
import './newsroom.css'

export const stateOf = (state: string) => STATES[state as StoryState] ?? state

export function StateTag({ state }: { state: string }) {
  return <span className={`state is-${state}`}>{stateOf(state)}</span>
}

function NewStory() {
  const [open, setOpen] = useState(false)
  const [headline, setHeadline] = useState('')
  const navigate = useNavigate()
  const { run, busy, error } = useCommand<typeof createStory>('newsroom.create-story')
  const create = () =>
    run({ headline }).then(
      ({ story_id }) => navigate({ to: `${paths.stories}/${story_id}` }),
      () => undefined,
    )
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        写稿
      </Button>
      <Modal
        open={open}
        title="写一篇新稿"
        okText="开始写"
        onCancel={() => setOpen(false)}
        confirmLoading={busy}
        onOk={() => void create()}
      >
        <ErrorNote error={error} />
        <Form layout="vertical" onFinish={() => void create()}>
          <Form.Item label="标题" htmlFor="new-headline" extra="先写个暂定的，随时能改">
            <Input
              id="new-headline"
              autoFocus
              maxLength={200}
              value={headline}
              onChange={event => setHeadline(event.target.value)}
            />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}

const columns = (data: ListedStory[] | undefined) => [
  textColumn<ListedStory>('标题', row => row.headline, {
    render: (_value, row) => <Link to={`${paths.stories}/${row.id}`}>{row.headline}</Link>,
  }),
  textColumn<ListedStory>('状态', row => stateOf(row.state), {
    ...filterBy(data, row => stateOf(row.state)),
    render: (_value, row) => <StateTag state={row.state} />,
  }),
  textColumn<ListedStory>(
    '栏目',
    row => row.section,
    filterBy(data, row => row.section),
  ),
  textColumn<ListedStory>(
    '来源',
    row => ORIGINS[row.origin as Origin],
    filterBy(data, row => ORIGINS[row.origin as Origin]),
  ),
  textColumn<ListedStory>(
    '作者',
    row => row.created_by,
    filterBy(data, row => row.created_by),
  ),
  {
    title: '字数',
    className: 'num',
    render: (_value: unknown, row: ListedStory) => row.char_count,
    sorter: (a: ListedStory, b: ListedStory) => a.char_count - b.char_count,
  },
  textColumn<ListedStory>('改动', row => moment(row.changed_at)),
  textColumn<ListedStory>('正在写', row => row.writing),
]

function card(row: ListedStory) {
  return (
    <>
      <div className="card-head">
        <Link to={`${paths.stories}/${row.id}`}>{row.headline}</Link>
        <StateTag state={row.state} />
      </div>
      <div className="card-line">
        <span>
          {row.section}　{row.created_by}
        </span>
        <span>{moment(row.changed_at)}</span>
      </div>
    </>
  )
}

export function StoriesPage() {
  const [mine, setMine] = useState<'all' | 'mine'>('all')
  const mayWrite = useMay(['editor', 'operations', 'director'])
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['newsroom.stories', mine],
    queryFn: () => ask<typeof stories>('newsroom.stories', mine === 'mine' ? { mine: '1' } : {}),
  })
  const tools = (
    <Segmented
      size="small"
      value={mine}
      onChange={setMine}
      options={[
        { value: 'all' as const, label: '全部' },
        { value: 'mine' as const, label: '我写的' },
      ]}
    />
  )
  return (
    <PageFrame title="稿件" about="从写稿到签发。签发的稿件才能发布。" actions={mayWrite && <NewStory />}>
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<ListedStory>
        name="稿件"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        tools={tools}
        empty={mayWrite ? '还没有稿件。点右上角“写稿”开始。' : '还没有稿件。'}
        words={row => `${row.headline} ${row.section} ${row.created_by} ${stateOf(row.state)}`}
        csv={{
          header: ['标题', '状态', '栏目', '来源', '作者', '字数', '改动时间', '签发次数'],
          row: row => [
            row.headline,
            stateOf(row.state),
            row.section,
            ORIGINS[row.origin as Origin],
            row.created_by,
            row.char_count,
            moment(row.changed_at),
            row.edition_no,
          ],
        }}
        card={card}
        columns={columns(data)}
      />
    </PageFrame>
  )
}
