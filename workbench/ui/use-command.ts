// Performing a command from a form: one id per submission, kept across retries, so that a double click does it once.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import type { Command } from '../../src/platform/command.ts'
import { perform } from '../app/api.ts'
import { submissions } from './submission.ts'

type Perform<C extends Command> = Parameters<typeof perform<C>>
type Options = {
  /** keep the id of a submission without answer over a reload; not for inputs with passwords */
  keep?: boolean
}

/** As `useCommand`, for a form that shapes its own input. */
export function useSubmission<I, O>(
  name: string,
  send: (input: I, id: string) => Promise<O>,
  done?: string,
  { keep = false }: Options = {},
) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [submit] = useState(() => submissions(name, send, { store: keep ? sessionStorage : undefined }))
  const mutation = useMutation({
    mutationFn: submit,
    onSuccess: async () => {
      // a double click succeeds twice and says so once
      if (done) message.success({ content: done, key: name })
      await client.invalidateQueries()
    },
  })
  return { run: mutation.mutateAsync, busy: mutation.isPending, error: mutation.error, clear: mutation.reset }
}

/** `run(input)` performs the command; on success everything shown is read again and `done` is said. */
export function useCommand<C extends Command>(name: C['name'] & string, done?: string, options?: Options) {
  return useSubmission(name, (input: Perform<C>[1], id) => perform<C>(name, input, id), done, options)
}
