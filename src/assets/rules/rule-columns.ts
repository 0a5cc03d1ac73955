// The columns of the lists of depreciation lives and configuration standards, as they leave the page and come in again.
export const LIFE_COLUMNS = {
  title: '类别',
  financial_class: '财务分类',
  card_kind: '卡片种类',
  life_months: '年限',
  effective_from: '起用日期',
  effective_to: '失效日期',
  source: '依据',
  confirmed: '核对',
} as const
export const STANDARD_COLUMNS = {
  item: '资产',
  words: '别名',
  per: '范围',
  quantity: '数量',
  price_fen: '价格上限',
  life_years: '最低年限',
  effective_from: '起用日期',
  effective_to: '失效日期',
  source: '依据',
  confirmed: '核对',
} as const

export const PER = { person: '每人', section: '每科室', unit: '全单位' } as const
/** What stands for a life where nothing is depreciated. */
export const NOT_DEPRECIATED = '不提折旧'

export function lifeWords(months: number | null): string {
  if (months === null) return NOT_DEPRECIATED
  return months % 12 === 0 ? `${months / 12} 年` : `${months} 个月`
}
