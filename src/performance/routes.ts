// Downloads of the draft report: /api/performance/report?year=&as=&format=
import type { Hono } from 'hono'
import { z } from 'zod'
import {
  type ApiParts,
  ask,
  ClassificationField,
  type FigureSet,
  parseInput,
  query,
  YearField,
} from '../platform/index.ts'
import { assembleReport, defaultClassification } from './assemble.ts'
import { FORMATS, type Renderable, renderReport } from './formats.ts'

const Wanted = z.strictObject({
  year: YearField,
  as: ClassificationField.optional(),
  format: z.enum(['text', 'html', 'docx', 'pdf', 'json']).default('pdf'),
})

/** The draft as a renderable report; a declared read, so that permission and snapshot are those of every query. */
const reportFile = (set: FigureSet) =>
  query({
    name: 'performance.report',
    title: '报告文件',
    access: 'signed-in',
    input: Wanted,
    output: z.custom<Renderable>(),
    async read(tx, { year, as }) {
      const period = { year, as: as ?? (await defaultClassification(tx, year)) }
      const report = await assembleReport(tx, set, period)
      const figures = [...report.figures.values()].map(({ amount: _amount, ...figure }) => figure)
      return { ...period, document: report.document, figures }
    },
  })

export function mountReports(app: Hono, parts: ApiParts & { set: FigureSet; fonts_dir: string | undefined }): void {
  const declared = reportFile(parts.set)
  app.get('/api/performance/report', async c => {
    const wanted = parseInput(Wanted, c.req.query())
    const reading = { actor: await parts.actorOf(c), at: parts.now() }
    const report = (await ask(parts.pool, declared, reading, c.req.query())) as Renderable
    const body = await renderReport(report, wanted.format, { fonts_dir: parts.fonts_dir })
    const name = encodeURIComponent(`${report.document.subject}.${FORMATS[wanted.format].suffix}`)
    return c.body(new Uint8Array(body), 200, {
      'content-type': FORMATS[wanted.format].type,
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'cache-control': 'no-store',
    })
  })
}
