// The workbook of a year's books: its sheets and columns, with the words people write in them. One table serves reading,
// writing and the documentation.
import { CATEGORIES, HEADINGS, SOURCES, THREE_PUBLIC } from '../budget/index.ts'

export type ColumnKind =
  | 'text'
  | 'money'
  | 'day'
  | 'count'
  | 'mark'
  | { words: Record<string, string> }
  | { list: Record<string, string> }
export type Column = { key: string; title: string; kind: ColumnKind; optional?: boolean }
export type Sheet = { key: SheetKey; name: string; columns: readonly Column[]; identity: readonly string[] }
export type SheetKey =
  | 'lines'
  | 'adjustments'
  | 'entries'
  | 'postings'
  | 'prior_totals'
  | 'cards'
  | 'depreciation'
  | 'contracts'

const SIDES = { income: '收入', expenditure: '支出' }
const ADJUSTMENTS = { increase: '追加', cut: '追减', virement: '调剂', allot: '下达' }
const PURPOSE_WORDS = {
  expense: '费用',
  fixed_asset: '固定资产',
  stock: '库存物品',
  advance: '借款',
  prepayment: '预付',
}

const text = (key: string, title: string, optional = false): Column => ({ key, title, kind: 'text', optional })
const money = (key: string, title: string): Column => ({ key, title, kind: 'money' })
const day = (key: string, title: string): Column => ({ key, title, kind: 'day' })
const words = (key: string, title: string, of: Record<string, string>, optional = false): Column => ({
  key,
  title,
  kind: { words: of },
  optional,
})
const NOTE = text('note', '备注', true)

export const SHEETS: readonly Sheet[] = [
  {
    key: 'lines',
    name: '预算',
    identity: ['line_no'],
    columns: [
      text('line_no', '行号'),
      words('side', '收支', SIDES),
      text('title', '名称'),
      words('source', '资金来源', SOURCES),
      words('category', '类别', CATEGORIES, true),
      text('function_code', '功能分类', true),
      text('economic_code', '经济分类', true),
      text('section', '科室', true),
      text('project', '项目', true),
      words('three_public', '三公', THREE_PUBLIC, true),
      { key: 'procurement', title: '政府采购', kind: 'mark', optional: true },
      money('opening_fen', '年初预算（元）'),
      { key: 'reported_as', title: '列报口径', kind: { list: HEADINGS }, optional: true },
      NOTE,
    ],
  },
  {
    key: 'adjustments',
    name: '指标变动',
    identity: ['ref'],
    columns: [
      text('ref', '序号'),
      day('on_date', '日期'),
      text('line_no', '行号'),
      words('kind', '类型', ADJUSTMENTS),
      text('section', '科室', true),
      money('amount_fen', '金额（元）'),
      text('doc_no', '文号', true),
      text('summary', '摘要'),
      NOTE,
    ],
  },
  {
    key: 'entries',
    name: '收支',
    identity: ['ref'],
    columns: [
      text('ref', '凭证号'),
      day('on_date', '日期'),
      text('line_no', '行号'),
      text('section', '科室', true),
      text('summary', '摘要'),
      money('amount_fen', '金额（元）'),
      text('economic_code', '经济分类', true),
      words('purpose', '用途', PURPOSE_WORDS),
      text('counterparty', '对方单位', true),
      words('reported_as', '列报口径', HEADINGS, true),
      NOTE,
    ],
  },
  {
    key: 'postings',
    name: '凭证',
    identity: ['ref', 'account'],
    columns: [
      text('ref', '凭证号'),
      day('on_date', '日期'),
      text('summary', '摘要'),
      text('account', '科目'),
      money('debit_fen', '借方（元）'),
      money('credit_fen', '贷方（元）'),
      NOTE,
    ],
  },
  {
    key: 'prior_totals',
    name: '上年决算',
    identity: ['side', 'code'],
    columns: [
      words('side', '收支', SIDES),
      text('code', '编码'),
      text('title', '名称'),
      money('amount_fen', '金额（元）'),
      text('source', '来源'),
      NOTE,
    ],
  },
  {
    key: 'cards',
    name: '资产卡片',
    identity: ['card_no'],
    columns: [
      text('card_no', '卡片编号'),
      text('name', '名称'),
      text('class_code', '国标分类'),
      money('original_fen', '原值（元）'),
      day('acquired_on', '取得日期'),
      { key: 'life_months', title: '折旧月数', kind: 'count' },
      text('section', '使用科室', true),
      text('holder', '使用人', true),
      text('place', '存放地点', true),
      NOTE,
    ],
  },
  {
    key: 'depreciation',
    name: '折旧',
    identity: ['card_no', 'on_date'],
    columns: [
      text('card_no', '卡片编号'),
      day('on_date', '日期'),
      money('amount_fen', '折旧额（元）'),
      text('ref', '凭证号', true),
    ],
  },
  {
    key: 'contracts',
    name: '采购合同',
    identity: ['contract_no'],
    columns: [
      text('contract_no', '合同号'),
      text('title', '名称'),
      text('line_no', '行号'),
      text('supplier', '供应商'),
      text('method', '采购方式'),
      money('amount_fen', '金额（元）'),
      day('signed_on', '签订日期'),
      NOTE,
    ],
  },
]

/** The first sheet: one row a fact, 项目 and 内容. */
export const BASICS = { name: '基本情况', columns: ['项目', '内容'] } as const
export const BASIC_FACTS: readonly Column[] = [
  text('unit_name', '单位名称'),
  { key: 'year', title: '年度', kind: 'count' },
  { key: 'authorised_count', title: '编制人数', kind: 'count' },
  { key: 'in_post_count', title: '实有人数', kind: 'count' },
  text('doc_no', '批复文号'),
  day('adopted_on', '批复日期'),
  money('income_fen', '收入预算合计（元）'),
  money('expenditure_fen', '支出预算合计（元）'),
]

/** What ties a row to the one imported before: the text of its identifying columns. */
export function rowKey(sheet: Sheet, row: Record<string, unknown>): string {
  return sheet.identity.map(key => String(row[key])).join('|')
}
