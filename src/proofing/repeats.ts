// The same quantity named again with another value: reported where the two differ in a single digit, so that one of them
// is a slip of the pen, not another quantity under the same words.
import type { Fact, Reading } from './facts.ts'
import { type Amount, oneDigitOff } from './intervals.ts'
import { excerptAt } from './passages.ts'
import { isGeneric } from './quantities.ts'
import { placeOf, type Report, raise } from './report.ts'
import { significant } from './table-values.ts'

const SHORTEST_NAME = 4
const FEWEST_DIGITS = 4
const CHANGES = /^(?:20\d\d|上年|预算|年初)/

type Value = { facts: Fact[]; text: string }

export function checkRepeats(report: Report, readings: readonly Reading[]): void {
  const byName = new Map<string, Map<string, Value>>()
  for (const { facts } of readings) {
    for (const fact of facts) {
      const name = nameOf(fact)
      if (name === undefined) continue
      const values = byName.get(name) ?? new Map<string, Value>()
      byName.set(name, values)
      const key = `${fact.numeral.amount.digits}e${fact.numeral.amount.exponent}`
      const value = values.get(key)
      if (value) value.facts.push(fact)
      else values.set(key, { facts: [fact], text: key })
    }
  }
  for (const values of byName.values()) if (values.size > 1 && values.size < 12) compareValues(report, values)
}

function nameOf(fact: Fact): string | undefined {
  const { numeral, quantity, role } = fact
  if (
    role !== 'level' ||
    numeral.kind !== 'money' ||
    numeral.approximate ||
    quantity.prior ||
    fact.course ||
    fact.remainder
  )
    return undefined
  if (numeral.amount.digits.toString().length < FEWEST_DIGITS || !numeral.text.includes('.')) return undefined
  const name = quantity.name.replace(/\(.*?\)/g, '').replace(CHANGES, '')
  if (name.length < SHORTEST_NAME || isGeneric(quantity.subject) || !/支出|收入|经费|费|预算|决算|合计|总计/.test(name))
    return undefined
  if (/^(?:年初预算|支出决算|决算|实际支出|全年预算)/.test(name)) return undefined
  return `${name}#${quantity.measure}#${quantity.year ?? ''}#${numeral.unit}`
}

function compareValues(report: Report, values: ReadonlyMap<string, Value>): void {
  for (const value of values.values()) {
    const { amount } = value.facts[0]!.numeral
    for (const other of oneDigitOff(amount)) {
      const twin = values.get(`${other.digits}e${other.exponent}`)
      if (!twin || twin.facts.length < value.facts.length) continue
      if (twin.facts.length === value.facts.length && first(twin) > first(value)) continue
      const rounding = isLastPlace(amount, other)
      if (rounding && [value, twin].some(({ facts }) => facts.every(isBareLine))) continue
      raiseConflict(report, value.facts[0]!, twin.facts[0]!, rounding ? 'warning' : 'error')
    }
  }
}

/** One unit in the last place: rounding may have made two of one. */
function isLastPlace(a: Amount, b: Amount): boolean {
  const off = a.digits - b.digits
  return a.exponent === b.exponent && (off === 1n || off === -1n)
}

/** A line of words and numbers without any punctuation: a row of a table that lost its cells. */
const isBareLine = ({ passage }: Fact): boolean => !/[,。;:]/.test(passage.text)

const ECHO_DIGITS = 6

/**
 * A long amount that stands once and differs in one digit from one that stands three times and more under words that end
 * alike: a slip, too, though the full names differ.
 */
export function checkEchoes(report: Report, readings: readonly Reading[]): void {
  const byValue = new Map<string, Fact[]>()
  for (const fact of readings.flatMap(reading => reading.facts)) {
    const { numeral, role } = fact
    if (role !== 'level' || numeral.kind !== 'money' || !numeral.text.includes('.') || numeral.approximate) continue
    if (String(numeral.amount.digits).length < ECHO_DIGITS) continue
    const key = `${numeral.amount.digits}e${numeral.amount.exponent}`
    byValue.set(key, [...(byValue.get(key) ?? []), fact])
  }
  for (const [single, ...more] of byValue.values()) {
    if (!single || more.length > 0) continue
    for (const other of oneDigitOff(single.numeral.amount)) {
      const twins = byValue.get(`${other.digits}e${other.exponent}`)
      const twin = twins && twins.length >= timesFor(single) ? twins.find(one => endsAlike(one, single)) : undefined
      if (twin && (twins!.length > 1 || isEarlier(twin, single))) raiseConflict(report, single, twin)
    }
  }
}

const ECHOED_WORDS = 12
const ECHOED_DIGITS = 5

/** The same words before and behind an amount, three times over, and one of the amounts differs in a digit. */
export function checkEchoedClauses(report: Report, readings: readonly Reading[]): void {
  const byWords = new Map<string, Fact[]>()
  for (const fact of readings.flatMap(reading => reading.facts)) {
    const { numeral, passage } = fact
    if (numeral.kind !== 'money' || numeral.approximate || String(numeral.amount.digits).length < ECHOED_DIGITS)
      continue
    const before = passage.text.slice(Math.max(0, numeral.start - ECHOED_WORDS), numeral.start)
    if (before.length < ECHOED_WORDS || /\d[^\d]{0,3}$/.test(before)) continue
    const key = `${before}#${numeral.unit}#${passage.text.slice(numeral.end, numeral.end + ECHOED_WORDS)}`
    byWords.set(key, [...(byWords.get(key) ?? []), fact])
  }
  for (const facts of byWords.values()) {
    const texts = new Map<string, Fact[]>()
    for (const fact of facts) texts.set(fact.numeral.text, [...(texts.get(fact.numeral.text) ?? []), fact])
    const [odd, usual] = [...texts.values()].toSorted((a, b) => a.length - b.length)
    if (texts.size !== 2 || odd!.length !== 1 || usual!.length < 2) continue
    const neighbours = [...oneDigitOff(odd![0]!.numeral.amount)]
    const { digits, exponent } = usual![0]!.numeral.amount
    if (neighbours.some(other => other.digits === digits && other.exponent === exponent))
      raiseConflict(report, odd![0]!, usual![0]!)
  }
}

/** The longer the amount, the fewer repetitions rule out that two different amounts just look alike. */
function timesFor({ numeral }: Fact): number {
  const digits = significant(numeral.amount)
  return digits >= 8 ? 1 : digits === 7 ? 2 : 3
}

function endsAlike(a: Fact, b: Fact): boolean {
  const tail = (fact: Fact) => fact.quantity.name.slice(-4)
  return (
    tail(a).length === 4 &&
    tail(a) === tail(b) &&
    a.quantity.measure === b.quantity.measure &&
    a.quantity.year === b.quantity.year &&
    a.quantity.prior === b.quantity.prior
  )
}

const isEarlier = (a: Fact, b: Fact): boolean => position(a) < position(b)
const position = (fact: Fact): number => fact.passage.starts[0]!.line * 10000 + fact.numeral.start
const first = ({ facts }: Value): number => position(facts[0]!)

function raiseConflict(report: Report, fact: Fact, twin: Fact, severity: 'error' | 'warning' = 'error'): void {
  const shown = (one: Fact) => `${one.numeral.text}${one.numeral.unit}`
  const name = fact.label.slice(-20).replace(/[为是]$/, '')
  const verdict = severity === 'error' ? '只差一个数字，必有一处有误' : '末位相差1，请核对'
  const message = `“${name}”这里写${shown(fact)}，另一处写${shown(twin)}，${verdict}。`
  const text = (one: Fact) =>
    excerptAt(one.passage, one.labelStart, one.numeral.end, one.numeral.start, one.numeral.end, 56)
  raise(report, 'value-conflict', severity, message, placeOf(fact), `${text(twin)} … ${text(fact)}`)
}
