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

const add = (amounts: readonly string[]) => amounts.reduce((total, amount) => total + BigInt(amount), 0n).toString()

/** Sum of one money column. */
export function sumOf<K extends string>(rows: readonly Record<K, string>[], key: K): string {
  return add(rows.map(row => row[key]))
}
