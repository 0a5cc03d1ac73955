// ninjs 3.1 (IPTC): a story as news agencies exchange it; a correction is the next version, a retraction is `canceled`.
import type { Parcel } from '../contract.ts'

/** The same for every version of a story: what a later version or a retraction refers to. */
const uriOf = (storyId: string) => `urn:beita:story:${storyId}`

const STANDARD = { name: 'ninjs', version: '3.1', schema: 'https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json' }

/** The item of a release. */
export function ninjsOf(parcel: Parcel): Record<string, unknown> {
  const { title, lead, body_html, body_text, section, author, published_on, story_id, version, extra } = parcel
  const repost = extra.repost as { unit?: string } | undefined
  return {
    uri: uriOf(story_id),
    type: 'text',
    representationType: 'full',
    version: String(version),
    versionCreated: published_on,
    pubStatus: 'usable',
    language: 'zh-CN',
    headlines: [{ role: 'main', value: title }],
    descriptions: lead ? [{ role: 'summary', contentType: 'text/plain', value: lead }] : [],
    bodies: [
      { role: 'main', contentType: 'text/html', charCount: [...body_text].length, value: body_html },
      { role: 'plain', contentType: 'text/plain', value: body_text },
    ],
    by: author,
    subjects: [{ name: section }, ...((extra.tags ?? []) as string[]).map(name => ({ name }))],
    infoSources: repost?.unit ? [{ name: repost.unit }] : [],
    ...(version > 1 ? { edNote: '更正稿，请以本版为准' } : {}),
    standard: STANDARD,
  }
}

/** The retraction of a story: a new version under the same address. */
export function ninjsCanceled(storyId: string, version: number, reason: string, at: string): Record<string, unknown> {
  return {
    uri: uriOf(storyId),
    type: 'text',
    version: String(version),
    versionCreated: at,
    pubStatus: 'canceled',
    edNote: reason,
    standard: STANDARD,
  }
}
