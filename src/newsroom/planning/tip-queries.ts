// Tips as a list, and one with what was merged into it and what looks like it.
import { z } from 'zod'
import { filesOf } from '../../platform/files/index.ts'
import { Id, Int64, query } from '../../platform/index.ts'
import { noSuchTip } from '../refusals.ts'
import { likeness } from '../review/check-story.ts'
import { TIP_FILES } from './tips.ts'

const LISTED_MAX = 500
/** how like two titles are before they are shown side by side */
const ALIKE_MIN = 0.5
const ALIKE_DAYS = 30
const ALIKE_MAX = 8

const Listed = z.object({
  id: Int64,
  origin: z.string(),
  title: z.string(),
  content: z.string(),
  place: z.string(),
  source_name: z.string(),
  source_url: z.string(),
  state: z.string(),
  reason: z.string(),
  merged_count: z.number(),
  received_at: z.date(),
  recorded_by: z.string(),
  handled_by: z.string().nullable(),
  is_example: z.boolean(),
})

export const tips = query({
  name: 'newsroom.tips',
  title: '线索',
  access: 'signed-in',
  input: z.strictObject({ state: z.string().max(20).optional() }),
  output: z.array(Listed),
  read: (tx, { state }) => tx<z.input<typeof Listed>[]>`
    select t.*, (select count(*)::int from newsroom.tips m where m.merged_into_id = t.id) merged_count
    from newsroom.tips t where t.state <> 'merged' and (${state ?? null}::text is null or t.state = ${state ?? null})
    order by t.received_at desc, t.id desc limit ${LISTED_MAX}`,
})

const Short = z.object({ id: Int64, title: z.string(), origin: z.string(), received_at: z.date() })

export const tip = query({
  name: 'newsroom.tip',
  title: '一条线索',
  access: ['editor', 'operations', 'director'],
  input: z.strictObject({ tip_id: Id }),
  output: Listed.extend({
    contact: z.string(),
    files: z.array(z.object({ id: Int64, name: z.string(), type: z.string() })),
    merged: z.array(Short),
    alike: z.array(Short.extend({ likeness: z.number() })),
    pitches: z.array(z.object({ id: Int64, title: z.string(), state: z.string() })),
  }),
  async read(tx, { tip_id }) {
    const [row] = await tx<(z.input<typeof Listed> & { contact: string })[]>`
      select t.*, 0 merged_count from newsroom.tips t where t.id = ${tip_id}`
    if (!row) throw noSuchTip()
    const merged = await tx<z.input<typeof Short>[]>`
      select id, title, origin, received_at from newsroom.tips where merged_into_id = ${tip_id} order by received_at`
    const others = await tx<z.input<typeof Short>[]>`
      select id, title, origin, received_at from newsroom.tips where id <> ${tip_id} and state = 'new'
        and received_at between ${row.received_at}::timestamptz - make_interval(days => ${ALIKE_DAYS})
          and ${row.received_at}::timestamptz + make_interval(days => ${ALIKE_DAYS})
      order by received_at desc limit ${LISTED_MAX}`
    const alike = others
      .map(other => ({ ...other, likeness: likeness(other.title, row.title) }))
      .filter(other => other.likeness >= ALIKE_MIN)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, ALIKE_MAX)
    const pitches = await tx<{ id: bigint; title: string; state: string }[]>`
      select p.id, p.title, p.state from newsroom.pitch_tips l join newsroom.pitches p on p.id = l.pitch_id
      where l.tip_id = ${tip_id} order by p.id`
    const files = await filesOf(tx, TIP_FILES, tip_id)
    return { ...row, merged_count: merged.length, merged, alike, pitches, files }
  },
})
