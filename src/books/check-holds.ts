// What must hold of the sheet 指标变动: who holds what of which line, that nothing is given back that was not held, and that what
// 调剂 takes from one line it gives to another.
import { MOVEMENT_KINDS } from '../budget/index.ts'
import { yuanGrouped } from '../kernel/index.ts'
import type { Tell } from './check-import.ts'
import type { Books } from './schema.ts'
import { type AdjustmentKind, actingFen, HOLDING } from './sheet-words.ts'

const SIGNED: readonly AdjustmentKind[] = ['virement', 'allot']
const holding = (kind: AdjustmentKind) => (HOLDING as readonly string[]).includes(kind)
const HOLDS: Partial<Record<AdjustmentKind, 'reserved' | 'committed' | 'in_transit'>> = {
  reserve: 'reserved',
  release: 'reserved',
  commit: 'committed',
  uncommit: 'committed',
  dispatch: 'in_transit',
  arrive: 'in_transit',
}

export function checkHolds(books: Books, tell: Tell): void {
  checkVirements(books, tell)
  const places = new Map<string, string>()
  const held = new Map<string, bigint>()
  books.adjustments.forEach((change, n) => {
    const { kind, amount_fen, matter } = change
    if ((kind === 'allot' || holding(kind)) && !change.section)
      tell('adjustments', n, '科室', kind === 'allot' ? '下达额度要写科室' : `“${MOVEMENT_KINDS[kind]}”要写科室`)
    if (amount_fen < 0n && !SIGNED.includes(kind)) tell('adjustments', n, '金额（元）', '填正数，增减由类型决定')
    if (['commit', 'uncommit', 'dispatch', 'arrive'].includes(kind) && matter === null)
      tell('adjustments', n, '事项号', `“${MOVEMENT_KINDS[kind]}”要写事项号`)
    const place = `${change.line_no}|${change.section}`
    if (matter !== null && (places.get(matter) ?? place) !== place)
      tell('adjustments', n, '事项号', `事项 ${matter} 只能占用一个科室的一个指标`)
    if (matter !== null) places.set(matter, place)
    const hold = HOLDS[kind]
    if (hold === undefined) return
    const signed = actingFen(change)
    for (const key of [`${hold}|${place}`, ...(matter === null ? [] : [`${hold}|${place}|${matter}`])]) {
      const left = (held.get(key) ?? 0n) + signed
      held.set(key, left)
      if (left < 0n) tell('adjustments', n, '金额（元）', `“${MOVEMENT_KINDS[kind]}”超过了在此之前占用的数`)
    }
  })
  books.entries.forEach((entry, n) => {
    if (entry.matter === null) return
    const place = places.get(entry.matter)
    if (place === undefined) tell('entries', n, '事项号', `“指标变动”表里没有事项 ${entry.matter}`)
    else if (place !== `${entry.line_no}|${entry.section}`)
      tell('entries', n, '事项号', `事项 ${entry.matter} 占用的是另一个指标或科室`)
  })
}

function checkVirements({ adjustments }: Books, tell: Tell): void {
  const moved = adjustments.filter(row => row.kind === 'virement').reduce((sum, row) => sum + row.amount_fen, 0n)
  if (moved === 0n) return
  tell('adjustments', -1, '金额（元）', `“调剂”有出有进，各行之和应为 0，现在是 ${yuanGrouped(moved)} 元`)
}
