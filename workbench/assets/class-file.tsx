// The class table of the national standard from a workbook: read and shown first, then taken in as a version.
import { Button, Checkbox, Form, Input, Upload } from 'antd'
import { useState } from 'react'
import type { importClasses, readClasses } from '../../src/assets/rules/set-rules.ts'
import { readFile } from '../app/api.ts'
import { FormWindow, RowFaults, saveWorkbook, useCommand } from '../ui/index.ts'
import { needed } from './data.ts'

type Read = { rows: never[]; errors: { row: number; message: string }[] }
type Fields = { version: string; old_version?: string; source: string; confirmed?: boolean }

const template = () =>
  saveWorkbook('分类代码表模板', [
    { name: '分类', header: ['代码', '名称', '旧代码'], rows: [['A02010105', '便携式计算机', '']] },
  ])

function Choice({ choose }: { choose: (file: File) => void }) {
  return (
    <>
      <p>
        <button type="button" className="link" onClick={() => void template()}>
          下载模板
        </button>
        ，按国标的代码表填好后选择文件。“旧代码”填了就建立新旧对应。
      </p>
      <Upload
        accept=".xlsx,.csv"
        showUploadList={false}
        beforeUpload={file => {
          choose(file)
          return false
        }}
      >
        <Button>选择文件</Button>
      </Upload>
    </>
  )
}

export function ClassFile({ close }: { close: () => void }) {
  const [read, setRead] = useState<Read>()
  const [failed, setFailed] = useState<unknown>()
  const { run, busy, error } = useCommand<typeof importClasses>('assets.import-classes', '已导入')
  const choose = (file: File) =>
    void readFile<typeof readClasses>('assets.read-classes', file).then(
      answer => setRead(answer as unknown as Read),
      setFailed,
    )
  const ready = read !== undefined && read.errors.length === 0 && read.rows.length > 0
  return (
    <FormWindow<Fields>
      title="导入分类代码表"
      ok={ready ? `导入 ${read.rows.length} 项` : '导入'}
      okButtonProps={{ disabled: !ready }}
      busy={busy}
      error={failed ?? error}
      initial={{ version: '2022', old_version: '2010', source: 'GB/T 14885-2022' }}
      submit={({ old_version, confirmed = false, ...rest }) =>
        run({ ...rest, confirmed, old_version: old_version || null, rows: read?.rows ?? [] })
      }
      close={close}
    >
      <Choice choose={choose} />
      <RowFaults faults={read?.errors ?? []} />
      <div className="pair" style={{ marginTop: 12 }}>
        <Form.Item name="version" label="版本（年号）" rules={needed('请填年号')}>
          <Input maxLength={4} />
        </Form.Item>
        <Form.Item name="old_version" label="旧代码的版本">
          <Input maxLength={4} />
        </Form.Item>
      </div>
      <Form.Item name="source" label="依据" rules={needed('请填标准号')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="confirmed" valuePropName="checked">
        <Checkbox>已与标准文本核对</Checkbox>
      </Form.Item>
    </FormWindow>
  )
}
