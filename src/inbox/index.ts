// inbox/ one 待办 list out of all modules' todos
import type { TodoSource } from '../platform/index.ts'
import { todosOf } from './todos.ts'

export const inboxQueries = (sources: readonly TodoSource[]) => [todosOf(sources)]
