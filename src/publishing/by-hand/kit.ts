// 人工发布件: what a person needs to put a release up where no interface is, and the proof that it is there.
import { z } from 'zod'
import { capabilityOf, findAccount } from '../../channels/index.ts'
import { approvedEdition } from '../../newsroom/index.ts'
import { attachFile } from '../../platform/files/index.ts'
import { command, Id, Int64, query, type Sql } from '../../platform/index.ts'
import { proofWanted } from '../refusals.ts'
import { renditionFor } from '../releases/put-on-site.ts'
import { findRelease, lockRelease, moveRelease } from '../releases/release.ts'

const HANDS = ['operations', 'director', 'editor']
const TITLE_MAX = 30

/** A title cut to what the platform takes, with a mark that it was cut. */
function shortTitle(title: string, max: number): { title: string; was_cut: boolean } {
  const all = [...title]
  return all.length <= max ? { title, was_cut: false } : { title: all.slice(0, max).join(''), was_cut: true }
}

export const kit = query({
  name: 'publishing.kit',
  title: '人工发布件',
  access: 'signed-in',
  input: z.strictObject({ release_id: Id }),
  output: z.object({
    release_id: Int64,
    state: z.string(),
    headline: z.string(),
    platform: z.string(),
    account: z.string(),
    title: z.string(),
    full_title: z.string(),
    was_cut: z.boolean(),
    title_max: z.number(),
    lead: z.string(),
    body_html: z.string(),
    body_text: z.string(),
    pictures: z.array(z.string()),
    cover: z.string().nullable(),
    video: z.string().nullable(),
    tags: z.array(z.string()),
    url: z.string().nullable(),
    proof: z.unknown(),
  }),
  async read(tx, { release_id }, { at }) {
    const release = await findRelease(tx, release_id)
    const account = await findAccount(tx, release.account_id)
    const edition = await approvedEdition(tx, release.edition_id)
    const rendition = (await renditionFor(tx, release.edition_id, release.channel_kind))!
    const facts = await capabilityOf(tx, 'manual', at.toISOString().slice(0, 10))
    const title_max = Number(facts.title_max ?? TITLE_MAX)
    const { title, was_cut } = shortTitle(rendition.title, title_max)
    const cover = rendition.cover as { src?: string; media_id?: string } | null
    const [proved] = await tx<{ proof: unknown }[]>`select proof from publishing.releases where id = ${release_id}`
    return {
      release_id,
      state: release.state,
      headline: edition.headline,
      platform: account.platform,
      account: account.name,
      title,
      was_cut,
      title_max,
      full_title: rendition.title,
      lead: rendition.lead,
      body_html: rendition.body_html,
      body_text: rendition.body_text,
      pictures: [...rendition.body_html.matchAll(/<img[^>]* src="([^"]+)"/g)].map(match => match[1]!),
      cover: cover?.src ?? cover?.media_id ?? null,
      video: typeof rendition.extra.video === 'string' ? rendition.extra.video : null,
      tags: (rendition.extra.tags ?? []) as string[],
      url: release.url,
      proof: proved?.proof ?? null,
    }
  },
})

export type Kit = z.output<typeof kit.output>

/** Another release of the house that names the same page: a slip of the clipboard. */
async function sameUrl(tx: Sql, releaseId: bigint, url: string): Promise<boolean> {
  const [row] = await tx`select 1 from publishing.releases where url = ${url} and id <> ${releaseId} limit 1`
  return row !== undefined
}

/** Say that it is up: by its address, by a screenshot, or both. Only then it counts as live, and is taken back with the others. */
export const proveByHand = command({
  name: 'publishing.prove-by-hand',
  title: '登记人工发布',
  access: HANDS,
  input: z.strictObject({
    release_id: Id,
    url: z
      .union([z.literal(''), z.url({ protocol: /^https?$/, error: '应为 http 或 https 地址' }).max(1000)])
      .default(''),
    screenshot_id: Id.nullable().default(null),
    note: z.string().trim().max(300).default(''),
  }),
  output: z.object({ state: z.string() }),
  async run(tx, call, { release_id, url, screenshot_id, note }) {
    const release = await lockRelease(tx, release_id)
    if (url === '' && screenshot_id === null) throw proofWanted({ problem: '请填作品的网址，或上传截图。' })
    if (url !== '' && (await sameUrl(tx, release_id, url)))
      throw proofWanted({ problem: '这个网址已经登记在另一条发布上，请核对。' })
    if (screenshot_id !== null) {
      const use = {
        file_id: screenshot_id,
        use: 'publishing.proof',
        subject: String(release_id),
        access: 'signed-in' as const,
        kinds: ['image'] as const,
      }
      await attachFile(tx, call, use)
    }
    const proof = {
      url,
      screenshot_id: screenshot_id === null ? null : String(screenshot_id),
      note,
      by: call.actor.name,
      at: call.at.toISOString(),
      checked: null,
    }
    const change = { url: url || null, visible_at: call.at, ended_at: call.at, cause: null, proof }
    return { state: (await moveRelease(tx, call, release, 'show', change)).state }
  },
})
