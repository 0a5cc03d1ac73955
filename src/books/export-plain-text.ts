// The books for plain-text accounting: hledger and beancount judge them by their own strict checks. An independent witness.
import { trialBalance } from '../accounts/index.ts'
import { lastDayOf, yuanExact } from '../kernel/index.ts'
import type { Sql } from '../platform/index.ts'

type Posted = {
  voucher_no: bigint
  on_date: string
  summary: string
  source: string
  ledger: string
  account: string
  title: string
  amount_fen: bigint
}
type Voucher = { no: bigint; on_date: string; summary: string; ledger: string; postings: Posted[] }

/** Root account by the first digit, for the financial ledger; the budgetary one stands apart under Budget. */
const ROOTS: Record<string, string> = {
  1: 'Assets',
  2: 'Liabilities',
  3: 'Equity',
  4: 'Income',
  5: 'Expenses',
  6: 'Equity:Budget',
  7: 'Equity:Budget',
  8: 'Equity:Budget',
}

/** `Assets:C1002-银行存款`: a Latin capital leads every component, as beancount demands. */
function accountName(account: string, title: string): string {
  return `${ROOTS[account[0] ?? ''] ?? 'Equity'}:C${account}-${title.replace(/[^\p{L}\p{N}-]/gu, '')}`
}

async function vouchers(tx: Sql, year: number): Promise<Voucher[]> {
  const rows = await tx<Posted[]>`
    select v.voucher_no, v.on_date, v.summary, v.source, p.ledger, p.account, coalesce(c.title, '未定义') title, p.amount_fen
    from accounts.postings p join accounts.vouchers v on v.id = p.voucher_id
    left join lateral (select title from accounts.codes c where c.kind = 'account' and c.code = left(p.account, 4) order by valid_from desc limit 1) c on true
    where p.year = ${year} order by v.on_date, v.voucher_no, p.ledger desc, p.id`
  const groups = Map.groupBy(rows, row => `${row.voucher_no}|${row.ledger}`)
  return [...groups.values()].map(postings => {
    const first = postings[0]!
    return { no: first.voucher_no, on_date: first.on_date, summary: first.summary, ledger: first.ledger, postings }
  })
}

/** Balances carried from earlier years, where these books follow on others without an opening voucher. */
async function carried(tx: Sql, year: number): Promise<Posted[]> {
  const booked = await tx<{ account: string; total: bigint }[]>`
    select p.account, sum(p.amount_fen)::bigint total from accounts.postings p join accounts.vouchers v on v.id = p.voucher_id
    where p.year = ${year} and v.source = 'books.opening' group by p.account`
  const opened = new Map(booked.map(row => [row.account, row.total]))
  return (await trialBalance(tx, year)).flatMap(row => {
    const amount_fen = row.opening_fen - (opened.get(row.account) ?? 0n)
    if (amount_fen === 0n) return []
    return [
      {
        voucher_no: 0n,
        on_date: `${year}-01-01`,
        summary: '上年结转',
        source: 'carried',
        ledger: row.ledger,
        account: row.account,
        title: row.title,
        amount_fen,
      },
    ]
  })
}

async function everything(tx: Sql, year: number) {
  const opening = Map.groupBy(await carried(tx, year), row => row.ledger)
  const first: Voucher[] = [...opening].map(([ledger, postings]) => ({
    no: 0n,
    on_date: `${year}-01-01`,
    summary: '上年结转',
    ledger,
    postings,
  }))
  const all = [...first, ...(await vouchers(tx, year))]
  const names = new Map(
    all.flatMap(voucher => voucher.postings).map(row => [row.account, accountName(row.account, row.title)]),
  )
  return { all, names, balances: await trialBalance(tx, year) }
}

const oneLine = (text: string) => text.replace(/[\r\n;|"\\]+/g, ' ').trim()

/** A journal that passes `hledger check --strict`, with the closing balances asserted on the last day. */
export async function hledgerJournal(tx: Sql, year: number): Promise<string> {
  const { all, names, balances } = await everything(tx, year)
  const lines = [
    'commodity CNY 1000.00',
    'decimal-mark .',
    '',
    ...[...names.values()].map(name => `account ${name}`),
    '',
  ]
  for (const voucher of all) {
    lines.push(`${voucher.on_date} (${voucher.no}) ${oneLine(voucher.summary)}`)
    for (const row of voucher.postings) lines.push(`    ${names.get(row.account)}  CNY ${yuanExact(row.amount_fen)}`)
    lines.push('')
  }
  lines.push(`${lastDayOf(year)} 年末余额核对`)
  for (const row of balances)
    lines.push(
      `    ${names.get(row.account) ?? accountName(row.account, row.title)}  CNY 0.00 = CNY ${yuanExact(row.closing_fen)}`,
    )
  return `${lines.join('\n')}\n`
}

const nextYear = (year: number) => `${year + 1}-01-01`

/** A ledger that passes bean-check, with the closing balances asserted on the morning after the last day. */
export async function beancountLedger(tx: Sql, year: number): Promise<string> {
  const { all, names, balances } = await everything(tx, year)
  const lines = [
    'option "operating_currency" "CNY"',
    '',
    ...[...names.values()].map(name => `${year}-01-01 open ${name} CNY`),
    '',
  ]
  for (const voucher of all) {
    lines.push(`${voucher.on_date} * "${oneLine(voucher.summary)}" ^voucher-${year}-${voucher.no}`)
    for (const row of voucher.postings) lines.push(`  ${names.get(row.account)}  ${yuanExact(row.amount_fen)} CNY`)
    lines.push('')
  }
  for (const row of balances)
    lines.push(
      `${nextYear(year)} balance ${names.get(row.account) ?? accountName(row.account, row.title)}  ${yuanExact(row.closing_fen)} CNY`,
    )
  return `${lines.join('\n')}\n`
}
