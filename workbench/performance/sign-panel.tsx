// From a finished draft to a published report: what still stands in the way, signing, publishing.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Popconfirm } from 'antd'
import { type ReactNode, useState } from 'react'
import type { publishReport } from '../../src/disclosure/publish-report.ts'
import type { signedReports } from '../../src/disclosure/signed-reports.ts'
import type { signOff } from '../../src/performance/sign-off.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, moment, useCommand } from '../ui/index.ts'
import { asLabel, type Draft } from './data.ts'
import { errorsOf } from './findings-panel.tsx'

export function useSignedReports() {
  return useQuery({
    queryKey: ['disclosure.signed-reports'],
    queryFn: () => ask<typeof signedReports>('disclosure.signed-reports'),
  })
}

function Step({ done, children }: { done: boolean; children: ReactNode }) {
  return <li className={done ? 'step met' : 'step'}>{children}</li>
}

function Steps({ draft, show }: { draft: Draft; show: (panel: 'scores' | 'findings') => void }) {
  const { missing, evaluation } = draft
  const errors = errorsOf(draft).length
  const unjudged = evaluation?.scores.filter(score => score.marks_cent === null).length ?? 0
  return (
    <ul className="steps">
      <Step done={missing.length === 0}>
        {missing.length === 0 ? '要写的段落都写了' : `还有 ${missing.length} 段没有写：${missing.join('、')}`}
      </Step>
      <Step done={unjudged === 0}>
        {unjudged === 0 ? (
          evaluation ? (
            '自评表已评完'
          ) : (
            '没有适用的评分表'
          )
        ) : (
          <button type="button" className="link" onClick={() => show('scores')}>
            自评表还有 {unjudged} 项没有得分（可以签发，报告会写明评分尚未完成）
          </button>
        )}
      </Step>
      <Step done={errors === 0}>
        {errors === 0 ? (
          '校核没有错误'
        ) : (
          <button type="button" className="link" onClick={() => show('findings')}>
            校核有 {errors} 处错误
          </button>
        )}
      </Step>
    </ul>
  )
}

function Signing({ draft }: { draft: Draft }) {
  const { run, busy, error } = useCommand<ReturnType<typeof signOff>>('performance.sign-off', '报告已签发')
  const [reason, setReason] = useState('')
  const errors = errorsOf(draft).length
  const missing = draft.missing.length > 0
  const sign = () =>
    void run({ year: draft.year, as: draft.as as 'reported', accept_reason: reason }).then(
      () => setReason(''),
      () => undefined,
    )
  return (
    <>
      <ErrorNote error={error} />
      {errors > 0 && (
        <label className="field" htmlFor="accept-reason">
          错误能改的先改。确属历史口径无法改正的，写明理由，随报告存档
          <Input.TextArea
            id="accept-reason"
            rows={3}
            maxLength={500}
            placeholder="保留错误的理由"
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
        </label>
      )}
      <Popconfirm
        title="签发这份报告？"
        description="全文、全部指标数和校验码就此存档，不能再改。以后有改动，重新签发一份。"
        okText="签发"
        onConfirm={sign}
      >
        <Button type="primary" block loading={busy} disabled={missing || (errors > 0 && reason.trim() === '')}>
          签发{draft.year}年度报告
        </Button>
      </Popconfirm>
      {missing && <p className="soft">写完上面的段落才能签发。</p>}
    </>
  )
}

function Newest({ year }: { year: number }) {
  const { data } = useSignedReports()
  const mayPublish = useMay(['operations', 'director'])
  const publish = useCommand<typeof publishReport>('disclosure.publish-report', '报告已公开')
  const newest = data?.find(row => row.year === year)
  if (!newest) return <p className="soft">本年度还没有签发过。</p>
  return (
    <div className="newest">
      <ErrorNote error={publish.error} />
      <p>
        最近一次由{newest.signed_by}于 {moment(newest.signed_at)} 签发（{asLabel(newest.classification)}），
        {newest.published_at ? <span className="ok">已公开</span> : '还没有公开'}。
      </p>
      {newest.published_at ? (
        <a href={`/disclosure/${year}`}>看公开的报告</a>
      ) : mayPublish ? (
        <Button
          block
          loading={publish.busy}
          onClick={() => void publish.run({ year, report_id: newest.id }).catch(() => undefined)}
        >
          公开这份报告
        </Button>
      ) : (
        <p className="soft">由综合岗或主任公开。</p>
      )}
      <p>
        <Link to={paths.signed}>全部签发记录</Link>
      </p>
    </div>
  )
}

export function SignPanel({ draft, show }: { draft: Draft; show: (panel: 'scores' | 'findings') => void }) {
  const director = useMay(['director'])
  return (
    <>
      <Steps draft={draft} show={show} />
      {director ? <Signing draft={draft} /> : <p className="soft">由主任签发。签发时存下全文、全部指标数和校验码。</p>}
      <h3>签发与公开</h3>
      <Newest year={draft.year} />
    </>
  )
}
