// Reads the numbers of a passage as facts: levels, changes, shares, ratios, growth; each with the words that say so.
import { type Numeral, numbersOf } from './numbers.ts'
import type { Passage } from './passages.ts'
import { type Quantity, quantityOf } from './quantities.ts'
import { DOWN, REMAINDER, UP } from './vocabulary.ts'

export type Role = 'level' | 'delta' | 'share' | 'ratio' | 'growth' | 'other'

export type Fact = {
  passage: Passage
  numeral: Numeral
  role: Role
  /** The words in front of the number, back to the last sign that parts clauses. */
  label: string
  labelStart: number
  quantity: Quantity
  /** Direction of a change: 1 up, −1 down, 0 not said. */
  sign: 1 | -1 | 0
  /** What a share or ratio is said to be of; empty when not said. */
  base: string
  /** 节约, 结余 and the like: an amount that should be the difference of two others. */
  remainder: boolean
  /** In 由A增至B: `from` is A, `to` is B. */
  course?: 'from' | 'to'
  /** The amount a ratio names as its own base. */
  stated?: Fact
  sentence: number
  /** Part of the sentence between semicolons. */
  segment: number
  /** Depth of brackets around the number. */
  depth: number
}

export type Sentence = { start: number; end: number; facts: Fact[] }

export type Reading = { passage: Passage; sentences: Sentence[]; facts: Fact[] }

const BOUNDARY = new Set([',', ';', '。', ':', '、', '!', '?', '！', '？', '|'])
const CHANGE = new RegExp(
  `(?:(${UP})|(${DOWN}))(?:了|额|数|率|幅度?|金额|资金|支出|收入|比例)*(?:为|是|达到?|约为?|共|合计)?$`,
)
const ALTERNATIVES = new RegExp(`(?:${UP}|${DOWN})[(/](?:${UP}|${DOWN})\\)?$`)
const WIDTH = /(?:(增|升)|(降|减))(?:幅度?|长率)(?:为|是|达到?|约为?)?$/
const SHARE = /占(?!用|有|地)([^占]{0,60})$/
const SHARE_TAIL = /(?:的)?(?:比重|比例|百分比|比)?(?:约|仅)?(?:为|是|达到?)?$/
const RATIO = /(?:完成|为|达到?|是|占)([^完成]{0,24}?(?:预算|计划|任务|目标|概算)[^,]{0,8})$/
/** 「占支出总预算的」 names a whole budget of which this is a part, 「占年初预算的」 the budget that was carried out. */
const OF_A_WHOLE =
  /^(?!.*(?:年初|全年|调整|计划|任务|目标)).*(?:总预算|预算总|预算支出|支出预算|收入预算|采购预算|预算收入|预算拨款)/
const RATE = /(?:^|[^,]*?)((?:执行|完成|控制|支付|到位|使用|拨付|支出)(?:率|进度|比例))(?:约|仅)?(?:为|是|达到?)?$/
const REMAINS = new RegExp(`(?:${REMAINDER})(?:资金|额|数|金额|经费|预算|支出)*(?:为|是|约|共|有|合计)?$`)
const TO = /(?:增加?|减少?|降低?|上升|下降|提高|增长|压减|调整|扩大)[至到为](?:了)?$/
const FROM = /(?:由|从)[^由从]{0,20}$/
const COMPARED = /^(?:比|较|同)(?!例|如)|^与.*(?:相比|比)/
const FINANCE = /预算|决算|支出|收入|经费|资金|费用?|金额|总额|合计|总计|补助|拨款/

/** What holds more numbers between two full stops is no sentence; the rest of it is left unread. */
const MOST_FACTS = 300

export function readPassage(passage: Passage, ownName: string): Reading {
  const { text } = passage
  const numerals = numbersOf(text)
  const sentences: Sentence[] = []
  const facts: Fact[] = []
  let next = 0
  for (const [start, end] of sentenceSpans(text)) {
    const sentence: Sentence = { start, end, facts: [] }
    let segment = 0
    let depth = 0
    let at = start
    let previousEnd = start
    for (; next < numerals.length && numerals[next]!.start < end; next++) {
      const numeral = numerals[next]!
      for (; at < numeral.start; at++) {
        const sign = text[at]!
        if (sign === ';') segment++
        else if (sign === '(') depth++
        else if (sign === ')') depth = Math.max(0, depth - 1)
      }
      const fact = factOf(passage, numeral, previousEnd, ownName)
      previousEnd = numeral.end
      fact.sentence = sentences.length
      fact.segment = segment
      fact.depth = depth
      mendUnit(fact, sentence.facts)
      mendBase(fact, sentence.facts.at(-1))
      sentence.facts.push(fact)
      facts.push(fact)
      if (sentence.facts.length === MOST_FACTS) break
    }
    while (next < numerals.length && numerals[next]!.start < end) next++
    sentences.push(sentence)
  }
  return { passage, sentences, facts }
}

function* sentenceSpans(text: string): Generator<[number, number]> {
  let start = 0
  for (let i = 0; i <= text.length; i++) {
    const sign = text[i]
    if (sign !== undefined && sign !== '。' && sign !== '！' && sign !== '？') continue
    if (i > start) yield [start, Math.min(i + 1, text.length)]
    start = i + 1
  }
}

/** Where the words in front of a number begin; brackets without numbers belong to them, 因公出国（境）费. */
function labelStart(text: string, from: number, number: number): number {
  let i = number - 1
  const floor = Math.max(from, number - 80)
  while (i >= floor) {
    const sign = text[i]!
    if (sign === '(') return i + 1
    if (sign === ')') {
      const open = text.lastIndexOf('(', i)
      if (open < floor || /\d/.test(text.slice(open, i)) || text.lastIndexOf(')', i - 1) > open) return i + 1
      i = open - 1
      continue
    }
    if (BOUNDARY.has(sign)) {
      const words = text.slice(i + 1, number)
      if (sign !== ':' || words.length > 1) return i + 1
    }
    i--
  }
  return floor
}

function factOf(passage: Passage, numeral: Numeral, previousEnd: number, ownName: string): Fact {
  const start = labelStart(passage.text, previousEnd, numeral.start)
  const label = passage.text.slice(start, numeral.start).replace(/:$/, '')
  const fact: Fact = {
    passage, numeral, role: 'level', label, labelStart: start,
    quantity: quantityOf(label, ownName), sign: 0, base: '', remainder: false, sentence: 0, segment: 0, depth: 0,
  } // biome-ignore format: one record
  classify(fact)
  return fact
}

function classify(fact: Fact): void {
  const { label, numeral } = fact
  if (numeral.kind === 'percent') {
    classifyPercent(fact)
    return
  }
  if (TO.test(label)) fact.course = 'to'
  else if (FROM.test(label)) fact.course = 'from'
  else if (changeSign(fact)) fact.role = 'delta'
  else if (COMPARED.test(label)) fact.course = 'from'
  else if (REMAINS.test(label) && !/年[初末]|上年|累计|结转结余|结转和结余/.test(label)) fact.remainder = true
  if (numeral.kind === 'bare') fact.role = fact.role === 'delta' ? 'delta' : 'other'
}

function changeSign(fact: Fact): boolean {
  const { label } = fact
  if (ALTERNATIVES.test(label)) return true
  const match = CHANGE.exec(label) ?? WIDTH.exec(label)
  if (match) fact.sign = match[1] ? 1 : -1
  return match !== null
}

function classifyPercent(fact: Fact): void {
  const { label, numeral } = fact
  fact.role = 'other'
  if (numeral.unit === '百分点') return
  const share = SHARE.exec(label)
  const ratio = RATIO.exec(label)
  if (changeSign(fact)) fact.role = 'growth'
  else if (ratio && !/占.*支出|增|减/.test(label) && !(share && OF_A_WHOLE.test(share[1]!))) {
    fact.role = 'ratio'
    fact.base = ratio[1]!.replace(/的$/, '')
  } else if (share) {
    fact.role = 'share'
    fact.base = share[1]!.replace(SHARE_TAIL, '')
  } else if (RATE.test(label)) fact.role = 'ratio'
}

/** 「完成年初预算数60999万元的40.4%」: what the share or ratio is of stands, with its amount, right in front. */
function mendBase(fact: Fact, before: Fact | undefined): void {
  if (fact.label !== '的' || fact.numeral.unit !== '%' || before?.role !== 'level') return
  const phrase = /(?:完成|占|为|达到?|是)([^完成占]{0,30})$/.exec(before.label)
  if (!phrase || fact.numeral.start - before.numeral.end > 1) return
  fact.role = 'ratio'
  fact.base = phrase[1]!
  fact.stated = before
  before.course = 'from'
}

/** A number without a unit in a sentence about money takes the unit of the amount before it; a bare growth lost its %. */
function mendUnit(fact: Fact, before: readonly Fact[]): void {
  const { numeral } = fact
  if (numeral.kind !== 'bare' || !numeral.text.includes('.')) return
  const money = before.findLast(other => other.numeral.kind === 'money')
  const last = before.at(-1)
  if (fact.role === 'delta' && last?.role === 'delta' && last.sign === fact.sign && money) {
    fact.role = 'growth'
    numeral.kind = 'percent'
    return
  }
  if (!FINANCE.test(fact.label)) return
  numeral.kind = 'money'
  numeral.unit = money?.numeral.unit ?? ''
  numeral.shift = money?.numeral.shift ?? 0
  numeral.amount = { ...numeral.amount, exponent: numeral.amount.exponent + numeral.shift }
  if (fact.role === 'other') fact.role = 'level'
}
