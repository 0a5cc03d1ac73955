// The outline of the report, and under each heading what is still missing there.
import type { LaidRun } from '../../src/performance/layout.ts'
import type { Draft } from './data.ts'
import { useWriting } from './writing.tsx'

type Line = { at: number; level: number; title: string; missing: string[] }

/** Headings in order, each with the owed and empty parts that follow it. */
function linesOf(draft: Draft): Line[] {
  const owed = new Set(draft.slots.filter(text => text.required && text.content.length === 0).map(text => text.slot))
  const lines: Line[] = []
  draft.layout.blocks.forEach((block, at) => {
    if (block.kind === 'heading')
      lines.push({ at, level: block.level, title: block.runs.map(run => run.text).join(''), missing: [] })
    if (block.kind !== 'paragraph') return
    for (const { slot } of block.runs as LaidRun[]) {
      const line = lines.at(-1)
      if (slot && owed.has(slot) && line && !line.missing.includes(slot)) line.missing.push(slot)
    }
  })
  return lines
}

export function Outline({ draft, go }: { draft: Draft; go: (block: number) => void }) {
  const { texts, open, mayWrite } = useWriting()
  const missing = draft.missing.length
  return (
    <nav className="outline" aria-label="报告目录">
      <p className={missing > 0 ? 'bad' : 'ok'}>{missing > 0 ? `还有 ${missing} 段要写` : '要写的都写了'}</p>
      {linesOf(draft).map(({ at, level, title, missing: slots }) => (
        <div key={at} className={`level-${level}`}>
          <button type="button" onClick={() => go(at)}>
            {title}
          </button>
          {slots.map(slot => (
            <button
              key={slot}
              type="button"
              className="owed"
              onClick={() => {
                if (mayWrite) open(slot)
                go(at)
              }}
            >
              缺：{texts.get(slot)?.title}
            </button>
          ))}
        </div>
      ))}
    </nav>
  )
}
