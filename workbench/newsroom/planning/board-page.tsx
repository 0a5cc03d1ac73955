// 今日: the newsroom on one screen, as lists of words. Looks again by itself every minute.
import { Link } from '@tanstack/react-router'
import { Spin } from 'antd'
import type { ReactNode } from 'react'
import { PITCH_STATES, type PitchState } from '../../../src/newsroom/planning/planning-vocabulary.ts'
import { paths } from '../../app/paths.ts'
import { ErrorNote, moment, PageFrame } from '../../ui/index.ts'
import { stateOf } from '../stories-page.tsx'
import '../newsroom.css'
import { type Board, useBoard } from './data.ts'

const HOUR = 3_600_000

/** How long something has stood: 3 小时, 2 天. */
function standing(since: string, now: number): string {
  const hours = Math.max(0, Math.floor((now - new Date(since).getTime()) / HOUR))
  return hours < 1 ? '不到 1 小时' : hours < 48 ? `${hours} 小时` : `${Math.floor(hours / 24)} 天`
}

function Part({
  title,
  count,
  to,
  empty,
  children,
}: {
  title: string
  count: number
  to: string
  empty: string
  children: ReactNode
}) {
  return (
    <section className="board-part">
      <h2>
        <Link to={to}>{title}</Link> <span className="unit">{count}</span>
      </h2>
      {count === 0 ? <p className="soft">{empty}</p> : <ul className="side-list">{children}</ul>}
    </section>
  )
}

function Topics({ board }: { board: Board }) {
  return (
    <Part title="今天的选题" count={board.pitches.length} to={paths.pitches} empty="今天没有选题，也没有待定的。">
      {board.pitches.map(one => (
        <li key={one.id}>
          {one.title}
          <span>{one.section}</span>
          <small className={one.state === 'proposed' ? 'bad' : ''}>{PITCH_STATES[one.state as PitchState]}</small>
        </li>
      ))}
    </Part>
  )
}

function Out({ board }: { board: Board }) {
  return (
    <Part title="外出和不在岗" count={board.out.length} to={paths.reviewers} empty="都在岗。">
      {board.out.map(one => (
        <li key={`${one.person}${one.why}`}>
          <b>{one.person}</b>
          <span>
            {one.why}
            {one.place && `　${one.place}`}
          </span>
          <small>{one.until && `到 ${moment(one.until)}`}</small>
        </li>
      ))}
    </Part>
  )
}

function Copy({ board, now }: { board: Board; now: number }) {
  return (
    <Part title="在路上的稿件" count={board.copy.length} to={paths.stories} empty="没有在写或在审的稿件。">
      {board.copy.map(one => (
        <li key={one.id}>
          <Link to={`${paths.stories}/${one.id}`}>{one.headline}</Link>
          <span className={`state is-${one.state}`}>{stateOf(one.state)}</span>
          <small className={one.overdue ? 'bad' : ''}>
            {one.writing ? `${one.writing}在写` : `停了 ${standing(one.since, now)}`}
            {one.overdue && '　已过截稿'}
          </small>
        </li>
      ))}
    </Part>
  )
}

function Assignments({ board }: { board: Board }) {
  return (
    <Part title="进行中的任务" count={board.assignments.length} to={paths.assignments} empty="没有派出去的任务。">
      {board.assignments.map(one => (
        <li key={one.id}>
          {one.title}
          <span>{one.people.map(person => `${person.name}${person.accepted ? '' : '（未接）'}`).join('、')}</span>
          <small className={one.overdue ? 'bad' : ''}>
            {moment(one.due_at)}
            {one.overdue && ' 已超时'}
          </small>
        </li>
      ))}
    </Part>
  )
}

function Instructions({ board }: { board: Board }) {
  return (
    <Part title="没有办结的指令" count={board.instructions.length} to={paths.instructions} empty="没有等着办的指令。">
      {board.instructions.map(one => (
        <li key={one.id}>
          {one.title}
          <span>{one.issuer}</span>
          <small className={one.late || !one.receipted_at ? 'bad' : ''}>
            {one.receipted_at ? '办理中' : '未签收'}
            {one.late && '，超时'}
          </small>
        </li>
      ))}
    </Part>
  )
}

function Debts({ board }: { board: Board }) {
  if (board.owed.length === 0) return null
  return (
    <Part title="欠复审" count={board.owed.length} to={paths.review} empty="">
      {board.owed.map(one => (
        <li key={one.story_id}>
          <Link to={`${paths.review}/${one.story_id}`}>{one.headline}</Link>
          <span>{one.who.join('、') || '没有可补审的人'}</span>
          <small className={one.overdue ? 'bad' : ''}>{one.due_at && `${moment(one.due_at)} 前补`}</small>
        </li>
      ))}
    </Part>
  )
}

const dayName = (day: string, today: string) =>
  day === today ? '今天' : `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

function Special({ board }: { board: Board }) {
  if (board.days.length === 0) return null
  return (
    <p className="special-days">
      {board.days.map(one => (
        <span key={one.id} className={one.is_solemn ? 'solemn' : ''}>
          {`${dayName(one.on_date, board.day)}　${one.title}`}
        </span>
      ))}
    </p>
  )
}

export function BoardPage() {
  const { data: board, error, dataUpdatedAt, refetch } = useBoard()
  const { counts } = board ?? {}
  return (
    <PageFrame title="今日" about={board && `${board.day}　${moment(new Date(dataUpdatedAt).toISOString())} 更新`}>
      <ErrorNote error={error} retry={() => void refetch()} />
      {!board && !error && <Spin />}
      {board && counts && (
        <>
          <ul className="keys">
            <li>
              <span className="label">今天签发</span>
              <span className="value">{counts.signed_today}</span>
            </li>
            <li>
              <span className="label">
                <Link to={paths.tips}>待处理线索</Link>
              </span>
              <span className="value">{counts.new_tips}</span>
            </li>
            <li>
              <span className="label">
                <Link to={paths.pitches}>待定选题</Link>
              </span>
              <span className="value">{counts.proposed}</span>
            </li>
            <li>
              <span className="label">超时</span>
              <span className={`value ${counts.overdue > 0 ? 'bad' : ''}`}>{counts.overdue}</span>
            </li>
          </ul>
          <Special board={board} />
          <div className="board">
            <Copy board={board} now={dataUpdatedAt} />
            <Topics board={board} />
            <Assignments board={board} />
            <Out board={board} />
            <Instructions board={board} />
            <Debts board={board} />
          </div>
        </>
      )}
    </PageFrame>
  )
}
