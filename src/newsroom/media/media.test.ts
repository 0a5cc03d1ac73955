// The media library: pictures painted anew, films made ready by a job, rights that are looked at before a story goes out.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Hono } from 'hono'
import { afterAll, describe, expect, test } from 'vitest'
import { refusalOf, run, testDatabase } from '../../../test/support/database.ts'
import { docxFile, zipFile } from '../../../test/support/files.ts'
import { approvedStory, newsCrew, submittedStory, writtenStory } from '../../../test/support/newsroom.ts'
import { jpegFile, telephoneJpeg } from '../../../test/support/pictures.ts'
import { keptFile, mp4File, pngFile, testStore } from '../../../test/support/uploads.ts'
import { type Actor, ask, errorAnswer, type Job, type Query, workOff } from '../../platform/index.ts'
import { storyCheck } from '../review/checks.ts'
import { submitStory } from '../review/submit-story.ts'
import { addRecording, enterPicture } from './add-media.ts'
import { ffmpegTranscoder } from './ffmpeg.ts'
import { describeMedia, setCover, withdrawMedia } from './keep-media.ts'
import { media } from './media-queries.ts'
import { importedPictures, mountMedia } from './media-routes.ts'
import { middleCrop } from './media-vocabulary.ts'
import { settleRecording, transcodeBy } from './transcode-job.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const { files, folder, remove } = testStore()
afterAll(remove)
const now = () => new Date('2026-03-02T02:00:00Z')

let who: Actor | undefined = crew.writer
const app = new Hono()
mountMedia(app, { pool, files, actorOf: async () => who, now })
app.onError((error, c) => errorAnswer(c, error, line => process.stderr.write(line)))

const post = async (address: string, body: unknown) => {
  const headers = { 'content-type': 'application/json' }
  const answer = await app.request(address, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await answer.json()) as Record<string, never>
}
const about = { rights: 'own', credit: '张三 摄', caption: '通车现场', alt: '大桥上的第一批车' }
async function picture(more: Record<string, unknown> = {}, bytes: Uint8Array = jpegFile(), name = '现场.jpg') {
  const file_id = await keptFile(pool, files, crew.writer, { name, bytes })
  return (await post('/api/newsroom/enter-picture', { file_id, ...about, ...more })) as unknown as {
    media_id: string
    src: string
    code?: string
  }
}
const withPicture = (src: string) => ({
  type: 'doc',
  content: [
    { type: 'paragraph', content: [{ type: 'text', text: '资江二桥今天通车。' }] },
    { type: 'image', attrs: { src, alt: '', title: '' } },
  ],
})
type Listed = {
  id: bigint
  state: string
  progress: number
  message: string
  src: string | null
  width: number
  rights: string
}
const listed = async () =>
  (await ask(pool, media as unknown as Query, { actor: crew.writer, at: now() }, {})) as Listed[]
const one = async (id: unknown) => (await listed()).find(row => String(row.id) === String(id))!

describe('a picture', () => {
  test('is painted anew: upright, small enough, without the place it was taken at', async () => {
    const { media_id, src } = await picture({}, telephoneJpeg(3000, 1500))
    const row = await one(media_id)
    expect(row).toMatchObject({ width: 1280, height: 2560, state: 'ready' })
    const shown = await app.request(src)
    expect(shown.headers.get('content-type')).toBe('image/jpeg')
    const bytes = Buffer.from(await shown.arrayBuffer())
    expect(bytes.includes('GPS')).toBe(false)
    expect(bytes.includes('Exif')).toBe(false)
    expect(row.src).toBe(src)
  })

  test('is shown to staff, and to everybody once an approved edition shows it', async () => {
    const { src, media_id } = await picture()
    who = undefined
    expect((await app.request(src)).status).toBe(404)
    who = crew.writer
    expect((await app.request(src)).status).toBe(200)
    await approvedStory(pool, crew, { headline: '配图的稿件', body: withPicture(src) })
    who = undefined
    const open = await app.request(src)
    expect(open.headers.get('cache-control')).toContain('public')
    who = crew.writer
    const { story_ids } = await run(pool, withdrawMedia, { media_id, reason: '供图人要求撤下' }, { actor: crew.writer })
    expect(story_ids).toHaveLength(1)
    expect((await app.request(src)).status).toBe(404)
    expect(await refusalOf(run(pool, withdrawMedia, { media_id, reason: '再撤' }))).toBe('newsroom.media-withdrawn')
  })

  test('that cannot be opened is refused, whatever its header says', async () => {
    expect((await picture({}, pngFile(50, 50), '坏.png')).code).toBe('newsroom.bad-picture')
    const film = await keptFile(pool, files, crew.writer, { name: '片.mp4', bytes: mp4File() })
    expect((await post('/api/newsroom/enter-picture', { file_id: film, ...about })).code).toBe('newsroom.bad-picture')
  })

  test('of somebody else’s upload is not found, and nobody enters without being a writer', async () => {
    const file_id = await keptFile(pool, files, crew.first, { name: '别人.jpg', bytes: jpegFile() })
    expect((await post('/api/newsroom/enter-picture', { file_id, ...about })).code).toBe('files.no-such-file')
    who = { id: '77', name: '会计', roles: ['finance'] }
    expect((await post('/api/newsroom/enter-picture', { file_id, ...about })).code).toBe('platform.forbidden')
    who = crew.writer
    expect(await refusalOf(run(pool, enterPicture, {}, { actor: who }))).toBe('platform.malformed')
  })

  test('of an agency wants its licence named, and one whose licence ran out stops a story', async () => {
    expect((await picture({ rights: 'agency' })).code).toBe('newsroom.licence-wanted')
    const { src, media_id } = await picture({
      rights: 'agency',
      licence: '新华社供稿协议',
      licence_until: '2026-03-01',
    })
    const { story_id } = await writtenStory(pool, crew, { body: withPicture(src) })
    expect(await refusalOf(run(pool, submitStory, { story_id, version_no: 1 }, { actor: crew.writer }))).toBe(
      'newsroom.words-blocked',
    )
    const renewed = { media_id, ...about, rights: 'agency', licence: '新华社供稿协议', licence_until: '2027-03-01' }
    await run(pool, describeMedia, renewed, { actor: crew.writer })
    await run(pool, submitStory, { story_id, version_no: 1 }, { actor: crew.writer })
    expect(await refusalOf(run(pool, describeMedia, { ...renewed, media_id: '999' }))).toBe('newsroom.no-such-media')
  })

  test('without a name of who took it is pointed out, not stopped', async () => {
    const { src } = await picture({ credit: '', caption: '', alt: '' })
    const { story_id } = await submittedStory(pool, crew, { body: withPicture(src) })
    const check = (await ask(
      pool,
      storyCheck as unknown as Query,
      { actor: crew.writer, at: now() },
      { story_id },
    )) as {
      findings: { class: string; message: string }[]
    }
    expect(check.findings.find(found => found.class === 'media')?.message).toContain('署名、图说或替代文字')
  })
})

describe('a cover', () => {
  test('is cut at 2.35:1 and 1:1 inside its picture and goes with every rendition', async () => {
    const { media_id, src } = await picture()
    const { story_id } = await writtenStory(pool, crew, { channels: ['site', 'wechat'] })
    const crops = { '2.35:1': middleCrop(400, 200, 2.35), '1:1': middleCrop(400, 200, 1) }
    await run(pool, setCover, { story_id, cover: { media_id, crops } }, { actor: crew.writer })
    const { submission_id } = await run(pool, submitStory, { story_id, version_no: 1 }, { actor: crew.writer })
    const [frozen] = await pool<{ renditions: { cover: { src: string; crops: object } }[] }[]>`
      select renditions from newsroom.submissions where id = ${submission_id as bigint}`
    expect(frozen!.renditions.map(row => row.cover.src)).toEqual([src, src])
    expect(frozen!.renditions[0]!.cover.crops).toEqual(crops)
  })

  test('that leaves its picture or its ratio is refused', async () => {
    const { media_id } = await picture()
    const { story_id } = await writtenStory(pool, crew)
    const square = middleCrop(400, 200, 1)
    const given = (crop: object) => ({ story_id, cover: { media_id, crops: { '2.35:1': crop, '1:1': square } } })
    const set = (crop: object) => refusalOf(run(pool, setCover, given(crop), { actor: crew.writer }))
    expect(await set({ x: 0.9, y: 0, width: 0.9, height: 1 })).toBe('newsroom.crop-outside')
    expect(await set(square)).toBe('newsroom.crop-outside')
  })
})

/** A program that behaves like ffmpeg as far as the job sees. */
function fakeFfmpeg(script: string): string {
  const file = path.join(folder, `ffmpeg-${Math.random().toString(36).slice(2)}`)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}
const GOOD = `echo "  Duration: 00:00:10.00, start" >&2
for last; do true; done
case "$last" in *.m3u8)
  printf '\\000\\000\\000\\030ftypiso5\\000\\000\\002\\000iso5mp41pieces' > "$(dirname "$last")/stream.mp4"
  printf '#EXTM3U\\n#EXT-X-MAP:URI="stream.mp4",BYTERANGE="24@0"\\n#EXTINF:6,\\n#EXT-X-BYTERANGE:6@24\\nstream.mp4\\n' > "$last"
  exit 0;;
esac
sleep 0.05
echo "out_time=00:00:05.000000"
sleep 0.05
printf '\\000\\000\\000\\030ftypisom\\000\\000\\002\\000isommp41made' > "$last"`

describe('a film', () => {
  const film = async (name = '片.mp4') => {
    const file_id = await keptFile(pool, files, crew.writer, { name, bytes: name.endsWith('mov') ? mov : mp4File() })
    return (await run(pool, addRecording, { file_id, ...about }, { actor: crew.writer })).media_id
  }
  const mov = Buffer.concat([
    Buffer.from('\u0000\u0000\u0000\u0014ftypqt  \u0000\u0000\u0002\u0000', 'latin1'),
    Buffer.alloc(900),
  ])
  const work = (program: string) =>
    workOff({
      pool,
      jobs: [transcodeBy(ffmpegTranscoder(files, program))] as unknown as Job[],
      sweeps: [],
      now,
      log: () => undefined,
    })

  test('waits for the job, which tells its progress and keeps what ffmpeg made', async () => {
    const id = await film()
    expect(await one(id)).toMatchObject({ state: 'waiting', src: null })
    await work(fakeFfmpeg(GOOD))
    const row = await one(id)
    expect(row).toMatchObject({ state: 'ready', progress: 100 })
    const shown = await app.request(row.src!, { headers: { range: 'bytes=0-7' } })
    expect(shown.status).toBe(206)
    const list = await (await app.request(row.src!.replace('.mp4', '.m3u8'))).text()
    const [, pieces = ''] = /URI="(\/media\/[0-9a-f]{64}\.mp4)"/.exec(list) ?? []
    expect(await (await app.request(pieces, { headers: { range: 'bytes=24-29' } })).text()).toBe('pieces')
    const steps =
      await pool`select 1 from platform.journal where command = 'newsroom.settle-recording' and input like '%"progress":50%'`
    expect(steps).toHaveLength(1)
  })

  test('without ffmpeg: a ready-made MP4 goes as it is, another film is told in words', async () => {
    const [mp4, other] = [await film(), await film('片.mov')]
    await work('/nowhere/ffmpeg')
    const row = await one(mp4)
    expect(row).toMatchObject({ state: 'ready', message: expect.stringContaining('没有安装 ffmpeg') })
    // as one file it can be seen all the same
    expect((await app.request(row.src!.replace('.mp4', '.m3u8'))).status).toBe(404)
    expect(await one(other)).toMatchObject({ state: 'failed', message: expect.stringContaining('MP4') })
  })

  test('that ffmpeg cannot read is told in words; sounds are there at once; the progress is the program’s alone', async () => {
    const id = await film()
    await work(fakeFfmpeg('exit 1'))
    expect(await one(id)).toMatchObject({ state: 'failed', message: expect.stringContaining('不完整') })
    const mp3 = await keptFile(pool, files, crew.writer, {
      name: '声.mp3',
      bytes: Buffer.from('ID3\u0003\u0000\u0000', 'latin1'),
    })
    expect(await run(pool, addRecording, { file_id: mp3, ...about }, { actor: crew.writer })).toMatchObject({
      state: 'ready',
    })
    expect(await refusalOf(run(pool, settleRecording, { media_id: '1', progress: 1 }, { actor: crew.writer }))).toBe(
      'platform.forbidden',
    )
  })
})

describe('a Word file', () => {
  const paragraph = (text: string, style = '') =>
    `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`
  const table = `<w:tbl><w:tr><w:tc>${paragraph('项目')}</w:tc><w:tc>${paragraph('数量')}</w:tc></w:tr></w:tbl>`

  test('keeps its headline, headings and tables', async () => {
    const styles = `<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style></w:styles>`
    const bytes = docxFile(
      `${paragraph('二桥通车')}${paragraph('一、现场', '2')}${paragraph('今天上午通车。')}${table}`,
      {
        'word/styles.xml': styles,
        'word/_rels/document.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
      },
    )
    const file_id = await keptFile(pool, files, crew.writer, { name: '稿件.docx', bytes })
    const read = (await post('/api/newsroom/read-word-file', { file_id })) as unknown as {
      headline: string
      body: { content: { type: string }[] }
    }
    expect(read.headline).toBe('二桥通车')
    expect(read.body.content.map(node => node.type)).toEqual(['heading', 'paragraph', 'table'])
  })

  test('that is a bomb, no Word file, or damaged is refused in words', async () => {
    const odd = Buffer.from(
      zipFile([
        { name: '[Content_Types].xml', content: '<Types/>' },
        { name: 'word/document.xml', content: '<no' },
      ]),
    )
    const file_id = await keptFile(pool, files, crew.writer, { name: '坏.docx', bytes: odd })
    expect((await post('/api/newsroom/read-word-file', { file_id })).code).toBe('newsroom.bad-word-file')
    const many = Array.from({ length: 11_000 }, (_none, n) => ({ name: `word/${n}.xml`, content: 'x' }))
    const bomb = Buffer.from(
      zipFile([{ name: '[Content_Types].xml', content: 'x' }, { name: 'word/document.xml', content: 'x' }, ...many]),
    )
    const bomb_id = await keptFile(pool, files, crew.writer, { name: '弹.docx', bytes: bomb })
    expect((await post('/api/newsroom/read-word-file', { file_id: bomb_id })).code).toBe('documents.bomb')
  })
})

test('pictures of imported stories are kept as 权属待核, and what is none is left out', async () => {
  const keep = importedPictures({ pool, files, now }, { id: 'system', name: '命令行', roles: [] })
  const src = await keep({ bytes: new Uint8Array(jpegFile()), name: '旧图.jpg' })
  expect((await listed()).find(row => row.src === src)?.rights).toBe('imported')
  expect(await keep({ bytes: new Uint8Array(readFileSync(import.meta.filename)), name: 'x.jpg' })).toBeUndefined()
})
