// The workbook of a year's books: its sheets and columns, with the words people write in them. One table serves reading,
// writing and the documentation.
import {
  ACQUIRED_BY,
  CARD_KINDS,
  DETAIL_FIELDS,
  DETAIL_KEYS,
  DISPOSAL_KINDS,
  FINANCIAL_CLASSES,
  FUNDS,
  VALUE_KINDS,
} from '../assets/index.ts'
import { CATEGORIES, HEADINGS, SOURCES, THREE_PUBLIC } from '../budget/index.ts'
import { ADJUSTMENTS, PURCHASE_CATEGORIES, PURPOSE_WORDS, SIDES, STATES, VOUCHER_SOURCES } from './sheet-words.ts'

export type ColumnKind =
  | 'text'
  | 'money'
  | 'day'
  | 'count'
  | 'mark'
  | { words: Record<string, string> }
  | { list: Record<string, string> }
export type Column = {
  key: string
  title: string
  kind: ColumnKind
  optional?: boolean
  /** came later than the first workbooks: while it is empty, a row is the one that was imported without it */
  later?: true
  /** what a clerk must know beside how to fill it in */
  hint?: string
}
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
  | 'disposals'

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
const count = (key: string, title: string): Column => ({ key, title, kind: 'count' })
const later = (column: Column): Column => ({ ...column, optional: true, later: true })
const laterText = (key: string, title: string) => later(text(key, title))

const CARD_LATER: readonly Column[] = [
  later(words('financial_class', '财务分类', FINANCIAL_CLASSES)),
  later(words('card_kind', '卡片种类', CARD_KINDS)),
  laterText('class_version', '分类版本'),
  laterText('tag_no', '标签码'),
  laterText('brand_model', '品牌规格型号'),
  laterText('serial_no', '出厂编号'),
  later(count('quantity', '数量')),
  laterText('measure', '计量单位'),
  later(words('value_kind', '价值类型', VALUE_KINDS)),
  later(words('acquired_by', '取得方式', ACQUIRED_BY)),
  later(day('booked_on', '入账日期')),
  laterText('ref', '入账凭证号'),
  later(words('fund', '经费来源', FUNDS)),
  laterText('purchase_form', '采购组织形式'),
  laterText('contract_no', '采购合同号'),
  laterText('requisition_no', '采购申请号'),
  laterText('supplier', '供应商'),
  laterText('invoice_no', '发票号'),
  later(day('warranty_until', '质保截止')),
  later(words('expense_account', '折旧费用科目', { 5001: '5001', 5101: '5101' })),
  later(words('use_state', '使用状况', STATES)),
  laterText('manager', '管理部门'),
  laterText('own_note', '说明'),
  ...DETAIL_KEYS.map(key => laterText(key, DETAIL_FIELDS[key].title)),
]

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
      laterText('counterparty', '对方单位'),
      { ...laterText('matter', '事项号'), hint: '只作文字，导入后没有单据跟着来' },
      laterText('matter_title', '事项'),
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
      laterText('doc_no', '文号'),
      laterText('reverses', '红冲的凭证号'),
      laterText('returns', '退回的凭证号'),
      laterText('matter', '事项号'),
    ],
  },
  {
    key: 'postings',
    name: '凭证',
    identity: ['ref', 'account', 'entry_no'],
    columns: [
      text('ref', '凭证号'),
      day('on_date', '日期'),
      text('summary', '摘要'),
      text('account', '科目'),
      money('debit_fen', '借方（元）'),
      money('credit_fen', '贷方（元）'),
      NOTE,
      later(count('entry_no', '分录号')),
      later(words('source', '来由', VOUCHER_SOURCES)),
      laterText('reverses', '红冲的凭证号'),
      laterText('entry_summary', '分录摘要'),
      later(words('fund', '资金来源', SOURCES)),
      later(words('category', '类别', CATEGORIES)),
      laterText('line_no', '行号'),
      laterText('economic_code', '经济分类'),
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
      ...CARD_LATER,
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
      later(words('category', '采购类别', PURCHASE_CATEGORIES)),
      laterText('supplements', '补充的合同号'),
      later(day('published_on', '公告日期')),
      laterText('published_url', '公告网址'),
      later(day('filed_on', '备案日期')),
      laterText('filed_no', '备案号'),
    ],
  },
  {
    key: 'disposals',
    name: '处置',
    identity: ['disposal_no', 'card_no'],
    columns: [
      text('disposal_no', '处置单号'),
      text('card_no', '卡片编号'),
      words('kind', '处置方式', DISPOSAL_KINDS),
      text('reason', '理由'),
      day('completed_on', '核销日期'),
      money('proceeds_fen', '处置收入（元）'),
      money('remitted_fen', '已上缴（元）'),
      money('appraisal_fen', '评估价（元）'),
      text('appraiser', '评估单位', true),
      text('minutes_no', '会议纪要', true),
      text('approval_no', '批准文号', true),
      text('counterparty', '接收单位', true),
      text('ref', '凭证号', true),
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
  later({ key: 'closed', title: '已关账', kind: 'mark' }),
]

/** What ties a row to the one imported before: the text of its identifying columns. */
export function rowKey(sheet: Sheet, row: Record<string, unknown>): string {
  return sheet.identity.flatMap(key => (row[key] === null || row[key] === undefined ? [] : String(row[key]))).join('|')
}
