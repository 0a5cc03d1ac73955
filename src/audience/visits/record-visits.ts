// Visits, written in batches by the program itself: a page view writes nothing.
import { z } from 'zod'
import { command, DayField } from '../../platform/index.ts'

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
          views: z.number().int().min(0),
          visitors: z.number().int().min(0),
        }),
      )
      .max(5_000),
  }),
  output: z.object({}),
  async run(tx, _call, { visits }) {
    // in one order everywhere, so that two processes adding up at once never wait for each other in a circle
    const ordered = [...visits].sort((a, b) => (a.on_day + a.path < b.on_day + b.path ? -1 : 1))
    for (const { on_day, path, views, visitors } of ordered) {
      await tx`insert into audience.visits (on_day, path, story_id, views, visitors)
        values (${on_day}, ${path}, (select a.story_id from publishing.articles a
          where ${path} <> '' and (right(${path}, length(a.slug) + 1) = '/' || a.slug) order by a.id desc limit 1), ${views}, ${visitors})
        on conflict (on_day, path) do update
          set views = visits.views + excluded.views, visitors = visits.visitors + excluded.visitors`
    }
    return {}
  },
})
