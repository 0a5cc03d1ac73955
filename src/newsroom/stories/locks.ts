// Who is writing a story: advisory. Others see the name and may take over; the version check decides, never the lock.
import { z } from 'zod'
import { type Call, command, Id, type Sql } from '../../platform/index.ts'
import { lockStory, mustBeEditable, WRITERS } from './story.ts'

/** Notes that the caller is writing, unless somebody else is. */
export async function noteWriting(tx: Sql, call: Call, storyId: bigint): Promise<void> {
  await tx`insert into newsroom.locks (story_id, person_id, person, taken_at, seen_at)
    values (${storyId}, ${call.actor.id}, ${call.actor.name}, ${call.at}, ${call.at})
    on conflict (story_id) do update set seen_at = excluded.seen_at where locks.person_id = excluded.person_id`
}

/** Take a story over to write it: from nobody, from oneself in another window, or from a colleague who is told. */
export const takeOver = command({
  name: 'newsroom.take-over',
  title: '接着写',
  access: WRITERS,
  input: z.strictObject({ story_id: Id }),
  output: z.object({ from: z.string().nullable() }),
  async run(tx, call, { story_id }) {
    mustBeEditable(await lockStory(tx, story_id))
    const [before] = await tx<{ person: string }[]>`
      select person from newsroom.locks where story_id = ${story_id} and person_id <> ${call.actor.id}`
    await tx`insert into newsroom.locks (story_id, person_id, person, taken_at, seen_at)
      values (${story_id}, ${call.actor.id}, ${call.actor.name}, ${call.at}, ${call.at})
      on conflict (story_id) do update set person_id = excluded.person_id, person = excluded.person,
        taken_at = excluded.taken_at, seen_at = excluded.seen_at`
    return { from: before?.person ?? null }
  },
})
