// What a number measures, read from the words in front of it: subject, measure (预算 or 实际), basis (年初, 全年), year.
import { MEASURES } from './vocabulary.ts'

export type Quantity = {
  /** The label without year and own name, its words of measure kept: `支出合计`. */
  name: string
  /** The label without year, own name and words of measure: `基本支出`, `三公经费`, empty for the whole. */
  subject: string
  measure: 'budget' | 'actual' | 'unknown'
  basis?: 'initial' | 'full'
  year?: number
  /** It speaks of an earlier year: 上年, 去年. */
  prior: boolean
}

const TAIL =
  /(?:分别|合计|总计|共计|一共|总共|均|各|(?<!节)约|共|总额|金额)*(?:为|是|达到?|有|计|达|至|到)?(?:人民币)?$/
const HEAD =
  /^(?:其中|包括|以及|另外|另|含|全部|主要(?:是|为|包括)?|截[止至]|(?:\d{4}年?(?:度|末|底|初)?)|本年度?|当年|今年|全年|年度|报告期内?|[、,:;."(①-⑳⑴-⒇]|\[bookmark:[^\]]{1,40}\]|\d+|[一二三四五六七八九十]+是|和|与|及|对|用于|(?:我|本)(?:部门|单位|中心|局|办|委|院|站|镇|乡|街道|县|区|市)|部门|单位)+/
const YEAR = /(20\d\d)年?/
const PRIOR = /上年(?!结转|末|结余)|去年|上一?年度(?!结转)|上一年(?!结转)|前年/

/** Reads a label; `ownName` is the unit's name as the title states it, which says nothing about the quantity. */
export function quantityOf(label: string, ownName: string): Quantity {
  const plain = label.replace(/["'《》]|类?科目$|(?<=支出)类$/g, '')
  const year = YEAR.exec(plain)
  const prior = PRIOR.test(plain)
  let rest = plain.replace(/(?:均|各|(?<!节)约)?(?:为|是|达到?)?$/, '')
  const name = bare(rest.replace(/(?:累计)?(?:完成|实现|安排)(?:了)?$/, ''), ownName)
  rest = rest.replace(TAIL, '')
  const found = MEASURES.find(entry => entry.pattern.test(rest))
  if (found && !found.keep) rest = rest.replace(found.pattern, '')
  return {
    name,
    subject: bare(rest, ownName)
      .replace(TAIL, '')
      .replace(/[()的]/g, ''),
    measure: found?.measure ?? 'unknown',
    ...(found?.basis ? { basis: found.basis } : {}),
    ...(year ? { year: Number(year[1]) } : {}),
    prior,
  }
}

/** A label without the words in front that say only when and whose. */
function bare(label: string, ownName: string): string {
  let rest = label.replace(HEAD, '')
  if (ownName !== '' && rest.includes(ownName)) rest = rest.replace(ownName, '').replace(HEAD, '')
  return rest
}

const GENERIC = /^(?:支出|收入|经费|资金|预算|金额|总额|总计|合计|财政|)$/

export function isGeneric(subject: string): boolean {
  return GENERIC.test(subject)
}
