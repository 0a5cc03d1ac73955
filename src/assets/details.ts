// The details of a card are those of its kind: what does not belong there or is malformed is refused in words.
import { z } from 'zod'
import {
  CARD_KINDS,
  type CardKind,
  DETAIL_FIELDS,
  DETAIL_KEYS,
  type DetailKey,
  type Details,
  detailFault,
} from './details-table.ts'
import { detailMalformed, detailsOfOne, detailsOfOtherKind, wrongCardKind } from './refusals.ts'
import { FINANCIAL_CLASSES, type FinancialClass } from './vocabulary.ts'

export const DetailsInput = z.partialRecord(
  z.enum(DETAIL_KEYS as [DetailKey, ...DetailKey[]]),
  z.string().trim().max(80),
)

/** The details without what was left empty. Refuses what belongs to another kind of card, and malformed values. */
export function checkedDetails(kind: CardKind, given: Details): Details {
  const filled = Object.entries(given).filter(([, value]) => value !== '') as [DetailKey, string][]
  for (const [key, value] of filled) {
    const { title, kind: owner } = DETAIL_FIELDS[key]
    if (owner !== kind) throw detailsOfOtherKind({ title, kind: CARD_KINDS[kind], owner: CARD_KINDS[owner] })
    const fault = detailFault(key, value)
    if (fault) throw detailMalformed({ fault })
  }
  return Object.fromEntries(filled)
}

/** Refuses a plate, a chassis or a certificate on several cards at once. */
export function mustBeOfOne(details: Details, cardCount: number): void {
  if (cardCount === 1) return
  const twice = (Object.keys(details) as DetailKey[]).filter(key => 'one' in DETAIL_FIELDS[key])
  if (twice.length > 0) throw detailsOfOne({ titles: twice.map(key => DETAIL_FIELDS[key].title) })
}

const CLASS_OF: Record<Exclude<CardKind, 'general'>, FinancialClass> = {
  vehicle: 'equipment',
  house: 'building',
  land: 'building',
  intangible: 'intangible',
}

/** Refuses a kind of card that its class of accounting cannot be. */
export function mustFit(kind: CardKind, financial_class: FinancialClass): void {
  if (kind !== 'general' && CLASS_OF[kind] !== financial_class)
    throw wrongCardKind({ kind: CARD_KINDS[kind], financial_class: FINANCIAL_CLASSES[financial_class] })
}
