// The register of assets: cards with what they cost, what was written off, and what is left.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import type { cards } from '../../src/assets/cards.ts'
import { ask } from '../app/api.ts'
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
} from '../ui/index.ts'

type Card = Awaited<ReturnType<typeof ask<typeof cards>>>[number]

function CardOnPhone({ row }: { row: Card }) {
  return (
    <>
      <div className="card-head">
        <span>
          {row.card_no} {row.name}
        </span>
        <Money fen={row.net_fen} />
      </div>
      <div className="card-line">
        <span>{[row.section, row.holder, row.place].filter(Boolean).join('　')}</span>
        <span>净值</span>
      </div>
      <div className="card-line">
        <span>{row.acquired_on} 取得</span>
        <span>
          原值 <Money fen={row.original_fen} />
        </span>
      </div>
    </>
  )
}

const EXPORT = {
  header: [
    '卡片编号',
    '名称',
    '国标分类',
    '取得日期',
    '原值',
    '累计折旧',
    '净值',
    '折旧月数',
    '使用科室',
    '使用人',
    '存放地点',
  ],
  row: (row: Card) => [
    row.card_no,
    row.name,
    row.class_code,
    row.acquired_on,
    { fen: row.original_fen },
    { fen: row.depreciated_fen },
    { fen: row.net_fen },
    row.life_months,
    row.section,
    row.holder,
    row.place,
  ],
}

const columnsOf = (data: readonly Card[] | undefined): TableColumnsType<Card> => [
  textColumn('编号', row => row.card_no),
  choiceColumn('名称', data, row => row.name),
  textColumn('分类', row => row.class_code),
  textColumn('取得日期', row => row.acquired_on),
  moneyColumn('原值（元）', row => row.original_fen),
  moneyColumn('累计折旧（元）', row => row.depreciated_fen),
  moneyColumn('净值（元）', row => row.net_fen),
  textColumn('折旧月数', row => String(row.life_months), { className: 'num' }),
  choiceColumn('使用科室', data, row => row.section),
  textColumn('使用人', row => row.holder),
  textColumn('存放地点', row => row.place),
]

export function CardsPage() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['assets.cards'],
    queryFn: () => ask<typeof cards>('assets.cards'),
  })
  const money = (of: (row: Card) => string) => sumFen(data?.map(of) ?? [])
  return (
    <PageFrame
      title="资产卡片"
      about={
        data &&
        data.length > 0 && (
          <>
            共 {data.length} 张，原值 <Money fen={money(row => row.original_fen)} /> 元，净值{' '}
            <Money fen={money(row => row.net_fen)} /> 元。{data.some(row => row.is_example) && '示例数据。'}
          </>
        )
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Card>
        name="资产卡片"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        empty={
          <>
            还没有资产卡片，<Link to={paths.importBooks}>导入往年账</Link>时会带入
          </>
        }
        words={row => `${row.card_no} ${row.name} ${row.class_code} ${row.section ?? ''} ${row.holder} ${row.place}`}
        csv={EXPORT}
        card={row => <CardOnPhone row={row} />}
        columns={columnsOf(data)}
        summary={shown =>
          shown.length > 0 && (
            <TotalsRow
              count={`${shown.length} 张`}
              lead={4}
              sums={[
                sumFen(shown.map(row => row.original_fen)),
                sumFen(shown.map(row => row.depreciated_fen)),
                sumFen(shown.map(row => row.net_fen)),
              ]}
              rest={4}
            />
          )
        }
      />
    </PageFrame>
  )
}
