// What every public route stands on: a snapshot to read from, the frame, the cache, and the page that says no.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { html } from 'hono/html'
import type { Refusal } from '../kernel/index.ts'
import { findUnit, type Unit } from '../people/index.ts'
import type { FileStore } from '../platform/files/index.ts'
import type { FigureSet, Pool, Sql } from '../platform/index.ts'
import { readFurniture } from './furniture.ts'
import { type Fragment, type Frame, page } from './layout.ts'
import { type Made, type PageCache, pageCache } from './page-cache.ts'
import { quickAnswers } from './quick.ts'
import { noSuchPage } from './refusals.ts'

export type PortalOptions = {
  pool: Pool
  set: FigureSet
  files: FileStore
  fonts_dir: string | undefined
  public_url: string | undefined
  now(): Date
}

/** What a route makes of a page; undefined when there is no such page. */
export type Section = Omit<Frame, 'elder' | 'path'> & {
  main: Fragment
  status?: number
  headers?: Record<string, string>
}

export type Site = PortalOptions & {
  /** reads on one snapshot */
  read<T>(work: (tx: Sql) => Promise<T>): Promise<T>
  /** a framed page, from the cache or made on one snapshot */
  serve(c: Context, make: (tx: Sql, unit: Unit | undefined) => Promise<Section | undefined>): Promise<Response>
  /** a framed page that is made anew for everybody who asks: searches */
  fresh(c: Context, make: (tx: Sql, unit: Unit | undefined) => Promise<Section | undefined>): Promise<Response>
  /** a file to download, or a feed */
  file(c: Context, make: (tx: Sql) => Promise<Made | undefined>): Promise<Response>
  /** a refusal as a page */
  refused(c: Context, refused: Refusal): Promise<Response>
  /** where the public reaches us, without a slash at the end */
  originOf(c: Context): string
  cache: PageCache
  /** answers what is in the cache without the rest of the program; false when that has to look */
  quick(request: IncomingMessage, response: ServerResponse): boolean
}

export const ELDER = 'elder'

export function openSite(options: PortalOptions): Site {
  const { pool, now } = options
  const cache = pageCache(pool, now)
  const read = <T>(work: (tx: Sql) => Promise<T>) =>
    pool.begin('isolation level repeatable read read only', work) as Promise<T>
  const elderView = (c: Context) => getCookie(c, 'view') === ELDER
  const originOf = (c: Context) => options.public_url?.replace(/\/+$/, '') ?? new URL(c.req.url).origin
  const pathOf = (c: Context) => `${c.req.path}${new URL(c.req.url).search}`
  const frame = (c: Context, make: Parameters<Site['serve']>[1]) =>
    read(async tx => {
      const unit = await findUnit(tx)
      const made = await make(tx, unit)
      if (!made) return undefined
      const { main, status, headers, ...rest } = made
      const { host } = new URL(originOf(c))
      const furniture = await readFurniture(tx, unit?.name ?? '北塔', { host, base: rest.masthead?.base })
      const body = await page({ elder: elderView(c), path: pathOf(c), ...rest }, furniture, main)
      return { body, ...(status ? { status } : {}), ...(headers ? { headers } : {}) }
    })
  return {
    ...options,
    cache,
    quick: quickAnswers(cache, options.public_url?.replace(/\/+$/, '')),
    read,
    originOf,
    async serve(c, make) {
      const answer = await cache.answer(c, `${elderView(c) ? 'e' : 'n'}${originOf(c)}${pathOf(c)}`, () =>
        frame(c, make),
      )
      if (!answer) throw noSuchPage()
      return answer
    },
    async fresh(c, make) {
      const made = await frame(c, make)
      if (!made) throw noSuchPage()
      return c.html(made.body, 200, { 'cache-control': 'no-store' })
    },
    async file(c, make) {
      const answer = await cache.answer(c, `f${originOf(c)}${c.req.path}`, () => read(make))
      if (!answer) throw noSuchPage()
      return answer
    },
    async refused(c, refused) {
      const { host } = new URL(originOf(c))
      const title = refused.status === 404 ? '找不到页面' : '不能查看'
      const main = html`<h1>${title}</h1><p class="lead">${refused.message}</p>
<p><a href="/">回到首页</a>　<a href="/disclosure">信息公开</a></p>`
      const body = await read(async tx => {
        const unit = await findUnit(tx)
        const furniture = await readFurniture(tx, unit?.name ?? '北塔', { host, base: undefined })
        return page({ title, elder: elderView(c), path: c.req.path }, furniture, main)
      })
      return c.html(body, refused.status as 404)
    },
  }
}
