// 序时账: every posting in order, filtered by account.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Input } from 'antd'
import type { dayBook } from '../../src/accounts/queries.ts'
import { ask } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, PageFrame, useYear, YearPicker, yuan } from '../ui/index.ts'

const PAGE = 100
type Row = Awaited<ReturnType<typeof ask<typeof dayBook>>>['rows'][number]

/** Debit or credit of a signed amount. */
export const side = (fen: string, debit: boolean) => (fen.startsWith('-') === debit ? '' : yuan(fen.replace('-', '')))

export function DayBookPage() {
  const { year } = useYear()
  const { account, page = 1 } = useSearch({ strict: false }) as { account?: string | number; page?: number }
  const navigate = useNavigate()
  const change = (next: object) =>
    void navigate({
      to: '.',
      search: (before: Record<string, unknown>) => ({ ...before, page: undefined, ...next }) as never,
    })
  const asked = {
    year,
    account: account === undefined ? undefined : String(account),
    offset: (page - 1) * PAGE,
    limit: PAGE,
  }
  const { data, error, isPending } = useQuery({
    queryKey: ['accounts.day-book', asked],
    enabled: year !== undefined,
    queryFn: () => ask<typeof dayBook>('accounts.day-book', asked),
  })
  return (
    <PageFrame
      title="序时账"
      about={data && `共 ${data.total_count} 条分录`}
      actions={
        <>
          <Input.Search
            allowClear
            aria-label="科目编号"
            placeholder="科目编号，如 1601"
            defaultValue={account === undefined ? '' : String(account)}
            onSearch={value => change({ account: value || undefined })}
            style={{ width: 180 }}
          />
          <YearPicker />
        </>
      }
    >
      <ErrorNote error={error} />
      <DataTable<Row>
        name={`${year}年度序时账`}
        rowKey={row => `${row.voucher_id}-${row.account}-${row.amount_fen}`}
        loading={isPending}
        dataSource={data?.rows}
        pagination={{
          current: page,
          pageSize: PAGE,
          total: data?.total_count ?? 0,
          onChange: value => change({ page: value }),
          showSizeChanger: false,
        }}
        csv={{
          header: ['日期', '凭证号', '摘要', '科目', '名称', '借方（元）', '贷方（元）'],
          row: row => [
            row.on_date,
            row.voucher_no,
            row.voucher_summary,
            row.account,
            row.title,
            side(row.amount_fen, true),
            side(row.amount_fen, false),
          ],
        }}
        columns={[
          { title: '日期', dataIndex: 'on_date' },
          {
            title: '凭证',
            render: (_v, row) => <Link to={`${paths.voucher}/${row.voucher_id}` as string}>{row.voucher_no}</Link>,
          },
          { title: '摘要', dataIndex: 'voucher_summary' },
          { title: '科目', render: (_v, row) => `${row.account} ${row.title}` },
          { title: '借方（元）', className: 'num', render: (_v, row) => side(row.amount_fen, true) },
          { title: '贷方（元）', className: 'num', render: (_v, row) => side(row.amount_fen, false) },
        ]}
      />
    </PageFrame>
  )
}
