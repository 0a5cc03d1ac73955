// Importing a year's books: choose a workbook, see what it holds, then take it in whole.
import { Button, Spin, Upload } from 'antd'
import { useState } from 'react'
import type { blank } from '../../src/books/blank.ts'
import type { previewImport } from '../../src/books/import-file.ts'
import type { importYear } from '../../src/books/import-year.ts'
import { ask, readFile } from '../app/api.ts'
import { useMe } from '../app/shell.tsx'
import { DataTable, ErrorNote, PageFrame, saveWorkbook, useCommand } from '../ui/index.ts'
import { ImportedMatters } from './matters.tsx'

type Preview = Awaited<ReturnType<typeof readFile<typeof previewImport>>>
type Fault = Preview['errors'][number]

/** The workbook to fill in: every sheet and column, and a last sheet that says what may stand in each. */
function BlankBooks({ failed }: { failed: (error: unknown) => void }) {
  const [busy, setBusy] = useState(false)
  const fetchBlank = async () => {
    setBusy(true)
    failed(undefined)
    try {
      await saveWorkbook('空白账套', await ask<typeof blank>('books.blank'))
    } catch (error) {
      failed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button loading={busy} onClick={() => void fetchBlank()}>
      下载空白账套
    </Button>
  )
}

function PreviewOf({ preview, done }: { preview: Preview; done: (words: string) => void }) {
  const { run, busy, error } = useCommand<typeof importYear>('books.import-year')
  const take = () =>
    run({ books: preview.books as never }).then(
      answer =>
        done(
          `${answer.year}年度：已导入 ${answer.imported_count} 行，${answer.unchanged_count} 行原已导入、没有变动。`,
        ),
      () => undefined,
    )
  return (
    <>
      <ErrorNote error={error} />
      {preview.errors.length > 0 ? (
        <>
          <p className="bad">有 {preview.errors.length} 处问题，改正后重新选择文件。没有导入任何内容。</p>
          <DataTable<Fault>
            name="导入问题"
            rowKey={row => `${row.sheet}${row.row}${row.column}${row.message}`}
            dataSource={preview.errors}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            csv={{ header: ['表', '行', '列', '问题'], row: row => [row.sheet, row.row, row.column, row.message] }}
            columns={[
              { title: '表', dataIndex: 'sheet' },
              { title: '行', dataIndex: 'row' },
              { title: '列', dataIndex: 'column' },
              { title: '问题', dataIndex: 'message' },
            ]}
          />
        </>
      ) : (
        <>
          <p>
            <strong>{preview.year}年度</strong>：收入 {preview.income} 元，支出 {preview.spent} 元。
          </p>
          <DataTable
            name="内容"
            rowKey="sheet"
            style={{ maxWidth: 360 }}
            pagination={false}
            dataSource={preview.counts}
            columns={[
              { title: '表', dataIndex: 'sheet' },
              { title: '行数', dataIndex: 'count', className: 'num' },
            ]}
          />
          <Button type="primary" loading={busy} onClick={() => void take()} style={{ marginTop: 16 }}>
            导入
          </Button>
        </>
      )}
    </>
  )
}

export function ImportBooksPage() {
  const { data: me } = useMe()
  const [preview, setPreview] = useState<Preview>()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState<string>()
  const may = ['finance', 'admin'].some(role => me?.roles.includes(role))
  const choose = (file: File) => {
    setBusy(true)
    setError(undefined)
    setDone(undefined)
    readFile<typeof previewImport>('books.preview-import', file)
      .then(setPreview, refused => {
        setPreview(undefined)
        setError(refused)
      })
      .finally(() => setBusy(false))
    return false
  }
  return (
    <PageFrame
      title="导入往年账"
      about="一个 Excel 工作簿装一个年度：基本情况、预算、指标变动、收支、凭证、上年决算、资产卡片、折旧、采购合同、处置。先预览，再导入；同一份再导入一次不会有变化。往年的照原样收；今年记在别处的，按现在的额度核过才收，以后在系统里接着记。系统导出的账套可以导入另一个空的系统，账一分不差；报销单、采购申请和附件不随账走。"
      actions={may && <BlankBooks failed={setError} />}
    >
      {!may && <p>由会计或系统管理员导入。</p>}
      {may && (
        <Upload.Dragger beforeUpload={choose} showUploadList={false} accept=".xlsx" style={{ marginBottom: 16 }}>
          <p style={{ margin: 0 }}>把账套工作簿（.xlsx）拖到这里，或点这里选择</p>
        </Upload.Dragger>
      )}
      <ErrorNote error={error} />
      {busy && <Spin />}
      {done ? (
        <p className="ok" role="status">
          {done}
        </p>
      ) : (
        preview &&
        !busy && (
          <PreviewOf
            preview={preview}
            done={words => {
              setDone(words)
              setPreview(undefined)
            }}
          />
        )
      )}
      {may && <ImportedMatters />}
    </PageFrame>
  )
}
