// 任务: who makes what by when; taken, written, done.
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type {
  acceptAssignment,
  cancelAssignment,
  finishAssignment,
} from '../../../src/newsroom/planning/assignments.ts'
import { ASSIGNMENT_STATES, type AssignmentState } from '../../../src/newsroom/planning/planning-vocabulary.ts'
import type { createStory } from '../../../src/newsroom/stories/create-story.ts'
import { useMay } from '../../app/me.tsx'
import { paths } from '../../app/paths.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  Facts,
  FormModal,
  moment,
  PageFrame,
  ReasonField,
  textColumn,
  useCommand,
} from '../../ui/index.ts'
import '../newsroom.css'
import { type Assigned, channelNames, formNames, useAssignments } from './data.ts'
import { Give } from './give.tsx'

const stateOf = (row: Assigned) =>
  row.overdue ? '已超时' : (ASSIGNMENT_STATES[row.state as AssignmentState] ?? row.state)
const peopleOf = (row: Assigned) => row.people.map(one => `${one.name}${one.accepted ? '' : '（未接）'}`).join('、')

function Write({ row }: { row: Assigned }) {
  const navigate = useNavigate()
  const { run, busy, error } = useCommand<typeof createStory>('newsroom.create-story')
  const begin = () =>
    run({ headline: row.title, channels: row.channels as ['site'], due_at: row.due_at, assignment_id: row.id }).then(
      ({ story_id }) => navigate({ to: `${paths.stories}/${story_id}` }),
      () => undefined,
    )
  return (
    <>
      <ErrorNote error={error} />
      <Button size="small" type="primary" loading={busy} onClick={() => void begin()}>
        写稿
      </Button>
    </>
  )
}

function Cancel({ row }: { row: Assigned }) {
  const command = useCommand<typeof cancelAssignment>('newsroom.cancel-assignment', '任务已取消')
  return (
    <FormModal<{ reason: string }>
      button="取消"
      title={`取消任务：${row.title}`}
      ok="取消任务"
      small
      command={command}
      submit={({ reason }) => command.run({ assignment_id: row.id, reason })}
    >
      <ReasonField label="理由" max={300} />
    </FormModal>
  )
}

function Moves({ row }: { row: Assigned }) {
  const accept = useCommand<typeof acceptAssignment>('newsroom.accept-assignment', '已接任务')
  const finish = useCommand<typeof finishAssignment>('newsroom.finish-assignment', '任务已完成')
  const leads = useMay(['director', 'operations'])
  if (row.state !== 'open') return null
  const input = { assignment_id: row.id }
  const taken = row.mine && row.people.some(one => one.accepted)
  return (
    <span className="links">
      {row.mine && !taken && (
        <Button size="small" loading={accept.busy} onClick={() => void accept.run(input).catch(() => undefined)}>
          接任务
        </Button>
      )}
      {taken && <Write row={row} />}
      {taken && row.stories.length === 0 && (
        <Button size="small" loading={finish.busy} onClick={() => void finish.run(input).catch(() => undefined)}>
          完成
        </Button>
      )}
      {leads && <Cancel row={row} />}
    </span>
  )
}

function Details({ row }: { row: Assigned }) {
  const facts: [string, string][] = [
    ['要求', row.brief],
    ['注意事项', row.caution],
    ['形式', formNames(row.forms)],
    ['渠道', channelNames(row.channels)],
    ['派任务', `${row.made_by}　${moment(row.made_at)}`],
    ['结束', [row.ended_at ? moment(row.ended_at) : '', row.reason].filter(Boolean).join('　')],
  ]
  return <Facts facts={facts} />
}

function Stories({ row }: { row: Assigned }) {
  return row.stories.map(story => (
    <div key={story.id}>
      <Link to={`${paths.stories}/${story.id}`}>{story.headline}</Link>
    </div>
  ))
}

const SHEET = {
  header: ['任务', '状态', '人员', '地点', '到场', '交稿', '形式', '渠道', '派任务'],
  row: (row: Assigned) => [
    row.title,
    stateOf(row),
    peopleOf(row),
    row.place,
    row.starts_at ? moment(row.starts_at) : '',
    moment(row.due_at),
    formNames(row.forms),
    channelNames(row.channels),
    row.made_by,
  ],
}

export function AssignmentsPage() {
  const mayAssign = useMay(['editor', 'operations', 'director'])
  const { data, error, isPending, refetch } = useAssignments()
  return (
    <PageFrame
      title="任务"
      about="派到人、到地点、到时间。由任务写的稿件一签发，任务就算完成。"
      actions={mayAssign && <Give primary />}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Assigned>
        name="任务"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty="还没有任务。选题采用后在“选题”里派，临时的点右上角“派任务”。"
        words={row => `${row.title} ${row.place} ${peopleOf(row)}`}
        csv={SHEET}
        rowClassName={row => (row.mine && row.state === 'open' ? 'mine' : '')}
        expandable={{ expandedRowRender: row => <Details row={row} /> }}
        card={row => (
          <>
            <div className="card-head">
              {row.title}
              <span className={row.overdue ? 'bad' : ''}>{stateOf(row)}</span>
            </div>
            <div className="card-line">
              <span>{peopleOf(row)}</span>
              <span>{moment(row.due_at)}</span>
            </div>
            <Details row={row} />
            <Stories row={row} />
            <Moves row={row} />
          </>
        )}
        columns={[
          textColumn('任务', row => row.title),
          choiceColumn('状态', data, stateOf),
          textColumn('人员', peopleOf),
          textColumn('地点', row => row.place),
          textColumn('交稿', row => moment(row.due_at)),
          { title: '稿件', render: (_value, row) => <Stories row={row} /> },
          { title: '办理', render: (_value, row) => <Moves row={row} /> },
        ]}
      />
    </PageFrame>
  )
}
