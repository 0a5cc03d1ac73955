// Ratios: 完成预算的p%, 执行率, 控制率. The numerator is the actual, the denominator the budget that the same item names.
import type { Fact, Reading, Sentence } from './facts.ts'
import { type Candidate, operandOf, propose, type Report, statedOf } from './report.ts'

export type RatioBinding = { ratio: Fact; budget: Fact; actual: Fact }

/** Checks the ratios of a passage and returns their bindings. */
export function checkRatios(report: Report, reading: Reading): RatioBinding[] {
  const bindings: RatioBinding[] = []
  reading.sentences.forEach((sentence, i) => {
    for (const ratio of sentence.facts) {
      if (ratio.role !== 'ratio' || ratio.numeral.approximate) continue
      const { certain, pairs } = pairsFor(ratio, sentence, reading.sentences[i - 1])
      propose(
        report,
        pairs.map(([actual, budget]) => ratioOf(ratio, actual, budget, certain && pairs.length === 1)),
      )
      if (pairs.length === 1) bindings.push({ ratio, actual: pairs[0]![0], budget: pairs[0]![1] })
    }
  })
  return bindings
}

function ratioOf(ratio: Fact, actual: Fact, budget: Fact, strong: boolean): Candidate {
  return {
    kind: 'ratio',
    formula: 'percent_of',
    rule: 'ratio-mismatch',
    strong,
    stated: statedOf(ratio),
    operands: [operandOf(actual), operandOf(budget)],
  }
}

type Pairs = { certain: boolean; pairs: [Fact, Fact][] }
const NONE: Pairs = { certain: false, pairs: [] }

function pairsFor(ratio: Fact, sentence: Sentence, before: Sentence | undefined): Pairs {
  const text = ratio.passage.text
  const earlier = sentence.facts.slice(0, sentence.facts.indexOf(ratio)).filter(isAmount)
  const scope = earlier.filter(fact => sameScope(fact, ratio, text))
  let levels = scope.length > 0 ? scope : earlier
  let borrowed = false
  if (earlier.length === 0 && before) {
    levels = before.facts.filter(fact => isAmount(fact) && text.lastIndexOf('其中', fact.numeral.start) < before.start)
    borrowed = true
  }
  const budgets = levels.filter(fact => fact.quantity.measure === 'budget')
  const actuals = levels.filter(fact => fact.quantity.measure !== 'budget' && fact.remainder === false)
  const actual = actuals.at(-1)
  if (!actual) return NONE
  if (ratio.stated)
    return {
      certain: actuals.length === 1 || ratio.stated.sentence === actual.sentence,
      pairs: [[actual, ratio.stated]],
    }
  if (budgets.length === 0) return NONE
  const topic = ratio.label.replace(/(?:预算)?(?:执行|完成|控制|支付|到位|使用).*$/, '')
  const wanted = byBasis(budgets, ratio.base)
  const certain =
    wanted.length === 1 &&
    actuals.length === 1 &&
    (!borrowed || topic.length < 2 || levels.some(fact => fact.label.includes(topic.replace(/["]/g, '').slice(0, 4))))
  return { certain, pairs: wanted.slice(-3).map(budget => [nearest(actuals, budget, ratio), budget]) }
}

const isAmount = (fact: Fact): boolean =>
  fact.role === 'level' &&
  (fact.numeral.kind === 'money' || fact.numeral.kind === 'count') &&
  !fact.course &&
  !fact.quantity.prior &&
  !fact.numeral.approximate

/** An item of a list ends at a semicolon or where 其中 begins; a ratio within it speaks of that item. */
function sameScope(fact: Fact, ratio: Fact, text: string): boolean {
  if (fact.segment !== ratio.segment || fact.depth !== ratio.depth) return false
  const opener = text.lastIndexOf('其中', ratio.numeral.start)
  return opener < 0 || fact.numeral.start > opener || opener < 0
}

function byBasis(budgets: Fact[], base: string): Fact[] {
  if (budgets.length === 1) return budgets
  const basis = /年初/.test(base) ? 'initial' : /全年|调整/.test(base) ? 'full' : undefined
  const same = budgets.filter(budget => basis !== undefined && budget.quantity.basis === basis)
  return same.length > 0 ? same : budgets
}

function nearest(actuals: Fact[], budget: Fact, ratio: Fact): Fact {
  const after = actuals.filter(actual => actual.numeral.start > budget.numeral.start)
  return after.filter(actual => actual.numeral.start < ratio.numeral.start).at(-1) ?? actuals.at(-1)!
}
