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
export const futureYear = refusal<{ year: number }>(
  'books.future-year',
  422,
  f => `${f.year}年度还没有开始，不能导入。下一年的预算在“预算批复”里登记。`,
)
export const keptYear = refusal<{ year: number }>(
  'books.kept-year',
  409,
  f => `${f.year}年度的账已在本系统记，不能再导入。以后的收支在系统里办理。`,
)
export const otherUnit = refusal<{ given: string; unit: string }>(
  'books.other-unit',
  422,
  f => `账套的单位是“${f.given}”，与本单位“${f.unit}”不符。`,
)

export const noSuchMatter = refusal<{ matter_id: string }>(
  'books.no-such-matter',
  404,
  () => '没有这个随账带来的事项。',
)
export const nothingHeld = refusal<{ title: string }>(
  'books.nothing-held',
  409,
  f => `“${f.title}”已经没有可以释放的占用。`,
)
