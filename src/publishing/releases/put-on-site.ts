// The channels that are ours: a release becomes an article of the site, or of the account in the fediverse, in the transaction
// it is released in.

import { createHash } from 'node:crypto'
import { type Account, findAccount } from '../../channels/index.ts'
import { dayOf } from '../../kernel/index.ts'
import { approvedEdition, type Edition, editionRenditions, type Rendition } from '../../newsroom/index.ts'
import { type Call, canonicalJson, type Sql } from '../../platform/index.ts'
import { indexDocument } from '../../platform/search/index.ts'
import { announceChange } from '../announce/hub.ts'
import { tellArticle } from '../fediverse/activities.ts'
import { objectId } from '../fediverse/addresses.ts'
import { moveRelease, noteEvent, type Release } from './release.ts'

/** The hash of one rendition: what a release carries and a patrol compares with. */
export function renditionHash({ title, lead, body_html, body_text, cover, extra }: Rendition): Buffer {
  return createHash('sha256').update(canonicalJson({ title, lead, body_html, body_text, cover, extra })).digest()
}

/** The rendition of an account's kind, when the edition has one. */
export async function renditionFor(tx: Sql, editionId: bigint, kind: string): Promise<Rendition | undefined> {
  const all = await editionRenditions(tx, editionId)
  return all.find(one => one.channel_kind === kind)
}

async function writeArticle(
  tx: Sql,
  call: Call,
  { release, edition, rendition, note }: { release: Release; edition: Edition; rendition: Rendition; note: string },
): Promise<{ slug: string; site: Account }> {
  const { title, lead, body_html, body_text, cover, extra } = rendition
  const slug = `${dayOf(call.at).replaceAll('-', '')}-${release.story_id}`
  const corrections = note ? [{ at: call.at.toISOString(), note, edition_no: edition.edition_no }] : []
  const [row] = await tx<{ id: bigint; slug: string; published_at: Date; is_new: boolean }[]>`
    insert into publishing.articles (site_id, slug, story_id, edition_id, release_id, title, lead, body_html, body_text, cover,
      section, tags, extra, content_hash, published_at, updated_at, corrections, is_example)
    values (${release.account_id}, ${slug}, ${release.story_id}, ${release.edition_id}, ${release.id}, ${title}, ${lead},
      ${body_html}, ${body_text}, ${cover && tx.json(cover as never)}, ${edition.section}, ${(extra.tags ?? []) as string[]},
      ${tx.json(extra as never)}, ${release.content_hash}, ${call.at}, ${call.at}, ${tx.json(corrections)}, ${release.is_example})
    on conflict on constraint story_stands_once_on_a_site do update set edition_id = excluded.edition_id,
      release_id = excluded.release_id, title = excluded.title, lead = excluded.lead, body_html = excluded.body_html,
      body_text = excluded.body_text, cover = excluded.cover, section = excluded.section, tags = excluded.tags,
      extra = excluded.extra, content_hash = excluded.content_hash, updated_at = excluded.updated_at,
      corrections = publishing.articles.corrections || excluded.corrections
    returning id, slug, published_at, xmax = 0 is_new`
  const site = await findAccount(tx, release.account_id)
  if (site.adapter === 'activitypub') {
    await tellArticle(tx, call, site, row!.slug, row!.is_new)
    return { slug: row!.slug, site }
  }
  const found = { kind: `site-${release.account_id}`, ref: String(row!.id), at: row!.published_at }
  await indexDocument(tx, { ...found, title, lead, body: body_text })
  await announceChange(tx, call.at, release.account_id)
  return { slug: row!.slug, site }
}

/** Where a site's article is found: under its registered address, else below its part of our own. */
function articleUrl(account: Account, slug: string): string {
  const { id, adapter, address, handle } = account
  if (adapter === 'activitypub') return objectId(account, slug)
  const part = /^[a-z][a-z0-9-]{0,30}$/.test(handle) ? handle : `s${id}`
  return `${address === '' ? `/${part}` : address.replace(/\/+$/, '')}/articles/${slug}`
}

/** The edition that stood there before stands there no longer. */
async function replaceEarlier(tx: Sql, call: Call, release: Release, editionNo: number): Promise<void> {
  const earlier = await tx<Release[]>`select * from publishing.releases where account_id = ${release.account_id}
    and story_id = ${release.story_id} and id <> ${release.id} and state = 'visible' for update`
  const message = `已由第 ${editionNo} 次签发稿替换`
  for (const one of earlier) await moveRelease(tx, call, one, 'withdraw', { message, ended_at: call.at })
}

/** Makes a prepared release of an account of ours visible. */
export async function putOnSite(
  tx: Sql,
  call: Call,
  release: Release,
  edition: Edition,
  rendition: Rendition,
): Promise<Release> {
  const note = typeof release.progress.correction_note === 'string' ? release.progress.correction_note : ''
  const { slug, site } = await writeArticle(tx, call, { release, edition, rendition, note })
  await replaceEarlier(tx, call, release, edition.edition_no)
  const url = articleUrl(site, slug)
  return moveRelease(tx, call, release, 'show', { visible_at: call.at, ended_at: call.at, external_id: slug, url })
}

/** What was approved stands on the site again, under its old address. */
export async function restoreOnSite(tx: Sql, call: Call, release: Release): Promise<void> {
  const { edition_id, channel_kind } = release
  const edition = await approvedEdition(tx, edition_id)
  const rendition = await renditionFor(tx, edition_id, channel_kind)
  await writeArticle(tx, call, { release, edition, rendition: rendition!, note: '' })
  await noteEvent(tx, call, release, { what: '恢复签发稿', to: release.state })
}
