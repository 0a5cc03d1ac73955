// Numbering of headings and items: a number that does not follow the one before in its own style, or a style mixed up.
import type { Layout, Passage } from './passages.ts'
import { type Report, raise } from './report.ts'

const CHINESE = '一二三四五六七八九十'
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮'
const BRACKETED = '⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿'
const MARK =
  /^(?:\[bookmark:[^\]]{1,40}\])?(?:([一二三四五六七八九十]{1,3})、|\(([一二三四五六七八九十]{1,3})\)|(\d{1,2})[、.](?!\d)|\((\d{1,2})\)|([①-⑮])|([⑴-⑿]))/
const STYLES = ['一、', '（一）', '1、', '（1）', '①', '⑴']
const LIMIT = 40

/** Names of subjects that a table without borders leaves as lines: 「十、节能环保支出」. */
const NOT_HEADING = /^.{2,20}(?:收入|支出|费|事务|预算)[\d,.]*$/

type Open = { style: number; last: number }

/**
 * Follows the numbering through the document: every style counts on its own below the style that was opened before it.
 * Lines of a table of contents are left out.
 */
export function checkNumbering(report: Report, layout: Layout): void {
  const open: Open[] = []
  let seen = 0
  for (const item of layout.order) {
    if ('rows' in item) continue
    const { text } = item
    if (/(?:\.{3,}|…+)\d*$/.test(text)) continue
    const match = MARK.exec(text)
    if (match && NOT_HEADING.test(text)) {
      goOn(match, open)
      continue
    }
    // What a document that begins in the middle numbers first has no predecessor to miss.
    if (match) follow(report, item, match, open, seen++ > 0)
    openWithin(text, match?.[0] ?? '', open)
    checkInline(report, item)
  }
}

function follow(report: Report, passage: Passage, match: RegExpExecArray, open: Open[], judged: boolean): void {
  const style = match.slice(1).findIndex(group => group !== undefined)
  const ordinal = ordinalOf(match[style + 1]!, style)
  if (ordinal < 1 || ordinal > LIMIT) return
  const at = open.findIndex(one => one.style === style)
  const last = at < 0 ? 0 : open[at]!.last
  if (at >= 0) open.length = at + 1
  else open.push({ style, last: 0 })
  open.at(-1)!.last = lastWithin(passage.text, match[0], style, ordinal)
  if (ordinal === last + 1 || ordinal === 1 || !judged) return
  const shown = match[0].replace(/^\[.*\]/, '')
  const message =
    last === 0
      ? `序号“${shown}”前面没有同样体例的“${sample(style, 1)}”，编号不连续或体例不一致。`
      : `序号“${shown}”接在“${sample(style, last)}”之后，编号不连续或层级不对。`
  raise(report, 'broken-numbering', 'warning', message, { passage, start: 0, end: match[0].length })
}

/** A line that may be a heading or a subject of a table counts where it follows its predecessor, and is not judged. */
function goOn(match: RegExpExecArray, open: readonly Open[]): void {
  const style = match.slice(1).findIndex(group => group !== undefined)
  const one = open.find(other => other.style === style)
  if (one && ordinalOf(match[style + 1]!, style) === one.last + 1) one.last++
}

/** A first item may stand in the paragraph of its heading: 「一、基本情况（一）机构设置」. */
function openWithin(text: string, mark: string, open: Open[]): void {
  for (const style of [1, 2, 3, 4, 5]) {
    const first = halfWidth(sample(style, 1))
    const at = text.indexOf(first, mark.length)
    if (at < 0 || open.some(one => one.style === style && mark.startsWith(halfWidth(sample(style, one.last))))) continue
    const place = open.findIndex(one => one.style === style)
    const last = lastWithin(text, text.slice(0, at + first.length), style, 1)
    if (place >= 0) open[place] = { style, last }
    else open.push({ style, last })
  }
}

const halfWidth = (text: string): string => text.replace('（', '(').replace('）', ')')

/** Items that go on within the same paragraph: 「（七）……。（八）……」. */
function lastWithin(text: string, mark: string, style: number, ordinal: number): number {
  let last = ordinal
  let from = mark.length
  for (;;) {
    const plain = halfWidth(sample(style, last + 1))
    const at = text.indexOf(plain, from)
    if (at < 0 || !/[。;,]$/.test(text.slice(0, at))) return last
    last++
    from = at + 1
  }
}

/** Within one paragraph: ⑴ ⑵ going on as （3）. */
function checkInline(report: Report, passage: Passage): void {
  const marks = [...passage.text.matchAll(/([⑴-⑿])|\((\d{1,2})\)/g)]
  for (let i = 1; i < marks.length; i++) {
    const [before, here] = [marks[i - 1]!, marks[i]!]
    if (before[1] === undefined || here[2] === undefined) continue
    if (BRACKETED.indexOf(before[1]) + 2 !== Number(here[2])) continue
    const message = `同一段里“${before[0]}”之后写作“${here[0]}”，序号体例不一致。`
    raise(report, 'broken-numbering', 'warning', message, {
      passage,
      start: here.index,
      end: here.index + here[0].length,
    })
  }
}

function ordinalOf(text: string, style: number): number {
  if (style === 4) return CIRCLED.indexOf(text) + 1
  if (style === 5) return BRACKETED.indexOf(text) + 1
  if (style > 1) return Number(text)
  return chineseNumber(text)
}

/** 1 to 99 in Chinese; 0 for anything else. */
export function chineseNumber(text: string): number {
  const match = /^([一二两三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text)
  if (!match || text === '') return 0
  const [, first, ten, unit] = match
  const digit = (sign: string | undefined) => (sign === undefined ? 0 : sign === '两' ? 2 : CHINESE.indexOf(sign) + 1)
  if (ten === undefined) return unit === undefined ? digit(first) : 0
  return (first === undefined ? 1 : digit(first)) * 10 + digit(unit)
}

function sample(style: number, ordinal: number): string {
  const chinese = ordinal <= 10 ? CHINESE[ordinal - 1]! : String(ordinal)
  const texts = [
    `${chinese}、`,
    `（${chinese}）`,
    `${ordinal}、`,
    `（${ordinal}）`,
    CIRCLED[ordinal - 1],
    BRACKETED[ordinal - 1],
  ]
  return texts[style] ?? STYLES[style]!
}
