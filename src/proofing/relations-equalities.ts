// The same quantity named again with the same value: in another sentence, or in a table of the document. Where text and
// table differ in a single digit, one of them is a slip.
import type { Fact, Reading } from './facts.ts'
import { oneDigitOff } from './intervals.ts'
import { type Candidate, operandOf, placeOf, propose, type Report, raise, statedOf } from './report.ts'
import { isFarApart, keyOfAmount, significant, type TableValues } from './table-values.ts'

const SHORTEST_NAME = 4
const FEWEST_DIGITS = 3
const SLIP_DIGITS = 4
/** How far into an item its subject may stand. */
const HEAD = 400

const equality = (fact: Fact, operand: Candidate['operands'][number]): Candidate => ({
  kind: 'equality', formula: 'equality', rule: 'value-conflict', strong: true, stated: statedOf(fact), operands: [operand],
}) // biome-ignore format: one record

const isStated = ({ role, numeral, course, remainder }: Fact): boolean =>
  role === 'level' && numeral.kind === 'money' && !numeral.approximate && !course && !remainder && numeral.unit !== ''

export function checkEqualities(report: Report, readings: readonly Reading[], tables: TableValues): void {
  const earlier = new Map<string, Fact>()
  for (const { facts } of readings) {
    for (const fact of facts) {
      if (!isStated(fact) || significant(fact.numeral.amount) < FEWEST_DIGITS) continue
      matchSentence(report, earlier, fact)
      matchTables(report, tables, fact)
    }
  }
}

function matchSentence(report: Report, earlier: Map<string, Fact>, fact: Fact): void {
  const { name, measure, year, prior, basis } = fact.quantity
  if (name.replace(/\(.*?\)/g, '').length < SHORTEST_NAME || /^(?:其中|用于)/.test(name)) return
  const key = [name, measure, basis, year, prior, keyOfAmount(fact.numeral.amount)].join('#')
  const twin = earlier.get(key)
  if (twin && twin.passage !== fact.passage) propose(report, [equality(fact, operandOf(twin))])
  if (!twin) earlier.set(key, fact)
}

/** 「1、…(款)公务员医疗补助(项)。年初预算为…,支出决算为…」: the item names its subject once, in front. */
function headOf({ passage, numeral }: Fact): string {
  const heads = [
    ...passage.text.slice(0, Math.min(numeral.start, HEAD)).matchAll(/([\u4e00-\u9fa5()]{2,30}?)\((?:\d{2})?项\)/g),
  ]
  return heads.length === 1 ? heads[0]![1]!.replace(/^.*\((?:\d{2,3})?[类款]\)/, '') : ''
}

/** A subject of the text that is the name of rows of the tables: one of their values, or one digit off one of them. */
function matchTables(report: Report, tables: TableValues, fact: Fact): void {
  const { subject, name, measure } = fact.quantity
  const entries =
    tables.named(subject) ?? tables.named(name) ?? (measure === 'actual' ? tables.named(headOf(fact)) : undefined)
  if (!entries || fact.quantity.prior) return
  const { amount } = fact.numeral
  const twin = entries.find(entry => keyOfAmount(entry.cell.amount) === keyOfAmount(amount))
  if (twin) {
    propose(report, [equality(fact, tables.operandOf(twin))])
    return
  }
  if (significant(amount) < SLIP_DIGITS || tables.count(amount) > 0 || (report.known.get(keyOfAmount(amount)) ?? 0) > 1)
    return
  for (const other of oneDigitOff(amount)) {
    const right = entries.find(entry => keyOfAmount(entry.cell.amount) === keyOfAmount(other))
    if (!right || tables.count(other) < 2 || !isFarApart(other, amount)) continue
    const message = `“${fact.quantity.subject || fact.quantity.name}”这里写${fact.numeral.text}${fact.numeral.unit}，表中同名的行是${right.cell.text}，只差一个数字，必有一处有误。`
    raise(report, 'value-conflict', 'error', message, placeOf(fact))
    return
  }
}
