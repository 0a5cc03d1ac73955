// Stories as lists and one by one, and the words the forms offer.
import { z } from 'zod'
import { dayOf } from '../../kernel/index.ts'
import { Id, Int64, query } from '../../platform/index.ts'
import { labelsOn } from '../planning/labels.ts'
import { noSuchStory } from '../refusals.ts'
import { CHANNEL_KINDS } from '../vocabulary.ts'
import { findVersion, type Story } from './story.ts'

const LISTED_MAX = 500

const Listed = z.object({
  id: Int64,
  headline: z.string(),
  section: z.string(),
  state: z.string(),
  origin: z.string(),
  lane: z.string(),
  topic: z.string(),
  channels: z.array(z.string()),
  version_no: z.number(),
  edition_no: z.number(),
  char_count: z.number(),
  created_by: z.string(),
  changed_at: z.date(),
  due_at: z.date().nullable(),
  writing: z.string().nullable(),
  is_example: z.boolean(),
})

export const stories = query({
  name: 'newsroom.stories',
  title: '稿件',
  access: 'signed-in',
  input: z.strictObject({
    state: z.string().max(20).optional(),
    words: z.string().trim().max(100).optional(),
    mine: z.enum(['1']).optional(),
  }),
  output: z.array(Listed),
  read: (tx, { state, words, mine }, { actor, at }) => tx<z.input<typeof Listed>[]>`
    select s.*, v.char_count, l.person writing from newsroom.stories s
    left join newsroom.versions v on v.story_id = s.id and v.version_no = s.version_no
    left join newsroom.locks l on l.story_id = s.id and l.seen_at > ${at}::timestamptz - interval '10 minutes'
    where (${state ?? null}::text is null or s.state = ${state ?? null})
      and (${words ?? null}::text is null or position(${words ?? ''} in s.headline) > 0)
      and (${mine ?? null}::text is null or s.created_by_id = ${actor?.id ?? ''})
      -- what was taken in from the past stands on its own page until somebody takes it up again
      and not (s.state = 'draft' and exists (select 1 from newsroom.historical_stories h where h.story_id = s.id and s.version_no = 1))
    order by s.changed_at desc, s.id desc limit ${LISTED_MAX}`,
})

const Full = Listed.omit({ writing: true, char_count: true }).extend({
  importance: z.string(),
  tags: z.array(z.string()),
  segments: z.array(z.string()),
  themes: z.array(z.string()),
  assignment_id: Int64.nullable(),
  cover: z.unknown(),
  byline: z.record(z.string(), z.string()),
  repost: z.unknown(),
  ai: z.string(),
  locked_at: z.date().nullable(),
  locked_by: z.string().nullable(),
  created_at: z.date(),
  lead: z.string(),
  body: z.unknown(),
  saved_by: z.string(),
  saved_at: z.date(),
  lock: z.object({ person: z.string(), mine: z.boolean(), seen_at: z.date() }).nullable(),
  editions: z.array(z.object({ id: Int64, edition_no: z.number(), approved_by: z.string(), approved_at: z.date() })),
})

export const story = query({
  name: 'newsroom.story',
  title: '一篇稿件',
  access: 'signed-in',
  input: z.strictObject({ story_id: Id }),
  output: Full,
  async read(tx, { story_id }, { actor, at }) {
    const [row] = await tx<
      (Story & { changed_at: Date; created_at: Date; locked_by: string | null; is_example: boolean })[]
    >`
      select * from newsroom.stories where id = ${story_id}`
    if (!row) throw noSuchStory({ story_id: String(story_id) })
    const version = await findVersion(tx, story_id, row.version_no)
    const [lock] = await tx<{ person: string; mine: boolean; seen_at: Date }[]>`
      select person, person_id = ${actor?.id ?? ''} mine, seen_at from newsroom.locks
      where story_id = ${story_id} and seen_at > ${at}::timestamptz - interval '10 minutes'`
    const editions = await tx<{ id: bigint; edition_no: number; approved_by: string; approved_at: Date }[]>`
      select id, edition_no, approved_by, approved_at from newsroom.editions where story_id = ${story_id} order by edition_no desc`
    const { lead, body, author: saved_by, saved_at } = version
    return { ...row, lead, body, saved_by, saved_at, lock: lock ?? null, editions }
  },
})

const Kept = z.object({
  version_no: z.number(),
  kind: z.string(),
  author: z.string(),
  saved_at: z.date(),
  headline: z.string(),
  char_count: z.number(),
})

export const versions = query({
  name: 'newsroom.versions',
  title: '稿件版本',
  access: 'signed-in',
  input: z.strictObject({ story_id: Id }),
  output: z.array(Kept),
  read: (tx, { story_id }) => tx<z.input<typeof Kept>[]>`
    select version_no, kind, author, saved_at, headline, char_count from newsroom.versions
    where story_id = ${story_id} order by version_no desc limit ${LISTED_MAX}`,
})

export const version = query({
  name: 'newsroom.version',
  title: '一个版本',
  access: 'signed-in',
  input: z.strictObject({ story_id: Id, version_no: z.coerce.number().int().min(1) }),
  output: Kept.extend({ lead: z.string(), body: z.unknown(), body_text: z.string() }),
  read: (tx, { story_id, version_no }) => findVersion(tx, story_id, version_no) as never,
})

const Worded = z.object({ value: z.string(), label: z.string() })

export const vocabulary = query({
  name: 'newsroom.vocabulary',
  title: '采编用词',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    sections: z.array(z.string()),
    segments: z.array(z.string()),
    themes: z.array(z.string()),
    topics: z.array(Worded.extend({ needs_superior: z.boolean() })),
    channels: z.array(Worded),
  }),
  async read(tx, _input, { at }) {
    const day = dayOf(at)
    const sections = await tx<
      { name: string }[]
    >`select name from newsroom.columns where closed_at is null order by sort, name`
    const topics = await tx<{ value: string; label: string; needs_superior: boolean }[]>`
      select code value, title label, needs_superior from newsroom.topics
      where effective_from <= ${day} and coalesce(effective_to, 'infinity') >= ${day} order by sort`
    const channels = Object.entries(CHANNEL_KINDS).map(([value, label]) => ({ value, label }))
    const [segments, themes] = [await labelsOn(tx, 'segment', day), await labelsOn(tx, 'theme', day)]
    return { sections: sections.map(row => row.name), segments, themes, topics, channels }
  },
})
