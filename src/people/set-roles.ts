// Give a person other roles; the change counts from the next request on.
import { z } from 'zod'
import { command, Id } from '../platform/index.ts'
import { lastAdmin, noSuchPerson, unknownRole } from './refusals.ts'
import { type Role, roleNames } from './roles.ts'

/** Replace a person's roles; the last system administrator cannot be taken away. */
export const setRoles = command({
  name: 'people.set-roles',
  title: '调整角色',
  access: ['admin'],
  input: z.strictObject({ person_id: Id, roles: z.array(z.string()).max(10) }),
  output: z.object({ roles: z.array(z.string()) }),
  async run(tx, call, { person_id, roles }) {
    for (const role of roles) if (!roleNames.includes(role as Role)) throw unknownRole({ role })
    const [person] = await tx`select id from people.persons where id = ${person_id} and left_on is null for update`
    if (!person) throw noSuchPerson({ person_id: String(person_id) })
    // two administrators who take the role from each other at once must see what the other did
    await tx`select 1 from people.person_roles where role = 'admin' order by person_id for update`
    await tx`delete from people.person_roles where person_id = ${person_id} and not (role = any(${roles}))`
    for (const role of roles) {
      await tx`insert into people.person_roles (person_id, role, granted_at, granted_by)
        values (${person_id}, ${role}, ${call.at}, ${call.actor.name}) on conflict do nothing`
    }
    const admins = await tx`select 1 from people.person_roles r join people.persons p on p.id = r.person_id
      where r.role = 'admin' and p.left_on is null limit 1`
    if (admins.length === 0) throw lastAdmin()
    return { roles }
  },
})
