// The columns of the list of rules, as it leaves the page and comes in again.
export const RULE_COLUMNS = {
  kind: '规定',
  category: '类别',
  region: '地区',
  level: '级次',
  value: '数值',
  effective_from: '生效日期',
  effective_to: '失效日期',
  source: '依据',
  confirmed: '核对',
} as const
