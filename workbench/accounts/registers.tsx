// The registers behind the asset and procurement figures: cards and contracts.
import { useQuery } from '@tanstack/react-query'
import type { cards } from '../../src/assets/cards.ts'
import type { contracts } from '../../src/procurement/contracts.ts'
import { ask } from '../app/api.ts'
import { DataTable, ErrorNote, PageFrame, useYear, YearPicker, yuan } from '../ui/index.ts'

type Card = Awaited<ReturnType<typeof ask<typeof cards>>>[number]
type Contract = Awaited<ReturnType<typeof ask<typeof contracts>>>[number]

const sum = (amounts: string[]) => yuan(amounts.reduce((total, amount) => total + BigInt(amount), 0n))

export function CardsPage() {
  const { data, error, isPending } = useQuery({
    queryKey: ['assets.cards'],
    queryFn: () => ask<typeof cards>('assets.cards'),
  })
  return (
    <PageFrame
      title="资产卡片"
      about={
        data &&
        `共 ${data.length} 张，原值 ${sum(data.map(row => row.original_fen))} 元，净值 ${sum(data.map(row => row.net_fen))} 元`
      }
    >
      <ErrorNote error={error} />
      <DataTable<Card>
        name="资产卡片"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty="还没有资产卡片，导入往年账会带入"
        csv={{
          header: [
            '卡片编号',
            '名称',
            '国标分类',
            '原值',
            '累计折旧',
            '净值',
            '取得日期',
            '折旧月数',
            '使用科室',
            '使用人',
          ],
          row: row => [
            row.card_no,
            row.name,
            row.class_code,
            yuan(row.original_fen),
            yuan(row.depreciated_fen),
            yuan(row.net_fen),
            row.acquired_on,
            row.life_months,
            row.section,
            row.holder,
          ],
        }}
        columns={[
          { title: '编号', dataIndex: 'card_no', sorter: (a, b) => a.card_no.localeCompare(b.card_no) },
          { title: '名称', dataIndex: 'name' },
          { title: '分类', dataIndex: 'class_code' },
          { title: '取得日期', dataIndex: 'acquired_on', sorter: (a, b) => a.acquired_on.localeCompare(b.acquired_on) },
          {
            title: '原值（元）',
            className: 'num',
            render: (_v, row) => yuan(row.original_fen),
            sorter: (a, b) => Number(a.original_fen) - Number(b.original_fen),
          },
          { title: '累计折旧（元）', className: 'num', render: (_v, row) => yuan(row.depreciated_fen) },
          { title: '净值（元）', className: 'num', render: (_v, row) => yuan(row.net_fen) },
          { title: '折旧月数', dataIndex: 'life_months', className: 'num' },
          { title: '使用科室', dataIndex: 'section' },
          { title: '使用人', dataIndex: 'holder' },
        ]}
      />
    </PageFrame>
  )
}

export function ContractsPage() {
  const { year } = useYear()
  const { data, error, isPending } = useQuery({
    queryKey: ['procurement.contracts', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof contracts>('procurement.contracts', { year }),
  })
  return (
    <PageFrame
      title="采购合同"
      about={data && `${year}年签订 ${data.length} 份，合计 ${sum(data.map(row => row.amount_fen))} 元`}
      actions={<YearPicker />}
    >
      <ErrorNote error={error} />
      <DataTable<Contract>
        name={`${year}年采购合同`}
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        empty="这一年没有采购合同"
        csv={{
          header: ['合同号', '名称', '指标', '供应商', '采购方式', '金额（元）', '签订日期'],
          row: row => [
            row.contract_no,
            row.title,
            row.line_no,
            row.supplier,
            row.method,
            yuan(row.amount_fen),
            row.signed_on,
          ],
        }}
        columns={[
          { title: '合同号', dataIndex: 'contract_no' },
          { title: '名称', dataIndex: 'title' },
          { title: '指标', dataIndex: 'line_no' },
          { title: '供应商', dataIndex: 'supplier' },
          { title: '方式', dataIndex: 'method' },
          { title: '金额（元）', className: 'num', render: (_v, row) => yuan(row.amount_fen) },
          { title: '签订日期', dataIndex: 'signed_on' },
        ]}
      />
    </PageFrame>
  )
}
