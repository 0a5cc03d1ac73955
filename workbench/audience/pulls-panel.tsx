// 接口拉取: which accounts tell their counters by themselves, when they last did, and asking at once.
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { pullNow, pulls } from '../../src/audience/pulls/pull.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { DataTable, ErrorNote, moment, textColumn, useCommand } from '../ui/index.ts'
import { nameOf } from './data.ts'

type Pull = Awaited<ReturnType<typeof ask<typeof pulls>>>[number]

const EVERY_MS = 15_000
const when = (time: string | null) => (time === null ? '—' : moment(time))
const stateOf = (row: Pull) => {
  if (row.result === 'failed') return `没有拉到：${row.message}`
  if (row.result !== 'good') return '还没有拉过'
  return [`读到 ${row.reading_count} 个数`, row.message].filter(Boolean).join('，')
}

function Now({ row }: { row: Pull }) {
  const { run, busy } = useCommand<typeof pullNow>('audience.pull-now', '已安排，半分钟内拉取')
  return (
    <Button size="small" loading={busy} onClick={() => void run({ account_id: row.account_id }).catch(() => undefined)}>
      立即拉取
    </Button>
  )
}

export function PullsPanel() {
  const may = useMay(['editor', 'operations', 'director'])
  const { data, error, isPending } = useQuery({
    queryKey: ['audience.pulls'],
    queryFn: () => ask<typeof pulls>('audience.pulls'),
    refetchInterval: EVERY_MS,
  })
  const state = (row: Pull) => <span className={row.result === 'failed' ? 'bad' : ''}>{stateOf(row)}</span>
  return (
    <section className="part">
      <h2>接口拉取</h2>
      <ErrorNote error={error} />
      <DataTable<Pull>
        name="接口拉取"
        rowKey="account_id"
        loading={isPending}
        dataSource={data ?? []}
        pagination={false}
        empty="还没有接入接口的账号。在“渠道账号”里接入公众号、微博、抖音或快手以后，数据会自己拉来。"
        csv={{
          header: ['账号', '结果', '上次', '下次'],
          row: row => [nameOf(row), stateOf(row), when(row.ended_at), when(row.due_at)],
        }}
        card={row => (
          <>
            <div className="card-head">
              {nameOf(row)}
              {may && <Now row={row} />}
            </div>
            <div className="card-line">
              {state(row)}
              {row.ended_at && <span>{moment(row.ended_at)}</span>}
            </div>
          </>
        )}
        columns={[
          textColumn('账号', row => nameOf(row)),
          textColumn('结果', stateOf, { render: (_value, row) => state(row) }),
          textColumn('上次', row => when(row.ended_at)),
          textColumn('下次', row => when(row.due_at)),
          { title: '操作', render: (_value: unknown, row: Pull) => may && <Now row={row} /> },
        ]}
      />
    </section>
  )
}
