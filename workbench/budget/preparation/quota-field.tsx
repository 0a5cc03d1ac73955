// A quota fills in the price, the unit and the ground of an item.
import { Form, type FormInstance, Select } from 'antd'
import { yuan } from '../../ui/index.ts'
import { type Quota, useQuotas } from './data.ts'
import type { Fields } from './item-form.tsx'

const inYear = (quota: Quota, year: number) =>
  quota.effective_from <= `${year}-12-31` && (quota.effective_to === null || quota.effective_to >= `${year}-01-01`)

const nameOf = (quota: Quota) =>
  `${quota.title}${quota.applies_to ? `（${quota.applies_to}）` : ''} ${yuan(quota.amount_fen)} 元/${quota.unit}`

export function QuotaField({ form, year }: { form: FormInstance<Fields>; year: number }) {
  const { data } = useQuotas()
  const valid = data?.filter(quota => inYear(quota, year)) ?? []
  const take = (id: string | undefined) => {
    const quota = valid.find(one => one.id === id)
    if (!quota) return
    form.setFieldsValue({
      price: yuan(quota.amount_fen).replaceAll(',', ''),
      basis: `${quota.source}${quota.confirmed ? '' : '（待核）'}`,
      ...(quota.economic_code ? { economic_code: quota.economic_code } : {}),
    })
  }
  if (valid.length === 0) return null
  return (
    <Form.Item name="quota_id" label="定额标准（可不选）">
      <Select
        allowClear
        placeholder="不按定额"
        onChange={take}
        options={valid.map(quota => ({ value: quota.id, label: nameOf(quota) }))}
      />
    </Form.Item>
  )
}
