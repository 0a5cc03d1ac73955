// Signing in and staying signed in: opaque tokens, kept as hashes on the server, revoked at once.
import { createHash, randomBytes } from 'node:crypto'
import type { Actor, Pool, Sql } from '../platform/index.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { codeNeeded, lockedOut, wrongCode, wrongCredentials } from './refusals.ts'
import { matchingStep } from './totp.ts'

const ABSOLUTE_HOURS = 12
const IDLE_MINUTES = 120
const FAILURES_MAX = 8
const LOCK_MINUTES = 15

export type SignIn = { login: string; password: string; code?: string | undefined }
export type From = { at: Date; address: string; agent: string }

const tokenHash = (token: string) => createHash('sha256').update(token).digest()
// a hash to compare with when the login does not exist, so that both cases take the same time
const decoy = hashPassword('no such person has this password')

type Credentials = {
  person_id: bigint
  name: string
  password_hash: string
  failed_count: number
  locked_until: Date | null
  totp_secret: string | null
  totp_confirmed_at: Date | null
  totp_last_step: bigint | null
  must_change: boolean
}

async function findCredentials(pool: Pool, login: string): Promise<Credentials | undefined> {
  const [row] = await pool<Credentials[]>`
    select c.*, p.name from people.persons p join people.credentials c on c.person_id = p.id
    where p.login = ${login.trim().toLowerCase()} and p.left_on is null`
  return row
}

/** Counts a failure by one statement, so that parallel guesses are all counted; locks after the eighth. */
async function countFailure(pool: Pool, found: Credentials | undefined, given: SignIn, from: From): Promise<void> {
  if (found) {
    await pool`update people.credentials set failed_count = failed_count + 1,
      locked_until = case when failed_count + 1 >= ${FAILURES_MAX} then ${from.at}::timestamptz + ${`${LOCK_MINUTES} minutes`}::interval end
      where person_id = ${found.person_id}`
  }
  await pool`insert into platform.security_log (kind, actor, address, subject, detail)
    values ('sign-in-failed', ${found ? String(found.person_id) : null}, ${from.address}, ${given.login.slice(0, 64)}, '')`
}

function mustBeOpen(lockedUntil: Date | null, at: Date): void {
  if (lockedUntil && lockedUntil > at) {
    throw lockedOut({ minutes: Math.ceil((lockedUntil.getTime() - at.getTime()) / 60_000) })
  }
}

/** Checks login, password and code; makes a session and returns its token (shown once, kept as a hash). */
export async function signIn(pool: Pool, given: SignIn, from: From): Promise<{ token: string; must_change: boolean }> {
  const found = await findCredentials(pool, given.login)
  mustBeOpen(found?.locked_until ?? null, from.at)
  const matches = await passwordMatches(given.password, found?.password_hash ?? (await decoy))
  if (!found || !matches) {
    await countFailure(pool, found, given, from)
    throw wrongCredentials()
  }
  if (found.totp_secret && found.totp_confirmed_at) await consumeCode(pool, found, found.totp_secret, given, from)
  const token = randomBytes(32).toString('base64url')
  await pool.begin(async tx => {
    // guesses made at once may have locked the login since it was read: the right one among them is refused too
    const [now] = await tx<{ locked_until: Date | null }[]>`
      select locked_until from people.credentials where person_id = ${found.person_id} for update`
    mustBeOpen(now?.locked_until ?? null, from.at)
    await tx`update people.credentials set failed_count = 0, locked_until = null where person_id = ${found.person_id}`
    await tx`insert into people.sessions (token_hash, person_id, created_at, seen_at, expires_at, address, agent) values
      (${tokenHash(token)}, ${found.person_id}, ${from.at}, ${from.at},
       ${from.at}::timestamptz + ${`${ABSOLUTE_HOURS} hours`}::interval, ${from.address}, ${from.agent.slice(0, 200)})`
    await tx`insert into platform.security_log (kind, actor, address, subject) values
      ('sign-in', ${String(found.person_id)}, ${from.address}, ${given.login.slice(0, 64)})`
  })
  return { token, must_change: found.must_change }
}

async function consumeCode(pool: Pool, found: Credentials, secret: string, given: SignIn, from: From): Promise<void> {
  if (!given.code) throw codeNeeded()
  const step = matchingStep(secret, given.code, from.at, found.totp_last_step)
  // the conditional update makes the code single-use even when two requests bring it at once
  const used =
    step === undefined
      ? []
      : await pool`
    update people.credentials set totp_last_step = ${step}
    where person_id = ${found.person_id} and coalesce(totp_last_step, -1) < ${step} returning 1`
  if (used.length === 1) return
  await countFailure(pool, found, given, from)
  throw wrongCode()
}

/**
 * Who holds the token, or undefined: expired, idle too long, signed out, or left the unit. Whoever signed in with a first
 * password, which somebody else knows, holds no roles until it is changed.
 */
export async function sessionActor(pool: Pool, token: string, at: Date): Promise<Actor | undefined> {
  const [row] = await pool<{ id: bigint; name: string; roles: string[]; seen_at: Date }[]>`
    select p.id, p.name, s.seen_at,
      array(select role from people.person_roles r where r.person_id = p.id and not c.must_change order by role) roles
    from people.sessions s join people.persons p on p.id = s.person_id and p.left_on is null
    join people.credentials c on c.person_id = p.id
    where s.token_hash = ${tokenHash(token)} and s.expires_at > ${at}
      and s.seen_at > ${at}::timestamptz - ${`${IDLE_MINUTES} minutes`}::interval`
  if (!row) return undefined
  if (at.getTime() - row.seen_at.getTime() > 60_000) {
    await pool`update people.sessions set seen_at = ${at} where token_hash = ${tokenHash(token)}`
  }
  return { id: String(row.id), name: row.name, roles: row.roles }
}

export async function signOut(pool: Pool, token: string): Promise<void> {
  await pool`delete from people.sessions where token_hash = ${tokenHash(token)}`
}

/** Ends every session of a person. */
export async function endSessions(tx: Sql, personId: bigint): Promise<number> {
  const ended = await tx`delete from people.sessions where person_id = ${personId} returning 1`
  return ended.length
}
