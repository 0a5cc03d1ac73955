// The last row of a list: how many rows, and the sums of its money columns.
import { Table } from 'antd'
import { Money } from './money.tsx'

/** `lead` columns stand before the money, `rest` after it. */
export function TotalsRow({
  count,
  lead,
  sums,
  rest,
}: {
  count: string
  lead: number
  sums: readonly string[]
  rest: number
}) {
  return (
    <Table.Summary fixed>
      <Table.Summary.Row>
        <Table.Summary.Cell index={0} colSpan={lead}>
          合计　{count}
        </Table.Summary.Cell>
        {sums.map((fen, n) => (
          <Table.Summary.Cell key={n} index={lead + n} className="num">
            <Money fen={fen} />
          </Table.Summary.Cell>
        ))}
        {rest > 0 && <Table.Summary.Cell index={lead + sums.length} colSpan={rest} />}
      </Table.Summary.Row>
    </Table.Summary>
  )
}
