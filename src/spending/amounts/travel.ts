// Travel: computed days × standard. What lodging costs above its standard is borne by the traveller or refused. Pure.
import { type Day, type Fen, sumFen } from '../../kernel/index.ts'
import { type Standard, standardOf } from './standards.ts'

export type Travel = {
  place: string
  place_class: string
  from_day: Day
  to_day: Day
  travellers: readonly { name: string; rank: string }[]
  fares_fen: Fen
  /** what the lodging cost, as on the invoices */
  lodging_fen: Fen
  /** what of it the travellers bear themselves */
  self_borne_fen: Fen
}

export type TravelPrice = {
  days: number
  nights: number
  meals_fen: Fen
  local_transport_fen: Fen
  /** null: no standard holds on that day */
  lodging_limit_fen: Fen | null
  /** allowances that no standard holds for on that day */
  unknown: readonly ('meals' | 'local_transport')[]
  /** lodging above its standard that nobody bears */
  over_fen: Fen
  amount_fen: Fen
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** What a journey may claim: fares, lodging without what is self-borne, and the allowances by days and heads. */
export function priceTravel(standards: readonly Standard[], travel: Travel): TravelPrice {
  const nights = daysBetween(travel.from_day, travel.to_day)
  const days = nights + 1
  const of = (item: string, rank: string) =>
    standardOf(standards, { kind: 'travel', item, class: travel.place_class, rank, on: travel.from_day })
  const unknown = (['meals', 'local_transport'] as const).filter(item =>
    travel.travellers.some(one => of(item, one.rank) === undefined),
  )
  const allowance = (item: string) =>
    sumFen(travel.travellers.map(one => (of(item, one.rank)?.limit_fen ?? 0n) * BigInt(days)))
  const limits = travel.travellers.map(one => of('lodging', one.rank)?.limit_fen)
  const known = limits.every(limit => limit !== undefined)
  const lodging_limit_fen = known ? sumFen(limits.map(limit => limit! * BigInt(nights))) : null
  const claimed = travel.lodging_fen - travel.self_borne_fen
  const over = lodging_limit_fen === null ? 0n : claimed - lodging_limit_fen
  const meals_fen = allowance('meals')
  const local_transport_fen = allowance('local_transport')
  return {
    days,
    nights,
    meals_fen,
    local_transport_fen,
    lodging_limit_fen,
    unknown,
    over_fen: over > 0n ? over : 0n,
    amount_fen: travel.fares_fen + claimed + meals_fen + local_transport_fen,
  }
}
