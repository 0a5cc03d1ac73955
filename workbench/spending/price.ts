// What a claim comes to while it is typed: the same pure rules as the server's, over the standards it gave.
import { labourTax } from '../../src/spending/amounts/labour-tax.ts'
import { priceClaim } from '../../src/spending/amounts/price.ts'
import { priceTravel, type TravelPrice } from '../../src/spending/amounts/travel.ts'
import type { Kind } from '../../src/spending/vocabulary.ts'
import type { Rules } from './data.ts'
import { inputOf, type Values } from './form-values.ts'

export type Shown = { amount: string; payees: string; problems: string[]; travel?: TravelPrice; taxes: string[] }

const big = <T extends object>(row: T) =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, key.endsWith('_fen') ? BigInt(value as string) : value]),
  ) as never

/** The amounts and what is beyond a standard; undefined while too little is filled in to tell. */
export function priceOf(kind: Kind, values: Partial<Values> | undefined, rules: Rules | undefined): Shown | undefined {
  if (!values?.on_date || !rules) return undefined
  try {
    const input = inputOf(kind, { ...values, details: values.details ?? {} } as Values)
    const details = big(input.details as object) as { kind: Kind; from_day?: string; to_day?: string }
    const travels = kind === 'travel' && details.from_day && details.to_day && details.from_day <= details.to_day
    if (kind === 'travel' && !travels) return undefined
    const standards = rules.standards.map(big) as never[]
    const payees = input.payees.reduce((sum, one) => sum + BigInt(one.gross_fen), 0n)
    const priced = priceClaim(standards, {
      details: details as never,
      items: input.items.map(item => ({ amount_fen: BigInt(item.amount_fen) })),
      on_date: input.on_date,
      payees_fen: payees,
    })
    const bands = rules.tax_bands.map(band => big(band)) as never[]
    return {
      amount: String(priced.amount_fen),
      payees: String(payees),
      problems: priced.problems.map(problem => problem.message),
      taxes:
        kind === 'labour'
          ? input.payees.map(one => String(labourTax(bands, BigInt(one.gross_fen), input.on_date)))
          : [],
      ...(travels ? { travel: priceTravel(standards, details as never) } : {}),
    }
  } catch {
    return undefined
  }
}
