// Give somebody who forgot a password a new first one; the second factor stays as it is.
import { z } from 'zod'
import { command, Id } from '../platform/index.ts'
import { hashPassword } from './passwords.ts'
import { noSuchPerson } from './refusals.ts'
import { endSessions } from './sessions.ts'

/** Reset a person's password to a first one that must be changed; all their sessions end. */
export const resetPassword = command({
  name: 'people.reset-password',
  title: '重置密码',
  access: ['admin'],
  secrets: ['password'],
  input: z.strictObject({
    person_id: Id,
    password: z.string().min(10, '密码至少 10 个字符').max(128),
    must_change: z.boolean().default(true),
  }),
  output: z.object({ ended_sessions: z.number() }),
  async run(tx, call, { person_id, password, must_change }) {
    const changed =
      await tx`update people.credentials set password_hash = ${await hashPassword(password)}, must_change = ${must_change},
      changed_at = ${call.at}, failed_count = 0, locked_until = null where person_id = ${person_id} returning 1`
    if (changed.length === 0) throw noSuchPerson({ person_id: String(person_id) })
    return { ended_sessions: await endSessions(tx, person_id) }
  },
})
