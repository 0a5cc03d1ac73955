// 传播规则: the population, what counts as standing out, and the versions of the inspection, each with its form.
import { useQuery } from '@tanstack/react-query'
import { Checkbox, DatePicker, Form, Input, InputNumber, Spin } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { setPopulation, setSpikeRule } from '../../src/audience/rules/measures.ts'
import type { audienceRules } from '../../src/audience/rules/rule-queries.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { DataTable, ErrorNote, FormModal, PageFrame, required, textColumn, useCommand } from '../ui/index.ts'
import { count } from './data.ts'
import { numberColumn } from './effect-tables.tsx'
import { InspectionVersions } from './inspection-versions.tsx'

export type Rules = Awaited<ReturnType<typeof ask<typeof audienceRules>>>
type Population = Rules['populations'][number]
type Spike = Rules['spike_rules'][number]
const number = { min: 0, precision: 0, style: { width: '100%' } } as const

function SetPopulation() {
  type Fields = { effective_from: Dayjs; count: number; source: string; confirmed: boolean }
  const command = useCommand<typeof setPopulation>('audience.set-population', '人口数已登记')
  const submit = ({ effective_from, ...fields }: Fields) =>
    command.run({ ...fields, effective_from: effective_from.format('YYYY-MM-DD') })
  return (
    <FormModal<Fields>
      button="登记人口数"
      ok="登记"
      small
      command={command}
      initial={{ confirmed: false }}
      submit={submit}
    >
      <div className="pair">
        <Form.Item name="count" label="常住人口（人）" rules={required}>
          <InputNumber {...number} min={1} />
        </Form.Item>
        <Form.Item name="effective_from" label="从哪天起" rules={required}>
          <DatePicker />
        </Form.Item>
      </div>
      <Form.Item name="source" label="来源" rules={required}>
        <Input maxLength={200} placeholder="例如：2025年国民经济和社会发展统计公报" />
      </Form.Item>
      <Form.Item name="confirmed" valuePropName="checked">
        <Checkbox>已与公布的原文核对（核对以后不能再改）</Checkbox>
      </Form.Item>
    </FormModal>
  )
}

function SetSpike({ now, today }: { now: Spike | undefined; today: string }) {
  type Fields = Omit<Spike, 'effective_from'> & { effective_from: Dayjs }
  const command = useCommand<typeof setSpikeRule>('audience.set-spike-rule', '规则已保存，到施行日期起生效')
  const submit = ({ effective_from, ...fields }: Fields) =>
    command.run({ ...fields, effective_from: effective_from.format('YYYY-MM-DD') })
  const initial = { ...now, source: '', effective_from: dayjs(today).add(1, 'day') }
  return (
    <FormModal<Fields>
      button="修改规则"
      title="异常阅读规则"
      ok="保存"
      small
      command={command}
      initial={initial}
      submit={submit}
    >
      <div className="pair">
        <Form.Item name="times" label="超过本账号中位数多少倍" rules={required}>
          <InputNumber {...number} min={2} />
        </Form.Item>
        <Form.Item name="reads_min" label="阅读不到多少不看" rules={required}>
          <InputNumber {...number} />
        </Form.Item>
        <Form.Item name="posts_min" label="账号至少要有多少条内容" rules={required}>
          <InputNumber {...number} min={1} />
        </Form.Item>
        <Form.Item name="silent_reads" label="阅读多少而没有一次互动" rules={required}>
          <InputNumber {...number} min={1} />
        </Form.Item>
        <Form.Item name="effective_from" label="从哪天起" rules={required}>
          <DatePicker minDate={dayjs(today)} />
        </Form.Item>
        <Form.Item name="source" label="依据" rules={required}>
          <Input maxLength={200} />
        </Form.Item>
      </div>
    </FormModal>
  )
}

const flat = { pagination: false as const, sticky: false }

function Populations({ rows, may }: { rows: Population[]; may: boolean }) {
  const stateOf = (row: Population) => (row.confirmed ? '已核对' : '待核')
  return (
    <section className="part">
      <h2>
        常住人口<span className="unit">覆盖率按它计算</span>
      </h2>
      <DataTable<Population>
        {...flat}
        name="常住人口"
        rowKey="effective_from"
        dataSource={rows}
        tools={may && <SetPopulation />}
        csv={{
          header: ['从哪天起', '人数', '来源', '核对'],
          row: row => [row.effective_from, row.count, row.source, stateOf(row)],
        }}
        card={row => (
          <>
            <div className="card-head">
              {count(row.count)} 人<span>{stateOf(row)}</span>
            </div>
            <div className="card-line">
              {row.effective_from} 起　{row.source}
            </div>
          </>
        )}
        columns={[
          textColumn('从哪天起', row => row.effective_from),
          numberColumn('人数', row => row.count),
          textColumn('来源', row => row.source),
          textColumn('核对', stateOf),
        ]}
      />
    </section>
  )
}

function Spikes({ rows, may, today }: { rows: Spike[]; may: boolean; today: string }) {
  const words = (row: Spike) =>
    `本账号有 ${row.posts_min} 条以上内容，阅读到 ${count(row.reads_min)} 且超过中位数 ${row.times} 倍；或阅读到 ${count(row.silent_reads)} 没有一次互动`
  return (
    <section className="part">
      <h2>
        异常阅读<span className="unit">到了这个程度要写明原因</span>
      </h2>
      <DataTable<Spike>
        {...flat}
        name="异常阅读规则"
        rowKey="effective_from"
        dataSource={rows}
        tools={may && <SetSpike now={rows[0]} today={today} />}
        csv={{ header: ['从哪天起', '规则', '依据'], row: row => [row.effective_from, words(row), row.source] }}
        card={row => (
          <>
            <div className="card-head">{row.effective_from} 起</div>
            <div className="card-line">{words(row)}</div>
            <div className="card-line">{row.source}</div>
          </>
        )}
        columns={[
          textColumn('从哪天起', row => row.effective_from),
          textColumn('规则', words),
          textColumn('依据', row => row.source),
        ]}
      />
    </section>
  )
}

export function AudienceRulesPage() {
  const may = useMay(['operations', 'director'])
  const { data, error, refetch } = useQuery({
    queryKey: ['audience.rules'],
    queryFn: () => ask<typeof audienceRules>('audience.rules'),
  })
  return (
    <PageFrame
      title="传播规则"
      about="传播效果和自查按这些数和规则计算。每次修改都从一个日期起另立一条，以前的结果不变。"
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      {!data && !error && <Spin />}
      {data && (
        <>
          <Populations rows={data.populations} may={may} />
          <Spikes rows={data.spike_rules} may={may} today={data.today} />
          <InspectionVersions data={data} />
        </>
      )}
    </PageFrame>
  )
}
