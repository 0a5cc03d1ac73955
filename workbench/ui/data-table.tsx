// A dense list: finds, filters, sorts, exports whole, prints, and becomes cards on a telephone.
import {
  App,
  Button,
  Checkbox,
  Dropdown,
  Empty,
  Input,
  Pagination,
  Spin,
  Table,
  type TablePaginationConfig,
  type TableProps,
} from 'antd'
import { type ReactNode, useState } from 'react'
import { type Choice, chosenRows, keyed } from './chosen-rows.ts'
import { type Cell, type Sheet, saveCsv, saveWorkbook } from './sheets.ts'
import { useNarrow } from './use-narrow.ts'

export type DataTableProps<Row extends object> = TableProps<Row> & {
  /** name of the exported file, and the table's name for screen readers */
  name: string
  /** shown when there is nothing: says what to do next */
  empty?: ReactNode
  /** what a row becomes in the exported file, with its header */
  csv?: { header: string[]; row: (row: Row) => Cell[] }
  /** for lists that come in pages: fetches every row for the export */
  everything?: () => Promise<readonly Row[]>
  /** the words of a row that the box above the table searches; without it there is no box */
  words?: (row: Row) => string
  /** a row on a telephone; without it the table scrolls sideways */
  card?: (row: Row) => ReactNode
  /** stands at the left above the table */
  tools?: ReactNode
}

type Shown<Row extends object> = Pick<DataTableProps<Row>, 'name' | 'csv' | 'everything'> & { rows: readonly Row[] }

/** Export and print. */
function Tools<Row extends object>({ name, csv, everything, rows }: Shown<Row>) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  if (!csv || rows.length === 0) return null
  const save = async (kind: string) => {
    setBusy(true)
    try {
      const all = everything ? await everything() : rows
      const sheet: Sheet = { name, header: csv.header, rows: all.map(csv.row) }
      if (kind === 'csv') saveCsv(sheet)
      else await saveWorkbook(name, [sheet])
    } catch {
      message.error('没有导出成功，请检查网络后再试。')
    } finally {
      setBusy(false)
    }
  }
  const items = [
    { key: 'xlsx', label: 'Excel 工作簿（.xlsx）' },
    { key: 'csv', label: '文本表格（.csv）' },
  ]
  return (
    <>
      <Dropdown menu={{ items, onClick: ({ key }) => void save(key) }} trigger={['click']}>
        <Button size="small" type="text" loading={busy}>
          导出
        </Button>
      </Dropdown>
      <Button size="small" type="text" onClick={() => window.print()}>
        打印
      </Button>
    </>
  )
}

type Selection<Row> = NonNullable<TableProps<Row>['rowSelection']>

/** Ticks one row on a telephone, as the first column of the table does. */
function Choose<Row extends object>({
  selection,
  row,
  rowKey,
}: {
  selection: Selection<Row>
  row: Row
  rowKey: string
}) {
  const chosen = (selection.selectedRowKeys ?? []).map(String)
  const { disabled, ...rest } = selection.getCheckboxProps?.(row) ?? {}
  const change = (on: boolean) => {
    const keys = on ? [...chosen, rowKey] : chosen.filter(key => key !== rowKey)
    selection.onChange?.(keys, [], { type: 'single' })
  }
  return (
    <Checkbox
      aria-label="选中这一行"
      {...rest}
      disabled={disabled ?? false}
      checked={chosen.includes(rowKey)}
      onChange={event => change(event.target.checked)}
    />
  )
}

function Cards<Row extends object>({
  name,
  rows,
  card,
  keyOf,
  pagination,
  selection,
}: {
  name: string
  rows: readonly Row[]
  card: (row: Row) => ReactNode
  keyOf: (row: Row, at: number) => string
  pagination: TableProps<Row>['pagination']
  selection: TableProps<Row>['rowSelection']
}) {
  const [own, setOwn] = useState(1)
  const paged = (pagination === false ? undefined : pagination) as TablePaginationConfig | undefined
  const size = paged?.pageSize ?? 50
  const current = paged?.current ?? own
  // a list that comes in pages holds one page; any other holds everything
  const here = paged?.total !== undefined ? rows : paged ? rows.slice((current - 1) * size, current * size) : rows
  return (
    <>
      <ul className="cards" aria-label={name}>
        {here.map((row, at) => (
          <li key={keyOf(row, at)} className={selection && 'choosable'}>
            {selection && <Choose selection={selection} row={row} rowKey={keyOf(row, at)} />}
            <div>{card(row)}</div>
          </li>
        ))}
      </ul>
      {paged && (
        <Pagination
          size="small"
          simple
          hideOnSinglePage
          current={current}
          pageSize={size}
          total={paged.total ?? rows.length}
          onChange={(page, pageSize) => (paged.onChange ? paged.onChange(page, pageSize) : setOwn(page))}
        />
      )}
    </>
  )
}

function Find({ name, wanted, want }: { name: string; wanted: string; want: (words: string) => void }) {
  return (
    <Input
      size="small"
      allowClear
      className="find"
      aria-label={`在${name}中查找`}
      placeholder="在表中查找"
      value={wanted}
      onChange={event => want(event.target.value)}
    />
  )
}

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { name, empty, csv, everything, words, card, tools, summary, ...table } = props
  const [wanted, setWanted] = useState('')
  const [choice, setChoice] = useState<Choice<Row>>()
  const narrow = useNarrow()
  const all = table.dataSource ?? []
  const text = wanted.trim().toLowerCase()
  const found = words && text ? all.filter(row => words(row).toLowerCase().includes(text)) : all
  const columns = keyed(table.columns)
  const rows = chosenRows(found, columns, choice)
  const keyOf = (row: Row, at: number) =>
    String(typeof table.rowKey === 'function' ? table.rowKey(row, at) : row[table.rowKey as keyof Row])
  const nothing = text ? '没有符合的行，换个词试试' : (empty ?? '还没有记录')
  const description = <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={nothing} />
  return (
    <div className="data-table">
      <div className="table-tools">
        {tools}
        {words && all.length > 8 && <Find name={name} wanted={wanted} want={setWanted} />}
        <span className="grow" />
        <Tools name={name} csv={csv} everything={everything} rows={rows} />
      </div>
      {card && narrow ? (
        <Spin spinning={table.loading === true}>
          {found.length === 0 ? (
            table.loading !== true && description
          ) : (
            <Cards
              name={name}
              rows={found}
              card={card}
              keyOf={keyOf}
              pagination={table.pagination}
              selection={table.rowSelection}
            />
          )}
        </Spin>
      ) : (
        <Table<Row>
          size="small"
          aria-label={name}
          scroll={{ x: 'max-content' }}
          sticky={{ offsetHeader: 48 }}
          showSorterTooltip={false}
          locale={{ emptyText: description }}
          {...table}
          pagination={table.pagination === false ? false : { hideOnSinglePage: true, ...table.pagination }}
          expandable={table.expandable && { columnTitle: <span className="sr">展开</span>, ...table.expandable }}
          columns={columns}
          {...(summary && { summary: () => summary(rows) })}
          dataSource={found}
          onChange={(...change) => {
            setChoice({ filters: change[1], sorter: change[2] })
            table.onChange?.(...change)
          }}
        />
      )}
    </div>
  )
}
