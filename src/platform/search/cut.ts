// Cuts Chinese text into words for indexing and for asking, with one dictionary and no guessing, so that both agree.
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

let jieba: Jieba | undefined
/** loaded when first needed: it takes a fifth of a second and 100 MB */
const theJieba = () => {
  jieba ??= Jieba.withDict(dict)
  return jieba
}

const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u
/** Blanks do not part signs: names of two signs are often written with one between. */
const BLANK = /^[^\S\r\n]+$/
const WORD_MAX = 200
const plain = (text: string) => text.normalize('NFKC').toLowerCase()
const isSign = (word: string | undefined) => word !== undefined && [...word].length === 1

/** A word and where it stands in its text, counted from 1. */
export type Placed = { word: string; place: number }

/**
 * Every word of a text, long ones also in their parts, in order. Two signs side by side that the dictionary knows no word for are
 * a word of their own as well, at the place of the second: asked for, they need not be looked for in every text that holds both.
 */
export function indexWords(text: string): Placed[] {
  const placed: Placed[] = []
  let place = 0
  let before: string | undefined
  for (const token of theJieba().cutForSearch(plain(text), false)) {
    if (BLANK.test(token)) continue
    const words = token.split(BETWEEN_WORDS)
    for (const [at, word] of words.entries()) {
      place += 1
      if (at > 0 || word === '') before = undefined
      if (word === '') continue
      placed.push({ word: word.slice(0, WORD_MAX), place })
      if (isSign(before) && isSign(word)) placed.push({ word: `${before}${word}`, place })
      before = word
    }
  }
  return placed
}

/** The words somebody asks for; each as the list of signs it is written with in the index. */
export function askedWords(asked: string): string[][] {
  const words: string[][] = []
  for (const part of plain(asked).split(BETWEEN_WORDS)) {
    if (part === '') continue
    let single: string[] = []
    const flush = () => {
      if (single.length > 0) words.push(single)
      single = []
    }
    for (const word of theJieba().cut(part, false)) {
      // signs the dictionary knows no word for stand next to each other in the text too
      if (isSign(word)) single.push(word)
      else {
        flush()
        words.push([word.slice(0, WORD_MAX)])
      }
    }
    flush()
  }
  return words
}
