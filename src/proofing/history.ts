// What the document has said so far: the amounts by name, so that a later sentence can speak of an earlier amount.
import type { Fact } from './facts.ts'
import { quantityOf } from './quantities.ts'

const REACH = 400

export class History {
  private readonly recent: Fact[] = []
  private readonly byName = new Map<string, Fact[]>()
  private readonly ownName: string

  constructor(ownName: string) {
    this.ownName = ownName
  }

  add(fact: Fact): void {
    if (fact.role !== 'level' || (fact.numeral.kind !== 'money' && fact.numeral.kind !== 'count')) return
    this.recent.push(fact)
    if (this.recent.length > 2 * REACH) this.recent.splice(0, REACH)
    for (const name of namesOf(fact)) {
      const list = this.byName.get(name)
      if (list) list.push(fact)
      else this.byName.set(name, [fact])
    }
  }

  /** Earlier amounts under this name: `exact` (all the same value, the last one kept) or merely `alike`. */
  named(words: string, before: Fact): { exact: Fact[]; alike: Fact[] } {
    const quantity = quantityOf(words, this.ownName)
    const exact = (this.byName.get(quantity.name) ?? []).filter(fact => isBefore(fact, before) && fits(fact, before))
    if (exact.length > 0) return { exact: exact.slice(-1), alike: [] }
    if (quantity.name.length < 2) return { exact: [], alike: [] }
    const alike = this.recent.slice(-REACH).filter(fact => isBefore(fact, before) && fits(fact, before) && (fact.quantity.name.endsWith(quantity.name) || (quantity.subject.length > 3 && quantity.subject === fact.quantity.subject))) // biome-ignore format: one filter
    const ending = distinct(alike.filter(fact => fact.quantity.name.endsWith(quantity.name)))
    if (ending.length === 1 && quantity.name.length >= 5) return { exact: ending, alike: [] }
    return { exact: [], alike: distinct(alike).slice(-4) }
  }

  /** The last amounts whose words hold the same kernel, 三公 or 政府采购, and measure the same. */
  lastLike(words: string, before: Fact): Fact[] {
    const kernel = KERNELS.find(one => one.test(words))
    if (!kernel) return []
    const budget = /预算/.test(words) && !/决算/.test(words)
    const hits = this.recent.filter(
      fact =>
        fact.passage.starts[0]!.line >= before.passage.starts[0]!.line - NEAR &&
        fact.numeral.end <= (fact.passage === before.passage ? before.labelStart : Number.POSITIVE_INFINITY) &&
        fits(fact, before) &&
        kernel.test(fact.passage.text.slice(Math.max(0, fact.numeral.start - 60), fact.numeral.start)) &&
        (fact.quantity.measure === 'budget') === budget,
    )
    return distinct(hits).slice(-2)
  }
}

const NEAR = 6
const KERNELS = [/"?三公"?经费/, /政府采购/, /基本支出/, /项目支出/]

function namesOf(fact: Fact): string[] {
  const { name } = fact.quantity
  const twin = /^(.{0,12}?)收入总计、支出总计/.exec(name)
  return twin ? [name, `${twin[1]}收入总计`, `${twin[1]}支出总计`] : [name]
}

const isBefore = (fact: Fact, other: Fact): boolean => fact !== other

function fits(fact: Fact, other: Fact): boolean {
  if (fact.numeral.kind !== other.numeral.kind || fact.numeral.approximate) return false
  const [a, b] = [fact.quantity.year, other.quantity.year]
  return fact.quantity.prior === other.quantity.prior && (a === undefined || b === undefined || a === b)
}

function distinct(facts: readonly Fact[]): Fact[] {
  const seen = new Map(facts.map(fact => [`${fact.numeral.amount.digits}e${fact.numeral.amount.exponent}`, fact]))
  return [...seen.values()]
}
