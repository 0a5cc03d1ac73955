// Counts against what is listed: 「内设3个部门：甲、乙、丙」, 「共4项」 and the items behind it.
import type { Reading } from './facts.ts'
import { chineseNumber } from './numbering.ts'
import { excerptAt, lineAt, type Passage } from './passages.ts'
import type { Report } from './report.ts'

const COUNTED =
  /(?:内设|下设|设有|设置|所属|下属|下辖|现有|纳入)([^,;:。\d]{0,16}?)(\d{1,3}|[一二两三四五六七八九十]{1,3})个?([^,;:。、\d]{0,10}?)(?:\([^()]{0,12}\))?(?=[,:即包分为是])[,:]?(?:即|分别(?:是|为)|包括|为|是)?[:,]?/g
const NOUN = /机构|部门|科室|股室|处室|单位|[科股室部处组镇队]$|街道/
const LISTED = /(?:内设|下设)(?:机构|部门|科室|股室)?(?:分别)?(?:为|有|包括|是)?[:]?([^。;:]{4,400})/

/** The departments the text lists, for other rules. */
export function departmentsOf(readings: readonly Reading[]): string[] {
  for (const { passage } of readings) {
    const match = LISTED.exec(passage.text)
    const list = match ? itemsOf(match[1]!.replace(/^.{0,20}?(?:分别是|分别为|包括|:)/, '')) : undefined
    if (list && list.items.length >= 2 && list.items.every(item => /[部室科股处组队委]$/.test(item))) return list.items
  }
  return []
}

export function checkCounts(report: Report, reading: Reading): void {
  const { passage } = reading
  for (const match of passage.text.matchAll(COUNTED)) {
    const stated = /\d/.test(match[2]!) ? Number(match[2]) : chineseNumber(match[2]!)
    if (!NOUN.test(match[1]!) && !NOUN.test(match[3]!)) continue
    const start = match.index + match[0].length
    const rest = passage.text.slice(start, start + 600)
    const stop = rest.search(/[。;]/)
    if (stop < 0 && start + 600 < passage.text.length) continue
    const list = itemsOf(stop < 0 ? rest : rest.slice(0, stop))
    if (!list || stated < 2 || list.items.length < 2) continue
    judgeCount(report, passage, match, stated, list, start)
  }
}

type List = { items: string[]; open: boolean; length: number }

/** Splits 「甲、乙和丙」; undefined where the words are no plain list. `open` where it ends in 等 without a count. */
function itemsOf(text: string): List | undefined {
  const plain = text.replace(/\([^()]{0,60}\)/g, '')
  const open = /等(?:\d{1,3}|[一二三四五六七八九十]+)?个?[^、]{0,10}$/.test(plain)
  const parts = plain.replace(/等(?:\d{1,3}|[一二三四五六七八九十]+)?个?[^、]{0,10}$/, '').split('、')
  const last = parts.at(-1)!
  const joined = /^(.{2,12}?[部室科股处组队委心局站所院镇办])(?:和|与|及|以及)(.{2,14})$/.exec(last)
  if (joined) parts.splice(-1, 1, joined[1]!, joined[2]!)
  const items = parts.map(part => part.trim()).filter(part => part !== '')
  if (items.some(item => item.length > 22 || item.length < 2 || /[,:\d]/.test(item))) return undefined
  return { items, open, length: text.length }
}

const UNIT_NAME = /(?:部|室|科|股|处|组|队|委|心|局|站|所|院|镇|办|校|馆|会|街道|政府|乡|台|社|公司|单位|刊部|园|大厅)$/

function judgeCount(
  report: Report,
  passage: Passage,
  match: RegExpMatchArray,
  stated: number,
  list: List,
  end: number,
): void {
  const named = list.items.filter(item => UNIT_NAME.test(item)).length
  const found = list.items.length
  if (named < found || (list.open && found < stated)) return
  const start = match.index!
  const digitsAt = start + match[0].indexOf(match[2]!)
  const excerpt = excerptAt(passage, start, end + list.length, digitsAt, digitsAt + match[2]!.length)
  const line = lineAt(passage, digitsAt)
  const parts = list.items.map(label => ({ label, value: '1', unit: '个' }))
  const status = found === stated ? 'ok' : 'fail'
  report.relations.push({ kind: 'count', status, stated: match[2]!, computed: String(found), parts, excerpt, line })
  if (status === 'ok') return
  const message = `文中写“${match[2]}个”，列出的是${found}个（${list.items.slice(0, 6).join('、')}${found > 6 ? '…' : ''}），计数与列举不符。`
  report.findings.push({ rule: 'count-mismatch', severity: 'error', message, excerpt, line })
}
