// Checks anybody's report: drop a file, see what was found marked in the text.
import { Button, Collapse, Segmented, Spin, Upload } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import type { checkUpload } from '../../src/proofing/check-file.ts'
import type { Finding, Relation } from '../../src/proofing/types.ts'
import { readFile } from '../app/api.ts'
import { ErrorNote, PageFrame } from '../ui/index.ts'
import './checker.css'
import { MarkedText, type Numbered } from './marked-text.tsx'
import { holds, Relations } from './relations.tsx'

type Checked = { file: string; text: string; findings: Finding[]; relations: Relation[] }
type Severity = Finding['severity']

const SEVERITIES: Record<Severity, string> = { error: '错误', warning: '提示', info: '说明' }
const ORDER = ['error', 'warning', 'info'] as const
const ACCEPTED = '.docx,.pdf,.html,.htm,.txt'

function FindingList({
  findings,
  active,
  choose,
}: {
  findings: readonly Numbered[]
  active: number | undefined
  choose: (index: number) => void
}) {
  const [severity, setSeverity] = useState<Severity | 'all'>('all')
  const count = (of: Severity) => findings.filter(finding => finding.severity === of).length
  const present = ORDER.filter(one => count(one) > 0)
  const shown = ORDER.flatMap(one => findings.filter(finding => finding.severity === one)).filter(
    finding => severity === 'all' || finding.severity === severity,
  )
  return (
    <>
      {present.length > 1 && (
        <Segmented
          block
          size="small"
          aria-label="只看一类"
          value={severity}
          onChange={setSeverity}
          options={[
            { value: 'all' as const, label: `全部 ${findings.length}` },
            ...present.map(value => ({ value, label: `${SEVERITIES[value]} ${count(value)}` })),
          ]}
        />
      )}
      <ol>
        {shown.map(finding => (
          <li key={finding.index}>
            <button
              type="button"
              id={`finding-${finding.index}`}
              className={`found ${finding.severity}`}
              aria-pressed={finding.index === active}
              onClick={() => choose(finding.index)}
            >
              <b>{SEVERITIES[finding.severity]}</b>
              {finding.message}
              <span>
                第 {finding.line} 行　{finding.excerpt}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {findings.length === 0 && <p className="ok">没有发现问题。</p>}
    </>
  )
}

function Result({ checked }: { checked: Checked }) {
  const [active, setActive] = useState<number>()
  const [view, setView] = useState<'list' | 'text'>('list')
  const findings = useMemo(() => checked.findings.map((finding, index) => ({ ...finding, index })), [checked])
  const good = checked.relations.filter(holds).length
  const lead = (index: number) => {
    setActive(index)
    setView('text')
    requestAnimationFrame(() =>
      document.querySelector(`[data-finding~="${index}"]`)?.scrollIntoView({ block: 'center' }),
    )
  }
  const chosen = useCallback((index: number) => {
    setActive(index)
    document.getElementById(`finding-${index}`)?.scrollIntoView({ block: 'nearest' })
  }, [])
  const relations = `核对了 ${checked.relations.length} 处数量关系，${good} 处相符`
  return (
    <>
      <div className="check-head">
        <strong>{checked.file}</strong>
        <Button size="small" onClick={() => window.print()}>
          打印
        </Button>
      </div>
      <Collapse
        size="small"
        className="relations"
        items={[{ key: 'relations', label: relations, children: <Relations relations={checked.relations} /> }]}
      />
      <div className="check" data-view={view}>
        <div className="views">
          <Segmented
            block
            aria-label="查看"
            value={view}
            onChange={setView}
            options={[
              { value: 'list' as const, label: `问题 ${findings.length}` },
              { value: 'text' as const, label: '原文' },
            ]}
          />
        </div>
        <MarkedText text={checked.text} findings={findings} active={active} choose={chosen} />
        <aside aria-label="问题">
          <FindingList findings={findings} active={active} choose={lead} />
        </aside>
      </div>
    </>
  )
}

function useChecking() {
  const [checked, setChecked] = useState<{ answer: Checked; at: number }>()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState<string>()
  const choose = (file: File) => {
    setBusy(file.name)
    setError(undefined)
    readFile<typeof checkUpload>('proofing.check-file', file)
      .then(
        answer => setChecked({ answer: answer as unknown as Checked, at: Date.now() }),
        refused => {
          setChecked(undefined)
          setError(refused)
        },
      )
      .finally(() => setBusy(undefined))
    // the component must not send it a second time
    return false
  }
  return { checked, error, busy, choose }
}

export function CheckerPage() {
  const { checked, error, busy, choose } = useChecking()
  return (
    <PageFrame
      title="校核文件"
      about="核对任何单位的绩效报告、决算说明：合计、差额、比率、占比、增减率、前后口径、序号、称谓和模板残留。文件只在这次读取，不保存。"
    >
      <Upload.Dragger
        className={checked ? 'drop small' : 'drop'}
        beforeUpload={choose}
        showUploadList={false}
        accept={ACCEPTED}
        disabled={busy !== undefined}
      >
        {checked ? '换一个文件：拖到这里，或点这里选择' : '把文件拖到这里，或点这里选择'}
        <small>Word（.docx）、PDF、网页（.html）、文本（.txt）</small>
      </Upload.Dragger>
      <ErrorNote error={error} />
      {busy && (
        <p role="status">
          <Spin size="small" /> 正在校核 {busy}……
        </p>
      )}
      {checked && !busy && <Result key={checked.at} checked={checked.answer} />}
    </PageFrame>
  )
}
