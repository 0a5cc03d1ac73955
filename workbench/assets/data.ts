// What the asset pages read.
import { useQuery } from '@tanstack/react-query'
import type { card, cards } from '../../src/assets/cards.ts'
import type { disposal, disposals } from '../../src/assets/disposal/disposal-queries.ts'
import type { uncoveredVouchers } from '../../src/assets/register-card.ts'
import type { lifeRules } from '../../src/assets/rules/rule-queries.ts'
import type { stocktake, stocktakes } from '../../src/assets/stocktake/stocktake-queries.ts'
import type { supplies, supplySlips } from '../../src/assets/supplies/supplies.ts'
import { ask } from '../app/api.ts'

export type Card = Awaited<ReturnType<typeof ask<typeof cards>>>[number]
export type FullCard = Awaited<ReturnType<typeof ask<typeof card>>>
export type Disposal = Awaited<ReturnType<typeof ask<typeof disposals>>>[number]
export type FullDisposal = Awaited<ReturnType<typeof ask<typeof disposal>>>
export type Stocktake = Awaited<ReturnType<typeof ask<typeof stocktakes>>>[number]
export type FullStocktake = Awaited<ReturnType<typeof ask<typeof stocktake>>>
export type Supply = Awaited<ReturnType<typeof ask<typeof supplies>>>[number]
export type SupplySlip = Awaited<ReturnType<typeof ask<typeof supplySlips>>>[number]
export type LifeRule = Awaited<ReturnType<typeof ask<typeof lifeRules>>>[number]

export const useCards = () => useQuery({ queryKey: ['assets.cards'], queryFn: () => ask<typeof cards>('assets.cards') })

export const useCard = (id: string) =>
  useQuery({ queryKey: ['assets.card', id], queryFn: () => ask<typeof card>('assets.card', { card_id: id }) })

export const useDisposals = () =>
  useQuery({ queryKey: ['assets.disposals'], queryFn: () => ask<typeof disposals>('assets.disposals') })

export const useDisposal = (id: string) =>
  useQuery({
    queryKey: ['assets.disposal', id],
    queryFn: () => ask<typeof disposal>('assets.disposal', { disposal_id: id }),
  })

export const useStocktakes = () =>
  useQuery({ queryKey: ['assets.stocktakes'], queryFn: () => ask<typeof stocktakes>('assets.stocktakes') })

export const useStocktake = (id: string) =>
  useQuery({
    queryKey: ['assets.stocktake', id],
    queryFn: () => ask<typeof stocktake>('assets.stocktake', { stocktake_id: id }),
  })

export const useSupplies = () =>
  useQuery({ queryKey: ['assets.supplies'], queryFn: () => ask<typeof supplies>('assets.supplies') })

export const useSupplySlips = () =>
  useQuery({ queryKey: ['assets.supply-slips'], queryFn: () => ask<typeof supplySlips>('assets.supply-slips') })

export const useLifeRules = () =>
  useQuery({ queryKey: ['assets.life-rules'], queryFn: () => ask<typeof lifeRules>('assets.life-rules') })

/** Payments for assets that no card took yet. */
export const useUncovered = (enabled: boolean) =>
  useQuery({
    queryKey: ['assets.uncovered-vouchers'],
    enabled,
    queryFn: () => ask<typeof uncoveredVouchers>('assets.uncovered-vouchers'),
  })

/** The rules that hold today, with their years. */
export const lifeOptions = (rules: readonly LifeRule[] | undefined) =>
  rules
    ?.filter(rule => !rule.effective_to)
    .map(rule => ({
      value: rule.id,
      label: `${rule.title}${rule.life_months ? `　不低于 ${rule.life_months / 12} 年` : ''}${rule.confirmed ? '' : '（待核）'}`,
    }))

export const options = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

export const needed = (message: string) => [{ required: true, whitespace: true, message }]
