// check-books: what a reader of the books should know before trusting them. Rules of today over what was taken in or kept.

import { trialBalance } from '../accounts/index.ts'
import { fixedNet } from '../assets/index.ts'
import { CATEGORIES, type Category, HEADINGS, type Heading, TOTAL_KINDS } from '../budget/index.ts'
import { wanProse, yuanGrouped } from '../kernel/index.ts'
import type { Sql } from '../platform/index.ts'
import { inForce } from '../procurement/index.ts'
import { doNotTie, holdsAstray, mixedLines } from './check-execution.ts'

/** `line` is the place in the list of findings' own sheet: 0, since books have no lines of text. */
export type BookFinding = {
  rule: string
  severity: 'error' | 'warning' | 'info'
  message: string
  excerpt: string
  line: number
}

type Found = Omit<BookFinding, 'line'>
type Check = (tx: Sql, year: number) => Promise<Found[]>

const wan = (fen: bigint) => `${wanProse(fen)}万元`

type LineRow = {
  line_no: string
  title: string
  side: string
  category: Category | null
  reported_as: Heading[] | null
  procurement: boolean
  plan_fen: bigint
  spent_fen: bigint
  stored: boolean
}

function linesOf(tx: Sql, year: number): Promise<LineRow[]> {
  return tx<LineRow[]>`
    select l.line_no, l.title, l.side, l.category, l.reported_as, l.procurement,
      coalesce(sum(m.amount_fen) filter (where m.kind in ('opening', 'increase', 'cut', 'virement', 'carry_in')), 0)::bigint plan_fen,
      coalesce(sum(m.amount_fen) filter (where m.kind in ('spend', 'return')), 0)::bigint spent_fen,
      l.executed_fen = coalesce(sum(m.amount_fen) filter (where m.kind = any(${[...TOTAL_KINDS.executed]})), 0)
        and l.adjusted_fen = coalesce(sum(m.amount_fen) filter (where m.kind = any(${[...TOTAL_KINDS.adjusted]})), 0)
        and l.allotted_fen = coalesce(sum(m.amount_fen) filter (where m.kind = 'allot'), 0)
        and l.reserved_fen = coalesce(sum(m.amount_fen) filter (where m.kind = any(${[...TOTAL_KINDS.reserved]})), 0)
        and l.committed_fen = coalesce(sum(m.amount_fen) filter (where m.kind = any(${[...TOTAL_KINDS.committed]})), 0)
        and l.in_transit_fen = coalesce(sum(m.amount_fen) filter (where m.kind = any(${[...TOTAL_KINDS.in_transit]})), 0) stored
    from budget.lines l left join budget.movements m on m.line_id = l.id
    where l.year = ${year} group by l.id order by l.line_no`
}

const twoHeadings: Check = async (tx, year) => {
  const rows = (await linesOf(tx, year)).filter(row => (row.reported_as?.length ?? 0) > 1)
  return rows.map(row => ({
    rule: 'two-headings',
    severity: 'error',
    excerpt: `${row.line_no} ${row.title}`,
    message: `指标“${row.title}”的年初预算 ${wan(row.plan_fen)}在报告里同时计入${row.reported_as!.map(one => HEADINGS[one]).join('和')}，只能计入一处。`,
  }))
}

const reportedElsewhere: Check = async (tx, year) => {
  const rows = await tx<
    { line_no: string; title: string; category: Category; reported_as: Heading; count: number; total: bigint }[]
  >`
    select l.line_no, l.title, l.category, m.reported_as, count(*)::int, sum(m.amount_fen)::bigint total
    from budget.movements m join budget.lines l on l.id = m.line_id
    where m.year = ${year} and m.kind in ('spend', 'return') and m.reported_as is not null
      and m.reported_as <> case when l.category in ('other_running', 'specific') then 'project' else l.category end
    group by l.line_no, l.title, l.category, m.reported_as order by l.line_no`
  return rows.map(row => ({
    rule: 'reported-elsewhere',
    severity: 'warning',
    excerpt: `${row.line_no} ${row.title}`,
    message: `${CATEGORIES[row.category]}指标“${row.title}”的 ${row.count} 笔支出（${wan(row.total)}）当年按${HEADINGS[row.reported_as]}列报。`,
  }))
}

const overspent: Check = async (tx, year) => {
  const rows = (await linesOf(tx, year)).filter(row => row.side === 'expenditure')
  const over = rows
    .filter(row => row.spent_fen > row.plan_fen)
    .map(row => ({
      rule: 'line-overspent',
      severity: 'error' as const,
      excerpt: `${row.line_no} ${row.title}`,
      message: `指标“${row.title}”支出 ${wan(row.spent_fen)}，超过全年预算 ${wan(row.plan_fen)}，超 ${wan(row.spent_fen - row.plan_fen)}。`,
    }))
  const people = rows.filter(row => row.category === 'personnel')
  const plan = people.reduce((sum, row) => sum + row.plan_fen, 0n)
  const spent = people.reduce((sum, row) => sum + row.spent_fen, 0n)
  if (spent <= plan) return over
  const message = `人员经费支出 ${wan(spent)}，超过全年预算 ${wan(plan)}，超 ${wan(spent - plan)}，没有追加或调剂记录。`
  return [{ rule: 'personnel-overspent', severity: 'error', message, excerpt: '人员类指标合计' }, ...over]
}

const storedTotals: Check = async (tx, year) =>
  (await linesOf(tx, year))
    .filter(row => !row.stored)
    .map(row => ({
      rule: 'stored-total',
      severity: 'error',
      excerpt: `${row.line_no} ${row.title}`,
      message: `指标“${row.title}”的合计数与逐笔记录之和不一致。`,
    }))

const beyondAllotment: Check = async (tx, year) => {
  const rows = await tx<{ line: string; section: string; beyond: bigint }[]>`
    select l.title line, s.name section, (a.reserved_fen + a.committed_fen + a.in_transit_fen + a.spent_fen - a.allotted_fen)::bigint beyond
    from budget.allotments a join budget.lines l on l.id = a.line_id join people.sections s on s.id = a.section_id
    where l.year = ${year} and a.reserved_fen + a.committed_fen + a.in_transit_fen + a.spent_fen > a.allotted_fen order by l.line_no, s.sort`
  return rows.map(row => ({
    rule: 'allotment-overspent',
    severity: 'error',
    excerpt: `${row.section} ${row.line}`,
    message: `“${row.section}”在“${row.line}”上的使用超过下达额度 ${wan(row.beyond)}。`,
  }))
}

const cardsAndLedger: Check = async (tx, year) => {
  const balances = await trialBalance(tx, year)
  const closing = (account: string) =>
    balances.filter(row => row.account.startsWith(account)).reduce((sum, row) => sum + row.closing_fen, 0n)
  const ledger = closing('1601') + closing('1602')
  const cards = (await fixedNet(tx, { year, as: 'classified' })) ?? 0n
  if (cards === ledger) return []
  const message = `资产卡片净值 ${yuanGrouped(cards)} 元，与总账固定资产净值 ${yuanGrouped(ledger)} 元不一致，差 ${yuanGrouped(cards - ledger)} 元。`
  return [{ rule: 'cards-and-ledger', severity: 'error', message, excerpt: '1601 固定资产、1602 固定资产累计折旧' }]
}

const balanced: Check = async (tx, year) => {
  const balances = await trialBalance(tx, year)
  return (['financial', 'budgetary'] as const).flatMap(ledger => {
    const off = balances.filter(row => row.ledger === ledger).reduce((sum, row) => sum + row.closing_fen, 0n)
    const title = ledger === 'financial' ? '财务会计' : '预算会计'
    return off === 0n
      ? []
      : [
          {
            rule: 'trial-balance',
            severity: 'error' as const,
            message: `${title}科目余额表不平，差 ${yuanGrouped(off)} 元。`,
            excerpt: title,
          },
        ]
  })
}

const contractsBeyondPlan: Check = async (tx, year) => {
  const rows = await tx<{ line_no: string; title: string; procurement: boolean; contracted: bigint; plan: bigint }[]>`
    select l.line_no, l.title, l.procurement, sum(c.amount_fen)::bigint contracted, (l.opening_fen + l.adjusted_fen)::bigint plan
    from procurement.contracts c join budget.lines l on l.id = c.line_id where l.year = ${year} and ${inForce(tx)} group by l.id order by l.line_no`
  return rows.flatMap(row => {
    const excerpt = `${row.line_no} ${row.title}`
    const unmarked: Found[] = row.procurement
      ? []
      : [
          {
            rule: 'contract-off-plan',
            severity: 'warning',
            excerpt,
            message: `指标“${row.title}”没有列政府采购预算，却签了采购合同 ${wan(row.contracted)}。`,
          },
        ]
    const beyond: Found[] =
      row.contracted <= row.plan
        ? []
        : [
            {
              rule: 'contract-beyond-plan',
              severity: 'error',
              excerpt,
              message: `指标“${row.title}”合同金额 ${wan(row.contracted)}，超过全年预算 ${wan(row.plan)}。`,
            },
          ]
    return [...unmarked, ...beyond]
  })
}

const projectUnused: Check = async (tx, year) => {
  const rows = (await linesOf(tx, year)).filter(row => row.category === 'specific' || row.category === 'other_running')
  return rows
    .filter(row => row.plan_fen > 0n && row.spent_fen === 0n)
    .map(row => ({
      rule: 'project-unused',
      severity: 'warning',
      excerpt: `${row.line_no} ${row.title}`,
      message: `项目“${row.title}”安排 ${wan(row.plan_fen)}，全年没有支出，应说明原因。`,
    }))
}

const negativeCash: Check = async (tx, year) => {
  const rows = await tx<{ account: string; on_date: string; balance: bigint }[]>`
    select distinct on (account) account, on_date, balance from (
      select account, on_date, sum(sum(amount_fen)) over (partition by account order by on_date)::bigint balance
      from accounts.postings where year = ${year} and account in ('1001', '1002', '1011') group by account, on_date
    ) days where balance < 0 order by account, on_date`
  return rows.map(row => ({
    rule: 'negative-cash',
    severity: 'warning',
    excerpt: `${row.account} ${row.on_date}`,
    message: `科目 ${row.account} 在 ${row.on_date} 出现贷方余额 ${yuanGrouped(-row.balance)} 元，支出早于到账。`,
  }))
}

const unconfirmedCodes: Check = async (tx, year) => {
  const rows = await tx<{ code: string; title: string; count: number }[]>`
    select c.code, c.title, count(*)::int from budget.movements m join accounts.codes c on c.kind = 'economic' and c.code = m.economic_code
    where m.year = ${year} and not c.confirmed group by c.code, c.title order by c.code`
  return rows.map(row => ({
    rule: 'code-to-confirm',
    severity: 'info',
    excerpt: `${row.code} ${row.title}`,
    message: `${row.count} 笔支出用到经济分类 ${row.code} ${row.title}，该科目名称待与现行文件核对。`,
  }))
}

const CHECKS: readonly Check[] = [
  twoHeadings,
  overspent,
  beyondAllotment,
  storedTotals,
  balanced,
  cardsAndLedger,
  contractsBeyondPlan,
  reportedElsewhere,
  projectUnused,
  negativeCash,
  doNotTie,
  mixedLines,
  holdsAstray,
  unconfirmedCodes,
]

/** Everything that is wrong or odd in a year's books, errors first. */
export async function checkBooks(tx: Sql, year: number): Promise<BookFinding[]> {
  const found: Found[] = []
  for (const check of CHECKS) found.push(...(await check(tx, year)))
  const order = { error: 0, warning: 1, info: 2 }
  return found.toSorted((a, b) => order[a.severity] - order[b.severity]).map(finding => ({ ...finding, line: 0 }))
}
