// Rows of articles and their zones: appended, renumbered, outlined. For the commands of this module.
import type { Sql } from '../../platform/index.ts'
import type { Suggestion } from '../pages/suggest.ts'
import type { Box } from '../pages/text-blocks.ts'
import { type Zone, zoneOf } from '../pages/zones.ts'
import { type ArticleKind, countCharacters } from '../rows.ts'

export type BlockRow = Box & {
  block_no: number
  kind: 'headline' | 'text'
  size: number
  text: string
  article_id: bigint | null
}

/** The blocks of a page, in percent. */
export function blocksOf(tx: Sql, pageId: bigint): Promise<BlockRow[]> {
  return tx<BlockRow[]>`select block_no, kind, left_pc::float8 "left", top_pc::float8 top, right_pc::float8 "right",
      bottom_pc::float8 bottom, size_pt::float8 size, text, article_id
    from newspaper.blocks where page_id = ${pageId} order by block_no`
}

export async function setZone(tx: Sql, articleId: bigint, zones: readonly Zone[]): Promise<void> {
  await tx`delete from newspaper.hotzones where article_id = ${articleId}`
  for (const { shape, points } of zones) {
    await tx`insert into newspaper.hotzones (article_id, shape, points)
      values (${articleId}, ${shape}, ${tx.json(points as never)})`
  }
}

/** `记者 张三 通讯员 李四` → who wrote and who helped. */
export function namesOf(byline: string): { author: string; correspondent: string } {
  const plain = byline.replace(/^[□■\s]+/, '')
  const helper = /通讯员[：:\s]*([^记]*?)(?=$|\s*(?:本报)?记者)/.exec(plain)?.[1]?.trim() ?? ''
  const author = plain
    .replace(/通讯员[：:\s]*[^记]*?(?=$|\s*(?:本报)?记者)/, '')
    .replace(/(?:本报|见习)*记者[：:\s]*/, '')
    .replace(/^(?:作者|文)[：:／/\s]*/, '')
    .trim()
  return { author, correspondent: helper }
}

/** Appends an article of found blocks to its page, with its zone; returns its id. */
export async function appendArticle(
  tx: Sql,
  pageId: bigint,
  kind: ArticleKind,
  made: Suggestion,
  blocks: readonly BlockRow[],
): Promise<bigint> {
  const { intro_title, title, subtitle, byline, body } = made
  const { author, correspondent } = namesOf(byline)
  const [row] = await tx<{ id: bigint }[]>`
    insert into newspaper.articles (page_id, seq, kind, intro_title, title, subtitle, author, correspondent, body, char_count)
    values (${pageId}, (select coalesce(max(seq), 0) + 1 from newspaper.articles where page_id = ${pageId}), ${kind},
      ${intro_title}, ${title || '（无题）'}, ${subtitle}, ${author}, ${correspondent}, ${body},
      ${countCharacters(intro_title, title, subtitle, body)}) returning id`
  const id = row!.id
  await tx`update newspaper.blocks set article_id = ${id} where page_id = ${pageId} and block_no = any(${made.blocks}::int[])`
  const own = blocks.filter(block => made.blocks.includes(block.block_no))
  const others = blocks.filter(block => !made.blocks.includes(block.block_no))
  await setZone(tx, id, [zoneOf(own, others)])
  return id
}
