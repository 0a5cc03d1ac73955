// Suggests which blocks of a page make one article: by headline size, column gaps and what stands below what. Pure geometry;
// the editor has the last word.
import type { Box } from './text-blocks.ts'

export type SuggestBlock = Box & { block_no: number; text: string; size: number; kind: 'headline' | 'text' }
export type Suggestion = {
  intro_title: string
  title: string
  subtitle: string
  byline: string
  body: string
  blocks: number[]
}

/** Running heads and folio lines stand in the first part of a page, imprints not far below; they are no articles. */
const HEAD_PART = 0.06
const IMPRINT_PART = 0.18
const IMPRINT = /准印证|国内统一|主办|第\s*\d+\s*期|^\s*\d{4}\s*年\s*\d+\s*月\s*\d+\s*日|内部资料/
const BYLINE = /^(?:[□■]?\s*)?(?:本报|通讯员|记者|见习记者|文[/／]|图[/／]|作者)/

type Head = Box & { blocks: SuggestBlock[]; size: number }

const across = (a: Box, b: Box) => Math.min(a.right, b.right) - Math.max(a.left, b.left)

/** Headlines that stand right above one another belong together: 引题, 标题, 副题. */
function headsOf(blocks: readonly SuggestBlock[]): Head[] {
  const heads: Head[] = []
  for (const block of blocks.filter(one => one.kind === 'headline')) {
    const near = heads.find(
      head =>
        block.top - head.bottom < Math.max(block.size, head.size) * 0.9 &&
        block.top - head.bottom > -block.size &&
        across(head, block) > Math.min(head.right - head.left, block.right - block.left) * 0.4,
    )
    if (!near) {
      heads.push({ ...block, blocks: [block] })
      continue
    }
    near.blocks.push(block)
    near.left = Math.min(near.left, block.left)
    near.right = Math.max(near.right, block.right)
    near.bottom = Math.max(near.bottom, block.bottom)
    near.size = Math.max(near.size, block.size)
  }
  return heads
}

/** How far a block is from a headline that could be its own; infinite when it stands above it. */
function distance(head: Head, block: SuggestBlock, heads: readonly Head[]): number {
  if (head.top > block.top + block.size) return Number.POSITIVE_INFINITY
  const down = Math.max(0, block.top - head.bottom)
  const leftOf = Math.max(0, head.left - block.left)
  const rightOf = Math.max(0, block.left - head.right)
  // another headline that begins between this one and the block, on the same height or lower, is nearer the truth
  const between = heads.some(
    other =>
      other !== head &&
      other.left <= block.left + block.size &&
      other.left > head.left + block.size &&
      other.top >= head.top - head.size &&
      other.bottom <= block.top + block.size,
  )
  const below = heads.some(
    other =>
      other !== head && other.top > head.bottom && other.bottom <= block.top + block.size && across(other, block) > 0,
  )
  return down + leftOf * 4 + rightOf * 0.5 + (between ? 5000 : 0) + (below ? 8000 : 0)
}

/** Left to right by columns, in each from above. */
function inReadingOrder(blocks: readonly SuggestBlock[]): SuggestBlock[] {
  const columns: SuggestBlock[][] = []
  for (const block of blocks.toSorted((a, b) => a.left - b.left)) {
    const column = columns.find(one => Math.abs(one[0]!.left - block.left) < block.size * 3)
    if (column) column.push(block)
    else columns.push([block])
  }
  return columns.flatMap(column => column.toSorted((a, b) => a.top - b.top))
}

/** A paragraph that ended in the middle of a sentence goes on in the next column. */
function joinColumns(texts: readonly string[]): string {
  return texts.reduce((all, text) => {
    if (all === '') return text
    return /[。！？”）》…—:：]$/.test(all) ? `${all}\n${text}` : all + text
  }, '')
}

/** The size of the longest text: that of the body. */
function bodySize(texts: readonly SuggestBlock[]): number {
  return texts.toSorted((a, b) => b.text.length - a.text.length)[0]?.size ?? 0
}

/** One article out of chosen blocks: the largest headline is the title, what stands above 引题, below 副题. */
export function articleOf(blocks: readonly SuggestBlock[]): Suggestion {
  const heads = blocks.filter(block => block.kind === 'headline').toSorted((a, b) => a.top - b.top)
  const main = heads.toSorted((a, b) => b.size - a.size)[0]
  const above = heads.filter(head => main && head.top < main.top)
  const below = heads.filter(head => main && head !== main && head.top >= main.top)
  const texts = inReadingOrder(blocks.filter(block => block.kind === 'text'))
  const fromAbove = texts.toSorted((a, b) => a.top - b.top)
  const body = Math.max(...texts.map(block => block.text.length), 0)
  // short lines right under the headline are rather a second title or the names of who wrote
  const short = fromAbove.slice(0, 3).filter(block => block.text.length <= 40 && block.text.length < body)
  const byline = short.find(block => BYLINE.test(block.text))
  const second = short.filter(
    block => block !== byline && (/^[—―]/.test(block.text) || block.size > bodySize(texts) * 1.1),
  )
  const plain = (parts: readonly SuggestBlock[]) => parts.map(part => part.text.replaceAll('\n', '')).join(' ')
  return {
    intro_title: plain(above),
    title: main ? plain([main]) : '',
    subtitle: plain([...below, ...second]).replace(/^[—―－-]+/, ''),
    byline: byline ? byline.text : '',
    body: joinColumns(texts.filter(block => block !== byline && !second.includes(block)).map(block => block.text)),
    blocks: blocks.map(block => block.block_no),
  }
}

/** Name of the paper, folio, imprint: what every page has and nobody reads as an article. */
function isFurniture(block: SuggestBlock, height: number, paper: string): boolean {
  const middle = (block.top + block.bottom) / 2
  const plain = block.text.replace(/\s/g, '')
  if (middle < height * HEAD_PART || plain === paper) return true
  return middle < height * IMPRINT_PART && block.text.length < 120 && IMPRINT.test(block.text)
}

/** The articles of a page, from above and left. Blocks that no headline claims stay free. */
export function suggestArticles(
  blocks: readonly SuggestBlock[],
  page: { height: number },
  paper: string,
): Suggestion[] {
  const inside = blocks.filter(block => !isFurniture(block, page.height, paper))
  const heads = headsOf(inside)
  const groups = new Map<Head, SuggestBlock[]>(heads.map(head => [head, [...head.blocks]]))
  for (const block of inside.filter(one => one.kind === 'text')) {
    const nearest = heads
      .map(head => ({ head, far: distance(head, block, heads) }))
      .toSorted((a, b) => a.far - b.far)[0]
    if (nearest && Number.isFinite(nearest.far)) groups.get(nearest.head)!.push(block)
  }
  return [...groups]
    .filter(([, group]) => group.some(block => block.kind === 'text'))
    .toSorted(([a], [b]) => (Math.abs(a.top - b.top) < Math.max(a.size, b.size) ? a.left - b.left : a.top - b.top))
    .map(([, group]) => articleOf(group))
}
