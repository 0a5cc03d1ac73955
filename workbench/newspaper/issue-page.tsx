// One issue: its times, its pages with their proofs, printing, the site, and its quality sheet.
import { useParams } from '@tanstack/react-router'
import { Alert, Button, InputNumber, Modal, Space, Upload } from 'antd'
import { useState } from 'react'
import type { closeCopy } from '../../src/newspaper/issues/close-copy.ts'
import type { printIssue, publishIssue } from '../../src/newspaper/issues/print-issue.ts'
import { useMay } from '../app/me.tsx'
import { ErrorNote, moment, PageFrame, useCommand } from '../ui/index.ts'
import { EDITORS, type FullIssue, MADE_FROM, SIGNERS, stageOf, useIssue } from './data.ts'
import { PageCard } from './page-card.tsx'
import { usePressPdf, usePressTemplate } from './press.ts'
import { QualityPanel } from './quality-panel.tsx'
import './newspaper.css'

function Times({ issue }: { issue: FullIssue }) {
  const line = (title: string, planned: string | null, came: string | null) => {
    const late = planned !== null && came !== null && came > planned
    return (
      <div>
        <dt>{title}</dt>
        <dd className={late ? 'late' : ''}>
          {came ? moment(came) : '—'}
          {late && '（晚）'}
        </dd>
        {planned && <dd className="soft">计划 {moment(planned)}</dd>}
      </div>
    )
  }
  return (
    <dl className="issue-times">
      {line('截稿', issue.copy_by, issue.copy_closed_at)}
      {line('清样', issue.clean_by, issue.clean_at)}
      {line('付印', issue.print_by, issue.printed_at)}
      {line('上网', null, issue.published_at)}
    </dl>
  )
}

function TakePdf({ issue }: { issue: FullIssue }) {
  const [open, setOpen] = useState(false)
  const [first, setFirst] = useState(1)
  const press = usePressPdf(issue.id, () => setOpen(false))
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        上传印刷 PDF
      </Button>
      <Modal open={open} title="上传印刷 PDF" footer={null} onCancel={() => setOpen(false)}>
        <ErrorNote error={press.error} />
        <p>整期一个文件，或一版一个文件。系统会截出版面图，找出文字块；同一版再传一次就换成新的。</p>
        <p>
          文件从第{' '}
          <InputNumber
            size="small"
            aria-label="从第几版开始"
            min={1}
            max={99}
            value={first}
            onChange={no => setFirst(no ?? 1)}
          />{' '}
          版开始
        </p>
        <Upload
          accept=".pdf"
          showUploadList={false}
          beforeUpload={file => {
            press.mutate({ file, first })
            return false
          }}
        >
          <Button loading={press.isPending}>{press.isPending ? '正在制版，一版约要三秒' : '选择 PDF'}</Button>
        </Upload>
      </Modal>
    </>
  )
}

function Typeset({ issue }: { issue: FullIssue }) {
  const press = usePressTemplate(issue.id)
  const over = press.data?.fits.filter(fit => fit.over > 0.5) ?? []
  return (
    <>
      <Button type="primary" loading={press.isPending} onClick={() => press.mutate()}>
        {issue.pdf_file_id ? '重新排版' : '排版'}
      </Button>
      <Modal open={press.isError} title="没有排成" footer={null} onCancel={() => press.reset()}>
        <ErrorNote error={press.error} />
      </Modal>
      <Modal
        open={over.length > 0}
        title="有的版排不下"
        okText="知道了"
        cancelButtonProps={{ style: { display: 'none' } }}
        onOk={() => press.reset()}
        onCancel={() => press.reset()}
      >
        {over.map(fit => (
          <p key={fit.page}>
            第 {fit.page} 版用最小的字号还多出约 {Math.ceil(fit.over)} 毫米，请撤下一篇或换一篇短的。
          </p>
        ))}
      </Modal>
    </>
  )
}

function Actions({ issue }: { issue: FullIssue }) {
  const mayEdit = useMay(EDITORS)
  const maySign = useMay(SIGNERS)
  const close = useCommand<typeof closeCopy>('newspaper.close-copy', '已截稿')
  const print = useCommand<typeof printIssue>('newspaper.print-issue', '已付印')
  const publish = useCommand<typeof publishIssue>('newspaper.publish-issue', '已上网')
  const input = { issue_id: issue.id }
  const go = (command: { run(given: typeof input): Promise<unknown> }) => void command.run(input).catch(() => undefined)
  const allSigned = issue.signed_count === issue.page_count
  return (
    <Space wrap>
      {issue.printed_at && <Button href={`/api/newspaper/archive?issue_id=${issue.id}`}>归档包</Button>}
      {!issue.printed_at && mayEdit && !issue.copy_closed_at && <Button onClick={() => go(close)}>截稿</Button>}
      {!issue.printed_at &&
        mayEdit &&
        !allSigned &&
        (issue.made_from === 'pdf' ? <TakePdf issue={issue} /> : <Typeset issue={issue} />)}
      {!issue.printed_at && maySign && allSigned && (
        <Button type="primary" loading={print.busy} onClick={() => go(print)}>
          付印
        </Button>
      )}
      {issue.printed_at && !issue.published_at && mayEdit && (
        <Button type="primary" loading={publish.busy} onClick={() => go(publish)}>
          上网
        </Button>
      )}
      {issue.published_at && <Button href="/newspaper">看数字报</Button>}
      <ErrorNote error={print.error ?? publish.error ?? close.error} />
    </Space>
  )
}

export function IssuePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: issue, error, refetch } = useIssue(id)
  if (!issue)
    return (
      <PageFrame title="一期报纸">
        <ErrorNote error={error} retry={() => void refetch()} />
      </PageFrame>
    )
  return (
    <PageFrame
      title={`${issue.paper_name} ${issue.day}`}
      about={`第${issue.issue_no}期（总第${issue.total_no}期）　${MADE_FROM[issue.made_from]}　${stageOf(issue)}`}
      actions={<Actions issue={issue} />}
    >
      <Times issue={issue} />
      {issue.article_count === 0 && (
        <Alert
          type="info"
          showIcon
          title={
            issue.made_from === 'pdf'
              ? '先上传印刷 PDF，再打开各版划篇。'
              : '先打开各版，把签发的稿件上版，再点“排版”。'
          }
        />
      )}
      <ul className="issue-pages">
        {issue.pages.map(page => (
          <PageCard key={page.id} page={page} printed={issue.printed_at !== null} />
        ))}
      </ul>
      {issue.printed_at && <QualityPanel issue={issue} />}
    </PageFrame>
  )
}
