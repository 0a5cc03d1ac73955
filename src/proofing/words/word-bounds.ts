// Where words begin and end in Chinese text, by the segmenter; its dictionary is loaded when it is first needed.
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

export type WordBounds = { has(offset: number): boolean }

let segmenter: Jieba | undefined

/** The boundaries of a text, worked out when one is asked for. */
export function wordBounds(text: string): WordBounds {
  let bounds: Set<number> | undefined
  return {
    has(offset) {
      bounds ??= boundsOf(text)
      return bounds.has(offset)
    },
  }
}

function boundsOf(text: string): Set<number> {
  segmenter ??= Jieba.withDict(dict)
  const bounds = new Set([0])
  let at = 0
  for (const word of segmenter.cut(text, false)) {
    at += word.length
    bounds.add(at)
  }
  return bounds
}
