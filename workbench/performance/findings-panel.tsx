// What the checker finds in the draft; each finding leads to its place.
import type { Finding } from '../../src/proofing/types.ts'
import { type Draft, placeOf } from './data.ts'
import { pointAt } from './pointing.ts'

const GROUPS = [
  ['error', '错误', '改正后才能签发；确属历史口径的，签发时写明理由。'],
  ['warning', '提示', '请看一看是否属实。'],
  ['info', '说明', ''],
] as const

export const errorsOf = (draft: Draft): Finding[] =>
  draft.check.findings.filter(finding => finding.severity === 'error')

export function FindingsPanel({ draft, shown }: { draft: Draft; shown: () => void }) {
  const { findings, relations } = draft.check
  const good = relations.filter(relation => relation.status === 'ok' || relation.status === 'rounded').length
  const lead = (finding: Finding) => {
    shown()
    // on a telephone the report comes into view first
    requestAnimationFrame(() => pointAt(placeOf(draft, finding)))
  }
  return (
    <>
      <p>
        报告里的数量关系核对了 {relations.length} 处，{good} 处相符。
        {findings.length === 0 && <span className="ok">没有发现问题。</span>}
      </p>
      {GROUPS.map(([severity, title, about]) => {
        const group = findings.filter(finding => finding.severity === severity)
        if (group.length === 0) return null
        return (
          <section key={severity} className="notes">
            <h3>
              {title} {group.length}
              <small>{about}</small>
            </h3>
            {group.map((finding, n) => (
              <button
                key={`${finding.line}-${finding.rule}-${n}`}
                type="button"
                className={`note-item ${severity}`}
                onClick={() => lead(finding)}
              >
                {finding.message}
                <span>{finding.excerpt}</span>
              </button>
            ))}
          </section>
        )
      })}
    </>
  )
}
