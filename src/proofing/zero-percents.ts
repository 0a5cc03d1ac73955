// A percentage right behind an amount of zero: 「公务接待费0.00万元，占7.00%」. Zero is 0% of anything; 100% is what people
// write where the budget was zero too, and says nothing.
import type { Fact, Reading } from './facts.ts'
import { plainText } from './intervals.ts'
import { placeOf, type Report, raise } from './report.ts'

const CLOSE = 16

export function checkZeroPercents(report: Report, reading: Reading): void {
  for (const { facts } of reading.sentences) {
    facts.forEach((percent, i) => {
      const amount = facts[i - 1]
      if (!amount || (percent.role !== 'share' && percent.role !== 'ratio')) return
      if (!isZero(amount) || isPlausible(percent) || !isItsOwn(amount, percent)) return
      const { text, unit } = amount.numeral
      const said = `${percent.numeral.text}${percent.numeral.unit}`
      const message = `金额是${text}${unit}，却写“${said}”：零占任何数的百分比都是0。`
      const rule = percent.role === 'share' ? 'share-mismatch' : 'ratio-mismatch'
      raise(report, rule, 'error', message, { ...placeOf(percent), start: amount.labelStart })
    })
  }
}

const isZero = ({ role, numeral, quantity, course }: Fact): boolean =>
  role === 'level' &&
  numeral.kind === 'money' &&
  numeral.amount.digits === 0n &&
  !numeral.approximate &&
  !quantity.prior &&
  quantity.measure !== 'budget' &&
  !course

function isPlausible({ numeral }: Fact): boolean {
  if (numeral.approximate) return true
  const value = Number(plainText(numeral.amount.digits, numeral.amount.exponent))
  return value === 0 || value === 100
}

/** Only a comma and the words of the percentage stand between the two. */
function isItsOwn(amount: Fact, percent: Fact): boolean {
  const between = percent.passage.text.slice(amount.numeral.end, percent.numeral.start)
  return between.length <= CLOSE && /^[^,;。]{0,2},?(?:占|完成)[^,;。:]*$/.test(between)
}
