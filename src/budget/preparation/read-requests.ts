// A section's request from a workbook: items for the form, with every fault by row. Nothing is kept.
import { z } from 'zod'
import { fileReading } from '../../platform/index.ts'
import { type CellValue, cellText, parseMoneyCell, readWorkbook } from '../../platform/workbooks/index.ts'
import { CATEGORIES, SOURCES, THREE_PUBLIC } from '../vocabulary.ts'
import { ItemFields } from './item-input.ts'
import { REQUEST_COLUMNS_REQUIRED, type RequestColumn } from './request-sheet.ts'
import { FILLERS } from './save-item.ts'
import { INDICATOR_KINDS, type Indicator, type IndicatorKind } from './words.ts'

const Item = z.strictObject(ItemFields)
type ItemIn = z.input<typeof Item>

function keyOf(words: Record<string, string>, text: string): string | null {
  if (text === '') return null
  const found = Object.keys(words).find(key => words[key] === text || key === text)
  if (!found) throw new Error(`“${text}”不在可选范围：${Object.values(words).join('、')}`)
  return found
}

/** `数量：购置摄像机≥3台；满意度：采编人员满意度≥90%` */
export function readIndicators(text: string): Indicator[] {
  return text
    .split(/[；;\n]/)
    .map(one => one.trim())
    .filter(one => one !== '')
    .map(one => {
      const match = /^(\S+?)[：:]\s*(.+?)\s*(≥|≤|=|>=|<=|＝)\s*(-?\d+(?:\.\d+)?)\s*(\S*)$/.exec(one)
      const kind =
        match && (Object.keys(INDICATOR_KINDS) as IndicatorKind[]).find(key => INDICATOR_KINDS[key] === match[1])
      if (!match || !kind) throw new Error(`绩效指标“${one}”应写成 数量：购置摄像机≥3台`)
      const direction = ({ '>=': '≥', '<=': '≤', '＝': '=' } as Record<string, string>)[match[3]!] ?? match[3]
      return {
        kind,
        title: match[2]!,
        direction: direction as Indicator['direction'],
        target: match[4]!,
        unit: match[5]!,
      }
    })
}

function whole(text: string, title: string): number {
  if (text === '') return 1
  if (!/^\d{1,7}(\.0+)?$/.test(text)) throw new Error(`${title}应为整数，读到“${text}”`)
  return Number(text)
}

function readItem(cells: readonly CellValue[], at: ReadonlyMap<string, number>): ItemIn {
  const cell = (title: RequestColumn) => cells[at.get(title) ?? -1]
  const text = (title: RequestColumn) => cellText(cell(title))
  const item = {
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
    quantity: whole(text('数量'), '数量'),
    quantity_unit: text('数量单位'),
    times: whole(text('次数'), '次数'),
    times_unit: text('次数单位'),
    price_fen: parseMoneyCell(cell('单价（元）')).toString(),
    basis: text('测算依据'),
    objective: text('绩效目标'),
    indicators: readIndicators(text('绩效指标')),
  }
  const checked = Item.safeParse(item)
  if (!checked.success)
    throw new Error(checked.error.issues.map(issue => `${issue.path.join('.')}：${issue.message}`).join('；'))
  return item as ItemIn
}

/** Read a section's request from the first sheet of a workbook. */
export const readRequests = fileReading({
  name: 'budget.read-requests',
  title: '读取预算申报表',
  access: FILLERS,
  output: z.object({
    items: z.array(z.unknown()),
    errors: z.array(z.object({ row: z.number(), message: z.string() })),
  }),
  async read(_tx, { bytes, name }) {
    const [sheet] = await readWorkbook(bytes, name)
    const [head = [], ...body] = sheet?.rows ?? []
    const at = new Map(head.map((cell, n) => [cellText(cell), n]))
    const missing = REQUEST_COLUMNS_REQUIRED.filter(title => !at.has(title))
    if (missing.length > 0) return { items: [], errors: [{ row: 1, message: `缺少这些列：${missing.join('、')}` }] }
    const items: ItemIn[] = []
    const errors: { row: number; message: string }[] = []
    body.forEach((cells, n) => {
      if (cells.every(cell => cellText(cell) === '')) return
      try {
        items.push(readItem(cells, at))
      } catch (error) {
        errors.push({ row: n + 2, message: (error as Error).message })
      }
    })
    if (items.length + errors.length === 0) errors.push({ row: 2, message: '表里没有申报项目' })
    return { items, errors }
  },
})
