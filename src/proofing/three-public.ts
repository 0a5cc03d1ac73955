// The items of 三公经费 have fixed names, and a report states each of them several times. One that differs from the others
// in a single digit is a slip, however short the number is.
import type { Fact, Reading } from './facts.ts'
import { placeOf, type Report, raise } from './report.ts'

const ITEMS: { name: string; pattern: RegExp }[] = [
  { name: '因公出国（境）费', pattern: /因公出国(?:\(境\))?费(?:用)?(?:支出)?(?:决算)?(?:数|总额)?(?:为|是)?$/ },
  {
    name: '公务用车购置及运行维护费',
    pattern: /公务用车购置(?:及|和|与)运行(?:维护)?费(?:用)?(?:支出)?(?:决算)?(?:数|总额)?(?:为|是)?$/,
  },
  { name: '公务接待费', pattern: /(?<!国内|外事|外宾)公务接待费(?:用)?(?:支出)?(?:决算)?(?:数|总额)?(?:为|是)?$/ },
]

export function checkThreePublic(report: Report, readings: readonly Reading[]): void {
  for (const item of ITEMS) {
    const byText = new Map<string, Fact[]>()
    for (const fact of readings.flatMap(reading => reading.facts)) {
      if (!isStated(fact) || !item.pattern.test(fact.label)) continue
      const key = `${fact.numeral.text}${fact.numeral.unit}`
      byText.set(key, [...(byText.get(key) ?? []), fact])
    }
    if (byText.size !== 2) continue
    const [odd, usual] = [...byText.values()].toSorted((a, b) => a.length - b.length) as [Fact[], Fact[]]
    if (odd.length !== 1 || usual.length < 2 || !isOneDigitApart(odd[0]!.numeral.text, usual[0]!.numeral.text)) continue
    const shown = (fact: Fact) => `${fact.numeral.text}${fact.numeral.unit}`
    const message = `“${item.name}”这里写${shown(odd[0]!)}，另外${usual.length}处写${shown(usual[0]!)}，只差一个数字，必有一处有误。`
    raise(report, 'value-conflict', 'error', message, placeOf(odd[0]!))
  }
}

const isStated = ({ role, numeral, quantity, course, remainder }: Fact): boolean =>
  role === 'level' &&
  numeral.kind === 'money' &&
  !numeral.approximate &&
  !course &&
  !remainder &&
  !quantity.prior &&
  quantity.measure !== 'budget'

function isOneDigitApart(a: string, b: string): boolean {
  return a.length === b.length && [...a].filter((sign, i) => sign !== b[i]).length === 1
}
