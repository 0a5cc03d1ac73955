// Figures: numbers that prove themselves. A source figure counts rows; a derived figure is a formula over other figures.
import { decimalText, divideHalfUp, trimZeros, wanExact, wanProse, wanTable } from './money.ts'

/** `reported`: as the published report classified its entries; `classified`: by the rules of today. */
export type Classification = 'reported' | 'classified'

/** A year, or one month of it for what is counted by the month. */
export type Period = { year: number; as: Classification; month?: number | undefined }

/** `‱` is a share like `%`, told per 10,000; the words count */
export type FigureUnit = '万元' | '%' | '‱' | '人' | '项' | '篇' | '次' | '字' | '处' | '条' | '件'

/** What stands behind a figure: one row of the books, shown in its trace. `amount` is in 分 for 万元 figures, else a count. */
export type TraceRow = {
  id: string
  on_date: string | null
  summary: string
  detail: string
  amount: bigint
  /** what proves it, as kind/id: `voucher/12` */
  source: string | null
}

export type TracePage = { rows: TraceRow[]; total_count: number; total_amount: bigint }

export type PageRequest = { offset: number; limit: number }

/** Reads figures of one period; a loader runs once however many figures share it. */
export type FigureContext<Tx> = {
  tx: Tx
  period: Period
  load<T>(loader: (tx: Tx, period: Period) => Promise<T>): Promise<T>
}

export type SourceFigure<Tx> = {
  kind: 'source'
  name: string
  title: string
  unit: FigureUnit
  basis: string
  /** left out of lists of all figures when there is nothing to count */
  optional?: true
  /** 分 for 万元, a plain count otherwise; null when the books hold nothing to count (不适用) */
  value(context: FigureContext<Tx>): Promise<bigint | null>
  rows(context: FigureContext<Tx>, page: PageRequest): Promise<TracePage>
}

export type Formula =
  | { op: 'sum' | 'difference'; of: string[] }
  /** of[0] ÷ of[1], or (of[0] − of[1]) ÷ of[1] for `growth`, in percent */
  | { op: 'ratio' | 'growth'; of: [string, string] }
  /** of[0] ÷ of[1], in the unit of the figure: pieces a head */
  | { op: 'per'; of: [string, string] }

export type DerivedFigure = {
  kind: 'derived'
  name: string
  title: string
  unit: FigureUnit
  basis: string
  optional?: true
  formula: Formula
}

export type Figure<Tx> = SourceFigure<Tx> | DerivedFigure

/** The value of a figure: 分 or a count for sums, a fraction for percentages; null is 不适用. */
export type FigureAmount = { num: bigint; den: bigint } | null

const PERCENT_DECIMALS = 2
const EXACT_PERCENT_DECIMALS = 10

/** A count that was divided, to so many decimals. */
function perHead({ num, den }: { num: bigint; den: bigint }, decimals: number): string {
  return decimalText(divideHalfUp(num * 10n ** BigInt(decimals), den), decimals)
}

const WHOLE = { '%': 100n, '‱': 10_000n }
const isShare = (unit: FigureUnit): unit is keyof typeof WHOLE => unit === '%' || unit === '‱'

function share(unit: keyof typeof WHOLE, { num, den }: { num: bigint; den: bigint }, decimals: number): string {
  return decimalText(divideHalfUp(num * WHOLE[unit] * 10n ** BigInt(decimals), den), decimals)
}

/** Applies a formula to the amounts of its inputs. A zero denominator gives null (不适用), never 0% or 100%. */
export function applyFormula(formula: Formula, inputs: FigureAmount[]): FigureAmount {
  const nums: bigint[] = []
  for (const input of inputs) {
    if (input === null || input.den !== 1n) return null
    nums.push(input.num)
  }
  const [first = 0n, ...rest] = nums
  if (formula.op === 'sum') return { num: rest.reduce((a, b) => a + b, first), den: 1n }
  if (formula.op === 'difference') return { num: rest.reduce((a, b) => a - b, first), den: 1n }
  const base = rest[0] ?? 0n
  if (base === 0n) return null
  const top = formula.op === 'growth' ? first - base : first
  return base < 0n ? { num: -top, den: -base } : { num: top, den: base }
}

export const NOT_APPLICABLE = '不适用'

/** How prose writes a value, unit included: 129.7万元, 79.64%, 55.20%, a whole 100%, 7人. */
export function displayProse(unit: FigureUnit, amount: FigureAmount): string {
  if (amount === null) return NOT_APPLICABLE
  if (isShare(unit)) {
    const whole = (amount.num * WHOLE[unit]) % amount.den === 0n
    return `${share(unit, amount, whole ? 0 : PERCENT_DECIMALS)}${unit}`
  }
  if (amount.den !== 1n) return `${trimZeros(perHead(amount, PERCENT_DECIMALS))}${unit}`
  return unit === '万元' ? `${wanProse(amount.num)}万元` : `${amount.num}${unit}`
}

/** How tables write a value, without its unit: 129.70, 79.64%, 7. */
export function displayTable(unit: FigureUnit, amount: FigureAmount): string {
  if (amount === null) return NOT_APPLICABLE
  if (isShare(unit)) return `${share(unit, amount, PERCENT_DECIMALS)}${unit}`
  if (amount.den !== 1n) return perHead(amount, PERCENT_DECIMALS)
  return unit === '万元' ? wanTable(amount.num) : amount.num.toString()
}

/** The exact value as a decimal string in the figure's unit; percentages carry ten decimals, rounded half up. */
export function exactValue(unit: FigureUnit, amount: FigureAmount): string | null {
  if (amount === null) return null
  if (isShare(unit)) return trimZeros(share(unit, amount, EXACT_PERCENT_DECIMALS))
  if (amount.den !== 1n) return trimZeros(perHead(amount, EXACT_PERCENT_DECIMALS))
  return unit === '万元' ? wanExact(amount.num) : amount.num.toString()
}

/** The formula in words: 本年实际支出 ÷ 年初预算 × 100%. */
export function formulaText(formula: Formula, titles: string[]): string {
  if (formula.op === 'sum') return titles.join(' + ')
  if (formula.op === 'difference') return titles.join(' − ')
  const [top, base] = titles
  if (formula.op === 'per') return `${top} ÷ ${base}`
  return formula.op === 'ratio' ? `${top} ÷ ${base} × 100%` : `（${top} − ${base}）÷ ${base} × 100%`
}
