// The items of an application: what, how many, at what price.
import { Button, Form, Input, Select } from 'antd'
import { ITEM_KINDS } from '../../src/procurement/vocabulary.ts'
import { fenOf, MoneyInput } from '../ui/index.ts'
import { needed, options } from './data.ts'
import './procurement.css'

export type ApplyItem = {
  kind: 'asset' | 'supply' | 'service'
  name?: string
  class_code?: string
  spec?: string
  measure?: string
  quantity: string
  price?: string
}
export type ApplyFields = {
  section: string
  line_no: string
  plan_id?: string | undefined
  title: string
  reason: string
  category: 'goods' | 'services' | 'works'
  idle_reason?: string
  standard_reason?: string
  split_reason?: string
  items: ApplyItem[]
}

const countOf = (text: string | undefined) => (/^\d{1,6}$/.test(text ?? '') ? BigInt(text!) : 0n)

/** The sum of what is typed so far, in 分. */
export function totalOf(items: readonly (ApplyItem | undefined)[] | undefined): bigint {
  return (items ?? []).reduce(
    (sum, item) => sum + countOf(item?.quantity) * BigInt((item?.price && fenOf(item.price)) || '0'),
    0n,
  )
}

const price = {
  validator: async (_rule: unknown, value: string | undefined) => {
    const fen = value ? fenOf(value) : undefined
    if (fen === undefined || fen === '0') throw new Error('请填大于 0 的单价')
  },
}

function ItemRow({ at, only, remove }: { at: number; only: boolean; remove: () => void }) {
  return (
    <fieldset className="purchase-item" aria-label={`第 ${at + 1} 项`}>
      <Form.Item name={[at, 'kind']} label="种类">
        <Select options={options(ITEM_KINDS)} />
      </Form.Item>
      <Form.Item name={[at, 'name']} label="名称" rules={needed('请填名称')}>
        <Input maxLength={60} autoComplete="off" placeholder="如 台式计算机" />
      </Form.Item>
      <Form.Item name={[at, 'spec']} label="规格型号">
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name={[at, 'quantity']}
        label="数量"
        rules={[{ required: true, pattern: /^[1-9]\d{0,4}$/, message: '填整数' }]}
      >
        <Input inputMode="numeric" autoComplete="off" />
      </Form.Item>
      <Form.Item name={[at, 'measure']} label="单位">
        <Input maxLength={10} autoComplete="off" />
      </Form.Item>
      <Form.Item name={[at, 'price']} label="单价" rules={[price]} validateTrigger="onBlur">
        <MoneyInput />
      </Form.Item>
      {!only && (
        <button type="button" className="link" onClick={remove} aria-label={`删除第 ${at + 1} 项`}>
          删除
        </button>
      )}
    </fieldset>
  )
}

export function ItemRows() {
  return (
    <Form.List name="items">
      {(rows, { add, remove }) => (
        <>
          {rows.map(row => (
            <ItemRow key={row.key} at={row.name} only={rows.length === 1} remove={() => remove(row.name)} />
          ))}
          <Button size="small" onClick={() => add({ kind: 'asset', quantity: '1', measure: '台' })}>
            再加一项
          </Button>
        </>
      )}
    </Form.List>
  )
}
