// Accepting a delivery: item by item what came, and for assets by which rule their cards are made.
import { Checkbox, Form, Input, Select } from 'antd'
import type { acceptDelivery } from '../../src/procurement/acceptance/accept-delivery.ts'
import { useMe } from '../app/me.tsx'
import type { KeptFile } from '../app/upload.ts'
import { type LifeRule, lifeOptions, useLifeRules } from '../assets/data.ts'
import { DetailFields, detailsOf } from '../assets/detail-fields.tsx'
import { FilesField, FormWindow, fenOf, MoneyInput, useCommand, yuan } from '../ui/index.ts'
import { needed, type Requisition } from './data.ts'

type LineFields = {
  quantity: string
  amount: string
  life_rule_id?: string
  place?: string
  brand_model?: string
  one_card?: boolean
  details?: Record<string, string>
}
type Fields = {
  accepted_on: string
  members?: string
  opinion: string
  invoice_no?: string
  lines: Record<string, LineFields>
  files?: KeptFile[]
}
type Item = Requisition['items'][number]

function ItemFields({ item }: { item: Item }) {
  const { data: rules } = useLifeRules()
  const rule = Form.useWatch(['lines', item.id, 'life_rule_id'])
  const asset = item.kind === 'asset'
  return (
    <fieldset style={{ border: 0, padding: 0, margin: '0 0 8px', borderTop: '1px solid var(--line)' }}>
      <legend style={{ fontWeight: 600, paddingRight: 8 }}>
        {item.name}　申请 {item.quantity} {item.measure}，已验收 {item.accepted_count}
      </legend>
      <div className="pair">
        <Form.Item
          name={['lines', item.id, 'quantity']}
          label="本次验收数量"
          rules={[{ required: true, pattern: /^\d{1,5}$/, message: '填整数，没有到货填 0' }]}
        >
          <Input inputMode="numeric" />
        </Form.Item>
        <Form.Item name={['lines', item.id, 'amount']} label="金额">
          <MoneyInput />
        </Form.Item>
        {asset && (
          <Form.Item name={['lines', item.id, 'life_rule_id']} label="折旧类别" rules={needed('请选折旧类别')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={lifeOptions(rules)}
              popupMatchSelectWidth={360}
            />
          </Form.Item>
        )}
        {asset && (
          <Form.Item name={['lines', item.id, 'place']} label="存放地点">
            <Input maxLength={60} />
          </Form.Item>
        )}
        {asset && (
          <Form.Item name={['lines', item.id, 'brand_model']} label="品牌型号（可不填）">
            <Input maxLength={80} />
          </Form.Item>
        )}
        {asset && (
          <Form.Item name={['lines', item.id, 'one_card']} valuePropName="checked" label="建卡方式">
            <Checkbox>同类合建一张卡片</Checkbox>
          </Form.Item>
        )}
      </div>
      {asset && (
        <DetailFields kind={rules?.find(one => one.id === rule)?.card_kind} name={['lines', item.id, 'details']} />
      )}
    </fieldset>
  )
}

function linesOf(open: readonly Item[], lines: Fields['lines'], rules: readonly LifeRule[] | undefined) {
  return open
    .filter(item => Number(lines[item.id]?.quantity ?? 0) > 0)
    .map(item => {
      const {
        quantity,
        amount,
        life_rule_id,
        place = '',
        brand_model = '',
        one_card = false,
        details,
      } = lines[item.id]!
      const kind = rules?.find(rule => rule.id === life_rule_id)?.card_kind
      return {
        item_id: item.id,
        quantity: Number(quantity),
        amount_fen: fenOf(amount) ?? '0',
        life_rule_id: life_rule_id ?? null,
        place,
        brand_model,
        one_card,
        details: detailsOf(kind, details),
      }
    })
}

/** The share of what was agreed that an item's rest stands for: the contract may be below the application. */
function priceOf(data: Requisition, item: Item): string {
  const rest = BigInt(item.quantity - item.accepted_count) * BigInt(item.unit_fen)
  const only = data.items.length === 1 && BigInt(data.contract_fen) > 0n
  return yuan(only ? BigInt(data.contract_fen) - BigInt(data.accepted_fen) : rest)
}

/** All that is still to come, as the form opens. */
const linesLeft = (data: Requisition, open: readonly Item[]) =>
  Object.fromEntries(
    open.map(item => [
      item.id,
      { quantity: String(item.quantity - item.accepted_count), amount: priceOf(data, item), brand_model: item.spec },
    ]),
  )

function Papers() {
  return (
    <Form.Item name="files" label="签字的验收单、照片（可以以后补传）">
      <FilesField kinds={['document', 'image']} />
    </Form.Item>
  )
}

export function AcceptDelivery({ data, close }: { data: Requisition; close: () => void }) {
  const { data: me } = useMe()
  const { data: rules } = useLifeRules()
  const { run, busy, error } = useCommand<typeof acceptDelivery>('procurement.accept-delivery', '已验收', {
    keep: true,
  })
  const open = data.items.filter(item => item.accepted_count < item.quantity)
  const submit = ({ lines, members = '', invoice_no = '', files = [], ...rest }: Fields) => {
    const papers = { file_ids: files.map(file => file.file_id), members, invoice_no }
    const input = { ...rest, ...papers, requisition_id: data.id, lines: linesOf(open, lines, rules) }
    return run(input)
  }
  return (
    <FormWindow<Fields>
      title="验收"
      ok="验收入库"
      width={680}
      busy={busy}
      error={error}
      initial={{
        accepted_on: me?.today,
        opinion: '数量、规格、质量与申请（合同）相符',
        lines: linesLeft(data, open),
      }}
      requiredMark={false}
      submit={submit}
      close={close}
    >
      <p className="soft">验收后记账，固定资产同时建卡，办公用品同时入库。审批的人和采购的人不能验收。</p>
      <div className="pair">
        <Form.Item name="accepted_on" label="验收日期" rules={needed('请填日期')}>
          <Input type="date" max={me?.today} />
        </Form.Item>
        <Form.Item name="invoice_no" label="发票号（可不填）">
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="members" label="验收人员（几个人就写几个名字）">
          <Input maxLength={80} />
        </Form.Item>
      </div>
      {open.map(item => (
        <ItemFields key={item.id} item={item} />
      ))}
      <Form.Item name="opinion" label="验收意见" rules={needed('请写验收意见')}>
        <Input.TextArea maxLength={400} />
      </Form.Item>
      <Papers />
    </FormWindow>
  )
}
