// The columns of bank file layouts and of the years papers are kept, as the lists leave and come in again.
export const LAYOUT_COLUMNS = ['名称', '文件', '编码', '各列', '起用日期', '失效日期', '依据', '核对'] as const
export const RETENTION_COLUMNS = ['档案', '保管年限', '起用日期', '失效日期', '依据', '核对'] as const

/** What stands between the columns of a layout, and between a column's title and what it holds. */
export const BETWEEN = '；'
export const HOLDS = '＝'
