// A budget from a workbook: rows for the adoption form, with every fault by row. Nothing is kept.
import { z } from 'zod'
import { fileReading } from '../platform/index.ts'
import { parseMoneyCell, type RowCells, readListRows } from '../platform/workbooks/index.ts'
import { LineInput } from './adopt-budget.ts'
import { BUDGET_COLUMNS_REQUIRED, type BudgetColumn } from './budget-sheet.ts'
import { lineCells } from './line-cells.ts'

type Line = z.input<typeof LineInput>

/** The column a field of a line comes from, to name it in a fault. */
const COLUMN_OF: Record<string, BudgetColumn> = {
  line_no: '行号',
  side: '收支',
  title: '名称',
  category: '类别',
  function_code: '功能分类',
  economic_code: '经济分类',
  project: '项目',
  opening_fen: '年初预算（元）',
}

function explained(issue: z.core.$ZodIssue): string {
  const column = COLUMN_OF[String(issue.path[0])]
  if (issue.code === 'invalid_format' && /[a-z]/i.test(issue.message)) return `${column}应为数字编码，位数见模板说明`
  if (issue.code === 'invalid_value') return `${column}没有填`
  return column ? `${column}：${issue.message}` : issue.message
}

function readLine(cells: RowCells<BudgetColumn>): Line {
  const opening_fen = parseMoneyCell(cells.cell('年初预算（元）')).toString()
  const line = { ...lineCells(cells), opening_fen }
  const checked = LineInput.safeParse(line)
  if (!checked.success) throw new Error(checked.error.issues.map(explained).join('；'))
  return line as Line
}

/** Read budget lines from the first sheet of a workbook. A line number that occurs twice is a fault of the later row. */
export const readBudget = fileReading({
  name: 'budget.read-budget',
  title: '读取预算表',
  access: ['finance'],
  output: z.object({
    lines: z.array(z.unknown()),
    errors: z.array(z.object({ row: z.number(), message: z.string() })),
  }),
  async read(_tx, file) {
    const rowOf = new Map<string, number>()
    const { rows: lines, errors } = await readListRows<Line, BudgetColumn>(file, BUDGET_COLUMNS_REQUIRED, cells => {
      const line = readLine(cells)
      const before = rowOf.get(line.line_no)
      if (before !== undefined) throw new Error(`行号“${line.line_no}”与第 ${before} 行重复`)
      rowOf.set(line.line_no, cells.row)
      return line
    })
    if (lines.length + errors.length === 0) errors.push({ row: 2, message: '表里没有预算行' })
    return { lines, errors }
  },
})
