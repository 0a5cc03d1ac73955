import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { afterAll, describe, expect, test } from 'vitest'
import { staff, testDatabase } from '../../../test/support/database.ts'
import { mp4File, testStore } from '../../../test/support/uploads.ts'
import type { Actor } from '../command.ts'
import { errorAnswer } from '../http/answer.ts'
import { mountResumable, PIECE_MAX } from './resumable.ts'

const pool = await testDatabase()
const { files, folder, remove } = testStore()
afterAll(remove)
let who: Actor | undefined = staff('editor')
const now = () => new Date('2026-03-02T02:00:00Z')
const app = new Hono()
app.onError((error, c) => errorAnswer(c, error, console.error))
mountResumable(app, { pool, files, actorOf: async () => who, now, folder })

const film = Buffer.concat([mp4File(), Buffer.alloc(20 * 1024 * 1024, 'x')])
const about = { name: '片.mp4', content_type: 'video/mp4', size_bytes: film.length, modified: 1 }
type Answer = { status: number; [name: string]: unknown }
const call = async (method: string, path: string, body: string | Uint8Array, type = 'application/json') => {
  const answer = await app.request(`/api/files/uploads${path}`, {
    method,
    body: body as string,
    headers: { 'content-type': type },
  })
  return { ...((await answer.json()) as Record<string, unknown>), status: answer.status } as Answer
}
const begin = (more = {}) => call('POST', '', JSON.stringify({ ...about, ...more }))
const piece = (id: unknown, at: number, bytes: Uint8Array) =>
  call('PUT', `/${id}?offset=${at}`, bytes, 'application/octet-stream')

describe('a film in pieces', () => {
  test('goes on where it stopped, is taken in once it is whole, and is not asked for again', async () => {
    const { upload_id } = await begin()
    const first = film.subarray(0, 9_000_000)
    expect(await piece(upload_id, 0, first)).toMatchObject({ offset: 9_000_000 })
    expect(await begin()).toMatchObject({ upload_id, offset: 9_000_000, done: null })
    expect(await piece(upload_id, 0, first)).toMatchObject({ status: 409, code: 'files.upload-elsewhere' })
    expect(await call('POST', `/${upload_id}/finish`, '{}')).toMatchObject({ code: 'files.upload-elsewhere' })
    await piece(upload_id, 9_000_000, film.subarray(9_000_000))
    const kept = await call('POST', `/${upload_id}/finish`, '{}')
    expect(kept).toMatchObject({ type: 'video/mp4', size_bytes: film.length })
    expect(readFileSync(files.pathOf(String(kept.digest))).equals(film)).toBe(true)
    expect(await begin()).toMatchObject({ done: { file_id: kept.file_id } })
  })

  test('what it is, is read in the first piece; too much and somebody else’s are refused', async () => {
    const page = Buffer.concat([Buffer.from('<!doctype html><script>1</script>'), Buffer.alloc(100_000)])
    const lying = await begin({ name: '假.mp4', size_bytes: page.length })
    expect(String((await piece(lying.upload_id, 0, page)).code)).toMatch(/^files\.(lying|active|unknown)/)
    expect((await begin({ name: '大.mp4', size_bytes: 3 * 1024 ** 3 })).code).toBe('files.too-large')
    const mine = await begin({ modified: 2 })
    expect((await piece(mine.upload_id, 0, Buffer.alloc(PIECE_MAX + 1))).code).toBe('files.upload-elsewhere')
    who = { ...staff('editor'), id: '77' }
    expect((await piece(mine.upload_id, 0, film)).code).toBe('files.no-such-upload')
    who = undefined
    expect((await begin()).status).toBe(401)
    who = staff('editor')
  })
})
