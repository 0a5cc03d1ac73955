// Check plans and the checks that were made.
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { endPlan, planCheck } from '../../src/supervision/checks/plan-check.ts'
import { CHECKERS, PERIODS, RESULTS } from '../../src/supervision/vocabulary.ts'
import { useMay, useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { usePersons } from '../people/data.ts'
import { choiceColumn, DataTable, ErrorNote, PageFrame, textColumn, useCommand } from '../ui/index.ts'
import { type CheckRow, example, type Plan, subject, subjectOptions, useChecks, usePlans } from './data.ts'

type Fields = {
  title: string
  kind: 'general'
  items: string
  every: 'month'
  responsible_id: string
  starts_on: string
}
const linesOf = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

function PlanForm({ done }: { done(): void }) {
  const { data: me } = useMe()
  const { data: persons } = usePersons()
  const { run, busy, error } = useCommand<typeof planCheck>('supervision.plan-check', '检查计划已保存', { keep: true })
  const submit = ({ items, ...fields }: Fields) =>
    void run({ ...fields, items: linesOf(items) }).then(done, () => undefined)
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      className="form"
      initialValues={{ kind: 'finance', every: 'quarter', starts_on: me?.today }}
      onFinish={submit}
    >
      <div className="pair">
        <Form.Item name="title" label="检查名称" rules={[{ required: true, message: '请填检查名称' }]}>
          <Input maxLength={80} placeholder="如：每季度资产检查" />
        </Form.Item>
        <Form.Item name="kind" label="类别">
          <Select options={subjectOptions} />
        </Form.Item>
        <Form.Item name="every" label="多久一次">
          <Select options={Object.entries(PERIODS).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="responsible_id" label="检查人" rules={[{ required: true, message: '请选检查人' }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={persons?.filter(one => !one.left_on).map(one => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
        <Form.Item name="starts_on" label="从哪天起" rules={[{ required: true, message: '请填日期' }]}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="items" label="检查项，一行一项" rules={[{ required: true, message: '至少写一项' }]}>
        <Input.TextArea autoSize={{ minRows: 4 }} placeholder={'原始凭证真实有效\n审批手续完整'} />
      </Form.Item>
      <ErrorNote error={error} />
      <Button type="primary" htmlType="submit" loading={busy}>
        保存检查计划
      </Button>
    </Form>
  )
}

/** The way to record a check, for whom the plan names and who may record any. */
function ToCheck({ row }: { row: Plan }) {
  const { data: me } = useMe()
  const checks = useMay(CHECKERS)
  if (row.ended_on) return '已停用'
  if (!checks && me?.id !== row.responsible_id) return null
  return <Link to={`${paths.houseChecks}/${row.id}` as string}>登记检查</Link>
}
const dueOf = (row: Plan) => (row.ended_on ? '已停用' : row.due_on ? `${row.due_on} 前检查` : '本期已检查')

const planSheet = {
  header: ['名称', '类别', '周期', '检查人', '检查项', '上次检查', '本期'],
  row: (row: Plan) => [
    row.title,
    subject(row.kind),
    PERIODS[row.every],
    row.responsible,
    row.items.join('；'),
    row.last_on,
    dueOf(row),
  ],
}

function PlanCard({ row }: { row: Plan }) {
  return (
    <>
      <div className="card-head">
        <span>{row.title}</span>
        <ToCheck row={row} />
      </div>
      <div className="card-line">
        <span>
          {PERIODS[row.every]}　{row.responsible}
          {example(row)}
        </span>
        <span>{dueOf(row)}</span>
      </div>
    </>
  )
}

function Plans() {
  const { data, error, isPending } = usePlans()
  const keeper = useMay(['operations', 'director', 'admin'])
  const end = useCommand<typeof endPlan>('supervision.end-plan', '已停用')
  const ending = (row: Plan) =>
    keeper &&
    !row.ended_on && (
      <Button size="small" type="text" onClick={() => void end.run({ plan_id: row.id }).catch(() => undefined)}>
        停用
      </Button>
    )
  return (
    <section className="part">
      <h2>检查计划</h2>
      <ErrorNote error={error ?? end.error} />
      <DataTable<Plan>
        name="检查计划"
        rowKey="id"
        sticky={false}
        loading={isPending}
        dataSource={data}
        pagination={false}
        empty="还没有检查计划。由综合运行或主任制定"
        csv={planSheet}
        card={row => <PlanCard row={row} />}
        columns={[
          textColumn('名称', row => `${row.title}${example(row)}`),
          choiceColumn('类别', data, row => subject(row.kind)),
          choiceColumn('周期', data, row => PERIODS[row.every]),
          choiceColumn('检查人', data, row => row.responsible),
          textColumn('检查项', row => `${row.items.length} 项`),
          textColumn('上次检查', row => row.last_on),
          textColumn('本期', dueOf),
          {
            title: '办理',
            render: (_value, row) => (
              <>
                <ToCheck row={row} />
                {ending(row)}
              </>
            ),
          },
        ]}
      />
    </section>
  )
}

const problems = (row: CheckRow) =>
  row.finding_count === 0 ? '没有问题' : `${row.finding_count} 个问题，${row.open_count} 个未整改`

function Checks() {
  const { data, error, isPending } = useChecks()
  return (
    <section className="part">
      <h2>检查记录</h2>
      <ErrorNote error={error} />
      <DataTable<CheckRow>
        name="检查记录"
        rowKey="id"
        sticky={false}
        loading={isPending}
        dataSource={data}
        empty="还没有检查记录"
        card={row => (
          <>
            <div className="card-head">
              <span>{row.title}</span>
              <span className={row.open_count > 0 ? 'bad' : 'ok'}>{problems(row)}</span>
            </div>
            <div className="card-line">
              <span>
                {row.on_date}　{row.done_by}
                {example(row)}
              </span>
            </div>
            {row.summary && <div className="card-line">{row.summary}</div>}
          </>
        )}
        expandable={{
          expandedRowRender: row => (
            <ul>
              {row.results.map(one => (
                <li key={one.item}>
                  {one.item}：{RESULTS[one.result as keyof typeof RESULTS]}
                  {one.note && `（${one.note}）`}
                </li>
              ))}
            </ul>
          ),
        }}
        csv={{
          header: ['日期', '检查', '类别', '检查人', '结果', '小结'],
          row: row => [row.on_date, row.title, subject(row.kind), row.done_by, problems(row), row.summary],
        }}
        columns={[
          textColumn('日期', row => row.on_date),
          choiceColumn('检查', data, row => `${row.title}${example(row)}`),
          choiceColumn('类别', data, row => subject(row.kind)),
          choiceColumn('检查人', data, row => row.done_by),
          textColumn('结果', problems),
          textColumn('小结', row => row.summary),
        ]}
      />
    </section>
  )
}

export function ChecksPage() {
  const keeper = useMay(['operations', 'director', 'admin'])
  const [planning, setPlanning] = useState(false)
  return (
    <PageFrame
      title="例行检查"
      about="财务、采购、资产、专项资金和新闻安全按计划检查，发现的问题逐个整改。"
      actions={keeper && !planning && <Button onClick={() => setPlanning(true)}>制定检查计划</Button>}
    >
      {planning && (
        <section className="part">
          <h2>制定检查计划</h2>
          <PlanForm done={() => setPlanning(false)} />
        </section>
      )}
      <Plans />
      <Checks />
    </PageFrame>
  )
}
