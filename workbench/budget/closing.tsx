// Closing a year's books: for good, so it is asked twice.
import { Button, Modal } from 'antd'
import type { closeYear } from '../../src/budget/close-year.ts'
import { DataTable, ErrorNote, Money, useCommand, useYears } from '../ui/index.ts'

type Year = NonNullable<ReturnType<typeof useYears>['data']>[number]

export function Closing() {
  const { data } = useYears()
  const { run, error } = useCommand<typeof closeYear>('budget.close-year', '已关账', { keep: true })
  const [modal, holder] = Modal.useModal()
  const close = (year: number) =>
    modal.confirm({
      title: `关闭${year}年度的账？`,
      content: '关账时结转收支。关账后这一年不能再记账，也不能再打开。请先做账套检查。',
      okText: `关闭${year}年度`,
      okButtonProps: { danger: true },
      onOk: () => run({ year }).catch(() => undefined),
    })
  if (!data || data.length === 0) return null
  return (
    <section className="part" style={{ marginTop: 40 }}>
      {holder}
      <h2>
        各年度的账<span className="unit">单位：元</span>
      </h2>
      <ErrorNote error={error} />
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
            render: (_value, row) =>
              row.closed ? (
                '已关账'
              ) : (
                <Button danger size="small" onClick={() => void close(row.year)}>
                  关账
                </Button>
              ),
          },
        ]}
      />
    </section>
  )
}
