// The columns of the list of quotas, as it leaves the page and comes in again.
export const QUOTA_COLUMNS = {
  kind: '种类',
  title: '名称',
  applies_to: '适用',
  amount_fen: '标准',
  unit: '单位',
  economic_code: '经济分类',
  effective_from: '起',
  effective_to: '止',
  source: '依据',
  confirmed: '核对',
} as const
