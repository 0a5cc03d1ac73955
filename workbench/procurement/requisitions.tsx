// The purchase applications of a year, with where each stands.
import { Link } from '@tanstack/react-router'
import { Button, type TableColumnsType } from 'antd'
import { CATEGORIES_OF_PURCHASE, REQUISITION_STATES } from '../../src/procurement/vocabulary.ts'
import { NeedsYear } from '../app/needs-year.tsx'
import { paths } from '../app/paths.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  Money,
  moneyColumn,
  PageFrame,
  sumFen,
  TotalsRow,
  textColumn,
  useYear,
  YearPicker,
} from '../ui/index.ts'
import { type RequisitionRow, useRequisitions } from './data.ts'

const toPage = (row: RequisitionRow, words: string) => (
  <Link to={`${paths.requisitions}/${row.id}` as string}>{words}</Link>
)

const EXPORT = {
  header: [
    '编号',
    '名称',
    '科室',
    '指标',
    '类别',
    '申请金额',
    '合同金额',
    '已验收',
    '已支付',
    '状态',
    '申请人',
    '审批人',
  ],
  row: (row: RequisitionRow) => [
    row.req_no,
    row.title,
    row.section,
    `${row.line_no} ${row.line_title}`,
    CATEGORIES_OF_PURCHASE[row.category],
    { fen: row.amount_fen },
    { fen: row.contract_fen },
    { fen: row.accepted_fen },
    { fen: row.paid_fen },
    REQUISITION_STATES[row.state],
    row.applied_by,
    row.decided_by,
  ],
}

function OnPhone({ row }: { row: RequisitionRow }) {
  return (
    <>
      <div className="card-head">
        {toPage(row, row.title)}
        <Money fen={row.amount_fen} />
      </div>
      <div className="card-line">
        <span>
          {row.req_no}　{row.section}
        </span>
        <span>{REQUISITION_STATES[row.state]}</span>
      </div>
    </>
  )
}

const columnsOf = (data: readonly RequisitionRow[] | undefined): TableColumnsType<RequisitionRow> => [
  textColumn('编号', row => row.req_no, { render: (_value, row) => toPage(row, row.req_no) }),
  textColumn('名称', row => row.title),
  choiceColumn('科室', data, row => row.section),
  choiceColumn('指标', data, row => `${row.line_no} ${row.line_title}`),
  choiceColumn('状态', data, row => REQUISITION_STATES[row.state]),
  choiceColumn('申请人', data, row => row.applied_by),
  moneyColumn('申请（元）', row => row.amount_fen),
  moneyColumn('合同（元）', row => row.contract_fen),
  moneyColumn('已验收（元）', row => row.accepted_fen),
  moneyColumn('已支付（元）', row => row.paid_fen),
]

export function RequisitionsPage() {
  const { year } = useYear()
  const { data, error, isPending, refetch } = useRequisitions(year)
  return (
    <PageFrame
      title="采购申请"
      about="添置设备和办公用品，先申请，分管领导同意后再采购。没有批准的采购不予报销。"
      actions={
        <>
          <Link to={paths.apply}>
            <Button type="primary">填采购申请</Button>
          </Link>
          <YearPicker />
        </>
      }
    >
      <NeedsYear>
        <ErrorNote error={error} retry={() => void refetch()} />
        <DataTable<RequisitionRow>
          name={`${year}年采购申请`}
          rowKey="id"
          loading={isPending}
          dataSource={data}
          pagination={false}
          empty={
            <>
              还没有采购申请，<Link to={paths.apply}>填一张</Link>
            </>
          }
          words={row => `${row.req_no} ${row.title} ${row.section} ${row.applied_by} ${row.line_title}`}
          csv={EXPORT}
          card={row => <OnPhone row={row} />}
          columns={columnsOf(data)}
          summary={shown =>
            shown.length > 0 && (
              <TotalsRow
                count={`${shown.length} 张`}
                lead={6}
                sums={(['amount_fen', 'contract_fen', 'accepted_fen', 'paid_fen'] as const).map(key =>
                  sumFen(shown.map(row => row[key])),
                )}
                rest={0}
              />
            )
          }
        />
      </NeedsYear>
    </PageFrame>
  )
}
