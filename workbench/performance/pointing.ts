// Leads to a place in the report and marks the words there, without touching the page's own text.
import type { Place } from './data.ts'

const NAME = 'pointed'

/** A range over the first occurrence of `words` below `element`, across its inner elements. */
function rangeOf(element: Element, words: string): Range | undefined {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const nodes: { node: Node; at: number }[] = []
  let text = ''
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node, at: text.length })
    text += node.textContent ?? ''
  }
  const from = text.indexOf(words)
  if (from < 0 || words === '') return undefined
  const spot = (offset: number) => {
    const { node, at } = nodes.findLast(one => one.at <= offset) ?? nodes[0]!
    return [node, offset - at] as const
  }
  const range = document.createRange()
  range.setStart(...spot(from))
  range.setEnd(...spot(from + words.length))
  return range
}

/** Scrolls to the place. Marks the excerpt, or the whole block where the words do not stand in one piece. */
export function pointAt({ block, row, excerpt }: Place): void {
  const whole = document.getElementById(`block-${block}`)
  const element = whole?.querySelector(`[data-row="${row}"]`) ?? whole
  // the title belongs to no block
  if (!element) window.scrollTo({ top: 0 })
  element?.scrollIntoView({ block: 'center' })
  if (!element || !('highlights' in CSS)) return
  const parts = excerpt.split(' … ').flatMap(part => rangeOf(element, part.trim()) ?? [])
  const everything = document.createRange()
  everything.selectNodeContents(element)
  CSS.highlights.set(NAME, new Highlight(...(parts.length > 0 ? parts : [everything])))
}

/** Scrolls to a block without marking it. */
export function goTo(block: number): void {
  CSS.highlights?.delete(NAME)
  document.getElementById(`block-${block}`)?.scrollIntoView({ block: 'start' })
}
