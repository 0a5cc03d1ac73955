// inbox/ one 待办 list out of all modules' todos, and one box that finds over all lists
import type { TodoSource } from '../platform/index.ts'
import { find } from './find.ts'
import { todosOf } from './todos.ts'

export const inboxQueries = (sources: readonly TodoSource[]) => [todosOf(sources), find]
