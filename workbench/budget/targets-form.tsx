// The twelve months of a section's target, and the gap at which its pace is told.
import { Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import type { setPaceRule, setSectionTargets } from '../../src/budget/responsibility/targets.ts'
import { useMe } from '../app/me.tsx'
import { FormWindow, fenOf, MoneyInput, sumFen, useCommand, yuan } from '../ui/index.ts'
import type { Pace, Responsibility } from './responsibility.tsx'

const plain = (fen: string) => yuan(fen).replaceAll(',', '')
type Fields = { months: string[] }

export function TargetForm({ row, year, close }: { row: Pace; year: number; close: () => void }) {
  const [form] = Form.useForm<Fields>()
  const typed = Form.useWatch('months', form)
  const { run, busy, error } = useCommand<typeof setSectionTargets>('budget.set-section-targets', '月度目标已设置', {
    keep: true,
  })
  const total = sumFen((typed ?? row.target_fen.map(plain)).map(one => fenOf(one ?? '') ?? '0'))
  const off = BigInt(row.total_fen) - BigInt(total)
  const side = row.side === 'income' ? ('income' as const) : ('expenditure' as const)
  const save = ({ months }: Fields) => run({ year, section: row.section, side, months: months.map(one => fenOf(one)!) })
  const rule = {
    validator: async (_rule: unknown, value: string | undefined) => {
      if (fenOf(value ?? '') === undefined) throw new Error('请填金额，没有的填 0')
    },
  }
  return (
    <FormWindow<Fields>
      title={`${row.section}${side === 'income' ? '收入' : '支出'}月度目标`}
      ok="设置"
      form={form}
      busy={busy}
      error={error}
      initial={{ months: row.target_fen.map(plain) }}
      submit={save}
      close={close}
    >
      <div className="pair">
        {row.target_fen.map((_fen, n) => (
          <Form.Item key={n} name={['months', n]} label={`${n + 1}月`} rules={[rule]}>
            <MoneyInput />
          </Form.Item>
        ))}
      </div>
      <p className={off === 0n ? 'balance' : 'balance short'} aria-live="polite">
        合计 {yuan(total)} 元，
        {off === 0n ? '与全年相等' : `与全年 ${yuan(row.total_fen)} 元相差 ${yuan(off < 0n ? -off : off)} 元`}
      </p>
    </FormWindow>
  )
}

type RuleFields = { slow: number; fast: number; effective_from: string; source: string }

export function PaceRule({ data }: { data: Responsibility }) {
  const { data: me } = useMe()
  const [open, setOpen] = useState(false)
  const { run, busy, error } = useCommand<typeof setPaceRule>('budget.set-pace-rule', '预警线已设置')
  const save = ({ slow, fast, effective_from, source }: RuleFields) =>
    run({ slow_gap_bp: Math.round(slow * 100), fast_gap_bp: Math.round(fast * 100), effective_from, source })
  const needed = (message: string) => [{ required: true, message }]
  return (
    <>
      <Button onClick={() => setOpen(true)}>预警线</Button>
      <FormWindow<RuleFields>
        title="进度预警线"
        ok="设置"
        open={open}
        busy={busy}
        error={error}
        initial={{ slow: data.slow_gap_bp / 100, fast: data.fast_gap_bp / 100, effective_from: me?.today }}
        submit={save}
        close={() => setOpen(false)}
      >
        <div className="pair">
          <Form.Item name="slow" label="低于目标多少算偏慢（百分点）" rules={needed('请填')}>
            <InputNumber min={0.01} max={100} precision={2} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="fast" label="高于目标多少算偏快（百分点）" rules={needed('请填')}>
            <InputNumber min={0.01} max={100} precision={2} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="effective_from" label="从哪天起" rules={needed('请填日期')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="source" label="依据" rules={needed('请填依据')}>
            <Input maxLength={120} autoComplete="off" />
          </Form.Item>
        </div>
      </FormWindow>
    </>
  )
}
