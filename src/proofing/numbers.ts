// Finds the numbers of a passage: amounts, percentages, counts with their unit; leaves out years, dates, numbering, codes.
import type { Amount } from './intervals.ts'
import { COUNT_UNITS, NOT_NUMBERS_AFTER, NOT_NUMBERS_BEFORE, UNIT_SHIFT } from './vocabulary.ts'

export type NumberKind = 'money' | 'percent' | 'count' | 'bare'

export type Numeral = {
  start: number
  /** End of the digits; `end` includes the unit. */
  digitsEnd: number
  end: number
  kind: NumberKind
  unit: string
  /** As printed, without separators. */
  text: string
  amount: Amount
  /** Decimal places between the printed unit and the base unit (万元 4). */
  shift: number
  approximate: boolean
}

const NUMBER = /\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?/y
const MONEY =
  /(万亿元?|亿元|万元|千元|百元|元|亿|万)(?!字|余字|平方|人|次|亩|册|件|条|份|吨|千瓦|名|个|户|头|株|以上|辆|台|张|篇|场|美元|例|群众|粉丝|册|米|方|[至到]\d+万(?!元)|以下|以内|的[大中小特])(?:人民币)?/y
const PERCENT = /%|个?百分点/y

/** The numbers of a normalised text, in order. `defaultUnit` is the unit a heading states once (单位：万元). */
export function numbersOf(text: string): Numeral[] {
  const found: Numeral[] = []
  let at = 0
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code < 48 || code > 57) {
      at++
      continue
    }
    NUMBER.lastIndex = at
    const match = NUMBER.exec(text)
    if (!match) break
    const end = at + match[0].length
    const numeral = numeralAt(text, at, end, match[0])
    if (numeral) found.push(numeral)
    at = numeral ? Math.max(numeral.end, end) : end
  }
  shareUnits(found, text)
  return found
}

function numeralAt(text: string, start: number, digitsEnd: number, printed: string): Numeral | undefined {
  const before = text.slice(Math.max(0, start - 6), start)
  if (/[A-Za-z.]$/.test(before) || NOT_NUMBERS_BEFORE.test(before)) return undefined
  const after = text.slice(digitsEnd, digitsEnd + 8)
  if (NOT_NUMBERS_AFTER.test(after)) return undefined
  const plain = printed.replaceAll(',', '')
  const unit = unitAt(text, digitsEnd)
  const negative = /(^|[^\d\w%])-$/.test(before)
  const approximate =
    /((?<!节)约|近|(?<!支)超|逾|不足|大约|约为|达到约|≥|≤|>|<|低于|高于|不超过|不少于|以上|将近)$/.test(before) ||
    /^(余|多|左右|以上|以下|以内)/.test(text.slice(unit.end, unit.end + 2)) ||
    /^(余|多)/.test(after)
  return {
    start: negative ? start - 1 : start,
    digitsEnd,
    end: unit.end,
    kind: unit.kind,
    unit: unit.name,
    text: (negative ? '-' : '') + plain,
    amount: amountOf(plain, unit.name, unit.kind, negative),
    shift: UNIT_SHIFT[unit.name] ?? 0,
    approximate,
  }
}

export function amountOf(plain: string, unit: string, kind: NumberKind, negative = false): Amount {
  const dot = plain.indexOf('.')
  const decimals = dot < 0 ? 0 : plain.length - dot - 1
  const digits = BigInt(plain.replace('.', '')) * (negative ? -1n : 1n)
  const exponent = (UNIT_SHIFT[unit] ?? 0) - decimals
  const exact =
    digits === 0n || kind === 'count' || (kind === 'money' && (unit === '元' || (unit !== '' && exponent <= -2)))
  return { digits, exponent, exact }
}

function unitAt(text: string, at: number): { name: string; kind: NumberKind; end: number } {
  PERCENT.lastIndex = at
  const percent = PERCENT.exec(text)
  if (percent) return { name: percent[0] === '%' ? '%' : '百分点', kind: 'percent', end: at + percent[0].length }
  MONEY.lastIndex = at
  const money = MONEY.exec(text)
  if (money) {
    const name = /[万亿]$/.test(money[1]!) ? `${money[1]}元` : money[1]!
    return { name, kind: 'money', end: at + money[0].length }
  }
  COUNT_UNITS.lastIndex = at
  const count = COUNT_UNITS.exec(text)
  if (count) return { name: count[0], kind: 'count', end: at + count[0].length }
  return { name: '', kind: 'bare', end: at }
}

/** In 「12、34、56万元」 and 「12和34万元」 the unit behind the last number holds for all. */
function shareUnits(numbers: Numeral[], text: string): void {
  for (let i = numbers.length - 2; i >= 0; i--) {
    const [here, next] = [numbers[i]!, numbers[i + 1]!]
    if (here.kind !== 'bare' || next.kind === 'bare') continue
    if (!/^[、,和与及/]$/.test(text.slice(here.end, next.start))) continue
    if (/[\d%]$/.test(text.slice(0, here.start)) || next.kind === 'count') continue
    here.kind = next.kind
    here.unit = next.unit
    here.shift = next.shift
    here.amount = amountOf(here.text.replace('-', ''), next.unit, next.kind, here.text.startsWith('-'))
  }
}
