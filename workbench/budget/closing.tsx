// The years there are, each with its adopted document; closing one has a page of its own.
import { Link } from '@tanstack/react-router'
import { paths } from '../app/paths.ts'
import { DataTable, Money, useYears } from '../ui/index.ts'

type Year = NonNullable<ReturnType<typeof useYears>['data']>[number]

export function Closing() {
  const { data } = useYears()
  if (!data || data.length === 0) return null
  return (
    <section className="part" style={{ marginTop: 40 }}>
      <h2>
        各年度的账<span className="unit">单位：元</span>
      </h2>
      <DataTable<Year>
        name="各年度的账"
        rowKey="year"
        pagination={false}
        sticky={false}
        dataSource={data}
        columns={[
          { title: '年度', dataIndex: 'year' },
          { title: '批复文号', dataIndex: 'doc_no' },
          { title: '批复日期', dataIndex: 'adopted_on' },
          { title: '收入预算', className: 'num', render: (_value, row) => <Money fen={row.income_fen} /> },
          { title: '支出预算', className: 'num', render: (_value, row) => <Money fen={row.expenditure_fen} /> },
          { title: '来源', render: (_value, row) => (row.origin === 'imported' ? '导入的往年账' : '本系统记账') },
          {
            title: '状态',
            render: (_value, row) => (row.closed ? '已关账' : <Link to={paths.closing}>去关账</Link>),
          },
        ]}
      />
    </section>
  )
}
