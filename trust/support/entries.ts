// Entries alone: copies a database without its totals into an empty one, and rebuilds the totals by adding up the movements.
import { setTimeout as pause } from 'node:timers/promises'
import type { Judge } from './judge.ts'

/** Stored totals, each with the kinds of movement it is the sum of: everything else of these tables says what a row is. */
const DERIVED: Record<string, { key: string; totals: Record<string, readonly string[]> }> = {
  'budget.lines': {
    key: 'line_id',
    totals: {
      opening_fen: ['opening'],
      adjusted_fen: ['increase', 'cut', 'virement', 'carry_in', 'carry_out', 'recall'],
      allotted_fen: ['allot'],
      reserved_fen: ['reserve', 'release'],
      committed_fen: ['commit', 'uncommit'],
      in_transit_fen: ['dispatch', 'arrive'],
      executed_fen: ['spend', 'return', 'income'],
    },
  },
  'budget.allotments': {
    key: 'allotment_id',
    totals: {
      allotted_fen: ['allot'],
      reserved_fen: ['reserve', 'release'],
      committed_fen: ['commit', 'uncommit'],
      in_transit_fen: ['dispatch', 'arrive'],
      spent_fen: ['spend', 'return'],
    },
  },
  'budget.reservations': {
    key: 'reservation_id',
    totals: {
      reserved_fen: ['reserve', 'release'],
      committed_fen: ['commit', 'uncommit'],
      in_transit_fen: ['dispatch', 'arrive'],
      spent_fen: ['spend', 'return'],
    },
  },
}
const NOT_COPIED = ['platform.migrations']
const BATCH = 5_000

async function tablesOf(judge: Judge): Promise<{ name: string; columns: string[] }[]> {
  const rows = await judge<{ name: string; columns: string[] }[]>`
    select n.nspname || '.' || c.relname "name",
      array_agg(quote_ident(a.attname) order by a.attnum) filter (where a.attgenerated = '') columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and not c.relispartition and n.nspname !~ '^(pg_|information_schema)' and n.nspname <> 'pgboss'
    group by 1 order by 1`
  return rows.filter(row => !NOT_COPIED.includes(row.name))
}

const REST_MS = 120_000

/** Waits until what the program does by itself is done: every release that went out is among the posts. False when it never is. */
export async function atRest(judge: Judge): Promise<boolean> {
  const deadline = performance.now() + REST_MS
  while (performance.now() < deadline) {
    const open = await judge`
      select 1 from publishing.releases r where r.state in ('prepared', 'sending')
      union all select 1 from publishing.releases r where r.state in ('visible', 'withdrawn')
        and not exists (select from audience.posts p where p.release_id = r.id) limit 1`
    if (open.length === 0) return true
    await pause(200)
  }
  return false
}

/** Copies every row of `from` into the empty `to`, and takes every stored total out of it. */
export async function copyWithoutTotals(from: Judge, to: Judge): Promise<void> {
  const tables = await tablesOf(from)
  await to.begin(async tx => {
    await tx`set local session_replication_role = replica`
    await tx.unsafe(`truncate ${tables.map(table => table.name).join(', ')}`)
    for (const { name, columns } of tables) {
      const list = columns.join(', ')
      const rows = from.unsafe<{ row: string }[]>(
        `select row_to_json(t)::text row from (select ${list} from ${name}) t`,
      )
      for await (const batch of rows.cursor(BATCH)) {
        const json = `[${batch.map(({ row }) => row).join(',')}]`
        await tx.unsafe(
          `insert into ${name} (${list}) overriding system value select ${list} from json_populate_recordset(null::${name}, $1::text::json)`,
          [json],
        )
      }
    }
    for (const [name, { totals }] of Object.entries(DERIVED)) {
      const zeros = Object.keys(totals).map(column => `${column} = 0`)
      await tx.unsafe(`update ${name} set ${zeros.join(', ')}`)
    }
  })
}

type Sums = Map<string, bigint[]>

/** Adds the movements up, in their order, into the totals they make; returns how many there were. */
export async function rebuildTotals(judge: Judge): Promise<number> {
  const targets = Object.entries(DERIVED).map(([table, { key, totals }]) => ({
    table,
    key,
    columns: Object.keys(totals),
    columnOf: new Map(Object.values(totals).flatMap((kinds, at) => kinds.map(kind => [kind, at] as const))),
    sums: new Map() as Sums,
  }))
  let count = 0
  const entries = judge<Record<string, bigint | string | null>[]>`
    select line_id, allotment_id, reservation_id, kind, amount_fen from budget.movements order by id`.cursor(BATCH)
  for await (const rows of entries) {
    count += rows.length
    for (const row of rows) {
      for (const { key, columns, columnOf, sums } of targets) {
        const at = columnOf.get(row.kind as string)
        if (row[key] === null || at === undefined) continue
        const id = String(row[key])
        const totals = sums.get(id) ?? columns.map(() => 0n)
        totals[at]! += row.amount_fen as bigint
        sums.set(id, totals)
      }
    }
  }
  await judge.begin(async tx => {
    await tx`set local session_replication_role = replica`
    for (const { table, columns, sums } of targets) {
      const set = columns.map(column => `${column} = s.${column}`).join(', ')
      const arrays = [[...sums.keys()], ...columns.map((_, at) => [...sums.values()].map(totals => String(totals[at])))]
      const params = arrays.map((_, at) => `$${at + 1}::text[]`).join(', ')
      const casts = columns.map(column => `${column}::bigint ${column}`).join(', ')
      await tx.unsafe(
        `update ${table} t set ${set} from (select id::bigint id, ${casts} from unnest(${params}) u(id, ${columns.join(', ')})) s where t.id = s.id`,
        arrays as never,
      )
    }
  })
  return count
}

/** Every stored total as one text per table. */
export async function totalsText(judge: Judge): Promise<string> {
  const texts: string[] = []
  for (const [table, { totals }] of Object.entries(DERIVED)) {
    const rows = await judge.unsafe(`select id, ${Object.keys(totals).join(', ')} from ${table} order by id`)
    texts.push(table, ...rows.map(row => Object.values(row).join(' ')))
  }
  return texts.join('\n')
}
