// Record a check by its plan: a result for every item, and for every problem who mends it until when.
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Form, Input, Segmented, Select, Spin } from 'antd'
import type { recordCheck } from '../../src/supervision/checks/record-check.ts'
import { PERIODS, RESULTS } from '../../src/supervision/vocabulary.ts'
import { useMe } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { usePersons } from '../people/data.ts'
import { ErrorNote, PageFrame, useCommand, useDraft } from '../ui/index.ts'
import { example, type Plan, subject, usePlans } from './data.ts'
import './supervision.css'

type Item = {
  result: keyof typeof RESULTS
  note?: string
  finding?: { title: string; responsible_id: string; due_on: string }
}
type Fields = { on_date: string; summary?: string; items: Item[] }

const resultOptions = Object.entries(RESULTS).map(([value, label]) => ({ value, label }))

function OneItem({ at, title }: { at: number; title: string }) {
  const { data: persons } = usePersons()
  const result = Form.useWatch(['items', at, 'result'])
  return (
    <div className="check-item">
      <p>
        {at + 1}. {title}
      </p>
      <Form.Item name={['items', at, 'result']}>
        <Segmented options={resultOptions} aria-label={title} />
      </Form.Item>
      {result === 'problem' ? (
        <>
          <Form.Item
            name={['items', at, 'finding', 'title']}
            label="问题"
            rules={[{ required: true, message: '请写明问题' }]}
          >
            <Input maxLength={200} />
          </Form.Item>
          <div className="pair">
            <Form.Item
              name={['items', at, 'finding', 'responsible_id']}
              label="整改责任人"
              rules={[{ required: true, message: '请选责任人' }]}
            >
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={persons?.filter(one => !one.left_on).map(one => ({ value: one.id, label: one.name }))}
              />
            </Form.Item>
            <Form.Item
              name={['items', at, 'finding', 'due_on']}
              label="整改期限"
              rules={[{ required: true, message: '请填期限' }]}
            >
              <Input type="date" />
            </Form.Item>
          </div>
        </>
      ) : (
        <Form.Item name={['items', at, 'note']}>
          <Input maxLength={400} placeholder="说明（可不填）" aria-label={`${title}的说明`} />
        </Form.Item>
      )}
    </div>
  )
}

function CheckForm({ plan }: { plan: Plan }) {
  const { data: me } = useMe()
  const go = useNavigate()
  const draft = useDraft<Fields>(`supervision-check-${plan.id}`)
  const { run, busy, error } = useCommand<typeof recordCheck>('supervision.record-check', '检查已登记', { keep: true })
  const submit = ({ on_date, summary = '', items }: Fields) => {
    const results = plan.items.map((item, at) => {
      const { result, note = '', finding } = items[at]!
      return {
        item,
        result,
        note: result === 'problem' ? '' : note,
        finding: result === 'problem' ? (finding ?? null) : null,
      }
    })
    void run({ plan_id: plan.id, on_date, summary, results }).then(
      () => {
        draft.clear()
        void go({ to: paths.houseChecks as string })
      },
      () => undefined,
    )
  }
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      className="form"
      initialValues={{ on_date: me?.today, items: plan.items.map(() => ({ result: 'ok' })), ...draft.found }}
      onValuesChange={(_changed, all) => draft.keep(all)}
      onFinish={submit}
    >
      <Form.Item name="on_date" label="检查日期" rules={[{ required: true, message: '请填日期' }]}>
        <Input type="date" max={me?.today} />
      </Form.Item>
      {plan.items.map((title, at) => (
        <OneItem key={title} at={at} title={title} />
      ))}
      <Form.Item name="summary" label="小结（可不填）">
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} />
      </Form.Item>
      <ErrorNote error={error} />
      <Button type="primary" htmlType="submit" loading={busy}>
        登记检查
      </Button>
    </Form>
  )
}

export function CheckPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error } = usePlans()
  const plan = data?.find(one => one.id === id)
  const about = plan && `${subject(plan.kind)}　${PERIODS[plan.every]}　检查人 ${plan.responsible}${example(plan)}`
  return (
    <PageFrame title={plan ? `检查：${plan.title}` : '登记检查'} about={about}>
      <ErrorNote error={error} />
      {plan ? <CheckForm plan={plan} /> : data ? <p>没有这个检查计划。</p> : !error && <Spin />}
    </PageFrame>
  )
}
