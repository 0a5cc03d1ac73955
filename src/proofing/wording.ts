// What the words claim about the figures: 决算数大于预算数, 收入总计＝支出总计, a rating without a score, missing indicators.
import type { Fact, Reading } from './facts.ts'
import { amountValue, compare } from './intervals.ts'
import { operandOf, propose, type Report, raise, statedOf } from './report.ts'

const COMPARISON =
  /决算数?(?:(大于|高于|超过|多于)|(小于|低于|少于)|等于|与|同|和)(?:年初|全年|调整后?)?预算数?(?:基本)?(持平|一致|相等|相同)?/g

/** 「决算数大于预算数的主要原因」 against the budget and the actual that stand before it. */
export function checkComparisons(report: Report, reading: Reading): void {
  const { passage, facts } = reading
  for (const match of passage.text.matchAll(COMPARISON)) {
    const claim = match[1] ? 1 : match[2] ? -1 : match[3] || match[0].includes('等于') ? 0 : undefined
    if (claim === undefined || /基本/.test(match[0])) continue
    const pair = pairBefore(facts, match.index, passage.text)
    if (!pair) continue
    const [budget, actual] = pair
    const truth = compare(amountValue(actual.numeral.amount), amountValue(budget.numeral.amount))
    if (truth === claim) continue
    const words = truth > 0 ? '大于' : truth < 0 ? '小于' : '等于'
    const message = `支出决算${actual.numeral.text}${actual.numeral.unit}${words}预算${budget.numeral.text}${budget.numeral.unit}，却写“${match[0]}”。`
    raise(report, 'direction-mismatch', 'error', message, {
      passage,
      start: budget.labelStart,
      end: match.index + match[0].length,
    })
  }
}

function pairBefore(facts: readonly Fact[], at: number, text: string): [Fact, Fact] | undefined {
  const earlier = facts.filter(fact => fact.numeral.end <= at && fact.role === 'level' && fact.numeral.kind === 'money')
  const [budget, actual] = earlier.slice(-2)
  if (!budget || !actual || budget.quantity.measure !== 'budget' || actual.quantity.measure !== 'actual')
    return undefined
  if (actual.course || budget.quantity.prior || actual.quantity.prior) return undefined
  const between = text.slice(budget.numeral.start, at)
  return /其中|;/.test(between) || (between.match(/。/g) ?? []).length > 1 || between.length > 160
    ? undefined
    : [budget, actual]
}

/** 收入总计 and 支出总计 of one sentence must be equal. */
export function checkTotals(report: Report, reading: Reading): void {
  for (const { facts } of reading.sentences) {
    const income = facts.find(fact => fact.role === 'level' && /^(.{0,8})收入总计$/.test(fact.quantity.name))
    const spending = facts.find(fact => fact.role === 'level' && /^(.{0,8})支出总计$/.test(fact.quantity.name))
    if (!income || !spending || income.quantity.year !== spending.quantity.year) continue
    if (income.quantity.name.replace('收入总计', '') !== spending.quantity.name.replace('支出总计', '')) continue
    propose(report, [
      {
        kind: 'equality',
        formula: 'equality',
        rule: 'income-expenditure',
        strong: true,
        stated: statedOf(spending),
        operands: [operandOf(income)],
      },
    ])
  }
}

const RATING =
  /(?:自评|评价|评定|考评)?(?:等级|等次|结果|结论)(?:(?:为|是|:)"?|")(?:优秀?|良好?|中等?|较?差|合格)"?(?=[,。;、]|$)|(?:自评|评价|评定|考评)?(?:等级|等次|结果|结论)(?:优秀?|良好?|中等|较差|合格)(?=[,。;、]|$)/
const SCORE = /\d分(?![别之析配解类部工管期公])|得分|评分表|评分标准/

export function checkRating(report: Report, readings: readonly Reading[]): void {
  const rated = readings.find(({ passage }) => RATING.test(passage.text))
  if (rated && !readings.some(({ passage }) => SCORE.test(passage.text))) {
    const match = RATING.exec(rated.passage.text)!
    const message = `写了评价等级“${match[0].replaceAll('"', '')}”，全文没有得分，也没有评分表，等级无法核对。`
    raise(report, 'rating-without-score', 'warning', message, {
      passage: rated.passage,
      start: match.index,
      end: match.index + match[0].length,
    })
  }
  const title = readings
    .slice(0, 6)
    .find(({ passage }) => passage.text.length < 60 && /绩效(?:评价|自评)/.test(passage.text))
  const heading = readings.find(({ passage }) => /主要绩效指标/.test(passage.text) && passage.text.length < 40)
  if (!title || !heading || readings.some(({ passage }) => /满意度|产出指标|数量指标/.test(passage.text))) return
  const message = '“主要绩效指标”没有产出、效益和满意度指标，只有财务指标。'
  raise(report, 'missing-indicators', 'warning', message, {
    passage: heading.passage,
    start: 0,
    end: heading.passage.text.length,
  })
}
