// What two halves of one row say of each other: 收入总计 on the left and 支出总计 on the right are equal by definition.
import { propose, type Report } from './report.ts'
import type { Model, Row } from './table-model.ts'

const ALL_INCOME = /^(?:财政拨款)?(?:收入)?总计$/
const ALL_SPENDING = /^(?:财政拨款)?(?:支出)?总计$/

/** Models of one table stand next to each other; a row of the right half continues the row of the left. */
export function checkSides(report: Report, models: readonly Model[]): void {
  models.forEach((left, i) => {
    const right = models[i + 1]
    if (!right || left.grid === undefined || left.grid !== right.grid) return
    for (const row of left.rows) {
      if (!ALL_INCOME.test(row.label)) continue
      const line = lineOf(row)
      const twin = right.rows.find(other => lineOf(other) === line && ALL_SPENDING.test(other.label))
      if (twin) compareTotals(report, left, row, right, twin)
    }
  })
}

const lineOf = ({ passage }: Row): number => passage.starts[0]!.line

function compareTotals(report: Report, left: Model, row: Row, right: Model, twin: Row): void {
  const [income, spending] = [row.cells.findLast(cell => cell !== undefined), twin.cells.find(cell => cell !== undefined)]
  if (!income || !spending || income.percent || spending.percent) return
  const place = (of: Row, { start, end }: { start: number; end: number }) => ({ passage: of.passage, start, end })
  propose(report, [
    {
      kind: 'equality',
      formula: 'equality',
      rule: 'income-expenditure',
      strong: true,
      stated: { amount: spending.amount, label: twin.label, text: spending.text, unit: right.unit, place: place(twin, spending), shift: right.unitShift },
      operands: [{ amount: income.amount, label: row.label, text: income.text, unit: left.unit, place: place(row, income) }],
    },
  ])
} // biome-ignore format: one record
