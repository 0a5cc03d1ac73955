// A section's request from a workbook: items for the form, with every fault by row. Nothing is kept.
import { z } from 'zod'
import { fileReading } from '../../platform/index.ts'
import { checkedRow, parseMoneyCell, type RowCells, readListRows } from '../../platform/workbooks/index.ts'
import { lineCells } from '../line-cells.ts'
import { ItemFields } from './item-input.ts'
import { REQUEST_COLUMNS_REQUIRED, type RequestColumn } from './request-sheet.ts'
import { FILLERS } from './save-item.ts'
import { INDICATOR_KINDS, type Indicator, type IndicatorKind } from './words.ts'

const Item = z.strictObject(ItemFields)
type ItemIn = z.input<typeof Item>

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

/** Which column a fault is in, as people read it. */
const COLUMN_OF: Record<string, RequestColumn> = {
  line_no: '行号',
  side: '收支',
  title: '名称',
  category: '类别',
  quantity: '数量',
  quantity_unit: '数量单位',
  times: '次数',
  times_unit: '次数单位',
  price_fen: '单价（元）',
  source: '资金来源',
  function_code: '功能分类',
  economic_code: '经济分类',
  project: '项目',
  three_public: '三公',
  procurement: '政府采购',
  basis: '测算依据',
  objective: '绩效目标',
  indicators: '绩效指标',
}

function readItem(cells: RowCells<RequestColumn>): ItemIn {
  const { cell, text } = cells
  const item = {
    ...lineCells(cells),
    quantity: whole(text('数量'), '数量'),
    quantity_unit: text('数量单位'),
    times: whole(text('次数'), '次数'),
    times_unit: text('次数单位'),
    price_fen: parseMoneyCell(cell('单价（元）')).toString(),
    basis: text('测算依据'),
    objective: text('绩效目标'),
    indicators: readIndicators(text('绩效指标')),
  }
  checkedRow(Item, item as ItemIn, COLUMN_OF)
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
  async read(_tx, file) {
    const { rows: items, errors } = await readListRows<ItemIn, RequestColumn>(file, REQUEST_COLUMNS_REQUIRED, readItem)
    if (items.length + errors.length === 0) errors.push({ row: 2, message: '表里没有申报项目' })
    return { items, errors }
  },
})
