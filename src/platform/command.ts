// Commands: the only way anything changes. One declaration gives the route, the permission and the journal line.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Day, dayOf, Refusal, refusal } from '../kernel/index.ts'
import { canonicalJson } from './canonical.ts'
import { mapConstraint } from './database/constraints.ts'
import type { Pool, Sql } from './database/database.ts'
import { keepable, mapOutOfRange, parseInput } from './input.ts'

export type Actor = {
  /** the person's id as text; `system` for what the program does by itself */
  id: string
  name: string
  roles: readonly string[]
}

/** Who calls and when. Commands read no clock and no session: this is all they know of the outside. */
export type Call = { id: string; actor: Actor; at: Date; today: Day }

/** `public`: anybody; `signed-in`: any member of staff; else the names of the roles that may. */
export type Access = 'public' | 'signed-in' | readonly string[]

export type Command<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  kind: 'command'
  /** module.verb-noun: the route, the permission and the journal's name */
  name: string
  title: string
  access: Access
  input: I
  output: O
  /** fields of input and output that never reach the journal (passwords); a replay answers without them */
  secrets?: readonly string[]
  run(tx: Sql, call: Call, input: z.output<I>): Promise<z.input<O>>
}

/** Declares a command. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  declaration: Omit<Command<I, O>, 'kind'>,
): Command<I, O> {
  return { kind: 'command', ...declaration }
}

const signInFirst = refusal<{ name: string }>('platform.sign-in-first', 401, () => '请先登录。')
const forbidden = refusal<{ name: string; title: string }>(
  'platform.forbidden',
  403,
  f => `您的岗位没有“${f.title}”的权限，需要时请联系系统管理员。`,
)
const commandIdReused = refusal<{ id: string }>(
  'platform.command-id-reused',
  409,
  () => '同一个提交编号已用于另一项内容。请刷新页面后重新提交。',
)

/** Throws when the actor may not: 401 for nobody, 403 for the wrong post. */
export function mustBeAllowed(rule: { name: string; title: string; access: Access }, actor: Actor | undefined): void {
  if (rule.access === 'public') return
  if (!actor) throw signInFirst({ name: rule.name })
  if (actor.id === 'system' || rule.access === 'signed-in') return
  if (!rule.access.some(role => actor.roles.includes(role))) throw forbidden({ name: rule.name, title: rule.title })
}

type Answer = { output: unknown; replayed: boolean }

async function firstAnswer(tx: Sql, id: string, name: string, inputHash: string): Promise<Answer | undefined> {
  // the lock makes a double click wait for the first click; two statements, since the second must see what was committed
  // while the first one waited (sent together, they cost one round trip)
  const [, [row]] = await Promise.all([
    tx`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`,
    tx<{ command: string; input_hash: string; output: string }[]>`
      select command, input_hash, output from platform.journal where id = ${id}`,
  ])
  if (!row) return undefined
  if (row.command !== name || row.input_hash !== inputHash) throw commandIdReused({ id })
  return { output: JSON.parse(row.output), replayed: true }
}

function withoutSecrets(raw: unknown, secrets: readonly string[] = []): unknown {
  if (secrets.length === 0 || raw === null || typeof raw !== 'object') return raw
  return Object.fromEntries(
    Object.entries(raw).map(([key, value]) => [key, secrets.includes(key) ? '（不记录）' : value]),
  )
}

const RETRYABLE = new Set(['40001', '40P01', '57P01', '57P02', '57P03'])
const ATTEMPTS = 4

/**
 * Performs a command in one transaction: permission → first answer of the same id, if there is one → rule and rows →
 * output checked → journal row → commit. A refusal rolls everything back and leaves one row in the security log.
 */
export async function perform(
  pool: Pool,
  declared: Command,
  who: { id: string; actor: Actor | undefined; at: Date; address?: string },
  given: unknown,
): Promise<Answer> {
  // a person is told what cannot be kept; a text cut in the middle of a sign must not stop the program's own work
  const raw = who.actor?.id === 'system' ? keepable(given) : given
  try {
    mustBeAllowed(declared, who.actor)
    const input = parseInput(declared.input, raw)
    parseInput(z.uuid('提交编号应为 UUID'), who.id)
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await attemptOnce(pool, declared, { ...who, actor: who.actor ?? NOBODY }, raw, input)
      } catch (error) {
        if (attempt >= ATTEMPTS || !RETRYABLE.has(String((error as { code?: unknown }).code))) throw error
      }
    }
  } catch (error) {
    const shown = mapConstraint(mapOutOfRange(error))
    if (shown instanceof Refusal) await logRefusal(pool, declared.name, who, shown)
    throw shown
  }
}

class RolledBack extends Error {}

/**
 * What a command would answer or refuse, found out by performing it whole, deferred constraints too, and rolling it
 * back: nothing is kept, not even a line of the journal.
 */
export async function rehearse(
  pool: Pool,
  declared: Command,
  who: { id: string; actor: Actor; at: Date },
  raw: unknown,
): Promise<unknown> {
  mustBeAllowed(declared, who.actor)
  const input = parseInput(declared.input, raw)
  let output: unknown
  try {
    await pool.begin(async tx => {
      output = declared.output.parse(await declared.run(tx, { ...who, today: dayOf(who.at) }, input))
      await tx`set constraints all immediate`
      throw new RolledBack()
    })
  } catch (error) {
    if (!(error instanceof RolledBack)) throw mapConstraint(mapOutOfRange(error))
  }
  return JSON.parse(canonicalJson(output))
}

const NOBODY: Actor = { id: 'public', name: '公众', roles: [] }

async function attemptOnce(
  pool: Pool,
  declared: Command,
  who: { id: string; actor: Actor; at: Date },
  raw: unknown,
  input: unknown,
): Promise<Answer> {
  const inputHash = createHash('sha256').update(canonicalJson(raw)).digest('hex')
  return (await pool.begin(async tx => {
    const before = await firstAnswer(tx, who.id, declared.name, inputHash)
    if (before) return before
    const call: Call = { id: who.id, actor: who.actor, at: who.at, today: dayOf(who.at) }
    const output = declared.output.parse(await declared.run(tx, call, input))
    const text = canonicalJson(withoutSecrets(output, declared.secrets))
    await tx`insert into platform.journal (id, at, actor, actor_name, command, input, input_hash, output) values
      (${who.id}, ${who.at}, ${who.actor.id}, ${who.actor.name}, ${declared.name},
       ${canonicalJson(withoutSecrets(raw, declared.secrets))}, ${inputHash}, ${text})`
    return { output: JSON.parse(canonicalJson(output)), replayed: false }
  })) as Answer
}

async function logRefusal(
  pool: Pool,
  name: string,
  who: { actor: Actor | undefined; address?: string },
  refused: Refusal,
): Promise<void> {
  await pool`insert into platform.security_log (kind, actor, address, subject, detail)
    values (${refused.status === 403 || refused.status === 401 ? 'forbidden' : 'refused'}, ${who.actor?.id ?? null},
      ${who.address ?? null}, ${name}, ${refused.code})`
}
