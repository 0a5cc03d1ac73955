// Every figure of a year, under both classifications side by side; each opens its trace.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Switch } from 'antd'
import { useState } from 'react'
import type { FigureOut } from '../../src/disclosure/figure-queries.ts'
import { get } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, FigureNumber, filterBy, PageFrame, useYear, YearPicker } from '../ui/index.ts'
import './lists.css'

type Row = FigureOut & { other: string; differs: boolean }

function useFigures(year: number | undefined, as: string) {
  return useQuery({
    queryKey: ['disclosure.figures', year, as],
    enabled: year !== undefined,
    queryFn: () => get<FigureOut[]>(`/api/figures?year=${year}&as=${as}`),
  })
}

/** Both classifications of one figure; the second marked where they differ. */
function Both({ row, year }: { row: Row; year: number }) {
  return (
    <dl className="card-facts">
      <div>
        <dt>当年报告口径</dt>
        <dd>
          <FigureNumber name={row.name} year={year} as="reported">
            {row.display}
          </FigureNumber>
        </dd>
      </div>
      <div>
        <dt>现行分类口径</dt>
        <dd className={row.differs ? 'differs' : undefined}>
          <FigureNumber name={row.name} year={year} as="classified">
            {row.other}
          </FigureNumber>
        </dd>
      </div>
      <div>
        <dt>口径</dt>
        <dd>{row.basis}</dd>
      </div>
    </dl>
  )
}

function FigureTable({ rows, year, loading }: { rows: Row[] | undefined; year: number; loading: boolean }) {
  const [onlyDiffering, setOnlyDiffering] = useState(false)
  const differing = rows?.filter(row => row.differs)
  const value = (row: Row, as: 'reported' | 'classified') => (
    <FigureNumber name={row.name} year={year} as={as}>
      {as === 'reported' ? row.display : row.other}
    </FigureNumber>
  )
  return (
    <DataTable<Row>
      name={`${year}年度指标数`}
      rowKey="name"
      loading={loading}
      dataSource={onlyDiffering ? differing : rows}
      pagination={false}
      words={row => `${row.title} ${row.name} ${row.display} ${row.other} ${row.formula ?? ''}`}
      tools={
        differing && differing.length > 0 ? (
          // biome-ignore lint/a11y/noLabelWithoutControl: the switch is the control
          <label className="only">
            <Switch size="small" checked={onlyDiffering} onChange={setOnlyDiffering} /> 只看两种口径不同的（
            {differing.length}）
          </label>
        ) : undefined
      }
      csv={{
        header: ['名称', '代码', '当年报告口径', '现行分类口径', '口径', '算法'],
        row: row => [row.title, row.name, row.display, row.other, row.basis, row.formula],
      }}
      card={row => (
        <>
          <div className="card-head">{row.title}</div>
          <Both row={row} year={year} />
        </>
      )}
      columns={[
        { title: '名称', dataIndex: 'title' },
        { title: '当年报告口径', className: 'num', render: (_v, row) => value(row, 'reported') },
        {
          title: '现行分类口径',
          className: 'num',
          render: (_v, row) => <span className={row.differs ? 'differs' : undefined}>{value(row, 'classified')}</span>,
        },
        { title: '口径', dataIndex: 'basis', ...filterBy(rows, row => row.basis) },
        {
          title: '算法',
          render: (_v, row) => <span className="way">{row.formula ?? '按账簿记录逐笔加总'}</span>,
        },
      ]}
    />
  )
}

export function FiguresPage() {
  const { year, loading } = useYear()
  const reported = useFigures(year, 'reported')
  const classified = useFigures(year, 'classified')
  const other = new Map(classified.data?.map(figure => [figure.name, figure.display]))
  const rows = reported.data?.map(figure => {
    const second = other.get(figure.name) ?? ''
    return { ...figure, other: second, differs: classified.data !== undefined && second !== figure.display }
  })
  return (
    <PageFrame
      title="指标数"
      about="报告里的每个数都在这里，点开可查算式和逐笔记录。两种口径的数不同时，后一个标红。"
      actions={<YearPicker />}
    >
      <ErrorNote error={reported.error ?? classified.error} retry={() => void reported.refetch()} />
      {!loading && year === undefined && (
        <p>
          还没有任何年度的账。先<Link to={paths.plan}>录入批复的预算</Link>，或
          <Link to={paths.importBooks}>导入往年账</Link>。
        </p>
      )}
      {year !== undefined && <FigureTable rows={rows} year={year} loading={reported.isPending} />}
    </PageFrame>
  )
}
