// Money, days and messages as the workbench writes them.
import { wanTable, yuanGrouped } from '../../src/kernel/money.ts'

/** 1,297,000.00 from 分 in decimal text. */
export const yuan = (fen: string | bigint) => yuanGrouped(BigInt(fen))

/** 129.70 from 分 in decimal text. */
export const wan = (fen: string | bigint) => wanTable(BigInt(fen))

/**
 * What a person typed as 元 as 分 in decimal text; undefined when it is no amount. Full-width digits, thousands commas,
 * a leading ¥ and the 。 that a Chinese keyboard gives for a point are understood.
 */
export function fenOf(typed: string): string | undefined {
  const plain = typed
    .replace(/[０-９．，]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('。', '.')
    .replace(/^[\s¥￥]+|[\s元]+$/g, '')
    .replace(/[,\s]/g, '')
  const match = /^(\d{1,12})(?:\.(\d{0,2}))?$/.exec(plain)
  if (!match) return undefined
  return String(BigInt(match[1]!) * 100n + BigInt((match[2] ?? '').padEnd(2, '0')))
}

/** A day for what belongs to a year: today when it lies in it, else the last day of that year. */
export const dayWithin = (year: number | string, today: string | undefined): string =>
  today?.startsWith(String(year)) ? today : `${year}-12-31`

/** An instant in Beijing time: 2026-11-24 20:15. */
export function moment(iso: string): string {
  return new Date(new Date(iso).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

/** The sum of amounts in 分 in decimal text. */
export function sumFen(amounts: Iterable<string>): string {
  let total = 0n
  for (const amount of amounts) total += BigInt(amount)
  return String(total)
}

/** Orders amounts in 分 in decimal text; exact beyond what a double holds. */
export function byFen(a: string, b: string): number {
  const difference = BigInt(a) - BigInt(b)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
