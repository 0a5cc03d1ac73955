// Contradictions across sentences: what no single sentence shows. Each rule speaks of quantities, never of one text.
import type { Fact, Reading } from './facts.ts'
import { amountValue, compare, type Rational, rational } from './intervals.ts'
import { excerptAt } from './passages.ts'
import { isGeneric } from './quantities.ts'
import type { RatioBinding } from './relations-ratios.ts'
import { type Place, placeOf, type Report, raise } from './report.ts'

export function checkContradictions(
  report: Report,
  readings: readonly Reading[],
  bindings: readonly RatioBinding[],
): void {
  const levels = readings
    .flatMap(reading => reading.facts)
    .filter(
      fact =>
        fact.role === 'level' && fact.numeral.kind === 'money' && !fact.quantity.prior && !fact.numeral.approximate,
    )
  const project = levels.filter(fact => /^(?:部门)?项目支出$/.test(fact.quantity.subject))
  checkBudgetParts(report, levels, project)
  checkImpliedPersonnel(report, levels, readings)
  checkNoProject(report, readings, project)
  checkUnexecuted(report, readings, project)
  checkBases(report, bindings)
}

const value = (fact: Fact): Rational => amountValue(fact.numeral.amount)
const isBasic = (fact: Fact): boolean => /^(?:部门)?基本支出$/.test(fact.quantity.subject)
const isBudget = (fact: Fact): boolean => fact.quantity.measure === 'budget'
const sameYear = (a: Fact, b: Fact): boolean =>
  a.quantity.year === undefined || b.quantity.year === undefined || a.quantity.year === b.quantity.year

/** The whole budget stands a second time as the budget of its part 基本支出, while 项目支出 has a budget of its own. */
function checkBudgetParts(report: Report, levels: readonly Fact[], project: readonly Fact[]): void {
  const basic = levels.find(fact => isBasic(fact) && isBudget(fact))
  const other = project.find(fact => isBudget(fact) && fact.numeral.amount.digits > 0n)
  if (!basic || !other) return
  const whole = levels.find(
    fact =>
      isBudget(fact) &&
      isGeneric(fact.quantity.subject) &&
      compare(value(fact), value(basic)) === 0 &&
      sameYear(fact, basic),
  )
  if (!whole) return
  const message = `部门全部预算写作${shown(whole)}，基本支出预算也写作${shown(basic)}，而项目支出另有预算${shown(other)}：三者不能同时成立，基本支出预算疑为把项目支出并入。`
  raise(report, 'budget-as-own-part', 'error', message, placeOf(basic), joined(placeOf(whole), placeOf(basic)))
}

/** 基本支出预算 − 公用经费预算 leaves less for 人员经费 than was spent on it, and the text says nothing of it. */
function checkImpliedPersonnel(report: Report, levels: readonly Fact[], readings: readonly Reading[]): void {
  const basic = levels.find(fact => isBasic(fact) && isBudget(fact))
  const operating = levels.find(fact => /(?:^|日常)公用(?:经费|支出)$/.test(fact.quantity.subject) && isBudget(fact))
  const personnel = levels.find(fact => /^人员(?:经费|支出)(?:支出)?$/.test(fact.quantity.subject) && !isBudget(fact))
  if (!basic || !operating || !personnel || compare(value(operating), value(basic)) >= 0) return
  if (levels.some(fact => /人员(?:经费|支出)/.test(fact.quantity.subject) && isBudget(fact))) return
  const left = subtract(value(basic), value(operating))
  if (compare(value(personnel), left) <= 0) return
  if (readings.some(({ passage }) => /超支|超出预算|超预算|追加|调增/.test(passage.text))) return
  const over = subtract(value(personnel), left)
  const message = `基本支出预算${shown(basic)}减去公用经费预算${shown(operating)}，人员经费预算只有${inWan(left)}万元，而人员经费支出${shown(personnel)}，超出${inWan(over)}万元，全文没有说明。`
  raise(report, 'implied-overrun', 'error', message, placeOf(personnel), joined(placeOf(operating), placeOf(personnel)))
}

const NONE = /(?:无|没有|未安排|未发生)项目支出/
const PROJECT_WORK =
  /严格(?:按照?)(?:财政)?专项资金[^,。]{0,12}(?:实施方案|执行)|专项资金[^,。;]{0,8}专款专用|督促项目(?:承担|实施|建设)单位|项目资金专款专用/

function checkNoProject(report: Report, readings: readonly Reading[], project: readonly Fact[]): void {
  const said = readings.flatMap(({ passage }) => {
    const match = NONE.exec(passage.text)
    return match ? [{ passage, start: match.index, end: match.index + match[0].length }] : []
  })[0]
  const zero = project.find(fact => !isBudget(fact) && fact.numeral.amount.digits === 0n)
  if (!said || !zero) return
  for (const { passage, sentences } of readings) {
    for (const { start, end } of sentences) {
      const match = PROJECT_WORK.exec(passage.text.slice(start, end))
      if (!match) continue
      const place = { passage, start: start + match.index, end: start + match.index + match[0].length }
      const message = `前面写明本年无项目支出，这里又写“${match[0]}”，两处不能同时成立。`
      raise(report, 'no-project-but-project-funds', 'error', message, place, joined(said, place))
    }
  }
}

/** A project budget of which nothing was spent, without a word of why. */
function checkUnexecuted(report: Report, readings: readonly Reading[], project: readonly Fact[]): void {
  for (const { passage, sentences } of readings) {
    for (const { facts } of sentences) {
      const budget = facts.find(fact => project.includes(fact) && isBudget(fact) && fact.numeral.amount.digits > 0n)
      const next = budget && facts[facts.indexOf(budget) + 1]
      if (!budget || next?.role !== 'level' || next.numeral.amount.digits !== 0n || isBudget(next)) continue
      if (/原因|由于|因为|因|未实施|结转|调整/.test(passage.text)) continue
      const message = `项目支出预算${shown(budget)}，实际支出为0，没有说明原因。`
      raise(report, 'missing-reason', 'warning', message, { ...placeOf(budget), end: next.numeral.end })
    }
  }
}

/** 「完成全年预算的p%」 where the amount divided by was introduced as 年初预算, or the other way round. */
function checkBases(report: Report, bindings: readonly RatioBinding[]): void {
  for (const { ratio, budget } of bindings) {
    const said = /全年|调整/.test(ratio.base) ? 'full' : /年初/.test(ratio.base) ? 'initial' : undefined
    const used = budget.quantity.basis
    if (said === undefined || used === undefined || said === used) continue
    const names = { full: '全年（调整后）预算', initial: '年初预算' }
    const message = `“完成${ratio.base}的${ratio.numeral.text}%”说的是${names[said]}，所用的基数${shown(budget)}却是${names[used]}，口径不一致。`
    raise(report, 'base-conflict', 'error', message, placeOf(ratio), joined(placeOf(budget), placeOf(ratio)))
  }
}

function subtract(a: Rational, b: Rational): Rational {
  return rational(a.num * b.den - b.num * a.den, a.den * b.den)
}

function inWan(yuan: Rational): string {
  const cents = (yuan.num * 100n) / (yuan.den * 10000n)
  const text = String(cents < 0n ? -cents : cents).padStart(3, '0')
  return `${text.slice(0, -2)}.${text.slice(-2)}`.replace(/\.?0+$/, '')
}

const shown = (fact: Fact): string => `${fact.numeral.text}${fact.numeral.unit}`

function joined(first: Place, second: Place): string {
  const text = ({ passage, start, end }: Place) => excerptAt(passage, start, end, start, end, 56)
  if (first.passage === second.passage && second.end - first.start < 110 && second.end > first.start) {
    return excerptAt(first.passage, first.start, second.end, second.start, second.end)
  }
  return `${text(first)} … ${text(second)}`
}
