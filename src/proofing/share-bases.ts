// Shares whose whole is named but not found under exactly these words: 「占支出总预算的82.27%」. What the shares of one name
// have in common tells the whole: an amount that two of them fit, or, where they add to 100, the sum of their parts.
import type { Fact, Reading } from './facts.ts'
import { type Amount, isOneDigitSlip, plainText } from './intervals.ts'
import { type Candidate, type Operand, operandOf, propose, type Report, statedOf, verdictOf } from './report.ts'
import { significant } from './table-values.ts'

export type NamedShare = { part: Fact; share: Fact }

const MOST_SHARES = 60
const MOST_BASES = 200
const MOST_WHOLES = 400

export const shareOf = (part: Fact, share: Fact, whole: Operand, strong: boolean): Candidate => ({
  kind: 'share', formula: 'percent_of', rule: 'share-mismatch', strong, stated: statedOf(share), operands: [operandOf(part), whole],
}) // biome-ignore format: one record

const keyOf = (base: string): string => base.replace(/["'的]|^全[市县区省州]|本(?:年度?|部门|单位)/g, '')

/** Settles the shares that no exact name could settle, over the whole document. */
export function settleShares(report: Report, readings: readonly Reading[], open: readonly NamedShare[]): void {
  const byBase = new Map<string, NamedShare[]>()
  for (const one of open) {
    const key = keyOf(one.share.base)
    byBase.set(key, [...(byBase.get(key) ?? []), one].slice(-MOST_SHARES))
  }
  if (byBase.size === 0) return
  const wholes = wholesOf(readings)
  for (const [key, shares] of [...byBase].slice(0, MOST_BASES)) {
    const known = aliasOf(key)
    const named = wholes.filter(whole => aliasOf(whole.quantity.name) === known && known.length > 1)
    const common = wholeOfMost(shares, named.length > 0 ? named : wholes) ?? wholeOfSlip(shares, wholes)
    if (common) for (const { part, share } of shares) propose(report, [shareOf(part, share, operandOf(common), true)])
    else if (!settleByHundred(report, shares)) settleByAlias(report, shares, named)
  }
}

function wholesOf(readings: readonly Reading[]): Fact[] {
  const byValue = new Map<string, Fact>()
  for (const { facts } of readings) {
    for (const fact of facts) {
      const { numeral, role, quantity } = fact
      if (role !== 'level' || numeral.kind !== 'money' || numeral.approximate || quantity.prior) continue
      if (numeral.amount.digits <= 0n || byValue.size >= MOST_WHOLES) continue
      const key = `${numeral.amount.digits}e${numeral.amount.exponent}`
      if (!byValue.has(key)) byValue.set(key, fact)
    }
  }
  return [...byValue.values()]
}

/** Words that come and go in the name of one and the same whole. */
const aliasOf = (name: string): string =>
  name.replace(/["'()]|一般公共预算|财政|拨款|合计|总[计额量]?|数|的|本年|全年|部门|单位|年度|决算|预算/g, '')

/** Words that say nothing about which whole it is. */
const strictOf = (name: string): string => name.replace(/["'()的]|合计|总计|总额|预算|决算|数|本年度?|全年|年度/g, '')

export const isSameWhole = (base: string, whole: Fact): boolean => strictOf(base) === strictOf(whole.quantity.name)

const fits = (one: NamedShare, whole: Fact): boolean =>
  whole !== one.part &&
  ['ok', 'rounded'].includes(verdictOf(shareOf(one.part, one.share, operandOf(whole), false)).status)

/** The one amount that at least two shares of different size, and most of all, make sense of. */
function wholeOfMost(shares: readonly NamedShare[], wholes: readonly Fact[]): Fact | undefined {
  const telling = shares.filter(({ share, part }) => !isHundred(share) && part.numeral.amount.digits !== 0n)
  if (telling.length < 2) return undefined
  const good = wholes.filter(whole => {
    const fitting = telling.filter(one => fits(one, whole))
    return distinct(fitting) >= 2 && fitting.length * 3 >= telling.length * 2
  })
  return good.length === 1 ? good[0] : undefined
}

/** The one amount that fits one of two shares and, but for one digit of the other or of its part, both. */
function wholeOfSlip(shares: readonly NamedShare[], wholes: readonly Fact[]): Fact | undefined {
  const telling = shares.filter(({ share, part }) => !isHundred(share) && significant(part.numeral.amount) > 3)
  if (telling.length < 2 || telling.some(({ share }) => significant(share.numeral.amount) < 3)) return undefined
  const good = wholes.filter(whole => {
    const rest = telling.filter(one => !fits(one, whole))
    return (
      rest.length === 1 &&
      isOneDigitSlip(
        'percent_of',
        [rest[0]!.part.numeral.amount, { ...whole.numeral.amount, exact: true }],
        rest[0]!.share.numeral.amount,
      )
    )
  })
  return good.length === 1 ? good[0] : undefined
}

const isHundred = ({ numeral: { amount } }: Fact): boolean =>
  plainText(amount.digits, amount.exponent).startsWith('100')
const distinct = (shares: readonly NamedShare[]): number => new Set(shares.map(({ share }) => share.numeral.text)).size

/** Consecutive shares that add to 100: their whole is the sum of their parts. */
function settleByHundred(report: Report, shares: readonly NamedShare[]): boolean {
  let settled = false
  let run: NamedShare[] = []
  for (const one of shares) {
    run.push(one)
    const off = offHundred(run.map(({ share }) => share.numeral.amount))
    const [size, count] = [off < 0n ? -off : off, BigInt(run.length)]
    if (size > count) {
      if (off > 0n) run = []
      continue
    }
    const kept = run
    run = []
    if (kept.length < 2 || kept.some(({ part }) => part.numeral.kind !== kept[0]!.part.numeral.kind)) continue
    const whole = sumOperand(kept.map(({ part }) => part))
    for (const { part, share } of kept)
      settled = propose(report, [shareOf(part, share, whole, kept.length > 2)]) || settled
  }
  return settled
}

function settleByAlias(report: Report, shares: readonly NamedShare[], named: readonly Fact[]): void {
  for (const { part, share } of shares) {
    const others = named.filter(whole => whole !== part)
    const same = others.filter(whole => isSameWhole(share.base, whole))
    const [strong, chosen] = same.length === 1 ? [true, same] : [false, others.slice(0, 4)]
    propose(
      report,
      chosen.map(whole => shareOf(part, share, operandOf(whole), strong)),
    )
  }
}

/** The sum of some amounts as the whole that is not stated itself. */
export function sumOperand(parts: readonly Fact[]): Operand {
  const amount = sumOf(parts.map(part => part.numeral.amount))
  const { unit, shift } = parts[0]!.numeral
  return { amount, label: '各项之和', text: plainText(amount.digits, amount.exponent - shift), unit }
}

/** By how many units of the finest decimal place some percentages miss 100 in all. */
export function offHundred(shares: readonly Amount[]): bigint {
  const { digits, exponent } = sumOf(shares)
  return digits - 10n ** BigInt(2 - exponent)
}

function sumOf(amounts: readonly Amount[]): Amount {
  const exponent = Math.min(...amounts.map(amount => amount.exponent))
  const digits = amounts.reduce((sum, amount) => sum + amount.digits * 10n ** BigInt(amount.exponent - exponent), 0n)
  return { digits, exponent, exact: amounts.every(amount => amount.exact) }
}
