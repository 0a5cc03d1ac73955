// The draft as the report page reads it.
import { useQuery } from '@tanstack/react-query'
import type { OfficialDocument } from '../../src/kernel/document.ts'
import type { Content } from '../../src/performance/content.ts'
import type { draft } from '../../src/performance/queries.ts'
import type { Evaluation } from '../../src/performance/scoring.ts'
import type { CheckResult, Finding } from '../../src/proofing/types.ts'
import { ask } from '../app/api.ts'

type Answer = Awaited<ReturnType<typeof ask<ReturnType<typeof draft>>>>

export type SlotText = Omit<Answer['slots'][number], 'content'> & { content: Content }
export type DraftFigure = Answer['figures'][number]
/** What the schema leaves open has the shape that src/performance gives it. */
export type Draft = Omit<Answer, 'layout' | 'evaluation' | 'check' | 'slots'> & {
  layout: OfficialDocument
  evaluation: Evaluation | null
  check: CheckResult
  slots: SlotText[]
}

export function useDraftReport(year: number | undefined, as: string | undefined) {
  return useQuery({
    queryKey: ['performance.draft', year, as],
    enabled: year !== undefined,
    queryFn: async () => (await ask<ReturnType<typeof draft>>('performance.draft', { year, as })) as unknown as Draft,
  })
}

export const AS = [
  { value: 'reported', label: '按当年报告口径' },
  { value: 'classified', label: '按现行分类口径' },
]

export const asLabel = (as: string) => AS.find(one => one.value === as)?.label ?? as

export type Place = { block: number; row: number | undefined; excerpt: string }

/** Where a finding stands in the layout: the block, and in a table the row of its body. */
export function placeOf(draft: Draft, finding: Pick<Finding, 'line' | 'excerpt'>): Place {
  const block = draft.line_blocks[finding.line - 1] ?? -1
  const offset = finding.line - 1 - draft.line_blocks.indexOf(block)
  // a table's first line is its title, its second the head
  const row = draft.layout.blocks[block]?.kind === 'table' && offset >= 2 ? offset - 2 : undefined
  return { block, row, excerpt: finding.excerpt }
}
