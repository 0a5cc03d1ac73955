// The columns of the table of tax withheld on labour fees, as it leaves and comes in again.
export const TAX_BAND_COLUMNS = [
  '起用日期',
  '失效日期',
  '超过（元）',
  '税率（%）',
  '速算扣除数（元）',
  '依据',
  '核对',
] as const
export type TaxBandColumn = (typeof TAX_BAND_COLUMNS)[number]
