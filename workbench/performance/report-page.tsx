// The yearly report: the document at the left; writing, marks, checks and sign-off at the right.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Dropdown, Input, Segmented, Select, Spin } from 'antd'
import { useState } from 'react'
import type { publishReport } from '../../src/disclosure/publish-report.ts'
import type { signOff } from '../../src/performance/sign-off.ts'
import { useMe } from '../app/shell.tsx'
import { ErrorNote, PageFrame, useCommand, useYear, YearPicker } from '../ui/index.ts'
import { AS, type Draft, useDraftReport } from './data.ts'
import { DocumentView } from './document-view.tsx'
import { EvaluationTable } from './evaluation-table.tsx'
import { SlotEditor } from './slot-editor.tsx'

function Findings({ draft }: { draft: Draft }) {
  const { findings, relations } = draft.check
  const good = relations.filter(relation => relation.status === 'ok' || relation.status === 'rounded').length
  return (
    <>
      <p>
        核对数量关系 {relations.length} 处，相符 {good} 处；问题 {findings.length} 个。
      </p>
      {findings.map((finding, n) => (
        <div
          key={`${finding.line}-${finding.rule}-${n}`}
          className={`finding ${finding.severity}`}
          style={{ cursor: 'default' }}
        >
          {finding.message}
          <span className="excerpt">
            第 {finding.line} 行　{finding.excerpt}
          </span>
        </div>
      ))}
      {findings.length === 0 && <p className="ok">没有发现问题。</p>}
    </>
  )
}

function SignOff({ draft }: { draft: Draft }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<ReturnType<typeof signOff>>('performance.sign-off', '报告已签发')
  const publish = useCommand<typeof publishReport>('disclosure.publish-report', '报告已公开')
  const [reason, setReason] = useState('')
  const [signed, setSigned] = useState<string>()
  const errors = draft.check.findings.filter(finding => finding.severity === 'error').length
  const director = me?.roles.includes('director')
  const sign = () =>
    run({ year: draft.year, as: draft.as as 'reported', accept_reason: reason }).then(
      answer => setSigned(answer.report_id),
      () => undefined,
    )
  return (
    <>
      <ErrorNote error={error ?? publish.error} />
      {draft.missing.length > 0 && (
        <Alert type="warning" showIcon title={`还没有写：${draft.missing.join('、')}`} style={{ marginBottom: 12 }} />
      )}
      {errors > 0 && (
        <>
          <Alert
            type="error"
            showIcon
            title={`校核有 ${errors} 处错误`}
            description="能改的先改；确属历史口径无法改正的，写明理由再签发，理由随报告存档。"
            style={{ marginBottom: 12 }}
          />
          <Input.TextArea
            aria-label="保留错误的理由"
            placeholder="保留错误的理由"
            rows={2}
            maxLength={500}
            value={reason}
            onChange={event => setReason(event.target.value)}
            style={{ marginBottom: 12 }}
          />
        </>
      )}
      {director ? (
        <Button
          type="primary"
          loading={busy}
          disabled={draft.missing.length > 0 || (errors > 0 && reason.trim() === '')}
          onClick={() => void sign()}
        >
          签发
        </Button>
      ) : (
        <p>由主任签发。签发时存下全文、全部指标数和校验码。</p>
      )}
      {signed && (
        <p className="ok">
          已签发。
          <Button
            size="small"
            loading={publish.busy}
            onClick={() => void publish.run({ year: draft.year, report_id: signed }).catch(() => undefined)}
          >
            现在公开
          </Button>
        </p>
      )}
    </>
  )
}

const FORMATS = [
  ['docx', 'DOCX'],
  ['pdf', 'PDF'],
  ['html', '网页'],
  ['text', '文本'],
] as const

function Downloads({ draft }: { draft: Draft }) {
  const items = FORMATS.map(([format, title]) => ({
    key: format,
    label: <a href={`/api/performance/report?year=${draft.year}&as=${draft.as}&format=${format}`}>{title}</a>,
  }))
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button>下载</Button>
    </Dropdown>
  )
}

const PANELS = ['编写', '自评', '校核', '签发'] as const

function Panels({ draft }: { draft: Draft }) {
  const { data: me } = useMe()
  const [panel, setPanel] = useState<(typeof PANELS)[number]>('编写')
  const mayWrite = ['finance', 'operations', 'director'].some(role => me?.roles.includes(role))
  return (
    <aside className="aside">
      <Segmented
        block
        value={panel}
        onChange={setPanel}
        options={PANELS.map(value => ({
          value,
          label: value === '校核' && draft.check.findings.length > 0 ? `校核 ${draft.check.findings.length}` : value,
        }))}
        style={{ marginBottom: 16 }}
      />
      <div hidden={panel !== '编写'}>
        {!mayWrite && <p>由会计、综合或主任编写。</p>}
        {mayWrite &&
          draft.slots.map(text => (
            <SlotEditor key={`${draft.year}-${text.slot}`} year={draft.year} text={text} figures={draft.figures} />
          ))}
      </div>
      {panel === '自评' &&
        (draft.evaluation ? (
          <EvaluationTable
            evaluation={draft.evaluation}
            year={draft.year}
            as={draft.as}
            mayJudge={['finance', 'director'].some(role => me?.roles.includes(role))}
          />
        ) : (
          <p>没有适用于本年度的评分表。</p>
        ))}
      {panel === '校核' && <Findings draft={draft} />}
      {panel === '签发' && <SignOff draft={draft} />}
    </aside>
  )
}

export function ReportPage() {
  const { year, loading } = useYear()
  const { as } = useSearch({ strict: false }) as { as?: string }
  const navigate = useNavigate()
  const { data, error, refetch } = useDraftReport(year, as)
  const choose = (value: string) =>
    void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, as: value }) as never })
  const actions = (
    <>
      {data && <Select aria-label="口径" value={data.as} onChange={choose} options={AS} style={{ width: 152 }} />}
      <YearPicker />
      {data && <Downloads draft={data} />}
    </>
  )
  return (
    <PageFrame
      title="年度绩效评价报告"
      about="数字全部由账簿算出，点开可查；需要人写的段落在右边编写。"
      actions={actions}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {!loading && year === undefined && <p>还没有账，无法生成报告。</p>}
      {year !== undefined && !data && !error && <Spin />}
      {data && (
        <div className="report-page">
          <DocumentView document={data.document} where={{ year: data.year, as: data.as }} />
          <Panels draft={data} />
        </div>
      )}
    </PageFrame>
  )
}
