// One voucher with its postings in both ledgers.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Tag } from 'antd'
import type { voucher } from '../../src/accounts/queries.ts'
import { ask } from '../app/api.ts'
import { DataTable, ErrorNote, PageFrame } from '../ui/index.ts'
import { side } from './day-book.tsx'

type Voucher = Awaited<ReturnType<typeof ask<typeof voucher>>>

function Ledger({ title, postings }: { title: string; postings: Voucher['postings'] }) {
  if (postings.length === 0) return null
  return (
    <section className="panel" style={{ marginBottom: 24, maxWidth: 720 }}>
      <h2>{title}</h2>
      <DataTable<Voucher['postings'][number]>
        name={title}
        rowKey={row => row.account + row.amount_fen}
        pagination={false}
        dataSource={postings}
        columns={[
          { title: '科目', render: (_v, row) => `${row.account} ${row.title}` },
          { title: '借方（元）', className: 'num', render: (_v, row) => side(row.amount_fen, true) },
          { title: '贷方（元）', className: 'num', render: (_v, row) => side(row.amount_fen, false) },
        ]}
      />
    </section>
  )
}

export function VoucherPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error } = useQuery({
    queryKey: ['accounts.voucher', id],
    queryFn: () => ask<typeof voucher>('accounts.voucher', { voucher_id: id }),
  })
  return (
    <PageFrame
      title={data ? `${data.year}年第${data.voucher_no}号凭证` : '记账凭证'}
      about={
        data && (
          <>
            {data.on_date}　{data.summary}
            {data.is_example && <Tag style={{ marginLeft: 8 }}>示例</Tag>}
            {data.reverses_id && (
              <Tag color="error" style={{ marginLeft: 8 }}>
                红冲
              </Tag>
            )}
            　记账：{data.posted_by}
          </>
        )
      }
    >
      <ErrorNote error={error} />
      {data && (
        <>
          <Ledger title="财务会计" postings={data.postings.filter(row => row.ledger === 'financial')} />
          <Ledger title="预算会计" postings={data.postings.filter(row => row.ledger === 'budgetary')} />
        </>
      )}
    </PageFrame>
  )
}
