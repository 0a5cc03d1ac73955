// The stocktakes: started here, counted by scanning or by workbook, concluded one difference after the other.
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { startStocktake } from '../../src/assets/stocktake/start-stocktake.ts'
import { useMay, useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { useSectionList } from '../people/data.ts'
import { choiceColumn, DataTable, ErrorNote, FormWindow, PageFrame, textColumn, useCommand } from '../ui/index.ts'
import { needed, type Stocktake, useStocktakes } from './data.ts'

function Start({ close }: { close: () => void }) {
  const navigate = useNavigate()
  const { data: me } = useMe()
  const { data: sections } = useSectionList()
  const { run, busy, error } = useCommand<typeof startStocktake>('assets.start-stocktake', '盘点已开始')
  return (
    <FormWindow<{ title: string; section?: string }>
      title="开始盘点"
      ok="开始"
      busy={busy}
      error={error}
      initial={{ title: `${me?.today.slice(0, 4)}年度盘点` }}
      submit={({ title, section }) =>
        run({ title, section: section ?? null }).then(answer =>
          navigate({ to: `${paths.stocktakes}/${answer.stocktake_id}` as string }),
        )
      }
      close={close}
    >
      <p className="soft">以现在的资产卡片为应盘清单。可以几个人用几台手机同时扫。</p>
      <Form.Item name="title" label="名称" rules={needed('请填名称')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="section" label="范围（不选为全单位）">
        <Select allowClear options={sections?.map(one => ({ value: one.name, label: one.name }))} />
      </Form.Item>
    </FormWindow>
  )
}

const toPage = (row: Stocktake, words: string) => <Link to={`${paths.stocktakes}/${row.id}` as string}>{words}</Link>
const state = (row: Stocktake) => (row.concluded_at ? '已有结论' : '盘点中')

const EXPORT = {
  header: ['编号', '名称', '范围', '日期', '应盘', '实盘', '状态', '结论', '结论人'],
  row: (row: Stocktake) => [
    row.stocktake_no,
    row.title,
    row.section ?? '全单位',
    row.day,
    row.item_count,
    row.found_count,
    state(row),
    row.conclusion,
    row.concluded_by,
  ],
}

function OnPhone({ row }: { row: Stocktake }) {
  return (
    <>
      <div className="card-head">
        {toPage(row, row.title)}
        <span>
          {row.found_count} / {row.item_count}
        </span>
      </div>
      <div className="card-line">
        <span>
          {row.stocktake_no}　{row.day}
        </span>
        <span>{state(row)}</span>
      </div>
    </>
  )
}

export function StocktakesPage() {
  const { data, error, isPending, refetch } = useStocktakes()
  const may = useMay(['operations', 'finance'])
  const [starting, setStarting] = useState(false)
  return (
    <PageFrame
      title="资产盘点"
      about="手机扫码、扫码枪或 Excel 都可以盘，断网也能扫，恢复后自动补传。盘盈盘亏逐项下结论。"
      actions={
        may && (
          <Button type="primary" onClick={() => setStarting(true)}>
            开始盘点
          </Button>
        )
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Stocktake>
        name="资产盘点"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        empty="还没有盘点过"
        csv={EXPORT}
        card={row => <OnPhone row={row} />}
        columns={[
          textColumn('编号', row => row.stocktake_no, { render: (_value, row) => toPage(row, row.stocktake_no) }),
          textColumn('名称', row => row.title),
          choiceColumn('范围', data, row => row.section ?? '全单位'),
          textColumn('日期', row => row.day),
          textColumn('应盘', row => String(row.item_count), { className: 'num' }),
          textColumn('实盘', row => String(row.found_count), { className: 'num' }),
          choiceColumn('状态', data, state),
          textColumn('结论', row => row.conclusion),
        ]}
      />
      {starting && <Start close={() => setStarting(false)} />}
    </PageFrame>
  )
}
