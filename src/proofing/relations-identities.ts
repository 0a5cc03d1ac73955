// Identities that hold by definition: 净值 = 原值 − 折旧, 全年预算 = 年初预算 + 追加.
import type { Fact, Reading } from './facts.ts'
import { type Operand, operandOf, propose, type Report, statedOf } from './report.ts'

/** Each name must stand exactly once in the sentence; `strong` ones leave no other reading. */
const IDENTITIES: { whole: RegExp; plus: RegExp[]; minus: RegExp[]; strong: boolean }[] = [
  { whole: /净[值额](?:为|是)?$/, plus: [/原值(?:合计|总额)?(?:为|是)?$/], minus: [/(?:累计)?折旧(?:额|数)?(?:为|是)?$/], strong: true },
  { whole: /(?:全年|调整后?)(?:的)?(?:支出|收入)?预算(?:数|额|总额)?(?:为|是)?$/, plus: [/年初(?:部门)?(?:支出|收入)?预算(?:数|额)?(?:为|是)?$/, /(?:追加|调增)(?:预算|资金|指标)?(?:数|额)?(?:为|是)?$/], minus: [], strong: false },
  { whole: /年末(?:财政拨款)?结转(?:和|及|与)?结余(?:资金)?(?:为|是)?$/, plus: [/年初(?:财政拨款)?结转(?:和|及|与)?结余(?:资金)?(?:为|是)?$/, /收入(?:合计|总额)?(?:为|是)?$/], minus: [/支出(?:合计|总额)?(?:为|是)?$/], strong: false },
  { whole: /(?<!净)资产(?:总额|总计|合计)(?:为|是)?$/, plus: [/负债(?:总额|总计|合计)?(?:为|是)?$/, /净资产(?:总额|总计|合计)?(?:为|是)?$/], minus: [], strong: true },
] // biome-ignore format: one identity a line

export function checkIdentities(report: Report, reading: Reading): void {
  for (const { facts } of reading.sentences) {
    const levels = facts.filter(
      fact => fact.role === 'level' && fact.numeral.kind === 'money' && !fact.numeral.approximate,
    )
    if (levels.length < 3) continue
    judgeIdentities(report, levels)
    const segments = new Set(levels.map(fact => fact.segment))
    if (segments.size > 1)
      for (const segment of segments)
        judgeIdentities(
          report,
          levels.filter(fact => fact.segment === segment),
        )
  }
}

function judgeIdentities(report: Report, levels: readonly Fact[]): void {
  if (levels.length < 3) return
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

const negative = (operand: Operand): Operand => ({
  ...operand,
  amount: { ...operand.amount, digits: -operand.amount.digits },
  text: `-${operand.text}`,
})
