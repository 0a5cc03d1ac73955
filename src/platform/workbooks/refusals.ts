// What cannot be read from a workbook, with the cell it stands in.
import { refusal } from '../../kernel/index.ts'

export const notAWorkbook = refusal<{ name: string }>(
  'workbooks.not-a-workbook',
  415,
  f => `“${f.name}”不是 Excel 工作簿（.xlsx）或 CSV 文件。旧版 .xls 请另存为 .xlsx。`,
)
export const damagedWorkbook = refusal<{ name: string }>(
  'workbooks.damaged',
  422,
  f => `“${f.name}”已损坏，无法读取。请重新导出一份。`,
)
export const badMoney = refusal<{ value: string }>(
  'workbooks.bad-money',
  422,
  f => `金额“${f.value}”无法识别，应为以元为单位、最多两位小数的数。`,
)
export const badDay = refusal<{ value: string }>(
  'workbooks.bad-day',
  422,
  f => `日期“${f.value}”无法识别，应为 2022-03-05 或 2022年3月5日 这样的写法。`,
)
