// A list read back from a workbook: what is new, what changes and every fault is shown before anything is taken in.
import { Button, Modal, Upload } from 'antd'
import { type ComponentProps, type ReactNode, useState } from 'react'
import type { Command } from '../../src/platform/command.ts'
import { DataTable, ErrorNote, RowFaults, useCommand } from '../ui/index.ts'
import { useFileReading } from './use-file-reading.ts'

type Read<Change> = {
  rows: never[]
  changes: Change[]
  unchanged_count: number
  errors: { row: number; message: string }[]
}

type FileProps<Change> = {
  title: string
  /** the reading and the command, as they are declared */
  reading: string
  command: string
  /** what the command says when it is done */
  done?: string
  /** 条, 份, 张卡片 … */
  counter: string
  /** what is done to a row: 导入, 修改 */
  verb?: string
  about: ReactNode
  /** the changes as a table */
  rowKey: (change: Change) => string
  columns: NonNullable<ComponentProps<typeof DataTable<Change & object>>['columns']>
  close: () => void
}

/** The dialog: choose a file, see what it changes and what is wrong, take it in whole. */
export function ListFile<Change extends object>(props: FileProps<Change>) {
  const { title, reading, command, done = '已导入', counter, verb = '导入', about, rowKey, columns, close } = props
  const { read: answer, unreadable, busy: reads, choose } = useFileReading(reading)
  const read = answer as Read<Change> | undefined
  const { run, busy, error } = useCommand<Command>(command, done)
  return (
    <Modal open width={760} title={title} footer={null} onCancel={close}>
      <p>先在列表上“导出”，改好或补好后选择文件。{about}</p>
      <Upload
        accept=".xlsx,.csv"
        showUploadList={false}
        beforeUpload={file => {
          void choose(file)
          return false
        }}
      >
        <Button loading={reads}>选择文件</Button>
      </Upload>
      <div style={{ marginTop: 12 }}>
        <ErrorNote error={unreadable ?? error} />
        {read && <RowFaults faults={read.errors} />}
        {read && (
          <p role="status">
            {read.errors.length > 0 ? '其余的' : ''}将{verb} {read.rows.length} {counter}，{read.unchanged_count}{' '}
            {counter}没有变化。
          </p>
        )}
        {read && read.changes.length > 0 && (
          <DataTable<Change>
            name={`将要${verb}的内容`}
            rowKey={rowKey}
            sticky={false}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            dataSource={read.changes}
            columns={columns}
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
          {verb} {read.rows.length} {counter}
        </Button>
      )}
    </Modal>
  )
}

type Change = { what: string; name: string; contract_no?: string }

/** The button beside a list that the page exports: the same columns come back. */
export function ImportList(props: Pick<FileProps<Change>, 'title' | 'reading' | 'command' | 'counter' | 'about'>) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>从 Excel 导入</Button>
      {open && (
        <ListFile<Change>
          {...props}
          close={() => setOpen(false)}
          rowKey={row => `${row.contract_no ?? ''}${row.name}`}
          columns={[
            { title: '办理', dataIndex: 'what' },
            { title: '内容', render: (_value, row) => [row.contract_no, row.name].filter(Boolean).join('　') },
          ]}
        />
      )}
    </>
  )
}
