// What waits for me: read by the inbox, by the counts of the side bar, and by pages that lead to the next item.
import { useQuery } from '@tanstack/react-query'
import type { todosOf } from '../../src/inbox/todos.ts'
import { ask } from '../app/api.ts'

type TodosQuery = ReturnType<typeof todosOf>
export type Todo = Awaited<ReturnType<typeof ask<TodosQuery>>>[number]
export type TodoAction = Todo['actions'][number]

const REFRESH_MS = 60_000

export function useTodos() {
  return useQuery({
    queryKey: ['inbox.todos'],
    refetchInterval: REFRESH_MS,
    queryFn: () => ask<TodosQuery>('inbox.todos'),
  })
}

export const idOf = (todo: Todo) => `${todo.source}|${todo.key}`
