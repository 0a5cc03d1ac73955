import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { docxFile, gbk, zipFile } from '../../../test/support/files.ts'
import { jpegFile } from '../../../test/support/pictures.ts'
import { keptFile, testStore } from '../../../test/support/uploads.ts'
import { attachment, manyPosts, wxrFile, wxrItem, wxrZip } from '../../../test/support/wxr.ts'
import { ask, type Command, type Work, workOff } from '../../platform/index.ts'
import { readWorkbook } from '../../platform/workbooks/index.ts'
import { importStories } from './import-file.ts'
import { beginImport, finishImport, importItems } from './import-items.ts'
import { importBy, orderImport } from './import-job.ts'
import { historicalStories, importedItems, imports } from './import-queries.ts'
import { handsOf, previewSource, runImport } from './run-import.ts'
import { wordSource } from './word-source.ts'
import { wxrSource } from './wxr-source.ts'

const pool = await testDatabase()
const folder = mkdtempSync(path.join(os.tmpdir(), 'beita-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
function put(content: string | Uint8Array, extension: string): string {
  files += 1
  const file = path.join(folder, `${files}.${extension}`)
  writeFileSync(file, content)
  return file
}

const now = () => new Date('2026-03-02T02:00:00Z')
const actor = staff('operations')
const keepPicture = async ({ bytes }: { bytes: Uint8Array }) =>
  bytes[0] === 0x89 ? `/media/${'c'.repeat(64)}.png` : undefined
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47])

async function take(file: string, more: object = {}) {
  const source = await wxrSource(file)
  return runImport({ hands: handsOf(pool, actor, now), source, keepPicture, ...more }).finally(() => source.close())
}

const storyCount = async () => (await pool<{ n: number }[]>`select count(*)::int n from newsroom.stories`)[0]!.n
const reading = { actor: staff('editor'), at: now() }
const bodyOf = async (headline: string) =>
  (
    await pool<{ body_html: string; body_text: string }[]>`select v.body_html, v.body_text from newsroom.versions v
      where v.headline = ${headline} and v.kind = 'imported'`
  )[0]!

describe('a WordPress export', () => {
  test('keeps date, author, categories, slug, paragraphs and pictures of each post', async () => {
    const content = `<!-- wp:paragraph -->
第一段
换行

[caption id="x" width="300"]<img src="http://old.example.gov.cn/wp-content/uploads/2019/05/bridge-300x200.png" alt="桥" /> 通车现场[/caption]

[gallery ids="7,8"]

<script>alert(1)</script>第二段 [weird_plugin id="3"]`
    const items = [
      wxrItem({ id: 5, title: '桥修好了', content, categories: ['民生', '桥梁'] }),
      wxrItem({ id: 6, title: '草稿一篇', content: '还没发', status: 'draft', date: '2020-01-02 08:00:00' }),
      attachment(7, '2019/05/a.png'),
      wxrItem({ id: 9, title: '菜单', content: '', type: 'nav_menu_item' }),
      wxrItem({ id: 10, title: '扔掉的', content: '不要', status: 'trash' }),
      wxrItem({ id: 11, title: '', content: '' }),
      wxrItem({ id: 12, title: '', content: '没有标题的一段话' }),
      wxrItem({ id: 13, title: '太长', content: '长'.repeat(200_001) }),
    ]
    const file = put(wxrZip(wxrFile(...items), { '2019/05/bridge.png': png, '2019/05/a.png': png }), 'zip')
    const result = await take(file)
    expect(result).toMatchObject({ imported: 3, skipped: 4, failed: 1 })
    const { body_html, body_text } = await bodyOf('桥修好了')
    expect(body_html).toContain('<p>第一段<br>换行</p>')
    expect(body_html).toContain('<figcaption>通车现场</figcaption>')
    expect(body_html.match(/\/media\/c+\.png/g)).toHaveLength(2)
    expect(body_text).toContain('第二段')
    expect(body_html).not.toMatch(/alert|weird|wp:/)
    const past = (await ask(pool, historicalStories, reading, { words: '桥修好' })) as { rows: object[] }
    expect(past.rows[0]).toMatchObject({
      author: '记者甲',
      section: '民生',
      categories: ['民生', '桥梁'],
      slug: '桥-5',
      was: '已发布',
      state: 'draft',
      published_at: new Date('2019-05-06T07:08:09Z'),
    })
    const [draft] = await pool`select published_at, was from newsroom.historical_stories where slug = '桥-6'`
    expect(draft).toEqual({ published_at: new Date('2020-01-02T00:00:00Z'), was: '草稿' })
    const { rows } = (await ask(pool, importedItems, reading, { import_id: result.import_id })) as {
      rows: { outcome: string; reason: string; notes: string[] }[]
    }
    expect(rows.map(row => row.outcome)).toEqual(
      'imported imported skipped skipped skipped skipped imported failed'.split(' '),
    )
    expect(rows[0]!.notes).toEqual(['删去了插件短代码：weird_plugin'])
    expect(rows[7]!.reason).toContain('200000')
  })

  test('killed again and again, loses nothing and takes nothing twice; a second import changes nothing', async () => {
    const file = put(wxrZip(wxrFile(...manyPosts(150, 3)), { '2019/05/p0.png': png, '2019/05/p1.png': png }), 'zip')
    for (let kill = 1; kill <= 5; kill += 1) {
      const stop = () => {
        throw new Error('killed')
      }
      await expect(take(file, { progress: stop })).rejects.toThrow('killed')
    }
    expect(await take(file)).toMatchObject({ imported: 150, skipped: 0, failed: 0 })
    const versions = async () => (await pool`select count(*)::int n from newsroom.versions`)[0]!.n
    const before = [await storyCount(), await versions()]
    expect(await take(file)).toMatchObject({ imported: 150 })
    expect([await storyCount(), await versions()]).toEqual(before)
    const [seen] =
      await pool`select count(distinct item_key)::int n from newsroom.historical_stories where item_key ~ '#[12][0-9][0-9]$'`
    expect(seen!.n).toBe(150)
    // one of three pictures is not in the file: said, not lost in silence
    const [told] =
      await pool`select count(*)::int n from newsroom.import_items where notes::text like '%图片没有带入%p2-300x200%'`
    expect(told!.n).toBe(50)
    // a later export of the same site holds the same posts
    const again = put(wxrFile(wxrItem({ id: 999, title: '新的一条', content: '新' }), ...manyPosts(150, 3)), 'xml')
    expect(await take(again)).toMatchObject({ imported: 1, skipped: 150, failed: 0 })
  })

  test('stands apart from the stories of today until somebody takes it up', async () => {
    await take(put(wxrFile(wxrItem({ id: 70, title: '十年前的稿件', content: '旧' })), 'xml'))
    const listed = (await ask(pool, (await import('../stories/story-queries.ts')).stories, reading, {})) as {
      headline: string
    }[]
    expect(listed.map(story => story.headline)).not.toContain('十年前的稿件')
    const released = await pool`select 1 from newsroom.editions e join newsroom.historical_stories h using (story_id)`
    expect(released).toHaveLength(0)
  })

  test.each([
    ['an entity of its own', '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>'],
    ['another root', '<html><body/></html>'],
    ['no end', wxrFile(wxrItem({ id: 1, title: '甲', content: '乙' })).slice(0, -40)],
    ['depth without end', `<rss>${'<a>'.repeat(30)}`],
    ['text in GBK', new Uint8Array([...Buffer.from('<rss><channel><title>'), 0xc4, 0xe3, 0xba, 0xc3])],
  ])('with %s is refused', async (_what, content) => {
    expect(await refusalOf(wxrSource(put(content, 'xml')))).toBe('newsroom.bad-import-file')
  })

  test('that is not there, or a ZIP without one, is refused', async () => {
    expect(await refusalOf(wxrSource(path.join(folder, 'none.xml')))).toBe('newsroom.bad-import-file')
    expect(await refusalOf(wxrSource(put(zipFile([{ name: 'a.txt', content: 'x' }]), 'zip')))).toBe(
      'newsroom.bad-import-file',
    )
    expect(await refusalOf(wxrSource(put('no zip', 'zip')))).toBe('newsroom.bad-import-file')
  })
})

const p = (text: string, style = '') =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}<w:r><w:t>${text}</w:t></w:r></w:p>`
const core = (author: string) => ({
  'docProps/core.xml': `<cp:coreProperties><dc:creator>${author}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">2018-04-05T06:07:08Z</dcterms:created></cp:coreProperties>`,
  '_rels/.rels':
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
})

describe('a folder of Word files', () => {
  test('becomes stories with headline, day, author and folder as category, from a ZIP with names in GBK too', async () => {
    const body = `${p('春耕开始了')}${p('（通讯员报道）今天，各村开始春耕。')}`
    const items = [
      { name: '要闻/2019-03-08 春耕.docx', content: docxFile(body, core('通讯员乙')) },
      { name: '要闻/无题.docx', content: docxFile(p('这是一篇没有标题的稿件，第一段就是正文。'), core('')) },
      { name: '要闻/坏的.docx', content: 'not a docx' },
      { name: '要闻/旧版.doc', content: 'old' },
      { name: '要闻/~$锁.docx', content: 'lock' },
      { name: '封面.jpg', content: 'x' },
    ]
    const source = await wordSource(put(zipFile(items), 'zip'))
    const result = await runImport({ hands: handsOf(pool, actor, now), source, keepPicture }).finally(() =>
      source.close(),
    )
    expect(result).toMatchObject({ imported: 2, skipped: 2, failed: 1 })
    const [spring] = await pool`select h.*, s.headline, s.section from newsroom.historical_stories h
      join newsroom.stories s on s.id = h.story_id where s.headline = '春耕开始了'`
    expect(spring).toMatchObject({ author: '通讯员乙', section: '要闻', categories: ['要闻'] })
    expect(spring!.published_at).toEqual(new Date('2019-03-08T00:00:00+08:00'))
    expect((await bodyOf('春耕开始了')).body_text).toBe('（通讯员报道）今天，各村开始春耕。')
    const [untitled] = await pool`select published_at from newsroom.historical_stories h
      join newsroom.stories s on s.id = h.story_id where s.headline = '无题'`
    expect(untitled!.published_at).toEqual(new Date('2018-04-05T06:07:08Z'))
    const windows = zipFile([{ name: '#####.docx', content: docxFile(p('编码'), core('')) }])
    const named = Buffer.from(windows)
    for (let at = named.indexOf('#####'); at >= 0; at = named.indexOf('#####', at + 1))
      named.set([...gbk('春耕'), 0x31], at)
    for (const head of ['PK\x03\x04', 'PK\x01\x02'])
      named.writeUInt16LE(0, named.indexOf(head) + (head.endsWith('\x04') ? 6 : 8))
    const fromWindows = await wordSource(put(named, 'zip'))
    const { value: first } = await fromWindows.items().next()
    fromWindows.close()
    expect(first.address).toBe('春耕1.docx')
  })

  test('without a Word file is refused; one pointing outside is refused', async () => {
    const none = path.join(folder, 'none')
    mkdirSync(none)
    expect(await refusalOf(wordSource(none))).toBe('newsroom.bad-import-file')
    const outside = zipFile([{ name: '../../evil.docx', content: 'x' }])
    expect(await refusalOf(wordSource(put(outside, 'zip')))).toBe('newsroom.bad-import-file')
  })

  test('may be a plain folder; links in it are not followed', async () => {
    const plain = path.join(folder, 'plain')
    mkdirSync(plain)
    writeFileSync(path.join(plain, '稿.docx'), docxFile(p('标题一行'), core('')))
    const source = await wordSource(plain)
    expect(await previewSource(source)).toMatchObject({ items: 1, stories: 1, first: ['标题一行'] })
  })
})

describe('the command line', () => {
  test('shows first, then imports and writes what became of each item into a workbook', async () => {
    const file = put(wxrFile(wxrItem({ id: 81, title: '命令行导入', content: '文' }), attachment(82, 'x.png')), 'xml')
    const before = await storyCount()
    const shown = await importStories(pool, file, { kind: 'wxr', dry_run: true, now })
    expect(shown.message).toContain('稿件 1 篇，不导入 1 项')
    expect(await storyCount()).toBe(before)
    const done = await importStories(pool, file, { kind: 'wxr', dry_run: false, now })
    expect(done).toMatchObject({ ok: true, message: expect.stringContaining('已导入 1 篇，跳过 1 项，失败 0 项') })
    const [sheet] = await readWorkbook(new Uint8Array(readFileSync(`${file}.导入结果.xlsx`)), '结果.xlsx')
    expect(sheet!.rows.map(row => row.slice(1, 3))).toEqual([
      ['标题', '结果'],
      ['命令行导入', '已导入'],
      ['x.png', '跳过'],
    ])
    const list = (await ask(pool, imports, reading, {})) as { file_name: string; imported: number; skipped: number }[]
    expect(list[0]).toMatchObject({ file_name: path.basename(file), imported: 1, skipped: 1 })
  })

  test('needs a known import and an open section', async () => {
    const begin = { kind: 'wxr', file_name: 'a.xml', digest: 'a'.repeat(64), item_count: 1 }
    const as = (command: unknown, input: unknown, who = actor) => run(pool, command as Command, input, { actor: who })
    expect(await refusalOf(as(beginImport, { ...begin, section: '没有的' }))).toBe('newsroom.no-such-section')
    expect(await refusalOf(as(finishImport, { import_id: '99999' }))).toBe('newsroom.no-such-import')
    expect(await refusalOf(as(beginImport, begin, staff('editor')))).toBe('platform.forbidden')
    const item = { item_no: 1, key: 'k', headline: 'h', body: null, published_at: null, author: '', categories: [] }
    const items = [{ ...item, tags: [], slug: '', address: '', was: '', notes: [] }]
    expect(await refusalOf(as(importItems, { import_id: '99999', items }))).toBe('newsroom.no-such-import')
    expect(await refusalOf(ask(pool, importedItems, reading, { import_id: '99999' }))).toBe('newsroom.no-such-import')
  })
})

describe('asked for in the workbench', () => {
  test('a job takes the archive in, pictures into the library, and goes on after a crash', async () => {
    const { files, remove } = testStore()
    afterAll(remove)
    const uploads = {
      '2019/05/p0.png': new Uint8Array(jpegFile(40, 20)),
      '2019/05/p1.png': new Uint8Array(jpegFile(40, 20)),
    }
    const bytes = wxrZip(
      wxrFile(...manyPosts(60, 2).map(item => item.replaceAll('<wp:post_id>', '<wp:post_id>7'))),
      uploads,
    )
    const file_id = await keptFile(pool, files, actor, { name: '旧网站.zip', bytes })
    const order = (more: object = {}) => run(pool, orderImport, { kind: 'wxr', file_id, ...more }, { actor, at: now() })
    expect(await refusalOf(order({ section: '没有的' }))).toBe('newsroom.no-such-section')
    expect(await refusalOf(order({ media_host: '127.0.0.1' }))).toBe('platform.malformed')
    await order()
    const declared = importBy(files)
    // the worker dies after its second batch
    const crashing = {
      ...declared,
      run: async (hands: Work, payload: never) => {
        let batches = 0
        const stopping = {
          throwIfAborted: () => {
            batches += 1
            if (batches >= 2) throw new Error('killed')
          },
        }
        return declared.run({ ...hands, signal: stopping as never }, payload)
      },
    }
    const work = (one: unknown, minutes: number) =>
      workOff({
        pool,
        jobs: [one] as never,
        sweeps: [],
        now: () => new Date(now().getTime() + minutes * 60_000),
        log: () => undefined,
      })
    await work(crashing, 0)
    const [half] = (await ask(pool, imports, reading, {})) as {
      imported: number
      item_count: number
      finished_at: Date | null
    }[]
    expect(half).toMatchObject({ imported: 40, item_count: 60, finished_at: null })
    await work(declared, 5)
    const [whole] = (await ask(pool, imports, reading, {})) as {
      imported: number
      file_name: string
      finished_at: Date | null
    }[]
    expect(whole).toMatchObject({ imported: 60, file_name: '旧网站.zip' })
    expect(whole!.finished_at).not.toBeNull()
    const [media] = await pool`select count(distinct digest)::int n from newsroom.media where rights = 'imported'`
    expect(media!.n).toBe(1)
    const [shown] =
      await pool`select body_html from newsroom.versions where kind = 'imported' and headline = '旧闻第60条'
      order by saved_at desc limit 1`
    expect(shown!.body_html).toMatch(/<img src="\/media\/[0-9a-f]{64}\.(?:png|jpg)"/)
  }, 60_000)
})
