// What stands against an application while it is filled in: idle assets, standards, splitting; each can be explained.
import { useQuery } from '@tanstack/react-query'
import { Form, type FormInstance, Input } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import type { requisitionChecks } from '../../src/procurement/requisitions/requisition-queries.ts'
import { ask } from '../app/api.ts'
import { fenOf, yuan } from '../ui/index.ts'
import type { ApplyFields } from './apply-items.tsx'

const PAUSE_MS = 500

/** The value, once it has stopped changing. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

function Against({ name, label, children }: { name: keyof ApplyFields; label: string; children: ReactNode }) {
  return (
    <div className="against">
      {children}
      <Form.Item name={name} label={label}>
        <Input.TextArea autoSize={{ minRows: 1 }} maxLength={400} />
      </Form.Item>
    </div>
  )
}

function itemsText(items: ApplyFields['items'] | undefined): string {
  return (items ?? [])
    .filter(item => item?.name && /^\d+$/.test(item.quantity ?? ''))
    .map(item => [item.kind, item.class_code ?? '', item.quantity, fenOf(item.price ?? '') ?? '0', item.name].join(','))
    .join('\n')
}

export function ApplyChecks({ form, id }: { form: FormInstance<ApplyFields>; id: string | null }) {
  const all = Form.useWatch([], form) as Partial<ApplyFields> | undefined
  const asked = useSettled(
    JSON.stringify({
      requisition_id: id ?? undefined,
      section: all?.section,
      line_no: all?.line_no,
      category: all?.category,
      items: itemsText(all?.items),
    }),
  )
  const input = JSON.parse(asked) as Record<string, string | undefined>
  const { data } = useQuery({
    queryKey: ['procurement.requisition-checks', asked],
    enabled: Boolean(input.section && input.line_no && input.items),
    placeholderData: before => before,
    queryFn: () => ask<typeof requisitionChecks>('procurement.requisition-checks', input),
  })
  if (!data) return null
  return (
    <>
      {data.missing && <p className="due late">{data.missing}</p>}
      {data.idle.length > 0 && (
        <Against name="idle_reason" label="调剂不了的原因">
          有闲置的同类资产，应先调剂：
          <ul>
            {data.idle.slice(0, 5).map(card => (
              <li key={card.card_no}>
                {card.card_no} {card.name} {card.place}
              </li>
            ))}
          </ul>
        </Against>
      )}
      {data.standard.length > 0 && (
        <Against name="standard_reason" label="超标准的理由和依据">
          超过配置标准：
          <ul>
            {data.standard.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Against>
      )}
      {data.split && (
        <Against name="split_reason" label="不是化整为零的理由">
          同一指标同类采购合计 {yuan(data.split.total_fen)} 元，达到限额 {yuan(data.split.limit_fen)} 元
          {data.limit &&
            `（${data.limit.source}${data.limit.confirmed || data.limit.source.includes('待核') ? '' : '，待核'}）`}
          ：
          <ul>
            {data.split.others.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Against>
      )}
    </>
  )
}
