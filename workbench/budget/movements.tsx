// Entries of the ledger: filtered by the address, each opens its voucher, receipts and payments can be reversed.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { movements } from '../../src/budget/ledger.ts'
import { ask } from '../app/api.ts'
import { everyRow } from '../app/every-row.ts'
import { useMay } from '../app/me.tsx'
import { NeedsYear } from '../app/needs-year.tsx'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, Money, PageFrame, pages, useYear, yuan } from '../ui/index.ts'
import type { MovementRow } from './data.ts'
import { MovementFilters, type MovementSearch } from './movement-filters.tsx'
import { ReturnPayment } from './return-payment.tsx'
import { Reverse } from './reverse.tsx'

const PAGE = 50

const Voucher = ({ row, words }: { row: MovementRow; words: string }) =>
  row.voucher_id ? <Link to={`${paths.voucher}/${row.voucher_id}` as string}>{words}</Link> : null

function Summary({ row }: { row: MovementRow }) {
  return (
    <>
      {row.summary}
      {row.reversed && <span className="bad">　已红冲</span>}
    </>
  )
}

function useMovements() {
  const { year, closed } = useYear()
  const search = useSearch({ strict: false }) as MovementSearch
  const page = search.page ?? 1
  const filter = {
    year,
    line_id: search.line === undefined ? undefined : String(search.line),
    group: search.group,
    month: search.month,
    search: search.search === undefined ? undefined : String(search.search),
  }
  const asked = { ...filter, offset: (page - 1) * PAGE, limit: PAGE }
  const found = useQuery({
    queryKey: ['budget.movements', asked],
    enabled: year !== undefined,
    placeholderData: before => before,
    queryFn: () => ask<typeof movements>('budget.movements', asked),
  })
  const everything = () => everyRow(at => ask<typeof movements>('budget.movements', { ...filter, ...at }))
  return { year, closed, search, page, everything, ...found }
}

const EXPORT = {
  header: ['日期', '种类', '行号', '指标', '摘要', '科室', '对方', '金额', '文号', '凭证', '记录人'],
  row: (row: MovementRow) => [
    row.on_date,
    row.kind_title,
    row.line_no,
    row.line_title,
    row.summary,
    row.section,
    row.counterparty,
    { fen: row.amount_fen },
    row.doc_no,
    row.voucher_id ? '有' : '',
    row.recorded_by,
  ],
}

function OnPhone({ row, actions }: { row: MovementRow; actions: ReactNode }) {
  return (
    <>
      <div className="card-head">
        <Summary row={row} />
        <Money fen={row.amount_fen} />
      </div>
      <div className="card-line">
        <span>
          {row.on_date} {row.kind_title} {row.line_no} {row.line_title}
        </span>
        {actions}
      </div>
      <div className="card-line">{[row.section, row.counterparty].filter(Boolean).join('　')}</div>
    </>
  )
}

type Doing = {
  row: MovementRow
  open: boolean
  mayReturn: boolean
  reverse: (row: MovementRow) => void
  give: (row: MovementRow) => void
}

function Actions({ row, open, mayReturn, reverse, give }: Doing) {
  const whole = !row.reversed && !row.reverses_id
  return (
    <span className="links">
      <Voucher row={row} words="凭证" />
      {open && whole && ['spend', 'income'].includes(row.kind) && (
        <button type="button" className="link" onClick={() => reverse(row)}>
          红冲
        </button>
      )}
      {mayReturn && whole && row.kind === 'spend' && (
        <button type="button" className="link" onClick={() => give(row)}>
          退回
        </button>
      )}
    </span>
  )
}

export function MovementsPage() {
  const { year, closed, search, page, everything, data, error, isPending, refetch } = useMovements()
  const navigate = useNavigate()
  const change = (next: MovementSearch) =>
    void navigate({
      to: '.',
      search: (before: Record<string, unknown>) => ({ ...before, page: undefined, ...next }) as never,
    })
  const finance = useMay(['finance'])
  const [reversing, setReversing] = useState<MovementRow>()
  const [returned, setReturned] = useState<MovementRow>()
  const actions = (row: MovementRow) => (
    <Actions row={row} open={finance && !closed} mayReturn={finance} reverse={setReversing} give={setReturned} />
  )
  // kinds add up only with their own
  const sum = search.group ? `，合计 ${yuan(data?.total_fen ?? '0')} 元` : ''
  return (
    <PageFrame
      title="台账明细"
      about={data && `共 ${data.total_count} 条${sum}。`}
      actions={<MovementFilters search={search} change={change} />}
    >
      <NeedsYear>
        <ErrorNote error={error} retry={() => void refetch()} />
        <DataTable<MovementRow>
          name={`${year}年度台账明细`}
          rowKey="id"
          loading={isPending}
          dataSource={data?.rows}
          empty="没有符合条件的记录，换个条件试试"
          everything={everything}
          pagination={pages(page, PAGE, data?.total_count, value => change({ page: value }))}
          csv={EXPORT}
          card={row => <OnPhone row={row} actions={actions(row)} />}
          columns={[
            { title: '日期', dataIndex: 'on_date' },
            { title: '种类', dataIndex: 'kind_title' },
            { title: '指标', render: (_value, row) => `${row.line_no} ${row.line_title}` },
            { title: '摘要', render: (_value, row) => <Summary row={row} /> },
            { title: '科室', dataIndex: 'section' },
            { title: '对方', dataIndex: 'counterparty' },
            { title: '金额（元）', className: 'num', render: (_value, row) => <Money fen={row.amount_fen} /> },
            { title: '文号', dataIndex: 'doc_no' },
            { title: '办理', render: (_value, row) => actions(row) },
          ]}
        />
        {returned && <ReturnPayment row={returned} close={() => setReturned(undefined)} />}
        {reversing && <Reverse row={reversing} close={() => setReversing(undefined)} />}
      </NeedsYear>
    </PageFrame>
  )
}
