// The milestones of a project that are still to come, one a row; those that were reached stay as they are.
import { Button, Form, Input } from 'antd'
import type { setMilestones } from '../../src/budget/projects/milestones.ts'
import { FormWindow, fenOf, MoneyInput, sumFen, useCommand, yuan } from '../ui/index.ts'
import type { Project } from './projects.tsx'

type Fields = { milestones?: { title: string; due_on: string; amount: string }[] }

const needed = (message: string) => [{ required: true, whitespace: true, message }]
const amountRule = {
  validator: async (_rule: unknown, value: string | undefined) => {
    if (!fenOf(value ?? '') || fenOf(value ?? '') === '0') throw new Error('请填大于 0 的金额')
  },
}

export function SetMilestones({ project, year, close }: { project: Project; year: number; close: () => void }) {
  const [form] = Form.useForm<Fields>()
  const typed = Form.useWatch('milestones', form)
  const { run, busy, error } = useCommand<typeof setMilestones>('budget.set-milestones', '节点已登记', { keep: true })
  const open = project.milestones.filter(one => !one.reached_on)
  const total = sumFen([project.reached_fen, ...(typed ?? []).map(one => fenOf(one?.amount ?? '') ?? '0')])
  const rest = BigInt(project.plan_fen) - BigInt(total)
  const save = ({ milestones = [] }: Fields) =>
    run({
      year,
      line_no: project.line_no,
      milestones: milestones.map(({ amount, ...one }) => ({ ...one, amount_fen: fenOf(amount)! })),
    })
  return (
    <FormWindow<Fields>
      title={`项目节点：${project.title}`}
      ok="保存"
      width={720}
      form={form}
      busy={busy}
      error={error}
      initial={{
        milestones: open.map(one => ({ ...one, amount: yuan(one.amount_fen).replaceAll(',', '') })),
      }}
      requiredMark={false}
      submit={save}
      close={close}
    >
      <p className="soft">照批准的实施方案填。已完成的节点不变，这里只改没有完成的。</p>
      <Form.List name="milestones">
        {(rows, { add, remove }) => (
          <>
            {rows.map(row => (
              <fieldset key={row.key} className="milestone">
                <Form.Item name={[row.name, 'title']} label="节点" rules={needed('请填节点')}>
                  <Input maxLength={80} placeholder="到货验收" autoComplete="off" />
                </Form.Item>
                <Form.Item name={[row.name, 'due_on']} label="应完成日期" rules={needed('请填日期')}>
                  <Input type="date" />
                </Form.Item>
                <Form.Item name={[row.name, 'amount']} label="完成后可付" rules={[amountRule]}>
                  <MoneyInput />
                </Form.Item>
                <button type="button" className="link" onClick={() => remove(row.name)}>
                  删除
                </button>
              </fieldset>
            ))}
            <Button onClick={() => add({})}>加一个节点</Button>
          </>
        )}
      </Form.List>
      <p className={rest < 0n ? 'balance short' : 'balance'} aria-live="polite" style={{ marginTop: 12 }}>
        节点合计 {yuan(total)} 元，
        {rest < 0n ? `超过全年预算 ${yuan(-rest)} 元` : `全年预算还有 ${yuan(rest)} 元没有排进节点`}
      </p>
    </FormWindow>
  )
}
