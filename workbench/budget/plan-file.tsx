// The budget from Excel: the template to fill in, reading it back, and the faults by row.
import { Button, Upload } from 'antd'
import { useState } from 'react'
import { BUDGET_COLUMNS, BUDGET_EXAMPLE, BUDGET_NOTES } from '../../src/budget/budget-sheet.ts'
import type { readBudget } from '../../src/budget/read-budget.ts'
import { readFile } from '../app/api.ts'
import { ErrorNote, RowFaults, saveWorkbook } from '../ui/index.ts'
import { type Line, linesFrom } from './plan-data.ts'

const template = () =>
  saveWorkbook('预算模板', [
    { name: '预算', header: BUDGET_COLUMNS, rows: BUDGET_EXAMPLE.map(row => BUDGET_COLUMNS.map(title => row[title])) },
    { name: '填写说明', header: ['列', '怎么填'], rows: BUDGET_NOTES },
  ])

type Fault = { row: number; message: string }

/** `taken` gets the rows when the whole sheet is without a fault. */
export function usePlanFile(taken: (lines: Line[]) => void) {
  const [faults, setFaults] = useState<Fault[]>([])
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const choose = async (file: File) => {
    setBusy(true)
    setError(undefined)
    setFaults([])
    try {
      const read = await readFile<typeof readBudget>('budget.read-budget', file)
      setFaults(read.errors)
      if (read.errors.length === 0) taken(linesFrom(read.lines))
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }
  const buttons = (
    <>
      <Button onClick={() => void template()}>下载模板</Button>
      <Upload
        accept=".xlsx,.csv"
        showUploadList={false}
        beforeUpload={file => {
          void choose(file)
          return false
        }}
      >
        <Button loading={busy}>从 Excel 读入</Button>
      </Upload>
    </>
  )
  const notes = (
    <>
      <ErrorNote error={error} />
      <RowFaults faults={faults} />
    </>
  )
  return { buttons, notes }
}
