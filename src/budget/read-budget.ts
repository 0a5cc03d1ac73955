// A budget from a workbook: rows for the adoption form, with every fault by row. Nothing is kept.
import { z } from 'zod'
import { Refusal } from '../kernel/index.ts'
import { fileReading } from '../platform/index.ts'
import { type CellValue, cellText, parseMoneyCell, readWorkbook } from '../platform/workbooks/index.ts'
import { LineInput } from './adopt-budget.ts'
import { CATEGORIES, SOURCES, THREE_PUBLIC } from './vocabulary.ts'

/** Column titles of the template; those after 年初预算 may be missing. */
const BUDGET_COLUMNS = [
  '行号',
  '收支',
  '名称',
  '年初预算（元）',
  '资金来源',
  '类别',
  '功能分类',
  '经济分类',
  '项目',
  '三公',
  '政府采购',
] as const
const REQUIRED = BUDGET_COLUMNS.slice(0, 4)

function keyOf(words: Record<string, string>, text: string): string | null {
  if (text === '') return null
  const found = Object.keys(words).find(key => words[key] === text || key === text)
  if (!found) throw new Error(`“${text}”不在可选范围：${Object.values(words).join('、')}`)
  return found
}

function readLine(cells: readonly CellValue[], at: ReadonlyMap<string, number>): z.input<typeof LineInput> {
  const cell = (title: (typeof BUDGET_COLUMNS)[number]) => cells[at.get(title) ?? -1]
  const text = (title: (typeof BUDGET_COLUMNS)[number]) => cellText(cell(title))
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
  if (!checked.success) throw new Error(checked.error.issues.map(issue => issue.message).join('；'))
  return line as z.input<typeof LineInput>
}

/** Read budget lines from the first sheet of a workbook. */
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
    const missing = REQUIRED.filter(title => !at.has(title))
    if (missing.length > 0) return { lines: [], errors: [{ row: 1, message: `缺少这些列：${missing.join('、')}` }] }
    const lines: z.input<typeof LineInput>[] = []
    const errors: { row: number; message: string }[] = []
    body.forEach((cells, n) => {
      if (cells.every(cell => cellText(cell) === '')) return
      try {
        lines.push(readLine(cells, at))
      } catch (error) {
        errors.push({
          row: n + 2,
          message: error instanceof Refusal || error instanceof Error ? error.message : String(error),
        })
      }
    })
    return { lines, errors }
  },
})
