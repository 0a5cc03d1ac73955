// The 节目单 as a list: for the workbench with everything, for the public with what stands and what can be seen again.
import { z } from 'zod'
import { type Day, dayOf } from '../../kernel/index.ts'
import { DayField, Int64, query, type Sql } from '../../platform/index.ts'
import { PROGRAMME_KINDS, SERVICES } from './programmes.ts'

const Programme = z.object({
  id: Int64,
  service: z.enum(SERVICES),
  kind: z.enum(PROGRAMME_KINDS),
  title: z.string(),
  starts_at: z.date(),
  ends_at: z.date(),
  story_id: Int64.nullable(),
  headline: z.string().nullable(),
  signed: z.boolean(),
  has_film: z.boolean(),
  note: z.string(),
  planned_by: z.string(),
  aired_at: z.date().nullable(),
  aired_by: z.string().nullable(),
  cancelled_at: z.date().nullable(),
  cancel_reason: z.string().nullable(),
  is_example: z.boolean(),
})
const Choice = z.object({ story_id: Int64, headline: z.string(), state: z.string() })

const script = (tx: Sql, column: string) => tx`
  (select r.extra->>'video' from newsroom.editions e join newsroom.renditions r on r.edition_id = e.id and r.channel_kind = 'radio'
   where e.story_id = ${tx(column)} order by e.edition_no desc limit 1)`

export const programmes = query({
  name: 'publishing.programmes',
  title: '节目单',
  access: 'signed-in',
  input: z.strictObject({ from_day: DayField, to_day: DayField }),
  output: z.object({ at: z.date(), programmes: z.array(Programme), choices: z.array(Choice) }),
  async read(tx, { from_day, to_day }, { at }) {
    const rows = await tx<z.input<typeof Programme>[]>`
      select p.*, s.headline, ${script(tx, 'p.story_id')} is not null has_film,
        exists (select from newsroom.editions e join newsroom.renditions r on r.edition_id = e.id and r.channel_kind = 'radio'
          where e.story_id = p.story_id) signed
      from publishing.programmes p left join newsroom.stories s on s.id = p.story_id
      where (p.starts_at at time zone 'Asia/Shanghai')::date between ${from_day} and ${to_day} order by p.starts_at, p.id limit 1000`
    const choices = await tx<z.input<typeof Choice>[]>`
      select id story_id, headline, state from newsroom.stories where 'radio' = any(channels) and state <> 'rejected'
      order by changed_at desc limit 200`
    return { at, programmes: rows, choices }
  },
})

export type PublicProgramme = {
  service: 'radio' | 'tv'
  title: string
  starts_at: Date
  ends_at: Date
  /** the site's article of its story, and the film that can be seen again */
  slug: string | null
  video: string | null
}

/** What the public is told of a day; `site` decides whose article it leads to. A story that was taken back leads nowhere. */
export function publicSchedule(tx: Sql, day: Day, siteId: bigint | undefined): Promise<PublicProgramme[]> {
  return tx<PublicProgramme[]>`
    select p.service, p.title, p.starts_at, p.ends_at, a.slug,
      case when p.aired_at is not null and a.id is not null then r.extra->>'video' end video
    from publishing.programmes p
    left join publishing.articles a on a.story_id = p.story_id and a.site_id = ${siteId ?? null} and a.withdrawn_at is null
    left join newsroom.renditions r on r.edition_id = p.edition_id and r.channel_kind = 'radio'
    where (p.starts_at at time zone 'Asia/Shanghai')::date = ${day} and p.cancelled_at is null order by p.service, p.starts_at`
}

/** The days that have a schedule, the newest first. */
export async function scheduledDays(tx: Sql): Promise<Day[]> {
  const rows = await tx<{ starts_at: Date }[]>`
    select distinct on ((starts_at at time zone 'Asia/Shanghai')::date) starts_at from publishing.programmes
    where cancelled_at is null order by (starts_at at time zone 'Asia/Shanghai')::date desc limit 60`
  return rows.map(row => dayOf(row.starts_at))
}

export type Replay = { title: string; service: 'radio' | 'tv'; starts_at: Date; video: string }

/** What of a story was broadcast last and can be seen again. */
export async function replayOf(tx: Sql, storyId: bigint): Promise<Replay | undefined> {
  const [row] = await tx<Replay[]>`
    select p.title, p.service, p.starts_at, r.extra->>'video' video from publishing.programmes p
    join newsroom.renditions r on r.edition_id = p.edition_id and r.channel_kind = 'radio'
    where p.story_id = ${storyId} and p.aired_at is not null and r.extra->>'video' is not null
    order by p.starts_at desc limit 1`
  return row
}
