// Findings and their rectification: who is responsible says what was done, another person confirms or sends it back.
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { confirmRectification, rectifyFinding } from '../../src/supervision/checks/rectify.ts'
import { FINDING_STATES } from '../../src/supervision/vocabulary.ts'
import { useMay, useMe } from '../app/me.tsx'
import type { KeptFile } from '../app/upload.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  FileLink,
  FilesField,
  moment,
  PageFrame,
  textColumn,
  useCommand,
} from '../ui/index.ts'
import { example, type Finding, subject, useFindings } from './data.ts'

const stateOf = (row: Finding) => `${FINDING_STATES[row.state]}${row.late ? '（逾期）' : ''}`

function Rectify({ row, close }: { row: Finding; close(): void }) {
  const { run, busy, error } = useCommand<typeof rectifyFinding>('supervision.rectify-finding', '已提交整改', {
    keep: true,
  })
  const submit = ({ measure, files }: { measure: string; files?: KeptFile[] }) =>
    void run({ finding_id: row.id, measure, file_id: files?.[0]?.file_id ?? null }).then(close, () => undefined)
  return (
    <Modal open title={`整改：${row.title}`} footer={null} onCancel={close}>
      <Form layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item name="measure" label="怎样整改的" rules={[{ required: true, message: '请写明整改情况' }]}>
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={1000} />
        </Form.Item>
        <Form.Item name="files" label="证明材料（可不传）">
          <FilesField kinds={['document', 'image']} max={1} />
        </Form.Item>
        <ErrorNote error={error} />
        <Button type="primary" htmlType="submit" loading={busy}>
          提交整改
        </Button>
      </Form>
    </Modal>
  )
}

function Confirm({ row, close }: { row: Finding; close(): void }) {
  const { run, busy, error } = useCommand<typeof confirmRectification>('supervision.confirm-rectification', '已办理')
  const [opinion, setOpinion] = useState('')
  const decide = (decision: 'confirm' | 'return') =>
    void run({ finding_id: row.id, decision, opinion }).then(close, () => undefined)
  return (
    <Modal open title={`确认整改：${row.title}`} footer={null} onCancel={close}>
      <p>{row.measure}</p>
      {row.file_id && row.file_name && (
        <p>
          证明材料：
          <FileLink file_id={row.file_id} name={row.file_name} />
        </p>
      )}
      <Input.TextArea
        aria-label="意见"
        placeholder="意见（退回要写原因）"
        value={opinion}
        maxLength={400}
        autoSize={{ minRows: 2 }}
        onChange={event => setOpinion(event.target.value)}
        style={{ marginBottom: 12 }}
      />
      <ErrorNote error={error} />
      <Button type="primary" loading={busy} onClick={() => decide('confirm')}>
        确认已整改
      </Button>
      {'　'}
      <Button loading={busy} onClick={() => decide('return')}>
        退回
      </Button>
    </Modal>
  )
}

function Moves({ row, open }: { row: Finding; open(row: Finding): void }) {
  const { data: me } = useMe()
  const confirmer = useMay(['director', 'operations', 'finance', 'auditor'])
  const mine = row.state === 'open' && row.responsible_id === me?.id
  const theirs = row.state === 'rectified' && confirmer && row.rectified_by_id !== me?.id
  if (!mine && !theirs) return null
  return (
    <Button size="small" onClick={() => open(row)}>
      {mine ? '提交整改' : '确认整改'}
    </Button>
  )
}

function History({ row }: { row: Finding }) {
  return (
    <ul>
      {row.history.map(one => (
        <li key={one.at}>
          {moment(one.at)}　{one.person}　{one.move}
          {one.note && `：${one.note}`}
        </li>
      ))}
    </ul>
  )
}

const sheet = {
  header: ['问题', '检查', '检查项', '发现日期', '责任人', '期限', '状态', '整改情况', '确认人'],
  row: (row: Finding) => [
    row.title,
    row.plan_title,
    row.item,
    row.found_on,
    row.responsible,
    row.due_on,
    stateOf(row),
    row.measure,
    row.confirmed_by,
  ],
}

export function FindingsPage() {
  const { data, error, isPending } = useFindings()
  const [opened, setOpened] = useState<Finding>()
  const close = () => setOpened(undefined)
  return (
    <PageFrame title="问题与整改" about="责任人提交整改，由另一人确认。有未整改到位的问题，年度不能关账。">
      <ErrorNote error={error} />
      {opened?.state === 'open' && <Rectify row={opened} close={close} />}
      {opened?.state === 'rectified' && <Confirm row={opened} close={close} />}
      <DataTable<Finding>
        name="问题与整改"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        empty="没有发现问题"
        words={row => `${row.title} ${row.item} ${row.responsible}`}
        expandable={{ expandedRowRender: row => <History row={row} /> }}
        csv={sheet}
        card={row => (
          <>
            <div className="card-head">
              <span>
                {row.title}
                {example(row)}
              </span>
              <Moves row={row} open={setOpened} />
            </div>
            <div className="card-line">
              <span>
                {row.responsible}　{row.due_on} 前
              </span>
              <span>{stateOf(row)}</span>
            </div>
          </>
        )}
        columns={[
          textColumn('问题', row => `${row.title}${example(row)}`),
          choiceColumn('类别', data, row => subject(row.kind)),
          choiceColumn('检查', data, row => row.plan_title),
          textColumn('发现日期', row => row.found_on),
          choiceColumn('责任人', data, row => row.responsible),
          textColumn('期限', row => row.due_on),
          choiceColumn('状态', data, stateOf),
          textColumn('整改情况', row => row.measure),
          { title: '办理', render: (_value, row) => <Moves row={row} open={setOpened} /> },
        ]}
      />
    </PageFrame>
  )
}
