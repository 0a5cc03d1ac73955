// The items of a department's spending by function: 「1、…（类）…（款）…（项）。年初预算为A万元，支出决算为B万元」. By definition they
// make up the spending that the paragraph before them states: budgets add to the budget, actuals to the actual.
import type { Fact, Reading } from './facts.ts'
import { type Candidate, operandOf, propose, type Report, statedOf, verdictOf } from './report.ts'

const ITEM = /^\(?\d{1,3}[、.．)]?.{0,80}?\(?(?:\d{0,3})类\).{0,60}?\((?:\d{0,2})款\).{0,80}?\((?:\d{0,2})项\)/
const FEWEST = 3
/** Headings and short remarks may stand between the whole and its items. */
const NEAR = 3

type Measure = 'budget' | 'actual'

export function checkFunctionItems(report: Report, readings: readonly Reading[]): void {
  for (let at = 1; at < readings.length; at++) {
    if (!isFirstItem(readings, at)) continue
    let end = at
    while (end < readings.length && ITEM.test(readings[end]!.passage.text)) end++
    const items = readings.slice(at, end)
    const whole = wholeBefore(readings, at)
    if (whole && items.length >= FEWEST) checkAgainst(report, whole, items)
    at = end
  }
}

const isFirstItem = (readings: readonly Reading[], at: number): boolean => {
  const { text } = readings[at]!.passage
  return /^\(?1[、.．)]/.test(text) && ITEM.test(text)
}

function wholeBefore(readings: readonly Reading[], at: number): Reading | undefined {
  for (let i = at - 1; i >= Math.max(0, at - NEAR); i--)
    if (levelOf(readings[i]!, 'actual') && /年初预算|支出决算/.test(readings[i]!.passage.text)) return readings[i]
  return undefined
}

/** The one amount of this measure in the main sentence; undefined where there are several. */
function levelOf(reading: Reading, measure: Measure): Fact | undefined {
  const found = reading.facts.filter(
    fact =>
      fact.role === 'level' &&
      fact.numeral.kind === 'money' &&
      !fact.numeral.approximate &&
      !fact.course &&
      !fact.quantity.prior &&
      fact.depth === 0 &&
      fact.quantity.measure === measure &&
      fact.quantity.basis !== 'full' &&
      /预算|决算/.test(fact.label),
  )
  return found.length === 1 ? found[0] : undefined
}

/** One of the two sums that holds shows that no item is missing; the other is then judged strictly. */
function checkAgainst(report: Report, whole: Reading, items: readonly Reading[]): void {
  const sums = (['budget', 'actual'] as const).flatMap(measure => sumOf(whole, items, measure) ?? [])
  const holding = sums.filter(sum => ['ok', 'rounded'].includes(verdictOf(sum).status))
  for (const sum of sums) propose(report, [{ ...sum, strong: sums.length === 2 && holding.length > 0 }])
}

function sumOf(whole: Reading, items: readonly Reading[], measure: Measure): Candidate | undefined {
  const stated = levelOf(whole, measure)
  const parts = items.flatMap(item => levelOf(item, measure) ?? [])
  if (!stated || parts.length !== items.length) return undefined
  return {
    kind: 'sum',
    formula: 'sum',
    rule: 'sum-mismatch',
    strong: false,
    lenient: true,
    stated: statedOf(stated),
    operands: parts.map(part => operandOf(part)),
  }
}
