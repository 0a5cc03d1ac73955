// The sheet a budget is typed into: its columns, what they take, and rows that show how. Pure; the workbench makes the
// template from it, read-budget.ts reads it back.
import { CATEGORIES, SOURCES, THREE_PUBLIC } from './vocabulary.ts'

/** Column titles; those after 年初预算（元） may be missing or empty. */
export const BUDGET_COLUMNS = [
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
export type BudgetColumn = (typeof BUDGET_COLUMNS)[number]

export const BUDGET_COLUMNS_REQUIRED: readonly BudgetColumn[] = BUDGET_COLUMNS.slice(0, 4)

/** What to write into each column. */
export const BUDGET_NOTES: readonly (readonly [BudgetColumn, string])[] = [
  ['行号', '必填，一年之内不重复，如 G01'],
  ['收支', '必填：收入 或 支出'],
  ['名称', '必填，如 办公费'],
  ['年初预算（元）', '必填，以元为单位，最多两位小数'],
  ['资金来源', `不填为财政拨款收入。可填：${Object.values(SOURCES).join('、')}`],
  ['类别', `支出必填，收入不填。可填：${Object.values(CATEGORIES).join('、')}`],
  ['功能分类', '支出功能分类编码，3 到 7 位数字，可不填'],
  ['经济分类', '部门经济分类编码，3 到 5 位数字，可不填'],
  ['项目', '其他运转类、特定目标类必填项目名称'],
  ['三公', `三公经费才填：${Object.values(THREE_PUBLIC).join('、')}`],
  ['政府采购', '政府采购填 是，其余不填'],
]

/** One row of each kind, to be written over. */
export const BUDGET_EXAMPLE: readonly Partial<Record<BudgetColumn, string>>[] = [
  { 行号: 'S01', 收支: '收入', 名称: '财政拨款', '年初预算（元）': '1000000' },
  { 行号: 'R01', 收支: '支出', 名称: '基本工资', '年初预算（元）': '600000', 类别: '人员类', 经济分类: '30101' },
  { 行号: 'G01', 收支: '支出', 名称: '办公费', '年初预算（元）': '100000', 类别: '公用经费', 经济分类: '30201' },
  {
    行号: 'X01',
    收支: '支出',
    名称: '采编设备更新',
    '年初预算（元）': '300000',
    类别: '特定目标类',
    经济分类: '31002',
    项目: '采编设备更新',
    政府采购: '是',
  },
]
