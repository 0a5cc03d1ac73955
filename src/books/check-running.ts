// The year that is still running is imported to be gone on with here: from then on it is kept, so its books must keep to what
// binds a kept year. Years that are over may break rules of today.
import { yuanGrouped } from '../kernel/index.ts'
import type { Tell } from './check-import.ts'
import type { Books } from './schema.ts'
import { actingFen } from './sheet-words.ts'

export function checkRunning(books: Books, tell: Tell): void {
  const sides = new Map(books.lines.map(line => [line.line_no, line.side]))
  books.lines.forEach((line, n) => {
    if (line.reported_as) tell('lines', n, '列报口径', '当年的账由系统按类别列报，这一列不填')
  })
  books.entries.forEach((entry, n) => {
    if (entry.reported_as) tell('entries', n, '列报口径', '当年的账由系统按类别列报，这一列不填')
    if (sides.get(entry.line_no) === 'expenditure' && !entry.section)
      tell('entries', n, '科室', '当年的支出要写科室，从科室的额度里出')
  })
  checkPlans(books, tell)
  checkAllotments(books, tell)
}

/** What is allotted of a line, against what is planned for it. */
function checkPlans(books: Books, tell: Tell): void {
  const left = new Map(books.lines.map(line => [line.line_no, line.opening_fen]))
  for (const change of books.adjustments) {
    const { line_no, kind, section } = change
    if (kind !== 'allot' && section !== null) continue
    left.set(line_no, (left.get(line_no) ?? 0n) + (kind === 'allot' ? -1n : 1n) * actingFen(change))
  }
  books.lines.forEach(({ line_no, title, side }, n) => {
    const fen = left.get(line_no)!
    if (side === 'expenditure' && fen < 0n)
      tell('lines', n, '年初预算（元）', `“${title}”下达的额度比指标多 ${yuanGrouped(-fen)} 元`)
  })
}

/** What sections hold and have spent of a line, against what was allotted to them. */
function checkAllotments({ lines, adjustments, entries }: Books, tell: Tell): void {
  const places = new Map<string, { line_no: string; section: string; left: bigint }>()
  const take = (line_no: string, section: string | null, fen: bigint) => {
    if (section === null) return
    const place = places.get(`${line_no}|${section}`) ?? { line_no, section, left: 0n }
    places.set(`${line_no}|${section}`, { ...place, left: place.left - fen })
  }
  for (const change of adjustments)
    take(change.line_no, change.section, change.kind === 'allot' ? -change.amount_fen : actingFen(change))
  for (const entry of entries) take(entry.line_no, entry.section, entry.amount_fen)
  const rows = new Map(lines.map((line, n) => [line.line_no, { ...line, n }]))
  for (const { line_no, section, left } of places.values()) {
    const line = rows.get(line_no)
    if (line?.side === 'expenditure' && left < 0n)
      tell(
        'lines',
        line.n,
        '年初预算（元）',
        `“${line.title}”${section}的占用和支出比下达的额度多 ${yuanGrouped(-left)} 元`,
      )
  }
}
