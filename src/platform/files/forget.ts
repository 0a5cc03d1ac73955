// Uploads that never became part of anything: forgotten after a time of grace, rows first, then bytes. A content that is brought
// again meanwhile keeps its bytes.
import { z } from 'zod'
import { command } from '../command.ts'
import type { Sql } from '../database/database.ts'
import type { Sweep, Work } from '../jobs/job.ts'
import type { FileStore } from './store.ts'

/** how long somebody may take from choosing a file to saving the form */
const GRACE_MS = 7 * 86_400_000
const EVERY_MS = 6 * 3_600_000
const AT_ONCE = 500

const graceOf = (at: Date) => new Date(at.getTime() - GRACE_MS)

/** Forget what was uploaded and never used, and the contents nobody names any more. Only the program does this. */
export const forgetUploads = command({
  name: 'platform.forget-uploads',
  title: '清理没有用上的上传',
  access: [],
  input: z.strictObject({}),
  output: z.object({ file_count: z.number(), content_count: z.number() }),
  async run(tx, call) {
    const before = graceOf(call.at)
    // the lock keeps others from attaching one of them; the second look sees what was attached before it
    const old = await tx<{ id: bigint }[]>`
      select f.id from platform.files f where f.uploaded_at < ${before}
        and not exists (select from platform.files_once_used u where u.file_id = f.id)
      order by f.id limit ${AT_ONCE} for update skip locked`
    const files = await tx<
      { gone: boolean }[]
    >`select platform.forget_file(id) gone from unnest(${old.map(row => String(row.id))}::text[]::bigint[]) id`
    const unnamed = await tx<{ gone: boolean }[]>`
      select platform.forget_blob(digest) gone from (
        select digest from platform.blobs b where b.kept_at < ${before}
          and not exists (select from platform.files f where f.digest = b.digest) limit ${AT_ONCE}) b`
    const count = (rows: readonly { gone: boolean }[]) => rows.filter(row => row.gone).length
    return { file_count: count(files), content_count: count(unnamed) }
  },
})

async function keptOf(tx: Sql, digests: readonly string[]): Promise<Set<string>> {
  const rows = await tx<
    { digest: string }[]
  >`select digest from platform.blobs where digest = any(${digests as string[]})`
  return new Set(rows.map(row => row.digest))
}

/** Every six hours: rows, then the bytes that no row names. */
export function forgetSweep(files: FileStore): Sweep {
  return {
    kind: 'sweep',
    name: 'platform.forget-uploads',
    every_ms: EVERY_MS,
    async run(work: Work) {
      await work.perform(forgetUploads, {})
      await files.forget(digests => work.read(tx => keptOf(tx, digests)), graceOf(work.now()))
    },
  }
}
