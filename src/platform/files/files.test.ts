// Files: kept whole or not at all, checked by their bytes, given back only to those their use allows.
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { Hono } from 'hono'
import { afterAll, describe, expect, test } from 'vitest'
import { refusalOf, staff, testDatabase } from '../../../test/support/database.ts'
import { zipFile } from '../../../test/support/files.ts'
import { inParts, keptFile, mp4File, PDF, pngFile, testStore } from '../../../test/support/uploads.ts'
import type { Actor, Call } from '../command.ts'
import { errorAnswer } from '../http/answer.ts'
import {
  attachFile,
  detachFile,
  disposition,
  filesOf,
  findFile,
  harmlessName,
  mountFiles,
  sweepUploads,
} from './index.ts'
import { rangeOf } from './routes.ts'

const pool = await testDatabase()
const { files, folder, remove } = testStore()
afterAll(remove)

const keep = (name: string, bytes: Uint8Array, content_type = '') => files.keep({ name, content_type }, inParts(bytes))
const leftOvers = () => (existsSync(path.join(folder, 'coming')) ? readdirSync(path.join(folder, 'coming')) : [])
const zip = (...names: string[]) => Buffer.from(zipFile(names.map(name => ({ name, content: 'x' }))))
const docx = zip('[Content_Types].xml', 'word/document.xml')

describe('what a file is, is read in its bytes', () => {
  test('a PDF, a picture, a Word file, a film and a text are kept under their digest, once', async () => {
    const pdf = await keep('凭证.pdf', PDF, 'application/pdf')
    const again = await keep('另一个名字.pdf', PDF, 'application/pdf')
    expect(again.digest).toBe(pdf.digest)
    expect(statSync(files.pathOf(pdf.digest)).size).toBe(PDF.length)
    expect(await keep('图.png', pngFile(640, 480), 'image/png')).toMatchObject({
      type: 'image/png',
      width: 640,
      height: 480,
    })
    expect((await keep('稿.docx', docx)).type).toContain('wordprocessingml')
    expect((await keep('片.mp4', mp4File())).type).toBe('video/mp4')
    expect((await keep('名单.csv', Buffer.from('姓名,电话\n'), 'application/vnd.ms-excel')).type).toBe('text/csv')
    expect(leftOvers()).toEqual([])
  })

  test('a lying type is refused: by extension, by the browser’s word, by both', async () => {
    expect(await refusalOf(keep('图.png', PDF, 'image/png'))).toBe('files.lying-type')
    expect(await refusalOf(keep('图.png', pngFile(4, 4), 'video/mp4'))).toBe('files.lying-type')
    expect(await refusalOf(keep('账.xlsx', docx))).toBe('files.lying-type')
    expect(await refusalOf(keep('账.pdf', Buffer.from('MZ\u0090\u0000\u0003\u0000', 'latin1')))).toBe(
      'files.unknown-type',
    )
    expect(await refusalOf(keep('病毒.exe', Buffer.from('MZ')))).toBe('files.unknown-type')
    expect(await refusalOf(keep('空.pdf', Buffer.alloc(0)))).toBe('files.empty')
    expect(leftOvers()).toEqual([])
  })

  test('SVG and pages are refused, also under a text’s name', async () => {
    const svg = Buffer.from('\ufeff <?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
    for (const [name, type] of [
      ['图.svg', 'image/svg+xml'],
      ['图.txt', 'text/plain'],
      ['图.png', 'image/svg+xml'],
    ] as const)
      expect(await refusalOf(keep(name, svg, type))).toBe('files.active-content')
    expect(await refusalOf(keep('页.html', Buffer.from('<p>')))).toBe('files.active-content')
    expect(await refusalOf(keep('页.txt', Buffer.from('  <!DOCTYPE html><script>1</script>')))).toBe(
      'files.active-content',
    )
  })

  test('a polyglot is refused: picture and archive, picture and page, PDF and archive, picture and PDF', async () => {
    const png = pngFile(8, 8)
    expect(await refusalOf(keep('图.png', Buffer.concat([png, zip('a.class')])))).toBe('files.several-types')
    expect(await refusalOf(keep('单.pdf', Buffer.concat([PDF, zip('a.class')])))).toBe('files.several-types')
    const gif = Buffer.from('GIF89a/*\u0001\u0002*/=1;<script>alert(1)</script>;', 'latin1')
    expect(await refusalOf(keep('动.gif', gif))).toBe('files.several-types')
    expect(await refusalOf(keep('图.png', Buffer.concat([png, PDF])))).toBe('files.several-types')
    expect(await refusalOf(keep('卷.zip', Buffer.concat([PDF, zip('x')])))).toBe('files.lying-type')
  })

  test('a picture of 50 megapixels is refused by its header, one that has no size as broken', async () => {
    expect(await refusalOf(keep('巨.png', pngFile(10_000, 5001)))).toBe('files.too-many-pixels')
    expect((await keep('大.png', pngFile(10_000, 5000))).width).toBe(10_000)
    expect(await refusalOf(keep('坏.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 9, 9])))).toBe(
      'files.broken-picture',
    )
  })

  test('a film of 2 GB is refused by what it says of itself, or as soon as too much has come', async () => {
    const said = { name: '片.mp4', content_type: 'video/mp4', claimed_bytes: 2 * 1024 ** 3 }
    expect(await refusalOf(files.keep(said, inParts(mp4File())))).toBe('files.too-large')
    async function* endless() {
      yield Buffer.from('ID3\u0003\u0000\u0000', 'latin1')
      const part = Buffer.alloc(16 * 1024 * 1024)
      for (;;) yield part
    }
    expect(await refusalOf(files.keep({ name: '声.mp3', content_type: 'audio/mpeg' }, endless()))).toBe(
      'files.too-large',
    )
    expect(leftOvers()).toEqual([])
  })

  test('an upload that breaks off leaves nothing, and a killed one is swept away', async () => {
    async function* broken() {
      yield PDF
      throw new Error('connection lost')
    }
    await expect(files.keep({ name: '断.pdf', content_type: '' }, broken())).rejects.toThrow('connection lost')
    const short = { name: '断.pdf', content_type: '', claimed_bytes: PDF.length + 1 }
    expect(await refusalOf(files.keep(short, inParts(PDF)))).toBe('files.upload-broken')
    expect(leftOvers()).toEqual([])
    const [begun, killed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    async function* stuck(): AsyncGenerator<Uint8Array> {
      yield PDF
      begun.resolve()
      await killed.promise
    }
    const stopped = files.keep({ name: '停.pdf', content_type: '' }, stuck())
    await begun.promise
    expect(leftOvers()).toHaveLength(1)
    sweepUploads(folder)
    expect(leftOvers()).toEqual([])
    killed.reject(new Error('gone'))
    await expect(stopped).rejects.toThrow('gone')
  })
})

describe('names', () => {
  test('folders, leading dots, control signs and turned reading direction are taken out of a name', () => {
    expect(harmlessName('../../etc/passwd')).toBe('passwd')
    expect(harmlessName('C:\\用户\\合同.pdf')).toBe('合同.pdf')
    expect(harmlessName('发票\u202efdp.exe')).toBe('发票fdp.exe')
    expect(harmlessName('..')).toBe('未命名')
    expect(harmlessName('a\u0000b<c>.pdf')).toBe('ab_c_.pdf')
    expect([...harmlessName(`${'长'.repeat(300)}.docx`)]).toHaveLength(120)
  })

  test('whatever somebody calls a file, its name has no folder and fits its column', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), given => {
        const name = harmlessName(given)
        expect(name).not.toMatch(/[\\/\u0000-\u001f\u202e]/)
        expect([...name].length).toBeGreaterThan(0)
        expect([...name].length).toBeLessThanOrEqual(120)
      }),
    )
  })

  test('a name in any script is told by RFC 6266', () => {
    expect(disposition('attachment', '采购合同(终稿).pdf')).toBe(
      'attachment; filename="file.pdf"; filename*=UTF-8\'\'%E9%87%87%E8%B4%AD%E5%90%88%E5%90%8C%28%E7%BB%88%E7%A8%BF%29.pdf',
    )
    expect(disposition('inline', 'a"b.png')).not.toContain('a"b')
  })
})

const call = (actor: Actor): Call => ({
  id: randomUUID(),
  actor,
  at: new Date('2026-03-02T02:00:00Z'),
  today: '2026-03-02',
})
const writer: Actor = { id: '11', name: '张三', roles: ['editor'] }
const other: Actor = { id: '12', name: '李四', roles: ['finance'] }

describe('over HTTP', () => {
  let signedIn: Actor | undefined = writer
  const app = new Hono()
  mountFiles(app, { pool, files, actorOf: async () => signedIn, now: () => new Date('2026-03-02T02:00:00Z') })
  app.onError((error, c) => errorAnswer(c, error, line => process.stderr.write(line)))
  const upload = async (name: string, body: Buffer, type: string) =>
    app.request(`/api/files?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { 'content-type': type },
    })
  const asActor = async (actor: Actor | undefined, path: string, headers = {}) => {
    signedIn = actor
    const answer = await app.request(path, { headers })
    signedIn = writer
    return answer
  }

  test('nobody uploads without signing in, and a refusal is told in words', async () => {
    signedIn = undefined
    expect((await upload('a.pdf', PDF, 'application/pdf')).status).toBe(401)
    signedIn = writer
    const refused = await upload('图.svg', Buffer.from('<svg/>'), 'image/svg+xml')
    expect(refused.status).toBe(415)
    expect(((await refused.json()) as { message: string }).message).toContain('请导出为 PNG')
  })

  test('a file is read by its uploader, then by whoever its use names, and by nobody else', async () => {
    const { file_id } = (await (await upload('合同.pdf', PDF, 'application/pdf')).json()) as { file_id: string }
    expect((await asActor(other, `/api/files/${file_id}`)).status).toBe(404)
    const mine = await asActor(writer, `/api/files/${file_id}`)
    expect(mine.status).toBe(200)
    expect(mine.headers.get('content-disposition')).toMatch(/^attachment; .*UTF-8''%E5%90%88/)
    expect(mine.headers.get('x-content-type-options')).toBe('nosniff')
    expect(Buffer.from(await mine.arrayBuffer()).equals(PDF)).toBe(true)
    const use = { file_id: BigInt(file_id), use: 'test.claim', subject: '7', access: ['finance'] }
    await pool.begin(tx => attachFile(tx, call(writer), use))
    expect((await asActor(other, `/api/files/${file_id}`)).status).toBe(200)
    expect((await asActor(undefined, `/api/files/${file_id}`)).status).toBe(404)
    expect((await pool.begin(tx => filesOf(tx, 'test.claim', '7'))).map(file => file.name)).toEqual(['合同.pdf'])
    await pool.begin(tx => attachFile(tx, call(writer), { ...use, access: 'public' }))
    expect((await asActor(undefined, `/api/files/${file_id}`)).status).toBe(200)
    await pool.begin(tx => detachFile(tx, use))
    expect((await asActor(other, `/api/files/${file_id}`)).status).toBe(404)
    expect((await asActor(writer, '/api/files/0x1')).status).toBe(404)
  })

  test('nobody attaches another’s file by guessing its number, nor one of the wrong kind', async () => {
    const mine = BigInt(await keptFile(pool, files, writer))
    const use = { file_id: mine, use: 'test.claim', subject: '8', access: 'signed-in' } as const
    expect(await refusalOf(pool.begin(tx => attachFile(tx, call(other), use)))).toBe('files.no-such-file')
    expect(await refusalOf(pool.begin(tx => attachFile(tx, call(writer), { ...use, kinds: ['image'] })))).toBe(
      'files.wrong-kind',
    )
    expect((await pool.begin(tx => findFile(tx, mine))).uploaded_by).toBe('张三')
    expect(await refusalOf(pool.begin(tx => findFile(tx, 999_999n)))).toBe('files.no-such-file')
    expect(staff('editor').roles).toEqual(['editor'])
  })

  test('a film is given in ranges, shown in place only when asked; a text never is', async () => {
    const film = (await (await upload('片.mp4', mp4File(5000), 'video/mp4')).json()) as { file_id: string }
    const part = await asActor(writer, `/api/files/${film.file_id}?inline=1`, { range: 'bytes=4-7' })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe('bytes 4-7/5024')
    expect(await part.text()).toBe('ftyp')
    expect(part.headers.get('content-disposition')).toMatch(/^inline/)
    expect(part.headers.get('content-security-policy')).toContain('sandbox')
    expect((await asActor(writer, `/api/files/${film.file_id}`, { range: 'bytes=9999-' })).status).toBe(416)
    const etag = part.headers.get('etag')!
    expect((await asActor(writer, `/api/files/${film.file_id}`, { 'if-none-match': etag })).status).toBe(304)
    const text = (await (await upload('记.txt', Buffer.from('第一行'), 'text/plain')).json()) as { file_id: string }
    expect((await asActor(writer, `/api/files/${text.file_id}?inline=1`)).headers.get('content-disposition')).toMatch(
      /^attachment/,
    )
  })

  test('ranges are read as players write them', () => {
    expect(rangeOf(undefined, 10)).toBeUndefined()
    expect(rangeOf('bytes=0-', 10)).toEqual({ start: 0, end: 9 })
    expect(rangeOf('bytes=-3', 10)).toEqual({ start: 7, end: 9 })
    expect(rangeOf('bytes=2-99', 10)).toEqual({ start: 2, end: 9 })
    expect(rangeOf('bytes=5-2', 10)).toBeNull()
    expect(rangeOf('bytes=0-1,3-4', 10)).toBeUndefined()
    expect(rangeOf('lines=0-1', 10)).toBeUndefined()
  })
})
