// Performing a command from a form: one id per submission, kept across retries, so that a double click does it once.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRef } from 'react'
import type { Command } from '../../src/platform/command.ts'
import { perform } from '../app/api.ts'

type Perform<C extends Command> = Parameters<typeof perform<C>>

/** `run(input)` performs the command; on success everything shown is read again and `done` is said. */
export function useCommand<C extends Command>(name: C['name'] & string, done?: string) {
  const id = useRef<string>(crypto.randomUUID())
  const client = useQueryClient()
  const { message } = App.useApp()
  const mutation = useMutation({
    mutationFn: (input: Perform<C>[1]) => perform<C>(name, input, id.current),
    onSuccess: async () => {
      id.current = crypto.randomUUID()
      if (done) message.success(done)
      await client.invalidateQueries()
    },
    onError: error => {
      // offline: the same submission may be tried again under its id; a refusal was an answer, the next try is another one
      if ((error as { code?: string }).code !== 'workbench.offline') id.current = crypto.randomUUID()
    },
  })
  return { run: mutation.mutateAsync, busy: mutation.isPending, error: mutation.error, clear: mutation.reset }
}
