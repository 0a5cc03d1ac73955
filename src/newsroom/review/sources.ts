// 稿源名单: the lists of units whose news may be reposted, taken in version by version.
import { z } from 'zod'
import { command, DayField, Int64, query, Text } from '../../platform/index.ts'

const Source = z.strictObject({
  unit: Text(100),
  category: z.string().trim().max(60).default(''),
  site: z.string().trim().max(200).default(''),
  status: z.enum(['active', 'frozen', 'removed']).default('active'),
})

/** Take in units of a list version; a unit the version has already gets the status given here. */
export const importSources = command({
  name: 'newsroom.import-sources',
  title: '导入稿源名单',
  access: ['director', 'operations', 'editor'],
  input: z.strictObject({
    list_version: Text(60),
    listed_from: DayField,
    listed_to: DayField.nullable().default(null),
    sources: z.array(Source).min(1, '名单是空的').max(5000),
  }),
  output: z.object({ added_count: z.number(), changed_count: z.number() }),
  async run(tx, call, { list_version, listed_from, listed_to, sources }) {
    let added_count = 0
    for (const source of sources) {
      const [row] = await tx<{ fresh: boolean }[]>`
        insert into newsroom.sources ${tx({ ...source, list_version, listed_from, listed_to, added_at: call.at, added_by: call.actor.name })}
        on conflict on constraint source_is_listed_once do update set category = excluded.category, site = excluded.site,
          status = excluded.status, listed_from = excluded.listed_from, listed_to = excluded.listed_to
        returning xmax = 0 fresh`
      if (row!.fresh) added_count += 1
    }
    return { added_count, changed_count: sources.length - added_count }
  },
})

const Row = z.object({
  id: Int64,
  unit: z.string(),
  category: z.string(),
  site: z.string(),
  status: z.string(),
  list_version: z.string(),
  listed_from: z.string(),
  listed_to: z.string().nullable(),
})

export const sources = query({
  name: 'newsroom.sources',
  title: '稿源名单',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Row),
  read: tx => tx<z.input<typeof Row>[]>`select * from newsroom.sources order by listed_from desc, unit limit 5000`,
})
