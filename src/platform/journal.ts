// The journal's chain: sealed in small batches by one sealer, verified row by row.
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from './database/database.ts'

const SEALER_LOCK = 7_201_002
const BATCH = 500

/**
 * Seals journal rows that are not in the chain yet, oldest first; returns how many. Only one process at a time gets the
 * lock, so two sealers cannot fork the chain.
 */
export async function sealJournal(pool: Pool): Promise<number> {
  return pool.begin(async tx => {
    const [lock] = await tx<{ ok: boolean }[]>`select pg_try_advisory_xact_lock(${SEALER_LOCK}) ok`
    if (!lock?.ok) return 0
    const [row] = await tx<{ sealed: number }[]>`
      with recursive head as (
        select seal_no, hash from platform.seals order by seal_no desc limit 1
      ), fresh as (
        select j.id, row_number() over (order by j.at, j.id) n
        from platform.unsealed u join platform.journal j on j.id = u.journal_id
        order by j.at, j.id limit ${BATCH}
      ), chain(n, seal_no, journal_id, hash) as (
        select 0::bigint, coalesce((select seal_no from head), 0), null::uuid, coalesce((select hash from head), ''::bytea)
        union all
        select f.n, c.seal_no + 1, f.id, platform.seal_hash(c.hash, c.seal_no + 1, j)
        from chain c join fresh f on f.n = c.n + 1 join platform.journal j on j.id = f.id
      ), added as (
        insert into platform.seals (seal_no, journal_id, hash) select seal_no, journal_id, hash from chain where n > 0 returning journal_id
      ), taken as (
        delete from platform.unsealed u using added where u.journal_id = added.journal_id
      )
      select count(*)::int sealed from added`
    return row?.sealed ?? 0
  })
}

/** Seals at least once a second until stopped. */
export function runSealer(pool: Pool, onError: (error: unknown) => void): { stop(): Promise<void> } {
  const controller = new AbortController()
  const loop = (async () => {
    while (!controller.signal.aborted) {
      try {
        if ((await sealJournal(pool)) === BATCH) continue
      } catch (error) {
        if (!controller.signal.aborted) onError(error)
      }
      await pause(700, undefined, { signal: controller.signal }).catch(() => undefined)
    }
  })()
  return {
    stop: async () => {
      controller.abort()
      await loop
    },
  }
}

export type ChainReport = {
  sealed_count: number
  unsealed_count: number
  /** hash of the newest seal, hex; what the disclosure page publishes */
  head: string | null
  first_bad: { seal_no: string; journal_id: string | null; reason: string } | null
}

const VERIFY_BATCH = 20_000

/** Recomputes the whole chain and names the first row that was changed, removed or put in. */
export async function verifyJournal(pool: Pool): Promise<ChainReport> {
  let previous: Buffer = Buffer.alloc(0)
  let sealNo = 0n
  for (;;) {
    const rows = await pool<
      { seal_no: bigint; journal_id: string; hash: Buffer; expected: Buffer | null; present: boolean }[]
    >`
      select s.seal_no, s.journal_id, s.hash, j.id is not null present,
        platform.seal_hash(coalesce(lag(s.hash) over (order by s.seal_no), ${previous}), s.seal_no, j) expected
      from platform.seals s left join platform.journal j on j.id = s.journal_id
      where s.seal_no > ${sealNo} order by s.seal_no limit ${VERIFY_BATCH}`
    for (const row of rows) {
      const bad = badRow(row, sealNo)
      if (bad) return { ...(await counts(pool)), first_bad: { ...bad, journal_id: row.journal_id } }
      sealNo = row.seal_no
      previous = row.hash
    }
    if (rows.length < VERIFY_BATCH) return { ...(await counts(pool)), first_bad: null }
  }
}

function badRow(row: { seal_no: bigint; hash: Buffer; expected: Buffer | null; present: boolean }, last: bigint) {
  if (row.seal_no !== last + 1n) return { seal_no: String(last + 1n), reason: '链上缺少这一条' }
  if (!row.present) return { seal_no: String(row.seal_no), reason: '日志行已不存在' }
  if (!row.expected?.equals(row.hash)) return { seal_no: String(row.seal_no), reason: '日志行的内容与封存时不同' }
  return undefined
}

async function counts(pool: Pool): Promise<Omit<ChainReport, 'first_bad'>> {
  const [row] = await pool<{ sealed: number; unsealed: number; head: Buffer | null }[]>`
    select (select count(*)::int from platform.seals) sealed,
      (select count(*)::int from platform.journal j where not exists (select from platform.seals s where s.journal_id = j.id)) unsealed,
      (select hash from platform.seals order by seal_no desc limit 1) head`
  return {
    sealed_count: row?.sealed ?? 0,
    unsealed_count: row?.unsealed ?? 0,
    head: row?.head?.toString('hex') ?? null,
  }
}
