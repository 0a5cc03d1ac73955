// Finding by words: two-character words, reversed order, words the dictionary does not know, titles before texts, new before old.
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

const refs = async (asked: string) =>
  (await pool.begin(tx => findDocuments(tx, { kind: 'site-1', asked, at: AT, limit: 10 }))).found.map(one => one.ref)

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
