// People from Excel: the template, what was read with every fault by row, then all taken on at once with first passwords.
import { Button, Modal, Upload } from 'antd'
import { useState } from 'react'
import type { importPersons, readRoster } from '../../src/people/read-roster.ts'
import { ROSTER_COLUMNS, ROSTER_EXAMPLE, ROSTER_NOTES } from '../../src/people/roster-sheet.ts'
import { useFileReading } from '../app/use-file-reading.ts'
import { DataTable, ErrorNote, RowFaults, saveWorkbook, useCommand } from '../ui/index.ts'
import { roleTitle } from './data.ts'
import type { FirstPassword } from './first-password.tsx'

type Row = { name: string; login: string; section: string; post: string; joined_on: string; roles: string[] }
type Read = { rows: Row[]; errors: { row: number; message: string }[] }

const template = () =>
  saveWorkbook('人员模板', [
    { name: '人员', header: ROSTER_COLUMNS, rows: [ROSTER_COLUMNS.map(title => ROSTER_EXAMPLE[title])] },
    { name: '填写说明', header: ['列', '怎么填'], rows: ROSTER_NOTES },
  ])

function Preview({ rows }: Pick<Read, 'rows'>) {
  return (
    <DataTable<Row>
      name="将要导入的人员"
      rowKey="login"
      pagination={false}
      sticky={false}
      dataSource={rows}
      empty="没有读到可以导入的人员"
      columns={[
        { title: '姓名', dataIndex: 'name' },
        { title: '登录名', dataIndex: 'login' },
        { title: '科室', dataIndex: 'section' },
        { title: '岗位', dataIndex: 'post' },
        { title: '入职日期', dataIndex: 'joined_on' },
        { title: '角色', render: (_value, row) => row.roles.map(roleTitle).join('、') },
      ]}
    />
  )
}

function Passwords({ made }: { made: FirstPassword[] }) {
  return (
    <>
      <p className="bad">首次密码只显示这一次，请先导出或抄下，再关闭窗口。</p>
      <DataTable<FirstPassword>
        name="首次密码"
        rowKey="login"
        pagination={false}
        sticky={false}
        dataSource={made}
        csv={{ header: ['姓名', '登录名', '首次密码'], row: row => [row.name, row.login, row.password] }}
        columns={[
          { title: '姓名', dataIndex: 'name' },
          { title: '登录名', dataIndex: 'login' },
          { title: '首次密码', render: (_value, row) => <code>{row.password}</code> },
        ]}
      />
    </>
  )
}

export function Roster({ close }: { close: () => void }) {
  const { read: answer, unreadable, busy, choose } = useFileReading<typeof readRoster>('people.read-roster')
  const read = answer as Read | undefined
  const [made, setMade] = useState<FirstPassword[]>()
  const command = useCommand<typeof importPersons>('people.import-persons', '人员已导入')
  const take = (rows: Row[]) =>
    command.run({ rows }).then(
      answer => setMade(answer.passwords),
      () => undefined,
    )
  return (
    <Modal open title="从 Excel 导入人员" onCancel={close} footer={null} width={760} mask={{ closable: false }}>
      {made ? (
        <Passwords made={made} />
      ) : (
        <>
          <p>
            先
            <button type="button" className="link" onClick={() => void template()}>
              下载模板
            </button>
            ，填好后选择文件。读到的内容先给您看，确认后才导入。
          </p>
          <Upload
            accept=".xlsx,.csv"
            showUploadList={false}
            beforeUpload={file => {
              void choose(file)
              return false
            }}
          >
            <Button loading={busy}>选择文件</Button>
          </Upload>
          <div style={{ marginTop: 16 }}>
            <ErrorNote error={unreadable ?? command.error} />
            {read && <RowFaults of="名单" faults={read.errors} />}
            {read && <Preview rows={read.rows} />}
          </div>
          {read && read.errors.length === 0 && (
            <Button
              type="primary"
              style={{ marginTop: 16 }}
              loading={command.busy}
              onClick={() => void take(read.rows)}
            >
              导入 {read.rows.length} 人
            </Button>
          )}
        </>
      )}
    </Modal>
  )
}
