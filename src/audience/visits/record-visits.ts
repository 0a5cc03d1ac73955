// Visits, written in batches by the program itself: a page view writes nothing.
import { z } from 'zod'
import { command, DayField, type Sql } from '../../platform/index.ts'

const keyOf = (one: { on_day: string; path: string; host: string }) => `${one.on_day} ${one.path} ${one.host}`

/** The article of a page, and of which site it is: by the site's part of the address, else by its own domain, else the first. */
const articleAt = (tx: Sql, path: string, host: string) => tx`
  select a.story_id, a.site_id from publishing.articles a join channels.accounts s on s.id = a.site_id and s.adapter = 'site'
  cross join lateral (select '/' || case when s.handle ~ '^[a-z][a-z0-9-]{0,30}$' then s.handle else 's' || s.id end || '/' as part) p
  where right(${path}, length(a.slug) + 1) = '/' || a.slug
  order by starts_with(${path}, p.part) desc,
    split_part(split_part(s.address, '://', 2), '/', 1) = ${host} and ${host} <> '' desc, a.site_id, a.id desc limit 1`

/** Add counted page views to their days. */
export const recordVisits = command({
  name: 'audience.record-visits',
  title: '汇总网站访问',
  // nobody's work: only the program itself may
  access: [],
  input: z.strictObject({
    visits: z
      .array(
        z.strictObject({
          on_day: DayField,
          path: z.string().max(300),
          /** whose domain was asked, where a site has one of its own */
          host: z.string().max(200).default(''),
          views: z.number().int().min(0),
          visitors: z.number().int().min(0),
        }),
      )
      .max(5_000),
  }),
  output: z.object({}),
  async run(tx, _call, { visits }) {
    // in one order everywhere, so that two processes adding up at once never wait for each other in a circle
    const ordered = [...visits].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    for (const { on_day, path, host, views, visitors } of ordered) {
      const [article] =
        path === '' ? [] : await tx<{ story_id: bigint; site_id: bigint }[]>`${articleAt(tx, path, host)}`
      const { story_id = null, site_id = null } = article ?? {}
      await tx`insert into audience.visits (on_day, path, site_id, story_id, views, visitors)
        values (${on_day}, ${path}, ${site_id}, ${story_id}, ${views}, ${visitors})
        on conflict (on_day, path, coalesce(site_id, 0)) do update
          set views = visits.views + excluded.views, visitors = visits.visitors + excluded.visitors`
    }
    return {}
  },
})
