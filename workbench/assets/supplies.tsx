// Office supplies: what is there, in and out by slip.
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { issueSupplies, receiveSupplies } from '../../src/assets/supplies/supplies.ts'
import { useMay, useMe } from '../app/me.tsx'
import { usePersons } from '../people/data.ts'
import { choiceColumn, DataTable, ErrorNote, PageFrame, Slip, textColumn, useCommand } from '../ui/index.ts'
import { needed, type Supply, type SupplySlip, useSupplies, useSupplySlips } from './data.ts'

const count = [{ required: true, pattern: /^[1-9]\d{0,5}$/, message: '填整数' }]

type InFields = {
  on_date: string
  doc_no?: string
  items: { name: string; spec?: string; measure: string; quantity: string }[]
}

function InRows() {
  return (
    <Form.List name="items">
      {(rows, { add }) => (
        <>
          {rows.map(row => (
            <div key={row.key} style={{ display: 'grid', gridTemplateColumns: '2fr 1fr 72px 96px', gap: 8 }}>
              <Form.Item name={[row.name, 'name']} label="名称" rules={needed('请填名称')}>
                <Input maxLength={40} />
              </Form.Item>
              <Form.Item name={[row.name, 'spec']} label="规格">
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name={[row.name, 'measure']} label="单位">
                <Input maxLength={10} />
              </Form.Item>
              <Form.Item name={[row.name, 'quantity']} label="数量" rules={count}>
                <Input inputMode="numeric" />
              </Form.Item>
            </div>
          ))}
          <Button size="small" onClick={() => add({ measure: '个' })}>
            再加一种
          </Button>
        </>
      )}
    </Form.List>
  )
}

function Receive({ close }: { close: () => void }) {
  const { data: me } = useMe()
  const [form] = Form.useForm<InFields>()
  const { run, busy, error } = useCommand<typeof receiveSupplies>('assets.receive-supplies', '已入库')
  const submit = ({ on_date, doc_no = '', items }: InFields) =>
    void run({
      on_date,
      doc_no,
      items: items.map(({ spec = '', quantity, ...item }) => ({ ...item, spec, quantity: Number(quantity) })),
    }).then(close, () => undefined)
  return (
    <Modal
      open
      width={640}
      title="办公用品入库"
      okText="入库"
      onCancel={close}
      confirmLoading={busy}
      onOk={() => form.submit()}
    >
      <ErrorNote error={error} />
      <p className="soft">采购申请里的办公用品验收时自动入库，这里登记原有的和其他来源的。</p>
      <Form<InFields>
        form={form}
        layout="vertical"
        initialValues={{ on_date: me?.today, items: [{ measure: '个' }] }}
        onFinish={submit}
      >
        <div className="pair">
          <Form.Item name="on_date" label="日期" rules={needed('请填日期')}>
            <Input type="date" max={me?.today} />
          </Form.Item>
          <Form.Item name="doc_no" label="单据号（可不填）">
            <Input maxLength={80} />
          </Form.Item>
        </div>
        <InRows />
      </Form>
    </Modal>
  )
}

type OutFields = { on_date: string; person_id: string; note?: string; items: { supply_id: string; quantity: string }[] }

function OutRows({ choices }: { choices: { value: string; label: string }[] }) {
  return (
    <Form.List name="items">
      {(rows, { add }) => (
        <>
          {rows.map(row => (
            <div key={row.key} style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 96px', gap: 8 }}>
              <Form.Item name={[row.name, 'supply_id']} label="用品" rules={needed('请选用品')}>
                <Select showSearch={{ optionFilterProp: 'label' }} options={choices} />
              </Form.Item>
              <Form.Item name={[row.name, 'quantity']} label="数量" rules={count}>
                <Input inputMode="numeric" />
              </Form.Item>
            </div>
          ))}
          <Button size="small" onClick={() => add({})}>
            再加一种
          </Button>
        </>
      )}
    </Form.List>
  )
}

function Issue({ supplies, close }: { supplies: readonly Supply[]; close: () => void }) {
  const { data: me } = useMe()
  const { data: persons } = usePersons()
  const [form] = Form.useForm<OutFields>()
  const { run, busy, error } = useCommand<typeof issueSupplies>('assets.issue-supplies', '已领用')
  const choices = supplies
    .filter(supply => supply.balance > 0)
    .map(supply => ({
      value: supply.id,
      label: `${supply.name} ${supply.spec}　剩 ${supply.balance} ${supply.measure}`,
    }))
  const submit = ({ items, note = '', ...rest }: OutFields) =>
    void run({ ...rest, note, items: items.map(item => ({ ...item, quantity: Number(item.quantity) })) }).then(
      close,
      () => undefined,
    )
  return (
    <Modal
      open
      width={640}
      title="办公用品领用"
      okText="领用"
      onCancel={close}
      confirmLoading={busy}
      onOk={() => form.submit()}
    >
      <ErrorNote error={error} />
      <Form<OutFields>
        form={form}
        layout="vertical"
        initialValues={{ on_date: me?.today, items: [{}] }}
        onFinish={submit}
      >
        <div className="pair">
          <Form.Item name="person_id" label="领用人" rules={needed('请选领用人')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={persons?.filter(one => !one.left_on).map(one => ({ value: one.id, label: one.name }))}
            />
          </Form.Item>
          <Form.Item name="on_date" label="日期" rules={needed('请填日期')}>
            <Input type="date" max={me?.today} />
          </Form.Item>
        </div>
        <OutRows choices={choices} />
      </Form>
    </Modal>
  )
}

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
