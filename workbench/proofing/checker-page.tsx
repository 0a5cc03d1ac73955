// Checks anybody's report: drop a file, see what was found marked in the text.
import { Collapse, Segmented, Spin, Upload } from 'antd'
import { useMemo, useRef, useState } from 'react'
import type { checkUpload } from '../../src/proofing/check-file.ts'
import type { Finding, Relation } from '../../src/proofing/types.ts'
import { readFile } from '../app/api.ts'
import { DataTable, ErrorNote, PageFrame } from '../ui/index.ts'

type Checked = { file: string; text: string; findings: Finding[]; relations: Relation[] }

const KINDS: Record<Relation['kind'], string> = {
  sum: '合计',
  difference: '差额',
  ratio: '比率',
  share: '占比',
  growth: '增减率',
  equality: '相等',
  count: '计数',
}
const STATUSES: Record<Relation['status'], string> = {
  ok: '相符',
  rounded: '舍入内相符',
  truncated: '截尾相符',
  last_digit: '末位差一',
  fail: '不符',
  undefined: '基数为零',
}
const SEVERITIES = { error: '错误', warning: '提示', info: '说明' }

/** The stretch of a line that a finding points at: the part of its excerpt that stands in the line. */
function marked(line: string, findings: Finding[]) {
  const spots = findings
    .flatMap(finding => {
      const part =
        finding.excerpt
          .split(' … ')
          .find(one => line.includes(one.trim()))
          ?.trim() ?? ''
      const at = part === '' ? -1 : line.indexOf(part)
      return at < 0 ? [] : [{ at, end: at + part.length, severity: finding.severity }]
    })
    .toSorted((a, b) => a.at - b.at)
  const parts: { text: string; severity?: Finding['severity'] }[] = []
  let from = 0
  for (const spot of spots) {
    if (spot.at < from) continue
    parts.push({ text: line.slice(from, spot.at) }, { text: line.slice(spot.at, spot.end), severity: spot.severity })
    from = spot.end
  }
  return [...parts, { text: line.slice(from) }].filter(part => part.text !== '')
}

function MarkedText({
  checked,
  register,
}: {
  checked: Checked
  register: (line: number, element: HTMLElement | null) => void
}) {
  const byLine = useMemo(() => Map.groupBy(checked.findings, finding => finding.line), [checked])
  return (
    <div className="checked-text">
      {checked.text.split('\n').map((line, n) => {
        const found = byLine.get(n + 1) ?? []
        return (
          <span key={`${n + 1}`} className="line" ref={element => register(n + 1, element)}>
            {found.length === 0
              ? line
              : marked(line, found).map((part, at) =>
                  part.severity ? (
                    <mark key={`${at}-m`} className={part.severity}>
                      {part.text}
                    </mark>
                  ) : (
                    <span key={`${at}-t`}>{part.text}</span>
                  ),
                )}
          </span>
        )
      })}
    </div>
  )
}

function Relations({ relations }: { relations: Relation[] }) {
  return (
    <DataTable<Relation & { key: number }>
      name="数量关系"
      rowKey="key"
      size="small"
      sticky={false}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={relations.map((relation, key) => ({ ...relation, key }))}
      csv={{
        header: ['行', '关系', '文中', '复算', '结论', '原文'],
        row: row => [row.line, KINDS[row.kind], row.stated, row.computed, STATUSES[row.status], row.excerpt],
      }}
      columns={[
        { title: '行', dataIndex: 'line' },
        { title: '关系', render: (_v, row) => KINDS[row.kind] },
        { title: '文中', dataIndex: 'stated', className: 'num' },
        { title: '复算', dataIndex: 'computed', className: 'num' },
        {
          title: '结论',
          render: (_v, row) => (
            <span
              className={row.status === 'fail' || row.status === 'undefined' ? 'bad' : row.status === 'ok' ? 'ok' : ''}
            >
              {STATUSES[row.status]}
            </span>
          ),
        },
        {
          title: '原文',
          render: (_v, row) => (
            <span style={{ display: 'inline-block', maxWidth: 420, whiteSpace: 'normal' }}>{row.excerpt}</span>
          ),
        },
      ]}
    />
  )
}

function Result({ checked }: { checked: Checked }) {
  const lines = useRef(new Map<number, HTMLElement>())
  const [severity, setSeverity] = useState('all')
  const count = (of: string) => checked.findings.filter(finding => finding.severity === of).length
  const shown = checked.findings.filter(finding => severity === 'all' || finding.severity === severity)
  const good = checked.relations.filter(relation => relation.status === 'ok' || relation.status === 'rounded').length
  const options = [
    { value: 'all', label: `全部 ${checked.findings.length}` },
    ...(['error', 'warning', 'info'] as const).map(value => ({ value, label: `${SEVERITIES[value]} ${count(value)}` })),
  ]
  return (
    <>
      <p>
        <strong>{checked.file}</strong>：核对数量关系 {checked.relations.length} 处，相符 {good} 处；发现错误{' '}
        {count('error')} 处，提示 {count('warning')} 处。
      </p>
      <Collapse
        size="small"
        items={[{ key: 'relations', label: '数量关系一览', children: <Relations relations={checked.relations} /> }]}
        style={{ marginBottom: 16 }}
      />
      <div className="report-page">
        <MarkedText
          checked={checked}
          register={(line, element) => {
            if (element) lines.current.set(line, element)
          }}
        />
        <aside className="aside" style={{ order: 0 }}>
          <Segmented block value={severity} onChange={setSeverity} options={options} style={{ marginBottom: 12 }} />
          {shown.map((finding, n) => (
            <button
              key={`${finding.line}-${n}`}
              type="button"
              className={`finding ${finding.severity}`}
              onClick={() => lines.current.get(finding.line)?.scrollIntoView({ block: 'center' })}
            >
              {finding.message}
              <span className="excerpt">
                第 {finding.line} 行　{finding.excerpt}
              </span>
            </button>
          ))}
          {shown.length === 0 && <p className="ok">没有发现问题。</p>}
        </aside>
      </div>
    </>
  )
}

export function CheckerPage() {
  const [checked, setChecked] = useState<Checked>()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const choose = (file: File) => {
    setBusy(true)
    setError(undefined)
    readFile<typeof checkUpload>('proofing.check-file', file)
      .then(
        answer => setChecked(answer as unknown as Checked),
        refused => {
          setChecked(undefined)
          setError(refused)
        },
      )
      .finally(() => setBusy(false))
    return false
  }
  return (
    <PageFrame
      title="校核文件"
      about="核对任何单位的报告：合计、差额、比率、占比、增减率、前后口径和模板残留。文件不会保存。"
    >
      <Upload.Dragger
        beforeUpload={choose}
        showUploadList={false}
        accept=".docx,.pdf,.html,.htm,.txt"
        style={{ marginBottom: 16 }}
      >
        <p style={{ margin: 0 }}>把文件拖到这里，或点这里选择</p>
        <p style={{ margin: 0, color: 'var(--soft)' }}>.docx　.pdf　.html　.txt</p>
      </Upload.Dragger>
      <ErrorNote error={error} />
      {busy && <Spin />}
      {checked && !busy && <Result key={checked.file + checked.text.length} checked={checked} />}
    </PageFrame>
  )
}
