// The judge: its own connections to the database of a trial, and SQL that knows the tables but nothing of the product's code.
import type postgres from 'postgres'
import { driver } from '../../src/platform/database/driver.ts'
import { databaseOf } from './product.ts'

export type Judge = postgres.Sql<{ bigint: bigint }>

/** Connects to the embedded database of a data directory by its socket. */
export function openJudge(dataDir: string, connections = 2): Judge {
  const found = databaseOf(dataDir)
  if (!found) throw new Error(`no database runs in ${dataDir}`)
  return driver({
    host: found.socket_dir,
    port: 5432,
    username: 'beita',
    database: 'beita',
    max: connections,
    types: { bigint: driver.BigInt },
    onnotice: () => undefined,
  }) as Judge
}

/** Which kinds of movement make up a stored total. Written down here a second time on purpose: the judge believes nobody. */
const KINDS = {
  opening: ['opening'],
  adjusted: ['increase', 'cut', 'virement', 'carry_in', 'carry_out', 'recall'],
  allotted: ['allot'],
  reserved: ['reserve', 'release'],
  committed: ['commit', 'uncommit'],
  in_transit: ['dispatch', 'arrive'],
  spent: ['spend', 'return'],
  executed: ['spend', 'return', 'income'],
} as const
type Total = keyof typeof KINDS

const sumOf = (...totals: Total[]) => {
  const kinds = totals.flatMap(total => KINDS[total]).map(kind => `'${kind}'`)
  return `coalesce(sum(m.amount_fen) filter (where m.kind in (${kinds.join(', ')})), 0)`
}
const differs = (row: string, totals: Total[]) =>
  totals.map(total => `${row}.${total}_fen <> ${sumOf(total)}`).join(' or ')

/** Each names what must not be, and finds the rows where it is. */
const BUDGET_LAWS: Record<string, string> = {
  'an allotment is overspent': `
    select m.allotment_id from budget.movements m join budget.allotments a on a.id = m.allotment_id where not a.imported group by 1
    having ${sumOf('reserved', 'committed', 'in_transit', 'spent')} > ${sumOf('allotted')}`,
  'more is released than was reserved': `
    select m.allotment_id from budget.movements m where m.allotment_id is not null group by 1
    having ${sumOf('reserved')} < 0 or ${sumOf('committed')} < 0 or ${sumOf('in_transit')} < 0`,
  'more is allotted than planned': `
    select m.line_id from budget.movements m join budget.lines l on l.id = m.line_id
    where l.side = 'expenditure' and not l.imported group by 1 having ${sumOf('allotted')} > ${sumOf('opening', 'adjusted')}`,
  'the totals of an allotment are not the sum of its movements': `
    select a.id from budget.allotments a left join budget.movements m on m.allotment_id = a.id
    group by a.id, a.allotted_fen, a.reserved_fen, a.committed_fen, a.in_transit_fen, a.spent_fen
    having ${differs('a', ['allotted', 'reserved', 'committed', 'in_transit', 'spent'])}`,
  'the totals of a line are not the sum of its movements': `
    select l.id from budget.lines l left join budget.movements m on m.line_id = l.id
    group by l.id, l.opening_fen, l.adjusted_fen, l.allotted_fen, l.reserved_fen, l.committed_fen, l.in_transit_fen, l.executed_fen
    having ${differs('l', ['opening', 'adjusted', 'allotted', 'reserved', 'committed', 'in_transit', 'executed'])}`,
  'what a matter holds is not the sum of its movements': `
    select r.id from budget.reservations r left join budget.movements m on m.reservation_id = r.id
    group by r.id, r.reserved_fen, r.committed_fen, r.in_transit_fen, r.spent_fen
    having ${differs('r', ['reserved', 'committed', 'in_transit', 'spent'])}`,
  'a virement has one side': `
    select year from budget.movements where kind = 'virement' group by year having sum(amount_fen) <> 0`,
  'a voucher does not balance': `
    select voucher_id, ledger from accounts.postings group by 1, 2 having sum(amount_fen) <> 0`,
  'a payment or a receipt has no voucher, or one of another amount': `
    select m.id from budget.movements m where m.kind in ('spend', 'income') and m.import_key is null and abs(m.amount_fen) <> coalesce(
      (select sum(p.amount_fen) from accounts.postings p where p.voucher_id = m.voucher_id and p.ledger = 'budgetary' and p.amount_fen > 0), 0)`,
  'a voucher number is missing or taken twice': `
    select year from accounts.vouchers group by year
    having count(*) <> count(distinct voucher_no) or count(*) <> max(voucher_no) - min(voucher_no) + 1`,
  'a movement is reversed twice': `
    select reverses_id from budget.movements where reverses_id is not null group by 1 having count(*) > 1`,
}

/** The laws of the budget that are broken, each with the rows that break it; none when all is well. */
export async function brokenLaws(judge: Judge): Promise<{ law: string; rows: number; first: unknown }[]> {
  const broken: { law: string; rows: number; first: unknown }[] = []
  for (const [law, query] of Object.entries(BUDGET_LAWS)) {
    const rows = await judge.unsafe(query)
    if (rows.length > 0) broken.push({ law, rows: rows.length, first: rows[0] })
  }
  return broken
}

/** Accepted commands that are not in the journal exactly once, or whose movement is not there exactly once. */
export async function misplaced(
  judge: Judge,
  accepted: ReadonlyMap<string, { movement_ids: readonly string[] }>,
): Promise<{ lost: string[]; doubled: string[] }> {
  const keys = [...accepted.keys()]
  const ids = [...accepted].flatMap(([key, { movement_ids }]) => movement_ids.map(id => ({ key, id })))
  const journal = await judge<{ key: string; n: number }[]>`
    select k.key, count(j.id)::int n from unnest(${keys}::uuid[]) k(key) left join platform.journal j on j.id = k.key group by 1`
  const rows = await judge<{ key: string; n: number }[]>`
    select k.key, count(m.id)::int n from unnest(${ids.map(one => one.key)}::text[], ${ids.map(one => one.id)}::bigint[]) k(key, id)
    left join budget.movements m on m.id = k.id group by k.key, k.id`
  const all = [...journal, ...rows]
  return {
    lost: [...new Set(all.filter(row => row.n === 0).map(row => row.key))],
    doubled: [...new Set(all.filter(row => row.n > 1).map(row => row.key))],
  }
}

/**
 * Ids of commands that left more or other traces than they were answered for: the mixed load writes each id into the text
 * of what it does. `doubled`: done twice. `unasked`: done though never answered as accepted.
 */
export async function traces(
  judge: Judge,
  accepted: ReadonlySet<string>,
): Promise<{ lost: string[]; doubled: string[]; unasked: string[] }> {
  // a reversal repeats the text of what it reverses and names its own id last
  const rows = await judge<{ key: string; n: number }[]>`
    select substring(summary from ${LAST_UUID}) key, count(*)::int / case when kind = 'virement' then 2 else 1 end n
    from budget.movements where summary ~ ${LAST_UUID} group by 1, kind
    union all
    select headline, count(*)::int from newsroom.stories where headline ~ ${LAST_UUID} group by 1`
  const found = new Map<string, number>()
  for (const { key, n } of rows) found.set(key, (found.get(key) ?? 0) + n)
  return {
    lost: [...accepted].filter(key => !found.has(key)),
    doubled: [...found].filter(([, n]) => n > 1).map(([key]) => key),
    unasked: [...found.keys()].filter(key => !accepted.has(key)),
  }
}

const LAST_UUID = '.*([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})'
