// The notice before a single-source purchase: registered here, shown beside the application until the purchase goes on.
import { Form, Input } from 'antd'
import type { publishSingleSource } from '../../src/procurement/requisitions/single-source.ts'
import { useMe } from '../app/me.tsx'
import { FormWindow, ReasonField, useCommand } from '../ui/index.ts'
import { needed, type Requisition } from './data.ts'

type Fields = { supplier: string; reason: string; published_on: string; url?: string }

export function PublishSingleSource({ data, close }: { data: Requisition; close: () => void }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof publishSingleSource>(
    'procurement.publish-single-source',
    '单一来源公示已登记',
  )
  return (
    <FormWindow<Fields>
      title="登记单一来源公示"
      ok="登记"
      busy={busy}
      error={error}
      initial={{ published_on: me?.today, supplier: data.notice?.supplier, reason: data.notice?.reason }}
      requiredMark={false}
      submit={({ url = '', ...rest }) => run({ ...rest, url, requisition_id: data.id })}
      close={close}
    >
      <p className="soft">
        唯一供应商和理由要在省级以上财政部门指定的媒体上公示，满期以前不能确定为单一来源，也不能签合同。满期日按工作日（含调休）算出。
      </p>
      <div className="pair">
        <Form.Item name="supplier" label="唯一供应商" rules={needed('请填供应商')}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="published_on" label="公示开始日期" rules={needed('请填日期')}>
          <Input type="date" max={me?.today} />
        </Form.Item>
      </div>
      <ReasonField label="只能从唯一供应商采购的理由" max={400} long />
      <Form.Item name="url" label="公示网址（可不填）">
        <Input maxLength={300} />
      </Form.Item>
    </FormWindow>
  )
}

/** The notice of a purchase, for everybody who looks at it. */
export function SingleSourceNotice({ data: { notice } }: { data: Requisition }) {
  const { data: me } = useMe()
  if (!notice) return null
  const running = me && me.today < notice.open_from
  return (
    <section className="part">
      <h2>单一来源公示</h2>
      <p>
        {notice.supplier}　{notice.published_on} 至 {notice.ends_on}
        <br />
        {running ? `公示中，${notice.open_from} 起可以办理` : '公示已满期'}
        {!notice.calendar_confirmed && '（这一年的放假调休还没有登记，日期待核）'}
      </p>
      <p className="soft">
        {notice.reason}
        {/^https?:/.test(notice.url) && (
          <a href={notice.url} target="_blank" rel="noreferrer">
            公示网页
          </a>
        )}
      </p>
    </section>
  )
}
