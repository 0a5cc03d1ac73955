// The queue's statements: take what is due, give it back, finish it, and take over from workers that died.
import type { Pool } from '../database/database.ts'

/** first half of a worker's session lock; the second is its number */
export const WORKER_LOCKS = 7_201_050

export type Taken = { id: bigint; name: string; payload: unknown; attempt_no: number }

export async function take(pool: Pool, worker: number, names: readonly string[], now: Date, room: number) {
  return pool<Taken[]>`
    update platform.jobs set worker_no = ${worker}, taken_at = ${now}, attempt_no = attempt_no + 1
    where id in (
      select id from platform.jobs
      where worker_no is null and gave_up_at is null and due_at <= ${now} and name = any(${names as string[]})
      order by due_at, id limit ${room} for update skip locked)
    returning id, name, payload, attempt_no`
}

/** Finished; nothing happens when another worker has taken it over meanwhile. */
export async function finish(pool: Pool, worker: number, id: bigint): Promise<void> {
  await pool`delete from platform.jobs where id = ${id} and worker_no = ${worker}`
}

/** Back into the queue, to be taken at `due_at`; folded into one of the same key that waits already. */
export async function putBack(
  pool: Pool,
  worker: number,
  id: bigint,
  change: { due_at: Date; error: string | null; gave_up_at: Date | null; fresh: boolean },
): Promise<void> {
  await pool.begin(async tx => {
    const [mine] = await tx<{ name: string; key: string | null }[]>`
      select name, key from platform.jobs where id = ${id} and worker_no = ${worker} for update`
    if (!mine) return
    const folded = await tx`update platform.jobs set due_at = least(due_at, ${change.due_at})
      where name = ${mine.name} and key = ${mine.key} and worker_no is null and gave_up_at is null returning 1`
    if (folded.length > 0) await tx`delete from platform.jobs where id = ${id}`
    else
      await tx`update platform.jobs set worker_no = null, taken_at = null, due_at = ${change.due_at}, last_error = ${change.error},
        gave_up_at = ${change.gave_up_at}, attempt_no = case when ${change.fresh} then 0 else attempt_no end where id = ${id}`
  })
}

/** Jobs of workers whose lock is gone wait again. Returns how many. */
export async function rescue(pool: Pool): Promise<number> {
  return pool.begin(async tx => {
    const orphans = await tx<{ id: bigint; name: string; key: string | null }[]>`
      select id, name, key from platform.jobs j where worker_no is not null and not exists (
        select from pg_locks l where l.locktype = 'advisory' and l.classid = ${WORKER_LOCKS}
          and l.objid = j.worker_no and l.granted
          and l.database = (select oid from pg_database where datname = current_database()))
      order by id for update skip locked`
    for (const { id, name, key } of orphans) {
      const waits = await tx`select 1 from platform.jobs
        where name = ${name} and key = ${key} and worker_no is null and gave_up_at is null`
      // a newer one of the same key does the same work: it looks at how things stand
      if (waits.length > 0) await tx`delete from platform.jobs where id = ${id}`
      else await tx`update platform.jobs set worker_no = null, taken_at = null where id = ${id}`
    }
    return orphans.length
  }) as Promise<number>
}
