// 批准文件: every document that changed the plan, with what rests on it and its scan.
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Modal } from 'antd'
import { useState } from 'react'
import type { approvals, attachApproval } from '../../src/budget/approvals.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { NeedsYear } from '../app/needs-year.tsx'
import type { KeptFile } from '../app/upload.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  FileLink,
  FilesField,
  moment,
  moneyColumn,
  PageFrame,
  textColumn,
  useCommand,
  useYear,
  YearPicker,
} from '../ui/index.ts'

type Row = Awaited<ReturnType<typeof ask<typeof approvals>>>[number]

function Attach({ row }: { row: Row }) {
  const [open, setOpen] = useState(false)
  const [files, setFiles] = useState<KeptFile[]>([])
  const { run, busy, error } = useCommand<typeof attachApproval>('budget.attach-approval', '已补传')
  const take = () =>
    run({ approval_id: row.id, file_ids: files.map(file => file.file_id) }).then(
      () => {
        setOpen(false)
        setFiles([])
      },
      () => undefined,
    )
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        补传
      </Button>
      <Modal
        open={open}
        title={`补传批准文件：${row.doc_no}`}
        okText="补传"
        okButtonProps={{ disabled: files.length === 0 }}
        confirmLoading={busy}
        onCancel={() => setOpen(false)}
        onOk={() => void take()}
      >
        <ErrorNote error={error} />
        <Form layout="vertical">
          <Form.Item label="扫描件或照片">
            <FilesField kinds={['document', 'image']} value={files} onChange={setFiles} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}

function Files({ row }: { row: Row }) {
  if (row.files.length === 0) return <span className="bad">没有附件</span>
  return (
    <>
      {row.files.map(file => (
        <div key={file.id}>
          <FileLink file_id={file.id} name={file.name} />
        </div>
      ))}
    </>
  )
}

const SHEET = {
  header: ['文号', '事项', '笔数', '净增减（元）', '附件数', '登记人', '登记时间'],
  row: (row: Row) => [
    row.doc_no,
    row.kinds,
    row.movement_count,
    { fen: row.net_fen },
    row.files.length,
    row.recorded_by,
    moment(row.recorded_at),
  ],
}

export function ApprovalsPage() {
  const { year } = useYear()
  const finance = useMay(['finance'])
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['budget.approvals', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof approvals>('budget.approvals', { year }),
  })
  return (
    <PageFrame
      title="批准文件"
      about="追加、追减、调剂、结转和收回都凭批准文件办理，没有文件就不能突破指标。"
      actions={<YearPicker />}
    >
      <NeedsYear>
        <ErrorNote error={error} retry={() => void refetch()} />
        <DataTable<Row>
          name={`${year}年度批准文件`}
          rowKey="id"
          loading={isPending}
          dataSource={data}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          empty="这一年还没有调整过预算"
          words={row => `${row.doc_no} ${row.kinds}`}
          csv={SHEET}
          card={row => (
            <>
              <div className="card-head">
                <span>{row.doc_no}</span>
                <span>{row.kinds}</span>
              </div>
              <div className="card-line">
                <Files row={row} />
                {finance && <Attach row={row} />}
              </div>
            </>
          )}
          columns={[
            textColumn('文号', row => row.doc_no),
            choiceColumn('事项', data, row => row.kinds),
            { title: '笔数', className: 'num', render: (_value, row) => row.movement_count },
            moneyColumn('净增减（元）', row => row.net_fen),
            textColumn('登记人', row => row.recorded_by),
            { title: '附件', render: (_value, row) => <Files row={row} /> },
            { title: '办理', render: (_value, row) => finance && <Attach row={row} /> },
          ]}
        />
      </NeedsYear>
    </PageFrame>
  )
}
