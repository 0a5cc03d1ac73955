// Lists whose items each repeat the measures of the whole: 「计划100万元,实际90万元;其中货物计划60万元,实际50万元;服务计划40万元,
// 实际40万元」. Every measure adds up by itself, and so do the changes that the items state.
import type { Fact, Reading } from './facts.ts'
import type { Group } from './groups.ts'
import { type Candidate, type Operand, operandOf, propose, type Report, statedOf, verdictOf } from './report.ts'
import { significant } from './table-values.ts'

const MOST_ITEMS = 40
const SHORTEST_TAIL = 3
const FEWEST_DIGITS = 3

type Item = { facts: Fact[]; opens: boolean }

/** The numbers of a passage, item by item: an item ends at a semicolon, a full stop and where 其中 or 从…看 begins. */
function itemsOf(reading: Reading): Item[] {
  const items: Item[] = []
  let last: Fact | undefined
  for (const fact of reading.facts) {
    if (fact.role !== 'level' || fact.numeral.kind === 'percent' || fact.numeral.approximate || fact.course) continue
    const between = last ? reading.passage.text.slice(last.numeral.end, fact.numeral.start) : ''
    if (!last || /[;。]|其中|看[,:]|[划按]分/.test(between))
      items.push({ facts: [], opens: /其中|看[,:]|[划按]分/.test(between) })
    items.at(-1)!.facts.push(fact)
    last = fact
  }
  return items
}

export function checkColumns(report: Report, reading: Reading): void {
  const items = itemsOf(reading)
  items.forEach((parent, at) => {
    if (parent.facts.length > 8 || items.length - at < 3) return
    const following = items.slice(at + 1, at + 1 + MOST_ITEMS)
    const cut = following.findIndex((item, i) => i > 0 && item.opens)
    const block = cut < 0 ? following : following.slice(0, cut)
    const columns = parent.facts.flatMap(whole => columnOf(whole, block) ?? [])
    judgeColumns(report, columns)
  })
}

/** The same measure of every item in front of the first that lacks it; an item that names it twice is unclear. */
function columnOf(whole: Fact, block: readonly Item[]): Candidate | undefined {
  const parts: Fact[] = []
  for (const { facts } of block) {
    const own = facts.filter(fact => isSameMeasure(fact, whole))
    if (own.length !== 1) break
    parts.push(own[0]!)
  }
  if (parts.length < 2) return undefined
  return sumOf(
    whole,
    parts.map(part => operandOf(part)),
  )
}

const sumOf = (whole: Fact, operands: Operand[]): Candidate => ({
  kind: 'sum', formula: 'sum', rule: 'sum-mismatch', strong: false, stated: statedOf(whole), operands,
}) // biome-ignore format: one record

const coreOf = (label: string): string =>
  label.replace(/["']/g, '').replace(/(?:共计|合计|总计|分别|共)?(?:约?为|是|有|达到?)?$/, '')

function isSameMeasure(part: Fact, whole: Fact): boolean {
  if (part.numeral.kind !== whole.numeral.kind) return false
  if (whole.numeral.kind === 'count' && part.numeral.unit !== whole.numeral.unit) return false
  const [a, b] = [coreOf(part.label), coreOf(whole.label)]
  let length = 0
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++
  if (length < Math.min(SHORTEST_TAIL, b.length) || length === 0) return false
  return (a.at(-1 - length) === '净') === (b.at(-1 - length) === '净')
}

/** A measure that is off is told only where another measure of the same list bears the list out. */
function judgeColumns(report: Report, columns: readonly Candidate[]): void {
  const right = columns.filter(column => ['ok', 'rounded'].includes(verdictOf(column).status))
  for (const column of columns) {
    const strong = right.some(
      other => other.stated.text !== column.stated.text && significant(other.stated.amount) >= FEWEST_DIGITS,
    )
    if (right.includes(column) || strong) propose(report, [{ ...column, strong }])
  }
}

const UNCHANGED = /持平|无增减|无变化|没有变化|不变|一致|未变/

/** 「比上年减少20万元,其中:甲3万元,减少12万元;乙5万元,减少8万元;丙1万元,与上年持平」: the changes add up, too. */
export function checkChangeSums(report: Report, reading: Reading, groups: readonly Group[]): void {
  for (const { parent, parts, nested } of groups) {
    if (nested || parts.length < 2 || parent.depth > 0) continue
    const end = nextLevel(reading, parts.at(-1)!)
    const changes = parts.map((part, i) => changeOf(reading, part, parts[i + 1]?.labelStart ?? end))
    if (changes.some(change => change === undefined) || changes.every(change => change === 0)) continue
    const whole = changeOf(reading, parent, parts[0]!.labelStart)
    if (!whole || whole.sign === 0) continue
    const operands = changes.flatMap(change => {
      if (!change) return []
      const operand = operandOf(change)
      const { amount } = operand
      if (change.sign === whole.sign) return [operand]
      return [{ ...operand, text: `-${operand.text}`, amount: { ...amount, digits: -amount.digits } }]
    })
    if (operands.length > 1) propose(report, [{ ...sumOf(whole, operands), lenient: true }])
  }
}

/** The one change stated between an amount and a place; 0 where the text says there is none. */
function changeOf(reading: Reading, level: Fact, end: number): Fact | 0 | undefined {
  const { facts, passage } = reading
  const own = facts.filter(
    fact =>
      fact.numeral.start > level.numeral.end &&
      fact.numeral.end <= end &&
      fact.role === 'delta' &&
      fact.numeral.kind === level.numeral.kind &&
      fact.depth <= level.depth,
  )
  if (own.length === 1) return own[0]!.sign === 0 || own[0]!.numeral.approximate ? undefined : own[0]
  return own.length === 0 && UNCHANGED.test(passage.text.slice(level.numeral.end, end)) ? 0 : undefined
}

/** Where the item of the last part ends: at the next full stop. */
function nextLevel(reading: Reading, part: Fact): number {
  const stop = reading.passage.text.slice(part.numeral.end).search(/[。;]/)
  return stop < 0 ? reading.passage.text.length : part.numeral.end + stop
}
