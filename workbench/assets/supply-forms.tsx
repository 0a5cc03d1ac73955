// Office supplies coming in and going out: the two forms.
import { Button, Form, Input, Select } from 'antd'
import type { issueSupplies, receiveSupplies } from '../../src/assets/supplies/supplies.ts'
import { useMe } from '../app/me.tsx'
import { usePersons } from '../people/data.ts'
import { FormWindow, useCommand } from '../ui/index.ts'
import { needed, type Supply } from './data.ts'

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

export function Receive({ close }: { close: () => void }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof receiveSupplies>('assets.receive-supplies', '已入库')
  const submit = ({ on_date, doc_no = '', items }: InFields) =>
    run({
      on_date,
      doc_no,
      items: items.map(({ spec = '', quantity, ...item }) => ({ ...item, spec, quantity: Number(quantity) })),
    })
  return (
    <FormWindow<InFields>
      title="办公用品入库"
      ok="入库"
      width={640}
      busy={busy}
      error={error}
      initial={{ on_date: me?.today, items: [{ measure: '个' }] }}
      submit={submit}
      close={close}
    >
      <p className="soft">采购申请里的办公用品验收时自动入库，这里登记原有的和其他来源的。</p>
      <div className="pair">
        <Form.Item name="on_date" label="日期" rules={needed('请填日期')}>
          <Input type="date" max={me?.today} />
        </Form.Item>
        <Form.Item name="doc_no" label="单据号（可不填）">
          <Input maxLength={80} />
        </Form.Item>
      </div>
      <InRows />
    </FormWindow>
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

export function Issue({ supplies, close }: { supplies: readonly Supply[]; close: () => void }) {
  const { data: me } = useMe()
  const { data: persons } = usePersons()
  const { run, busy, error } = useCommand<typeof issueSupplies>('assets.issue-supplies', '已领用')
  const choices = supplies
    .filter(supply => supply.balance > 0)
    .map(supply => ({
      value: supply.id,
      label: `${supply.name} ${supply.spec}　剩 ${supply.balance} ${supply.measure}`,
    }))
  const submit = ({ items, note = '', ...rest }: OutFields) =>
    run({ ...rest, note, items: items.map(item => ({ ...item, quantity: Number(item.quantity) })) })
  return (
    <FormWindow<OutFields>
      title="办公用品领用"
      ok="领用"
      width={640}
      busy={busy}
      error={error}
      initial={{ on_date: me?.today, items: [{}] }}
      submit={submit}
      close={close}
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
    </FormWindow>
  )
}
