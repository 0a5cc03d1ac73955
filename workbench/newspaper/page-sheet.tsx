// The picture of a page with its text blocks and zones: blocks are chosen by a click or by drawing a rectangle round them.
import { type PointerEvent, useState } from 'react'
import { outline, type Zone } from '../../src/newspaper/pages/zones.ts'
import { type FullPage, picture } from './data.ts'

type Box = { left: number; top: number; right: number; bottom: number }
type Props = {
  page: FullPage
  chosen: ReadonlySet<number>
  choose: (block_nos: readonly number[], add: boolean) => void
  current: string | undefined
  open: (articleId: string) => void
  /** while a zone is drawn anew: takes the rectangle instead of choosing blocks */
  drawn: ((box: Box) => void) | undefined
}

const inside = (block: Box, box: Box) =>
  block.left < box.right && block.right > box.left && block.top < box.bottom && block.bottom > box.top

/** Whether a point is in a zone: it crosses an odd number of its sides going right. */
function covers(zone: Zone, { left: x, top: y }: Box): boolean {
  const corners = outline(zone)
    .split(' ')
    .map(pair => pair.split(',').map(Number) as [number, number])
  return (
    corners.filter(([x1, y1], n) => {
      const [x2, y2] = corners[(n + 1) % corners.length]!
      return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1
    }).length %
      2 ===
    1
  )
}

function boxOf([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): Box {
  return { left: Math.min(x1, x2), top: Math.min(y1, y2), right: Math.max(x1, x2), bottom: Math.max(y1, y2) }
}

function Shapes({ page, chosen, current }: Pick<Props, 'page' | 'chosen' | 'current'>) {
  return (
    <>
      {page.articles.flatMap(article =>
        article.zones.map((zone, n) => (
          <polygon
            key={`${article.id}-${n}`}
            className={`zone ${article.id === current ? 'current' : ''}`}
            points={outline(zone as Zone)}
          />
        )),
      )}
      {page.blocks.map(block => (
        <rect
          key={block.block_no}
          className={`block ${block.kind} ${chosen.has(block.block_no) ? 'chosen' : ''} ${block.article_id ? 'taken' : ''}`}
          x={block.left}
          y={block.top}
          width={block.right - block.left}
          height={block.bottom - block.top}
        />
      ))}
    </>
  )
}

export function PageSheet({ page, chosen, choose, current, open, drawn }: Props) {
  const [from, setFrom] = useState<readonly [number, number]>()
  const [to, setTo] = useState<readonly [number, number]>()
  const at = (event: PointerEvent<HTMLDivElement>): [number, number] => {
    const area = event.currentTarget.getBoundingClientRect()
    const percent = (part: number, whole: number) => Math.round(Math.min(1, Math.max(0, part / whole)) * 10_000) / 100
    return [percent(event.clientX - area.left, area.width), percent(event.clientY - area.top, area.height)]
  }
  const click = (point: Box) => {
    const block = page.blocks.find(one => one.article_id === null && inside(one, point))
    const article = page.articles.find(one => one.zones.some(zone => covers(zone as Zone, point)))
    if (block) choose([block.block_no], true)
    else if (article) open(article.id)
  }
  const end = (event: PointerEvent<HTMLDivElement>) => {
    if (!from) return
    const box = boxOf(from, at(event))
    setFrom(undefined)
    setTo(undefined)
    const dragged = box.right - box.left > 0.8 && box.bottom - box.top > 0.5
    if (drawn && dragged) drawn(box)
    else if (dragged)
      choose(
        page.blocks.filter(block => inside(block, box)).map(block => block.block_no),
        event.shiftKey,
      )
    else click(box)
  }
  if (!page.large_file_id) return <p className="soft">还没有版面图。</p>
  const lasso = from && to ? boxOf(from, to) : undefined
  return (
    <div
      className="page-sheet"
      role="presentation"
      onPointerDown={event => setFrom(at(event))}
      onPointerMove={event => from && setTo(at(event))}
      onPointerUp={end}
      onPointerLeave={() => {
        setFrom(undefined)
        setTo(undefined)
      }}
    >
      <img src={picture(page.large_file_id)} alt={`第 ${page.page_no} 版 ${page.name}`} />
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <Shapes page={page} chosen={chosen} current={current} />
        {lasso && (
          <rect
            className="lasso"
            x={lasso.left}
            y={lasso.top}
            width={lasso.right - lasso.left}
            height={lasso.bottom - lasso.top}
          />
        )}
      </svg>
    </div>
  )
}
