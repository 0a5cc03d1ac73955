// The points of each kind of work, by period, and the form that changes one from a day on.
import { useQuery } from '@tanstack/react-query'
import { DatePicker, Form, Input, InputNumber, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { pointRules, setPointRule } from '../../src/audience/output/output.ts'
import { SUBJECTS, type Subject } from '../../src/audience/vocabulary.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { DataTable, ErrorNote, FormModal, required, textColumn, useCommand } from '../ui/index.ts'
import { numberColumn } from './effect-tables.tsx'

type Rule = Awaited<ReturnType<typeof ask<typeof pointRules>>>[number]
type Fields = { subject: Subject; points: number; effective_from: Dayjs; source: string }

function Change() {
  const command = useCommand<typeof setPointRule>('audience.set-point-rule', '计分已修改')
  const submit = ({ subject, points, effective_from, source }: Fields) =>
    command.run({
      subject,
      points_cent: Math.round(points * 100),
      effective_from: effective_from.format('YYYY-MM-DD'),
      source,
    })
  return (
    <FormModal<Fields>
      button="修改计分"
      ok="保存"
      command={command}
      initial={{ effective_from: dayjs() }}
      submit={submit}
    >
      <Form.Item name="subject" label="事项" rules={required}>
        <Select options={Object.entries(SUBJECTS).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="points" label="分" extra="差错和撤稿填正数，系统按扣分记" rules={required}>
          <InputNumber min={0} max={1000} step={0.5} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="effective_from" label="从哪天起" rules={required}>
          <DatePicker />
        </Form.Item>
      </div>
      <Form.Item name="source" label="依据" rules={required}>
        <Input maxLength={200} placeholder="考核办法名称和文号" />
      </Form.Item>
    </FormModal>
  )
}

export function PointRules() {
  const mayChange = useMay(['operations', 'director'])
  const { data, error, isPending } = useQuery({
    queryKey: ['audience.point-rules'],
    queryFn: () => ask<typeof pointRules>('audience.point-rules'),
  })
  const daysOf = (row: Rule) => `${row.effective_from} 起${row.effective_to ? `，至 ${row.effective_to}` : ''}`
  return (
    <section className="part">
      <h2>
        计分规则<span className="unit">改了只管以后，以前的按当时的规则</span>
      </h2>
      <ErrorNote error={error} />
      <DataTable<Rule>
        name="工作量计分规则"
        rowKey={row => `${row.code}-${row.effective_from}`}
        loading={isPending}
        dataSource={data}
        pagination={false}
        sticky={false}
        tools={mayChange && <Change />}
        csv={{
          header: ['事项', '分', '施行', '依据'],
          row: row => [row.title, (row.points_cent / 100).toFixed(2), daysOf(row), row.source],
        }}
        columns={[
          textColumn<Rule>('事项', row => row.title),
          {
            ...numberColumn<Rule>('分', row => row.points_cent),
            render: (_value, row) => (row.points_cent / 100).toFixed(2),
          },
          textColumn<Rule>('施行', daysOf),
          textColumn<Rule>('依据', row => row.source),
        ]}
      />
    </section>
  )
}
