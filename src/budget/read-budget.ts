// A budget from a workbook: rows for the adoption form, with every fault by row. Nothing is kept.
import { z } from 'zod'
import { fileReading } from '../platform/index.ts'
import { type CellValue, cellText, parseMoneyCell, readWorkbook } from '../platform/workbooks/index.ts'
import { LineInput } from './adopt-budget.ts'
import { BUDGET_COLUMNS_REQUIRED, type BudgetColumn } from './budget-sheet.ts'
import { CATEGORIES, SOURCES, THREE_PUBLIC } from './vocabulary.ts'

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

function keyOf(words: Record<string, string>, text: string): string | null {
  if (text === '') return null
  const found = Object.keys(words).find(key => words[key] === text || key === text)
  if (!found) throw new Error(`“${text}”不在可选范围：${Object.values(words).join('、')}`)
  return found
}

function explained(issue: z.core.$ZodIssue): string {
  const column = COLUMN_OF[String(issue.path[0])]
  if (issue.code === 'invalid_format' && /[a-z]/i.test(issue.message)) return `${column}应为数字编码，位数见模板说明`
  if (issue.code === 'invalid_value') return `${column}没有填`
  return column ? `${column}：${issue.message}` : issue.message
}

function readLine(cells: readonly CellValue[], at: ReadonlyMap<string, number>): Line {
  const cell = (title: BudgetColumn) => cells[at.get(title) ?? -1]
  const text = (title: BudgetColumn) => cellText(cell(title))
  const line = {
    line_no: text('行号'),
    side: keyOf({ income: '收入', expenditure: '支出' }, text('收支')),
    title: text('名称'),
    source: keyOf(SOURCES, text('资金来源')) ?? 'fiscal',
    category: keyOf(CATEGORIES, text('类别')),
    function_code: text('功能分类') || null,
    economic_code: text('经济分类') || null,
    project: text('项目') || null,
    three_public: keyOf(THREE_PUBLIC, text('三公')),
    procurement: ['是', '√', '1'].includes(text('政府采购')),
    opening_fen: parseMoneyCell(cell('年初预算（元）')).toString(),
  }
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
  async read(_tx, { bytes, name }) {
    const [sheet] = await readWorkbook(bytes, name)
    const [head = [], ...body] = sheet?.rows ?? []
    const at = new Map(head.map((cell, n) => [cellText(cell), n]))
    const missing = BUDGET_COLUMNS_REQUIRED.filter(title => !at.has(title))
    if (missing.length > 0) return { lines: [], errors: [{ row: 1, message: `缺少这些列：${missing.join('、')}` }] }
    const lines: Line[] = []
    const errors: { row: number; message: string }[] = []
    const rowOf = new Map<string, number>()
    body.forEach((cells, n) => {
      if (cells.every(cell => cellText(cell) === '')) return
      const row = n + 2
      try {
        const line = readLine(cells, at)
        const before = rowOf.get(line.line_no)
        if (before !== undefined) throw new Error(`行号“${line.line_no}”与第 ${before} 行重复`)
        rowOf.set(line.line_no, row)
        lines.push(line)
      } catch (error) {
        errors.push({ row, message: (error as Error).message })
      }
    })
    if (lines.length + errors.length === 0) errors.push({ row: 2, message: '表里没有预算行' })
    return { lines, errors }
  },
})
