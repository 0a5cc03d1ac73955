// The first page: how the year stands in numbers that open, by month and by section, and what is to be done.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Spin } from 'antd'
import { lazy, Suspense } from 'react'
import type { executionByMonth } from '../../src/budget/queries.ts'
import { ask } from '../app/api.ts'
import { FigureLine } from '../app/figure-line.tsx'
import { useMay } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, PageFrame, useYear, useYears, YearPicker } from '../ui/index.ts'
import { BySection } from './by-section.tsx'
import { ToDo } from './to-do.tsx'

const MonthChart = lazy(() => import('./charts.tsx'))

const KEYS = [
  'budget.full-year',
  'budget.spent',
  'budget.full-year-execution-rate',
  'budget.full-year-unspent',
  'budget.personnel-spent',
  'budget.operating-spent',
  'budget.project-spent',
  'procurement.execution-rate',
  'procurement.payment-rate',
]

function ByMonth({ year }: { year: number }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['budget.execution-by-month', year],
    queryFn: () => ask<typeof executionByMonth>('budget.execution-by-month', { year }),
  })
  return (
    <section className="panel">
      <h2>
        分月支出<span className="unit">单位：万元</span>
      </h2>
      <ErrorNote error={error} retry={() => void refetch()} />
      <Suspense fallback={<Spin />}>{data && <MonthChart months={data} />}</Suspense>
    </section>
  )
}

/** Nothing is kept yet: the first steps, for those who can take them. */
function FirstSteps() {
  const finance = useMay(['finance'])
  return (
    <PageFrame title="首页" about="这里还没有账。">
      <ul className="next">
        {finance ? (
          <>
            <li>
              今年的账：从<Link to={paths.plan}>预算批复入账</Link>开始，可以从 Excel 读入。
            </li>
            <li>
              往年的账：到<Link to={paths.importBooks}>导入往年账</Link>。
            </li>
          </>
        ) : (
          <li>请会计先把批复的预算入账，这里就会显示执行情况。</li>
        )}
        <li>
          人员还没有登记齐的，由系统管理员到<Link to={paths.people}>人员与角色</Link>从 Excel 导入。
        </li>
      </ul>
    </PageFrame>
  )
}

export function HomePage() {
  const { year, loading } = useYear()
  const { data: years, error, refetch } = useYears()
  if (!loading && years?.length === 0) return <FirstSteps />
  return (
    <PageFrame
      title={`${year ?? ''}年度预算执行`}
      about="带点线的数字都可以点开，一直查到逐笔记录。"
      actions={<YearPicker />}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {year !== undefined && (
        <>
          <FigureLine year={year} names={KEYS} />
          <div className="two">
            <ByMonth year={year} />
            <div style={{ display: 'grid', gap: 32, alignContent: 'start', minWidth: 0 }}>
              <BySection year={year} />
              <ToDo year={year} />
            </div>
          </div>
        </>
      )}
    </PageFrame>
  )
}
