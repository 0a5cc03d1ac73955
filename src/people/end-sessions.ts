// End all sessions of a person at once: a lost phone, a post that was left.
import { z } from 'zod'
import { command, Id } from '../platform/index.ts'
import { endSessions } from './sessions.ts'

/** End every session of a person. */
export const endPersonSessions = command({
  name: 'people.end-sessions',
  title: '强制退出登录',
  access: ['admin'],
  input: z.strictObject({ person_id: Id }),
  output: z.object({ ended_sessions: z.number() }),
  async run(tx, _call, { person_id }) {
    return { ended_sessions: await endSessions(tx, person_id) }
  },
})
