// Which purchase a claim pays for: an approved requisition with something to pay, or a contract signed before there were any.
import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import type { requisitions } from '../../src/procurement/requisitions/requisition-queries.ts'
import { ask } from '../app/api.ts'
import { useYear, yuan } from '../ui/index.ts'
import type { Values } from './form-values.ts'

type Requisition = Awaited<ReturnType<typeof ask<typeof requisitions>>>[number]

/** Under contract or accepted, and not paid in full. */
const payable = (row: Requisition) =>
  ['approved', 'contracted', 'accepted'].includes(row.state) &&
  BigInt(row.paid_fen) < BigInt(row.accepted_fen === '0' ? row.contract_fen : row.accepted_fen)

export function PurchaseFields() {
  const { year } = useYear()
  const form = Form.useFormInstance<Values>()
  const chosen = Form.useWatch('requisition_id', form)
  const { data = [] } = useQuery({
    queryKey: ['procurement.requisitions', year],
    enabled: year !== undefined,
    queryFn: () => ask<typeof requisitions>('procurement.requisitions', { year }),
  })
  const rows = data.filter(payable)
  const label = (row: Requisition) =>
    `${row.req_no} ${row.title}，验收 ${yuan(row.accepted_fen)} 元，已付 ${yuan(row.paid_fen)} 元`
  const follow = (id: string | undefined) => {
    const row = rows.find(one => one.id === id)
    // a purchase is paid from the line that holds it
    if (row) form.setFieldsValue({ line_no: row.line_no, section: row.section })
  }
  return (
    <>
      <Form.Item
        name="requisition_id"
        label="采购申请"
        extra="没有批准的采购申请，不予报销。选定后从申请占用的额度里支付。"
      >
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent="没有可付款的采购申请"
          options={rows.map(row => ({ value: row.id, label: label(row) }))}
          onChange={follow}
        />
      </Form.Item>
      {!chosen && (
        <Form.Item name="contract_no" label="采购合同号（以前签订、没有走申请的合同才填）">
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
      )}
    </>
  )
}
