// The failures of public word engines, each under the number it was reported by: none of them may come back. houbb/sensitive-word
// and dromara/hutool are named by their issues; the texts are ours.
import { describe, expect, test } from 'vitest'
import { checkWords } from './check-words.ts'
import { officialsOf } from './officials.ts'
import { findPrivate } from './privacy.ts'
import { Dictionary, type Term } from './terms.ts'

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

describe('sensitive-word', () => {
  test('#67: a random string of digits hits nothing', () => {
    const digits = Array.from({ length: 200 }, (_none, n) => (n * 7919 + 13) % 10).join('')
    expect(found(digits, term('64'), term('1989'), term('110'), term('38'))).toEqual([])
    expect(findPrivate(digits)).toEqual([])
  })

  test('#84, #12: words with 一, 二 and 三 are found, and 1 does not stand for 一', () => {
    const list = [term('下三滥'), term('一条狗'), term('二百五')]
    expect(found('骂人下三滥，像一条狗，是个二百五', ...list)).toEqual(['下三滥', '一条狗', '二百五'])
    expect(found('下3滥，1条狗', ...list)).toEqual([])
  })

  test('#143: a word of kinship alone is no hit because a longer entry holds it', () => {
    expect(found('他的姐姐和妹妹', term('冒充妹妹'), term('代考姐姐'))).toEqual([])
  })

  test('#59, #77: words of letters and figures hit as whole words only', () => {
    const list = [term('av'), term('sm'), term('cnm')]
    expect(found('have a small java sms，AVATAR，cnmb', ...list)).toEqual([])
    expect(found('看AV，玩ｓｍ', ...list)).toEqual(['AV', 'ｓｍ'])
  })

  test('#41: noise between the letters hides nothing where the term says so, and joins no two sentences', () => {
    const word = term('代开发票', { max_gap: 2 })
    expect(found('代*开~发|票', word)).toEqual(['代*开~发|票'])
    expect(found('请人代开。发票另寄', word)).toEqual([])
    expect(found('代\u200b开\ufeff发\u00ad票', word)).toHaveLength(1)
  })
})

describe('hutool', () => {
  test('#4182: a short entry of one user does not hit the numbers and addresses of others', () => {
    const ids = 'order_tmd_20260302 https://example.cn/tmd/9527 tmdb-7'
    expect(found(ids, term('tmd'))).toEqual(['tmd'])
    expect(found('ordertmd20260302 atmdb', term('tmd'))).toEqual([])
  })
})

describe('what our own rules add', () => {
  test('an exception lets one passage through, not the word everywhere', () => {
    const word = term('布署', { exceptions: ['分布署名'] })
    expect(found('文章按分布署名', word)).toEqual([])
    expect(found('按分布署名，工作布署要早', word)).toEqual(['布署'])
  })

  test('a plate of a car is personal data; a code of the same letters is none', () => {
    expect(findPrivate('车牌湘E·12345，湘EAB123和湘ED12345').map(one => one.message.slice(2, 6))).toEqual([
      '车牌号。',
      '车牌号。',
      '车牌号。',
    ])
    expect(findPrivate('湘E·12345')[0]?.suggestion).toBe('湘E·***45')
    expect(findPrivate('图号AB12345，湘江E区12号')).toEqual([])
  })

  test('a text in which every paragraph is a hit is cut off, in the order of reading, and each hit stands where it says', () => {
    const text = '工程已峻工，车牌湘E12345。\n'.repeat(5000)
    const rules = {
      dictionary: new Dictionary([term('峻工', { suggestion: '竣工' })], '7'),
      officials: officialsOf([]),
    }
    const hits = checkWords(text, rules, '2026-03-02')
    expect(hits).toHaveLength(500)
    expect(hits.every(hit => text.slice(hit.at, hit.at + hit.length) === hit.excerpt)).toBe(true)
    expect(hits.map(hit => hit.at)).toEqual(hits.map(hit => hit.at).toSorted((a, b) => a - b))
    expect(hits[0]).toMatchObject({ excerpt: '峻工', suggestion: '竣工', rule_version: '7' })
  })
})
