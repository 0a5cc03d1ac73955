// A section's request as a workbook: the list exports the columns that come in again; what comes in replaces the list.
import { Button, Modal, Upload } from 'antd'
import { useState } from 'react'
import type { readRequests } from '../../../src/budget/preparation/read-requests.ts'
import { REQUEST_COLUMNS, REQUEST_NOTES } from '../../../src/budget/preparation/request-sheet.ts'
import type { replaceRequestItems } from '../../../src/budget/preparation/save-item.ts'
import { indicatorText } from '../../../src/budget/preparation/words.ts'
import { readFile } from '../../app/api.ts'
import { ErrorNote, RowFaults, saveWorkbook, useCommand } from '../../ui/index.ts'
import type { useVocabulary } from '../data.ts'
import type { ItemRow } from './data.ts'

type Words = NonNullable<ReturnType<typeof useVocabulary>['data']>

/** The list's export: the same columns that are read in. */
export function requestSheet(words: Words) {
  return {
    header: [...REQUEST_COLUMNS],
    row: (row: ItemRow) => [
      row.line_no,
      row.side === 'income' ? '收入' : '支出',
      row.title,
      row.category ? (words.categories[row.category] ?? '') : '',
      row.quantity,
      row.quantity_unit,
      row.times,
      row.times_unit,
      { fen: row.price_fen },
      words.sources[row.source] ?? '',
      row.function_code,
      row.economic_code,
      row.project,
      row.three_public ? (words.three_public[row.three_public] ?? '') : '',
      row.procurement ? '是' : '',
      row.basis,
      row.objective,
      row.indicators.map(one => indicatorText(one as never)).join('；'),
    ],
  }
}

const template = () =>
  saveWorkbook('预算申报模板', [
    { name: '预算申报', header: REQUEST_COLUMNS, rows: [] },
    { name: '填写说明', header: ['列', '怎么填'], rows: REQUEST_NOTES },
  ])

type Fault = { row: number; message: string }

export function RequestFile({ section, year, count }: { section: string; year: number; count: number }) {
  const [faults, setFaults] = useState<Fault[]>([])
  const [unreadable, setUnreadable] = useState<unknown>()
  const { run, busy, error } = useCommand<typeof replaceRequestItems>('budget.replace-request-items', '已按表格替换')
  const [modal, holder] = Modal.useModal()
  const choose = async (file: File) => {
    setFaults([])
    setUnreadable(undefined)
    try {
      const read = await readFile<typeof readRequests>('budget.read-requests', file)
      setFaults(read.errors)
      if (read.errors.length > 0) return
      const take = () => run({ year, section, items: read.items as never }).catch(() => undefined)
      if (count === 0) await take()
      else
        modal.confirm({
          title: `用表格里的 ${read.items.length} 项替换现有 ${count} 项？`,
          content: '可以先导出现有的申报，改好后再读入。',
          okText: '替换',
          onOk: take,
        })
    } catch (refused) {
      setUnreadable(refused)
    }
  }
  return (
    <>
      {holder}
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
      <div style={{ flexBasis: '100%' }}>
        <ErrorNote error={unreadable ?? error} />
        <RowFaults faults={faults} />
      </div>
    </>
  )
}
