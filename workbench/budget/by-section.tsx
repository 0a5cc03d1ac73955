// How far each section has used what it was allotted: a bar and the numbers it stands for.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { executionBySection } from '../../src/budget/queries.ts'
import { decimalText, divideHalfUp } from '../../src/kernel/money.ts'
import { ask } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, Money, moneyColumn, textColumn } from '../ui/index.ts'

type Row = Awaited<ReturnType<typeof ask<typeof executionBySection>>>[number]

/** Spent of allotted in percent, one decimal; undefined when nothing was allotted. */
function shareOf({ spent_fen, allotted_fen }: Row): string | undefined {
  if (allotted_fen === '0') return undefined
  return decimalText(divideHalfUp(BigInt(spent_fen) * 1000n, BigInt(allotted_fen)), 1)
}

function Bar({ row }: { row: Row }) {
  const share = shareOf(row)
  if (share === undefined) return <span className="soft">不适用</span>
  return (
    <div className={Number(share) > 100 ? 'bar over' : 'bar'}>
      <i style={{ '--share': `${Math.min(100, Number(share))}%` } as object} />
      <span>{share}%</span>
    </div>
  )
}

export function BySection({ year }: { year: number }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['budget.execution-by-section', year],
    queryFn: () => ask<typeof executionBySection>('budget.execution-by-section', { year }),
  })
  const wan = (_row: Row, fen: string) => <Money fen={fen} as="wan" />
  return (
    <section className="panel">
      <h2>
        科室执行<span className="unit">单位：万元</span>
      </h2>
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Row>
        name={`${year}年科室执行`}
        rowKey="section"
        loading={isPending}
        dataSource={data}
        pagination={false}
        sticky={false}
        empty={
          <>
            额度还没有分解到科室，到<Link to={paths.adjust}>下达与调整</Link>办理
          </>
        }
        card={row => (
          <>
            <div className="card-head">{row.section}</div>
            <Bar row={row} />
            <div className="card-line">
              <span>
                下达 <Money fen={row.allotted_fen} as="wan" />
              </span>
              <span>
                占用 <Money fen={row.reserved_fen} as="wan" />
              </span>
              <span>
                支出 <Money fen={row.spent_fen} as="wan" />
              </span>
            </div>
          </>
        )}
        columns={[
          textColumn('科室', row => row.section),
          moneyColumn('下达', row => row.allotted_fen, wan),
          moneyColumn('占用', row => row.reserved_fen, wan),
          moneyColumn('支出', row => row.spent_fen, wan),
          { title: '支出占下达', width: 160, render: (_value, row) => <Bar row={row} /> },
        ]}
      />
    </section>
  )
}
