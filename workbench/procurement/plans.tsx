// The purchase plan of a year, with the publication of each intent.
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { planPurchase, publishIntent, withdrawPlan } from '../../src/procurement/plans/plans.ts'
import { CATEGORIES_OF_PURCHASE } from '../../src/procurement/vocabulary.ts'
import { useMay, useMe } from '../app/me.tsx'
import { NeedsYear } from '../app/needs-year.tsx'
import { useLedger } from '../budget/data.ts'
import { useSectionList } from '../people/data.ts'
import {
  choiceColumn,
  DataTable,
  ErrorNote,
  FormWindow,
  fenOf,
  Money,
  MoneyInput,
  moneyColumn,
  PageFrame,
  textColumn,
  useCommand,
  useYear,
  YearPicker,
} from '../ui/index.ts'
import { needed, options, type Plan, useDecidingRules, usePlans } from './data.ts'
import { DecidingRules } from './deciding-rules.tsx'
import './procurement.css'

type Fields = {
  line_no: string
  section: string
  title: string
  need?: string
  category: 'goods' | 'services' | 'works'
  amount: string
  expected_on: string
}

function NewPlan({ year, close }: { year: number; close: () => void }) {
  const { data: lines } = useLedger(year)
  const { data: sections } = useSectionList()
  const { run, busy, error } = useCommand<typeof planPurchase>('procurement.plan-purchase', '已列入计划')
  const lineOptions = lines
    ?.filter(row => row.side === 'expenditure')
    .map(row => ({ value: row.line_no, label: `${row.line_no} ${row.title}` }))
  return (
    <FormWindow<Fields>
      title="列入采购计划"
      ok="列入"
      busy={busy}
      error={error}
      initial={{ category: 'goods' }}
      requiredMark={false}
      submit={({ amount, need = '', ...rest }) => run({ ...rest, need, amount_fen: fenOf(amount) ?? '0' })}
      close={close}
    >
      <Form.Item name="title" label="采购项目" rules={needed('请填项目')}>
        <Input maxLength={80} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="line_no" label="指标" rules={needed('请选指标')}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={lineOptions} />
        </Form.Item>
        <Form.Item name="section" label="科室" rules={needed('请选科室')}>
          <Select options={sections?.map(one => ({ value: one.name, label: one.name }))} />
        </Form.Item>
        <Form.Item name="category" label="类别">
          <Select options={options(CATEGORIES_OF_PURCHASE)} />
        </Form.Item>
        <Form.Item name="amount" label="预算金额" rules={needed('请填金额')}>
          <MoneyInput />
        </Form.Item>
        <Form.Item name="expected_on" label="预计采购时间" rules={needed('请填日期')}>
          <Input type="date" min={`${year}-01-01`} max={`${year}-12-31`} />
        </Form.Item>
      </div>
      <Form.Item name="need" label="采购需求概况">
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormWindow>
  )
}

function Publish({ plan, close }: { plan: Plan; close: () => void }) {
  const { data: me } = useMe()
  const rules = useDecidingRules('limit', 'intent-days').filter(
    rule => rule.category === null || rule.category === plan.category,
  )
  const { run, busy, error } = useCommand<typeof publishIntent>('procurement.publish-intent', '已登记')
  return (
    <FormWindow<{ published_on: string; url?: string }>
      title={`登记意向公开：${plan.title}`}
      ok="登记"
      busy={busy}
      error={error}
      initial={{ published_on: me?.today, url: plan.intent_url }}
      submit={({ published_on, url = '' }) => run({ plan_id: plan.id, published_on, url })}
      close={close}
    >
      <p className="soft">达到限额的采购，意向公开满期后再开始采购。依据：</p>
      <DecidingRules rules={rules} />
      <Form.Item name="published_on" label="公开日期" rules={needed('请填日期')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="url" label="公开网址（可不填）">
        <Input maxLength={300} />
      </Form.Item>
    </FormWindow>
  )
}

const intentOf = (row: Plan) =>
  row.withdrawn ? '已撤销' : row.intent_published_on ? `${row.intent_published_on} 公开` : '没有公开'

const EXPORT = {
  header: ['编号', '项目', '指标', '科室', '类别', '预算金额', '已申请', '预计时间', '意向', '需求概况'],
  row: (row: Plan) => [
    row.plan_no,
    row.title,
    `${row.line_no} ${row.line_title}`,
    row.section,
    CATEGORIES_OF_PURCHASE[row.category],
    { fen: row.amount_fen },
    { fen: row.applied_fen },
    row.expected_on,
    intentOf(row),
    row.need,
  ],
}

function usePlanActions() {
  const may = useMay(['operations', 'finance'])
  const [shown, setShown] = useState<'new' | Plan>()
  const withdraw = useCommand<typeof withdrawPlan>('procurement.withdraw-plan', '已撤销')
  const actions = (row: Plan) =>
    may &&
    !row.withdrawn && (
      <span className="links">
        <button type="button" className="link" onClick={() => setShown(row)}>
          登记公开
        </button>
        {row.applied_fen === '0' && (
          <button
            type="button"
            className="link"
            onClick={() => void withdraw.run({ plan_id: row.id }).catch(() => undefined)}
          >
            撤销
          </button>
        )}
      </span>
    )
  return { may, shown, setShown, actions, error: withdraw.error }
}

function OnPhone({ row, actions }: { row: Plan; actions: React.ReactNode }) {
  return (
    <>
      <div className="card-head">
        {row.title}
        <Money fen={row.amount_fen} />
      </div>
      <div className="card-line">
        <span>
          {row.section}　{row.expected_on}
        </span>
        <span>{intentOf(row)}</span>
      </div>
      {actions}
    </>
  )
}

export function PlansPage() {
  const { year } = useYear()
  const { data, error, isPending, refetch } = usePlans(year)
  const { may, shown, setShown, actions, error: failed } = usePlanActions()
  const close = () => setShown(undefined)
  return (
    <PageFrame
      title="采购计划与意向"
      about="年度要采购什么、预计什么时候采购。意向公开的时间和网址登记在这里。"
      actions={
        <>
          {may && (
            <Button type="primary" onClick={() => setShown('new')}>
              列入计划
            </Button>
          )}
          <YearPicker />
        </>
      }
    >
      <NeedsYear>
        <ErrorNote error={error} retry={() => void refetch()} />
        <ErrorNote error={failed} />
        <DataTable<Plan>
          name={`${year}年采购计划`}
          rowKey="id"
          loading={isPending}
          dataSource={data}
          pagination={false}
          empty="还没有采购计划"
          csv={EXPORT}
          words={row => `${row.plan_no} ${row.title} ${row.section} ${row.line_title}`}
          card={row => <OnPhone row={row} actions={actions(row)} />}
          columns={[
            textColumn('编号', row => row.plan_no),
            textColumn('项目', row => row.title),
            choiceColumn('指标', data, row => `${row.line_no} ${row.line_title}`),
            choiceColumn('科室', data, row => row.section),
            choiceColumn('类别', data, row => CATEGORIES_OF_PURCHASE[row.category]),
            moneyColumn('预算（元）', row => row.amount_fen),
            moneyColumn('已申请（元）', row => row.applied_fen),
            textColumn('预计时间', row => row.expected_on),
            textColumn('采购意向', intentOf),
            ...(may ? [{ title: '办理', render: (_value: unknown, row: Plan) => actions(row) }] : []),
          ]}
        />
      </NeedsYear>
      {shown === 'new' && year !== undefined && <NewPlan year={year} close={close} />}
      {typeof shown === 'object' && <Publish plan={shown} close={close} />}
    </PageFrame>
  )
}
