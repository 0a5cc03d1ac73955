// A release made ready for its channel: the approved rendition with its pictures' bytes, its key and our own page's address.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { findAccount, type Parcel, type Picture, recipientsOf } from '../../channels/index.ts'
import { approvedEdition } from '../../newsroom/index.ts'
import type { Sql } from '../../platform/index.ts'
import { renditionFor } from './put-on-site.ts'
import type { Release } from './release.ts'

/** Where the bytes of a kept file lie, by its digest. */
export type PathOf = (digest: string) => string

/** Names a delivery for ever: the same edition to the same account has the same key. */
export function keyOf({ story_id, account_id, edition_id, content_hash }: Release): string {
  const hash = createHash('sha256')
    .update(`${edition_id}|${account_id}|${content_hash.toString('hex')}`)
    .digest('hex')
  return `${story_id}-${hash.slice(0, 20)}`
}

const MEDIA = /\/media\/([0-9a-f]{64})\.(jpe?g|png|gif|mp4)/
const TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  mp4: 'video/mp4',
}
const PICTURES_MAX = 50

async function pictureOf(pathOf: PathOf, src: string): Promise<Picture | null> {
  const found = MEDIA.exec(src)
  if (!found) return null
  const [, digest = '', suffix = ''] = found
  const bytes = await readFile(pathOf(digest)).catch(() => undefined)
  return bytes ? { src, bytes, type: TYPES[suffix]!, name: `${digest.slice(0, 12)}.${suffix}` } : null
}

const sourcesIn = (html: string) =>
  [...html.matchAll(/<img[^>]* src="([^"]+)"/g)].map(match => match[1]!).slice(0, PICTURES_MAX)

/** Our page of the story on a site that shows it. */
async function linkOf(tx: Sql, storyId: bigint): Promise<string> {
  const [row] = await tx<{ url: string }[]>`
    select r.url from publishing.articles a join publishing.releases r on r.id = a.release_id
    join channels.accounts s on s.id = a.site_id and s.adapter = 'site'
    where a.story_id = ${storyId} and a.withdrawn_at is null and r.url like 'http%' order by a.site_id limit 1`
  if (row) return row.url
  const [site] = await tx<{ address: string }[]>`
    select address from channels.accounts where adapter = 'site' and state = 'active' and address <> '' order by id limit 1`
  return site?.address ?? ''
}

/** Everything a channel needs, read in one transaction; bytes are fetched by the returned function. */
export async function parcelOf(tx: Sql, release: Release, pathOf: PathOf): Promise<() => Promise<Parcel>> {
  const edition = await approvedEdition(tx, release.edition_id)
  const rendition = await renditionFor(tx, release.edition_id, release.channel_kind)
  const account = await findAccount(tx, release.account_id)
  const frozen = new Date(String(release.progress.recipients_at ?? release.requested_at.toISOString()))
  const recipients = account.kind === 'sms' ? await recipientsOf(tx, account.id, frozen) : []
  const link = await linkOf(tx, release.story_id)
  const { title, lead, body_html, body_text, extra, cover } = rendition!
  const byline = (extra.byline ?? {}) as Record<string, string>
  return async () => {
    const pictures = await Promise.all(sourcesIn(body_html).map(src => pictureOf(pathOf, src)))
    const video = typeof extra.video === 'string' ? await pictureOf(pathOf, extra.video) : null
    return {
      key: keyOf(release),
      release_id: String(release.id),
      story_id: String(release.story_id),
      edition_no: edition.edition_no,
      version: edition.edition_no,
      title,
      lead,
      body_html,
      body_text,
      section: edition.section,
      author: byline.reporter ?? '',
      editor: byline.editor ?? '',
      published_on: edition.approved_at.toISOString(),
      link,
      cover: cover ? await pictureOf(pathOf, String((cover as { src?: string }).src ?? cover.media_id)) : null,
      pictures: pictures.filter(one => one !== null),
      video,
      recipients,
      extra,
    }
  }
}
