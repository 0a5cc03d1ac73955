// Changes against another year or a budget: 「比上年减少X万元，下降Y%」, 「由A增至B」, 「较上年的A增加d」, 节约 and 结余.
import type { Fact, Reading, Sentence } from './facts.ts'
import { isGeneric, quantityOf } from './quantities.ts'
import { type Candidate, operandOf, placeOf, propose, type Report, raise, statedOf } from './report.ts'
import { inRun } from './runs.ts'

export function checkChanges(report: Report, reading: Reading): void {
  reading.sentences.forEach((sentence, i) => {
    const { facts } = sentence
    facts.forEach((fact, at) => {
      if (fact.numeral.approximate || inRun(facts, fact)) return
      const before = facts[at - 1]
      if (fact.role === 'delta') checkDelta(report, fact, facts, at)
      if (fact.role === 'growth') {
        if (before?.role === 'delta' && before.numeral.kind !== 'percent') checkPair(report, reading, i, before, fact)
        else if (isReversed(facts, at)) checkPair(report, reading, i, facts[at + 1]!, fact)
        else checkCourse(report, facts, at, fact)
      }
      if (fact.remainder) checkRemainder(report, fact, facts.slice(0, at), reading.sentences[i - 1])
    })
  })
}

/** 「增长15.35%,增收25457万元」: the amount of the change stands behind its rate. */
function isReversed(facts: readonly Fact[], at: number): boolean {
  const [rate, delta, after] = [facts[at]!, facts[at + 1], facts[at + 2]]
  if (
    delta?.role !== 'delta' ||
    delta.numeral.kind === 'percent' ||
    delta.segment !== rate.segment ||
    delta.sign !== rate.sign
  )
    return false
  return after?.role !== 'growth' && delta.label.length <= 4 && delta.sentence === rate.sentence
}

const growth = (stated: Fact, level: Fact, delta: Fact, strong: boolean): Candidate => ({
  kind: 'growth', formula: 'growth_from_delta', rule: 'growth-mismatch', strong, stated: statedOf(stated), operands: [operandOf(level), operandOf(delta, true)],
}) // biome-ignore format: one record

/** A comparison with a stated earlier amount: 「较2024年的2190万元减少221万元」. */
function comparedWith(facts: readonly Fact[], at: number): Fact | undefined {
  const previous = facts[at - 1]
  if (previous?.role !== 'level' || previous.numeral.kind === 'bare') return undefined
  return /^(?:比|较|与|同)/.test(previous.label) && !/[,;]/.test(between(previous, facts[at]!)) ? previous : undefined
}

const between = (a: Fact, b: Fact): string => a.passage.text.slice(a.numeral.end, b.numeral.start)

function checkDelta(report: Report, delta: Fact, facts: readonly Fact[], at: number): void {
  const prior = comparedWith(facts, at)
  const from = facts.slice(0, at).findLast(fact => fact.course === 'from')
  const to = facts.slice(0, at).findLast(fact => fact.course === 'to')
  const now = prior ? facts.slice(0, facts.indexOf(prior)).findLast(isLevel) : to
  const base = prior ?? from
  if (!now || !base || now.segment !== delta.segment) return
  propose(report, [
    {
      kind: 'difference',
      formula: 'difference',
      rule: 'difference-mismatch',
      strong: true,
      stated: statedOf(delta),
      operands: [operandOf(now), operandOf(base)],
    },
  ])
}

const isLevel = (fact: Fact): boolean =>
  fact.role === 'level' &&
  fact.numeral.kind !== 'bare' &&
  fact.numeral.kind !== 'percent' &&
  fact.course !== 'from' &&
  !fact.quantity.prior &&
  !fact.numeral.approximate

function checkPair(report: Report, reading: Reading, index: number, delta: Fact, rate: Fact): void {
  if (delta.sign !== 0 && rate.sign !== 0 && delta.sign !== rate.sign && delta.numeral.amount.digits !== 0n) {
    const said = reading.passage.text.slice(
      Math.min(delta.labelStart, rate.labelStart),
      Math.max(delta.numeral.end, rate.numeral.end),
    )
    if (!said.includes(';')) {
      const message = `前面说金额${delta.sign > 0 ? '增加' : '减少'}${delta.numeral.text}${delta.numeral.unit}，后面说${rate.sign > 0 ? '增长' : '下降'}${rate.numeral.text}%，方向相反。`
      raise(report, 'direction-mismatch', 'error', message, { ...placeOf(rate), start: delta.labelStart })
      return
    }
  }
  const { facts } = reading.sentences[index]!
  const prior = comparedWith(facts, facts.indexOf(delta))
  if (prior) {
    propose(report, [
      {
        kind: 'growth',
        formula: 'percent_of',
        rule: 'growth-mismatch',
        strong: true,
        stated: statedOf(rate),
        operands: [operandOf(delta), operandOf(prior)],
      },
    ])
    return
  }
  if (delta.sign === 0 && rate.sign === 0) return
  const signed = delta.sign === 0 ? { ...delta, sign: rate.sign } : delta
  const { certain, levels } = levelsFor(reading, index, delta)
  propose(
    report,
    levels.map(level => growth(rate, level, signed, certain && levels.length === 1)),
  )
}

const COMPARATOR =
  /(?:与|比|较|同|和)(?:上年|去年|上一?年度|上一年|\d{4}年度?|年初|同期|上年同期|预算)?[^,]{0,12}?(?:相比|比较|对比|相较)?/
const CHANGED =
  /(?:同比)?(?:各|均|分别|总体|共|略有|有所|净)?(?:增加|减少|增长|下降|上升|降低|提高|增支|减支|增收|减收|压减|缩减|上涨).*$/

/** What a change speaks of: `实际支出减少45万元` → 实际支出; empty when the clause names nothing. */
function subjectOf(delta: Fact): string {
  const words = delta.label.replace(CHANGED, '')
  const compared = COMPARATOR.exec(words)
  const own = compared ? words.slice(0, compared.index) : words
  return own.replace(/^(?:其中|总体|同比|本年|,)+|(?:同比|总体|数|额|同口径|按?可比口径)$/g, '')
}

function levelsFor(reading: Reading, index: number, delta: Fact): { certain: boolean; levels: Fact[] } {
  const { facts } = reading.sentences[index]!
  const alike = (fact: Fact): boolean => isLevel(fact) && fact.numeral.kind === delta.numeral.kind
  const earlier = facts.slice(0, facts.indexOf(delta)).filter(alike)
  const before = reading.sentences
    .slice(Math.max(0, index - 2), index)
    .flatMap(sentence => sentence.facts)
    .filter(alike)
  const own = earlierSubject(reading, index, delta)
  if (own === undefined) return { certain: false, levels: [] }
  const named = subjectOf(delta) || own
  if (named !== '') {
    const hits = byName([...before, ...earlier], named)
    if (hits.length > 0) return { certain: hits.length === 1, levels: hits }
    if (own !== '') return { certain: false, levels: [] }
  }
  if (earlier.length > 0) return nearestLevel(earlier, delta, reading.sentences[index]!, named)
  const last = reading.sentences.slice(0, index).findLast(sentence => sentence.facts.some(isLevel))
  const levels = (last?.facts ?? []).filter(isLevel)
  const outer = levels.filter(fact => fact.depth === 0)
  if (outer.length === 1) return { certain: named === '', levels: outer }
  const actual = outer.filter(fact => fact.quantity.measure === 'actual')
  return {
    certain: named === '' && actual.length === 1 && outer.length === 2,
    levels: actual.length === 1 ? actual : outer.slice(0, 3),
  }
}

/**
 * The subject a change takes from the clauses in front of it, 「运行维护费支出与预算持平,比去年增加1.05万元」: empty where an
 * amount stands there, or nothing but a comparison.
 */
function earlierSubject(reading: Reading, index: number, delta: Fact): string | undefined {
  const sentence = reading.sentences[index]!
  const text = reading.passage.text
  const from = Math.max(sentence.start, text.lastIndexOf(';', delta.labelStart) + 1)
  if (sentence.facts.some(fact => isLevel(fact) && fact.numeral.start >= from && fact.numeral.end <= delta.labelStart))
    return ''
  const clauses = text
    .slice(from, delta.labelStart)
    .split(/[,:]/)
    .map(clause => clause.replace(/^其中/, ''))
  const subject = clauses.find(
    clause =>
      clause.length > 2 &&
      !/^(?:与|比|较|同).*|相比$|原因/.test(clause) &&
      /支出|收入|费|资金|决算|预算|总[计额]/.test(clause),
  )
  return subject === undefined ? '' : subject.replace(/(?:比|与|较|同)(?:年初)?预算.*$/, '')
}

/** Levels whose words are the subject's; a repeated equal amount counts once. */
function byName(levels: Fact[], named: string): Fact[] {
  const wanted = quantityOf(named, '')
  const plain = named.replace(/["、,]/g, '')
  const hits = levels.filter(({ label, quantity }) => {
    if (!isGeneric(wanted.subject) && quantity.subject === wanted.subject)
      return quantity.measure === wanted.measure || wanted.measure === 'unknown'
    const words = label.replace(/["、,]/g, '')
    if (plain === '实际支出') return /实际支出/.test(words)
    return (
      plain.length >= 3 &&
      (words.endsWith(plain) || words.replace(/(?:决算|预算)?(?:均|各|共)?(?:为|是)?$/, '').endsWith(plain))
    )
  })
  const values = new Map(hits.map(hit => [hit.numeral.text, hit]))
  return values.size === 1 ? [...values.values()] : hits.slice(-1)
}

function nearestLevel(
  earlier: Fact[],
  delta: Fact,
  sentence: Sentence,
  named: string,
): { certain: boolean; levels: Fact[] } {
  const same = earlier.filter(fact => fact.depth === delta.depth && fact.segment === delta.segment)
  const near = (same.length > 0 ? same : earlier).at(-1)!
  const opener = delta.passage.text.lastIndexOf('其中', delta.numeral.start)
  const opened = opener > sentence.start && opener < near.numeral.start
  const lone = same.length === 1 && !opened
  const paired =
    same.length === 2 && !opened && same[0]!.quantity.measure === 'budget' && near.quantity.measure === 'actual'
  const direct = !/[。;]/.test(between(near, delta)) && between(near, delta).split(',').length <= 3
  const ownItem =
    opened && delta.segment === near.segment && sentence.facts.filter(fact => fact.role === 'delta').length > 1
  const lonelyItem = ownItem && same.filter(fact => fact.numeral.start > opener).length === 1
  if (named === '' && direct && (lone || paired || lonelyItem)) return { certain: true, levels: [near] }
  return { certain: false, levels: near === earlier[0] ? [near] : [near, earlier[0]!] }
}

/** Growth without an amount of change: between two stated levels. */
function checkCourse(report: Report, facts: readonly Fact[], at: number, rate: Fact): void {
  const earlier = facts.slice(0, at).filter(fact => fact.segment === rate.segment)
  const from = earlier.findLast(fact => fact.course === 'from')
  const to = earlier.findLast(fact => fact.course === 'to')
  const prior = comparedWith(facts, at)
  const base = prior ?? (from && to && to.numeral.start > from.numeral.start ? from : undefined)
  const now = prior ? facts.slice(0, facts.indexOf(prior)).findLast(isLevel) : to
  if (!base || !now || now.numeral.kind !== base.numeral.kind) return
  propose(report, [
    {
      kind: 'growth',
      formula: 'growth_from_prior',
      rule: 'growth-mismatch',
      strong: true,
      stated: statedOf(rate),
      operands: [operandOf(now), operandOf(base)],
    },
  ])
}

/** 节约, 结余: what is left of the budget, or of the income, after what was spent. */
function checkRemainder(report: Report, rest: Fact, earlier: readonly Fact[], before: Sentence | undefined): void {
  const inSentence = earlier.filter(isLevel)
  const inItem = inSentence.filter(fact => fact.segment === rest.segment)
  const levels = inItem.length >= 2 ? inItem : inSentence
  const all = levels.length >= 2 ? levels : [...(before?.facts.filter(isLevel) ?? []), ...levels]
  const budgets = all.filter(fact => fact.quantity.measure === 'budget')
  const actuals = all.filter(fact => fact.quantity.measure === 'actual')
  const [budget, actual] = [budgets.at(-1), actuals.at(-1)]
  if (!budget || !actual) return
  const strong = levels.length === 2 && budgets.length === 1 && actuals.length === 1
  propose(report, [
    {
      kind: 'difference',
      formula: 'difference',
      rule: 'difference-mismatch',
      strong,
      stated: statedOf(rest),
      operands: [operandOf(budget), operandOf(actual)],
    },
  ])
}
