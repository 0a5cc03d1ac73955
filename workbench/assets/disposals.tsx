// The disposals of assets, with where each stands.
import { Link } from '@tanstack/react-router'
import { DISPOSAL_KINDS, DISPOSAL_STATES } from '../../src/assets/vocabulary.ts'
import { paths } from '../app/paths.ts'
import { choiceColumn, DataTable, ErrorNote, Money, moment, moneyColumn, PageFrame, textColumn } from '../ui/index.ts'
import { type Disposal, useDisposals } from './data.ts'

const toPage = (row: Disposal) => <Link to={`${paths.disposals}/${row.id}` as string}>{row.disposal_no}</Link>

const EXPORT = {
  header: [
    '编号',
    '方式',
    '原因',
    '件数',
    '原值',
    '状态',
    '申请人',
    '审批人',
    '会议纪要',
    '核销日期',
    '处置收入',
    '已上缴',
  ],
  row: (row: Disposal) => [
    row.disposal_no,
    DISPOSAL_KINDS[row.kind],
    row.reason,
    row.item_count,
    { fen: row.original_fen },
    DISPOSAL_STATES[row.state],
    row.applied_by,
    row.decided_by,
    row.minutes_no,
    row.completed_on,
    { fen: row.proceeds_fen },
    { fen: row.remitted_fen },
  ],
}

function OnPhone({ row }: { row: Disposal }) {
  return (
    <>
      <div className="card-head">
        {toPage(row)}
        <Money fen={row.original_fen} />
      </div>
      <div className="card-line">
        <span>
          {DISPOSAL_KINDS[row.kind]}　{row.reason}
        </span>
        <span>{DISPOSAL_STATES[row.state]}</span>
      </div>
    </>
  )
}

export function DisposalsPage() {
  const { data, error, isPending, refetch } = useDisposals()
  return (
    <PageFrame title="资产处置" about="在资产卡片里选好资产申请处置；领导审批后由会计核销卡片并记账，处置收入要上缴。">
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Disposal>
        name="资产处置"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        empty={
          <>
            没有处置。到<Link to={paths.cards}>资产卡片</Link>里选资产，点“申请处置”
          </>
        }
        words={row => `${row.disposal_no} ${row.reason} ${row.applied_by}`}
        csv={EXPORT}
        card={row => <OnPhone row={row} />}
        columns={[
          textColumn('编号', row => row.disposal_no, { render: (_value, row) => toPage(row) }),
          choiceColumn('方式', data, row => DISPOSAL_KINDS[row.kind]),
          textColumn('原因', row => row.reason),
          textColumn('件数', row => String(row.item_count), { className: 'num' }),
          moneyColumn('原值（元）', row => row.original_fen),
          choiceColumn('状态', data, row => DISPOSAL_STATES[row.state]),
          textColumn('申请', row => `${row.applied_by} ${moment(row.applied_at).slice(0, 10)}`),
          moneyColumn('处置收入（元）', row => row.proceeds_fen),
          moneyColumn('已上缴（元）', row => row.remitted_fen),
        ]}
      />
    </PageFrame>
  )
}
