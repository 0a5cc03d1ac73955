// Routes of a figure's trace and of the vouchers below it.
import type { Hono } from 'hono'
import { voucher } from '../accounts/index.ts'
import { figure, figureRows, isPublished } from '../disclosure/index.ts'
import type { TracePage } from '../kernel/index.ts'
import { ask, type Query } from '../platform/index.ts'
import { type FigureTrace, figurePage, type PublicVoucher, voucherPage } from './figure-page.ts'
import type { Site } from './site.ts'

const PAGE_SIZE = 50

export function mountTraces(app: Hono, site: Site): void {
  const { pool, set, now } = site
  const one = figure(set) as unknown as Query
  const rowsOf = figureRows(set) as unknown as Query
  app.get('/figures/:name', c =>
    site.serve(c, async () => {
      const at = Math.max(1, Math.floor(Number(c.req.query('page')) || 1))
      const as = c.req.query('as')
      const input = { name: c.req.param('name'), year: c.req.query('year'), ...(as ? { as } : {}) }
      const reading = { actor: undefined, at: now() }
      const value = (await ask(pool, one, reading, input)) as FigureTrace['figure']
      const rows = (await ask(pool, rowsOf, reading, {
        ...input,
        offset: (at - 1) * PAGE_SIZE,
        limit: PAGE_SIZE,
      })) as TracePage
      return {
        title: value.title,
        section: 'disclosure',
        main: figurePage({ figure: value, rows, page: at, page_size: PAGE_SIZE }),
      }
    }),
  )
  app.get('/vouchers/:id', c =>
    site.serve(c, async tx => {
      const id = c.req.param('id')
      if (!/^[1-9]\d{0,17}$/.test(id)) return undefined
      const found = (await voucher.read(
        tx,
        { voucher_id: BigInt(id) },
        { actor: undefined, at: now() },
      )) as PublicVoucher
      if (!(await isPublished(tx, found.year))) return undefined
      return { title: `${found.year}年第${found.voucher_no}号凭证`, section: 'disclosure', main: voucherPage(found) }
    }),
  )
}
