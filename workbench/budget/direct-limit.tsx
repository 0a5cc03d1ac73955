// From which amount on project and procurement money is paid by a claim alone: told where payments are recorded, set by the director.
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { directLimit, setDirectLimit } from '../../src/budget/direct-limit.ts'
import { ask } from '../app/api.ts'
import { useMay, useMe } from '../app/me.tsx'
import { RuleSource } from '../app/rule-form.tsx'
import { FormWindow, fenOf, MoneyInput, useCommand, yuan } from '../ui/index.ts'

type Fields = { amount: string; effective_from: string; source: string; confirmed?: boolean }

const needed = (message: string) => [{ required: true, whitespace: true, message }]

function useLimit() {
  return useQuery({
    queryKey: ['budget.direct-limit'],
    queryFn: () => ask<typeof directLimit>('budget.direct-limit'),
  }).data
}

export function DirectLimitNote() {
  const limit = useLimit()
  if (!limit) return null
  const unsure = limit.confirmed || limit.source.includes('待核') ? '' : '，待核'
  return (
    <p className="soft">
      项目支出和政府采购指标，{yuan(limit.limit_fen)} 元以上不能在这里登记，要凭报销单据附齐材料、经审批后付款（
      {limit.source}
      {unsure}）。
    </p>
  )
}

export function SetDirectLimit() {
  const may = useMay(['director', 'admin'])
  const { data: me } = useMe()
  const limit = useLimit()
  const [open, setOpen] = useState(false)
  const { run, busy, error } = useCommand<typeof setDirectLimit>('budget.set-direct-limit', '上限已设定')
  if (!may || !limit) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>直接登记上限</Button>
      <FormWindow<Fields>
        title="直接登记上限"
        ok="设定"
        open={open}
        busy={busy}
        error={error}
        initial={{ amount: yuan(limit.limit_fen).replaceAll(',', ''), effective_from: me?.today }}
        submit={({ amount, ...rest }) => run({ ...rest, limit_fen: fenOf(amount) ?? '0' })}
        close={() => setOpen(false)}
      >
        <p className="soft">
          项目支出和政府采购指标，这个金额以上的付款要凭报销单据办理，不能由会计直接登记。现行：{limit.source}。
        </p>
        <div className="pair">
          <Form.Item name="amount" label="金额" rules={needed('请填金额')}>
            <MoneyInput />
          </Form.Item>
          <Form.Item name="effective_from" label="从哪天起" rules={needed('请填日期')}>
            <Input type="date" />
          </Form.Item>
        </div>
        <RuleSource missing="请填依据" max={120} />
      </FormWindow>
    </>
  )
}
