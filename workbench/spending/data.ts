// What the pages of spending read, and the words they show.
import { useQuery } from '@tanstack/react-query'
import type { archive } from '../../src/spending/archive/archive.ts'
import type { claim, claims } from '../../src/spending/claims/claim-queries.ts'
import type { batches, batchPayments, loans, payables } from '../../src/spending/payment/payment-queries.ts'
import type { reliefs, rules } from '../../src/spending/rules/rule-queries.ts'
import { ask } from '../app/api.ts'

export type Listed = Awaited<ReturnType<typeof ask<typeof claims>>>[number]
export type FullClaim = Awaited<ReturnType<typeof ask<typeof claim>>>
export type Payable = Awaited<ReturnType<typeof ask<typeof payables>>>[number]
export type Batch = Awaited<ReturnType<typeof ask<typeof batches>>>[number]
export type BatchPayment = Awaited<ReturnType<typeof ask<typeof batchPayments>>>[number]
export type Loan = Awaited<ReturnType<typeof ask<typeof loans>>>[number]
export type Rules = Awaited<ReturnType<typeof ask<typeof rules>>>
export type ReliefRow = Awaited<ReturnType<typeof ask<typeof reliefs>>>[number]
export type ArchiveRow = Awaited<ReturnType<typeof ask<typeof archive>>>[number]

export function useClaims(year: number | undefined, mine: boolean) {
  return useQuery({
    queryKey: ['spending.claims', year, mine],
    enabled: year !== undefined,
    queryFn: () => ask<typeof claims>('spending.claims', { year, mine: mine ? 'yes' : 'no' }),
  })
}

export function useClaim(id: string) {
  return useQuery({
    queryKey: ['spending.claim', id],
    queryFn: () => ask<typeof claim>('spending.claim', { claim_id: id }),
  })
}

export function useRules() {
  return useQuery({
    queryKey: ['spending.rules'],
    staleTime: 60_000,
    queryFn: () => ask<typeof rules>('spending.rules'),
  })
}

export function useReliefs() {
  return useQuery({ queryKey: ['spending.reliefs'], queryFn: () => ask<typeof reliefs>('spending.reliefs') })
}

export function usePayables() {
  return useQuery({ queryKey: ['spending.payables'], queryFn: () => ask<typeof payables>('spending.payables') })
}

export function useBatches(year: number | undefined, enabled: boolean) {
  return useQuery({
    queryKey: ['spending.batches', year],
    enabled: enabled && year !== undefined,
    queryFn: () => ask<typeof batches>('spending.batches', { year }),
  })
}

export function useBatchPayments(id: string) {
  return useQuery({
    queryKey: ['spending.batch-payments', id],
    queryFn: () => ask<typeof batchPayments>('spending.batch-payments', { batch_id: id }),
  })
}

export function useLoans(open: boolean) {
  return useQuery({
    queryKey: ['spending.loans', open],
    queryFn: () => ask<typeof loans>('spending.loans', { open: open ? 'yes' : 'no' }),
  })
}

export function useArchive(year: number | undefined) {
  return useQuery({
    queryKey: ['spending.archive', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof archive>('spending.archive', { year }),
  })
}

export const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

/** The word for a key that comes from the server. */
export const word = (words: Readonly<Record<string, string>>, key: string) => words[key] ?? key
