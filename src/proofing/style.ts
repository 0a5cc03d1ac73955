// How a document writes its amounts. Where two decimals are the rule and no amount ends in a zero decimal, zeros were
// trimmed: 129.7 then is 129.70 and 110 is 110.00, known to the hundredth like its neighbours.
import type { Reading } from './facts.ts'
import type { Numeral } from './numbers.ts'

const ENOUGH = 6

/** Gives amounts in 万元 the precision they were written from, if the document shows that it trims zeros. */
export function applyTrimmedStyle(readings: readonly Reading[]): boolean {
  const amounts = readings
    .flatMap(reading => reading.facts.map(fact => fact.numeral))
    .filter(numeral => numeral.kind === 'money' && numeral.unit === '万元')
  const texts = new Set(amounts.filter(numeral => numeral.amount.digits !== 0n).map(numeral => numeral.text))
  const decimals = (text: string): number => (text.includes('.') ? text.length - text.indexOf('.') - 1 : 0)
  const full = [...texts].filter(text => decimals(text) === 2)
  if (full.length < ENOUGH || full.some(text => text.endsWith('0'))) return false
  if ([...texts].some(text => decimals(text) > 2) || texts.size - full.length > full.length / 2) return false
  for (const numeral of amounts) sharpen(numeral, decimals(numeral.text))
  return true
}

function sharpen(numeral: Numeral, decimals: number): void {
  if (numeral.approximate || decimals >= 2) return
  const { digits, exact } = numeral.amount
  numeral.amount = { digits: digits * 10n ** BigInt(2 - decimals), exponent: 2, exact }
}
