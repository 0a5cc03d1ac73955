// Sums: the whole against its parts, within a sentence, in front of a total, and over numbered items of several paragraphs.
import type { Fact, Reading, Sentence } from './facts.ts'
import type { Group } from './groups.ts'
import { apply, compare, endsOf } from './intervals.ts'
import { type Candidate, operandOf, propose, type Report, statedOf, verdictOf } from './report.ts'

export function checkGroups(report: Report, groups: readonly Group[]): void {
  for (const group of groups) {
    if (group.parts.some(part => mixesYears(part, group.parent))) continue
    const readings = [candidate(group.parent, group.parts, !group.nested && (group.complete || isOverfull(group)))]
    if (group.tail.length > 0) readings.push(candidate(group.parent, [...group.parts, ...group.tail], false))
    const ownItem = group.parts.filter(part => part.segment === group.parts[0]!.segment)
    if (group.nested && ownItem.length > 1 && ownItem.length < group.parts.length)
      readings.push(candidate(group.parent, ownItem, false))
    if (group.parts.length === 1 && (!group.complete || group.tail.length > 0)) continue
    propose(report, withOthers(group, readings))
  }
}

/** 「资产A,负债B,净资产C。其中…」: the list may divide an amount that stands farther off. */
function withOthers(group: Group, readings: readonly Candidate[]): readonly Candidate[] {
  if (group.parts.length < 2 || readings.some(holds)) return readings
  const others = group.others.map(whole => candidate(whole, group.parts, false))
  const other = others.findLast(holds)
  if (other) return [other]
  return readings.some(reading => reading.strong) ? readings : [...readings, ...others]
}

const holds = (one: Candidate): boolean => ['ok', 'rounded'].includes(verdictOf(one).status)

/** Parts that add to more than their whole are wrong, whether or not the list is whole. */
function isOverfull({ parent, parts }: Group): boolean {
  if (
    parts.length < 2 ||
    parent.numeral.kind !== 'money' ||
    parts.some(part => /合计|小计|累计|以上|包?含|共计/.test(part.label))
  )
    return false
  if (parts.some(part => part.segment !== parts[0]!.segment && part.label === '')) return false
  const listed = parent.passage.text.slice(parts[0]!.numeral.end, parts.at(-1)!.numeral.start)
  if (/[:(]|主要|包括|用于|加上|事项/.test(listed)) return false
  const ends = parts.map(part => endsOf(part.numeral.amount)[0])
  const least = apply('sum', ends)!
  return (
    compare(least, endsOf(parent.numeral.amount)[1]) > 0 &&
    ends.every(end => compare(end, endsOf(parent.numeral.amount)[1]) <= 0)
  )
}

function mixesYears(part: Fact, parent: Fact): boolean {
  const { year } = part.quantity
  return (
    part.quantity.prior !== parent.quantity.prior ||
    (year !== undefined && parent.quantity.year !== undefined && year !== parent.quantity.year)
  )
}

function candidate(parent: Fact, parts: readonly Fact[], strong: boolean): Candidate {
  return {
    kind: 'sum',
    formula: 'sum',
    rule: 'sum-mismatch',
    strong,
    stated: statedOf(parent),
    operands: parts.map(part => operandOf(part)),
  }
}

const CLOSING = /(?:合计|共计|总计|共|累计|总额)(?:为|是|达)?$/
/** 「…，政府性基金总收入79.7亿元」: a total under a name of its own, behind its parts. */
const GRAND = /(?:总收入|总支出|(?:收入|支出)总[计量])(?:为|是|达)?$/

/** 「A x万元，B y万元，合计 z万元」: the total stands behind its parts. */
export function checkClosingTotals(report: Report, reading: Reading): void {
  for (const sentence of reading.sentences) {
    const levels = sentence.facts.filter(
      fact => fact.role === 'level' && fact.numeral.kind === 'money' && fact.depth === 0,
    )
    levels.forEach((total, i) => {
      const grand = GRAND.test(total.label)
      if (!grand && (!CLOSING.test(total.label) || total.label.length > 8)) return
      const parts = levels.slice(0, i).filter(level => !grand || level.segment === total.segment)
      if (parts.length < 2) return
      const between = reading.passage.text.slice(sentence.start, total.numeral.start)
      if (between.includes('其中')) return
      propose(report, [candidate(total, parts, false)])
    })
  }
}

/** Parts named after the main sentence: 「支出129.7万元，主要为人员经费和公用经费，其中…」 is covered by groups; here items. */
const ITEM = /^(?:\d{1,2}[、.．]|\(\d{1,2}\)|\([一二三四五六七八九十]{1,3}\)|[①-⑳⑴-⒇])/
const PROMISE = /(?:其中|如下|具体(?:为|情况)?)[:。,]?$/

/**
 * A whole that announces items (「…支出决算为B万元，完成…。其中：」) and the numbered paragraphs behind it, each with the
 * same measure: budgets add to the budget, actuals to the actual.
 */
export function checkItems(report: Report, readings: readonly Reading[], at: number): void {
  const parent = readings[at]!
  const announces = PROMISE.test(parent.passage.text.slice(-12)) ? parent.sentences : []
  const sentence = announces.findLast(one => one.facts.some(fact => fact.role === 'level'))
  if (!sentence) return
  const items = itemsAfter(readings, at)
  if (items.length < 2) return
  const wholes = sentence.facts.filter(fact => fact.role === 'level' && fact.numeral.kind === 'money')
  if (wholes.length > 2) return
  for (const whole of wholes) {
    const parts = items.map(item => firstLike(item, whole))
    const found = parts.filter(part => part !== undefined)
    if (found.length === parts.length) propose(report, [candidate(whole, found, false)])
  }
}

function itemsAfter(readings: readonly Reading[], at: number): Reading[] {
  const items: Reading[] = []
  let style = ''
  for (let i = at + 1; i < readings.length && items.length < 200; i++) {
    const { text } = readings[i]!.passage
    const mark = ITEM.exec(text)?.[0]
    if (mark === undefined) continue
    const own = mark.replace(/\d+|[一二三四五六七八九十]+/, 'n')
    if (style === '') style = own
    if (own !== style || ordinal(mark) !== items.length + 1) break
    items.push(readings[i]!)
  }
  return items
}

function ordinal(mark: string): number {
  const digits = /\d+/.exec(mark)
  if (digits) return Number(digits[0])
  const circled = '①②③④⑤⑥⑦⑧⑨⑩'.indexOf(mark)
  if (circled >= 0) return circled + 1
  return '一二三四五六七八九十'.indexOf(/[一二三四五六七八九十]/.exec(mark)?.[0] ?? ' ') + 1
}

function firstLike(item: Reading, whole: Fact): Fact | undefined {
  const levels = item.sentences
    .flatMap((sentence: Sentence) => sentence.facts)
    .filter(fact => fact.role === 'level' && fact.numeral.kind === 'money')
  return levels.find(fact => fact.quantity.measure === whole.quantity.measure && fact.depth === 0)
}
