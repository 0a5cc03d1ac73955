// The workbook of a year for the workbench: the file that the import of an empty house reads again.
import type { Hono } from 'hono'
import { z } from 'zod'
import { type ApiParts, ask, parseInput, query, YearField } from '../platform/index.ts'
import { writeWorkbook } from '../platform/workbooks/index.ts'
import type { BooksJson } from './schema.ts'
import { storedBooks } from './stored-books.ts'
import { booksToWorkbook } from './write-books.ts'

const Input = z.strictObject({ year: YearField })

const workbookQuery = query({
  name: 'books.workbook',
  title: '导出账套',
  access: ['finance', 'director', 'auditor', 'admin'],
  input: Input,
  output: z.custom<BooksJson>(),
  read: (tx, { year }) => storedBooks(tx, year),
})

/** GET /api/books/workbook-file?year= */
export function mountWorkbook(app: Hono, parts: Pick<ApiParts, 'pool' | 'actorOf' | 'now'>): void {
  app.get('/api/books/workbook-file', async c => {
    const { year } = parseInput(Input, c.req.query())
    const reading = { actor: await parts.actorOf(c), at: parts.now() }
    const books = (await ask(parts.pool, workbookQuery, reading, { year: String(year) })) as BooksJson
    const filename = `${books.unit_name}${year}年度账套.xlsx`
    return c.body(new Uint8Array(await writeWorkbook(booksToWorkbook(books))), 200, {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
      'cache-control': 'no-store',
    })
  })
}
