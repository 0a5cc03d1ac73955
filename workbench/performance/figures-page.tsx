// Every figure of a year, under both classifications side by side; each opens its trace.
import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import type { FigureOut } from '../../src/disclosure/figure-queries.ts'
import { get } from '../app/api.ts'
import { DataTable, ErrorNote, FigureNumber, PageFrame, useYear, YearPicker } from '../ui/index.ts'

type Row = FigureOut & { other: string }

function useFigures(year: number | undefined, as: string) {
  return useQuery({
    queryKey: ['figures', year, as],
    enabled: year !== undefined,
    queryFn: () => get<FigureOut[]>(`/api/figures?year=${year}&as=${as}`),
  })
}

export function FiguresPage() {
  const { year } = useYear()
  const reported = useFigures(year, 'reported')
  const classified = useFigures(year, 'classified')
  const [typed, setTyped] = useState('')
  const other = new Map(classified.data?.map(figure => [figure.name, figure.display]))
  const rows: Row[] = (reported.data ?? [])
    .filter(figure => figure.title.includes(typed.trim()) || figure.name.includes(typed.trim()))
    .map(figure => ({ ...figure, other: other.get(figure.name) ?? '' }))
  return (
    <PageFrame
      title="指标数"
      about="报告里的每个数都在这里。两种口径不同的，右边一列标红。"
      actions={
        <>
          <Input
            allowClear
            aria-label="查找指标数"
            placeholder="名称"
            value={typed}
            onChange={event => setTyped(event.target.value)}
            style={{ width: 200 }}
          />
          <YearPicker />
        </>
      }
    >
      <ErrorNote error={reported.error ?? classified.error} />
      <DataTable<Row>
        name={`${year}年度指标数`}
        rowKey="name"
        loading={reported.isPending}
        dataSource={rows}
        pagination={false}
        empty="没有这个名称的指标数"
        csv={{
          header: ['名称', '代码', '当年报告口径', '现行分类口径', '口径', '算法'],
          row: row => [row.title, row.name, row.display, row.other, row.basis, row.formula],
        }}
        columns={[
          { title: '名称', dataIndex: 'title' },
          {
            title: '当年报告口径',
            className: 'num',
            render: (_v, row) => (
              <FigureNumber name={row.name} year={year!} as="reported">
                {row.display}
              </FigureNumber>
            ),
          },
          {
            title: '现行分类口径',
            className: 'num',
            render: (_v, row) => (
              <span className={row.other === row.display ? '' : 'bad'}>
                <FigureNumber name={row.name} year={year!} as="classified">
                  {row.other}
                </FigureNumber>
              </span>
            ),
          },
          { title: '口径', dataIndex: 'basis' },
          { title: '算法', render: (_v, row) => row.formula ?? '逐笔加总' },
        ]}
      />
    </PageFrame>
  )
}
