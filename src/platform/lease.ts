// Who uses the embedded database: session locks on one connection of their own, taken again should the database have died.
import { connect, type Pool } from './database/database.ts'

/** held shared by every process that uses the embedded server, so that the last one out stops it */
const USERS_LOCK = 7_201_010
/** held by the one server of a data directory */
const SERVER_LOCK = 7_201_011
const CHECK_EVERY_MS = 2_000
const RELEASE_TIMEOUT_MS = 3_000

export type Lease = {
  /** gives the locks back; true when nobody else uses the database (it then may be stopped) */
  release(): Promise<boolean>
}

async function claim(connection: Pool, role: 'server' | 'tool'): Promise<boolean> {
  const [held] = await connection<{ count: number }[]>`
    select count(*)::int from pg_locks where locktype = 'advisory' and pid = pg_backend_pid() and granted`
  if (held!.count > 0) return true
  await connection`select pg_advisory_lock_shared(${USERS_LOCK})`
  if (role === 'tool') return true
  const [lock] = await connection<{ ok: boolean }[]>`select pg_try_advisory_lock(${SERVER_LOCK}) ok`
  return lock?.ok === true
}

/** Takes the locks; undefined when another server holds the data directory. */
export async function takeLease(where: { socket_dir: string }, role: 'server' | 'tool'): Promise<Lease | undefined> {
  const connection = connect(where, { connections: 1 })
  if (!(await claim(connection, role))) {
    await connection.end({ timeout: 1 })
    return undefined
  }
  // the database may be killed and come back: its locks died with it. A failed look is repeated by the next one
  const keeping = setInterval(() => void claim(connection, role).catch(() => undefined), CHECK_EVERY_MS)
  keeping.unref()
  const giveBack = async (): Promise<boolean> => {
    await connection`select pg_advisory_unlock_all()`
    const [last] = await connection<{ ok: boolean }[]>`select pg_try_advisory_lock(${USERS_LOCK}) ok`
    return last?.ok === true
  }
  return {
    release: async () => {
      clearInterval(keeping)
      // a database that does not answer is stopped all the same
      const silence = new Promise<boolean>(resolve => setTimeout(() => resolve(true), RELEASE_TIMEOUT_MS).unref())
      const last = await Promise.race([giveBack().catch(() => true), silence])
      await connection.end({ timeout: 1 })
      return last
    },
  }
}
