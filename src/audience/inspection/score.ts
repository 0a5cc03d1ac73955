// What an inspection comes to: a veto fails it; else full marks less deductions, each with its cap, and a capped bonus. Pure.

export type Weighed = {
  kind: 'veto' | 'deduct' | 'bonus'
  outcome: 'fine' | 'found' | 'not_applicable' | null
  hits: number
  points_cent: number
  points_max_cent: number
}
export type Scheme = { full_cent: number; bonus_max_cent: number; pass_cent: number }

/** Points of one line, taken off or added: hits times points, up to the line's cap. */
export function pointsOf({ outcome, hits, points_cent, points_max_cent }: Weighed): number {
  return outcome === 'found' ? Math.min(hits * points_cent, points_max_cent) : 0
}

export function scoreOf(
  lines: readonly Weighed[],
  scheme: Scheme,
): { score_cent: number; passed: boolean; vetoed: boolean } {
  const sum = (kind: Weighed['kind']) =>
    lines.filter(line => line.kind === kind).reduce((total, line) => total + pointsOf(line), 0)
  const vetoed = lines.some(line => line.kind === 'veto' && line.outcome === 'found')
  const kept = Math.max(0, scheme.full_cent - sum('deduct'))
  const score_cent = vetoed ? 0 : kept + Math.min(sum('bonus'), scheme.bonus_max_cent)
  return { score_cent, passed: !vetoed && score_cent >= scheme.pass_cent, vetoed }
}
