// Finding by words: two-character words, reversed order, words the dictionary does not know, titles before texts, new before old.
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/support/database.ts'
import { findDocuments, indexDocument, markWords, snippet } from './index.ts'

const pool = await testDatabase()
const AT = new Date('2026-03-02T02:00:00Z')
const DAY_MS = 86_400_000

const TEXTS: [ref: string, title: string, body: string, days_ago: number][] = [
  ['1', '资江二桥今天通车', '大桥全长八百米，双向四车道，两岸居民往来不再绕行。', 30],
  ['2', '社区食堂开张', '老人在家门口吃上热饭，一餐八元。', 20],
  ['3', '图书馆延时开放', '社区里的食堂也跟着延长了时间。', 10],
  ['4', '供水管网改造', '产品和服务都要跟上。', 5],
  ['5', '社区食堂满一个月', '老人们说好。', 1],
  ['7', '北塔的记忆', '茶元头的老茶农谢添说：塔在城北，塔下有茶，元宵开市。', 300],
  ['8', '城北有塔', '过了北门才见塔；往北，塔影照在江上。茶摊从元月摆到年头，谢天谢地，雨停了。', 2],
  ['6', '他说：“100% 是真的”', "引号 ' 和 & | ! 都不算词。", 1],
]

beforeAll(async () => {
  await pool.begin(async tx => {
    for (const [ref, title, body, days] of TEXTS) {
      const at = new Date(AT.getTime() - days * DAY_MS)
      await indexDocument(tx, { kind: 'site-1', ref, at, title, lead: '', body })
    }
    await indexDocument(tx, { kind: 'site-2', ref: '9', at: AT, title: '社区食堂', lead: '', body: '' })
  })
})

const findIn = async (kind: string, asked: string) =>
  (await pool.begin(tx => findDocuments(tx, { kind, asked, at: AT, limit: 10 }))).found.map(one => one.ref)
const refs = (asked: string) => findIn('site-1', asked)

describe('a search', () => {
  test('finds words of two characters, and words the dictionary does not know', async () => {
    expect(await refs('大桥')).toEqual(['1'])
    expect(await refs('资江')).toEqual(['1'])
    expect(await refs('热饭')).toEqual(['2'])
  })

  test('does not mind the order of words, puts titles before texts and new before old', async () => {
    expect(await refs('食堂 社区')).toEqual(['5', '2', '3'])
    expect(await refs('社区食堂')).toEqual(['5', '2', '3'])
  })

  test('finds words, not signs that happen to stand together', async () => {
    expect(await refs('和服')).toEqual([])
  })

  test('finds names of two or three signs the dictionary does not know, not signs that stand near each other', async () => {
    expect(await refs('北塔')).toEqual(['7'])
    expect(await refs('茶元头')).toEqual(['7'])
    expect(await refs('谢添 北塔')).toEqual(['7'])
    expect(await refs('塔北')).toEqual([])
  })

  test('wants every sign of a name behind the other, though its pairs stand in the text', async () => {
    const one = (ref: string, body: string) => ({ kind: 'site-3', ref, at: AT, title: '通告', lead: '', body })
    const asked = (words: string) => findIn('site-3', words)
    await pool.begin(async tx => {
      await indexDocument(tx, one('1', '来自茶元头。'))
      await indexDocument(tx, one('2', '一字排开：茶元，元头。'))
      await indexDocument(tx, one('3', '记者 谢　添'))
    })
    expect(await asked('茶元头')).toEqual(['1'])
    expect((await asked('茶元')).toSorted()).toEqual(['1', '2'])
    expect(await asked('谢添')).toEqual(['3'])
  })

  test('finds names in what was indexed before pairs were', async () => {
    const before =
      "setweight(to_tsvector('simple', '北 塔 的 记忆'), 'A') || to_tsvector('simple', '北 塔 茶 元 头 kindsite4')"
    await pool.unsafe(`insert into platform.search_documents (kind, ref, at, words) values
      ('site-4', '1', '2026-01-01', ${before}), ('site-4', '2', '2026-01-01', to_tsvector('simple', '北 有 塔 kindsite4'))`)
    expect(await findIn('site-4', '茶元头')).toEqual([])
    await pool.unsafe(readFileSync('migrations/0100-search-pairs.sql', 'utf8'))
    expect(await findIn('site-4', '北塔')).toEqual(['1'])
    expect(await findIn('site-4', '茶元头')).toEqual(['1'])
    const [kept] = await pool<{ words: string; titles: string }[]>`
      select words::text, titles::text from platform.search_documents where kind = 'site-4' and ref = '1'`
    expect(kept!.words).toContain("'北':1A,5")
    expect(kept!.titles).toContain("'北塔':2A")
  })

  test('answers a word that stands everywhere from titles and the newest, and counts no further than it must', async () => {
    await pool`insert into platform.search_documents (kind, ref, at, words)
      select 'site-5', no::text, ${AT}::timestamptz - no * interval '1 day', case no when 1900 then ${"'居民':1A 'kindsite5':2"}
        else ${"'居民':1 'kindsite5':2"} end::tsvector from generate_series(1, 2005) no`
    const asked = { kind: 'site-5', asked: '居民', at: AT, limit: 3 }
    const { found, total, more } = await pool.begin(tx => findDocuments(tx, asked))
    expect(found.map(one => one.ref)).toEqual(['1900', '1', '2'])
    expect({ total, more }).toEqual({ total: 2000, more: true })
    expect(await pool.begin(tx => findDocuments(tx, { ...asked, kind: 'site-1', asked: '食堂' }))).toMatchObject({
      total: 3,
      more: false,
    })
  })

  test('gives what holds some of the words when nothing holds all, and says so', async () => {
    const { found, some } = await pool.begin(tx =>
      findDocuments(tx, { kind: 'site-1', asked: '大桥 食堂', at: AT, limit: 10 }),
    )
    expect(some).toBe(true)
    expect(found.map(one => one.ref).toSorted()).toEqual(['1', '2', '3', '5'])
  })

  test('takes no operator from what people type', async () => {
    for (const asked of ["' & | ! ( ) <-> :*", '100%', '“引号”', 'a:b', '', '  ', '\u0000'])
      await expect(refs(asked)).resolves.toBeInstanceOf(Array)
    expect(await refs('100%')).toEqual(['6'])
  })

  test('keeps kinds apart, and finds the new text after a change', async () => {
    await pool.begin(tx =>
      indexDocument(tx, { kind: 'site-1', ref: '4', at: AT, title: '停水通知', lead: '', body: '今晚十点。' }),
    )
    expect(await refs('停水')).toEqual(['4'])
    expect(await refs('管网')).toEqual([])
  })
})

describe('a passage', () => {
  test('is cut round the words and marks them', () => {
    const parts = snippet(`${'前文。'.repeat(40)}老人在家门口吃上热饭。${'后文。'.repeat(40)}`, ['热饭'])
    expect(parts.filter(part => part.hit).map(part => part.text)).toEqual(['热饭'])
    expect(parts[0]!.text.startsWith('…')).toBe(true)
  })

  test('marks nothing when nothing was asked, and takes signs of patterns literally', () => {
    expect(markWords('价格是 1.5 (含税)', [])).toEqual([{ text: '价格是 1.5 (含税)', hit: false }])
    expect(markWords('a.c abc', ['a.c']).filter(part => part.hit)).toHaveLength(1)
  })
})
