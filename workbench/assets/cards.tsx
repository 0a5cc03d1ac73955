// The register of assets: found, filtered, chosen together for issue, labels or disposal; leaves as a workbook and comes back in.
import { Link } from '@tanstack/react-router'
import { Button, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { CARD_KIND_COLUMN, CARD_KINDS, DETAIL_FIELDS, DETAIL_KEYS } from '../../src/assets/details-table.ts'
import { EDITABLE, FINANCIAL_CLASSES, MANAGER_COLUMN, USE_STATES } from '../../src/assets/vocabulary.ts'
import { useMay } from '../app/me.tsx'
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
import { CardsFile } from './cards-file.tsx'
import { type Card, useCards } from './data.ts'
import { Labels } from './labels.tsx'
import { MoveCards } from './move-cards.tsx'

const toCard = (row: Card, words: string) => <Link to={`${paths.cards}/${row.id}` as string}>{words}</Link>

function CardOnPhone({ row }: { row: Card }) {
  return (
    <>
      <div className="card-head">
        {toCard(row, `${row.card_no} ${row.name}`)}
        <Money fen={row.net_fen} />
      </div>
      <div className="card-line">
        <span>{[row.section, row.holder, row.place].filter(Boolean).join('　')}</span>
        <span>{USE_STATES[row.use_state]}</span>
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

// the columns that may come back in stand under the names the reading looks for
const EXPORT = {
  header: [
    EDITABLE.card_no,
    EDITABLE.tag_no,
    EDITABLE.name,
    EDITABLE.brand_model,
    EDITABLE.serial_no,
    EDITABLE.place,
    EDITABLE.warranty_until,
    EDITABLE.note,
    MANAGER_COLUMN,
    CARD_KIND_COLUMN,
    ...DETAIL_KEYS.map(key => DETAIL_FIELDS[key].title),
    '国标分类',
    '财务分类',
    '取得日期',
    '入账日期',
    '数量',
    '计量单位',
    '原值',
    '累计折旧',
    '净值',
    '折旧月数',
    '已提月数',
    '使用科室',
    '使用人',
    '使用状况',
    '供应商',
    '盘点日期',
    '盘点结果',
  ],
  row: (row: Card) => [
    row.card_no,
    row.tag_no,
    row.name,
    row.brand_model,
    row.serial_no,
    row.place,
    row.warranty_until,
    row.note,
    row.manager,
    CARD_KINDS[row.card_kind],
    ...DETAIL_KEYS.map(key => row.details[key] ?? ''),
    row.class_code,
    FINANCIAL_CLASSES[row.financial_class],
    row.acquired_on,
    row.booked_on,
    row.quantity,
    row.measure,
    { fen: row.original_fen },
    { fen: row.depreciated_fen },
    { fen: row.net_fen },
    row.life_months,
    row.depreciated_months,
    row.section,
    row.holder,
    USE_STATES[row.use_state],
    row.supplier,
    row.counted_on,
    row.count_result,
  ],
}

const columnsOf = (data: readonly Card[] | undefined): TableColumnsType<Card> => [
  textColumn('编号', row => row.card_no, { render: (_value, row) => toCard(row, row.card_no) }),
  choiceColumn('名称', data, row => row.name),
  textColumn('型号', row => row.brand_model),
  choiceColumn('财务分类', data, row => FINANCIAL_CLASSES[row.financial_class]),
  choiceColumn('状况', data, row => USE_STATES[row.use_state]),
  choiceColumn('使用科室', data, row => row.section),
  choiceColumn('使用人', data, row => row.holder),
  choiceColumn('存放地点', data, row => row.place),
  textColumn('取得日期', row => row.acquired_on),
  moneyColumn('原值（元）', row => row.original_fen),
  moneyColumn('累计折旧（元）', row => row.depreciated_fen),
  moneyColumn('净值（元）', row => row.net_fen),
]

function CardTable({
  data,
  loading,
  chosen,
  choose,
}: {
  data: Card[] | undefined
  loading: boolean
  chosen: string[]
  choose?: ((ids: string[]) => void) | undefined
}) {
  return (
    <DataTable<Card>
      name="资产卡片"
      rowKey="id"
      loading={loading}
      dataSource={data}
      pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
      {...(choose && {
        rowSelection: {
          selectedRowKeys: chosen,
          onChange: (keys: React.Key[]) => choose(keys.map(String)),
          preserveSelectedRowKeys: true,
          columnTitle: <span className="sr">选择</span>,
        },
      })}
      empty={
        <>
          还没有资产卡片。采购验收时自动建卡，<Link to={paths.importBooks}>导入往年账</Link>时也会带入
        </>
      }
      words={row =>
        `${row.card_no} ${row.tag_no ?? ''} ${row.name} ${row.class_code} ${row.brand_model} ${row.section ?? ''} ${row.holder} ${row.place}`
      }
      csv={EXPORT}
      card={row => <CardOnPhone row={row} />}
      columns={columnsOf(data)}
      summary={shown =>
        shown.length > 0 && (
          <TotalsRow
            count={`${shown.length} 张`}
            lead={choose ? 10 : 9}
            sums={(['original_fen', 'depreciated_fen', 'net_fen'] as const).map(key =>
              sumFen(shown.map(row => row[key])),
            )}
            rest={0}
          />
        )
      }
    />
  )
}

export function CardsPage() {
  const { data, error, isPending, refetch } = useCards()
  const may = useMay(['operations', 'finance'])
  const [chosen, setChosen] = useState<string[]>([])
  const [shown, setShown] = useState<'labels' | 'file' | 'closed'>()
  const kept = data?.filter(row => shown === 'closed' || row.use_state !== 'disposed')
  const money = (of: (row: Card) => string) => sumFen(kept?.map(of) ?? [])
  const picked = data?.filter(row => chosen.includes(row.id)) ?? []
  if (shown === 'labels')
    return <Labels cards={picked.length > 0 ? picked : (kept ?? [])} close={() => setShown(undefined)} />
  return (
    <PageFrame
      title="资产卡片"
      about={
        kept &&
        kept.length > 0 && (
          <>
            共 {kept.length} 张，原值 <Money fen={money(row => row.original_fen)} /> 元，净值{' '}
            <Money fen={money(row => row.net_fen)} /> 元。{kept.some(row => row.is_example) && '有示例数据。'}
          </>
        )
      }
      actions={
        <>
          <Button onClick={() => setShown('labels')}>打印标签{picked.length > 0 ? `（${picked.length}）` : ''}</Button>
          {may && <Button onClick={() => setShown('file')}>从 Excel 修改</Button>}
          <Button onClick={() => setShown(shown === 'closed' ? undefined : 'closed')}>
            {shown === 'closed' ? '不看已处置' : '含已处置'}
          </Button>
        </>
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {may && <MoveCards cards={picked} done={() => setChosen([])} />}
      <CardTable data={kept} loading={isPending} chosen={chosen} choose={may ? setChosen : undefined} />
      {shown === 'file' && <CardsFile close={() => setShown(undefined)} />}
    </PageFrame>
  )
}
