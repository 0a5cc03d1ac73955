// Score sheets: full marks where the rate beside them falls well short. How many marks a shortfall costs differs by place and
// year, so the marks themselves are not computed here.
import { amountValue, compare, rational } from './intervals.ts'
import { type Report, raise } from './report.ts'
import type { Cell, Model } from './table-model.ts'

const FULL_MARKS_FROM = rational(90n)

export function checkScores(report: Report, model: Model): void {
  const column = (pattern: RegExp): number => model.headers.findIndex(header => pattern.test(header))
  const [rateAt, pointsAt, scoreAt] = [column(/^(?:预算)?执行率/), column(/分值|权重/), column(/得分/)]
  if (rateAt < 0 || pointsAt < 0 || scoreAt < 0) return
  for (const { cells, passage } of model.rows) {
    const [rate, points, score] = [cells[rateAt], cells[pointsAt], cells[scoreAt]]
    if (!rate?.percent || !points || !score || points.amount.digits === 0n || score.percent) continue
    if (compare(markOf(score), markOf(points)) !== 0 || compare(markOf(rate), FULL_MARKS_FROM) >= 0) continue
    const message = `执行率只有${rate.text}%，却得满分${score.text}分，请核对评分。`
    const [start, end] = [Math.min(rate.start, score.start), Math.max(rate.end, score.end)]
    raise(report, 'full-marks-despite-shortfall', 'warning', message, { passage, start, end })
  }
}

const markOf = ({ amount }: Cell) => amountValue(amount)
