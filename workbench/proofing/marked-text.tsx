// The text of a checked file with its findings marked in place, and what each says below its line.
import { memo, type ReactNode, useMemo } from 'react'
import type { Finding } from '../../src/proofing/types.ts'
import { blocksOf, cellsOf, type Stretch, stretchesOf, type TextBlock } from './marks.ts'

export type Numbered = Finding & { index: number }

const WORST = ['error', 'warning', 'info'] as const

type Shared = { findings: readonly Numbered[]; active: number | undefined; choose: (index: number) => void }

function Stretches({ stretches, shared }: { stretches: readonly Stretch[]; shared: Shared }) {
  return stretches.map(({ text, findings }, n) => {
    if (findings.length === 0) return <span key={n}>{text}</span>
    const severity = WORST.find(one => findings.some(index => shared.findings[index]?.severity === one))
    const active = findings.includes(shared.active ?? -1)
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the list beside the text does the same by keyboard
      <mark
        key={n}
        data-finding={findings.join(' ')}
        className={active ? `${severity} active` : severity}
        onClick={() => shared.choose(findings[0]!)}
      >
        {text}
      </mark>
    )
  })
}

/** What the findings of a line say; on paper all of them, on the screen the chosen one. */
function Notes({ of, active }: { of: readonly Numbered[]; active: number | undefined }) {
  return of.map(finding => (
    <small key={finding.index} className={`said ${finding.severity}${finding.index === active ? ' active' : ''}`}>
      {finding.message}
    </small>
  ))
}

type BlockProps = { block: TextBlock; byLine: ReadonlyMap<number, Numbered[]>; shared: Shared }

function Block({ block, byLine, shared }: BlockProps) {
  const rows = block.lines.map((line, n) => {
    const of = byLine.get(block.first + n) ?? []
    return { of, stretches: stretchesOf(line, of), number: block.first + n }
  })
  const notes = (of: readonly Numbered[]): ReactNode => <Notes of={of} active={shared.active} />
  if (block.kind === 'line') {
    const [{ of, stretches } = { of: [], stretches: [] }] = rows
    return (
      <p>
        <Stretches stretches={stretches} shared={shared} />
        {notes(of)}
      </p>
    )
  }
  return (
    <div className="scroll">
      <table>
        <tbody>
          {rows.map(({ of, stretches, number }) => (
            <tr key={number}>
              {cellsOf(stretches).map((cell, n) => (
                <td key={n} className={/^[\d,.%\s—-]+$/.test(cell.map(part => part.text).join('')) ? 'num' : undefined}>
                  <Stretches stretches={cell} shared={shared} />
                  {n === 0 && notes(of)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export const MarkedText = memo(function MarkedText({ text, ...shared }: Shared & { text: string }) {
  const { findings } = shared
  const byLine = useMemo(() => Map.groupBy(findings, finding => finding.line), [findings])
  const blocks = useMemo(() => blocksOf(text), [text])
  return (
    <article className="checked" aria-label="原文">
      {blocks.map(block => (
        <Block key={block.first} block={block} byLine={byLine} shared={shared} />
      ))}
    </article>
  )
})
