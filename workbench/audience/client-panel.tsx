// 客户端: installs, activity and retention as they were registered, and the form to register a day.
import { useQuery } from '@tanstack/react-query'
import { DatePicker, Form, Input, InputNumber } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { client, recordClient } from '../../src/audience/client/record-client.ts'
import { CLIENT_METRICS, type ClientMetric } from '../../src/audience/vocabulary.ts'
import { ask } from '../app/api.ts'
import { useMe } from '../app/me.tsx'
import { DataTable, ErrorNote, FormModal, required, textColumn, useCommand } from '../ui/index.ts'
import { count } from './data.ts'
import { numberColumn } from './effect-tables.tsx'
import type { Days } from './period.tsx'

type Counted = Awaited<ReturnType<typeof ask<typeof client>>>['days'][number]
const metrics = Object.keys(CLIENT_METRICS) as ClientMetric[]
type Fields = { on_day: Dayjs; note?: string } & Partial<Record<ClientMetric, number | null>>

export function RecordClient() {
  const command = useCommand<typeof recordClient>('audience.record-client', '客户端数据已登记')
  const { data: me } = useMe()
  const submit = ({ on_day, note = '', ...values }: Fields) =>
    command.run({
      note,
      rows: metrics.flatMap(metric => {
        const value = values[metric]
        return value === null || value === undefined ? [] : [{ on_day: on_day.format('YYYY-MM-DD'), metric, value }]
      }),
    })
  return (
    <FormModal<Fields>
      button="登记客户端"
      ok="登记"
      title="登记客户端数据"
      command={command}
      initial={{ on_day: dayjs() }}
      submit={submit}
    >
      <Form.Item name="on_day" label="哪一天" rules={required}>
        <DatePicker maxDate={dayjs(me?.today)} />
      </Form.Item>
      <div className="pair">
        {metrics.map(metric => (
          <Form.Item key={metric} name={metric} label={CLIENT_METRICS[metric]}>
            <InputNumber min={0} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        ))}
      </div>
      <Form.Item name="note" label="来源说明" extra="例如：应用商店后台、友盟报表">
        <Input maxLength={300} />
      </Form.Item>
    </FormModal>
  )
}

const percent = (top: number | undefined, base: number | undefined) =>
  top === undefined || !base ? '不适用' : `${((top / base) * 100).toFixed(2)}%`

export function ClientPanel({ days }: { days: Days }) {
  const { data, error, isPending } = useQuery({
    queryKey: ['audience.client', days],
    queryFn: () => ask<typeof client>('audience.client', days),
  })
  const population = data?.population
  const value = (metric: ClientMetric) => (row: Counted) => row.values[metric] ?? null
  const coverage = (row: Counted) => percent(row.values.verified, population?.count)
  return (
    <section className="part">
      <h2>
        客户端
        <span className="unit">
          {population &&
            `覆盖率按常住人口 ${count(population.count)} 人计（${population.source}${population.confirmed ? '' : '，待核'}）`}
        </span>
      </h2>
      <ErrorNote error={error} />
      <DataTable<Counted>
        name="客户端数据"
        rowKey="on_day"
        loading={isPending}
        dataSource={data?.days.toReversed()}
        pagination={{ pageSize: 31, hideOnSinglePage: true }}
        sticky={false}
        empty="这段时间没有登记过客户端数据。点上面“登记客户端”，按应用商店后台的数填。"
        csv={{
          header: ['日期', ...metrics.map(metric => CLIENT_METRICS[metric])],
          row: row => [row.on_day, ...metrics.map(metric => row.values[metric] ?? '')],
        }}
        columns={[
          textColumn<Counted>('日期', row => row.on_day),
          numberColumn<Counted>('累计安装', value('installs')),
          numberColumn<Counted>('日活', value('dau')),
          numberColumn<Counted>('月活', value('mau')),
          textColumn<Counted>('日活率', row => percent(row.values.dau, row.values.installs), { className: 'num' }),
          numberColumn<Counted>('实名本地用户', value('verified')),
          textColumn<Counted>('覆盖率', coverage, { className: 'num' }),
          textColumn<Counted>('七日留存', row => percent(row.values.kept_7, row.values.cohort_7), { className: 'num' }),
        ]}
      />
    </section>
  )
}
