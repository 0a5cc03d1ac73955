// The draft as the report page reads it.
import { useQuery } from '@tanstack/react-query'
import type { OfficialDocument } from '../../src/kernel/document.ts'
import type { Content } from '../../src/performance/content.ts'
import type { Evaluation } from '../../src/performance/scoring.ts'
import type { CheckResult } from '../../src/proofing/types.ts'
import { get } from '../app/api.ts'

export type SlotText = {
  slot: string
  title: string
  hint: string
  required: boolean
  content: Content
  version: number
}
export type DraftFigure = { name: string; title: string; display: string; table: string; basis: string }
export type Draft = {
  year: number
  as: string
  document: OfficialDocument
  evaluation: Evaluation | null
  missing: string[]
  check: CheckResult
  slots: SlotText[]
  figures: DraftFigure[]
}

export function useDraftReport(year: number | undefined, as: string | undefined) {
  return useQuery({
    queryKey: ['performance.draft', year, as],
    enabled: year !== undefined,
    queryFn: () => get<Draft>(`/api/performance/draft?year=${year}${as ? `&as=${as}` : ''}`),
  })
}

export const AS = [
  { value: 'reported', label: '按当年报告口径' },
  { value: 'classified', label: '按现行分类口径' },
]
