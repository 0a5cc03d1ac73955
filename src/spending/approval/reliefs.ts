// Reliefs (委托与 AB 角): who acts in whose place, in one role, for a period. Nobody delegates a role he does not hold, nor passes on
// one he stands in for; whoever names a relief has his own claims decided and paid by others.
import { z } from 'zod'
import { dayOf } from '../../kernel/index.ts'
import type { Role } from '../../people/index.ts'
import { command, DayField, Id, Int64, type Sql, sweep } from '../../platform/index.ts'
import { noSuchPerson, noSuchRelief } from '../refusals.ts'
import { openReliefPapers, reliefPapersDue, shutReliefPapers } from './relief-papers.ts'

const RELIEVED = ['finance', 'cashier', 'director', 'operations'] as const satisfies readonly Role[]

async function mustBeThere(tx: Sql, personId: bigint): Promise<void> {
  const [person] = await tx`select 1 from people.persons where id = ${personId} and left_on is null`
  if (!person) throw noSuchPerson()
}

const EVERY_MS = 60_000

/** From the first day of a relief on, and not before, the papers that wait for the role are open to who stands in; after its last day no more. */
export const beginReliefs = command({
  name: 'spending.begin-reliefs',
  title: '委托起用和到期',
  access: ['admin'],
  input: z.strictObject({}),
  output: z.object({ opened_count: z.number(), closed_count: z.number() }),
  run: async (tx, call) => ({
    opened_count: await openReliefPapers(tx, call),
    closed_count: await shutReliefPapers(tx, call.today),
  }),
})

const reliefsBegin = sweep({
  name: 'spending.reliefs-begin',
  every_ms: EVERY_MS,
  async run(work) {
    const due = await work.read(tx => reliefPapersDue(tx, dayOf(work.now())))
    if (due) await work.perform(beginReliefs, {})
  },
})
export const spendingSweeps = [reliefsBegin]

/** Name a relief: one's own by oneself, everybody's by the director or the administrator. */
export const nameRelief = command({
  name: 'spending.name-relief',
  title: '设定委托或 AB 角',
  access: 'signed-in',
  input: z
    .strictObject({
      person_id: Id,
      relief_id: Id,
      role: z.enum(RELIEVED),
      from_day: DayField,
      to_day: DayField,
      reason: z.string().trim().max(100).default(''),
    })
    .refine(one => one.from_day <= one.to_day, { path: ['to_day'], message: '结束日期不能早于开始日期' })
    .refine(one => one.person_id !== one.relief_id, { path: ['relief_id'], message: '不能委托给本人' }),
  output: z.object({ relief_id: Int64 }),
  async run(tx, call, relief) {
    const own = call.actor.id === String(relief.person_id)
    const leads = call.actor.id === 'system' || call.actor.roles.some(role => role === 'director' || role === 'admin')
    const [holds] = await tx`
      select 1 from people.person_roles where person_id = ${relief.person_id} and role = ${relief.role}`
    if ((!own && !leads) || !holds) throw noSuchPerson()
    await mustBeThere(tx, relief.person_id)
    await mustBeThere(tx, relief.relief_id)
    const [row] = await tx<{ id: bigint }[]>`
      insert into spending.reliefs ${tx({ ...relief, named_at: call.at, named_by: call.actor.name, named_by_id: call.actor.id })} returning id`
    await openReliefPapers(tx, call)
    return { relief_id: row!.id }
  },
})

/** End a relief before its time. */
export const endRelief = command({
  name: 'spending.end-relief',
  title: '结束委托',
  access: 'signed-in',
  input: z.strictObject({ relief_id: Id }),
  output: z.object({}),
  async run(tx, call, { relief_id }) {
    const leads = call.actor.roles.some(role => role === 'director' || role === 'admin')
    const ended = await tx`update spending.reliefs set ended_at = ${call.at}
      where id = ${relief_id} and ended_at is null and (${leads} or person_id::text = ${call.actor.id}) returning 1`
    if (ended.length === 0) throw noSuchRelief()
    await shutReliefPapers(tx, call.today)
    return {}
  },
})
