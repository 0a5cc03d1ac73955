// One voucher with its postings in both ledgers.
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Spin, Table } from 'antd'
import type { voucher } from '../../src/accounts/queries.ts'
import { ask } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { ErrorNote, Money, PageFrame, sumFen } from '../ui/index.ts'
import { sideOf } from './amounts.ts'
import { Side } from './day-book.tsx'

type Voucher = Awaited<ReturnType<typeof ask<typeof voucher>>>
type Posting = Voucher['postings'][number]

function Ledger({ title, postings }: { title: string; postings: Posting[] }) {
  if (postings.length === 0) return null
  const total = (side: 'debit' | 'credit') => sumFen(postings.map(row => sideOf(row.amount_fen, side) ?? '0'))
  return (
    <section className="part" style={{ maxWidth: 720 }}>
      <h2>
        {title}
        <span className="unit">单位：元</span>
      </h2>
      <Table<Posting & { key: number }>
        size="small"
        aria-label={title}
        rowKey="key"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={postings.map((row, key) => ({ ...row, key }))}
        columns={[
          { title: '科目', render: (_value, row) => `${row.account} ${row.title}` },
          { title: '借方', className: 'num', render: (_value, row) => <Side fen={row.amount_fen} side="debit" /> },
          { title: '贷方', className: 'num', render: (_value, row) => <Side fen={row.amount_fen} side="credit" /> },
        ]}
        summary={() => (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0}>合计</Table.Summary.Cell>
            <Table.Summary.Cell index={1} className="num">
              <Money fen={total('debit')} />
            </Table.Summary.Cell>
            <Table.Summary.Cell index={2} className="num">
              <Money fen={total('credit')} />
            </Table.Summary.Cell>
          </Table.Summary.Row>
        )}
      />
    </section>
  )
}

function About({ data }: { data: Voucher }) {
  return (
    <>
      {data.on_date}　{data.summary}　记账：{data.posted_by}
      {data.imported && '　导入的往年凭证'}
      {data.is_example && '　示例数据'}
      {data.reverses_id && (
        <>
          {'　'}
          <span className="bad">红冲凭证，</span>
          <Link to={`${paths.voucher}/${data.reverses_id}` as string}>被冲的凭证</Link>
        </>
      )}
    </>
  )
}

export function VoucherPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useQuery({
    queryKey: ['accounts.voucher', id],
    queryFn: () => ask<typeof voucher>('accounts.voucher', { voucher_id: id }),
  })
  const of = (ledger: string) => data?.postings.filter(row => row.ledger === ledger) ?? []
  return (
    <PageFrame
      title={data ? `${data.year}年第${data.voucher_no}号凭证` : '记账凭证'}
      about={data && <About data={data} />}
      actions={
        <>
          {data && (
            <Link to={paths.vouchers} search={{ year: data.year } as never}>
              {data.year}年序时账
            </Link>
          )}
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {!data && !error && <Spin />}
      <Ledger title="财务会计" postings={of('financial')} />
      <Ledger title="预算会计" postings={of('budgetary')} />
    </PageFrame>
  )
}
