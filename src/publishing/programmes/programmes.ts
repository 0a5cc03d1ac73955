// 节目单 of radio and television: planned, cancelled, broadcast. What has a story behind it is broadcast from its approved script.
import { z } from 'zod'
import { type Call, command, DayField, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { noSuchProgramme, programmeOver, programmeTooEarly, scriptNotSigned } from '../refusals.ts'

const PLANNERS = ['editor', 'operations', 'director']
const MINUTES_MAX = 720
const MINUTE = 60_000

export const PROGRAMME_KINDS = ['news', 'feature', 'live', 'repeat', 'notice'] as const
export const SERVICES = ['radio', 'tv'] as const

/** The moment a clock in China shows. */
const momentOf = (day: string, clock: string) => new Date(`${day}T${clock}:00+08:00`)

export const planProgramme = command({
  name: 'publishing.plan-programme',
  title: '编排节目',
  access: PLANNERS,
  input: z.strictObject({
    service: z.enum(SERVICES),
    kind: z.enum(PROGRAMME_KINDS),
    title: Text(60),
    day: DayField,
    starts: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应为 19:30 这样的写法'),
    minutes: z.int('应为整数').min(1, '至少 1 分钟').max(MINUTES_MAX, '最长 12 小时'),
    story_id: Id.nullable().default(null),
    note: z.string().trim().max(200).default(''),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ programme_id: Int64 }),
  async run(tx, call, { day, starts, minutes, ...programme }) {
    const starts_at = momentOf(day, starts)
    const row = {
      ...programme,
      starts_at,
      ends_at: new Date(starts_at.getTime() + minutes * MINUTE),
      planned_at: call.at,
      planned_by: call.actor.name,
      changed_at: call.at,
    }
    const [made] = await tx<{ id: bigint }[]>`insert into publishing.programmes ${tx(row)} returning id`
    return { programme_id: made!.id }
  },
})

type Programme = { id: bigint; starts_at: Date; story_id: bigint | null }

async function lockPlanned(tx: Sql, id: bigint): Promise<Programme> {
  const [row] = await tx<(Programme & { finished: boolean })[]>`
    select id, starts_at, story_id, aired_at is not null or cancelled_at is not null finished
    from publishing.programmes where id = ${id} for update`
  if (!row) throw noSuchProgramme()
  if (row.finished) throw programmeOver()
  return row
}

export const cancelProgramme = command({
  name: 'publishing.cancel-programme',
  title: '取消节目',
  access: PLANNERS,
  input: z.strictObject({ programme_id: Id, reason: Text(200) }),
  output: z.object({}),
  async run(tx, call, { programme_id, reason }) {
    await lockPlanned(tx, programme_id)
    await tx`update publishing.programmes set cancelled_at = ${call.at}, cancelled_by = ${call.actor.name}, cancel_reason = ${reason},
      changed_at = ${call.at} where id = ${programme_id}`
    return {}
  },
})

/** The newest edition of a story with a script for broadcasting. */
async function signedScript(tx: Sql, call: Call, { story_id }: Programme): Promise<bigint | null> {
  if (story_id === null) return null
  const [edition] = await tx<{ id: bigint }[]>`
    select e.id from newsroom.editions e join newsroom.renditions r on r.edition_id = e.id and r.channel_kind = 'radio'
    where e.story_id = ${story_id} and e.approved_at <= ${call.at} order by e.edition_no desc limit 1`
  if (!edition) throw scriptNotSigned()
  return edition.id
}

/** Say that it was broadcast: from then on it can be seen again where the script has a film. */
export const airProgramme = command({
  name: 'publishing.air-programme',
  title: '登记播出',
  access: PLANNERS,
  input: z.strictObject({ programme_id: Id }),
  output: z.object({}),
  async run(tx, call, { programme_id }) {
    const programme = await lockPlanned(tx, programme_id)
    if (programme.starts_at > call.at) throw programmeTooEarly()
    const edition_id = await signedScript(tx, call, programme)
    await tx`update publishing.programmes set aired_at = ${call.at}, aired_by = ${call.actor.name}, edition_id = ${edition_id},
      changed_at = ${call.at} where id = ${programme_id}`
    return {}
  },
})
