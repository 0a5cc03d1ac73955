// Identities that hold by definition (净值 = 原值 − 折旧), and calculations that the text writes out: 64.45÷116.76×100%=55.20%.
import type { Fact, Reading } from './facts.ts'
import { amountOf } from './numbers.ts'
import type { Passage } from './passages.ts'
import { type Candidate, type Operand, operandOf, type Place, propose, type Report, statedOf } from './report.ts'

/** Each name must stand exactly once in the sentence; `strong` ones leave no other reading. */
const IDENTITIES: { whole: RegExp; plus: RegExp[]; minus: RegExp[]; strong: boolean }[] = [
  { whole: /净[值额](?:为|是)?$/, plus: [/原值(?:合计|总额)?(?:为|是)?$/], minus: [/(?:累计)?折旧(?:额|数)?(?:为|是)?$/], strong: true },
  { whole: /(?:全年|调整后?)(?:的)?(?:支出|收入)?预算(?:数|额|总额)?(?:为|是)?$/, plus: [/年初(?:部门)?(?:支出|收入)?预算(?:数|额)?(?:为|是)?$/, /(?:追加|调增)(?:预算|资金|指标)?(?:数|额)?(?:为|是)?$/], minus: [], strong: false },
  { whole: /资产(?:总额|总计|合计)(?:为|是)?$/, plus: [/负债(?:总额|总计|合计)?(?:为|是)?$/, /净资产(?:总额|总计|合计)?(?:为|是)?$/], minus: [], strong: false },
] // biome-ignore format: one identity a line

export function checkIdentities(report: Report, reading: Reading): void {
  for (const { facts } of reading.sentences) {
    const levels = facts.filter(
      fact => fact.role === 'level' && fact.numeral.kind === 'money' && !fact.numeral.approximate,
    )
    if (levels.length < 3) continue
    for (const { whole, plus, minus, strong } of IDENTITIES) {
      const one = (pattern: RegExp): Fact | undefined => {
        const hits = levels.filter(fact => pattern.test(fact.label))
        return hits.length === 1 ? hits[0] : undefined
      }
      const [stated, added, taken] = [one(whole), plus.map(one), minus.map(one)]
      if (!stated || [...added, ...taken].some(fact => fact === undefined || fact === stated)) continue
      const operands = [...added.map(fact => operandOf(fact!)), ...taken.map(fact => negative(operandOf(fact!)))]
      propose(report, [
        {
          kind: minus.length > 0 ? 'difference' : 'sum',
          formula: 'sum',
          rule: minus.length > 0 ? 'difference-mismatch' : 'sum-mismatch',
          strong,
          stated: statedOf(stated),
          operands,
        },
      ])
    }
  }
}

const negative = (operand: Operand): Operand => ({
  ...operand,
  amount: { ...operand.amount, digits: -operand.amount.digits },
  text: `-${operand.text}`,
})

const NUMBER = '(\\d[\\d,]{0,18}(?:\\.\\d{1,8})?)'
const UNIT = '(亿元|万元|元|人|个|项|篇|辆|件)?'
const QUOTIENT = new RegExp(
  `[=:(]\\(?${NUMBER}${UNIT}\\)?[÷/]\\(?${NUMBER}${UNIT}\\)?\\)?[×*xX✕]100%=(?:约)?${NUMBER}%`,
  'g',
)
const CHANGE = new RegExp(
  `\\(${NUMBER}${UNIT}-${NUMBER}${UNIT}\\)[÷/]\\(?${NUMBER}${UNIT}\\)?[×*xX✕]100%=${NUMBER}%`,
  'g',
)

/** Calculations written out in full; 「=7/7×100%=100%」. */
export function checkFormulas(report: Report, passage: Passage): void {
  for (const match of passage.text.matchAll(QUOTIENT)) {
    const [, a, unitA = '', b, unitB = '', said] = match as unknown as [
      string,
      string,
      string?,
      string?,
      string?,
      string?,
    ]
    const operands = [
      written(passage, match.index, a, unitA || unitB),
      written(passage, match.index, b!, unitB || unitA),
    ]
    propose(report, [quotient(passage, match, said!, 'percent_of', operands)])
  }
  for (const match of passage.text.matchAll(CHANGE)) {
    const [, a, unitA = '', b, unitB = '', base, , said] = match as unknown as [
      string,
      string,
      string?,
      string?,
      string?,
      string?,
      string?,
      string?,
    ]
    if (base!.replaceAll(',', '') !== b!.replaceAll(',', '')) continue
    const operands = [
      written(passage, match.index, a, unitA || unitB),
      written(passage, match.index, b!, unitB || unitA),
    ]
    propose(report, [quotient(passage, match, said!, 'growth_from_prior', operands)])
  }
}

function written(passage: Passage, from: number, printed: string, unit: string): Operand {
  const text = printed.replaceAll(',', '')
  const start = passage.text.indexOf(printed, from)
  const kind = unit === '' || unit.endsWith('元') ? 'money' : 'count'
  return {
    amount: amountOf(text, unit, kind),
    label: '',
    text,
    unit,
    place: { passage, start, end: start + printed.length },
  }
}

function quotient(
  passage: Passage,
  match: RegExpExecArray,
  said: string,
  formula: Candidate['formula'],
  operands: Operand[],
): Candidate {
  const end = match.index + match[0].length
  const place: Place = { passage, start: end - said.length - 1, end }
  const label = passage.text.slice(Math.max(0, match.index - 12), match.index)
  const stated = { amount: amountOf(said, '%', 'percent'), label, text: said, unit: '%', place, shift: 0 }
  const growth = formula === 'growth_from_prior'
  return {
    kind: growth ? 'growth' : 'ratio',
    formula,
    rule: growth ? 'growth-mismatch' : 'ratio-mismatch',
    strong: true,
    stated,
    operands,
  }
}
