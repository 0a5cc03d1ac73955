// Performing what a todo offers: one, or the same for several chosen ones, each with its own submission.
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { perform } from '../app/api.ts'
import { submissions } from '../ui/index.ts'
import { idOf, type Todo, type TodoAction } from './data.ts'

export type Job = { todo: Todo; action: TodoAction }
type Sent = { command: string; input: Record<string, unknown> }

/** What went wrong with one of several. */
export type Failed = { title: string; error: unknown }

function inputOf({ action }: Job, opinion: string): Sent {
  const said = action.asks && opinion !== '' ? { [action.asks.field]: opinion } : {}
  return { command: action.command, input: { ...action.input, ...said } }
}

export function useDecide(done: (jobs: readonly Job[]) => void) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<Failed[]>([])
  const [send] = useState(() => {
    const of = new Map<string, (sent: Sent) => Promise<unknown>>()
    return (key: string, sent: Sent) => {
      // one submission per todo: a retry after a lost answer goes out under the same id
      const submit = of.get(key) ?? submissions(key, ({ command, input }: Sent, id) => perform(command, input, id))
      of.set(key, submit)
      return submit(sent)
    }
  })
  const decide = async (jobs: readonly Job[], opinion = '') => {
    setBusy(true)
    const wrong: Failed[] = []
    const right: Job[] = []
    for (const job of jobs) {
      try {
        await send(idOf(job.todo), inputOf(job, opinion))
        right.push(job)
      } catch (error) {
        wrong.push({ title: job.todo.title, error })
      }
    }
    setFailed(wrong)
    setBusy(false)
    if (right.length > 0) {
      const verb = right[0]!.action.title
      void message.success(right.length === 1 ? `已${verb}：${right[0]!.todo.title}` : `已${verb} ${right.length} 件`)
      // with a refusal among them the refusal is what comes next
      if (wrong.length === 0) done(right)
    }
    await client.invalidateQueries()
    return wrong.length === 0
  }
  return { decide, busy, failed, forget: () => setFailed([]) }
}
