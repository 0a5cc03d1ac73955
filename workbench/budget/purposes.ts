// What a payment leaves behind or settles, as the forms offer it.
export const PURPOSES = [
  { value: 'expense', label: '费用' },
  { value: 'fixed_asset', label: '购固定资产' },
  { value: 'intangible', label: '购无形资产' },
  { value: 'stock', label: '购库存物品' },
  { value: 'advance', label: '借款' },
  { value: 'prepayment', label: '预付' },
  { value: 'salary', label: '付已计提的工资' },
  { value: 'payable', label: '付已计提的应付款' },
]
