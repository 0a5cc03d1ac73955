// Put approved copy on a page made from the template; its words are those of the approved edition.
import { z } from 'zod'
import { approvedEdition, editionRenditions } from '../../newsroom/index.ts'
import { command, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { notForNewspaper } from '../refusals.ts'
import { countCharacters, EDITORS, lockOpenPage, mustBeMadeFrom, type Picture, touchPage } from '../rows.ts'

type Extra = { byline?: Record<string, string>; section?: string; repost?: { unit?: string } }

/** Lines that the rendition adds at its end and the page says in its own way. */
const END_LINE = /^(?:记者|通讯员|编辑|校对|来源)：/

/** The first picture of the text, when it is kept here. */
async function pictureOf(tx: Sql, html: string): Promise<Picture | null> {
  const found =
    /<figure><img src="\/media\/([0-9a-f]{64})\.(?:jpg|png)"[^>]*>(?:<figcaption>([^<]*)<\/figcaption>)?/.exec(html)
  if (!found) return null
  const [, digest = '', caption = ''] = found
  const [blob] = await tx<{ type: string; width: number | null; height: number | null }[]>`
    select type, width, height from platform.blobs where digest = ${digest}`
  if (!blob?.width || !blob.height) return null
  return { digest, type: blob.type, caption: caption.replaceAll('&amp;', '&'), width: blob.width, height: blob.height }
}

async function copyOf(tx: Sql, editionId: bigint) {
  const edition = await approvedEdition(tx, editionId)
  const rendition = (await editionRenditions(tx, editionId)).find(one => one.channel_kind === 'newspaper')
  if (!rendition) throw notForNewspaper({ headline: edition.headline })
  const { byline = {}, section = '', repost } = rendition.extra as Extra
  const picture = await pictureOf(tx, rendition.body_html)
  const lines = rendition.body_text.split('\n').filter(line => line.trim() !== '' && line.trim() !== picture?.caption)
  while (lines.length > 0 && END_LINE.test(lines.at(-1)!)) lines.pop()
  return {
    title: rendition.title,
    section,
    author: byline.reporter ?? '',
    correspondent: byline.correspondent ?? '',
    source: repost?.unit ?? '',
    body: lines.join('\n'),
    picture,
  }
}

export const placeStories = command({
  name: 'newspaper.place-stories',
  title: '稿件上版',
  access: EDITORS,
  input: z.strictObject({
    page_id: Id,
    stories: z
      .array(z.strictObject({ edition_id: Id, weight: z.enum(['lead', 'major', 'minor', 'brief']).default('major') }))
      .min(1, '请先选稿件')
      .max(30),
  }),
  output: z.object({ article_ids: z.array(Int64) }),
  async run(tx, _call, { page_id, stories }) {
    const { issue } = await lockOpenPage(tx, page_id)
    mustBeMadeFrom(issue, 'template')
    const article_ids: bigint[] = []
    for (const { edition_id, weight } of stories) {
      const { picture, ...copy } = await copyOf(tx, edition_id)
      const [row] = await tx<{ id: bigint }[]>`
        insert into newspaper.articles ${tx({
          ...copy,
          page_id,
          kind: 'article',
          weight,
          edition_id,
          char_count: countCharacters(copy.title, copy.body),
          picture: picture ? tx.json(picture as never) : null,
          seq: await nextSeq(tx, page_id),
        } as never)} returning id`
      article_ids.push(row!.id)
    }
    await touchPage(tx, page_id)
    return { article_ids }
  },
})

async function nextSeq(tx: Sql, pageId: bigint): Promise<number> {
  const [row] = await tx<{ next: number }[]>`
    select coalesce(max(seq), 0) + 1 next from newspaper.articles where page_id = ${pageId}`
  return row!.next
}

/** A notice or an advertisement: words of the page itself, seen by its three proofs. */
export const addNotice = command({
  name: 'newspaper.add-notice',
  title: '加启事或公益广告',
  access: EDITORS,
  input: z.strictObject({
    page_id: Id,
    kind: z.enum(['notice', 'ad']),
    title: Text(60),
    body: Text(5000),
    correction_id: Id.optional(),
  }),
  output: z.object({ article_id: Int64 }),
  async run(tx, _call, { page_id, kind, title, body, correction_id }) {
    const { issue } = await lockOpenPage(tx, page_id)
    mustBeMadeFrom(issue, 'template')
    const [row] = await tx<{ id: bigint }[]>`
      insert into newspaper.articles (page_id, seq, kind, weight, title, body, char_count)
      values (${page_id}, ${await nextSeq(tx, page_id)}, ${kind}, 'brief', ${title}, ${body}, ${countCharacters(title, body)})
      returning id`
    if (correction_id)
      await tx`update newspaper.corrections set notice_article_id = ${row!.id} where id = ${correction_id}`
    await touchPage(tx, page_id)
    return { article_id: row!.id }
  },
})
