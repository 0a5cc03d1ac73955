// Signed reports: who signed what and when, whether it is published, and what was accepted with it.
import { Link } from '@tanstack/react-router'
import { App, Button, Input, Modal, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import type { publishReport, withdrawReport } from '../../src/disclosure/publish-report.ts'
import type { signedReports } from '../../src/disclosure/signed-reports.ts'
import type { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, moment, PageFrame, useCommand } from '../ui/index.ts'
import { asLabel } from './data.ts'
import './lists.css'
import { useSignedReports } from './sign-panel.tsx'

type Row = Awaited<ReturnType<typeof ask<typeof signedReports>>>[number]

function Withdraw({ year, close }: { year: number; close: () => void }) {
  const { run, busy, error } = useCommand<typeof withdrawReport>('disclosure.withdraw-report', '已撤下')
  const [reason, setReason] = useState('')
  return (
    <Modal
      open
      title={`撤下${year}年度报告`}
      onCancel={close}
      okText="撤下"
      okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
      confirmLoading={busy}
      onOk={() => void run({ year, reason }).then(close, () => undefined)}
    >
      <ErrorNote error={error} />
      <p>撤下后公众看不到报告，也打不开本年度的指标数。签发的报告仍在，可以再公开。</p>
      <Input.TextArea
        aria-label="撤下的原因"
        placeholder="撤下的原因"
        rows={3}
        maxLength={200}
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
    </Modal>
  )
}

/** The first letters of the digest; the whole of it goes to the clipboard. */
function Digest({ digest }: { digest: string }) {
  const { message } = App.useApp()
  const copy = () =>
    navigator.clipboard.writeText(digest).then(
      () => message.success('校验码已复制'),
      () => message.info(digest),
    )
  return (
    <button type="button" className="link num" title={digest} onClick={() => void copy()}>
      {digest.slice(0, 12)}…
    </button>
  )
}

function Actions({ row, taken, take }: { row: Row; taken: boolean; take: (year: number) => void }) {
  const { modal } = App.useApp()
  const mayPublish = useMay(['operations', 'director'])
  const mayTake = useMay(['director'])
  const publish = useCommand<typeof publishReport>('disclosure.publish-report', '已公开')
  const ask = () =>
    modal.confirm({
      title: `公开${row.year}年度报告？`,
      content: `任何人都可以看到报告全文，并点开每个指标数。${taken ? '现在公开的那一份会自动撤下。' : ''}`,
      okText: '公开',
      onOk: () => publish.run({ year: row.year, report_id: row.id }).catch(() => undefined),
    })
  return (
    <>
      <ErrorNote error={publish.error} />
      <Space>
        {row.published_at && <a href={`/disclosure/${row.year}`}>查看</a>}
        {mayPublish && !row.published_at && (
          <Button size="small" loading={publish.busy} onClick={ask}>
            公开
          </Button>
        )}
        {mayTake && row.published_at && (
          <Button size="small" danger onClick={() => take(row.year)}>
            撤下
          </Button>
        )}
      </Space>
    </>
  )
}

const Published = ({ row }: { row: Row }) =>
  row.published_at ? (
    <span className="ok">公开中　{moment(row.published_at)}</span>
  ) : (
    <span className="soft">未公开</span>
  )

const EXPORT = {
  header: ['年度', '口径', '签发人', '签发时间', '公开时间', '保留错误的理由', '校验码'],
  row: (row: Row) => [
    row.year,
    asLabel(row.classification),
    row.signed_by,
    moment(row.signed_at),
    row.published_at && moment(row.published_at),
    row.accept_reason,
    row.digest,
  ],
}

function OnPhone({ row, actions }: { row: Row; actions: ReactNode }) {
  return (
    <>
      <div className="card-head">
        <span>{row.year}年度</span>
        <Published row={row} />
      </div>
      <div className="card-line">
        <span>
          {row.signed_by}　{moment(row.signed_at)} 签发
        </span>
        <Digest digest={row.digest} />
      </div>
      {row.accept_reason && <p className="soft">保留错误的理由：{row.accept_reason}</p>}
      {actions}
    </>
  )
}

export function SignedReportsPage() {
  const { data, error, isPending, refetch } = useSignedReports()
  const [taking, setTaking] = useState<number>()
  const actions = (row: Row) => (
    <Actions row={row} taken={data?.some(one => one.year === row.year && one.published_at) ?? false} take={setTaking} />
  )
  return (
    <PageFrame
      title="签发与公开"
      about="签发时存下全文、全部指标数和校验码，以后不能改。同一年度只有一份在公开；公开新的，旧的自动撤下。"
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Row>
        name="已签发报告"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        empty={
          <>
            还没有签发的报告。到<Link to={paths.report}>年度报告</Link>编写、校核后，由主任签发。
          </>
        }
        csv={EXPORT}
        card={row => <OnPhone row={row} actions={actions(row)} />}
        columns={[
          { title: '年度', render: (_v, row) => `${row.year}年度` },
          { title: '口径', render: (_v, row) => asLabel(row.classification) },
          { title: '签发', render: (_v, row) => `${row.signed_by}　${moment(row.signed_at)}` },
          { title: '公开', render: (_v, row) => <Published row={row} /> },
          {
            title: '保留错误的理由',
            render: (_v, row) => <span className="way">{row.accept_reason}</span>,
          },
          { title: '校验码', render: (_v, row) => <Digest digest={row.digest} /> },
          { title: '办理', render: (_v, row) => actions(row) },
        ]}
      />
      {taking !== undefined && <Withdraw year={taking} close={() => setTaking(undefined)} />}
    </PageFrame>
  )
}
