// Lists that name what they divide instead of standing behind it: 「“三公”经费支出决算中,因公出国费0万元,占0%;接待费3万元…」.
import type { Fact, Reading, Sentence } from './facts.ts'
import { isWholeFamily } from './groups.ts'
import type { History } from './history.ts'
import { type Candidate, operandOf, propose, type Report, statedOf, verdictOf } from './report.ts'
import { significant } from './table-values.ts'

const NAMED = /([^,;。:]{2,50}?(?:决算|预算|支出|收入|总额|经费|资金|数))中[,:]/g
const FEWEST_DIGITS = 4

export function checkNamedLists(report: Report, reading: Reading, history: History): void {
  for (const sentence of reading.sentences) {
    const text = reading.passage.text.slice(sentence.start, sentence.end)
    for (const match of text.matchAll(NAMED)) {
      const at = sentence.start + match.index + match[0].length
      const parts = partsAfter(sentence, at)
      if (parts.length < 2) continue
      const wholes = wholesFor(match[1]!, parts[0]!, history)
      const readings = wholes.map(whole => sumOf(whole, parts))
      const good = readings.find(one => ['ok', 'rounded'].includes(verdictOf(one).status))
      if (good) propose(report, [good])
      else if (isWholeFamily(parts) && readings.length === 1) propose(report, readings)
    }
  }
}

const sumOf = (whole: Fact, parts: readonly Fact[]): Candidate => ({
  kind: 'sum', formula: 'sum', rule: 'sum-mismatch', strong: false, stated: statedOf(whole), operands: parts.map(part => operandOf(part)),
}) // biome-ignore format: one record

function partsAfter(sentence: Sentence, at: number): Fact[] {
  return sentence.facts.filter(
    fact =>
      fact.numeral.start >= at &&
      fact.role === 'level' &&
      fact.numeral.kind === 'money' &&
      fact.depth === 0 &&
      !fact.course &&
      !fact.remainder,
  )
}

/** The amounts that were stated before under the name the list gives, or one that ends like it; the last ones only. */
function wholesFor(words: string, first: Fact, history: History): Fact[] {
  const { exact, alike } = history.named(words, first)
  const found = [...exact, ...alike, ...history.lastLike(words, first)]
  return [...new Set(found)].filter(fact => significant(fact.numeral.amount) >= FEWEST_DIGITS - 1).slice(-4)
}
