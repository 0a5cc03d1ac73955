// Uploads nobody used are forgotten after a week: rows and bytes. What belongs to something, once did, or came again stays.
import { existsSync, utimesSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { workAt } from '../../../test/support/channels.ts'
import { staff, testDatabase } from '../../../test/support/database.ts'
import { inParts, keptFile, testStore } from '../../../test/support/uploads.ts'
import { forgetSweep } from './forget.ts'
import { attachFile, detachFile } from './rows.ts'

const pool = await testDatabase()
const { files, remove } = testStore()
afterAll(remove)
const editor = staff('editor')
const at = new Date('2026-03-02T02:00:00Z')
const days = (count: number) => new Date(at.getTime() + count * 86_400_000)
const bytesOf = (text: string) =>
  Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/X(${text})>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`)

/** A file as it was uploaded on the day. */
async function brought(text: string): Promise<{ id: string; digest: string; there(): boolean }> {
  const id = await keptFile(pool, files, editor, { bytes: bytesOf(text), at })
  const [row] = await pool<{ digest: string }[]>`select digest from platform.files where id = ${id}`
  const digest = row!.digest
  utimesSync(files.pathOf(digest), at, at)
  return { id, digest, there: () => existsSync(files.pathOf(digest)) }
}
const attach = (id: string) =>
  pool.begin(tx =>
    attachFile(tx, { actor: editor, at, today: '2026-03-02' } as never, {
      file_id: BigInt(id),
      use: 'test.thing',
      subject: id,
      access: 'signed-in',
    }),
  )
const rows = async (id: string) => (await pool`select 1 from platform.files where id = ${id}`).length

test('an upload nobody used goes after a week, not before; what is or was part of something stays', async () => {
  const unused = await brought('没有用上')
  const used = await brought('用上了')
  const removed = await brought('用过又去掉')
  await attach(used.id)
  await attach(removed.id)
  await pool.begin(tx => detachFile(tx, { file_id: BigInt(removed.id), use: 'test.thing', subject: removed.id }))
  const sweep = forgetSweep(files)
  await sweep.run(workAt(pool, days(6)))
  expect([await rows(unused.id), unused.there()]).toEqual([1, true])
  await sweep.run(workAt(pool, days(8)))
  expect([await rows(unused.id), unused.there()]).toEqual([0, false])
  for (const kept of [used, removed]) expect([await rows(kept.id), kept.there()]).toEqual([1, true])
  const done = await pool<{ command: string }[]>`select distinct command from platform.journal where actor = 'system'`
  expect(done.map(one => one.command)).toContain('platform.forget-uploads')
  const blobs = await pool`select 1 from platform.blobs where digest = ${unused.digest}`
  expect(blobs).toHaveLength(0)
})

test('bytes that came again under another name stay, and so do bytes that come while they are being removed', async () => {
  const first = await brought('又来一次')
  const again = await keptFile(pool, files, editor, { bytes: bytesOf('又来一次'), at: days(7), name: '再传.pdf' })
  await attach(again)
  await forgetSweep(files).run(workAt(pool, days(8)))
  expect([await rows(first.id), await rows(again), first.there()]).toEqual([0, 1, true])
  const racing = await brought('正在清理')
  await pool`delete from platform.files where id = ${racing.id}`
  await pool`delete from platform.blobs where digest = ${racing.digest}`
  // the rows say nobody has it; the upload comes between that answer and the removing
  const asked = async (): Promise<Set<string>> => {
    await files.keep({ name: '正在清理.pdf', content_type: '' }, inParts(bytesOf('正在清理')))
    return new Set()
  }
  await files.forget(asked, days(8))
  expect(racing.there()).toBe(true)
})

test('two workers sweep at one time without standing in each other’s way', async () => {
  const many = []
  for (let n = 0; n < 5; n += 1) many.push(await brought(`多份 ${n}`))
  const sweep = forgetSweep(files)
  await Promise.all([sweep.run(workAt(pool, days(9))), sweep.run(workAt(pool, days(9)))])
  await sweep.run(workAt(pool, days(9)))
  for (const one of many) expect([await rows(one.id), one.there()]).toEqual([0, false])
})
