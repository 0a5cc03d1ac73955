// The columns of bank file layouts and of the years papers are kept, as the lists leave and come in again.
import { BANK_VALUES } from '../vocabulary.ts'

export const LAYOUT_COLUMNS = ['名称', '文件', '编码', '各列', '起用日期', '失效日期', '依据', '核对'] as const
export const RETENTION_COLUMNS = ['档案', '保管年限', '起用日期', '失效日期', '依据', '核对'] as const

export const STANDARD_COLUMNS = {
  kind: '类别',
  item: '项目',
  class: '分类',
  rank: '职级',
  limit_fen: '标准',
  unit: '单位',
  effective_from: '起用日期',
  effective_to: '失效日期',
  source: '依据',
  confirmed: '核对',
} as const
/** Stands in a list where a standard is for every class, every rank. */
export const FOR_ALL = '不分'

/** What stands between the columns of a layout, and between a column's title and what it holds. */
export const BETWEEN = '；'
export const HOLDS = '＝'

/** A title as it stands in a list: what stands between columns is written twice in it. */
export const titleInList = (title: string) => title.replaceAll(BETWEEN, BETWEEN + BETWEEN)

/** Whether a text ends as a column of a layout does: with a value after its title. */
function endsColumn(text: string): boolean {
  const at = text.lastIndexOf(HOLDS)
  return at > 0 && Object.values<string>(BANK_VALUES).includes(text.slice(at + HOLDS.length).trim())
}

/** The columns of a layout as they stand in a list, one by one. Pure. */
export function partsOfLayout(text: string): string[] {
  const parts: string[] = []
  let part = ''
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== BETWEEN) part += text[at]
    else if (text[at + 1] === BETWEEN && part !== '' && !endsColumn(part)) {
      part += BETWEEN
      at += 1
    } else {
      parts.push(part)
      part = ''
    }
  }
  return [...parts, part].filter(one => one.trim() !== '')
}

/** A title that could not be told from the columns around it once the list has left. */
export const blursColumns = (title: string) =>
  partsOfLayout(`${titleInList(title)}${HOLDS}${BANK_VALUES.n}`).length > 1 || title.startsWith(BETWEEN)
