// Payees out of a workbook: the template, reading it, and every row that is wrong.
import { Alert, Button, Form } from 'antd'
import { useState } from 'react'
import type { readPayees } from '../../src/spending/claims/read-payees.ts'
import { useFileReading } from '../app/use-file-reading.ts'
import { ErrorNote, saveWorkbook } from '../ui/index.ts'
import type { Values } from './form-values.ts'

const HEADER = ['户名', '身份证号', '开户行', '账号', '金额', '个税']
const EXAMPLE = ['示例', '11010519491231002X', '示例银行', '6200000000000000000', '800.00', '']

function Wrong({ errors }: { errors: readonly string[] }) {
  if (errors.length === 0) return null
  const list = (
    <ul>
      {errors.map(one => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  )
  return <Alert type="error" showIcon title="没有读入，请改好后再选" description={list} />
}

export function PayeesFile() {
  const form = Form.useFormInstance<Values>()
  const [errors, setErrors] = useState<readonly string[]>([])
  const { unreadable, busy, choose } = useFileReading<typeof readPayees>('spending.read-payees')
  const take = async (file: File) => {
    const read = await choose(file)
    if (!read) return
    setErrors(read.errors)
    if (read.errors.length === 0) form.setFieldValue('payees', read.payees)
  }
  return (
    <>
      <Button size="small" loading={busy}>
        <label>
          从 Excel 读入
          <input
            type="file"
            className="sr"
            aria-label="选择收款人表格"
            accept=".xlsx,.csv"
            onChange={event => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file) void take(file)
            }}
          />
        </label>
      </Button>
      <Button
        size="small"
        type="text"
        onClick={() => void saveWorkbook('收款人模板', [{ name: '收款人', header: HEADER, rows: [EXAMPLE] }])}
      >
        下载模板
      </Button>
      <ErrorNote error={unreadable} />
      <Wrong errors={errors} />
    </>
  )
}
