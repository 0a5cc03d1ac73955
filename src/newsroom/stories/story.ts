// A story's row and its versions, for the commands of this module.
import { createHash } from 'node:crypto'
import { type Call, canonicalJson, type Sql } from '../../platform/index.ts'
import type { Cover } from '../media/media-vocabulary.ts'
import { lockedCopy, noSuchSection, noSuchStory, noSuchTopic, noSuchVersion, notEditable } from '../refusals.ts'
import { type Body, readBody } from '../text/body.ts'
import { bodyHtml, bodyText, countCharacters } from '../text/render-body.ts'
import type { AiUse, ChannelKind, Lane, Origin, StoryState } from '../vocabulary.ts'
import { STATES } from '../vocabulary.ts'

/** Who may write: everybody who gathers, edits or answers for the news. */
export const WRITERS = ['editor', 'operations', 'director'] as const

export type Repost = { unit: string; author: string; headline: string; url: string; published_on: string | null }

export type Story = {
  id: bigint
  headline: string
  section: string
  state: StoryState
  origin: Origin
  lane: Lane
  topic: string
  importance: 'ordinary' | 'important'
  channels: ChannelKind[]
  tags: string[]
  segments: string[]
  themes: string[]
  assignment_id: bigint | null
  cover: Cover | null
  byline: Record<string, string>
  repost: Repost | null
  ai: AiUse
  due_at: Date | null
  locked_at: Date | null
  version_no: number
  edition_no: number
  submission_id: bigint | null
  created_by_id: string
  created_by: string
}

export type Version = {
  story_id: bigint
  version_no: number
  author_id: string
  author: string
  saved_at: Date
  headline: string
  lead: string
  body: Body
  body_html: string
  body_text: string
  char_count: number
}

/** The story, locked for this transaction: whatever is decided about it is decided on what it is now. */
export async function lockStory(tx: Sql, storyId: bigint): Promise<Story> {
  const [story] = await tx<Story[]>`select * from newsroom.stories where id = ${storyId} for update`
  if (!story) throw noSuchStory({ story_id: String(storyId) })
  return story
}

/** Throws unless the story can be written now. */
export function mustBeEditable(story: Story): void {
  if (story.state !== 'draft' && story.state !== 'returned') throw notEditable({ state: STATES[story.state] })
}

export async function findVersion(tx: Sql, storyId: bigint, versionNo: number): Promise<Version> {
  const [version] = await tx<Version[]>`
    select * from newsroom.versions where story_id = ${storyId} and version_no = ${versionNo}`
  if (!version) throw noSuchVersion({ version_no: versionNo })
  return version
}

export type NewVersion = { headline: string; lead: string; body: unknown }

/** Appends a version and makes it the newest; returns its number. */
export async function appendVersion(
  tx: Sql,
  call: Call,
  story: Pick<Story, 'id' | 'version_no' | 'edition_no' | 'locked_at'>,
  kind: 'saved' | 'restored' | 'imported',
  text: NewVersion,
): Promise<number> {
  if (story.locked_at) throw lockedCopy()
  const body = readBody(text.body)
  const plain = bodyText(body)
  const digest = createHash('sha256')
    .update(canonicalJson({ headline: text.headline, lead: text.lead, body }))
    .digest()
  const version_no = story.version_no + 1
  await tx`insert into newsroom.versions (story_id, version_no, edition_no, kind, author_id, author, saved_at, headline, lead,
      body, body_html, body_text, char_count, digest)
    values (${story.id}, ${version_no}, ${story.edition_no}, ${kind}, ${call.actor.id}, ${call.actor.name}, ${call.at},
      ${text.headline}, ${text.lead}, ${tx.json(body as never)}, ${bodyHtml(body)}, ${plain}, ${countCharacters(plain)}, ${digest})`
  await tx`update newsroom.stories set version_no = ${version_no}, headline = ${text.headline}, changed_at = ${call.at}
    where id = ${story.id}`
  return version_no
}

/** Throws unless the section is open. */
export async function mustBeOpenSection(tx: Sql, section: string): Promise<void> {
  const [row] = await tx`select 1 from newsroom.columns where name = ${section} and closed_at is null`
  if (!row) throw noSuchSection({ section })
}

export type Topic = { code: string; title: string; needs_superior: boolean }

/** The class of topic as it stands on a day. */
export async function topicOn(tx: Sql, code: string, day: string): Promise<Topic> {
  const [topic] = await tx<Topic[]>`select code, title, needs_superior from newsroom.topics
    where code = ${code} and effective_from <= ${day} and coalesce(effective_to, 'infinity') >= ${day}`
  if (!topic) throw noSuchTopic({ topic: code })
  return topic
}
