// 传播效果: what became of what was published, on one page.
import { Spin } from 'antd'
import { lazy, Suspense } from 'react'
import { ErrorNote, PageFrame } from '../ui/index.ts'
import { count, type Dashboard, useDashboard } from './data.ts'
import { AccountsTable, CountedTable, RankingTable } from './effect-tables.tsx'
import { PeriodPicker, useDays } from './period.tsx'
import { SpikesPanel } from './spikes-panel.tsx'

const EffectCharts = lazy(() => import('./effect-charts.tsx'))

function Keys({ data }: { data: Dashboard }) {
  const own = data.accounts.filter(row => row.owner_kind === 'own')
  const sum = (of: (row: Dashboard['accounts'][number]) => number) => own.reduce((total, row) => total + of(row), 0)
  const facts: [string, number][] = [
    ['本单位发布（条）', sum(row => row.post_count)],
    ['阅读播放（次）', sum(row => row.reads)],
    ['点赞转发评论（次）', sum(row => row.likes + row.shares + row.comments)],
    ['网站浏览（次）', data.site.reduce((total, row) => total + row.views, 0)],
  ]
  return (
    <ul className="keys">
      {facts.map(([label, value]) => (
        <li key={label}>
          <span className="label">{label}</span>
          <span className="value">{count(value)}</span>
        </li>
      ))}
    </ul>
  )
}

export function EffectPage() {
  const { days } = useDays()
  const { data, error, isPending, refetch } = useDashboard(days)
  return (
    <PageFrame
      title="传播效果"
      about="发布以后怎么样了：各渠道的阅读和互动、网站访问、栏目和标签。进年度报告的数在“传播月报”和“指标数”里点开看来历。"
      actions={<PeriodPicker />}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {data && <Keys data={data} />}
      {data && (
        <Suspense fallback={<Spin />}>
          <EffectCharts data={data} />
        </Suspense>
      )}
      {days && data && data.spike_count > 0 && <SpikesPanel days={days} />}
      <AccountsTable rows={data?.accounts} loading={isPending} />
      <RankingTable rows={data?.ranking} loading={isPending} />
      <CountedTable rows={data?.counted} loading={isPending} />
      {days && data && data.spike_count === 0 && <SpikesPanel days={days} />}
    </PageFrame>
  )
}
