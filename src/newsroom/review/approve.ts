// The approved edition: the renditions the reviewers saw, frozen as rows. Nothing else may be released.
import type { Call, Sql } from '../../platform/index.ts'
import { digestsOf, makePublic } from '../media/media-queries.ts'
import { endAssignmentOf } from '../planning/assignments.ts'
import { editionBroken, noSuchEdition } from '../refusals.ts'
import { type Rendition, renditionsHash } from '../renditions/derive.ts'
import type { Story } from '../stories/story.ts'
import type { Submission } from './submission.ts'

/** Makes the edition of a submission that passed every step; returns its id. */
export async function approve(tx: Sql, call: Call, story: Story, submission: Submission): Promise<bigint> {
  const [final] = await tx<{ person_id: string | null; person: string }[]>`
    select person_id, person from newsroom.decisions where submission_id = ${submission.id} and step = 'review3'`
  const [edition] = await tx<{ id: bigint }[]>`
    insert into newsroom.editions (story_id, edition_no, submission_id, content_hash, approved_at, approved_by_id, approved_by)
    values (${story.id}, ${story.edition_no + 1}, ${submission.id}, ${submission.content_hash}, ${call.at},
      ${final!.person_id}, ${final!.person}) returning id`
  for (const { channel_kind, title, lead, body_html, body_text, cover, extra } of submission.renditions) {
    await tx`insert into newsroom.renditions (edition_id, channel_kind, title, lead, body_html, body_text, cover, extra)
      values (${edition!.id}, ${channel_kind}, ${title}, ${lead}, ${body_html}, ${body_text},
        ${cover && tx.json(cover as never)}, ${tx.json(extra as never)})`
  }
  await makePublic(tx, digestsOf(submission.renditions), call.at)
  if (story.assignment_id !== null) await endAssignmentOf(tx, story.assignment_id, call.at, story.created_by)
  await tx`update newsroom.stories set edition_no = edition_no + 1 where id = ${story.id}`
  await approvedEdition(tx, edition!.id)
  return edition!.id
}

export type Edition = {
  id: bigint
  story_id: bigint
  edition_no: number
  content_hash: Buffer
  approved_at: Date
  approved_by: string
  headline: string
  section: string
  is_example: boolean
}

/** The renditions of an edition, one a kind of channel. */
export function editionRenditions(tx: Sql, editionId: bigint): Promise<Rendition[]> {
  return tx<Rendition[]>`select channel_kind, title, lead, body_html, body_text, cover, extra
    from newsroom.renditions where edition_id = ${editionId} order by channel_kind`
}

/** An approved edition. Refuses one that is not there, or whose renditions no longer give the hash that was approved. */
export async function approvedEdition(tx: Sql, editionId: bigint): Promise<Edition> {
  const [edition] = await tx<Edition[]>`
    select e.id, e.story_id, e.edition_no, e.content_hash, e.approved_at, e.approved_by, u.headline, s.section, s.is_example
    from newsroom.editions e join newsroom.stories s on s.id = e.story_id
    join newsroom.submissions u on u.id = e.submission_id where e.id = ${editionId}`
  if (!edition) throw noSuchEdition()
  const hash = renditionsHash(await editionRenditions(tx, editionId))
  if (!hash.equals(edition.content_hash)) throw editionBroken({ edition_id: String(editionId) })
  return edition
}
