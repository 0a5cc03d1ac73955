// Two versions of a budget side by side: by line number, with the difference in 元 and in percent, and what else changed; the classes
// of both summed, each line under the class it had in that version. Pure.
import { displayTable, yuanGrouped } from '../../kernel/index.ts'
import type { Category } from '../vocabulary.ts'
import { CLASSES, classOf, type PlanClass } from './words.ts'

export type Compared = {
  line_no: string
  title: string
  section: string
  side: 'income' | 'expenditure'
  category: Category | null
  amount_fen: bigint
  /** how the amount comes about; lines of an adopted budget do not say */
  quantity?: number
  quantity_unit?: string
  times?: number
  times_unit?: string
  price_fen?: bigint | string
}
type Amounts = { before_fen: bigint | null; after_fen: bigint | null; difference_fen: bigint; rate: string }
export type Difference = Amounts & {
  line_no: string
  title: string
  section: string
  class_title: string
  /** what differs besides the amount, before → after; empty when nothing does */
  changes: string[]
}
export type ClassDifference = Amounts & { class_title: string }

/** 12.50%, 不适用 for what was not there before. */
function amounts(before_fen: bigint | null, after_fen: bigint | null): Amounts {
  const difference_fen = (after_fen ?? 0n) - (before_fen ?? 0n)
  const base = before_fen ?? 0n
  const rate = displayTable('%', base === 0n ? null : { num: difference_fen, den: base })
  return { before_fen, after_fen, difference_fen, rate }
}

/** 3台 × 2次 × 8,000.00; nothing where the version does not say. */
function how(one: Compared): string {
  if (one.quantity === undefined || one.price_fen === undefined) return ''
  const times = (one.times ?? 1) > 1 || one.times_unit ? ` × ${one.times ?? 1}${one.times_unit ?? ''}` : ''
  return `${one.quantity}${one.quantity_unit ?? ''}${times} × ${yuanGrouped(BigInt(one.price_fen))}`
}

function changesOf(was: Compared | undefined, is: Compared | undefined): string[] {
  if (!was || !is) return []
  const pairs = [
    [was.title, is.title],
    [was.section, is.section],
    [CLASSES[classOf(was)], CLASSES[classOf(is)]],
    [how(was), how(is)],
  ] as const
  return pairs.filter(([a, b]) => a !== b && a !== '' && b !== '').map(([a, b]) => `${a} → ${b}`)
}

/** One row a line number, in the order of numbers; a line only one version has is null in the other. */
export function compared(before: readonly Compared[], after: readonly Compared[]): Difference[] {
  const old = new Map(before.map(one => [one.line_no, one]))
  const now = new Map(after.map(one => [one.line_no, one]))
  // G99 before G100
  const numbers = [...new Set([...now.keys(), ...old.keys()])].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )
  return numbers.map(line_no => {
    const [was, is] = [old.get(line_no), now.get(line_no)]
    const { title, section, ...shown } = (is ?? was)!
    const fens = amounts(was?.amount_fen ?? null, is?.amount_fen ?? null)
    return { line_no, title, section, class_title: CLASSES[classOf(shown)], changes: changesOf(was, is), ...fens }
  })
}

/** The sums of each class that one of the versions has, and of all spending. */
export function classesCompared(before: readonly Compared[], after: readonly Compared[]): ClassDifference[] {
  const sum = (of: readonly Compared[], fits: (key: PlanClass) => boolean) => {
    const own = of.filter(one => fits(classOf(one)))
    return own.length === 0 ? null : own.reduce((total, one) => total + one.amount_fen, 0n)
  }
  const rows = (Object.keys(CLASSES) as PlanClass[]).map(key => {
    const is = (one: PlanClass) => one === key
    return { class_title: CLASSES[key], ...amounts(sum(before, is), sum(after, is)) }
  })
  const spending = (one: PlanClass) => one !== 'income'
  const all = { class_title: '支出合计', ...amounts(sum(before, spending), sum(after, spending)) }
  return [...rows, all].filter(row => row.before_fen !== null || row.after_fen !== null)
}
