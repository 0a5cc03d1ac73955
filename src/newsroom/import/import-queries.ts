// What was taken in from elsewhere: the files, what became of each item, and the stories of the past.
import { z } from 'zod'
import { Id, Int64, PageFields, query } from '../../platform/index.ts'
import { noSuchImport } from '../refusals.ts'

const Import = z.object({
  id: Int64,
  kind: z.string(),
  file_name: z.string(),
  section: z.string(),
  item_count: z.number(),
  started_at: z.date(),
  started_by: z.string(),
  finished_at: z.date().nullable(),
  imported: z.number(),
  skipped: z.number(),
  failed: z.number(),
})
type Import = z.input<typeof Import>

export const imports = query({
  name: 'newsroom.imports',
  title: '历史稿件导入',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Import),
  read: tx => tx<Import[]>`
    select i.*, count(*) filter (where outcome = 'imported')::int imported, count(*) filter (where outcome = 'skipped')::int skipped,
      count(*) filter (where outcome = 'failed')::int failed
    from newsroom.imports i left join newsroom.import_items t on t.import_id = i.id
    group by i.id order by i.id desc limit 100`,
})

const ImportedItem = z.object({
  item_no: z.number(),
  headline: z.string(),
  outcome: z.string(),
  reason: z.string(),
  notes: z.array(z.string()),
  story_id: Int64.nullable(),
  published_at: z.date().nullable(),
  author: z.string(),
  address: z.string(),
})

export const importedItems = query({
  name: 'newsroom.imported-items',
  title: '导入结果逐篇',
  access: 'signed-in',
  input: z.strictObject({
    import_id: Id,
    outcome: z.enum(['imported', 'skipped', 'failed']).optional(),
    ...PageFields,
  }),
  output: z.object({ total_count: z.number(), rows: z.array(ImportedItem) }),
  async read(tx, { import_id, outcome, offset, limit }) {
    const [known] = await tx`select 1 from newsroom.imports where id = ${import_id}`
    if (!known) throw noSuchImport()
    const rows = await tx<(z.input<typeof ImportedItem> & { total_count: number })[]>`
      select t.item_no, t.headline, t.outcome, t.reason, t.notes, t.story_id, h.published_at, coalesce(h.author, '') author,
        coalesce(h.address, '') address, (count(*) over ())::int total_count
      from newsroom.import_items t left join newsroom.historical_stories h using (story_id)
      where t.import_id = ${import_id} and (${outcome ?? null}::text is null or t.outcome = ${outcome ?? null})
      order by t.item_no offset ${offset} limit ${limit}`
    return { total_count: rows[0]?.total_count ?? 0, rows }
  },
})

const Historical = z.object({
  story_id: Int64,
  headline: z.string(),
  section: z.string(),
  state: z.string(),
  published_at: z.date().nullable(),
  author: z.string(),
  categories: z.array(z.string()),
  slug: z.string(),
  address: z.string(),
  was: z.string(),
  char_count: z.number(),
})

export const historicalStories = query({
  name: 'newsroom.historical-stories',
  title: '历史稿件',
  access: 'signed-in',
  input: z.strictObject({ words: z.string().trim().max(100).optional(), ...PageFields }),
  output: z.object({ total_count: z.number(), rows: z.array(Historical) }),
  async read(tx, { words, offset, limit }) {
    const rows = await tx<(z.input<typeof Historical> & { total_count: number })[]>`
      select h.story_id, s.headline, s.section, s.state, h.published_at, h.author, h.categories, h.slug, h.address, h.was,
        v.char_count, (count(*) over ())::int total_count
      from newsroom.historical_stories h join newsroom.stories s on s.id = h.story_id
      join newsroom.versions v on v.story_id = s.id and v.version_no = s.version_no
      where ${words ?? null}::text is null or position(${words ?? ''} in s.headline) > 0
        or position(${words ?? ''} in h.author) > 0
      order by h.published_at desc nulls last, h.story_id desc offset ${offset} limit ${limit}`
    return { total_count: rows[0]?.total_count ?? 0, rows }
  },
})
