// Leaving the unit or moving to another section, as rows; handover/ decides when it may happen.
import type { Day } from '../kernel/index.ts'
import type { Sql } from '../platform/index.ts'
import { lastAdmin, noSuchPerson } from './refusals.ts'
import { endSessions } from './sessions.ts'

export type PersonHere = { id: bigint; name: string; section_id: bigint | null; section: string | null; post: string }

/**
 * A person who is here, held so that nobody leaves while something is put in their name. Refuses whoever left or never
 * was (people.no-such-person).
 */
export async function personHere(tx: Sql, personId: bigint): Promise<PersonHere> {
  const [row] = await tx<PersonHere[]>`
    select p.id, p.name, p.section_id, s.name section, p.post from people.persons p
    left join people.sections s on s.id = p.section_id
    where p.id = ${personId} and p.left_on is null for share of p`
  if (!row) throw noSuchPerson({ person_id: String(personId) })
  return row
}

/** Locks a person who is here against everything that would be put in their name. */
export async function lockPersonHere(tx: Sql, personId: bigint): Promise<PersonHere> {
  await tx`select 1 from people.persons where id = ${personId} for no key update`
  return personHere(tx, personId)
}

/** The person leaves: no sign-in from now on, every session ends. The last system administrator cannot. */
export async function personLeaves(tx: Sql, personId: bigint, onDate: Day): Promise<void> {
  await tx`select 1 from people.person_roles where role = 'admin' order by person_id for update`
  await tx`update people.persons set left_on = ${onDate} where id = ${personId}`
  const admins = await tx`select 1 from people.person_roles r join people.persons p on p.id = r.person_id
    where r.role = 'admin' and p.left_on is null limit 1`
  const wasAdmin = await tx`select 1 from people.person_roles where role = 'admin' and person_id = ${personId}`
  if (wasAdmin.length > 0 && admins.length === 0) throw lastAdmin()
  await endSessions(tx, personId)
}

/** The person moves to another section and post. */
export async function personMoves(tx: Sql, personId: bigint, sectionId: bigint, post: string): Promise<void> {
  await tx`update people.persons set section_id = ${sectionId}, post = ${post} where id = ${personId}`
}
