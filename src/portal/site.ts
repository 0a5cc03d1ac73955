// What every public route stands on: a snapshot to read from, the frame, the cache, and the page that says no.
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { html } from 'hono/html'
import type { Refusal } from '../kernel/index.ts'
import { findUnit, type Unit } from '../people/index.ts'
import type { FigureSet, Pool, Sql } from '../platform/index.ts'
import { type Fragment, type Frame, page } from './layout.ts'
import { type Made, pageCache } from './page-cache.ts'
import { noSuchPage } from './refusals.ts'

export type PortalOptions = { pool: Pool; set: FigureSet; fonts_dir: string | undefined; now(): Date }

/** What a route makes of a page; undefined when there is no such page. */
export type Section = { title: string; section?: Frame['section']; main: Fragment }

export type Site = PortalOptions & {
  /** a framed page, from the cache or made on one snapshot */
  serve(c: Context, make: (tx: Sql, unit: Unit | undefined) => Promise<Section | undefined>): Promise<Response>
  /** a file to download */
  file(c: Context, make: (tx: Sql) => Promise<Made | undefined>): Promise<Response>
  /** a refusal as a page */
  refused(c: Context, refused: Refusal): Promise<Response>
}

export const ELDER = 'elder'

export function openSite(options: PortalOptions): Site {
  const { pool, now } = options
  const cache = pageCache(pool, now)
  const read = <T>(work: (tx: Sql) => Promise<T>) =>
    pool.begin('isolation level repeatable read read only', work) as Promise<T>
  const elderView = (c: Context) => getCookie(c, 'view') === ELDER
  return {
    ...options,
    async serve(c, make) {
      const elder = elderView(c)
      const path = `${c.req.path}${new URL(c.req.url).search}`
      const answer = await cache.answer(c, `${elder ? 'e' : 'n'}${path}`, () =>
        read(async tx => {
          const unit = await findUnit(tx)
          const made = await make(tx, unit)
          return made && { body: await page({ unit: unit?.name ?? '北塔', elder, path, ...made }, made.main) }
        }),
      )
      if (!answer) throw noSuchPage()
      return answer
    },
    async file(c, make) {
      const answer = await cache.answer(c, `f${c.req.path}`, () => read(make))
      if (!answer) throw noSuchPage()
      return answer
    },
    async refused(c, refused) {
      const unit = await read(tx => findUnit(tx))
      const title = refused.status === 404 ? '找不到页面' : '不能查看'
      const main = html`<h1>${title}</h1><p class="lead">${refused.message}</p>
<p><a href="/">回到首页</a>　<a href="/disclosure">信息公开</a></p>`
      const body = await page({ unit: unit?.name ?? '北塔', title, elder: elderView(c), path: c.req.path }, main)
      return c.html(body, refused.status as 404)
    },
  }
}
