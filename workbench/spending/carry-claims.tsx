// What was approved and not paid when its year ended: carried over by a document, so that it can be paid in the new year.
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { carryClaims } from '../../src/spending/payment/carry-claims.ts'
import type { claimsOnTheWay } from '../../src/spending/payment/payment-queries.ts'
import { ask } from '../app/api.ts'
import { useMay, useMe } from '../app/me.tsx'
import { FormWindow, sumFen, useCommand, yuan } from '../ui/index.ts'
import type { Payable } from './data.ts'

type Waiting = Pick<Payable, 'claim_id' | 'claim_no' | 'kind' | 'title' | 'held_year' | 'unpaid_fen'>

/** Whether a claim waits for its carry-over before it can be paid on this day. */
export const waitsForCarrying = (row: Waiting, today: string | undefined): boolean =>
  today !== undefined && row.kind !== 'loan' && row.held_year < Number(today.slice(0, 4))

function Carry({ rows, close }: { rows: readonly Waiting[]; close: () => void }) {
  const { run, busy, error } = useCommand<typeof carryClaims>('spending.carry-claims', '已结转，可以在下年支付')
  const submit = ({ doc_no }: { doc_no: string }) => run({ claim_ids: rows.map(row => row.claim_id), doc_no })
  const total = yuan(sumFen(rows.map(row => row.unpaid_fen)))
  return (
    <FormWindow<{ doc_no: string }>
      title={`跨年结转 ${rows.length} 张单据`}
      ok="结转"
      busy={busy}
      error={error}
      submit={submit}
      close={close}
    >
      <p>{`共 ${total} 元。费用记在原年度（应付账款），占用的额度结转到下年同一指标，下年支付时列下年的预算支出。`}</p>
      <ul>
        {rows.map(row => (
          <li key={row.claim_id}>
            {row.claim_no}　{row.title}　{yuan(row.unpaid_fen)} 元
          </li>
        ))}
      </ul>
      <Form.Item name="doc_no" label="批准结转的文号" rules={[{ required: true, message: '请填批准文号' }]}>
        <Input maxLength={80} placeholder="财预〔2027〕3号" />
      </Form.Item>
    </FormWindow>
  )
}

/** Finance carries over in December what will not be paid in time, and afterwards what was not. */
export function CarryOver({ rows }: { rows: readonly Payable[] }) {
  const finance = useMay(['finance'])
  const { data: me } = useMe()
  const [open, setOpen] = useState(false)
  const { data: sent = [] } = useQuery({
    queryKey: ['spending.claims-on-the-way'],
    enabled: finance,
    queryFn: () => ask<typeof claimsOnTheWay>('spending.claims-on-the-way'),
  })
  if (!finance || !me) return null
  const [year, month] = [Number(me.today.slice(0, 4)), me.today.slice(5, 7)]
  const due = [...rows, ...sent].filter(
    row => waitsForCarrying(row, me.today) || (month === '12' && row.held_year === year && row.kind !== 'loan'),
  )
  if (due.length === 0) return null
  return (
    <div className="claim-acts">
      <Button onClick={() => setOpen(true)}>跨年结转 {due.length} 张</Button>
      <span className="soft">年末付不完的、在途的单据先结转，下年才能支付和登记付款结果。</span>
      {open && <Carry rows={due} close={() => setOpen(false)} />}
    </div>
  )
}
