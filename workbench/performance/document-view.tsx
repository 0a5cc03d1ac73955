// The report as it will look. Figures open their trace; what people write is written where it stands.
import type { ReactNode } from 'react'
import type { DocumentBlock } from '../../src/kernel/document.ts'
import type { LaidRun } from '../../src/performance/layout.ts'
import type { Draft } from './data.ts'
import { Runs } from './runs.tsx'
import { SlotEditor } from './slot-editor.tsx'
import { useWriting } from './writing.tsx'
import { Written } from './written.tsx'

type Segment = { slot: string | undefined; runs: LaidRun[] }

/** Neighbouring runs of the same part, or of none. */
function segmentsOf(runs: readonly LaidRun[]): Segment[] {
  const segments: Segment[] = []
  for (const run of runs) {
    const last = segments.at(-1)
    if (last && last.slot === run.slot) last.runs.push(run)
    else segments.push({ slot: run.slot, runs: [run] })
  }
  return segments
}

const SHAPES: Record<string, string> = { center: 'center', right: 'right', plain: 'plain' }

/** A paragraph of the program's sentences with written parts inside; an open part breaks it for the time of writing. */
function Sentences({ block, at }: { block: Extract<DocumentBlock, { kind: 'paragraph' }>; at: number }) {
  const { opened } = useWriting()
  const rows: ReactNode[] = []
  let line: ReactNode[] = []
  const className = SHAPES[block.shape ?? '']
  const breakLine = () => {
    if (line.length > 0)
      rows.push(
        <p key={rows.length} className={rows.length > 0 ? 'plain' : className}>
          {line}
        </p>,
      )
    line = []
  }
  segmentsOf(block.runs).forEach(({ slot, runs }, n) => {
    if (slot && slot === opened) {
      breakLine()
      rows.push(<SlotEditor key={slot} slot={slot} />)
    } else if (slot) line.push(<Written key={n} slot={slot} paragraphs={[runs]} inline />)
    else line.push(<Runs key={n} runs={runs} />)
  })
  breakLine()
  return <div id={`block-${at}`}>{rows}</div>
}

function TableBlock({ block, at }: { block: Extract<DocumentBlock, { kind: 'table' }>; at: number }) {
  const side = (n: number) => block.columns[n]?.align
  const whole = block.columns.reduce((sum, column) => sum + column.width, 0)
  return (
    <div className="sheet" id={`block-${at}`}>
      <div className="caption">
        <strong>{block.title}</strong>
        {block.unit && <span>{block.unit}</span>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={block.title}>
        <table>
          <colgroup>
            {block.columns.map(column => (
              <col key={column.title} style={{ width: `${(100 * column.width) / whole}%` }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {block.columns.map((column, n) => (
                <th key={column.title} scope="col" className={side(n)}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, r) => (
              <tr key={r} className={block.total_rows?.includes(r) ? 'total' : undefined} data-row={r}>
                {row.map((runs, n) => (
                  <td key={n} className={side(n)}>
                    <Runs runs={runs} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {block.note && <p className="note">{block.note}</p>}
    </div>
  )
}

function Block({ block, at }: { block: DocumentBlock; at: number }) {
  if (block.kind === 'paragraph') return <Sentences block={block} at={at} />
  if (block.kind === 'table') return <TableBlock block={block} at={at} />
  if (block.kind === 'page-break') return <hr />
  if (block.kind === 'signature')
    return (
      <div className="signature">
        <p>{block.unit}</p>
        <p>{block.date}</p>
      </div>
    )
  const Tag = `h${block.level + 1}` as 'h2'
  return (
    <Tag id={`block-${at}`}>
      <Runs runs={block.runs} />
    </Tag>
  )
}

/** The part that a whole paragraph belongs to. */
function wholePart(block: DocumentBlock | undefined): string | undefined {
  if (block?.kind !== 'paragraph') return undefined
  const segments = segmentsOf(block.runs)
  return segments.length === 1 ? segments[0]!.slot : undefined
}

/** Paragraphs of one part stand together, so that they are written together. */
function WholePart({ slot, blocks, at }: { slot: string; blocks: readonly DocumentBlock[]; at: number }) {
  const { opened } = useWriting()
  if (opened === slot)
    return (
      <div id={`block-${at}`}>
        <SlotEditor slot={slot} />
      </div>
    )
  const paragraphs = blocks.map(block => (block.kind === 'paragraph' ? (block.runs as LaidRun[]) : []))
  return <Written slot={slot} paragraphs={paragraphs} at={at} />
}

export function DocumentView({ draft }: { draft: Draft }) {
  const { title, blocks } = draft.layout
  const shown: ReactNode[] = []
  for (let at = 0; at < blocks.length; ) {
    const slot = wholePart(blocks[at])
    let end = at + 1
    while (slot && wholePart(blocks[end]) === slot) end += 1
    shown.push(
      slot ? (
        <WholePart key={slot} slot={slot} blocks={blocks.slice(at, end)} at={at} />
      ) : (
        <Block key={at} block={blocks[at]!} at={at} />
      ),
    )
    at = end
  }
  return (
    <article className="paper">
      <h1>
        {title.map(line => (
          <span key={line}>{line}</span>
        ))}
      </h1>
      {shown}
    </article>
  )
}
