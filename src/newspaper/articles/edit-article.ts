// What an editor changes about an article on its page: words, order, where it goes on, its hot zones.
import { z } from 'zod'
import { command, Id, Text } from '../../platform/index.ts'
import { rectangle } from '../pages/zones.ts'
import { approvedCopy, badZone, noSuchArticle } from '../refusals.ts'
import { countCharacters, EDITORS, findArticle, lockOpenPage, touchPage } from '../rows.ts'
import { setZone } from './write-article.ts'

const Line = (max: number) => z.string().trim().max(max)

export const editArticle = command({
  name: 'newspaper.edit-article',
  title: '修改一篇',
  access: EDITORS,
  input: z.strictObject({
    article_id: Id,
    kind: z.enum(['article', 'ad', 'notice', 'image']),
    weight: z.enum(['lead', 'major', 'minor', 'brief']),
    section: Line(20),
    intro_title: Line(100),
    title: Text(100),
    subtitle: Line(100),
    author: Line(60),
    correspondent: Line(60),
    source: Line(60),
    body: z.string().max(100_000),
    jump_to: Id.nullable(),
  }),
  output: z.object({ char_count: z.number() }),
  async run(tx, _call, { article_id, ...fields }) {
    const article = await findArticle(tx, article_id)
    await lockOpenPage(tx, article.page_id)
    const body = fields.body.replaceAll('\r\n', '\n').trim()
    // approved copy: how large and where may change, what it says may not
    if (article.edition_id && (fields.title !== article.title || body !== article.body)) throw approvedCopy()
    if (fields.jump_to !== null) await findArticle(tx, fields.jump_to)
    const char_count = countCharacters(fields.intro_title, fields.title, fields.subtitle, body)
    await tx`update newspaper.articles set ${tx({ ...fields, body, char_count })} where id = ${article_id}`
    await touchPage(tx, article.page_id)
    return { char_count }
  },
})

const Corner = z.tuple([z.number().min(0).max(100), z.number().min(0).max(100)])

export const setHotzones = command({
  name: 'newspaper.set-hotzones',
  title: '修改热区',
  access: EDITORS,
  input: z.strictObject({
    article_id: Id,
    zones: z
      .array(z.strictObject({ shape: z.enum(['rect', 'poly']), points: z.array(Corner).min(2).max(60) }))
      .min(1)
      .max(12),
  }),
  output: z.object({}),
  async run(tx, _call, { article_id, zones }) {
    const article = await findArticle(tx, article_id)
    await lockOpenPage(tx, article.page_id)
    const tidy = zones.map(({ shape, points }) => {
      if (shape === 'poly') return points.length >= 3 ? { shape, points } : undefined
      const [[x1, y1], [x2, y2]] = points as [[number, number], [number, number]]
      const box = { left: Math.min(x1, x2), top: Math.min(y1, y2), right: Math.max(x1, x2), bottom: Math.max(y1, y2) }
      return box.right > box.left && box.bottom > box.top ? rectangle(box) : undefined
    })
    const kept = tidy.filter(zone => zone !== undefined)
    if (kept.length < zones.length) throw badZone()
    await setZone(tx, article_id, kept)
    await touchPage(tx, article.page_id)
    return {}
  },
})

/** The order in which a page is read. */
export const orderArticles = command({
  name: 'newspaper.order-articles',
  title: '排列篇目',
  access: EDITORS,
  input: z.strictObject({ page_id: Id, article_ids: z.array(Id).min(1).max(200) }),
  output: z.object({}),
  async run(tx, _call, { page_id, article_ids }) {
    await lockOpenPage(tx, page_id)
    const known = await tx<{ id: bigint }[]>`select id from newspaper.articles where page_id = ${page_id}`
    const same = known.length === article_ids.length && known.every(row => article_ids.includes(row.id))
    if (!same) throw noSuchArticle()
    for (const [at, id] of article_ids.entries())
      await tx`update newspaper.articles set seq = ${at + 1} where id = ${id}`
    await touchPage(tx, page_id)
    return {}
  },
})

export const removeArticle = command({
  name: 'newspaper.remove-article',
  title: '撤下一篇',
  access: EDITORS,
  input: z.strictObject({ article_id: Id }),
  output: z.object({}),
  async run(tx, _call, { article_id }) {
    const article = await findArticle(tx, article_id)
    await lockOpenPage(tx, article.page_id)
    await tx`update newspaper.blocks set article_id = null where article_id = ${article_id}`
    await tx`update newspaper.articles set jump_to = null where jump_to = ${article_id}`
    await tx`delete from newspaper.hotzones where article_id = ${article_id}`
    await tx`delete from newspaper.articles where id = ${article_id}`
    await touchPage(tx, article.page_id)
    return {}
  },
})
