// Routes of the 节目单: today leads to its day, a day is a page of its own.
import type { Hono } from 'hono'
import { dayOf, isDay } from '../../kernel/index.ts'
import { publicSchedule, scheduledDays } from '../../publishing/index.ts'
import type { Site } from '../site.ts'
import { schedulePage } from './schedule-page.ts'
import { siteAt } from './sites.ts'

export function mountSchedule(app: Hono, site: Site): void {
  app.get('/schedule', c => c.redirect(`/schedule/${dayOf(site.now())}`, 302))
  app.get('/schedule/:day{[0-9]{4}-[0-9]{2}-[0-9]{2}}', c =>
    site.serve(c, async tx => {
      const day = c.req.param('day')
      const days = await scheduledDays(tx)
      if (!isDay(day) || days.length === 0) return undefined
      const news = await siteAt(tx, new URL(site.originOf(c)).host, undefined)
      const list = await publicSchedule(tx, day, news?.id)
      return { title: `${day} 节目单`, section: 'schedule', main: schedulePage(news, day, list, days) }
    }),
  )
}
