// Standards as rows with a period: the one that holds on a day, the nearest rank first. Pure, and the read of the rows.
import type { Day, Fen } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'

export type Standard = {
  id: bigint
  kind: string
  item: string
  class: string
  rank: string
  unit: string
  limit_fen: Fen
  effective_from: Day
  effective_to: Day | null
  source: string
  confirmed: boolean
}

type Wanted = { kind: string; item: string; class?: string; rank?: string; on: Day }

/** The standard for a class and a rank on a day: one for just this rank before one for everybody; undefined when none holds. */
export function standardOf(standards: readonly Standard[], wanted: Wanted): Standard | undefined {
  const { kind, item, on } = wanted
  const hold = standards.filter(
    one =>
      one.kind === kind &&
      one.item === item &&
      (one.class === (wanted.class ?? '') || one.class === '') &&
      (one.rank === (wanted.rank ?? '') || one.rank === '') &&
      one.effective_from <= on &&
      (one.effective_to === null || one.effective_to >= on),
  )
  const nearness = (one: Standard) => (one.class === '' ? 0 : 2) + (one.rank === '' ? 0 : 1)
  return hold.sort((a, b) => nearness(b) - nearness(a) || b.effective_from.localeCompare(a.effective_from))[0]
}

export function readStandards(tx: Sql): Promise<Standard[]> {
  return tx<Standard[]>`
    select id, kind, item, class, rank, unit, limit_fen, effective_from, effective_to, source, confirmed
    from spending.standards order by kind, item, class, rank, effective_from`
}
