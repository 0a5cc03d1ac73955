// Take in the items of a file as stories: begin, batch by batch, end. Killed anywhere, nothing is taken twice or forgotten.
import { z } from 'zod'
import { Refusal } from '../../kernel/index.ts'
import { type Call, command, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { noSuchImport } from '../refusals.ts'
import { appendVersion, mustBeOpenSection } from '../stories/story.ts'
import { plainText, readBody } from '../text/body.ts'
import { bodyText } from '../text/render-body.ts'

/** Whoever keeps the newsroom in order takes in its past. */
export const IMPORTERS = ['operations', 'director', 'admin'] as const
export const HISTORY_SECTION = '历史稿件'
const BATCH_MAX = 50
const HEADLINE_MAX = 200

/** Begin to take in a file, or go on with it: the same content is the same import. */
export const beginImport = command({
  name: 'newsroom.begin-import',
  title: '开始导入历史稿件',
  access: IMPORTERS,
  input: z.strictObject({
    kind: z.enum(['wxr', 'word']),
    file_name: Text(200),
    digest: z.string().regex(/^[0-9a-f]{64}$/, '校验码无效'),
    section: Text(40).default(HISTORY_SECTION),
    item_count: z.number().int().min(0),
  }),
  output: z.object({ import_id: Int64 }),
  async run(tx, call, { kind, file_name, digest, section, item_count }) {
    await mustBeOpenSection(tx, section)
    const [row] = await tx<{ id: bigint }[]>`
      insert into newsroom.imports (kind, file_name, digest, section, item_count, started_at, started_by)
      values (${kind}, ${file_name}, ${Buffer.from(digest, 'hex')}, ${section}, ${item_count}, ${call.at}, ${call.actor.name})
      on conflict (kind, digest) do update set item_count = excluded.item_count returning id`
    return { import_id: row!.id }
  },
})

const Words = (max: number) => z.string().transform(text => plainText(text).trim().slice(0, max))

const Item = z.strictObject({
  item_no: z.number().int().min(1),
  key: z.string().min(1).max(500),
  headline: z.string().max(5_000),
  body: z.unknown(),
  published_at: z.iso.datetime({ offset: true }).nullable(),
  author: Words(100),
  categories: z.array(Words(100)).max(100),
  tags: z.array(Words(100)).max(100),
  slug: Words(300),
  address: Words(1000),
  was: Words(20),
  notes: z.array(z.string().max(300)).max(40),
  /** why it is no story, or could not be read */
  skip: z.string().max(500).default(''),
  failed: z.string().max(500).default(''),
})
export type GivenItem = z.input<typeof Item>
type Item = z.output<typeof Item>
type Import = { id: bigint; section: string }
type Outcome = { outcome: 'imported' | 'skipped' | 'failed'; reason: string; story_id: bigint | null; notes: string[] }

const without = (outcome: 'skipped' | 'failed', reason: string, notes: string[] = []): Outcome => ({
  outcome,
  reason,
  story_id: null,
  notes,
})

async function sectionFor(tx: Sql, { categories }: Item, { section }: Import): Promise<string> {
  const [row] = await tx<{ name: string }[]>`select name from newsroom.columns
    where closed_at is null and name = any(${categories}) order by sort limit 1`
  return row?.name ?? section
}

async function takeStory(tx: Sql, call: Call, from: Import, item: Item): Promise<Outcome> {
  const [known] = await tx`select 1 from newsroom.historical_stories where item_key = ${item.key}`
  if (known) return without('skipped', '以前导入过，没有再导入')
  const body = readBody(item.body)
  const notes = [...item.notes]
  let headline = plainText(item.headline).replace(/\s+/g, ' ').trim()
  if (headline === '') {
    headline = bodyText(body).replace(/\s+/g, ' ').trim().slice(0, 30)
    if (headline === '') return without('skipped', '没有标题也没有正文')
    notes.push('原文没有标题，取正文开头')
  }
  if (headline.length > HEADLINE_MAX) notes.push('标题太长，已截短')
  headline = headline.slice(0, HEADLINE_MAX)
  const byline = { reporter: item.author, correspondent: '', editor: '', proofreader: '' }
  const [story] = await tx<{ id: bigint }[]>`
    insert into newsroom.stories (headline, section, state, origin, topic, channels, tags, byline, created_at, created_by_id,
      created_by, changed_at)
    values (${headline}, ${await sectionFor(tx, item, from)}, 'draft', 'original', 'ordinary', '{site}',
      ${item.tags.slice(0, 20).map(tag => tag.slice(0, 40))}, ${tx.json(byline)}, ${call.at}, ${call.actor.id},
      ${call.actor.name}, ${call.at})
    returning id`
  const fresh = { id: story!.id, version_no: 0, edition_no: 0, locked_at: null }
  await appendVersion(tx, call, fresh, 'imported', { headline, lead: '', body })
  await tx`insert into newsroom.historical_stories (story_id, item_key, import_id, published_at, author, categories, tags, slug,
      address, was)
    values (${story!.id}, ${item.key}, ${from.id}, ${item.published_at}, ${item.author}, ${item.categories}, ${item.tags},
      ${item.slug}, ${item.address}, ${item.was})`
  return { outcome: 'imported', reason: '', story_id: story!.id, notes }
}

/** What becomes of one item. A text no story can hold fails alone; the others go on. */
async function take(tx: Sql, call: Call, from: Import, item: Item): Promise<Outcome> {
  if (item.skip) return without('skipped', item.skip)
  if (item.failed) return without('failed', item.failed)
  try {
    return await takeStory(tx, call, from, item)
  } catch (error) {
    // readBody refuses before anything is written
    if (error instanceof Refusal) return without('failed', error.message)
    throw error
  }
}

/** Take in a batch. Items that were dealt with before are left as they are; failed ones are tried again. */
export const importItems = command({
  name: 'newsroom.import-items',
  title: '导入一批历史稿件',
  access: IMPORTERS,
  input: z.strictObject({ import_id: Id, items: z.array(Item).min(1).max(BATCH_MAX) }),
  output: z.object({ imported: z.number(), skipped: z.number(), failed: z.number() }),
  // the text stands in the stories' versions; the journal need not hold it again
  secrets: ['items'],
  async run(tx, call, { import_id, items }) {
    const [from] = await tx<Import[]>`select id, section from newsroom.imports where id = ${import_id} for update`
    if (!from) throw noSuchImport()
    const counts = { imported: 0, skipped: 0, failed: 0 }
    const done = await tx<{ item_no: number }[]>`select item_no from newsroom.import_items
      where import_id = ${import_id} and outcome <> 'failed' and item_no = any(${items.map(item => item.item_no)})`
    const before = new Set(done.map(row => row.item_no))
    for (const item of items.filter(one => !before.has(one.item_no))) {
      const { outcome, reason, story_id, notes } = await take(tx, call, from, item)
      counts[outcome] += 1
      await tx`insert into newsroom.import_items (import_id, item_no, item_key, headline, outcome, reason, notes, story_id, taken_at)
        values (${import_id}, ${item.item_no}, ${item.key}, ${plainText(item.headline).slice(0, HEADLINE_MAX)}, ${outcome},
          ${reason}, ${notes}, ${story_id}, ${call.at})
        on conflict (import_id, item_no) do update set outcome = excluded.outcome, reason = excluded.reason,
          notes = excluded.notes, story_id = excluded.story_id, taken_at = excluded.taken_at`
    }
    return counts
  },
})

/** Say that every item of a file was dealt with. */
export const finishImport = command({
  name: 'newsroom.finish-import',
  title: '结束导入历史稿件',
  access: IMPORTERS,
  input: z.strictObject({ import_id: Id }),
  output: z.object({ imported: z.number(), skipped: z.number(), failed: z.number() }),
  async run(tx, call, { import_id }) {
    const [known] = await tx`update newsroom.imports set finished_at = coalesce(finished_at, ${call.at})
      where id = ${import_id} returning id`
    if (!known) throw noSuchImport()
    const [counts] = await tx<{ imported: number; skipped: number; failed: number }[]>`
      select count(*) filter (where outcome = 'imported')::int imported, count(*) filter (where outcome = 'skipped')::int skipped,
        count(*) filter (where outcome = 'failed')::int failed
      from newsroom.import_items where import_id = ${import_id}`
    return counts!
  },
})
