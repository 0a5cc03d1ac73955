// Finds the lists of a passage that divide a whole into parts: 「合计T万元，其中：a A万元，b B万元」 and its relatives.
import type { Fact, Reading, Sentence } from './facts.ts'
import { FAMILIES } from './vocabulary.ts'

export type Group = {
  parent: Fact
  parts: Fact[]
  /** Other amounts in front of the list that it may divide instead. */
  others: Fact[]
  /** All members of a known family stand in the list, or their shares are said to add to 100. */
  complete: boolean
  /** Another list begins inside this one and its end is not marked. */
  nested: boolean
  /** The parts that a list within this one would take away, if it reaches to the end. */
  tail: Fact[]
}

const OPENERS =
  /其中|主要用于以下(?:方面|几个方面)?|用于以下(?:方面|几个方面)|具体(?:支出)?(?:情况)?(?:为|如下|包括|构成)|(?:主要)?包括:(?=[^。;]{0,25}\d)|构成(?:为|如下|情况)?:|分别(?:为|是):|按[^,;:]{2,14}(?:划分|分类|分)[,:]|组成:/g

/** No sentence holds more lists; what does is no sentence. */
const MOST_LISTS = 40

/** The lists of a passage, sentence by sentence; a list may open a sentence and divide the last whole of the one before. */
export function groupsOf(reading: Reading): Group[] {
  const groups: Group[] = []
  reading.sentences.forEach((sentence, i) => {
    groups.push(...groupsIn(reading, sentence, reading.sentences[i - 1]))
  })
  return groups
}

function groupsIn(reading: Reading, sentence: Sentence, before: Sentence | undefined): Group[] {
  const text = reading.passage.text.slice(sentence.start, sentence.end)
  if (sentence.facts.length === 0) return []
  const openings = [...text.matchAll(OPENERS)].slice(0, MOST_LISTS).map(match => sentence.start + match.index)
  const groups: Group[] = []
  openings.forEach((at, i) => {
    const earlier = sentence.facts.filter(fact => fact.numeral.end <= at)
    const parents = earlier.length > 0 ? earlier : (before?.facts ?? [])
    const depth = depthAt(reading.passage.text, sentence.start, at)
    const within = i > 0 && !text.slice(openings[i - 1]! - sentence.start, at - sentence.start).includes('。')
    const stop = within ? text.indexOf(';', at - sentence.start) + sentence.start : 0
    const later = sentence.facts.filter(
      fact => fact.numeral.start > at && (stop <= sentence.start || fact.numeral.start < stop),
    )
    const listed = depth > 0 ? untilBracketCloses(reading.passage.text, later, at) : later
    const next = openings.slice(i + 1).find(other => depthAt(reading.passage.text, sentence.start, other) === depth)
    const group = groupFrom(parents, listed, depth, next)
    if (group) groups.push(group)
  })
  return groups
}

function depthAt(text: string, start: number, at: number): number {
  let depth = 0
  for (let i = start; i < at; i++) {
    if (text[i] === '(') depth++
    else if (text[i] === ')') depth = Math.max(0, depth - 1)
  }
  return depth
}

function untilBracketCloses(text: string, facts: Fact[], at: number): Fact[] {
  let depth = 1
  let i = at
  for (; i < text.length && depth > 0; i++) depth += text[i] === '(' ? 1 : text[i] === ')' ? -1 : 0
  return facts.filter(fact => fact.numeral.end <= i)
}

function groupFrom(parents: Fact[], listed: Fact[], depth: number, next: number | undefined): Group | undefined {
  const levels = parents.filter(fact => isLevel(fact) && fact.depth <= depth)
  const last = levels.at(-1)
  if (!last) return undefined
  const own = listed.filter(fact => isLevel(fact) && fact.depth === depth && sameKind(fact, last))
  const inner = next === undefined ? [] : own.filter(fact => fact.numeral.start > next)
  const firstInner = inner[0]
  // A list within the list ends at the next semicolon; what stands behind it belongs to the outer list again.
  const outerParts = own.filter(fact => !inner.includes(fact) || (firstInner && fact.segment > firstInner.segment))
  const parts = oneEach(outerParts, last)
  if (parts.length === 0) return undefined
  const tail =
    next === undefined
      ? []
      : oneEach(
          own.filter(fact => !outerParts.includes(fact)),
          last,
        )
  const parent = parentOf(levels, last, parts)
  const others = levels.filter(
    fact => fact !== parent && fact.depth === parent.depth && sameKind(fact, parent) && !fact.quantity.prior,
  )
  return { parent, parts, others, complete: isComplete(parts, listed), nested: next !== undefined, tail }
}

const isLevel = (fact: Fact): boolean =>
  fact.role === 'level' &&
  fact.numeral.kind !== 'percent' &&
  fact.numeral.kind !== 'bare' &&
  !fact.course &&
  !fact.remainder &&
  !fact.numeral.approximate

function sameKind(fact: Fact, parent: Fact): boolean {
  if (fact.numeral.kind !== parent.numeral.kind) return false
  return fact.numeral.kind === 'money' || fact.numeral.unit === parent.numeral.unit
}

/** Where every item names a budget and an actual, only the ones that measure what the whole measures are its parts. */
function oneEach(parts: Fact[], parent: Fact): Fact[] {
  const measures = new Set(parts.map(part => part.quantity.measure))
  if (!measures.has('budget') || parent.quantity.measure === 'unknown') return parts
  const wanted = parts.filter(part => part.quantity.measure === parent.quantity.measure)
  return wanted.length > 0 && measures.size > 1 ? wanted : parts
}

/** Of a budget and an actual before the list, the one the parts measure. */
function parentOf(levels: Fact[], last: Fact, parts: Fact[]): Fact {
  const measure = parts[0]!.quantity.measure
  if (measure !== 'budget' || last.quantity.measure === 'budget') return last
  if (!parts.every(part => part.quantity.measure === 'budget')) return last
  return levels.findLast(fact => fact.sentence === last.sentence && fact.quantity.measure === 'budget') ?? last
}

/** Whether the parts are all members of one family, each once. */
export function isWholeFamily(parts: readonly Fact[]): boolean {
  return FAMILIES.some(({ members }) => {
    const hits = members.map(member => parts.filter(part => member.test(part.label)).length)
    return hits.every(hit => hit === 1) && parts.length <= members.length
  })
}

function isComplete(parts: Fact[], listed: Fact[]): boolean {
  if (isWholeFamily(parts)) return true
  const shares = listed.filter(fact => fact.role === 'share' && fact.base === '')
  if (shares.length < parts.length) return false
  const exponent = Math.min(...shares.map(share => share.numeral.amount.exponent))
  const total = shares.reduce(
    (sum, { numeral: { amount } }) => sum + amount.digits * 10n ** BigInt(amount.exponent - exponent),
    0n,
  )
  const hundred = 10n ** BigInt(2 - exponent)
  const off = total > hundred ? total - hundred : hundred - total
  return off <= BigInt(shares.length)
}
