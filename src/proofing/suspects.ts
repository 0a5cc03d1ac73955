// Which of the numbers of a failed sum is the wrong one: the one whose corrected value stands elsewhere in the document.
import type { Reading } from './facts.ts'
import type { Amount } from './intervals.ts'
import type { Candidate, Operand } from './report.ts'
import type { Model } from './table-model.ts'
import { keyOfAmount } from './table-values.ts'

/** How often each value stands in the document, whatever its unit and its trailing zeros. */
export type KnownValues = ReadonlyMap<string, number>

export function knownValues(readings: readonly Reading[], models: readonly Model[]): KnownValues {
  const known = new Map<string, number>()
  const note = (amount: Amount) => {
    const key = keyOfAmount(amount)
    known.set(key, (known.get(key) ?? 0) + 1)
  }
  for (const { facts } of readings) for (const { numeral } of facts) if (numeral.kind === 'money') note(numeral.amount)
  for (const { rows } of models)
    for (const row of rows) for (const cell of row.cells) if (cell && !cell.percent) note(cell.amount)
  return known
}

/** The one operand that a single changed digit would put right, giving a value the document knows; else undefined. */
export function wrongOperand(known: KnownValues, candidate: Candidate): Operand | undefined {
  const { operands, stated, formula } = candidate
  if (formula !== 'sum') return undefined
  const exponent = Math.min(stated.amount.exponent, ...operands.map(operand => operand.amount.exponent))
  const scaled = (amount: Amount): bigint => amount.digits * 10n ** BigInt(amount.exponent - exponent)
  const sum = operands.reduce((total, operand) => total + scaled(operand.amount), 0n)
  if (known.has(keyOfAmount({ digits: sum, exponent, exact: false }))) return undefined
  const gap = scaled(stated.amount) - sum
  const suspects = operands.filter(({ amount, place }) => {
    const right = { digits: scaled(amount) + gap, exponent, exact: false }
    return (
      place !== undefined &&
      right.digits > 0n &&
      isOneDigitApart(right.digits, scaled(amount)) &&
      known.has(keyOfAmount(right))
    )
  })
  return suspects.length === 1 ? suspects[0] : undefined
}

function isOneDigitApart(a: bigint, b: bigint): boolean {
  const [one, two] = [String(a), String(b)]
  return one.length === two.length && [...one].filter((digit, i) => digit !== two[i]).length === 1
}
