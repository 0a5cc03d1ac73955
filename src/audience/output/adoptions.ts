// 上级媒体采用: stories used by outlets above us, each with evidence; a wrong entry is taken back, never erased.
import { z } from 'zod'
import { attachFile, filesOf } from '../../platform/files/index.ts'
import { command, DayField, Id, Int64, query, Text } from '../../platform/index.ts'
import { adoptedBefore, futureReading, noEvidence, noSuchAdoption } from '../refusals.ts'
import { LEVELS, type Level } from '../vocabulary.ts'

const RECORDERS = ['editor', 'operations', 'director']
const USE = 'audience.adoption'

/** Enter a story that an outlet above used. */
export const recordAdoption = command({
  name: 'audience.record-adoption',
  title: '登记上级媒体采用',
  access: RECORDERS,
  input: z.strictObject({
    level: z.enum(Object.keys(LEVELS) as [Level, ...Level[]]),
    outlet: Text(60),
    headline: Text(200),
    adopted_on: DayField,
    reporter: z.string().trim().max(100).default(''),
    story_id: Id.nullable().default(null),
    address: z
      .union([z.literal(''), z.url({ protocol: /^https?$/, error: '应为 http 或 https 地址' }).max(500)])
      .default(''),
    file_ids: z.array(Id).max(6).default([]),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ adoption_id: Int64 }),
  async run(tx, call, { file_ids, ...input }) {
    if (input.adopted_on > call.today) throw futureReading({ day: input.adopted_on })
    if (input.address === '' && file_ids.length === 0) throw noEvidence()
    // two who enter the same at once wait for each other
    await tx`select pg_advisory_xact_lock(hashtextextended(${`${input.outlet}|${input.headline}`}, 73))`
    const [before] = await tx`select 1 from audience.adoptions a
      where outlet = ${input.outlet} and headline = ${input.headline} and adopted_on = ${input.adopted_on} and takes_back is null
        and not exists (select 1 from audience.adoptions b where b.takes_back = a.id)`
    if (before) throw adoptedBefore()
    const [row] = await tx<{ id: bigint }[]>`
      insert into audience.adoptions (level, outlet, headline, adopted_on, reporter, story_id, address, entered_at, entered_by,
        is_example)
      values (${input.level}, ${input.outlet}, ${input.headline}, ${input.adopted_on}, ${input.reporter}, ${input.story_id},
        ${input.address}, ${call.at}, ${call.actor.name}, ${input.is_example}) returning id`
    for (const file_id of file_ids) {
      const use = { file_id, use: USE, subject: String(row!.id), access: 'signed-in' as const }
      await attachFile(tx, call, { ...use, kinds: ['image', 'document'] })
    }
    return { adoption_id: row!.id }
  },
})

/** Take back an entry that was wrong. */
export const takeBackAdoption = command({
  name: 'audience.take-back-adoption',
  title: '撤销采用记录',
  access: RECORDERS,
  input: z.strictObject({ adoption_id: Id, reason: Text(200) }),
  output: z.object({}),
  async run(tx, call, { adoption_id, reason }) {
    const made = await tx`
      insert into audience.adoptions (level, outlet, headline, adopted_on, reporter, story_id, address, takes_back, reason,
        entered_at, entered_by, is_example)
      select level, outlet, headline, adopted_on, reporter, story_id, address, id, ${reason}, ${call.at}, ${call.actor.name},
        is_example
      from audience.adoptions a where id = ${adoption_id} and takes_back is null
        and not exists (select 1 from audience.adoptions b where b.takes_back = a.id)
      returning 1`
    if (made.length === 0) throw noSuchAdoption()
    return {}
  },
})

const Adoption = z.object({
  id: Int64,
  level: z.string(),
  outlet: z.string(),
  headline: z.string(),
  adopted_on: z.string(),
  reporter: z.string(),
  story_id: Int64.nullable(),
  address: z.string(),
  entered_by: z.string(),
  taken_back: z.string().nullable(),
  files: z.array(z.object({ id: Int64, name: z.string() })),
})

export const adoptions = query({
  name: 'audience.adoptions',
  title: '上级媒体采用台账',
  access: 'signed-in',
  input: z.strictObject({ from_day: DayField, to_day: DayField }),
  output: z.array(Adoption),
  async read(tx, { from_day, to_day }) {
    const rows = await tx<Omit<z.input<typeof Adoption>, 'files'>[]>`
      select a.*, b.reason taken_back from audience.adoptions a left join audience.adoptions b on b.takes_back = a.id
      where a.takes_back is null and a.adopted_on between ${from_day} and ${to_day}
      order by a.adopted_on desc, a.id desc limit 1000`
    const listed: z.input<typeof Adoption>[] = []
    for (const row of rows) {
      const files = await filesOf(tx, USE, String(row.id))
      listed.push({ ...row, files: files.map(({ id, name }) => ({ id, name })) })
    }
    return listed
  },
})
