// Sending a large file in pieces: it goes on by itself after a lost connection, and sends nothing twice.
import { Hono } from 'hono'
import { afterAll, expect, test } from 'vitest'
import { mountResumable } from '../../src/platform/files/index.ts'
import { errorAnswer } from '../../src/platform/index.ts'
import { staff, testDatabase } from '../../test/support/database.ts'
import { mp4File, testStore } from '../../test/support/uploads.ts'
import { uploadInPieces } from './upload.ts'

const pool = await testDatabase()
const { files, folder, remove } = testStore()
afterAll(remove)
const app = new Hono()
app.onError((error, c) => errorAnswer(c, error, console.error))
const now = () => new Date('2026-03-02T02:00:00Z')
mountResumable(app, { pool, files, actorOf: async () => staff('editor'), now, folder })
const film = Buffer.concat([mp4File(), Buffer.alloc(20 * 1024 * 1024, 'x')])

test('the sender goes on by itself after lost connections and lost answers', async () => {
  let asked = 0
  const sent: number[] = []
  const real = globalThis.fetch
  globalThis.fetch = (async (path: string, init: RequestInit) => {
    asked += 1
    if (asked === 2) throw new TypeError('no network')
    const answer = await app.request(path, { ...init, signal: null } as RequestInit)
    if (init.method === 'PUT') sent.push((init.body as Blob).size)
    // the piece arrived, its answer did not
    if (asked === 4) throw new TypeError('lost')
    return answer
  }) as typeof fetch
  const told: number[] = []
  try {
    const file = new File([new Uint8Array(film)], '现场.mp4', { type: 'video/mp4', lastModified: 3 })
    const kept = await uploadInPieces(file, { onProgress: percent => told.push(percent) }, async () => undefined)
    expect(kept).toMatchObject({ name: '现场.mp4', size_bytes: film.length })
  } finally {
    globalThis.fetch = real
  }
  expect(sent.reduce((sum, size) => sum + size, 0)).toBe(film.length)
  expect(told.at(-1)).toBe(100)
})
