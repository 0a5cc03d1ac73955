// How long the 2022-shaped report takes from many entries without stored totals, beside a bare GROUP BY over the same
// rows. Run: npm run bench:report    Options: --entries N (default 100000), --hledger (also times hledger on the export)
// Exits 1 when the report takes more than three times the bare statements, or when hledger's balances differ.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { trialBalance } from '../src/accounts/index.ts'
import { allFigures } from '../src/app.ts'
import { hledgerJournal } from '../src/books/export-plain-text.ts'
import { yuanExact } from '../src/kernel/index.ts'
import { assembleReport } from '../src/performance/index.ts'
import type { Pool } from '../src/platform/index.ts'
import { fastest, importSample, makePlace } from './place.ts'

const CLAIM = 3
const RUNS = 5
const { values } = parseArgs({
  options: { entries: { type: 'string', default: '100000' }, hledger: { type: 'boolean', default: false } },
})
const entries = Number(values.entries)
if (!Number.isInteger(entries) || entries < 1000) throw new Error('--entries takes a whole number of at least 1000')

/** Multiplies the sample's payments: each with its voucher and four postings. Triggers rest: the rows are right by construction. */
async function multiply(pool: Pool, wanted: number): Promise<void> {
  await pool.begin(async tx => {
    await tx`set local session_replication_role = replica`
    await tx`
      with made as (
        insert into budget.movements (year, line_id, allotment_id, kind, amount_fen, on_date, summary, counterparty, economic_code, reported_as, recorded_at, recorded_by)
        select m.year, m.line_id, m.allotment_id, 'spend', 1 + n % 997, m.on_date, m.summary, m.counterparty, m.economic_code, m.reported_as, m.recorded_at, m.recorded_by
        from generate_series(1, ${wanted}) n
        join lateral (select * from (select *, row_number() over (order by id) no, count(*) over () many from budget.movements where kind = 'spend') s where s.no = 1 + n % s.many) m on true
        returning id, year, on_date, summary, amount_fen
      ), posted as (
        insert into accounts.vouchers (id, year, voucher_no, on_date, summary, source, posted_at, posted_by) overriding system value
        select 10000000 + id, year, 10000000 + id, on_date, summary, 'budget.spend', now(), '基准' from made returning id
      )
      insert into accounts.postings (voucher_id, year, on_date, ledger, account, amount_fen)
      select 10000000 + made.id, year, on_date, case when account < '6' then 'financial' else 'budgetary' end, account, sign * amount_fen
      from made, (values ('5001', 1), ('1011', -1), ('7201', 1), ('8001', -1)) e(account, sign)`
  })
  await pool`vacuum analyze`
}

/** The same rows, grouped by hand. */
async function bare(pool: Pool): Promise<void> {
  await pool.begin('isolation level repeatable read read only', async tx => {
    await tx`select line_id, kind, sum(amount_fen) from budget.movements where year = 2022 group by line_id, kind`
    await tx`select account, sum(amount_fen) from accounts.postings where year = 2022 group by account`
  })
}

const report = (pool: Pool) =>
  pool.begin('isolation level repeatable read read only', tx =>
    assembleReport(tx, allFigures, { year: 2022, as: 'reported' }),
  )

/** hledger on the export of the same books: its time, and whether its balances are ours. */
async function witness(pool: Pool, folder: string): Promise<{ ms: number; equal: boolean } | undefined> {
  if (spawnSync('hledger', ['--version']).status !== 0) return undefined
  const file = path.join(folder, '2022.journal')
  writeFileSync(file, await pool.begin(tx => hledgerJournal(tx, 2022)))
  const began = performance.now()
  const told = spawnSync('hledger', ['-f', file, 'balance', '--flat', '-N', '-E', '-O', 'csv'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
  const ms = performance.now() - began
  const theirs = new Map(
    [...told.stdout.matchAll(/:C(\d+)-[^"]*","(?:CNY )?([-0-9.]+)"/g)].map(match => [
      match[1]!,
      Number(match[2]).toFixed(2),
    ]),
  )
  const ours = await pool.begin(tx => trialBalance(tx, 2022))
  return {
    ms,
    equal: ours.length === theirs.size && ours.every(row => theirs.get(row.account) === yuanExact(row.closing_fen)),
  }
}

const place = await makePlace(4)
try {
  await importSample(place.pool)
  await multiply(place.pool, entries)
  const [row] = await place.pool<{ movements: number; postings: number }[]>`
    select (select count(*)::int from budget.movements) movements, (select count(*)::int from accounts.postings) postings`
  const bareMs = await fastest(RUNS, () => bare(place.pool))
  const reportMs = await fastest(RUNS, () => report(place.pool))
  console.log(`npm run bench:report -- --entries ${entries}${values.hledger ? ' --hledger' : ''}`)
  console.log(`rows: ${row!.movements} movements, ${row!.postings} postings`)
  console.log(`bare GROUP BY ${bareMs.toFixed(0)} ms, report ${reportMs.toFixed(0)} ms (fastest of ${RUNS})`)
  const other = values.hledger ? await witness(place.pool, place.folder) : undefined
  if (other) console.log(`hledger balance ${other.ms.toFixed(0)} ms, balances ${other.equal ? 'equal' : 'DIFFER'}`)
  else if (values.hledger) console.log('hledger is not installed: not compared')
  const ratio = reportMs / bareMs
  console.log(`report / bare GROUP BY: ${ratio.toFixed(2)} (claim: at most ${CLAIM})`)
  process.exitCode = ratio <= CLAIM && other?.equal !== false ? 0 : 1
} finally {
  await place.remove()
}
