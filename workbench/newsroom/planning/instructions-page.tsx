// 上级指令: recorded, receipted, handed out as assignments, done by their day.
import { Button, DatePicker, Form, Input } from 'antd'
import type { Dayjs } from 'dayjs'
import type {
  finishInstruction,
  receiptInstruction,
  recordInstruction,
} from '../../../src/newsroom/planning/instructions.ts'
import { OnlyFor, useMay } from '../../app/me.tsx'
import type { KeptFile } from '../../app/upload.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  FileLink,
  FilesField,
  FormModal,
  moment,
  PageFrame,
  required,
  textColumn,
  useCommand,
} from '../../ui/index.ts'
import '../newsroom.css'
import { type Instructed, useInstructions } from './data.ts'
import { Give } from './give.tsx'

type Fields = {
  issuer: string
  title: string
  content: string
  receipt_due_at?: Dayjs | null
  due_at?: Dayjs | null
  files?: KeptFile[]
}

const stateOf = (row: Instructed) => {
  const state = row.done_at ? '已办结' : row.receipted_at ? '办理中' : '待签收'
  return row.late ? `${state}（超时）` : state
}
const at = (moment_: string | null) => (moment_ ? moment(moment_) : '')

function Record() {
  const command = useCommand<typeof recordInstruction>('newsroom.record-instruction', '指令已登记')
  const submit = ({ receipt_due_at, due_at, files = [], ...fields }: Fields) =>
    command.run({
      ...fields,
      receipt_due_at: receipt_due_at?.toISOString() ?? null,
      due_at: due_at?.toISOString() ?? null,
      file_ids: files.map(file => file.file_id),
    })
  return (
    <FormModal<Fields> button="登记指令" ok="登记" primary command={command} submit={submit}>
      <div className="pair">
        <Form.Item name="issuer" label="发文单位" rules={required}>
          <Input maxLength={100} placeholder="区委宣传部" />
        </Form.Item>
        <Form.Item name="title" label="标题" rules={required}>
          <Input maxLength={200} />
        </Form.Item>
      </div>
      <Form.Item name="content" label="内容" rules={required}>
        <Input.TextArea rows={4} maxLength={5000} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="receipt_due_at" label="签收期限">
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
        <Form.Item name="due_at" label="办结期限">
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
      </div>
      <Form.Item name="files" label="原件">
        <FilesField kinds={['document', 'image']} max={9} />
      </Form.Item>
    </FormModal>
  )
}

function Receipt({ row }: { row: Instructed }) {
  const { run, busy, error } = useCommand<typeof receiptInstruction>('newsroom.receipt-instruction', '已签收')
  return (
    <>
      <ErrorNote error={error} />
      <Button
        size="small"
        type="primary"
        loading={busy}
        onClick={() => void run({ instruction_id: row.id }).catch(() => undefined)}
      >
        签收
      </Button>
    </>
  )
}

function Finish({ row }: { row: Instructed }) {
  const command = useCommand<typeof finishInstruction>('newsroom.finish-instruction', '已办结')
  return (
    <FormModal<{ note: string }>
      button="办结"
      title={`办结：${row.title}`}
      small
      command={command}
      submit={({ note }) => command.run({ instruction_id: row.id, note })}
    >
      <Form.Item name="note" label="怎样办的" rules={required}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormModal>
  )
}

function Moves({ row }: { row: Instructed }) {
  const leads = useMay(['director', 'operations'])
  if (row.done_at) return null
  return (
    <span className="links">
      {leads && !row.receipted_at && <Receipt row={row} />}
      <Give instruction={row} small />
      {leads && row.receipted_at && <Finish row={row} />}
    </span>
  )
}

function Details({ row }: { row: Instructed }) {
  return (
    <>
      <p className="plain-text">{row.content}</p>
      {row.files.map(file => (
        <p key={file.id}>
          <FileLink file_id={file.id} name={file.name} />
        </p>
      ))}
      {row.receipted_at && (
        <p className="soft">
          {row.receipted_by}于 {at(row.receipted_at)} 签收　{row.receipt_note}
        </p>
      )}
      {row.done_at && (
        <p className="soft">
          {row.done_by}于 {at(row.done_at)} 办结：{row.done_note}
        </p>
      )}
    </>
  )
}

const SHEET = {
  header: ['标题', '发文单位', '状态', '收到', '签收期限', '签收', '办结期限', '办结', '办理情况'],
  row: (row: Instructed) => [
    row.title,
    row.issuer,
    stateOf(row),
    at(row.received_at),
    at(row.receipt_due_at),
    at(row.receipted_at),
    at(row.due_at),
    at(row.done_at),
    row.done_note,
  ],
}

function List() {
  const { data, error, isPending, refetch } = useInstructions()
  return (
    <>
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Instructed>
        name="上级指令"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty="没有登记过上级指令。接到电话、传真或文件，点右上角“登记指令”。"
        words={row => `${row.title} ${row.issuer} ${row.content}`}
        csv={SHEET}
        expandable={{ expandedRowRender: row => <Details row={row} /> }}
        card={row => (
          <>
            <div className="card-head">
              {row.title}
              <span className={row.late ? 'bad' : ''}>{stateOf(row)}</span>
            </div>
            <div className="card-line">
              <span>{row.issuer}</span>
              <span>{row.due_at ? `${at(row.due_at)} 前` : ''}</span>
            </div>
            <Details row={row} />
            <Moves row={row} />
          </>
        )}
        columns={[
          textColumn('标题', row => row.title),
          choiceColumn('发文单位', data, row => row.issuer),
          choiceColumn('状态', data, stateOf),
          textColumn('收到', row => at(row.received_at)),
          textColumn('签收期限', row => at(row.receipt_due_at)),
          textColumn('办结期限', row => at(row.due_at)),
          { title: '办理', render: (_value, row) => <Moves row={row} /> },
        ]}
      />
    </>
  )
}

const STAFF = ['editor', 'operations', 'director'] as const

export function InstructionsPage() {
  const may = useMay(STAFF)
  return (
    <PageFrame
      title="上级指令"
      about="宣传部门和上级的要求：登记原件，按期签收，派任务去办，办结留下说明。"
      actions={may && <Record />}
    >
      <OnlyFor roles={STAFF}>
        <List />
      </OnlyFor>
    </PageFrame>
  )
}
