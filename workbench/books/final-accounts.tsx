// 部门决算: the tables of a year by name, whether they agree, and the files to take away; published from here.
import { useQuery } from '@tanstack/react-query'
import { Button, Select, Spin } from 'antd'
import { useState } from 'react'
import type { finalAccountsQuery } from '../../src/books/final-accounts/final-queries.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { NeedsYear } from '../app/needs-year.tsx'
import { ErrorNote, FigureNumber, Money, PageFrame, useYear, YearPicker, yuan } from '../ui/index.ts'
import { Publish, PublishedLine } from './publish-accounts.tsx'
import { TableNumbers } from './table-numbers.tsx'

export type Accounts = Awaited<ReturnType<typeof ask<typeof finalAccountsQuery>>>
type Table = Accounts['tables'][number]
type Row = Table['rows'][number]
type Tie = Accounts['ties'][number]

function CellOf({
  row,
  cell,
  first,
  year,
  as,
}: {
  row: Row
  cell: Row['cells'][number]
  first: boolean
  year: number
  as: string
}) {
  if (cell.text !== undefined) return cell.text
  if (!cell.fen) return ''
  const shown = <Money fen={cell.fen} as="wan" />
  if (!first || !row.figure) return shown
  return (
    <FigureNumber name={row.figure} year={year} as={as}>
      {shown}
    </FigureNumber>
  )
}

function FinalTable({ table, year, as }: { table: Table; year: number; as: string }) {
  const firstMoney = table.columns.findIndex(column => column.money)
  return (
    <section className="part final-table">
      <h2>
        {table.number}　{table.title}
        <span className="unit">单位：万元</span>
      </h2>
      {table.rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard
        <section className="months" tabIndex={0} aria-label={table.title}>
          <table>
            <thead>
              <tr>
                {table.columns.map((column, n) => (
                  <th key={n} scope="col" className={column.money ? 'num' : ''}>
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map(row => (
                <tr key={row.key} className={row.bold ? 'bold' : ''}>
                  {row.cells.map((cell, n) => (
                    <td
                      key={n}
                      className={table.columns[n]?.money ? 'num' : ''}
                      style={n === 0 && row.depth ? { paddingLeft: 8 + row.depth * 16 } : {}}
                    >
                      <CellOf row={row} cell={cell} first={n === firstMoney} year={year} as={as} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {table.note && <p className="soft">{table.note}</p>}
    </section>
  )
}

function Ties({ ties }: { ties: readonly Tie[] }) {
  const off = ties.filter(tie => !tie.holds)
  const [all, setAll] = useState(false)
  const shown = all ? ties : off
  return (
    <section className="part">
      <h2>
        勾稽核对
        <span className={off.length === 0 ? 'ok' : 'bad'} style={{ fontSize: 13 }}>
          {off.length === 0 ? `${ties.length} 项全部相符` : `${ties.length} 项中 ${off.length} 项不符`}
        </span>
        <button
          type="button"
          className="link no-print"
          style={{ fontSize: 13, fontWeight: 400 }}
          onClick={() => setAll(!all)}
        >
          {all ? '收起' : '看每一项'}
        </button>
      </h2>
      <ul className="next">
        {shown.map((tie, n) => (
          <li key={n}>
            <span className={tie.holds ? 'ok' : 'bad'}>{tie.holds ? '相符' : '不符'}</span>　{tie.rule}：
            {tie.left.title} {yuan(tie.left.fen)} 元{tie.holds ? ' = ' : '，'}
            {tie.right.title} {yuan(tie.right.fen)} 元
            {!tie.holds && `，相差 ${yuan(BigInt(tie.left.fen) - BigInt(tie.right.fen))} 元`}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Files({ data }: { data: Accounts }) {
  const to = (format: string) => `/api/books/final-accounts-file?year=${data.year}&as=${data.as}&format=${format}`
  return (
    <>
      <Button href={to('xlsx')}>Excel</Button>
      <Button href={to('pdf')}>PDF</Button>
      <Button onClick={() => window.print()}>打印</Button>
    </>
  )
}

export function FinalAccountsPage() {
  const { year, closed } = useYear()
  const publishes = useMay(['operations', 'director'])
  const numbers = useMay(['finance', 'admin'])
  const [chosen, setChosen] = useState('all')
  const { data, error, refetch } = useQuery({
    queryKey: ['books.final-accounts', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof finalAccountsQuery>('books.final-accounts', { year }),
  })
  const tables = data?.tables.filter(table => chosen === 'all' || table.key === chosen)
  return (
    <PageFrame
      title="部门决算"
      about="按当年的账逐笔算出，编号随省和年度。带点线的数字可以点开。"
      actions={
        <>
          {data && <Files data={data} />}
          {data && numbers && <TableNumbers year={data.year} />}
          {data && publishes && closed && <Publish data={data} />}
          <YearPicker />
        </>
      }
    >
      <NeedsYear>
        <ErrorNote error={error} retry={() => void refetch()} />
        {!data && !error && year !== undefined && <Spin />}
        {data && (
          <>
            <PublishedLine year={data.year} closed={closed} />
            <Ties ties={data.ties} />
            <Select
              className="no-print"
              aria-label="看哪张表"
              value={chosen}
              onChange={setChosen}
              style={{ width: 320, maxWidth: '100%', marginBottom: 16 }}
              options={[
                { value: 'all', label: '全部表' },
                ...data.tables.map(table => ({ value: table.key, label: `${table.number} ${table.title}` })),
              ]}
            />
            {tables?.map(table => (
              <FinalTable key={table.key} table={table} year={data.year} as={data.as} />
            ))}
          </>
        )}
      </NeedsYear>
    </PageFrame>
  )
}
