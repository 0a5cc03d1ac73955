// Who may take a step: those who hold its role, and those who act for one of them on the day. Never the applicant, never twice,
// and nobody whom the applicant named to act in another's place.
import type { Day } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'

/** `for_person`: in whose place, null for the holder of the role; `named_by_id`: who let him act there. */
export type Eligible = { person_id: bigint; person: string; for_person: string | null; named_by_id: string | null }

/** Everybody who can act in a role on a day: its holders first, then their reliefs. */
export async function holdersOf(tx: Sql, role: string, on: Day): Promise<Eligible[]> {
  return tx<Eligible[]>`
    select p.id person_id, p.name person, null for_person, null named_by_id from people.person_roles r join people.persons p on p.id = r.person_id
    where r.role = ${role} and p.left_on is null
    union all
    select b.id, b.name, a.name, x.named_by_id from spending.reliefs x join people.persons a on a.id = x.person_id
    join people.persons b on b.id = x.relief_id
    join people.person_roles r on r.person_id = a.id and r.role = x.role
    where x.role = ${role} and x.ended_at is null and ${on}::date between x.from_day and x.to_day
      and b.left_on is null and a.left_on is null
      and not exists (select from people.person_roles own where own.person_id = b.id and own.role = x.role)`
}

/** Whether he stands there because the applicant chose him: then he does not act on the applicant's claims. */
export const chosenBy = (one: Eligible, applicant_id: bigint) => one.named_by_id === String(applicant_id)

/** Those of them who may decide: not the applicant, nobody whom he chose, and nobody who decided in this round. */
export function eligibleFor(
  holders: readonly Eligible[],
  taken: { applicant_id: bigint; decided: readonly bigint[] },
): Eligible[] {
  const { applicant_id, decided } = taken
  return holders.filter(
    one => one.person_id !== applicant_id && !chosenBy(one, applicant_id) && !decided.includes(one.person_id),
  )
}

/**
 * Whether every step can be taken by somebody of his own: a small search, since a step may have few holders. Returns the
 * furthest step that nobody is left for, or undefined when all can be taken.
 */
export function firstStuck(steps: readonly (readonly bigint[])[], taken: readonly bigint[] = []): number | undefined {
  const [first, ...rest] = steps
  if (first === undefined) return undefined
  let stuck = taken.length
  for (const person of first) {
    if (taken.includes(person)) continue
    const further = firstStuck(rest, [...taken, person])
    if (further === undefined) return undefined
    stuck = Math.max(stuck, further)
  }
  return stuck
}
