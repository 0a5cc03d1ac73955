// Signed reports: who signed what and when, and whether it is published.
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Space, Typography } from 'antd'
import { useState } from 'react'
import type { publishReport, withdrawReport } from '../../src/disclosure/publish-report.ts'
import type { signedReports } from '../../src/disclosure/signed-reports.ts'
import { ask } from '../app/api.ts'
import { useMe } from '../app/shell.tsx'
import { DataTable, ErrorNote, moment, PageFrame, useCommand } from '../ui/index.ts'
import { AS } from './data.ts'

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
      <Input.TextArea
        aria-label="撤下的原因"
        placeholder="撤下的原因"
        maxLength={200}
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
    </Modal>
  )
}

export function SignedReportsPage() {
  const { data: me } = useMe()
  const { data, error, isPending } = useQuery({
    queryKey: ['disclosure.signed-reports'],
    queryFn: () => ask<typeof signedReports>('disclosure.signed-reports'),
  })
  const publish = useCommand<typeof publishReport>('disclosure.publish-report', '已公开')
  const [taking, setTaking] = useState<number>()
  const mayPublish = ['operations', 'director'].some(role => me?.roles.includes(role))
  const actions = (row: Row) => (
    <Space>
      {row.published_at && <a href={`/disclosure/${row.year}`}>查看</a>}
      {mayPublish && !row.published_at && (
        <Button
          size="small"
          onClick={() => void publish.run({ year: row.year, report_id: row.id }).catch(() => undefined)}
        >
          公开
        </Button>
      )}
      {me?.roles.includes('director') && row.published_at && (
        <Button size="small" danger onClick={() => setTaking(row.year)}>
          撤下
        </Button>
      )}
    </Space>
  )
  return (
    <PageFrame title="签发与公开" about="签发时存下全文和全部指标数。同一年度只有一份在公开；公开新的，旧的自动撤下。">
      <ErrorNote error={error ?? publish.error} />
      <DataTable<Row>
        name="已签发报告"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        empty="还没有签发的报告。在“年度报告”里编写、校核后签发。"
        columns={[
          { title: '年度', dataIndex: 'year' },
          { title: '口径', render: (_v, row) => AS.find(one => one.value === row.classification)?.label },
          { title: '签发', render: (_v, row) => `${moment(row.signed_at)}　${row.signed_by}` },
          { title: '公开', render: (_v, row) => (row.published_at ? moment(row.published_at) : '未公开') },
          { title: '保留错误的理由', dataIndex: 'accept_reason' },
          {
            title: '校验码',
            render: (_v, row) => (
              <Typography.Text copyable={{ text: row.digest }}>{row.digest.slice(0, 12)}…</Typography.Text>
            ),
          },
          { title: '', render: (_v, row) => actions(row) },
        ]}
      />
      {taking !== undefined && <Withdraw year={taking} close={() => setTaking(undefined)} />}
    </PageFrame>
  )
}
