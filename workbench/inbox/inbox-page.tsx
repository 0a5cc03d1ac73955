// 待办: everything that waits for me. Decide in two taps, several at once, and go on with the next.
import { Button, Empty, Segmented, Select, Spin } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useMe } from '../app/me.tsx'
import { ErrorNote, PageFrame } from '../ui/index.ts'
import { idOf, type Todo, useTodos } from './data.ts'
import { type Failed, type Job, useDecide } from './decide.ts'
import { Opinion } from './opinion.tsx'
import { TodoItem } from './todo-item.tsx'
import './inbox.css'

type Due = 'all' | 'due' | 'overdue'

const isDue = (todo: Todo, due: Due, today: string) =>
  due === 'all' || (due === 'overdue' ? todo.overdue : todo.due_on !== null && todo.due_on <= today)

function Filters({
  todos,
  kind,
  due,
  today,
  set,
}: {
  todos: readonly Todo[]
  kind: string
  due: Due
  today: string
  set: (change: { kind?: string; due?: Due }) => void
}) {
  const kinds = [...new Set(todos.map(todo => todo.kind))]
  const count = (of: string) => todos.filter(todo => of === '' || todo.kind === of).length
  const dueCount = (of: Due) => todos.filter(todo => isDue(todo, of, today)).length
  return (
    <div className="todo-filters">
      <Select
        aria-label="类别"
        value={kind}
        onChange={value => set({ kind: value })}
        options={['', ...kinds].map(value => ({ value, label: `${value || '全部类别'}（${count(value)}）` }))}
        style={{ minWidth: 160 }}
      />
      <Segmented<Due>
        value={due}
        onChange={value => set({ due: value })}
        options={[
          { value: 'all', label: '全部' },
          { value: 'due', label: `到期 ${dueCount('due')}` },
          { value: 'overdue', label: `超期 ${dueCount('overdue')}` },
        ]}
      />
    </div>
  )
}

/** What can be done to all chosen todos: the batch actions they share by name. */
function shared(chosen: readonly Todo[]): { title: string; jobs: Job[] }[] {
  const titles = [...new Set(chosen.flatMap(todo => todo.actions.filter(one => one.batch).map(one => one.title)))]
  return titles
    .map(title => ({
      title,
      jobs: chosen.flatMap(todo => {
        const action = todo.actions.find(one => one.batch && one.title === title)
        return action ? [{ todo, action }] : []
      }),
    }))
    .filter(({ jobs }) => jobs.length === chosen.length)
}

function Batch({
  chosen,
  all,
  choose,
  act,
}: {
  chosen: readonly Todo[]
  all: readonly Todo[]
  choose: (todos: readonly Todo[]) => void
  act: (jobs: readonly Job[]) => void
}) {
  const can = all.filter(todo => todo.actions.some(action => action.batch))
  if (can.length < 2) return null
  const complete = chosen.length === can.length
  return (
    <div className="todo-batch">
      <button type="button" className="link" onClick={() => choose(complete ? [] : can)}>
        {complete ? '取消全选' : `全选可批量办理的 ${can.length} 件`}
      </button>
      {chosen.length > 0 && <span>已选 {chosen.length} 件</span>}
      {chosen.length > 0 &&
        shared(chosen).map(({ title, jobs }) => (
          <Button key={title} type="primary" onClick={() => act(jobs)}>
            批量{title}
          </Button>
        ))}
    </div>
  )
}

/** After a decision the next item takes the keyboard and comes into sight. */
function useNext(shown: readonly Todo[]) {
  const place = useRef<number>(undefined)
  useEffect(() => {
    if (place.current === undefined) return
    const next = shown[Math.min(place.current, shown.length - 1)]
    place.current = undefined
    if (next)
      document
        .getElementById(`todo-${idOf(next)}`)
        ?.querySelector<HTMLElement>('a, button')
        ?.focus()
  }, [shown])
  return (jobs: readonly Job[]) => {
    place.current = shown.findIndex(todo => idOf(todo) === idOf(jobs[0]!.todo))
  }
}

/** What is chosen, what is being decided, and what comes after it. */
function useChoosing(shown: readonly Todo[]) {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<readonly Job[]>([])
  const { decide, busy, failed } = useDecide(useNext(shown))
  const answer = async (opinion: string) => {
    await decide(asking, opinion)
    setAsking([])
    setMarked(new Set())
  }
  const choose = (todo: Todo, on: boolean) => {
    const next = new Set(marked)
    if (on) next.add(idOf(todo))
    else next.delete(idOf(todo))
    setMarked(next)
  }
  const only = (todos: readonly Todo[]) => setMarked(new Set(todos.map(idOf)))
  return { marked, choose, only, asking, setAsking, answer, busy, failed }
}

/** What of several was refused: brought into sight, since whoever decided stands further down the list. */
function NotDone({ failed }: { failed: readonly Failed[] }) {
  const place = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: every refusal is shown anew
  useEffect(() => {
    place.current?.focus()
    place.current?.scrollIntoView({ block: 'center' })
  }, [failed])
  return (
    <section ref={place} tabIndex={-1} aria-label="没有办成的">
      <p>有 {failed.length} 件没有办成：</p>
      {failed.map(({ title, error }, n) => (
        <div key={n}>
          <b>{title}</b>
          <ErrorNote error={error} />
        </div>
      ))}
    </section>
  )
}

function TodoList({ todos, shown, today }: { todos: readonly Todo[]; shown: readonly Todo[]; today: string }) {
  const { marked, choose, only, asking, setAsking, answer, busy, failed } = useChoosing(shown)
  return (
    <>
      {failed.length > 0 && <NotDone failed={failed} />}
      <Batch chosen={shown.filter(todo => marked.has(idOf(todo)))} all={shown} choose={only} act={setAsking} />
      {shown.length === 0 ? (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={todos.length === 0 ? '没有等您办的事。' : '没有符合条件的待办，换个条件看看。'}
        />
      ) : (
        <ul className="todos" aria-label="待办">
          {shown.map(todo => (
            <TodoItem
              key={idOf(todo)}
              todo={todo}
              today={today}
              chosen={marked.has(idOf(todo))}
              choose={on => choose(todo, on)}
              act={action => setAsking([{ todo, action }])}
            />
          ))}
        </ul>
      )}
      {asking.length > 0 && (
        <Opinion jobs={asking} busy={busy} close={() => setAsking([])} decide={opinion => void answer(opinion)} />
      )}
    </>
  )
}

export function InboxPage() {
  const { data: todos = [], error, isPending, refetch } = useTodos()
  const { data: me } = useMe()
  const today = me?.today ?? ''
  const [filter, setFilter] = useState<{ kind: string; due: Due }>({ kind: '', due: 'all' })
  const shown = todos.filter(
    todo => (filter.kind === '' || todo.kind === filter.kind) && isDue(todo, filter.due, today),
  )
  return (
    <PageFrame title="待办" about="各处等您办的事都在这里，超期的排在最前。办完一件，接着办下一件。">
      <ErrorNote error={error} retry={() => void refetch()} />
      {todos.length > 0 && (
        <Filters todos={todos} today={today} {...filter} set={change => setFilter({ ...filter, ...change })} />
      )}
      {isPending ? <Spin /> : <TodoList todos={todos} shown={shown} today={today} />}
    </PageFrame>
  )
}
