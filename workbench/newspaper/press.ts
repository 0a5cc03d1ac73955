// Long work that the server does around the commands: a PDF into pages, the template into pages.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { post } from '../app/api.ts'
import { uploadFile } from '../app/upload.ts'

type Fit = { page: number; over: number; spare: number; size: number }

/** Uploads a printer's PDF and has it made into pages. */
export function usePressPdf(issueId: string, done: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ file, first }: { file: File; first: number }) => {
      const kept = await uploadFile(file)
      return post<{ page_count: number; block_count: number }>('/api/newspaper/press-pdf', {
        issue_id: issueId,
        file_id: kept.file_id,
        first_page_no: first,
      })
    },
    onSuccess: async () => {
      await client.invalidateQueries()
      done()
    },
  })
}

/** Sets the issue from the template; tells what did not fit. */
export function usePressTemplate(issueId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => post<{ fits: Fit[] }>('/api/newspaper/press-template', { issue_id: issueId }),
    onSuccess: () => client.invalidateQueries(),
  })
}
