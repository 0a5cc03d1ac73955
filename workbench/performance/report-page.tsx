// The yearly report: outline at the left, the report itself in the middle, written in place; marks, checks and sign-off
// at the right. On a narrow page one of them at a time.
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Dropdown, Segmented, Select, Spin } from 'antd'
import { useState } from 'react'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, PageFrame, useYear, YearPicker } from '../ui/index.ts'
import { AS, type Draft, useDraftReport } from './data.ts'
import { DocumentView } from './document-view.tsx'
import { EvaluationPanel } from './evaluation-panel.tsx'
import { errorsOf, FindingsPanel } from './findings-panel.tsx'
import { Outline } from './outline.tsx'
import { goTo } from './pointing.ts'
import './report.css'
import { SignPanel } from './sign-panel.tsx'
import { WritingProvider } from './writing.tsx'

const FORMATS = [
  ['docx', 'Word 文档（.docx）'],
  ['pdf', 'PDF'],
  ['html', '网页（.html）'],
  ['text', '纯文本（.txt）'],
] as const

function Downloads({ draft }: { draft: Draft }) {
  const items = FORMATS.map(([format, title]) => ({
    key: format,
    label: (
      <a href={`/api/performance/report?year=${draft.year}&as=${draft.as}&format=${format}`} download>
        {title}
      </a>
    ),
  }))
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button>下载草稿</Button>
    </Dropdown>
  )
}

type View = 'report' | 'outline' | 'findings' | 'scores' | 'sign'

function Desk({ draft }: { draft: Draft }) {
  const mayJudge = useMay(['finance', 'director'])
  const [view, setView] = useState<View>('report')
  const panel = view === 'scores' || view === 'sign' ? view : 'findings'
  const errors = errorsOf(draft).length
  const unjudged = draft.evaluation?.scores.filter(score => score.marks_cent === null).length ?? 0
  const sides = [
    { value: 'findings' as View, label: errors > 0 ? `校核 ${errors}` : '校核' },
    { value: 'scores' as View, label: unjudged > 0 ? `自评 ${unjudged}` : '自评' },
    { value: 'sign' as View, label: '签发' },
  ]
  const missing = draft.missing.length
  const narrow = [
    { value: 'report' as View, label: '报告' },
    { value: 'outline' as View, label: missing > 0 ? `目录 缺${missing}` : '目录' },
    ...sides,
  ]
  const go = (block: number) => {
    setView(before => (before === 'outline' ? 'report' : before))
    requestAnimationFrame(() => goTo(block))
  }
  return (
    <div className="desk" data-view={view}>
      <div className="views">
        <Segmented block value={view} onChange={setView} options={narrow} aria-label="查看" />
      </div>
      <Outline draft={draft} go={go} />
      <DocumentView draft={draft} />
      <aside aria-label="校核、自评与签发">
        <Segmented className="sides" block value={panel} onChange={setView} options={sides} aria-label="旁栏" />
        {panel === 'findings' && <FindingsPanel draft={draft} shown={() => setView('report')} />}
        {panel === 'scores' && <EvaluationPanel evaluation={draft.evaluation} mayJudge={mayJudge} />}
        {panel === 'sign' && <SignPanel draft={draft} show={setView} />}
      </aside>
    </div>
  )
}

export function ReportPage() {
  const { year, loading } = useYear()
  const { as } = useSearch({ strict: false }) as { as?: string }
  const navigate = useNavigate()
  const { data, error, refetch } = useDraftReport(year, as)
  const choose = (value: string) =>
    void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, as: value }) as never })
  return (
    <PageFrame
      title="年度报告"
      about="数由账簿算出，点开可查来历；要人写的段落，点开就地编写，自动保存。"
      actions={
        <>
          {data && <Select aria-label="口径" value={data.as} onChange={choose} options={AS} style={{ width: 152 }} />}
          <YearPicker />
          {data && <Downloads draft={data} />}
        </>
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {!loading && year === undefined && (
        <p>
          还没有任何年度的账，报告无从算起。先<Link to={paths.plan}>录入批复的预算</Link>，或
          <Link to={paths.importBooks}>导入往年账</Link>。
        </p>
      )}
      {year !== undefined && !data && !error && <Spin />}
      {data && (
        <WritingProvider key={`${data.year}-${data.as}`} draft={data}>
          <Desk draft={data} />
        </WritingProvider>
      )}
    </PageFrame>
  )
}
