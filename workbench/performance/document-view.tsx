// The document as it will look; figures in it open their trace.
import type { DocumentBlock, OfficialDocument, Run } from '../../src/kernel/document.ts'
import { FigureNumber } from '../ui/index.ts'

type Where = { year: number; as: string }

function Runs({ runs, where }: { runs: Run[]; where: Where }) {
  return runs.map((run, n) => {
    const key = `${n}-${run.text.slice(0, 8)}`
    return run.figure ? (
      <FigureNumber key={key} name={run.figure} year={where.year} as={where.as}>
        {run.text}
      </FigureNumber>
    ) : (
      <span key={key}>{run.text}</span>
    )
  })
}

function TableBlock({ block, where }: { block: Extract<DocumentBlock, { kind: 'table' }>; where: Where }) {
  const side = (n: number) => (block.columns[n]?.align === 'right' ? 'num' : undefined)
  return (
    <div className="scroll">
      <table>
        <caption>
          {block.title}
          {block.unit && <span className="unit">{block.unit}</span>}
        </caption>
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
          {block.rows.map((row, at) => (
            <tr key={`${at}-${row[0]?.[0]?.text}`} className={block.total_rows?.includes(at) ? 'total' : undefined}>
              {row.map((runs, n) => (
                <td key={block.columns[n]?.title ?? n} className={side(n)}>
                  <Runs runs={runs} where={where} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {block.note && <p style={{ textIndent: 0, color: 'var(--soft)' }}>{block.note}</p>}
    </div>
  )
}

function Block({ block, where }: { block: DocumentBlock; where: Where }) {
  if (block.kind === 'heading') {
    const Tag = `h${block.level + 1}` as 'h2'
    return (
      <Tag>
        <Runs runs={block.runs} where={where} />
      </Tag>
    )
  }
  if (block.kind === 'paragraph')
    return (
      <p style={block.shape === 'center' ? { textAlign: 'center', textIndent: 0 } : undefined}>
        <Runs runs={block.runs} where={where} />
      </p>
    )
  if (block.kind === 'table') return <TableBlock block={block} where={where} />
  if (block.kind === 'signature')
    return (
      <div className="signature">
        <p>{block.unit}</p>
        <p>{block.date}</p>
      </div>
    )
  return <hr style={{ border: 0, borderTop: '1px dashed var(--line)', margin: '24px 0' }} />
}

export function DocumentView({ document, where }: { document: OfficialDocument; where: Where }) {
  return (
    <article className="report">
      <h1>
        {document.title.map(line => (
          <span key={line} style={{ display: 'block' }}>
            {line}
          </span>
        ))}
      </h1>
      {document.blocks.map((block, n) => (
        <Block key={`${n}-${block.kind}`} block={block} where={where} />
      ))}
    </article>
  )
}
