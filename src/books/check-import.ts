// What must hold before a year's books are taken in: codes that exist, lines that are named, days of the year, vouchers
// that balance. History may break rules of today; it may not be unreadable.
import { codesOf } from '../accounts/index.ts'
import { yearOf } from '../kernel/index.ts'
import type { Sql } from '../platform/index.ts'
import type { RowError } from './read-books.ts'
import type { Books } from './schema.ts'
import { SHEETS } from './sheets.ts'

type Tell = (sheet: string, row: number, column: string, message: string) => void

const sheetName = (key: string) => SHEETS.find(sheet => sheet.key === key)!.name

export async function checkImport(tx: Sql, books: Books): Promise<RowError[]> {
  const errors: RowError[] = []
  const tell: Tell = (sheet, row, column, message) =>
    errors.push({ sheet: sheetName(sheet), row: row + 2, column, message })
  const economic = await codesOf(tx, 'economic', books.year)
  const functional = await codesOf(tx, 'function', books.year)
  const accounts = await codesOf(tx, 'account', books.year)
  checkLines(books, economic, functional, tell)
  checkEntries(books, economic, tell)
  checkVouchers(books, accounts, tell)
  checkRegisters(books, tell)
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
  books.adjustments.forEach((change, n) => {
    if (change.kind === 'allot' && !change.section) tell('adjustments', n, '科室', '下达额度要写科室')
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
}

function checkRegisters(books: Books, tell: Tell): void {
  const lines = new Set(books.lines.map(line => line.line_no))
  const cards = new Set(books.cards.map(card => card.card_no))
  books.contracts.forEach((contract, n) => {
    if (!lines.has(contract.line_no)) tell('contracts', n, '行号', `预算表里没有行号 ${contract.line_no}`)
    if (yearOf(contract.signed_on) !== books.year)
      tell('contracts', n, '签订日期', `${contract.signed_on} 不在${books.year}年度内`)
  })
  books.depreciation.forEach((row, n) => {
    if (!cards.has(row.card_no)) tell('depreciation', n, '卡片编号', `资产卡片里没有 ${row.card_no}`)
    if (yearOf(row.on_date) > books.year) tell('depreciation', n, '日期', `${row.on_date} 晚于${books.year}年度`)
  })
}
