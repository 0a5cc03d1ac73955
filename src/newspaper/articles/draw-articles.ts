// Articles out of the blocks of a printed page: all that can be suggested at once, or one of the blocks that were chosen.
import { z } from 'zod'
import { command, Id, Int64, type Sql } from '../../platform/index.ts'
import { articleOf, suggestArticles } from '../pages/suggest.ts'
import { noFreeBlocks } from '../refusals.ts'
import { EDITORS, lockOpenPage, type PageRow, touchPage } from '../rows.ts'
import { appendArticle, type BlockRow, blocksOf } from './write-article.ts'

/** Blocks in points again: sizes are points, so distances must be. */
function inPoints(blocks: readonly BlockRow[], page: PageRow) {
  const [width, height] = [Number(page.width_pt), Number(page.height_pt)]
  return blocks.map(block => ({
    ...block,
    left: (block.left / 100) * width,
    right: (block.right / 100) * width,
    top: (block.top / 100) * height,
    bottom: (block.bottom / 100) * height,
  }))
}

async function paperName(tx: Sql, code: string): Promise<string> {
  const [paper] = await tx<{ name: string }[]>`select name from newspaper.papers where code = ${code}`
  return paper?.name ?? ''
}

/** Articles for every block that is still free, by headlines and columns. */
export const suggestForPage = command({
  name: 'newspaper.suggest-for-page',
  title: '自动划篇',
  access: EDITORS,
  input: z.strictObject({ page_id: Id }),
  output: z.object({ article_ids: z.array(Int64) }),
  async run(tx, _call, { page_id }) {
    const { issue, page } = await lockOpenPage(tx, page_id)
    const blocks = await blocksOf(tx, page_id)
    const free = inPoints(
      blocks.filter(block => block.article_id === null),
      page,
    )
    const found = suggestArticles(free, { height: Number(page.height_pt) }, await paperName(tx, issue.paper))
    if (found.length === 0) throw noFreeBlocks()
    const article_ids: bigint[] = []
    for (const made of found) article_ids.push(await appendArticle(tx, page_id, 'article', made, blocks))
    await touchPage(tx, page_id)
    return { article_ids }
  },
})

/** One article of chosen blocks; blocks that belonged to another article leave it. */
export const drawArticle = command({
  name: 'newspaper.draw-article',
  title: '组成一篇',
  access: EDITORS,
  input: z.strictObject({
    page_id: Id,
    block_nos: z.array(z.number().int().min(1)).min(1, '请先选中文字块').max(500),
    kind: z.enum(['article', 'ad', 'notice', 'image']).default('article'),
  }),
  output: z.object({ article_id: Int64 }),
  async run(tx, _call, { page_id, block_nos, kind }) {
    const { page } = await lockOpenPage(tx, page_id)
    const blocks = await blocksOf(tx, page_id)
    const chosen = inPoints(blocks, page).filter(block => block_nos.includes(block.block_no))
    if (chosen.length === 0) throw noFreeBlocks()
    const article_id = await appendArticle(tx, page_id, kind, articleOf(chosen), blocks)
    await touchPage(tx, page_id)
    return { article_id }
  },
})
