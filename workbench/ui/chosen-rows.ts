// What the column filters and the sorting of a table leave, over all its pages: for its total, its export and its print.
import type { TableProps } from 'antd'

type Change<Row> = Parameters<NonNullable<TableProps<Row>['onChange']>>
/** What a person chose at the heads of the columns. */
export type Choice<Row> = { filters: Change<Row>[1]; sorter: Change<Row>[2] }
type Columns<Row> = NonNullable<TableProps<Row>['columns']>
type Sorter<Row> = (a: Row, b: Row) => number

/** The columns under keys of their own, by which a choice names them. */
export function keyed<Row>(columns: Columns<Row> | undefined): Columns<Row> {
  return columns?.map((column, n) => ({ ...column, key: column.key ?? String(n) })) ?? []
}

/** `columns` as `keyed` gives them. */
export function chosenRows<Row>(rows: readonly Row[], columns: Columns<Row>, choice: Choice<Row> | undefined): Row[] {
  const left = columns.reduce<readonly Row[]>((all, column) => {
    const wanted = choice?.filters[String(column.key)]
    const { onFilter } = column
    return wanted?.length && onFilter ? all.filter(row => wanted.some(value => onFilter(value, row))) : all
  }, rows)
  const by = [choice?.sorter ?? []].flat().find(one => one.order)
  const compare = by?.column?.sorter as Sorter<Row> | undefined
  if (typeof compare !== 'function') return [...left]
  return left.toSorted((a, b) => (by?.order === 'descend' ? compare(b, a) : compare(a, b)))
}
