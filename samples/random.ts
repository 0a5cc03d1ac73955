// Deterministic numbers for the samples: the same seed always gives the same books.

export type Random = { next(): number; between(low: number, high: number): number; pick<T>(from: readonly T[]): T }

/** A small generator (mulberry32) from a whole-number seed. */
export function random(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    pick: from => from[Math.floor(next() * from.length)]!,
  }
}

/** Splits an amount into positive whole parts in proportion to weights; the parts sum to the amount exactly. */
export function split(total: bigint, weights: readonly number[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const parts = weights.map(weight => BigInt(Math.floor((Number(total) * weight) / sum)))
  let rest = total - parts.reduce((a, b) => a + b, 0n)
  for (let at = 0; rest > 0n; at = (at + 1) % parts.length, rest -= 1n) parts[at]! += 1n
  return parts
}
