// Amounts by class: the control numbers of 一下, and what the bureau approves at 二下. Both are filled beside what was asked.
import { Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import type { adoptPrepared } from '../../../src/budget/preparation/adopt-prepared.ts'
import type { takeControlNumbers } from '../../../src/budget/preparation/rounds.ts'
import { CLASSES, type PlanClass } from '../../../src/budget/preparation/words.ts'
import { FormWindow, fenOf, MoneyInput, sumFen, useCommand, yuan } from '../../ui/index.ts'
import type { Preparation } from './data.ts'

type Amounts = Partial<Record<PlanClass, string>>
type Fields = { doc_no: string; on: string; allot: boolean; amounts: Amounts }

const keys = Object.keys(CLASSES) as PlanClass[]
/** The classes a centre uses, and those that were asked for. */
const shown = (data: Preparation) =>
  keys.filter(
    key => ['income', 'personnel', 'operating', 'project'].includes(key) || data.classes.some(one => one.class === key),
  )

function ClassAmounts({ data, needed }: { data: Preparation; needed: boolean }) {
  const asked = (key: PlanClass) => data.classes.find(one => one.class === key)?.asked_fen ?? '0'
  const rule = {
    validator: async (_rule: unknown, value: string | undefined) => {
      if (!value && !needed) return
      if (fenOf(value ?? '') === undefined) throw new Error('请填金额，没有的填 0')
    },
  }
  return (
    <div className="pair">
      {shown(data).map(key => (
        <Form.Item
          key={key}
          name={['amounts', key]}
          label={CLASSES[key]}
          rules={[rule]}
          extra={<span className="balance">申报 {yuan(asked(key))} 元</span>}
        >
          <MoneyInput />
        </Form.Item>
      ))}
    </div>
  )
}

const classed = (amounts: Amounts) =>
  keys.flatMap(key => {
    const amount_fen = fenOf(amounts[key] ?? '')
    return amount_fen === undefined ? [] : [{ class: key, amount_fen }]
  })

const plain = (fen: string) => yuan(fen).replaceAll(',', '')
const required = [{ required: true, whitespace: true, message: '要填写' }]

export function ControlForm({ data, main }: { data: Preparation; main: boolean }) {
  const [open, setOpen] = useState(false)
  const { run, busy, error } = useCommand<typeof takeControlNumbers>('budget.take-control-numbers', '控制数已录入', {
    keep: true,
  })
  const take = ({ doc_no, amounts }: Fields) => run({ year: data.year, doc_no, controls: classed(amounts) })
  return (
    <>
      <Button type={main ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {main ? '录入控制数' : '更新控制数'}
      </Button>
      <FormWindow<Fields>
        title="财政控制数（一下）"
        ok="录入控制数"
        open={open}
        busy={busy}
        error={error}
        submit={take}
        close={() => setOpen(false)}
      >
        <p>没有下达控制数的类别留空。录入后各科室的申报重新打开，二上不能超过控制数。</p>
        <Form.Item name="doc_no" label="文号" rules={required}>
          <Input maxLength={80} />
        </Form.Item>
        <ClassAmounts data={data} needed={false} />
      </FormWindow>
    </>
  )
}

/** What was typed for income against everything that is spent. */
function Balance({ amounts }: { amounts: Amounts | undefined }) {
  if (!amounts) return null
  const spent = sumFen(keys.filter(key => key !== 'income').map(key => fenOf(amounts[key] ?? '') ?? '0'))
  const off = BigInt(fenOf(amounts.income ?? '') ?? '0') - BigInt(spent)
  return (
    <p className={off === 0n ? 'balance' : 'balance short'} aria-live="polite">
      支出合计 {yuan(spent)} 元，{off === 0n ? '与收入相等' : `与收入相差 ${yuan(off < 0n ? -off : off)} 元`}
    </p>
  )
}

export function AdoptForm({ data }: { data: Preparation }) {
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<Fields>()
  const amounts = Form.useWatch('amounts', form) as Amounts | undefined
  const { run, busy, error } = useCommand<typeof adoptPrepared>('budget.adopt-prepared', '预算已入账', { keep: true })
  const adopt = ({ doc_no, on, allot, amounts: typed }: Fields) =>
    run({ year: data.year, doc_no, adopted_on: on, approved: classed(typed), allot })
  const initial = {
    allot: true,
    on: `${data.year}-01-20`,
    amounts: Object.fromEntries(
      shown(data).map(key => [key, plain(data.classes.find(one => one.class === key)?.asked_fen ?? '0')]),
    ),
  }
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        批复入账
      </Button>
      <FormWindow<Fields>
        title="预算批复入账（二下）"
        ok="批复入账"
        open={open}
        form={form}
        busy={busy}
        error={error}
        initial={initial}
        submit={adopt}
        close={() => setOpen(false)}
      >
        <p>按批复文件填各类金额。每一类都要与申报合计相等，基本支出和项目支出分开；不相等时先退回修改。</p>
        <div className="pair">
          <Form.Item name="doc_no" label="批复文号" rules={required}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="on" label="批复日期" rules={required}>
            <Input type="date" />
          </Form.Item>
        </div>
        <ClassAmounts data={data} needed />
        <Balance amounts={amounts} />
        <Form.Item name="allot" valuePropName="checked">
          <Checkbox>同时把额度分解到申报的科室</Checkbox>
        </Form.Item>
      </FormWindow>
    </>
  )
}
