// 序时账: every posting in order, filtered by account.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import type { balances, dayBook } from '../../src/accounts/queries.ts'
import { CATEGORIES, SOURCES } from '../../src/budget/vocabulary.ts'
import { ask } from '../app/api.ts'
import { everyRow } from '../app/every-row.ts'
import { NeedsYear } from '../app/needs-year.tsx'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, Money, PageFrame, pages, useYear, YearPicker } from '../ui/index.ts'
import { sideOf } from './amounts.ts'

const PAGE = 100
type Posting = Awaited<ReturnType<typeof ask<typeof dayBook>>>['rows'][number]
/** postings have no number of their own here: their place in the day book is their key */
type Row = Posting & { key: number }
type Search = { account?: string | number; page?: number }

/** A signed amount on one side of the book; empty on the other. */
export function Side({ fen, side }: { fen: string; side: 'debit' | 'credit' }) {
  const amount = sideOf(fen, side)
  return amount === undefined ? null : <Money fen={amount} />
}

const cell = (fen: string, side: 'debit' | 'credit') => {
  const amount = sideOf(fen, side)
  return amount === undefined ? '' : { fen: amount }
}

function AccountFilter({
  year,
  account,
  choose,
}: {
  year: number | undefined
  account: string | undefined
  choose: (value?: string) => void
}) {
  const { data } = useQuery({
    queryKey: ['accounts.trial-balance', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof balances>('accounts.trial-balance', { year }),
  })
  return (
    <Select
      allowClear
      aria-label="科目"
      placeholder="全部科目"
      showSearch={{ optionFilterProp: 'label' }}
      value={account}
      onChange={choose}
      options={data?.map(row => ({ value: row.account, label: `${row.account} ${row.title}` }))}
      style={{ width: 208 }}
    />
  )
}

function useDayBook() {
  const { year } = useYear()
  const { account, page = 1 } = useSearch({ strict: false }) as Search
  const filter = { year, account: account === undefined ? undefined : String(account) }
  const asked = { ...filter, offset: (page - 1) * PAGE, limit: PAGE }
  const found = useQuery({
    queryKey: ['accounts.day-book', asked],
    enabled: year !== undefined,
    placeholderData: before => before,
    queryFn: () => ask<typeof dayBook>('accounts.day-book', asked),
  })
  const numbered = (rows: readonly Posting[], from = 0) => rows.map((row, n): Row => ({ ...row, key: from + n }))
  const everything = async () =>
    numbered(await everyRow(at => ask<typeof dayBook>('accounts.day-book', { ...filter, ...at })))
  return {
    ...found,
    year,
    page,
    account: filter.account,
    rows: found.data && numbered(found.data.rows, asked.offset),
    everything,
  }
}

const Voucher = ({ row }: { row: Row }) => (
  <Link to={`${paths.voucher}/${row.voucher_id}` as string}>{row.voucher_no}号</Link>
)

/** 辅助核算: line, category, fund, economic classification, in words. */
function aboutOf({ aux }: Row): string {
  const words = [
    aux.line_no,
    CATEGORIES[aux.category as keyof typeof CATEGORIES],
    SOURCES[aux.fund as keyof typeof SOURCES],
    aux.economic_code,
  ]
  return words.filter(Boolean).join(' · ')
}

const EXPORT = {
  header: ['日期', '凭证号', '摘要', '科目', '名称', '账簿', '借方', '贷方', '辅助核算'],
  row: (row: Row) => [
    row.on_date,
    row.voucher_no,
    row.voucher_summary,
    row.account,
    row.title,
    row.ledger === 'financial' ? '财务会计' : '预算会计',
    cell(row.amount_fen, 'debit'),
    cell(row.amount_fen, 'credit'),
    aboutOf(row),
  ],
}

function OnPhone({ row }: { row: Row }) {
  return (
    <>
      <div className="card-head">
        <span>
          {row.account} {row.title}
        </span>
        <span>
          <span className="soft">{row.amount_fen.startsWith('-') ? '贷　' : '借　'}</span>
          <Money fen={row.amount_fen.replace('-', '')} />
        </span>
      </div>
      <div className="card-line">
        <span>{row.voucher_summary}</span>
        <Voucher row={row} />
      </div>
      <div className="card-line">{row.on_date}</div>
    </>
  )
}

export function DayBookPage() {
  const { year, page, account, data, rows, everything, error, isPending, refetch } = useDayBook()
  const navigate = useNavigate()
  const change = (next: Search) =>
    void navigate({
      to: '.',
      search: (before: Record<string, unknown>) => ({ ...before, page: undefined, ...next }) as never,
    })
  return (
    <PageFrame
      title="序时账"
      about={data && `共 ${data.total_count} 条分录。单位：元。`}
      actions={
        <>
          <AccountFilter year={year} account={account} choose={value => change({ account: value } as Search)} />
          <YearPicker />
        </>
      }
    >
      <NeedsYear>
        <ErrorNote error={error} retry={() => void refetch()} />
        <DataTable<Row>
          name={`${year}年度序时账`}
          rowKey="key"
          loading={isPending}
          dataSource={rows}
          everything={everything}
          empty="没有符合条件的分录"
          pagination={pages(page, PAGE, data?.total_count, value => change({ page: value }))}
          csv={EXPORT}
          card={row => <OnPhone row={row} />}
          columns={[
            { title: '日期', dataIndex: 'on_date' },
            { title: '凭证', render: (_value, row) => <Voucher row={row} /> },
            { title: '摘要', dataIndex: 'voucher_summary' },
            { title: '科目', render: (_value, row) => `${row.account} ${row.title}` },
            { title: '辅助核算', render: (_value, row) => <span className="soft">{aboutOf(row)}</span> },
            { title: '借方', className: 'num', render: (_value, row) => <Side fen={row.amount_fen} side="debit" /> },
            { title: '贷方', className: 'num', render: (_value, row) => <Side fen={row.amount_fen} side="credit" /> },
          ]}
        />
      </NeedsYear>
    </PageFrame>
  )
}
