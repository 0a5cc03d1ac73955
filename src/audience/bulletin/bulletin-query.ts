// The bulletin as a page and as files: /api/audience/bulletin-file?year=&month=&format=docx|pdf|html|text
import type { Hono } from 'hono'
import { z } from 'zod'
import { dayOf, type OfficialDocument } from '../../kernel/index.ts'
import { toDocx, toHtml, toPdf, toText } from '../../platform/documents/index.ts'
import { type ApiParts, ask, type FigureSet, parseInput, query, YearField } from '../../platform/index.ts'
import { buildBulletin, bulletinInput } from './bulletin.ts'

const MonthField = z.coerce.number('月份应为数字').int().min(1, '月份无效').max(12, '月份无效')
const Wanted = { year: YearField, month: MonthField }

/** Where a figure of a month is opened, told to the page by address: `year-month/name`. */
export const bulletin = (set: FigureSet) =>
  query({
    name: 'audience.bulletin',
    title: '传播月报',
    access: 'signed-in',
    input: z.strictObject(Wanted),
    output: z.object({ document: z.custom<OfficialDocument>() }),
    async read(tx, wanted, { at }) {
      const input = await bulletinInput(tx, set, { ...wanted, today: dayOf(at) })
      return { document: buildBulletin(input, (_name, { year, month }) => `/${year}/${month}`) }
    },
  })

const FORMATS = {
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    render: (document: OfficialDocument) => toDocx(document),
  },
  pdf: {
    type: 'application/pdf',
    render: (document: OfficialDocument, fonts_dir: string | undefined) =>
      toPdf(document, fonts_dir === undefined ? {} : { fonts_dir }),
  },
  html: { type: 'text/html; charset=utf-8', render: async (document: OfficialDocument) => toHtml(document) },
  txt: { type: 'text/plain; charset=utf-8', render: async (document: OfficialDocument) => toText(document) },
} as const

/** The file of a month, as a declared read, so that permission and snapshot are those of every query. */
const bulletinFile = (set: FigureSet) =>
  query({
    name: 'audience.bulletin-file',
    title: '传播月报文件',
    access: 'signed-in',
    input: z.strictObject({ ...Wanted, format: z.enum(['docx', 'pdf', 'html', 'txt']).default('pdf') }),
    output: z.custom<OfficialDocument>(),
    async read(tx, { year, month }, { at }) {
      return buildBulletin(await bulletinInput(tx, set, { year, month, today: dayOf(at) }))
    },
  })

export function mountBulletins(
  app: Hono,
  parts: Pick<ApiParts, 'pool' | 'actorOf' | 'now'> & { set: FigureSet; fonts_dir: string | undefined },
): void {
  const declared = bulletinFile(parts.set)
  app.get('/api/audience/bulletin-file', async c => {
    const { format } = parseInput(declared.input, c.req.query())
    const reading = { actor: await parts.actorOf(c), at: parts.now() }
    const document = (await ask(parts.pool, declared, reading, c.req.query())) as OfficialDocument
    const body = await FORMATS[format].render(document, parts.fonts_dir)
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body)
    return c.body(bytes, 200, {
      'content-type': FORMATS[format].type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${document.subject}.${format}`)}`,
      'cache-control': 'no-store',
    })
  })
}
