// The first page: how the year stands in numbers that open, by month and by section, and what is to be done.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Progress, Spin } from 'antd'
import { lazy, Suspense } from 'react'
import type { executionByMonth, executionBySection } from '../../src/budget/queries.ts'
import type { FigureOut } from '../../src/disclosure/figure-queries.ts'
import { ask, get } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, FigureNumber, PageFrame, useYear, useYears, wan, YearPicker } from '../ui/index.ts'

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
]

function Keys({ year }: { year: number }) {
  const { data, error } = useQuery({
    queryKey: ['figures', year],
    queryFn: () => get<FigureOut[]>(`/api/figures?year=${year}`),
  })
  const figures = new Map(data?.map(figure => [figure.name, figure]))
  return (
    <>
      <ErrorNote error={error} />
      <ul className="keys">
        {KEYS.flatMap(name => figures.get(name) ?? []).map(figure => (
          <li key={figure.name}>
            <span className="label">{figure.title}</span>
            <span className="value">
              <FigureNumber name={figure.name} year={year}>
                {figure.display}
              </FigureNumber>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

type SectionRow = Awaited<ReturnType<typeof ask<typeof executionBySection>>>[number]

function BySection({ year }: { year: number }) {
  const { data, isPending } = useQuery({
    queryKey: ['budget.execution-by-section', year],
    queryFn: () => ask<typeof executionBySection>('budget.execution-by-section', { year }),
  })
  const share = (row: SectionRow) =>
    row.allotted_fen === '0' ? 0 : Number((BigInt(row.spent_fen) * 1000n) / BigInt(row.allotted_fen)) / 10
  return (
    <section className="panel">
      <h2>
        科室执行<span style={{ color: 'var(--soft)', fontWeight: 400 }}>　单位：万元</span>
      </h2>
      <DataTable<SectionRow>
        name="科室执行"
        rowKey="section"
        loading={isPending}
        dataSource={data}
        pagination={false}
        empty="额度还没有分解到科室"
        columns={[
          { title: '科室', dataIndex: 'section' },
          { title: '下达', className: 'num', render: (_v, row) => wan(row.allotted_fen) },
          { title: '占用', className: 'num', render: (_v, row) => wan(row.reserved_fen) },
          { title: '支出', className: 'num', render: (_v, row) => wan(row.spent_fen) },
          {
            title: '进度',
            width: 140,
            render: (_v, row) => (
              <Progress
                percent={share(row)}
                size="small"
                status="normal"
                strokeColor={share(row) > 100 ? '#b3261e' : '#3d4f5f'}
              />
            ),
          },
        ]}
      />
    </section>
  )
}

function ToDo({ year }: { year: number }) {
  const { data } = useQuery({
    queryKey: ['performance.draft', year, undefined],
    queryFn: () =>
      get<{ missing: string[]; check: { findings: { severity: string }[] } }>(`/api/performance/draft?year=${year}`),
  })
  if (!data) return null
  const errors = data.check.findings.filter(finding => finding.severity === 'error').length
  return (
    <section className="panel">
      <h2>要做的事</h2>
      {data.missing.length === 0 && errors === 0 && <p>{year}年度报告没有待办。</p>}
      {data.missing.length > 0 && (
        <p>
          <Link to={paths.report} search={{ year } as never}>
            {year}年度报告还有 {data.missing.length} 段没有写
          </Link>
          ：{data.missing.join('、')}
        </p>
      )}
      {errors > 0 && (
        <p>
          <Link to={paths.report} search={{ year } as never}>
            报告草稿校核出 {errors} 处错误
          </Link>
          ，签发前要改正或说明。
        </p>
      )}
    </section>
  )
}

export function HomePage() {
  const { year, loading } = useYear()
  const { data: years } = useYears()
  const months = useQuery({
    queryKey: ['budget.execution-by-month', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof executionByMonth>('budget.execution-by-month', { year }),
  })
  if (!loading && years?.length === 0) {
    return (
      <PageFrame title="首页">
        <p>
          还没有账。从<Link to={paths.plan}>预算批复入账</Link>开始，或<Link to={paths.importBooks}>导入往年账</Link>。
        </p>
      </PageFrame>
    )
  }
  return (
    <PageFrame
      title={`${year ?? ''}年度预算执行`}
      about="带点线的数字都可以点开，一直查到逐笔记录。"
      actions={<YearPicker />}
    >
      {year !== undefined && <Keys year={year} />}
      <div className="two">
        <section className="panel">
          <h2>
            分月支出<span style={{ color: 'var(--soft)', fontWeight: 400 }}>　单位：万元</span>
          </h2>
          <Suspense fallback={<Spin />}>{months.data && <MonthChart months={months.data} />}</Suspense>
        </section>
        <div style={{ display: 'grid', gap: 24, alignContent: 'start' }}>
          {year !== undefined && <BySection year={year} />}
          {year !== undefined && <ToDo year={year} />}
        </div>
      </div>
    </PageFrame>
  )
}
