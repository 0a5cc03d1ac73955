// The quality sheet of a printed issue: what was found, the rate against the limits, and a correction for an article.
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Radio, Select, Space } from 'antd'
import { useState } from 'react'
import type { correctArticle, recordFault } from '../../src/newspaper/quality/record-fault.ts'
import type { qualitySheet } from '../../src/newspaper/quality/sheet.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { ErrorNote, FormWindow, moment, required, useCommand } from '../ui/index.ts'
import { EDITORS, type FullIssue, type Quality, SIGNERS, two } from './data.ts'

const articlesOf = (issue: FullIssue) =>
  issue.pages.flatMap(page =>
    page.articles.map(one => ({ value: one.id, label: `${two(page.page_no)}版 ${one.title}` })),
  )

type FaultFields = { kind: 'text' | 'form'; article_id?: string; excerpt: string; correction?: string }

function FaultForm({ issue, close }: { issue: FullIssue; close: () => void }) {
  const [form] = Form.useForm<FaultFields>()
  const { run, busy, error } = useCommand<typeof recordFault>('newspaper.record-fault', '差错已登记')
  return (
    <FormWindow<FaultFields>
      title="登记差错"
      ok="登记"
      form={form}
      busy={busy}
      error={error}
      initial={{ kind: 'text' }}
      submit={({ correction = '', ...fields }) => run({ issue_id: issue.id, correction, ...fields })}
      close={close}
    >
      <Form.Item name="kind" label="哪一类">
        <Radio.Group
          options={[
            { value: 'text', label: '文字差错' },
            { value: 'form', label: '形式差错（报头、页码、版式）' },
          ]}
        />
      </Form.Item>
      <Form.Item name="article_id" label="在哪一篇">
        <Select allowClear options={articlesOf(issue)} />
      </Form.Item>
      <Form.Item name="excerpt" label="原文" rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="correction" label="应为">
        <Input maxLength={200} />
      </Form.Item>
    </FormWindow>
  )
}

type CorrectionFields = { article_id: string; wrong: string; correct: string }

function CorrectionForm({ issue, close }: { issue: FullIssue; close: () => void }) {
  const { run, busy, error } = useCommand<typeof correctArticle>('newspaper.correct-article', '更正已发布')
  return (
    <FormWindow<CorrectionFields>
      title="发更正"
      ok="发布更正"
      busy={busy}
      error={error}
      submit={fields => run(fields)}
      close={close}
    >
      <p>更正会一直显示在数字报的这一篇上；下一期可以用它加一则更正启事。</p>
      <Form.Item name="article_id" label="哪一篇" rules={required}>
        <Select options={articlesOf(issue)} />
      </Form.Item>
      <Form.Item name="wrong" label="错的" rules={required}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="correct" label="应为" rules={required}>
        <Input maxLength={300} />
      </Form.Item>
    </FormWindow>
  )
}

function Verdict({ sheet }: { sheet: Quality }) {
  const rate = sheet.rate_cent === null ? '不适用' : (sheet.rate_cent / 100).toFixed(2)
  return (
    <p>
      全期 {sheet.char_count} 字，文字差错 {sheet.text_faults} 处，每万字 {rate} 处（限 {Number(sheet.limit_rate)}
      ）；形式差错 {sheet.form_faults} 处（限 {sheet.limit_form}）。
      <strong className={`verdict ${sheet.passes ? 'good' : 'bad'}`}>
        {sheet.passes === null ? '' : sheet.passes ? '合格' : '不合格'}
      </strong>
      <br />
      <span className="soft">{sheet.source}</span>
    </p>
  )
}

export function QualityPanel({ issue }: { issue: FullIssue }) {
  const [doing, setDoing] = useState<'fault' | 'correction'>()
  const mayRecord = useMay(EDITORS)
  const mayCorrect = useMay(SIGNERS)
  const { data: sheet, error } = useQuery({
    queryKey: ['newspaper.quality-sheet', issue.id],
    queryFn: () => ask<typeof qualitySheet>('newspaper.quality-sheet', { issue_id: issue.id }),
  })
  return (
    <section className="quality">
      <h2>质量单</h2>
      <ErrorNote error={error} />
      {sheet && <Verdict sheet={sheet} />}
      <ul className="article-list">
        {sheet?.faults.map(fault => (
          <li key={fault.id}>
            <span>
              {fault.kind === 'form' ? '形式' : '文字'}　{fault.page_no && `第 ${fault.page_no} 版`} “{fault.excerpt}”
              {fault.correction && `应为“${fault.correction}”`}
              <span className="soft">
                {'　'}
                {fault.found_by} {moment(fault.found_at)}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <Space wrap>
        {mayRecord && <Button onClick={() => setDoing('fault')}>登记差错</Button>}
        {mayCorrect && <Button onClick={() => setDoing('correction')}>发更正</Button>}
      </Space>
      {doing === 'fault' && <FaultForm issue={issue} close={() => setDoing(undefined)} />}
      {doing === 'correction' && <CorrectionForm issue={issue} close={() => setDoing(undefined)} />}
    </section>
  )
}
