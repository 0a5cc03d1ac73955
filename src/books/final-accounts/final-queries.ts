// Reading the final accounts of a year, on the page and as files; and the numbers of its tables as data.
import type { Hono } from 'hono'
import { z } from 'zod'
import { noSuchYear } from '../../budget/index.ts'
import type { Classification } from '../../kernel/index.ts'
import { findUnit } from '../../people/index.ts'
import { toDocx, toPdf } from '../../platform/documents/index.ts'
import {
  type ApiParts,
  ask,
  ClassificationField,
  command,
  parseInput,
  query,
  type Sql,
  Text,
  YearField,
} from '../../platform/index.ts'
import { writeWorkbook } from '../../platform/workbooks/index.ts'
import { finalDocument, finalJson, finalTitle, finalWorkbook } from './document.ts'
import { type FinalAccounts, finalAccounts } from './final-accounts.ts'
import { FINAL_TABLES } from './model.ts'

/** Imported years as they were reported, others by the classes of today. Refuses budget.no-such-year. */
async function classificationOf(tx: Sql, year: number): Promise<Classification> {
  const [row] = await tx<{ origin: string }[]>`select origin from budget.years where year = ${year}`
  if (!row) throw noSuchYear({ year })
  return row.origin === 'imported' ? 'reported' : 'classified'
}

/** The accounts of a year under the classification asked for, or its own. */
export async function finalAccountsOf(tx: Sql, year: number, as?: Classification): Promise<FinalAccounts> {
  const own = await classificationOf(tx, year)
  return finalAccounts(tx, { year, as: as ?? own })
}

const Input = z.strictObject({ year: YearField, as: ClassificationField.optional() })
const Side = z.object({ title: z.string(), fen: z.string() })

export const finalAccountsQuery = query({
  name: 'books.final-accounts',
  title: '决算公开表',
  access: 'signed-in',
  input: Input,
  output: z.object({
    year: z.number(),
    as: z.string(),
    tables: z.array(
      z.object({
        key: z.string(),
        number: z.string(),
        title: z.string(),
        columns: z.array(z.object({ title: z.string(), money: z.boolean() })),
        rows: z.array(
          z.object({
            key: z.string(),
            bold: z.boolean().optional(),
            depth: z.number().optional(),
            figure: z.string().optional(),
            cells: z.array(z.object({ text: z.string().optional(), fen: z.string().nullable().optional() })),
          }),
        ),
        note: z.string(),
      }),
    ),
    ties: z.array(z.object({ rule: z.string(), left: Side, right: Side, holds: z.boolean() })),
  }),
  read: async (tx, { year, as }) => finalJson(await finalAccountsOf(tx, year, as)),
})

const FILES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
export type FinalFormat = keyof typeof FILES

/** The accounts as a file, with its type. */
export async function finalFile(
  accounts: FinalAccounts,
  unit: string,
  format: FinalFormat,
  fonts_dir?: string | undefined,
): Promise<{ body: Uint8Array; type: string; filename: string }> {
  const filename = `${unit}${finalTitle(accounts.year)}.${format}`
  const type = FILES[format]
  if (format === 'xlsx') return { body: await writeWorkbook(finalWorkbook(accounts)), type, filename }
  const document = finalDocument(accounts, unit)
  const body =
    format === 'docx' ? await toDocx(document) : await toPdf(document, fonts_dir === undefined ? {} : { fonts_dir })
  return { body, type, filename }
}

const FileInput = Input.extend({ format: z.enum(Object.keys(FILES) as [FinalFormat]).default('pdf') })

const fileQuery = query({
  name: 'books.final-accounts-file',
  title: '决算公开表文件',
  access: 'signed-in',
  input: FileInput,
  output: z.custom<{ accounts: FinalAccounts; unit: string }>(),
  async read(tx, { year, as }) {
    return { accounts: await finalAccountsOf(tx, year, as), unit: (await findUnit(tx))?.name ?? '本单位' }
  },
})

/** GET /api/books/final-accounts-file?year=&format=pdf|docx|xlsx */
export function mountFinalAccounts(
  app: Hono,
  parts: Pick<ApiParts, 'pool' | 'actorOf' | 'now'> & { fonts_dir: string | undefined },
): void {
  app.get('/api/books/final-accounts-file', async c => {
    const { format } = parseInput(FileInput, c.req.query())
    const reading = { actor: await parts.actorOf(c), at: parts.now() }
    const { accounts, unit } = (await ask(parts.pool, fileQuery, reading, c.req.query())) as {
      accounts: FinalAccounts
      unit: string
    }
    const made = await finalFile(accounts, unit, format, parts.fonts_dir)
    return c.body(new Uint8Array(made.body), 200, {
      'content-type': made.type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(made.filename)}`,
      'cache-control': 'no-store',
    })
  })
}

/** Number a table of the final accounts anew, from a year on (they differ by province and year). */
export const numberFinalTable = command({
  name: 'books.number-final-table',
  title: '设置决算表编号',
  access: ['finance', 'admin'],
  input: z.strictObject({
    table_key: z.enum(Object.keys(FINAL_TABLES) as [keyof typeof FINAL_TABLES]),
    number: Text(20),
    effective_from: YearField,
    region: Text(20),
    source: Text(120),
  }),
  output: z.object({ table_key: z.string() }),
  async run(tx, _call, row) {
    await tx`insert into books.final_table_numbers ${tx({ ...row, confirmed: true })}
      on conflict (table_key, effective_from) do update set number = excluded.number, region = excluded.region,
        source = excluded.source, confirmed = true`
    return { table_key: row.table_key }
  },
})
