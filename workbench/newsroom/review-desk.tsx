// The reviewer's desk: what is mine now, and what waits for others.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useState } from 'react'
import type { reviewDesk } from '../../src/newsroom/review/review-queries.ts'
import { LANES, type Lane, STEPS, type Step } from '../../src/newsroom/vocabulary.ts'
import { ask } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, filterBy, moment, PageFrame, textColumn } from '../ui/index.ts'
import type { Waiting } from './data.ts'
import './newsroom.css'

const stepOf = (row: Waiting) => `${STEPS[row.step as Step]}${row.owed ? '（补审）' : ''}`
const laneOf = (row: Waiting) => LANES[row.lane as Lane]
const waitsFor = (row: Waiting) => (row.mine ? '我' : row.who.join('、') || row.why_not || '没有合适的人')

function Due({ row }: { row: Waiting }) {
  if (!row.due_at) return null
  return (
    <span className={row.overdue ? 'bad' : ''}>
      {row.overdue ? `已超时，${moment(row.due_at)}` : moment(row.due_at)}
    </span>
  )
}

const open = (row: Waiting) => <Link to={`${paths.review}/${row.story_id}`}>{row.headline}</Link>

function card(row: Waiting) {
  return (
    <>
      <div className="card-head">
        {open(row)}
        <span>{stepOf(row)}</span>
      </div>
      <div className="card-line">
        <span>
          {row.submitted_by}　{moment(row.submitted_at)}
        </span>
        <Due row={row} />
      </div>
      {!row.mine && <div className="card-line">等{waitsFor(row)}</div>}
    </>
  )
}

const columns = (shown: Waiting[] | undefined) => [
  textColumn<Waiting>('标题', row => row.headline, { render: (_value, row) => open(row) }),
  textColumn<Waiting>('关口', stepOf, filterBy(shown, stepOf)),
  textColumn<Waiting>('通道', laneOf, filterBy(shown, laneOf)),
  textColumn<Waiting>(
    '栏目',
    row => row.section,
    filterBy(shown, row => row.section),
  ),
  textColumn<Waiting>(
    '送审人',
    row => row.submitted_by,
    filterBy(shown, row => row.submitted_by),
  ),
  textColumn<Waiting>('送审时间', row => moment(row.submitted_at)),
  textColumn<Waiting>('期限', row => row.due_at, { render: (_value, row) => <Due row={row} /> }),
  textColumn<Waiting>('等谁', waitsFor),
]

export function ReviewDeskPage() {
  const [whose, setWhose] = useState<'mine' | 'all'>('mine')
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['newsroom.review-desk'],
    refetchInterval: 30_000,
    queryFn: () => ask<typeof reviewDesk>('newsroom.review-desk'),
  })
  const mine = data?.filter(row => row.mine)
  const shown = whose === 'mine' ? mine : data
  return (
    <PageFrame title="审稿台" about="初审看文字，复审看事实，终审看导向。写过或审过另一关的人不能再审。">
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Waiting>
        name="待审稿件"
        rowKey={row => `${row.story_id}-${row.step}`}
        loading={isPending}
        dataSource={shown}
        pagination={false}
        tools={
          <Segmented
            size="small"
            value={whose}
            onChange={setWhose}
            options={[
              { value: 'mine' as const, label: `等我审 ${mine?.length ?? 0}` },
              { value: 'all' as const, label: `全部在审 ${data?.length ?? 0}` },
            ]}
          />
        }
        empty={whose === 'mine' ? '没有等您审的稿件。' : '没有在审的稿件。'}
        words={row => `${row.headline} ${row.submitted_by}`}
        csv={{
          header: ['标题', '栏目', '关口', '通道', '送审人', '送审时间', '期限', '等谁'],
          row: row => [
            row.headline,
            row.section,
            stepOf(row),
            laneOf(row),
            row.submitted_by,
            moment(row.submitted_at),
            row.due_at ? moment(row.due_at) : '',
            waitsFor(row),
          ],
        }}
        card={card}
        columns={columns(shown)}
      />
    </PageFrame>
  )
}
