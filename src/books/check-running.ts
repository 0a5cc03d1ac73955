// The year that is still running is imported to be gone on with here: from then on it is kept, so its books must keep to what
// binds a kept year. Years that are over may break rules of today.
import { yuanGrouped } from '../kernel/index.ts'
import type { Tell } from './check-import.ts'
import type { Books } from './schema.ts'
import { LOWERING } from './sheet-words.ts'

const lowers = (kind: string) => (LOWERING as readonly string[]).includes(kind)

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
  const planned = new Map(books.lines.map(line => [line.line_no, line.opening_fen]))
  const allotted = new Map<string, bigint>()
  for (const { line_no, kind, amount_fen, section } of books.adjustments) {
    const signed = lowers(kind) ? -amount_fen : amount_fen
    if (kind === 'allot') allotted.set(line_no, (allotted.get(line_no) ?? 0n) + signed)
    else if (section === null) planned.set(line_no, (planned.get(line_no) ?? 0n) + signed)
  }
  books.lines.forEach(({ line_no, title, side }, n) => {
    const over = (allotted.get(line_no) ?? 0n) - (planned.get(line_no) ?? 0n)
    if (side === 'expenditure' && over > 0n)
      tell('lines', n, '年初预算（元）', `“${title}”下达的额度比指标多 ${yuanGrouped(over)} 元`)
  })
}

/** What sections hold and have spent of a line, against what was allotted to them. */
function checkAllotments(books: Books, tell: Tell): void {
  const left = new Map<string, bigint>()
  const take = (line_no: string, section: string | null, amount: bigint) => {
    if (section !== null) left.set(`${line_no}|${section}`, (left.get(`${line_no}|${section}`) ?? 0n) - amount)
  }
  for (const { kind, line_no, section, amount_fen } of books.adjustments)
    take(line_no, section, kind === 'allot' || lowers(kind) ? -amount_fen : amount_fen)
  for (const { line_no, section, amount_fen } of books.entries) take(line_no, section, amount_fen)
  books.lines.forEach(({ line_no, title, side }, n) => {
    if (side === 'income') return
    for (const [key, fen] of left) {
      const [of, section] = key.split('|')
      if (of === line_no && fen < 0n)
        tell('lines', n, '年初预算（元）', `“${title}”${section}的占用和支出比下达的额度多 ${yuanGrouped(-fen)} 元`)
    }
  })
}
