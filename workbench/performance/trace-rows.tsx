// The rows behind a figure, page by page, and whether they add up to it.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { figureRows } from '../../src/disclosure/figure-queries.ts'
import { wanExact, yuanGrouped } from '../../src/kernel/money.ts'
import { ask } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, pages } from '../ui/index.ts'
import type { Figure } from './trace-drawer.tsx'

type Rows = Awaited<ReturnType<typeof ask<ReturnType<typeof figureRows>>>>
type Row = Rows['rows'][number]

const PAGE = 20
/** The most the server gives at once. */
const EXPORT_PAGE = 200

/** Where a row is proven: its voucher, else the register it stands in. */
function placeOf(source: string | null): string | undefined {
  const [kind, id] = source?.split('/') ?? []
  if (kind === 'voucher') return `${paths.voucher}/${id}`
  if (kind === 'card') return paths.cards
  if (kind === 'contract') return paths.contracts
  if (kind === 'story') return `${paths.stories}/${id}`
  return kind === 'movement' ? paths.movements : undefined
}

function Summary({ row, year }: { row: Row; year: number }) {
  const to = placeOf(row.source)
  if (!to) return row.summary
  return (
    <Link to={to as string} search={{ year } as never}>
      {row.summary}
    </Link>
  )
}

function Sum({ rows, shown }: { rows: Rows; shown: Figure }) {
  const money = shown.unit === '万元'
  const total = money ? `${yuanGrouped(BigInt(rows.total_amount))} 元` : `${rows.total_amount}${shown.unit}`
  const agrees = shown.value === (money ? wanExact(BigInt(rows.total_amount)) : rows.total_amount)
  return (
    <p className={agrees ? 'ok' : 'bad'} role={agrees ? undefined : 'alert'}>
      {rows.total_count} 条合计 {total}，与上面的数{agrees ? '一致。' : '不一致，请立即联系会计核对账簿。'}
    </p>
  )
}

export function TraceRows({ shown }: { shown: Figure }) {
  const [page, setPage] = useState(1)
  const { name, year, as } = shown
  const month = shown.month ?? undefined
  const read = (offset: number, limit: number) =>
    ask<ReturnType<typeof figureRows>>('disclosure.figure-rows', { name, year, as, month, offset, limit })
  const { data, error, isPending } = useQuery({
    queryKey: ['disclosure.figure-rows', name, year, as, month, page],
    queryFn: () => read((page - 1) * PAGE, PAGE),
    placeholderData: keepPreviousData,
  })
  const money = shown.unit === '万元'
  const amount = (row: Row) => (money ? yuanGrouped(BigInt(row.amount)) : row.amount)
  const everything = async () => {
    const rows: Row[] = []
    while (rows.length < (data?.total_count ?? 0)) rows.push(...(await read(rows.length, EXPORT_PAGE)).rows)
    return rows
  }
  return (
    <section>
      <h3>逐笔记录</h3>
      <ErrorNote error={error} />
      {data && data.total_count > 0 && <Sum rows={data} shown={shown} />}
      <DataTable<Row>
        name={`${year}年度${shown.title}逐笔记录`}
        rowKey="id"
        loading={isPending}
        dataSource={data?.rows}
        empty="账簿里没有这一项的记录"
        sticky={false}
        everything={everything}
        csv={{
          header: ['日期', '摘要', '说明', money ? '金额（元）' : '数量'],
          row: row => [row.on_date, row.summary, row.detail, money ? { fen: row.amount } : row.amount],
        }}
        pagination={pages(page, PAGE, data?.total_count, setPage)}
        card={row => (
          <>
            <div className="card-head">
              <Summary row={row} year={year} />
              <span className="num">{amount(row)}</span>
            </div>
            <div className="card-line">
              <span>{row.detail}</span>
              <span>{row.on_date}</span>
            </div>
          </>
        )}
        columns={[
          { title: '日期', dataIndex: 'on_date' },
          { title: '摘要', render: (_v, row) => <Summary row={row} year={year} /> },
          { title: '说明', dataIndex: 'detail' },
          { title: money ? '金额（元）' : '数量', className: 'num', render: (_v, row) => amount(row) },
        ]}
      />
    </section>
  )
}
