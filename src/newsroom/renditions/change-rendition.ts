// What all changes of a channel's copy share: the story may be edited and goes to the channel, the copy is the one they stand on.
import type { Call, Sql } from '../../platform/index.ts'
import { editedMeanwhile, lockedCopy, noSuchRendition } from '../refusals.ts'
import { lockStory, mustBeEditable } from '../stories/story.ts'
import { CHANNEL_KINDS, type ChannelKind } from '../vocabulary.ts'

type About = { story_id: bigint; channel_kind: ChannelKind; version_no: number }
type Columns = Record<string, unknown>

/** Locks the story; refuses when its copy for the channel may not be changed. `fixed_too`: also beside a fixed text (通稿). */
export async function mustBeOpen(tx: Sql, { story_id, channel_kind }: About, fixed_too = false): Promise<void> {
  const story = await lockStory(tx, story_id)
  mustBeEditable(story)
  if (story.locked_at && !fixed_too) throw lockedCopy()
  if (!story.channels.includes(channel_kind)) throw noSuchRendition({ channel: CHANNEL_KINDS[channel_kind] })
}

/** The copy's further facts; refuses when it is no longer the version the change stands on (0: there is none yet). */
export async function mustBeVersion(tx: Sql, about: About): Promise<Record<string, unknown>> {
  const { story_id, channel_kind, version_no } = about
  const [before] = await tx<{ version_no: number; changed_by: string; extra: Record<string, unknown> }[]>`
    select version_no, changed_by, extra from newsroom.working_renditions
    where story_id = ${story_id} and channel_kind = ${channel_kind}`
  if ((before?.version_no ?? 0) !== version_no)
    throw editedMeanwhile({ version_no: before?.version_no ?? 0, by: before?.changed_by ?? '' })
  return before?.extra ?? {}
}

/** Writes these columns of the copy as its next version. */
export async function writeVersion(
  tx: Sql,
  call: Call,
  about: About,
  columns: Columns,
): Promise<{ version_no: number }> {
  const { story_id, channel_kind, version_no } = about
  const set = { ...columns, changed_at: call.at, changed_by_id: call.actor.id, changed_by: call.actor.name }
  await tx`insert into newsroom.working_renditions ${tx({ story_id, channel_kind, version_no: 1, ...set } as never)}
    on conflict (story_id, channel_kind) do update
      set ${tx(set as never)}, version_no = working_renditions.version_no + 1`
  await tx`update newsroom.stories set changed_at = ${call.at} where id = ${story_id}`
  return { version_no: version_no + 1 }
}
