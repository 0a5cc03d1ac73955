// Quiet hours: when nothing but urgent matter goes to telephones. Rows by period; Beijing time.
import type { Sql } from '../../platform/index.ts'

const BEIJING_MS = 8 * 3_600_000

/** When the quiet hours that hold at `at` for a kind of channel end; undefined outside them. */
export async function quietUntil(tx: Sql, kind: string, at: Date): Promise<Date | undefined> {
  const local = new Date(at.getTime() + BEIJING_MS)
  const day = local.toISOString().slice(0, 10)
  const [row] = await tx<{ from_time: string; to_time: string }[]>`
    select from_time::text, to_time::text from publishing.quiet_hours where channel_kind = ${kind}
      and effective_from <= ${day} and coalesce(effective_to, 'infinity') >= ${day} order by effective_from desc limit 1`
  return row && endOf(row, local)
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** `local` is Beijing time read as UTC. */
function endOf({ from_time, to_time }: { from_time: string; to_time: string }, local: Date): Date | undefined {
  const from = minutes(from_time)
  const to = minutes(to_time)
  const now = local.getUTCHours() * 60 + local.getUTCMinutes()
  const inside = from <= to ? now >= from && now < to : now >= from || now < to
  if (!inside) return undefined
  const midnight = local.getTime() - (local.getTime() % 86_400_000)
  const tomorrow = now >= from && from > to ? 86_400_000 : 0
  return new Date(midnight + tomorrow + to * 60_000 - BEIJING_MS)
}
