// What the procurement pages read, and the words they show.
import { useQuery } from '@tanstack/react-query'
import type { contracts } from '../../src/procurement/contracts/contracts.ts'
import type { plans } from '../../src/procurement/plans/plans.ts'
import type { requisition, requisitions } from '../../src/procurement/requisitions/requisition-queries.ts'
import type { rules } from '../../src/procurement/rules/set-rule.ts'
import type { RuleKind } from '../../src/procurement/vocabulary.ts'
import { ask } from '../app/api.ts'

export type RequisitionRow = Awaited<ReturnType<typeof ask<typeof requisitions>>>[number]
export type Requisition = Awaited<ReturnType<typeof ask<typeof requisition>>>
export type Plan = Awaited<ReturnType<typeof ask<typeof plans>>>[number]
export type Contract = Awaited<ReturnType<typeof ask<typeof contracts>>>[number]

export function useRequisitions(year: number | undefined) {
  return useQuery({
    queryKey: ['procurement.requisitions', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof requisitions>('procurement.requisitions', { year }),
  })
}

export function useRequisition(id: string | undefined) {
  return useQuery({
    queryKey: ['procurement.requisition', id],
    enabled: id !== undefined,
    queryFn: () => ask<typeof requisition>('procurement.requisition', { requisition_id: id }),
  })
}

export function usePlans(year: number | undefined) {
  return useQuery({
    queryKey: ['procurement.plans', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof plans>('procurement.plans', { year }),
  })
}

export function useContracts(year: number | undefined) {
  return useQuery({
    queryKey: ['procurement.contracts', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof contracts>('procurement.contracts', { year }),
  })
}

/** The rules of these kinds that decide today for this unit. */
export function useDecidingRules(...kinds: RuleKind[]) {
  const { data } = useQuery({
    queryKey: ['procurement.rules'],
    queryFn: () => ask<typeof rules>('procurement.rules'),
  })
  return data?.rules.filter(rule => rule.standing === 'decides' && kinds.includes(rule.kind)) ?? []
}

export const options = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

export const needed = (message: string) => [{ required: true, whitespace: true, message }]
