// A list read back from a workbook: what is new, what changes and every fault is shown before anything is taken in.
import { Alert, Button, Modal, Upload } from 'antd'
import { useState } from 'react'
import type { Command } from '../../src/platform/command.ts'
import { DataTable, ErrorNote, useCommand } from '../ui/index.ts'
import { useFileReading } from './use-file-reading.ts'

type Change = { what: string; name: string; contract_no?: string }
type Read = {
  rows: never[]
  changes: Change[]
  unchanged_count: number
  errors: { row: number; message: string }[]
}
const ERRORS_MAX = 50

function Faults({ errors }: Pick<Read, 'errors'>) {
  if (errors.length === 0) return null
  return (
    <Alert
      type="error"
      showIcon
      title={`有 ${errors.length} 处问题，改好后重新选择文件`}
      description={errors.slice(0, ERRORS_MAX).map(fault => (
        <div key={`${fault.row}-${fault.message}`}>
          第 {fault.row} 行：{fault.message}
        </div>
      ))}
    />
  )
}

type Props = {
  title: string
  /** the reading and the command, as they are declared */
  reading: string
  command: string
  /** 条, 份 … and what a row is */
  counter: string
  about: string
  close: () => void
}

/** The button beside a list that the page exports: the same columns come back. */
export function ImportList(props: Omit<Props, 'close'>) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>从 Excel 导入</Button>
      {open && <ListFile {...props} close={() => setOpen(false)} />}
    </>
  )
}

function ListFile({ title, reading, command, counter, about, close }: Props) {
  const { read: answer, unreadable, choose } = useFileReading(reading)
  const read = answer as Read | undefined
  const { run, busy, error } = useCommand<Command>(command, '已导入')
  return (
    <Modal open width={720} title={title} footer={null} onCancel={close}>
      <p>先在列表上“导出”，改好或补好后选择文件。{about}</p>
      <Upload
        accept=".xlsx,.csv"
        showUploadList={false}
        beforeUpload={file => {
          void choose(file)
          return false
        }}
      >
        <Button>选择文件</Button>
      </Upload>
      <div style={{ marginTop: 12 }}>
        <ErrorNote error={unreadable ?? error} />
        {read && <Faults errors={read.errors} />}
        {read && (
          <p role="status">
            新增或改动 {read.rows.length} {counter}，{read.unchanged_count} {counter}没有变化。
          </p>
        )}
        {read && read.changes.length > 0 && (
          <DataTable<Change>
            name="将要导入的内容"
            rowKey={row => `${row.contract_no ?? ''}${row.name}`}
            sticky={false}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            dataSource={read.changes}
            columns={[
              { title: '办理', dataIndex: 'what' },
              { title: '内容', render: (_value, row) => [row.contract_no, row.name].filter(Boolean).join('　') },
            ]}
          />
        )}
      </div>
      {read && read.errors.length === 0 && read.rows.length > 0 && (
        <Button
          type="primary"
          loading={busy}
          style={{ marginTop: 12 }}
          onClick={() => void run({ rows: read.rows } as never).then(close, () => undefined)}
        >
          导入 {read.rows.length} {counter}
        </Button>
      )}
    </Modal>
  )
}
