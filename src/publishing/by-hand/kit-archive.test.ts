// The manual kit as one archive: text, page, pictures, the cuts of the cover, what to do; for staff alone.
import { loadImage } from '@napi-rs/canvas'
import { Hono } from 'hono'
import { afterAll, expect, test } from 'vitest'
import { keptFilm } from '../../../test/support/channels.ts'
import { run, staff, testDatabase } from '../../../test/support/database.ts'
import { decide, newsCrew, writtenStory } from '../../../test/support/newsroom.ts'
import { jpegFile } from '../../../test/support/pictures.ts'
import { account, deliverDue, releaseOf } from '../../../test/support/publishing.ts'
import { inParts, mp4File, testStore } from '../../../test/support/uploads.ts'
import { chooseFilm } from '../../newsroom/renditions/choose-film.ts'
import { submitStory } from '../../newsroom/review/submit-story.ts'
import { unzip } from '../../platform/documents/index.ts'
import { keepBlob } from '../../platform/files/index.ts'
import { type Actor, errorAnswer } from '../../platform/index.ts'
import { release } from '../releases/release-edition.ts'
import { mountKit } from './kit-archive.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const { files, remove } = testStore()
afterAll(remove)
const at = new Date('2026-03-02T02:00:00Z')
let who: Actor | undefined = staff('editor')
const app = new Hono()
mountKit(app, { pool, files, actorOf: async () => who, now: () => at })
app.onError((error, c) => errorAnswer(c, error, line => process.stderr.write(line)))

const kept = async (name: string, content_type: string, bytes: Uint8Array) => {
  const blob = await files.keep({ name, content_type }, inParts(bytes))
  await pool.begin(tx => keepBlob(tx, at, blob))
  return blob.digest
}

test('holds text, page, pictures in order, the cover at 2.35:1 and 1:1, the film and what to do', async () => {
  const picture = `/media/${await kept('现场.jpg', 'image/jpeg', jpegFile(800, 600))}.jpg`
  const film = await keptFilm(pool, { digest: await kept('通车.mp4', 'video/mp4', mp4File()) })
  const image = { type: 'image', attrs: { src: picture, alt: '现场', title: '通车现场（张三 摄）' } }
  const text = { type: 'paragraph', content: [{ type: 'text', text: '资江二桥今天通车。' }] }
  const body = { type: 'doc', content: [text, image] }
  const headline = '资江二桥今天通车'
  const story = await writtenStory(pool, crew, { headline, body, channels: ['site', 'manual'] })
  const { story_id, version_no } = story
  const chosen = { story_id, channel_kind: 'manual', version_no: 0, media_id: film }
  await run(pool, chooseFilm, chosen, { actor: crew.writer })
  const made = await run(pool, submitStory, { story_id, version_no, lane: 'normal' }, { actor: crew.writer })
  const submitted = { ...story, content_hash: String(made.content_hash) }
  await decide(pool, crew.first, submitted, 'review1')
  await decide(pool, crew.second, submitted, 'review2')
  const edition_id = String((await decide(pool, crew.final, submitted, 'review3')).edition_id)
  const account_id = await account(pool, 'manual', 'manual')
  await run(pool, release, { edition_id, account_ids: [account_id] }, { actor: staff('operations'), at })
  await deliverDue(pool, at)
  const { id } = await releaseOf(pool, edition_id, account_id)
  const answer = await app.request(`/api/publishing/kit.zip?release_id=${id}`)
  expect(answer.headers.get('content-type')).toBe('application/zip')
  const zip = await unzip(new Uint8Array(await answer.arrayBuffer()), 'kit.zip')
  const names = [
    '标题.txt',
    '正文.txt',
    '正文.html',
    '图片/01.jpg',
    '封面/原图.jpg',
    '封面/封面-2.35比1.jpg',
    '封面/封面-1比1.jpg',
    '视频/视频.mp4',
    '说明.txt',
  ]
  expect(zip.names).toEqual(names)
  const read = async (name: string) => Buffer.from((await zip.read(name))!)
  expect(String(await read('正文.html'))).toContain('src="图片/01.jpg"')
  expect(String(await read('说明.txt'))).toContain('有 1 张')
  const shape = async (name: string) => {
    const { width, height } = await loadImage(await read(name))
    return width / height
  }
  expect(await shape('封面/封面-2.35比1.jpg')).toBeCloseTo(2.35, 1)
  expect(await shape('封面/封面-1比1.jpg')).toBeCloseTo(1, 1)
  zip.close()
})

test('is given to staff alone, and says when there is no such release', async () => {
  who = undefined
  expect((await app.request('/api/publishing/kit.zip?release_id=1')).status).toBe(401)
  who = staff('editor')
  expect((await app.request('/api/publishing/kit.zip?release_id=999999')).status).toBe(404)
})
