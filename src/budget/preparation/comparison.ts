// Two versions of a budget side by side: by line number, with the difference in 元 and in percent. Pure.
import { displayTable } from '../../kernel/index.ts'
import type { Category } from '../vocabulary.ts'
import { CLASSES, classOf } from './words.ts'

export type Compared = {
  line_no: string
  title: string
  section: string
  side: 'income' | 'expenditure'
  category: Category | null
  amount_fen: bigint
}
export type Difference = {
  line_no: string
  title: string
  section: string
  class_title: string
  before_fen: bigint | null
  after_fen: bigint | null
  difference_fen: bigint
  /** 12.50%, 不适用 for what was not there before */
  rate: string
}

/** One row a line number, in the order of numbers; a line only one version has is null in the other. */
export function compared(before: readonly Compared[], after: readonly Compared[]): Difference[] {
  const old = new Map(before.map(one => [one.line_no, one]))
  const now = new Map(after.map(one => [one.line_no, one]))
  const numbers = [...new Set([...now.keys(), ...old.keys()])].sort()
  return numbers.map(line_no => {
    const [was, is] = [old.get(line_no), now.get(line_no)]
    const shown = (is ?? was)!
    const difference_fen = (is?.amount_fen ?? 0n) - (was?.amount_fen ?? 0n)
    const base = was?.amount_fen ?? 0n
    return {
      line_no,
      title: shown.title,
      section: shown.section,
      class_title: CLASSES[classOf(shown)],
      before_fen: was?.amount_fen ?? null,
      after_fen: is?.amount_fen ?? null,
      difference_fen,
      rate: displayTable('%', base === 0n ? null : { num: difference_fen, den: base }),
    }
  })
}
