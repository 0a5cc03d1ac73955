// The unit a document speaks for, read from its title.
import type { Passage } from './passages.ts'

const TITLE =
  /^(?:关于)?(?:20\d\d年度?)?([\u4e00-\u9fa5]{2,30}?(?:中心|局|委员会|办公室|办|院|所|站|馆|校|学校|公司|政府|街道|镇|乡|处|会|部|队|厅|团))(?:20\d\d年度?)?(?:部门|单位|整体|项目|预算|决算|财政|绩效|$)/

/** The name of the unit as the first lines state it; empty when they do not. */
export function ownNameOf(passages: readonly Passage[]): string {
  for (const { text } of passages.slice(0, 12)) {
    const match = TITLE.exec(text)
    if (match && text.length < 60) return match[1]!
  }
  return ''
}
