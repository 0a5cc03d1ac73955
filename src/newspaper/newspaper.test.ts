// An issue from both sides: from a printer's PDF and from the template, through proofs, signature and printing to the site.
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import { approvedStory, type Crew, newsCrew, paragraph } from '../../test/support/newsroom.ts'
import { unzip } from '../platform/documents/unzip.ts'
import { nameFile, openFileStore } from '../platform/files/index.ts'
import { type Actor, ask, type Query } from '../platform/index.ts'
import { archivePackage } from './archive.ts'
import { drawArticle, suggestForPage } from './articles/draw-articles.ts'
import { editArticle, orderArticles, removeArticle, setHotzones } from './articles/edit-article.ts'
import { closeCopy } from './issues/close-copy.ts'
import { openIssue } from './issues/open-issue.ts'
import { printIssue, publishIssue } from './issues/print-issue.ts'
import { setPaper } from './issues/set-paper.ts'
import { recordProof, reopenPage, signPage } from './pages/proofs.ts'
import { type PressParts, pressPdf, pressTemplate } from './press-routes.ts'
import { findPublishedPage } from './published.ts'
import { correctArticle, recordFault } from './quality/record-fault.ts'
import { qualitySheet, ratePer10000 } from './quality/sheet.ts'
import * as queries from './queries.ts'
import { newspaperTodos } from './todos.ts'
import { addNotice, placeStories } from './typeset/place-stories.ts'
import { typeset } from './typeset/typeset.ts'

const pool = await testDatabase()
const folder = mkdtempSync(path.join(os.tmpdir(), 'beita-newspaper-'))
const AT = new Date('2026-03-02T02:00:00Z')
const parts: PressParts = {
  pool,
  files: openFileStore(folder),
  fonts_dir: undefined,
  now: () => AT,
  actorOf: async () => staff('editor'),
}
const who = { actor: staff('editor'), at: AT }
const person = (id: string, ...roles: string[]): Actor => ({ id, name: `人员${id}`, roles })
let crew: Crew

const SENTENCE = '社区食堂昨天开张，中午十一点半第一批老人端着餐盘坐下，桌上是两荤一素一汤，价钱八元。'
const story = (key: string, title: string, span: number, paragraphs: number, more: Record<string, unknown> = {}) => ({
  key,
  kind: 'article' as const,
  weight: 'major' as const,
  span,
  intro_title: '',
  title,
  subtitle: '',
  byline: '本报记者 张三　通讯员 李四',
  paragraphs: Array.from({ length: paragraphs }, () => SENTENCE),
  picture: null,
  ...more,
})

/** What a printer would send: four articles on a page, made with our own template so that the truth is known. */
function printersPdf(): Uint8Array {
  const lead = story('1', '老人在家门口吃上热饭', 5, 8, {
    weight: 'lead',
    intro_title: '办好民生实事',
    subtitle: '首批三家试运行',
  })
  const bands = [
    [lead],
    [story('2', '沿江值守点完成检修', 3, 7), story('3', '图书馆延长开放', 2, 5)],
    [story('4', '乡村篮球赛开打', 5, 6)],
  ]
  const page = { page_no: '01', name: '要闻', editor: '', bands }
  const masthead = { name: '北塔报', sponsor: '某中心主办', licence: '湘内资准印证第1号', date_text: '2026年3月6日' }
  return typeset(
    { title: '报', ...masthead, weekday: '星期五', issue_text: '第9期（总第99期）', pages: [page] },
    new Map(),
    undefined,
  ).pdf
}

async function keepFile(bytes: Uint8Array, name: string, type: string): Promise<bigint> {
  async function* whole() {
    yield bytes
  }
  const blob = await parts.files.keep({ name, content_type: type }, whole())
  return pool.begin(tx => nameFile(tx, who, blob)) as Promise<bigint>
}

const shown = <T = Record<string, never>>(query: unknown, input: unknown) =>
  ask(pool, query as Query, { actor: staff('editor'), at: AT }, input) as Promise<T>

let dayNo = 10
async function newIssue(made_from: 'pdf' | 'template', names: string[]) {
  dayNo += 1
  const input = { paper: 'btb', day: `2026-03-${dayNo}`, issue_no: dayNo, total_no: dayNo, made_from }
  const { issue_id, page_ids } = await run(pool, openIssue, { ...input, pages: names.map(name => ({ name })) })
  return { issue_id: BigInt(String(issue_id)), page_ids: page_ids as string[], day: input.day }
}

async function proofAndSign(page_id: string): Promise<void> {
  for (const round of [1, 2, 3])
    await run(pool, recordProof, { page_id, round, error_count: 0 }, { actor: person(`${round}0`, 'editor') })
  await run(pool, signPage, { page_id })
}

beforeAll(async () => {
  await run(pool, setPaper, { code: 'btb', name: '北塔报', licence: '湘内资准印证第1号', sponsor: '某中心主办' })
  crew = await newsCrew(pool)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type PageShown = {
  version_no: number
  width_pt: number
  blocks: { block_no: number; text: string; article_id: bigint | null; kind: string }[]
  articles: {
    id: bigint
    seq: number
    title: string
    intro_title: string
    subtitle: string
    author: string
    correspondent: string
    body: string
    weight: string
    kind: string
    zones: { shape: string; points: [number, number][] }[]
  }[]
}

describe("an issue from the printer's PDF", () => {
  let issue_id: bigint
  let page_id: string
  beforeAll(async () => {
    const made = await newIssue('pdf', ['要闻'])
    issue_id = made.issue_id
    page_id = made.page_ids[0]!
    const file_id = await keepFile(printersPdf(), '印刷.pdf', 'application/pdf')
    await pressPdf(parts, who, { issue_id, file_id, first_page_no: 1 })
  })

  test('has pages in two widths and text blocks with their places in percent', async () => {
    const page = await shown<PageShown>(queries.page, { page_id })
    expect(page.blocks.length).toBeGreaterThan(12)
    expect(page.blocks.find(block => block.text === '沿江值守点完成检修')).toMatchObject({ kind: 'headline' })
    const files = await pool`select b.type, b.width from newspaper.pages p
      join platform.files f on f.id in (p.small_file_id, p.large_file_id) join platform.blobs b using (digest)
      where p.id = ${page_id} order by b.width`
    expect(files.map(file => file.width)).toEqual([1000, 2200])
  })

  test('is divided into articles by headlines and column gaps, with titles, names, whole texts and zones', async () => {
    await run(pool, suggestForPage, { page_id })
    const { articles, blocks } = await shown<PageShown>(queries.page, { page_id })
    expect(articles.map(article => article.title)).toEqual([
      '老人在家门口吃上热饭',
      '沿江值守点完成检修',
      '图书馆延长开放',
      '乡村篮球赛开打',
    ])
    expect(articles[0]).toMatchObject({
      intro_title: '办好民生实事',
      subtitle: '首批三家试运行',
      author: '张三',
      correspondent: '李四',
    })
    expect(articles.map(article => article.body.split(SENTENCE).length - 1)).toEqual([8, 7, 5, 6])
    expect(blocks.filter(block => block.text.includes('准印证')).every(block => block.article_id === null)).toBe(true)
    for (const { zones } of articles)
      for (const [x, y] of zones.flatMap(zone => zone.points)) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(y).toBeLessThanOrEqual(100)
      }
  })

  test('lets an editor draw, order, edit and take away articles, and outline them with rectangles and polygons', async () => {
    const { articles, blocks } = await shown<PageShown>(queries.page, { page_id })
    const last = articles.at(-1)!
    await run(pool, removeArticle, { article_id: String(last.id) })
    const freed = blocks.filter(block => block.article_id === last.id).map(block => block.block_no)
    const drawn = await run(pool, drawArticle, { page_id, block_nos: freed })
    const again = await shown<PageShown>(queries.page, { page_id })
    expect(again.articles.at(-1)).toMatchObject({ title: '乡村篮球赛开打', body: last.body })
    const ids = again.articles.map(article => String(article.id))
    await run(pool, orderArticles, { page_id, article_ids: [ids.at(-1), ...ids.slice(0, -1)] })
    const points = [
      [10, 10],
      [50, 10],
      [50, 30],
      [10, 40],
    ]
    await run(pool, setHotzones, { article_id: String(drawn.article_id), zones: [{ shape: 'poly', points }] })
    const { zones: _zones, id, seq: _seq, ...fields } = again.articles.at(-1)! as never as Record<string, unknown>
    const { char_count: _count, edition_id: _edition, ...edited } = fields
    await run(pool, editArticle, { ...edited, article_id: String(id), section: '体育', jump_to: ids[0] })
    const ordered = await shown<PageShown>(queries.page, { page_id })
    expect(ordered.articles[0]).toMatchObject({
      title: '乡村篮球赛开打',
      section: '体育',
      zones: [{ shape: 'poly', points }],
    })
    expect(
      await refusalOf(
        run(pool, setHotzones, {
          article_id: ids[0],
          zones: [
            {
              shape: 'rect',
              points: [
                [5, 5],
                [5, 9],
              ],
            },
          ],
        }),
      ),
    ).toBe('newspaper.bad-zone')
    expect(await refusalOf(run(pool, orderArticles, { page_id, article_ids: ids.slice(1) }))).toBe(
      'newspaper.no-such-article',
    )
    expect(await refusalOf(run(pool, suggestForPage, { page_id }))).toBe('newspaper.no-free-blocks')
  })

  test('takes no stories for the template', async () => {
    const edition = await approvedStory(pool, crew, { channels: ['site', 'newspaper'] })
    const stories = [{ edition_id: edition.edition_id }]
    expect(await refusalOf(run(pool, placeStories, { page_id, stories }))).toBe('newspaper.other-source')
  })

  test('refuses files that are no PDF, are locked, or are too long', async () => {
    const broken = await keepFile(Buffer.from('%PDF-1.7\nnothing of a PDF follows'), '坏.pdf', 'application/pdf')
    expect(await refusalOf(pressPdf(parts, who, { issue_id, file_id: broken, first_page_no: 1 }))).toBe(
      'newspaper.damaged-pdf',
    )
    const { encryptedPdf, tooManyPages } = await import('./refusals.ts')
    expect([encryptedPdf().code, tooManyPages({ max: 48 }).code]).toEqual([
      'newspaper.encrypted-pdf',
      'newspaper.too-many-pages',
    ])
  })
})

describe('an issue from the template', () => {
  let issue_id: bigint
  let pages: string[]
  let edition_id: string
  let day: string

  beforeAll(async () => {
    const made = await newIssue('template', ['要闻', '民生'])
    issue_id = made.issue_id
    pages = made.page_ids
    day = made.day
    const body = paragraph(...Array.from({ length: 12 }, () => SENTENCE))
    const byline = { reporter: '王五', correspondent: '', editor: '赵六', proofreader: '' }
    edition_id = (
      await approvedStory(pool, crew, { headline: '签发过的稿', body, byline, channels: ['site', 'newspaper'] })
    ).edition_id
  })

  test('is not set while a page is empty', async () => {
    expect(await refusalOf(pressTemplate(parts, who, issue_id))).toBe('newspaper.empty-pages')
  })

  test('flows approved copy into pages; the hot zones are known from the layout and nothing runs over', async () => {
    for (const page_id of pages)
      await run(pool, placeStories, {
        page_id,
        stories: [
          { edition_id, weight: 'lead' },
          { edition_id, weight: 'major' },
        ],
      })
    await run(pool, addNotice, {
      page_id: pages[1],
      kind: 'notice',
      title: '更正',
      body: '本报上期第一版一处差错，特此更正。',
    })
    const { fits } = await pressTemplate(parts, who, issue_id)
    expect(fits.map(fit => fit.over)).toEqual([0, 0])
    const page = await shown<PageShown>(queries.page, { page_id: pages[1] })
    expect(page.articles).toHaveLength(3)
    expect(page.articles[0]).toMatchObject({ title: '签发过的稿', author: '王五' })
    expect(page.articles[0]!.body.includes('记者：')).toBe(false)
    const [first, second] = page.articles.map(article => article.zones[0]!.points)
    expect(first![1]![1]).toBeLessThan(second![0]![1])
  })

  test('does not let the words of approved copy be changed on the page', async () => {
    const { articles } = await shown<PageShown>(queries.page, { page_id: pages[0] })
    const {
      zones: _zones,
      id,
      seq: _seq,
      char_count: _count,
      edition_id: _edition,
      ...fields
    } = articles[0] as never as Record<string, unknown>
    const change = { ...fields, article_id: String(id), jump_to: null }
    expect(await refusalOf(run(pool, editArticle, { ...change, title: '改过的题' }))).toBe('newspaper.approved-copy')
    await run(pool, editArticle, { ...change, weight: 'major' })
    await run(pool, editArticle, { ...change, weight: 'lead' })
  })

  test('refuses a story that has no rendition for the newspaper', async () => {
    const other = await approvedStory(pool, crew, { channels: ['site'] })
    const stories = [{ edition_id: other.edition_id }]
    expect(await refusalOf(run(pool, placeStories, { page_id: pages[0], stories }))).toBe('newspaper.not-for-newspaper')
    expect(await refusalOf(pressPdf(parts, who, { issue_id, file_id: 1n, first_page_no: 1 }))).toBe(
      'newspaper.other-source',
    )
  })

  test('is proofed three times by three persons, in order, before it is signed', async () => {
    const [page_id] = pages
    const proof = (round: number, id: string) =>
      run(pool, recordProof, { page_id, round, error_count: 1, note: '改一处' }, { actor: person(id, 'editor') })
    expect(await refusalOf(proof(2, '20'))).toBe('newspaper.proof-order')
    await proof(1, '10')
    expect(await refusalOf(proof(2, '10'))).toBe('newspaper.one-proof-each')
    await proof(2, '20')
    expect(await refusalOf(run(pool, signPage, { page_id }))).toBe('newspaper.proofs-missing')
    await proof(3, '30')
    const { articles } = await shown<PageShown>(queries.page, { page_id })
    await run(pool, orderArticles, { page_id, article_ids: articles.map(article => String(article.id)) })
    expect(await refusalOf(run(pool, signPage, { page_id }))).toBe('newspaper.changed-since-proof')
    await proof(3, '30')
    await run(pool, signPage, { page_id })
    expect(await refusalOf(run(pool, removeArticle, { article_id: String(articles[0]!.id) }))).toBe(
      'newspaper.page-signed',
    )
    expect(await refusalOf(run(pool, recordProof, { page_id: '999999', round: 1, error_count: 0 }))).toBe(
      'newspaper.no-such-page',
    )
  })

  test('waits in the inbox of who signs, and is printed only with every page signed', async () => {
    expect(await refusalOf(run(pool, printIssue, { issue_id: String(issue_id) }))).toBe('newspaper.pages-unsigned')
    for (const round of [1, 2, 3])
      await run(
        pool,
        recordProof,
        { page_id: pages[1], round, error_count: 0 },
        { actor: person(`${round}0`, 'editor') },
      )
    const todos = await pool.begin(tx => newspaperTodos[0]!.list(tx, person('9', 'director'), '2026-03-12'))
    expect(todos.map(todo => todo.detail)).toEqual(['有版面等待签版'])
    await run(pool, signPage, { page_id: pages[1] })
    await run(pool, reopenPage, { page_id: pages[1], reason: '标题要改' })
    expect(await refusalOf(run(pool, publishIssue, { issue_id: String(issue_id) }))).toBe('newspaper.not-printed')
    await run(pool, signPage, { page_id: pages[1] })
    await run(pool, closeCopy, { issue_id: String(issue_id) })
    await run(pool, printIssue, { issue_id: String(issue_id) })
    expect(await refusalOf(run(pool, printIssue, { issue_id: String(issue_id) }))).toBe('newspaper.already-printed')
  })

  test('is on the site once published, with zones, and its correction stands with the wrong article', async () => {
    expect(await pool.begin(tx => findPublishedPage(tx, 'btb', day, 1))).toBeUndefined()
    expect(await run(pool, publishIssue, { issue_id: String(issue_id) })).toEqual({
      path: `/btb/html/2026-03/${day.slice(8)}/nbs.D110000btb_01.htm`,
    })
    const before = (await pool.begin(tx => findPublishedPage(tx, 'btb', day, 1)))!
    const wrong = before.page.articles[0]!
    const { notice } = await run(pool, correctArticle, { article_id: String(wrong.id), wrong: '八元', correct: '十元' })
    expect(notice).toBe(
      `本报2026年3月${Number(day.slice(8))}日第1版（要闻）《签发过的稿》一文中，“八元”应为“十元”。特此更正。`,
    )
    const after = (await pool.begin(tx => findPublishedPage(tx, 'btb', day, 1)))!
    expect(after.page.articles[0]).toMatchObject({ zones: [{ shape: 'rect' }], corrections: [{ notice }] })
    const listed = await shown<{ notice: string }[]>(queries.corrections, {})
    expect(listed[0]!.notice).toBe(notice)
  })

  test('has a quality sheet: faults per 10,000 characters and faults of form against the limits of its day', async () => {
    await run(pool, recordFault, { issue_id: String(issue_id), kind: 'text', excerpt: '北塔北塔', correction: '北塔' })
    await run(pool, recordFault, { issue_id: String(issue_id), kind: 'form', excerpt: '第2版页眉日期' })
    const sheet = await shown<Record<string, unknown>>(qualitySheet, { issue_id: String(issue_id) })
    const characters = Number(sheet.char_count)
    expect(sheet).toMatchObject({ text_faults: 1, form_faults: 1, limit_rate: '3.00', limit_form: 3 })
    expect(sheet.rate_cent).toBe(Math.round(1_000_000 / characters))
    expect(sheet.passes).toBe(1_000_000 / characters <= 300)
  })

  test('is archived as a package of PDF, pictures, JSON and XML with a list of hashes that agrees', async () => {
    const { name, bytes } = await pool.begin(tx => archivePackage(tx, parts.files, issue_id))
    expect(name).toBe(`北塔报-${day}.zip`)
    const zip = await unzip(bytes, name)
    const names = [
      'issue.pdf',
      'pages/01.jpg',
      'pages/01.pdf',
      'pages/02.jpg',
      'pages/02.pdf',
      'issue.json',
      'issue.xml',
    ]
    expect(zip.names).toEqual([...names, 'SHA256SUMS'])
    const sums = Buffer.from((await zip.read('SHA256SUMS'))!)
      .toString()
      .trim()
      .split('\n')
    for (const line of sums) {
      const [hash, member] = line.split('  ')
      expect(
        createHash('sha256')
          .update((await zip.read(member!))!)
          .digest('hex'),
      ).toBe(hash)
    }
    expect(Buffer.from((await zip.read('issue.xml'))!).toString()).toContain('<title>签发过的稿</title>')
    zip.close()
  })
})

describe('issues', () => {
  test('are one a day, and a total number is used once', async () => {
    const input = {
      paper: 'btb',
      day: '2026-05-01',
      issue_no: 1,
      total_no: 500,
      made_from: 'pdf',
      pages: [{ name: '要闻' }],
    }
    await run(pool, openIssue, input)
    expect(await refusalOf(run(pool, openIssue, { ...input, total_no: 501 }))).toBe('newspaper.issue-exists')
    expect(await refusalOf(run(pool, openIssue, { ...input, day: '2026-05-02' }))).toBe('newspaper.number-taken')
    expect(await refusalOf(run(pool, openIssue, { ...input, paper: 'xx' }))).toBe('newspaper.no-such-paper')
    expect(await refusalOf(run(pool, printIssue, { issue_id: '999999' }))).toBe('newspaper.no-such-issue')
    expect(await refusalOf(run(pool, signPage, { page_id: '999999' }))).toBe('newspaper.no-such-page')
  })

  test('need a picture before a page is proofed', async () => {
    const { page_ids } = await newIssue('pdf', ['要闻'])
    expect(await refusalOf(proofAndSign(page_ids[0]!))).toBe('newspaper.no-picture')
  })

  test('list what is planned and what came, and offer the next numbers', async () => {
    const papers = await shown<{ next_total_no: number }[]>(queries.papers, {})
    expect(papers[0]!.next_total_no).toBe(501)
    const list = await shown<{ day: string; page_count: number; signed_count: number }[]>(queries.issues, {})
    expect(list.some(issue => issue.page_count === 2 && issue.signed_count === 2)).toBe(true)
    const ready = await shown<{ headline: string; placed: string | null }[]>(queries.readyCopy, {})
    expect(ready.find(one => one.headline === '签发过的稿')!.placed).toContain('版')
  })
})

test('the rate of faults is whole numbers, and unknown without characters', () => {
  expect(ratePer10000(3, 10_000)).toBe(300)
  expect(ratePer10000(1, 30_000)).toBe(33)
  expect(ratePer10000(0, 0)).toBeNull()
})

test('the migration names the rule that limits faults', () => {
  const sql = readFileSync(path.join(import.meta.dirname, '../../migrations/0066-newspaper.sql'), 'utf8')
  expect(sql).toContain('国新出发〔2020〕10号')
})
