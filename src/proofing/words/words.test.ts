import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { ask, type Pool, type Query } from '../../platform/index.ts'
import { Matcher } from './aho-corasick.ts'
import { checkWords, wordRules } from './check-words.ts'
import { findWrongDates } from './dates.ts'
import { addCommonWords, addOfficial, addTerm, endOfficial, endTerm } from './dictionary-commands.ts'
import { findWrongTitles, officialsOf } from './officials.ts'
import { findPrivate, isCardNumber, isIdentityNumber } from './privacy.ts'
import { Dictionary, type Term } from './terms.ts'
import { officials, terms, wordCheck } from './word-queries.ts'

const term = (word: string, more: Partial<Term> = {}): Term => ({
  id: word,
  term: word,
  class: 'other',
  level: 'review',
  whole_word: 'auto',
  max_gap: 0,
  need_context: [],
  except_context: [],
  exceptions: [],
  suggestion: '',
  ...more,
})
const found = (text: string, ...list: Term[]) =>
  new Dictionary(list, '1').find(text).map(({ at, length }) => text.slice(at, at + length))

describe('the matcher', () => {
  test('finds every pattern wherever it stands, also inside another', () => {
    const matcher = new Matcher(['he', 'she', 'his', 'hers'])
    expect(matcher.find('ushers').map(({ pattern, start }) => [pattern, start])).toEqual([
      [1, 1],
      [0, 2],
      [3, 2],
    ])
  })

  test('agrees with looking for each pattern by itself', () => {
    const letters = fc.string({ unit: fc.constantFrom('甲', '乙', 'a'), maxLength: 12 })
    const patterns = fc.uniqueArray(fc.string({ unit: fc.constantFrom('甲', '乙', 'a'), minLength: 1, maxLength: 4 }))
    fc.assert(
      fc.property(patterns, letters, (list, text) => {
        const slow = list.flatMap((pattern, n) =>
          [...text].flatMap((_letter, at) => (text.startsWith(pattern, at) ? [`${n}|${at}`] : [])),
        )
        const fast = new Matcher(list).find(text).map(one => `${one.pattern}|${one.start}`)
        expect(fast.sort()).toEqual(slow.sort())
      }),
    )
  })
})

describe('failures of public engines that must not come back', () => {
  test('a string of digits is no hit because it holds the digits of a term', () => {
    expect(found('订单号 991234567，编号1234567', term('1234'))).toEqual([])
    expect(found('暗号 1234 出现', term('1234'))).toEqual(['1234'])
  })

  test('一 and 三 are letters, not numbers: words with them are found', () => {
    expect(found('真是下三滥，一条狗', term('下三滥'), term('一条狗'))).toEqual(['下三滥', '一条狗'])
    expect(found('下3滥，1条狗', term('下三滥'), term('一条狗'))).toEqual([])
  })

  test('a part of a longer entry alone is no hit', () => {
    expect(found('爷爷来了', term('爷爷不疼'), term('疼爷爷'))).toEqual([])
  })

  test('words of letters and digits hit only as whole words', () => {
    expect(found('have a Java coffee', term('av'))).toEqual([])
    expect(found('看AV片', term('av'))).toEqual(['AV'])
    expect(found('看ＡＶ片', term('av'))).toEqual(['ＡＶ'])
    expect(found('idcard_1234 与 userid', term('id'), term('card'))).toEqual([])
  })

  test('noise inside a word does not hide it where the term says so, and a sentence mark is no noise', () => {
    const order = term('刷单返利', { max_gap: 2 })
    expect(found('来刷*单 返-利吧', order)).toEqual(['刷*单 返-利'])
    expect(found('刷\u200b单返\ufeff利', term('刷单返利'))).toEqual(['刷\u200b单返\ufeff利'])
    expect(found('他在刷单。返利另说', order)).toEqual([])
    expect(found('刷单***返利', order)).toEqual([])
    expect(found('刷 单 返 利', term('刷单返利'))).toEqual([])
  })

  test('an allowed longer word lets its span through, not the term everywhere', () => {
    const apple = term('独立', { exceptions: ['独立董事'] })
    expect(found('独立董事说要独立', apple)).toEqual(['独立'])
  })
})

describe('a term', () => {
  test('may want a context near it, or want one absent', () => {
    const best = term('最佳', { except_context: ['评选'] })
    expect([found('最佳口感', best), found('最佳新人评选', best)]).toEqual([['最佳'], []])
    const level = term('顶级', { need_context: ['广告'] })
    expect([found('顶级赛事', level), found('这个广告说顶级', level)]).toEqual([[], ['顶级']])
  })

  test('as a whole word ends where words end', () => {
    const whole = term('和田', { whole_word: 'yes' })
    expect(found('他和田里的人说话', whole)).toEqual([])
    expect(found('和田的玉', whole)).toEqual(['和田'])
  })

  test('is found at its raw offset whatever stands before it', () => {
    const text = '😀ﬁ①\u200b前面ＡＢＣ按装完毕'
    const [hit] = new Dictionary([term('按装')], '1').find(text)
    expect(text.slice(hit!.at, hit!.at + hit!.length)).toBe('按装')
  })
})

describe('personal data', () => {
  test('identity numbers need a right check digit and a day of birth that exists', () => {
    expect(isIdentityNumber('11010519491231002X')).toBe(true)
    expect(isIdentityNumber('110105194912310021')).toBe(false)
    expect(isIdentityNumber('11010519490231002X')).toBe(false)
    const [hit] = findPrivate('身份证11010519491231002X。')
    expect(hit).toMatchObject({ message: expect.stringContaining('身份证号'), suggestion: '110***********002X' })
  })

  test('telephones and bank cards are found, document numbers and amounts are not', () => {
    expect(isCardNumber('6222021234567890')).toBe(false)
    expect(findPrivate('电话 138-0013-8000').map(one => one.message.slice(2, 5))).toEqual(['手机号'])
    expect(findPrivate('卡号4111 1111 1111 1111')[0]?.message).toContain('银行卡号')
    expect(findPrivate('投资13800138000.55元，批文2026110500123456，23013800138000号')).toEqual([])
  })
})

describe('dates', () => {
  const wrong = (text: string) => findWrongDates(text, '2026-03-02').map(one => one.message)
  test('that do not exist are named', () => {
    expect(wrong('2月30日')).toEqual(['没有2月30日这一天。'])
    expect(wrong('2026年2月29日')).toEqual(['没有2月29日这一天。'])
    expect(wrong('2024年2月29日，6月30日，2月29日')).toEqual([])
    expect(wrong('13月1日')).toEqual(['没有13月1日这一天。'])
  })
  test('with the wrong weekday are named with the right one', () => {
    expect(wrong('3月2日（星期一）、3月2日，周一、2026年3月1日星期天')).toEqual([])
    expect(findWrongDates('3月2日（星期二）', '2026-03-02')).toMatchObject([
      { message: '2026年3月2日是星期一，不是星期二。', suggestion: '3月2日（星期一）' },
    ])
  })
})

describe('names and titles', () => {
  const list = officialsOf([
    { name: '张三丰', title: '区委书记', rank_no: 1 },
    { name: '李四光', title: '区长', rank_no: 2 },
    { name: '李四光', title: '区委副书记', rank_no: 2 },
  ])
  const wrong = (text: string) => findWrongTitles(text, list).map(one => one.message)
  test('a title that is somebody else’s is named', () => {
    expect(wrong('区长张三丰')).toEqual(['张三丰的职务是“区委书记”，文中写作“区长”。'])
    expect(wrong('区委书记张三丰、区委副书记李四光，区长李四光')).toEqual([])
    expect(wrong('张三丰说')).toEqual([])
  })
  test('the lower rank before the higher in one list is named', () => {
    expect(wrong('李四光、张三丰出席')).toEqual(['张三丰的排序在李四光之前。'])
    expect(wrong('李四光说。张三丰说')).toEqual([])
  })
})

describe('the dictionaries', () => {
  let pool: Pool
  const editor = { actor: staff('editor') }
  const read = (query: unknown, input: object = {}) =>
    ask(pool, query as Query, { actor: staff(), at: new Date('2026-03-02T02:00:00Z') }, input) as Promise<
      Record<string, unknown>[]
    >
  beforeAll(async () => {
    pool = await testDatabase()
  })

  test('begin with the common words, which can be loaded twice', async () => {
    const { added_count } = await run(pool, addCommonWords, {}, editor)
    expect(added_count).toBeGreaterThan(40)
    expect((await run(pool, addCommonWords, {}, editor)).added_count).toBe(0)
    expect(await read(wordCheck, { text: '工程已峻工。' })).toMatchObject([
      { class: 'typo', excerpt: '峻工', suggestion: '竣工', at: 3 },
    ])
    // not one of them is found in the words it suggests
    const rules = await pool.begin(tx => wordRules(tx, '2026-03-02'))
    const right = (await read(terms)).map(one => String(one.suggestion)).join('。')
    expect(checkWords(right, rules, '2026-03-02').filter(one => one.class === 'typo')).toEqual([])
  })

  test('take a term until it is ended, and every change is a version that findings name', async () => {
    const input = { term: '白话示例', class: 'other', level: 'block' }
    const { term_id } = await run(pool, addTerm, input, editor)
    expect(await refusalOf(run(pool, addTerm, input, editor))).toBe('proofing.term-known')
    const [before] = await read(wordCheck, { text: '白话示例' })
    expect(before).toMatchObject({ level: 'block' })
    await run(pool, endTerm, { term_id }, editor)
    expect(await refusalOf(run(pool, endTerm, { term_id }, editor))).toBe('proofing.no-such-term')
    expect(await read(wordCheck, { text: '白话示例' })).toEqual([])
    await run(pool, addTerm, { ...input, level: 'hint' }, editor)
    const [after] = await read(wordCheck, { text: '白话示例' })
    expect(Number(after?.rule_version)).toBeGreaterThan(Number(before?.rule_version))
  })

  test('know who holds a post until it is left', async () => {
    const official = { name: '示例甲', title: '示例局局长', effective_from: '2020-01-01' }
    const { official_id } = await run(pool, addOfficial, official, editor)
    await run(pool, addOfficial, { ...official, name: '示例乙', title: '示例局副局长' }, editor)
    const text = '示例局副局长示例甲到场。'
    expect(await read(wordCheck, { text })).toMatchObject([{ class: 'title' }])
    await run(pool, endOfficial, { official_id, effective_to: '2026-01-31' }, editor)
    const ended = run(pool, endOfficial, { official_id, effective_to: '2026-02-01' }, editor)
    expect(await refusalOf(ended)).toBe('proofing.no-such-official')
    expect(await read(wordCheck, { text })).toEqual([])
    expect(await read(officials)).toHaveLength(2)
  })

  test('find a story in which every paragraph is a hit without giving way', async () => {
    const rules = await pool.begin(tx => wordRules(tx, '2026-03-02'))
    const hits = checkWords('工程已峻工，电话13800138000。\n'.repeat(3000), rules, '2026-03-02')
    expect(hits).toHaveLength(500)
  })
})
