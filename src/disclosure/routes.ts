// The short addresses of the figures: /api/figures, /api/figures/<name>, /api/figures/<name>/rows.
import type { Context, Hono } from 'hono'
import { type ApiParts, ask, type FigureSet, json } from '../platform/index.ts'
import { figure, figureRows, figures } from './figure-queries.ts'

export function mountFigures(app: Hono, parts: Pick<ApiParts, 'pool' | 'actorOf' | 'now'>, set: FigureSet): void {
  const reading = async (c: Context) => ({ actor: await parts.actorOf(c), at: parts.now() })
  const [one, all, rows] = [figure(set), figures(set), figureRows(set)]
  app.get('/api/figures', async c => json(c, await ask(parts.pool, all, await reading(c), c.req.query())))
  app.get('/api/figures/:name', async c =>
    json(c, await ask(parts.pool, one, await reading(c), { ...c.req.query(), name: c.req.param('name') })),
  )
  app.get('/api/figures/:name/rows', async c =>
    json(c, await ask(parts.pool, rows, await reading(c), { ...c.req.query(), name: c.req.param('name') })),
  )
}
