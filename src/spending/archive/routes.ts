// GET /api/spending/archive.zip?year=: the index of a year's vouchers as a workbook, and the papers behind each in its folder.
import { Readable } from 'node:stream'
import type { Hono } from 'hono'
import { z } from 'zod'
import { disposition, type FileStore } from '../../platform/files/index.ts'
import {
  type ApiParts,
  mustBeAllowed,
  type Pool,
  parseInput,
  YearField,
  type ZipPart,
  zipStream,
} from '../../platform/index.ts'
import { writeWorkbook } from '../../platform/workbooks/index.ts'
import { DOCUMENTS, type DocumentKind } from '../vocabulary.ts'
import { type ArchiveRow, archive, archiveRows } from './archive.ts'

type Paper = { voucher_no: string; n: number; document: DocumentKind; name: string; digest: string }

async function papersOf(pool: Pool, rows: readonly ArchiveRow[]): Promise<Paper[]> {
  const ids = rows.flatMap(row => (row.claim_id === null ? [] : [String(row.claim_id)]))
  const files = await pool<{ claim_id: bigint; document: DocumentKind; name: string; digest: string }[]>`
    select a.claim_id, a.document, a.name, f.digest from spending.attachments a join platform.files f on f.id = a.file_id
    where a.removed_at is null and a.claim_id::text = any(${ids}) order by a.id`
  return rows.flatMap(row =>
    files
      .filter(file => file.claim_id === row.claim_id)
      .map((file, at) => ({ ...file, n: at + 1, voucher_no: String(row.voucher_no).padStart(5, '0') })),
  )
}

/** The index as a workbook: numbers as text, nothing becomes a formula. */
export function indexWorkbook(year: number, rows: readonly ArchiveRow[]): Promise<Uint8Array> {
  const columns = [
    { title: '凭证号' },
    { title: '日期' },
    { title: '摘要', width: 40 },
    { title: '金额（元）', type: 'money_fen' as const },
    { title: '单据号' },
    { title: '类别' },
    { title: '申请人' },
    { title: '发票号码', width: 30 },
    { title: '审批', width: 40 },
    { title: '附件', type: 'number' as const },
    { title: '保管到' },
  ]
  const cells = rows.map(row => [
    String(row.voucher_no),
    row.on_date,
    row.summary,
    row.amount_fen,
    row.claim_no,
    row.kind,
    row.applicant,
    row.invoices,
    row.approvals,
    row.file_count,
    row.keep_until ?? '永久',
  ])
  return writeWorkbook([{ name: `${year}年凭证档案`, columns, rows: cells }])
}

async function* members(files: FileStore, index: Uint8Array, papers: readonly Paper[]): AsyncGenerator<ZipPart> {
  yield { name: '凭证目录.xlsx', content: [index] }
  for (const { voucher_no, n, document, name, digest } of papers) {
    yield { name: `凭证${voucher_no}/${n}-${DOCUMENTS[document]}-${name}`, content: files.read(digest) }
  }
}

export function mountArchive(
  app: Hono,
  { pool, files, actorOf }: Pick<ApiParts, 'pool' | 'actorOf'> & { files: FileStore },
): void {
  app.get('/api/spending/archive.zip', async c => {
    mustBeAllowed(archive, await actorOf(c))
    const { year } = parseInput(z.object({ year: YearField }), { year: c.req.query('year') })
    const rows = await pool.begin('isolation level repeatable read read only', tx => archiveRows(tx, year))
    const stream = zipStream(members(files, await indexWorkbook(year, rows), await papersOf(pool, rows)))
    return c.body(Readable.toWeb(Readable.from(stream)) as ReadableStream, 200, {
      'content-type': 'application/zip',
      'content-disposition': disposition('attachment', `${year}年凭证档案.zip`),
    })
  })
}
