// Take a second factor away: the telephone with the authenticator is lost, and its owner could never sign in again.
import { z } from 'zod'
import { command, Id } from '../platform/index.ts'
import { noSecondFactor } from './refusals.ts'
import { endSessions } from './sessions.ts'

/** Remove a person's second factor and end every session: whoever has the telephone is out at once. */
export const removeSecondFactor = command({
  name: 'people.remove-second-factor',
  title: '取消动态码',
  access: ['admin'],
  input: z.strictObject({ person_id: Id }),
  output: z.object({ ended_sessions: z.number() }),
  async run(tx, _call, { person_id }) {
    const removed =
      await tx`update people.credentials set totp_secret = null, totp_confirmed_at = null, totp_last_step = null
      where person_id = ${person_id} and totp_confirmed_at is not null returning 1`
    if (removed.length === 0) throw noSecondFactor()
    return { ended_sessions: await endSessions(tx, person_id) }
  },
})
