// The method of an approved purchase; of a single source, whether its notice is over.
import { Form, Select } from 'antd'
import type { chooseMethod } from '../../src/procurement/requisitions/choose-method.ts'
import { METHODS, type Method } from '../../src/procurement/vocabulary.ts'
import { useMe } from '../app/me.tsx'
import { FormWindow, ReasonField, useCommand, yuan } from '../ui/index.ts'
import { options, type Requisition } from './data.ts'
import { DecidingRules } from './deciding-rules.tsx'

/** What the single source waits for; null when nothing is in the way. */
export function noticeWords({ notice, notice_needed }: Requisition, today = ''): string | null {
  if (!notice) return notice_needed ? '达到公开招标数额标准：先登记单一来源公示，公示满期后才能选单一来源。' : null
  const running = today < notice.open_from ? `，${notice.open_from} 起可以办理` : '，已满期'
  return `已公示：${notice.supplier}，${notice.published_on} 至 ${notice.ends_on}${running}。`
}

/** What the limits ask for this amount, by the rules that apply today. */
function leastWords({ amount_fen, rules: { least } }: Requisition): string {
  if (least === null) return '缺少适用的规定，还不能确定采购方式：'
  const asked = { 'open-tender': '达到公开招标数额，应公开招标', government: '达到限额标准，应采用政府采购方式' }
  return `申请 ${yuan(amount_fen)} 元，${least === 'any' ? '没有达到限额标准，可以自行采购' : asked[least]}。依据：`
}

export function ChooseMethod({ data, close }: { data: Requisition; close: () => void }) {
  const [form] = Form.useForm<{ method: Method; reason?: string }>()
  const method = Form.useWatch('method', form)
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof chooseMethod>('procurement.choose-method', '采购方式已确定')
  const words = method === 'single-source' ? noticeWords(data, me?.today) : null
  return (
    <FormWindow<{ method: Method; reason?: string }>
      title="确定采购方式"
      ok="确定"
      form={form}
      busy={busy}
      error={error}
      initial={{ method: data.method ?? 'own', reason: data.method_reason }}
      submit={({ method, reason = '' }) => run({ requisition_id: data.id, method, reason })}
      close={close}
    >
      <p style={{ marginBottom: 0 }}>{leastWords(data)}</p>
      <DecidingRules rules={data.rules.rules} missing={data.rules.missing} />
      <Form.Item name="method" label="采购方式" extra={words}>
        <Select options={options(METHODS)} />
      </Form.Item>
      <ReasonField label="依据和理由（方式与限额不一致、意向没有公开满期时必填）" max={400} long optional />
    </FormWindow>
  )
}
