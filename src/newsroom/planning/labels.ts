// 栏目, 分众 and 主题: what a story is filed under and later counted by. A label that ends keeps what was filed under it.
import { z } from 'zod'
import { type Day, dayOf } from '../../kernel/index.ts'
import { command, DayField, query, type Sql, Text } from '../../platform/index.ts'
import { labelStands, noSuchLabel } from '../refusals.ts'
import { LABEL_KINDS } from './planning-vocabulary.ts'

const Kind = z.enum(Object.keys(LABEL_KINDS) as [keyof typeof LABEL_KINDS])
const KEEPERS = ['director', 'operations'] as const

/** Add a section, a segment or a theme, or take an ended section up again. */
export const addLabel = command({
  name: 'newsroom.add-label',
  title: '新增栏目、分众或主题',
  access: KEEPERS,
  input: z.strictObject({
    kind: Kind,
    name: Text(40),
    source: z.string().trim().max(100).default(''),
    effective_from: DayField.optional(),
  }),
  output: z.object({}),
  async run(tx, call, { kind, name, source, effective_from = call.today }) {
    if (kind === 'section') {
      const added = await tx`insert into newsroom.columns (name, sort)
        values (${name}, (select coalesce(max(sort), 0) + 1 from newsroom.columns))
        on conflict (name) do update set closed_at = null, closed_by = null where columns.closed_at is not null returning 1`
      if (added.length === 0) throw labelStands({ kind: LABEL_KINDS[kind], name })
      return {}
    }
    const added = await tx`insert into newsroom.labels (kind, name, sort, source, effective_from)
      values (${kind}, ${name}, (select coalesce(max(sort), 0) + 1 from newsroom.labels where kind = ${kind}), ${source}, ${effective_from})
      on conflict (kind, name) where effective_to is null do nothing returning 1`
    if (added.length === 0) throw labelStands({ kind: LABEL_KINDS[kind], name })
    return {}
  },
})

/** End a section, a segment or a theme: from tomorrow nothing new is filed under it. */
export const endLabel = command({
  name: 'newsroom.end-label',
  title: '停用栏目、分众或主题',
  access: KEEPERS,
  input: z.strictObject({ kind: Kind, name: Text(40) }),
  output: z.object({}),
  async run(tx, call, { kind, name }) {
    const ended =
      kind === 'section'
        ? await tx`update newsroom.columns set closed_at = ${call.at}, closed_by = ${call.actor.name}
            where name = ${name} and closed_at is null returning 1`
        : await tx`update newsroom.labels set effective_to = greatest(effective_from, ${call.today}::date)
            where kind = ${kind} and name = ${name} and effective_to is null returning 1`
    if (ended.length === 0) throw noSuchLabel({ kind: LABEL_KINDS[kind], name })
    return {}
  },
})

/** The names in force on a day. */
export async function labelsOn(tx: Sql, kind: 'segment' | 'theme', day: Day): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`select name from newsroom.labels where kind = ${kind}
    and effective_from <= ${day} and coalesce(effective_to, 'infinity') >= ${day} order by sort, name`
  return rows.map(row => row.name)
}

/** Throws unless every name is in force on the day, or stood on the story before. */
export async function mustBeLabels(
  tx: Sql,
  day: Day,
  given: { segments: readonly string[]; themes: readonly string[] },
  before: { segments: readonly string[]; themes: readonly string[] } = { segments: [], themes: [] },
): Promise<void> {
  for (const [kind, names, old] of [
    ['segment', given.segments, before.segments],
    ['theme', given.themes, before.themes],
  ] as const) {
    const known = names.length > 0 ? await labelsOn(tx, kind, day) : []
    const unknown = names.find(name => !known.includes(name) && !old.includes(name))
    if (unknown !== undefined) throw noSuchLabel({ kind: LABEL_KINDS[kind], name: unknown })
  }
}

const Label = z.object({
  kind: z.string(),
  name: z.string(),
  source: z.string(),
  effective_from: z.string().nullable(),
  effective_to: z.string().nullable(),
  story_count: z.number(),
})

export const labels = query({
  name: 'newsroom.labels',
  title: '栏目、分众和主题',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Label),
  async read(tx, _input, { at }) {
    const sections = await tx<(z.input<typeof Label> & { closed_at: Date | null })[]>`
      select 'section' kind, c.name, '' source, null effective_from, null effective_to, c.closed_at,
        (select count(*)::int from newsroom.stories s where s.section = c.name) story_count
      from newsroom.columns c order by c.sort, c.name`
    const others = await tx<z.input<typeof Label>[]>`
      select l.kind, l.name, l.source, l.effective_from, l.effective_to,
        (select count(*)::int from newsroom.stories s where l.name = any (case l.kind when 'theme' then s.themes else s.segments end)) story_count
      from newsroom.labels l order by l.kind, l.sort, l.name`
    const closed = (day: Date | null) => (day ? dayOf(day) : null)
    return [...sections.map(row => ({ ...row, effective_to: closed(row.closed_at) })), ...others].filter(
      row => row.effective_to === null || row.story_count > 0 || row.effective_to >= dayOf(at),
    )
  },
})
