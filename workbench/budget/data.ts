// What the budget pages read.
import { useQuery } from '@tanstack/react-query'
import type { ledger, movements } from '../../src/budget/ledger.ts'
import type { vocabulary } from '../../src/budget/queries.ts'
import type { sections } from '../../src/people/queries.ts'
import { ask } from '../app/api.ts'

export type LedgerRow = Awaited<ReturnType<typeof ask<typeof ledger>>>[number]
export type MovementRow = Awaited<ReturnType<typeof ask<typeof movements>>>['rows'][number]

export function useLedger(year: number | undefined) {
  return useQuery({
    queryKey: ['budget.ledger', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof ledger>('budget.ledger', { year }),
  })
}

export function useVocabulary() {
  return useQuery({
    queryKey: ['budget.vocabulary'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => ask<typeof vocabulary>('budget.vocabulary'),
  })
}

export function useSections() {
  return useQuery({ queryKey: ['people.sections'], queryFn: () => ask<typeof sections>('people.sections') })
}

/** The plan of a line for the whole year, as 分 text. */
export const fullYear = (row: Pick<LedgerRow, 'opening_fen' | 'adjusted_fen'>) =>
  String(BigInt(row.opening_fen) + BigInt(row.adjusted_fen))

/** What of a line's plan no section has yet; undefined without a line. */
export const unallotted = (line: LedgerRow | undefined) =>
  line && String(BigInt(fullYear(line)) - BigInt(line.allotted_fen))

/** What a section may still use of a line; undefined until both are chosen. */
export function leftOf(line: LedgerRow | undefined, section: string | undefined): string | undefined {
  if (!line || !section) return undefined
  return line.sections.find(row => row.section === section)?.available_fen ?? '0'
}
