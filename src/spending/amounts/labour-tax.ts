// Income tax withheld on a labour fee (劳务报酬预扣预缴), by the bands in force. Pure.
import { type Day, divideHalfUp, type Fen } from '../../kernel/index.ts'

export type TaxBand = { over_fen: Fen; rate_bp: number; quick_fen: Fen; effective_from: Day; effective_to: Day | null }

const FREE_UP_TO = 400_000n // up to 4,000 元 a fixed 800 元 is deducted, above it one fifth (个人所得税法第六条)
const FIXED = 80_000n

/** The tax on one payment of `gross`: taxable part × rate − quick deduction, rounded to the 分. */
export function labourTax(bands: readonly TaxBand[], gross: Fen, on: Day): Fen {
  const taxable = gross <= FREE_UP_TO ? gross - FIXED : divideHalfUp(gross * 4n, 5n)
  if (taxable <= 0n) return 0n
  const band = bands
    .filter(one => one.effective_from <= on && (one.effective_to === null || one.effective_to >= on))
    .filter(one => taxable > one.over_fen)
    .sort((a, b) => (a.over_fen < b.over_fen ? 1 : -1))[0]
  if (!band) return 0n
  return divideHalfUp(taxable * BigInt(band.rate_bp), 10_000n) - band.quick_fen
}
