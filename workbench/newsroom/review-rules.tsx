// 三审三校规则: the limits in force, those before them, and the form that sets new ones from a day on.
import { useQuery } from '@tanstack/react-query'
import { Checkbox, DatePicker, Form, Input, InputNumber } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { reviewRules, setReviewRules } from '../../src/newsroom/review/review-rules.ts'
import { ROLES } from '../../src/people/roles.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { DataTable, ErrorNote, FormModal, required, textColumn, useCommand } from '../ui/index.ts'

type Rules = Awaited<ReturnType<typeof ask<typeof reviewRules>>>['rules'][number]

const LIMITS = {
  review1_errors_max: ['初审放过差错不超过', '处'],
  review2_errors_max: ['复审放过差错不超过', '处'],
  review3_errors_max: ['终审放过差错不超过', '处'],
  express_characters_max: ['纠错快审最多改', '字'],
  second_review_hours: ['突发稿补复审', '小时内'],
  recheck_hours: ['发后复核', '小时内'],
  link_hours: ['领导审稿链接有效', '小时'],
  printed_errors_max: ['报纸差错不超过', '处/万字'],
} as const
type Limit = keyof typeof LIMITS
const limits = Object.keys(LIMITS) as Limit[]
const RELIEF = ['editor', 'operations', 'director'] as const

type Fields = Record<Limit, number> & {
  relief_roles: (typeof RELIEF)[number][]
  effective_from: Dayjs
  source: string
  confirmed: boolean
}

function Change({ rules, today }: { rules: Rules; today: string }) {
  const command = useCommand<typeof setReviewRules>('newsroom.set-review-rules', '规则已保存，到施行日期起生效')
  const submit = ({ effective_from, ...fields }: Fields) =>
    command.run({ ...fields, effective_from: effective_from.format('YYYY-MM-DD') })
  const initial = {
    ...(Object.fromEntries(limits.map(name => [name, rules[name]])) as Record<Limit, number>),
    relief_roles: rules.relief_roles as Fields['relief_roles'],
    effective_from: dayjs(today).add(1, 'day'),
    confirmed: false,
  }
  return (
    <FormModal<Fields>
      button="修改规则"
      title="三审三校规则"
      ok="保存"
      small
      width={680}
      command={command}
      initial={initial}
      submit={submit}
    >
      <div className="pair">
        {limits.map(name => (
          <Form.Item key={name} name={name} label={`${LIMITS[name][0]}（${LIMITS[name][1]}）`} rules={required}>
            <InputNumber min={name.endsWith('hours') ? 1 : 0} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        ))}
      </div>
      <Form.Item name="relief_roles" label="谁可以顶岗（B 角）" rules={required}>
        <Checkbox.Group options={RELIEF.map(value => ({ value, label: ROLES[value] }))} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="effective_from" label="从哪天起" extra="以前的稿件按当时的规则" rules={required}>
          <DatePicker minDate={dayjs(today)} />
        </Form.Item>
        <Form.Item name="source" label="依据" rules={required}>
          <Input maxLength={300} placeholder="制度名称和文号" />
        </Form.Item>
      </div>
      <Form.Item name="confirmed" valuePropName="checked">
        <Checkbox>已与原文核对</Checkbox>
      </Form.Item>
    </FormModal>
  )
}

const sourceOf = (row: Rules) => `${row.source}${row.confirmed || row.source.includes('待核') ? '' : '（待核）'}`
const relief = (row: Rules) => row.relief_roles.map(role => ROLES[role as keyof typeof ROLES]).join('、')

function Current({ rules }: { rules: Rules }) {
  return (
    <dl className="facts wide">
      {limits.map(name => (
        <div key={name}>
          <dt>{LIMITS[name][0]}</dt>
          <dd>
            {rules[name]} {LIMITS[name][1]}
          </dd>
        </div>
      ))}
      <div>
        <dt>谁可以顶岗</dt>
        <dd>{relief(rules)}</dd>
      </div>
    </dl>
  )
}

export function ReviewRules() {
  const mayChange = useMay(['director'])
  const { data, error, isPending } = useQuery({
    queryKey: ['newsroom.review-rules'],
    queryFn: () => ask<typeof reviewRules>('newsroom.review-rules'),
  })
  const current = data?.rules.find(row => row.effective_from === data.current)
  const stateOf = (row: Rules) =>
    row.effective_from === data?.current ? '施行中' : row.effective_from > (data?.today ?? '') ? '未到施行日' : '已废止'
  return (
    <section className="part below">
      <h2>三审三校规则</h2>
      <ErrorNote error={error} />
      {current && <Current rules={current} />}
      <DataTable<Rules>
        name="三审三校规则"
        rowKey="effective_from"
        loading={isPending}
        dataSource={data?.rules}
        pagination={false}
        sticky={false}
        tools={mayChange && current && data && <Change rules={current} today={data.today} />}
        expandable={{ expandedRowRender: row => `依据：${sourceOf(row)}` }}
        csv={{
          header: ['施行', '状态', ...limits.map(name => LIMITS[name][0]), '谁可以顶岗', '依据'],
          row: row => [row.effective_from, stateOf(row), ...limits.map(name => row[name]), relief(row), row.source],
        }}
        card={row => (
          <>
            <div className="card-head">
              {row.effective_from} 起<span>{stateOf(row)}</span>
            </div>
            <div className="card-line">
              <span>{sourceOf(row)}</span>
            </div>
          </>
        )}
        columns={[
          textColumn('施行', row => row.effective_from),
          textColumn('状态', stateOf),
          textColumn('差错（初审/复审/终审）', row =>
            [row.review1_errors_max, row.review2_errors_max, row.review3_errors_max].join('/'),
          ),
          textColumn('谁改的', row => row.set_by ?? '随系统'),
        ]}
      />
    </section>
  )
}
