// The trace of a figure over any page: value, formula, inputs that open in turn, and the rows that add up to it.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Drawer, Spin } from 'antd'
import { useState } from 'react'
import type { FigureOut } from '../../src/disclosure/figure-queries.ts'
import { wanExact, yuanGrouped } from '../../src/kernel/money.ts'
import { get } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { DataTable, ErrorNote, FigureNumber } from '../ui/index.ts'
import { AS } from './data.ts'

type Figure = FigureOut & { year: number; as: string; kind: string; rows: string }
type Row = {
  id: string
  on_date: string | null
  summary: string
  detail: string
  amount: string
  source: string | null
}
type Rows = { total_count: number; total_amount: string; rows: Row[] }

const PAGE = 20

function RowsOf({ figure }: { figure: Figure }) {
  const [page, setPage] = useState(1)
  const { data, error, isPending } = useQuery({
    queryKey: ['figure-rows', figure.rows, page],
    queryFn: () => get<Rows>(`${figure.rows}&offset=${(page - 1) * PAGE}&limit=${PAGE}`),
  })
  const money = figure.unit === '万元'
  const amount = (value: string) => (money ? yuanGrouped(BigInt(value)) : value)
  const agrees = data && figure.value === (money ? wanExact(BigInt(data.total_amount)) : data.total_amount)
  const summary = (row: Row) =>
    row.source?.startsWith('voucher/') ? (
      <Link to={`${paths.voucher}/${row.source.slice(8)}` as string}>{row.summary}</Link>
    ) : (
      row.summary
    )
  return (
    <>
      <ErrorNote error={error} />
      {data && data.total_count > 0 && (
        <p className={agrees ? 'ok' : 'bad'}>
          共 {data.total_count} 条，合计 {amount(data.total_amount)} {money ? '元' : figure.unit}，与上面的数
          {agrees ? '一致' : '不一致'}。
        </p>
      )}
      <DataTable<Row>
        name="逐笔记录"
        rowKey="id"
        loading={isPending}
        dataSource={data?.rows}
        empty="没有记录"
        sticky={false}
        pagination={{
          current: page,
          pageSize: PAGE,
          total: data?.total_count ?? 0,
          onChange: setPage,
          showSizeChanger: false,
          hideOnSinglePage: true,
        }}
        columns={[
          { title: '日期', dataIndex: 'on_date' },
          { title: '摘要', render: (_v, row) => summary(row) },
          { title: '说明', dataIndex: 'detail' },
          { title: money ? '金额（元）' : '数量', className: 'num', render: (_v, row) => amount(row.amount) },
        ]}
      />
    </>
  )
}

function Trace({ figure }: { figure: Figure }) {
  return (
    <div className="trace">
      <p className="value">{figure.display}</p>
      <p style={{ color: 'var(--soft)' }}>
        {figure.year}年度　口径：{figure.basis}　{AS.find(one => one.value === figure.as)?.label}　准确值：
        {figure.value ?? '不适用'}
        {figure.value !== null && figure.unit}
      </p>
      {figure.formula && <div className="formula">{figure.formula}</div>}
      {figure.inputs.length > 0 && (
        <DataTable<FigureOut['inputs'][number]>
          name="由这些数算出"
          rowKey="name"
          pagination={false}
          dataSource={figure.inputs}
          sticky={false}
          columns={[
            { title: '指标数', dataIndex: 'title' },
            {
              title: '数值',
              className: 'num',
              render: (_v, row) => (
                <FigureNumber name={row.name} year={figure.year} as={figure.as}>
                  {row.display}
                </FigureNumber>
              ),
            },
          ]}
        />
      )}
      {figure.kind === 'source' && <RowsOf key={figure.rows} figure={figure} />}
      <p>
        <a href={`/figures/${figure.name}?year=${figure.year}&as=${figure.as}`}>公开页面上的这个数</a>
      </p>
    </div>
  )
}

export default function TraceDrawer() {
  const { figure, figure_year, figure_as } = useSearch({ strict: false }) as {
    figure: string
    figure_year?: number
    figure_as?: string
  }
  const navigate = useNavigate()
  const address = `/api/figures/${figure}?year=${figure_year ?? ''}${figure_as ? `&as=${figure_as}` : ''}`
  const { data, error } = useQuery({ queryKey: ['figure', address], queryFn: () => get<Figure>(address) })
  const close = () =>
    void navigate({
      to: '.',
      search: (before: Record<string, unknown>) =>
        ({ ...before, figure: undefined, figure_year: undefined, figure_as: undefined }) as never,
    })
  return (
    <Drawer open onClose={close} title={data?.title ?? '指标数'} size={720} styles={{ wrapper: { maxWidth: '100vw' } }}>
      <ErrorNote error={error} />
      {!data && !error && <Spin />}
      {data && <Trace figure={data} />}
    </Drawer>
  )
}
