// Office supplies: what is there, in and out by slip.
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useMay, useMe } from '../app/me.tsx'
import { choiceColumn, DataTable, ErrorNote, PageFrame, Slip, textColumn } from '../ui/index.ts'
import { type Supply, type SupplySlip, useSupplies, useSupplySlips } from './data.ts'
import { Issue, Receive } from './supply-forms.tsx'

const KIND = { in: '入库', out: '领用', count: '盘点' } as const
const linesOf = (row: SupplySlip) =>
  row.lines.map(line => `${line.name} ${Math.abs(line.quantity)}${line.measure}`).join('、')

function SlipPaper({ slip, close }: { slip: SupplySlip; close: () => void }) {
  const { data: me } = useMe()
  return (
    <Modal
      open
      width={800}
      title={`${KIND[slip.kind]}单 ${slip.slip_no}`}
      onCancel={close}
      okText="打印"
      onOk={() => window.print()}
    >
      <Slip
        title={slip.kind === 'out' ? '办公用品领用单' : '办公用品入库单'}
        unit={me?.unit ?? undefined}
        no={slip.slip_no}
        day={slip.on_date}
        facts={[
          { title: slip.kind === 'out' ? '领用人' : '单据号', value: slip.kind === 'out' ? slip.person : slip.doc_no },
          { title: '科室', value: slip.section },
        ]}
        table={{
          header: ['名称', '规格', '数量', '单位', '结存'],
          rows: slip.lines.map(line => [line.name, line.spec, Math.abs(line.quantity), line.measure, line.left_over]),
          money: [2, 4],
        }}
        signers={[{ post: '经办', name: slip.by }, { post: slip.kind === 'out' ? '领用人签字' : '验收人' }]}
      />
    </Modal>
  )
}

function Slips() {
  const { data } = useSupplySlips()
  const [shown, setShown] = useState<SupplySlip>()
  return (
    <section className="part" style={{ marginTop: 32 }}>
      <h2>出入库单</h2>
      <DataTable<SupplySlip>
        name="办公用品出入库单"
        rowKey="id"
        sticky={false}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        csv={{
          header: ['单号', '类型', '日期', '领用人', '科室', '内容', '经办'],
          row: row => [row.slip_no, KIND[row.kind], row.on_date, row.person, row.section, linesOf(row), row.by],
        }}
        words={row => `${row.slip_no} ${row.person} ${linesOf(row)}`}
        card={row => (
          <>
            <div className="card-head">
              <button type="button" className="link" onClick={() => setShown(row)}>
                {row.slip_no}
              </button>
              <span>{KIND[row.kind]}</span>
            </div>
            <div className="card-line">
              <span>{linesOf(row)}</span>
              <span>{row.person || row.on_date}</span>
            </div>
          </>
        )}
        columns={[
          textColumn('单号', row => row.slip_no, {
            render: (_value, row) => (
              <button type="button" className="link" onClick={() => setShown(row)}>
                {row.slip_no}
              </button>
            ),
          }),
          choiceColumn('类型', data, row => KIND[row.kind]),
          textColumn('日期', row => row.on_date),
          choiceColumn('领用人', data, row => row.person),
          textColumn('内容', linesOf),
        ]}
      />
      {shown && <SlipPaper slip={shown} close={() => setShown(undefined)} />}
    </section>
  )
}

export function SuppliesPage() {
  const { data, error, isPending, refetch } = useSupplies()
  const may = useMay(['operations', 'finance'])
  const [shown, setShown] = useState<'in' | 'out'>()
  return (
    <PageFrame
      title="办公用品"
      about="入库、领用都开单，库存不会领成负数。"
      actions={
        may && (
          <>
            <Button onClick={() => setShown('in')}>入库</Button>
            <Button type="primary" onClick={() => setShown('out')}>
              领用
            </Button>
          </>
        )
      }
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Supply>
        name="办公用品"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        empty="还没有办公用品，先入库"
        words={row => `${row.name} ${row.spec}`}
        card={row => (
          <div className="card-head">
            {row.name} {row.spec}
            <span>
              {row.balance} {row.measure}
            </span>
          </div>
        )}
        csv={{
          header: ['名称', '规格', '单位', '累计入库', '累计领用', '结存'],
          row: row => [row.name, row.spec, row.measure, row.in_count, row.out_count, row.balance],
        }}
        columns={[
          textColumn('名称', row => row.name),
          textColumn('规格', row => row.spec),
          textColumn('单位', row => row.measure),
          textColumn('累计入库', row => String(row.in_count), { className: 'num' }),
          textColumn('累计领用', row => String(row.out_count), { className: 'num' }),
          textColumn('结存', row => String(row.balance), { className: 'num' }),
        ]}
      />
      <Slips />
      {shown === 'in' && <Receive close={() => setShown(undefined)} />}
      {shown === 'out' && <Issue supplies={data ?? []} close={() => setShown(undefined)} />}
    </PageFrame>
  )
}
