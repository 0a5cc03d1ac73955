// 待办: what waits for the person signed in, out of every module.
import { z } from 'zod'
import { dayOf } from '../kernel/index.ts'
import { collectTodos, query, TodoOut, type TodoSource } from '../platform/index.ts'

/** The one list; `sources` are those of all modules. */
export function todosOf(sources: readonly TodoSource[]) {
  return query({
    name: 'inbox.todos',
    title: '待办',
    access: 'signed-in',
    input: z.strictObject({}),
    output: z.array(TodoOut),
    read: async (tx, _input, { actor, at }) => (actor ? collectTodos(sources, tx, actor, dayOf(at)) : []),
  })
}
