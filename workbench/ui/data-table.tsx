// A dense table: right-aligned money, CSV export and print, an empty state that says what to do.
import { Button, Empty, Table, type TableProps } from 'antd'
import { useMemo } from 'react'

type Cell = string | number | bigint | null | undefined

export type DataTableProps<Row extends object> = TableProps<Row> & {
  /** name of the exported file, and the table's name for screen readers */
  name: string
  empty?: string
  /** what a row becomes in the exported CSV, with its header */
  csv?: { header: string[]; row: (row: Row) => Cell[] }
}

function guarded(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) && !/^[+-]?\d[\d,]*(\.\d+)?%?$/.test(text) ? ` ${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function download(name: string, header: string[], rows: Cell[][]): void {
  const text = [header, ...rows].map(row => row.map(cell => guarded(String(cell ?? ''))).join(',')).join('\r\n')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([`\ufeff${text}\r\n`], { type: 'text/csv' }))
  link.download = `${name}.csv`
  link.click()
  URL.revokeObjectURL(link.href)
}

export function DataTable<Row extends object>({ name, empty, csv, ...table }: DataTableProps<Row>) {
  const rows = table.dataSource
  const tools = useMemo(() => csv && rows && rows.length > 0, [csv, rows])
  return (
    <div className="data-table">
      {tools && (
        <div className="table-tools">
          <Button
            size="small"
            type="text"
            onClick={() =>
              download(
                name,
                csv!.header,
                rows!.map(row => csv!.row(row)),
              )
            }
          >
            导出 CSV
          </Button>
          <Button size="small" type="text" onClick={() => window.print()}>
            打印
          </Button>
        </div>
      )}
      <Table<Row>
        size="small"
        aria-label={name}
        scroll={{ x: 'max-content' }}
        sticky={{ offsetHeader: 48 }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty ?? '还没有记录'} /> }}
        {...table}
      />
    </div>
  )
}
