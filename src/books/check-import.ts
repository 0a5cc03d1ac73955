// What must hold before a year's books are taken in: codes that exist, lines that are named, days of the year, vouchers
// that balance. History may break rules of today; it may not be unreadable.
import { codesOf } from '../accounts/index.ts'
import { type Day, yearOf } from '../kernel/index.ts'
import type { Sql } from '../platform/index.ts'
import { checkHolds } from './check-holds.ts'
import { checkRegisters } from './check-registers.ts'
import { checkRunning } from './check-running.ts'
import { isRunning } from './importable.ts'
import type { RowError } from './read-books.ts'
import type { Books } from './schema.ts'
import { SHEETS, type SheetKey } from './sheets.ts'

export type Tell = (sheet: SheetKey, row: number, column: string, message: string) => void

const sheetName = (key: string) => SHEETS.find(sheet => sheet.key === key)!.name

/** What is wrong row by row. A year that is running `today` keeps to what binds a kept year. */
export async function checkImport(tx: Sql, books: Books, today: Day): Promise<RowError[]> {
  const errors: RowError[] = []
  const tell: Tell = (sheet, row, column, message) =>
    errors.push({ sheet: sheetName(sheet), row: row + 2, column, message })
  const economic = await codesOf(tx, 'economic', books.year)
  const functional = await codesOf(tx, 'function', books.year)
  const accounts = await codesOf(tx, 'account', books.year)
  checkLines(books, economic, functional, tell)
  checkEntries(books, economic, tell)
  checkHolds(books, tell)
  checkVouchers(books, accounts, tell)
  checkNamed(books, await knownRefs(tx, books.year), tell)
  checkRegisters(books, tell)
  if (isRunning(books, today)) checkRunning(books, tell)
  return errors
}

function checkLines(books: Books, economic: Map<string, string>, functional: Map<string, string>, tell: Tell): void {
  const sums = { income: 0n, expenditure: 0n }
  books.lines.forEach((line, n) => {
    sums[line.side] += line.opening_fen
    if ((line.side === 'income') !== (line.category === null))
      tell('lines', n, '类别', '支出指标要写类别，收入指标不写')
    if (line.opening_fen < 0n) tell('lines', n, '年初预算（元）', '不能为负')
    if (line.economic_code && !economic.has(line.economic_code))
      tell('lines', n, '经济分类', `没有 ${line.economic_code} 这个部门经济分类`)
    if (line.function_code && !functional.has(line.function_code))
      tell('lines', n, '功能分类', `没有 ${line.function_code} 这个功能分类`)
  })
  if (sums.income !== books.income_fen)
    tell('lines', -1, '年初预算（元）', '收入各行之和与基本情况里的收入预算合计不一致')
  if (sums.expenditure !== books.expenditure_fen)
    tell('lines', -1, '年初预算（元）', '支出各行之和与基本情况里的支出预算合计不一致')
}

function checkEntries(books: Books, economic: Map<string, string>, tell: Tell): void {
  const lines = new Map(books.lines.map(line => [line.line_no, line]))
  for (const [key, rows] of [
    ['entries', books.entries],
    ['adjustments', books.adjustments],
  ] as const) {
    rows.forEach((row, n) => {
      if (!lines.has(row.line_no)) tell(key, n, '行号', `预算表里没有行号 ${row.line_no}`)
      if (yearOf(row.on_date) !== books.year) tell(key, n, '日期', `${row.on_date} 不在${books.year}年度内`)
      if (row.amount_fen === 0n) tell(key, n, '金额（元）', '金额不能为 0')
    })
  }
  books.entries.forEach((entry, n) => {
    const expenditure = lines.get(entry.line_no)?.side === 'expenditure'
    if (expenditure && entry.economic_code === null) tell('entries', n, '经济分类', '支出要写部门经济分类')
    if (entry.economic_code && !economic.has(entry.economic_code))
      tell('entries', n, '经济分类', `没有 ${entry.economic_code} 这个部门经济分类`)
  })
}

function checkVouchers(books: Books, accounts: Map<string, string>, tell: Tell): void {
  const totals = new Map<string, bigint>()
  books.postings.forEach((posting, n) => {
    if (yearOf(posting.on_date) !== books.year)
      tell('postings', n, '日期', `${posting.on_date} 不在${books.year}年度内`)
    if (!accounts.has(posting.account.slice(0, 4))) tell('postings', n, '科目', `没有 ${posting.account} 这个会计科目`)
    if ((posting.debit_fen === 0n) === (posting.credit_fen === 0n))
      tell('postings', n, '借方（元）', '借方和贷方要填且只填一边')
    const ledger = /^[678]/.test(posting.account) ? 'b' : 'f'
    const key = `${posting.ref}|${ledger}`
    totals.set(key, (totals.get(key) ?? 0n) + posting.debit_fen - posting.credit_fen)
  })
  books.postings.forEach((posting, n) => {
    const key = `${posting.ref}|${/^[678]/.test(posting.account) ? 'b' : 'f'}`
    if (totals.get(key) !== 0n) tell('postings', n, '凭证号', `凭证 ${posting.ref} 借贷不平`)
    totals.set(key, 0n)
  })
  const first = new Map<string, Books['postings'][number]>()
  books.postings.forEach((posting, n) => {
    const head = first.get(posting.ref) ?? posting
    first.set(posting.ref, head)
    const same = (['on_date', 'summary', 'source', 'reverses'] as const).every(key => posting[key] === head[key])
    if (!same) tell('postings', n, '凭证号', `凭证 ${posting.ref} 各行的日期、摘要、来由、红冲的凭证号要相同`)
  })
}

/** What an entry takes its voucher from, reverses or gives back must be there, and agree with it. */
function checkNamed(books: Books, known: Set<string>, tell: Tell): void {
  const entries = new Map(books.entries.map(entry => [entry.ref, entry]))
  const vouchers = Map.groupBy(books.postings, posting => posting.ref)
  const reversing = new Set([...books.entries, ...books.postings].filter(row => row.reverses).map(row => row.ref))
  const sides = new Map(books.lines.map(line => [line.line_no, line.side]))
  const mustBeKnown = (sheet: 'entries' | 'postings', n: number, column: string, ref: string | null) => {
    if (ref === null) return
    if (!entries.has(ref) && !known.has(ref) && !(sheet === 'postings' && vouchers.has(ref)))
      tell(sheet, n, column, `没有凭证号 ${ref}`)
    else if (reversing.has(ref)) tell(sheet, n, column, `${ref} 本身是红冲，不能再红冲`)
  }
  books.entries.forEach((entry, n) => {
    mustBeKnown('entries', n, '红冲的凭证号', entry.reverses)
    mustBeKnown('entries', n, '退回的凭证号', entry.returns)
    if (entry.returns !== null && (entry.amount_fen > 0n || sides.get(entry.line_no) === 'income'))
      tell('entries', n, '金额（元）', '支出退回填负数，只用于支出指标')
    const budgetary = sides.get(entry.line_no) === 'income' ? /^6/ : /^7/
    const own = vouchers.get(entry.ref)
    const fen = own
      ?.filter(posting => budgetary.test(posting.account))
      .reduce((sum, posting) => sum + posting.debit_fen - posting.credit_fen, 0n)
    if (fen !== undefined && (budgetary.source === '^6' ? -fen : fen) !== entry.amount_fen)
      tell('entries', n, '金额（元）', `与“凭证”表里凭证 ${entry.ref} 的预算收支不符`)
  })
  books.postings.forEach((posting, n) => {
    mustBeKnown('postings', n, '红冲的凭证号', posting.reverses)
  })
}

/** Numbers of vouchers that an import before this one brought. */
async function knownRefs(tx: Sql, year: number): Promise<Set<string>> {
  const rows = await tx<{ ref: string }[]>`select ref from books.vouchers_named where year = ${year}`
  return new Set(rows.map(row => row.ref))
}
