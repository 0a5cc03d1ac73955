// Exact arithmetic on displayed digits: a number printed with d decimals stands for [x − ½·10⁻ᵈ, x + ½·10⁻ᵈ]. No floats.
import type { RelationStatus } from './types.ts'

/** A fraction; `den` is always positive. */
export type Rational = { num: bigint; den: bigint }

/** A printed number: `digits · 10^exponent`; exact ones (persons, zero, whole 元) have no interval. */
export type Amount = { digits: bigint; exponent: number; exact: boolean }

export type Formula = 'sum' | 'difference' | 'equality' | 'percent_of' | 'growth_from_delta' | 'growth_from_prior'

export type Verdict = { status: RelationStatus; computed: string }

export function rational(num: bigint, den = 1n): Rational {
  return den < 0n ? { num: -num, den: -den } : { num, den }
}

const power = (n: number): bigint => 10n ** BigInt(n)

function shifted(num: bigint, exponent: number): Rational {
  return exponent >= 0 ? rational(num * power(exponent)) : rational(num, power(-exponent))
}

export function amountValue(amount: Amount): Rational {
  return shifted(amount.digits, amount.exponent)
}

/** The two ends of what the printed digits may stand for. */
export function endsOf(amount: Amount): [Rational, Rational] {
  if (amount.exact) return [amountValue(amount), amountValue(amount)]
  return [
    shifted(amount.digits * 10n - 5n, amount.exponent - 1),
    shifted(amount.digits * 10n + 5n, amount.exponent - 1),
  ]
}

export const compare = (a: Rational, b: Rational): number => {
  const difference = a.num * b.den - b.num * a.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export const minus = (a: Rational, b: Rational): Rational => rational(a.num * b.den - b.num * a.den, a.den * b.den)
export const plus = (a: Rational, b: Rational): Rational => rational(a.num * b.den + b.num * a.den, a.den * b.den)
const absolute = (a: Rational): Rational => (a.num < 0n ? rational(-a.num, a.den) : a)

function quotient(a: Rational, b: Rational): Rational | undefined {
  return b.num === 0n ? undefined : rational(a.num * b.den * 100n, a.den * b.num)
}

/** The formula's value at exact operands; undefined where it divides by zero. Percentages come out times 100. */
export function apply(formula: Formula, operands: readonly Rational[]): Rational | undefined {
  const [a, b] = operands as [Rational, Rational]
  if (formula === 'sum') return operands.reduce(plus)
  if (formula === 'equality') return a
  if (formula === 'difference') return absolute(minus(a, b))
  if (formula === 'percent_of') return quotient(a, b)
  if (formula === 'growth_from_prior') return quotient(absolute(minus(a, b)), b)
  return quotient(absolute(b), minus(a, b)) // growth_from_delta: a is the level now, b the signed change
}

/** Lowest and highest value of the formula over the operands' intervals; undefined when a zero base lies inside. */
export function range(formula: Formula, operands: readonly Amount[]): [Rational, Rational] | undefined {
  const ends = operands.map(endsOf)
  if (formula === 'sum') return [ends.map(e => e[0]).reduce(plus), ends.map(e => e[1]).reduce(plus)]
  const [first, second = first] = ends as [[Rational, Rational], [Rational, Rational]?]
  const base = formula === 'growth_from_delta' ? [minus(first[0], second[1]), minus(first[1], second[0])] : second
  const divides = formula !== 'equality' && formula !== 'difference'
  if (divides && base[0]!.num <= 0n && base[1]!.num >= 0n) return undefined
  const corners: Rational[] = []
  for (const a of first) for (const b of second) corners.push(apply(formula, [a, b])!)
  if (formula !== 'growth_from_delta' && formula !== 'percent_of' && overlaps(first, second)) corners.push(rational(0n))
  corners.sort(compare)
  return [corners[0]!, corners.at(-1)!]
}

const overlaps = (a: readonly Rational[], b: readonly Rational[]): boolean =>
  compare(a[0]!, b[1]!) <= 0 && compare(b[0]!, a[1]!) <= 0

function floorDivide(num: bigint, den: bigint): bigint {
  const quotient = num / den
  return num < 0n && quotient * den !== num ? quotient - 1n : quotient
}

/** Rounds half away from zero (四舍五入). */
export function roundHalfUp(value: Rational): bigint {
  if (value.num < 0n) return -roundHalfUp(rational(-value.num, value.den))
  return floorDivide(2n * value.num + value.den, 2n * value.den)
}

/** Digits of an amount as plain decimal text: digits 12970, exponent −2 → `129.70`. */
export function plainText(digits: bigint, exponent: number): string {
  if (exponent >= 0) return String(digits * power(exponent))
  const sign = digits < 0n ? '-' : ''
  const text = String(digits < 0n ? -digits : digits).padStart(1 - exponent, '0')
  return `${sign}${text.slice(0, exponent)}.${text.slice(exponent)}`
}

/**
 * Judges `stated` against the formula over the operands. `shift` moves the decimal point of the computed text to the stated
 * unit (万元 4, 亿元 8, others 0).
 */
export function judge(formula: Formula, operands: readonly Amount[], stated: Amount, shift: number): Verdict {
  const centre = apply(formula, operands.map(amountValue))
  return judgeValue(centre, centre && range(formula, operands), stated, shift)
}

/** Judges `stated` against a value and the interval it may lie in. */
export function judgeValue(
  centre: Rational | undefined,
  ends: [Rational, Rational] | undefined,
  stated: Amount,
  shift: number,
): Verdict {
  if (!centre) return { status: 'undefined', computed: '无定义' }
  const step = shifted(1n, -stated.exponent)
  const steps = rational(centre.num * step.num, centre.den * step.den)
  const rounded = roundHalfUp(steps)
  const computed = plainText(rounded, stated.exponent - shift)
  if (rounded === stated.digits) return { status: 'ok', computed }
  if (ends && overlaps(ends, endsOf(stated))) return { status: 'rounded', computed }
  if (steps.num / steps.den === stated.digits) return { status: 'truncated', computed }
  const off = rounded - stated.digits
  return { status: off === 1n || off === -1n ? 'last_digit' : 'fail', computed }
}

/** All amounts that differ from this one in exactly one digit. */
export function* oneDigitOff(amount: Amount): Generator<Amount> {
  const sign = amount.digits < 0n ? -1n : 1n
  const text = String(amount.digits * sign)
  for (let place = 0; place < text.length; place++) {
    const weight = power(text.length - 1 - place)
    const now = BigInt(text[place]!)
    for (let digit = 0n; digit < 10n; digit++) {
      if (digit !== now) yield { ...amount, digits: sign * (amount.digits * sign + (digit - now) * weight) }
    }
  }
}

/**
 * Whether one changed digit in the statement or in one operand explains the mismatch; `lenient`: within the rounding of the
 * operands, for sums whose parts are certain.
 */
export function isOneDigitSlip(
  formula: Formula,
  operands: readonly Amount[],
  stated: Amount,
  lenient = false,
): boolean {
  if (formula === 'sum') return isOneDigitSum(operands, stated, lenient)
  const holds = (changed: readonly Amount[], claim: Amount): boolean =>
    judge(formula, changed, claim, 0).status === 'ok'
  for (const other of oneDigitOff(stated)) if (holds(operands, other)) return true
  for (let i = 0; i < operands.length; i++) {
    for (const other of oneDigitOff(operands[i]!)) if (holds(operands.with(i, other), stated)) return true
  }
  return false
}

/** A sum off by one digit in one place: the gap is a single digit times a power of ten that some operand shows. */
function isOneDigitSum(operands: readonly Amount[], stated: Amount, lenient: boolean): boolean {
  const exponent = Math.min(stated.exponent, ...operands.map(amount => amount.exponent))
  const scale = (amount: Amount): bigint => amount.digits * power(amount.exponent - exponent)
  const sum = operands.reduce((total, part) => total + scale(part), 0n)
  const gap = absoluteInteger(scale(stated) - sum)
  const all = [stated, ...operands, { digits: sum, exponent, exact: true }]
  const shows = (place: number): boolean =>
    all.some(a => a.exponent <= place && a.exponent + String(absoluteInteger(a.digits)).length > place)
  const halves = lenient ? [stated, ...operands].filter(amount => !amount.exact) : []
  const slack = halves.reduce((total, amount) => total + power(amount.exponent - exponent), 0n) / 2n
  for (let place = 0; place < String(gap).length + 1; place++) {
    const unit = power(place)
    const digit = (gap + unit / 2n) / unit
    if (digit < 1n || digit > 9n || (slack > 0n && slack * 4n > unit && gap !== digit * unit)) continue
    if (absoluteInteger(gap - digit * unit) <= slack && shows(place + exponent)) return true
  }
  return false
}

const absoluteInteger = (n: bigint): bigint => (n < 0n ? -n : n)
