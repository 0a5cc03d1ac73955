// Change one's own password; every other session ends.
import { z } from 'zod'
import { command } from '../platform/index.ts'
import { hashPassword, passwordMatches, passwordProblem } from './passwords.ts'
import { weakPassword, wrongPassword } from './refusals.ts'
import { endSessions } from './sessions.ts'
import { findUnit } from './structure.ts'

/** Change the caller's password. All sessions end; sign in again with the new one. */
export const changePassword = command({
  name: 'people.change-password',
  title: '修改密码',
  access: 'signed-in',
  secrets: ['current', 'fresh'],
  input: z.strictObject({ current: z.string().max(200), fresh: z.string().max(200) }),
  output: z.object({ ended_sessions: z.number() }),
  async run(tx, call, { current, fresh }) {
    const person = BigInt(call.actor.id)
    const [row] = await tx<{ password_hash: string; login: string }[]>`
      select c.password_hash, p.login from people.credentials c join people.persons p on p.id = c.person_id
      where c.person_id = ${person} for update of c`
    if (!row || !(await passwordMatches(current, row.password_hash))) throw wrongPassword()
    const unit = await findUnit(tx)
    const problem = passwordProblem(fresh, [row.login, unit?.name ?? '', unit?.district ?? ''])
    if (problem) throw weakPassword({ problem })
    await tx`update people.credentials set password_hash = ${await hashPassword(fresh)}, must_change = false,
      changed_at = ${call.at}, failed_count = 0, locked_until = null where person_id = ${person}`
    return { ended_sessions: await endSessions(tx, person) }
  },
})
