// Columns that many lists share: words that sort, money at the right, choices to filter by.
import type { TableColumnType } from 'antd'
import type { ReactNode } from 'react'
import { Money } from './money.tsx'
import { byFen } from './text.ts'

type Column<Row> = TableColumnType<Row>

const chinese = new Intl.Collator('zh-CN', { numeric: true })

/** Words, sorted as Chinese readers and numbers inside them expect. */
export function textColumn<Row>(
  title: string,
  of: (row: Row) => string | null | undefined,
  more: Column<Row> = {},
): Column<Row> {
  return {
    title,
    render: (_value, row) => of(row) ?? '',
    sorter: (a, b) => chinese.compare(of(a) ?? '', of(b) ?? ''),
    ...more,
  }
}

/** An amount in 分 as decimal text, right-aligned, sorted exactly. `show` wraps it, for example in a link. */
export function moneyColumn<Row>(
  title: string,
  of: (row: Row) => string,
  show: (row: Row, fen: string) => ReactNode = (_row, fen) => <Money fen={fen} />,
): Column<Row> {
  return {
    title,
    className: 'num',
    render: (_value, row) => show(row, of(row)),
    sorter: (a, b) => byFen(of(a), of(b)),
  }
}

/** The values that occur, as a filter of the column. */
export function filterBy<Row>(rows: readonly Row[] | undefined, of: (row: Row) => string | null): Partial<Column<Row>> {
  const values = [...new Set(rows?.map(row => of(row) ?? '') ?? [])].sort(chinese.compare)
  if (values.length < 2) return {}
  return {
    filters: values.map(value => ({ text: value || '（空）', value })),
    onFilter: (value, row) => (of(row) ?? '') === value,
  }
}

/** Words with the values that occur as a filter. */
export const choiceColumn = <Row,>(
  title: string,
  rows: readonly Row[] | undefined,
  of: (row: Row) => string | null,
): Column<Row> => textColumn(title, of, filterBy(rows, of))
