// Approval routes: which one a claim takes, by kind and amount. Pure, and the read of the rows.
import type { Day, Fen } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'
import type { Kind } from '../vocabulary.ts'

export type RouteStep = { title: string; role: string }
export type Route = {
  id: bigint
  kind: Kind | null
  from_fen: Fen
  steps: RouteStep[]
  effective_from: Day
  effective_to: Day | null
  source: string
  confirmed: boolean
}

type Period = { effective_from: Day; effective_to: Day | null }

/** Whether a rule holds on a day. */
export const holdsOn = (rule: Period, on: Day) =>
  rule.effective_from <= on && (rule.effective_to === null || rule.effective_to >= on)

/** The route of a claim: one for its kind before one for all kinds, then the highest amount reached, then the newest. */
export function routeFor(routes: readonly Route[], claim: { kind: Kind; amount_fen: Fen; on: Day }): Route | undefined {
  return routes
    .filter(one => (one.kind === null || one.kind === claim.kind) && one.from_fen <= claim.amount_fen)
    .filter(one => holdsOn(one, claim.on))
    .sort(
      (a, b) =>
        Number(b.kind !== null) - Number(a.kind !== null) ||
        (a.from_fen < b.from_fen ? 1 : a.from_fen > b.from_fen ? -1 : 0) ||
        b.effective_from.localeCompare(a.effective_from),
    )[0]
}

export function readRoutes(tx: Sql): Promise<Route[]> {
  return tx<Route[]>`select id, kind, from_fen, steps, effective_from, effective_to, source, confirmed
    from spending.routes order by kind nulls first, from_fen, effective_from`
}
