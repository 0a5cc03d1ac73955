// Work that waits for somebody: each module declares where its own comes from, app.ts collects the sources, inbox/ shows
// them as one list.
import { z } from 'zod'
import type { Day } from '../kernel/index.ts'
import type { Actor } from './command.ts'
import type { Sql } from './database/database.ts'

/** Something that can be done about a todo at once: a command with its input ready. */
export type TodoAction = {
  /** the button's words: 同意、退回 */
  title: string
  command: string
  /** as JSON: ids and amounts are decimal strings */
  input: Record<string, unknown>
  /** the field of the input that takes the person's opinion, asked for before anything is sent */
  asks?: { field: string; title: string; required: boolean }
  /** may be done to several chosen todos at once */
  batch?: boolean
  /** what goes wrong cannot be taken back easily: asked twice, shown in red */
  danger?: boolean
}

export type Todo = {
  /** unique within its source */
  key: string
  title: string
  detail: string
  /** where in the workbench it is done: `/newsroom/review/12` */
  path: string
  since: Date
  due_on: Day | null
  actions?: TodoAction[]
}

export type TodoSource = {
  name: string
  title: string
  /** what waits for this person on this day; nothing of what waits for others */
  list(tx: Sql, actor: Actor, today: Day): Promise<Todo[]>
}

/** Declares a source of todos; `title` is the kind a person filters by. */
export function todoSource(source: TodoSource): TodoSource {
  return source
}

const Action = z.object({
  title: z.string(),
  command: z.string(),
  input: z.record(z.string(), z.unknown()),
  asks: z.object({ field: z.string(), title: z.string(), required: z.boolean() }).nullable(),
  batch: z.boolean(),
  danger: z.boolean(),
})

/** A todo as the API gives it, with the kind it belongs to. */
export const TodoOut = z.object({
  source: z.string(),
  kind: z.string(),
  key: z.string(),
  title: z.string(),
  detail: z.string(),
  path: z.string(),
  since: z.date(),
  due_on: z.string().nullable(),
  overdue: z.boolean(),
  actions: z.array(Action),
})

/** Everything that waits for a person: the overdue first, then by due day, then the longest waiting. */
export async function collectTodos(
  sources: readonly TodoSource[],
  tx: Sql,
  actor: Actor,
  today: Day,
): Promise<z.output<typeof TodoOut>[]> {
  const all: z.output<typeof TodoOut>[] = []
  for (const source of sources) {
    for (const todo of await source.list(tx, actor, today)) {
      all.push({
        ...todo,
        source: source.name,
        kind: source.title,
        overdue: todo.due_on !== null && todo.due_on < today,
        actions: (todo.actions ?? []).map(action => ({ asks: null, batch: false, danger: false, ...action })),
      })
    }
  }
  const order = (todo: { due_on: Day | null }) => todo.due_on ?? '9999-12-31'
  return all.sort((a, b) => order(a).localeCompare(order(b)) || a.since.getTime() - b.since.getTime())
}
