// What books/ refuses.
import { refusal } from '../kernel/index.ts'

export const rowsRefused = refusal<{ errors: { sheet: string; row: number; column: string; message: string }[] }>(
  'books.rows-refused',
  422,
  f => {
    const [first] = f.errors
    return `账套有 ${f.errors.length} 处问题，没有导入。第一处：${first ? `${first.sheet}${first.row > 0 ? `第${first.row}行` : ''}${first.column ? ` ${first.column}` : ''}：${first.message}` : ''}`
  },
)
export const keptYear = refusal<{ year: number }>(
  'books.kept-year',
  409,
  f => `${f.year}年度的账是在本系统记的，不能再导入往年账。`,
)
export const otherUnit = refusal<{ given: string; unit: string }>(
  'books.other-unit',
  422,
  f => `账套的单位是“${f.given}”，与本单位“${f.unit}”不符。`,
)
