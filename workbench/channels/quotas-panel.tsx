// 发布额度: how often an account may send in a period and what is used of it; set for one account, or for all of a kind.
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { quotas, setQuota } from '../../src/channels/accounts/quotas.ts'
import { OPERATIONS, QUOTA_PERIODS, type QuotaPeriod } from '../../src/channels/vocabulary.ts'
import { ask } from '../app/api.ts'
import { useMay, useMe } from '../app/me.tsx'
import { DataTable, ErrorNote, FormWindow, required, textColumn, useCommand } from '../ui/index.ts'

export type Quota = Awaited<ReturnType<typeof ask<typeof quotas>>>[number]
type Operation = keyof typeof OPERATIONS

export const useQuotas = () =>
  useQuery({ queryKey: ['channels.quotas'], queryFn: () => ask<typeof quotas>('channels.quotas') })

const nameOf = (row: Quota) => `${row.platform} ${row.name}`
const whatOf = (row: Quota) => OPERATIONS[row.operation as Operation]
const limitOf = (row: Quota) => `${QUOTA_PERIODS[row.per as QuotaPeriod].title} ${row.count_max} 次`
const leftOf = (row: Quota) => Math.max(0, row.count_max - row.used)
/** 今天还可群发 0 次 */
export const leftWords = (row: Quota) =>
  `${QUOTA_PERIODS[row.per as QuotaPeriod].now}还可${whatOf(row)} ${leftOf(row)} 次`

type Fields = { account_id: string; per: QuotaPeriod; count_max: number; effective_from: string; source: string }

function SetQuota({ rows, close }: { rows: readonly Quota[]; close: () => void }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof setQuota>('channels.set-quota', '额度已设好')
  const accounts = rows.filter((row, n) => rows.findIndex(one => one.account_id === row.account_id) === n)
  const save = (fields: Fields) => {
    const { adapter, operation } = accounts.find(one => one.account_id === fields.account_id)!
    return run({ ...fields, adapter: adapter as never, operation: operation as Operation })
  }
  const periods = Object.entries(QUOTA_PERIODS).map(([value, { title }]) => ({ value, label: title }))
  return (
    <FormWindow<Fields>
      title="设置发布额度"
      ok="保存"
      {...{ busy, error, close }}
      initial={{ per: 'day', effective_from: me?.today }}
      submit={save}
    >
      <p className="soft">只对这个账号，代替平台的一般额度。服务号每月 4 次，认证订阅号每日 1 次。</p>
      <Form.Item name="account_id" label="账号" rules={required}>
        <Select options={accounts.map(row => ({ value: row.account_id, label: `${nameOf(row)}（${whatOf(row)}）` }))} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="per" label="按" rules={required}>
          <Select options={periods} />
        </Form.Item>
        <Form.Item name="count_max" label="最多几次" rules={required}>
          <InputNumber min={1} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="effective_from" label="从哪天起" rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="source" label="依据" rules={required}>
          <Input maxLength={200} placeholder="平台通知、后台截图……" />
        </Form.Item>
      </div>
    </FormWindow>
  )
}

export function QuotasPanel() {
  const [open, setOpen] = useState(false)
  const may = useMay(['operations', 'director', 'admin'])
  const { data, error, isPending } = useQuotas()
  if (!error && data?.length === 0) return null
  return (
    <section className="part" style={{ marginTop: 32 }}>
      <h2>
        发布额度
        {may && data && (
          <Button size="small" onClick={() => setOpen(true)}>
            设置额度
          </Button>
        )}
      </h2>
      <p className="soft">发之前先数。用完了，当天的顺延到明天零点以后，当月的不再发，由人决定。</p>
      <ErrorNote error={error} />
      <DataTable<Quota>
        name="发布额度"
        rowKey={row => `${row.account_id}${row.per}`}
        loading={isPending}
        dataSource={data ?? []}
        pagination={false}
        csv={{
          header: ['账号', '动作', '额度', '已用', '还可'],
          row: row => [nameOf(row), whatOf(row), limitOf(row), row.used, leftOf(row)],
        }}
        card={row => (
          <>
            <div className="card-head">
              {nameOf(row)}
              <span className={leftOf(row) === 0 ? 'bad num' : 'num'}>还可 {leftOf(row)} 次</span>
            </div>
            <div className="card-line">
              <span>
                {whatOf(row)}，{limitOf(row)}
              </span>
              <span>已用 {row.used}</span>
            </div>
          </>
        )}
        columns={[
          textColumn('账号', nameOf),
          textColumn('动作', whatOf),
          textColumn('额度', row => `${limitOf(row)}${row.is_own ? '（本账号）' : ''}`),
          { title: '已用', className: 'num', render: (_value: unknown, row: Quota) => row.used },
          {
            title: '还可',
            className: 'num',
            render: (_value: unknown, row: Quota) => (
              <span className={leftOf(row) === 0 ? 'bad' : ''}>{leftOf(row)}</span>
            ),
          },
        ]}
      />
      {open && data && <SetQuota rows={data} close={() => setOpen(false)} />}
    </section>
  )
}
