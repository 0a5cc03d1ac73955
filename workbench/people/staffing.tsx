// The authorised posts of each year and how many people are in post.
import { Button, Form, Input, InputNumber } from 'antd'
import type { setStaffing } from '../../src/people/set-staffing.ts'
import { useMay, useMe } from '../app/me.tsx'
import { DataTable, ErrorNote, useCommand } from '../ui/index.ts'
import type { UnitRead } from './unit.tsx'

type Row = UnitRead['staffing'][number]

const whole = (message: string) => [{ required: true, message }]

function StaffingForm({ read, year }: { read: UnitRead; year: number }) {
  const [form] = Form.useForm<Row>()
  const { run, busy, error } = useCommand<typeof setStaffing>('people.set-staffing', '编制已登记')
  const known = read.staffing.find(row => row.year === year)
  // what was said of the year before is the best guess; those on the roster are counted
  const first = known ?? {
    year,
    authorised_count: read.staffing[0]?.authorised_count,
    in_post_count: read.on_roster_count,
  }
  const fill = (typed: unknown) => {
    const row = read.staffing.find(one => one.year === typed)
    if (row) form.setFieldsValue(row)
  }
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={first}
      onFinish={fields => void run(fields).catch(() => undefined)}
      onValuesChange={changed => 'year' in changed && fill(changed.year)}
      style={{ marginTop: 16 }}
    >
      <div className="pair">
        <Form.Item name="year" label="年度" rules={whole('请填年度')}>
          <InputNumber min={2000} max={2100} precision={0} controls={false} style={{ width: '100%' }} />
        </Form.Item>
        <span />
        <Form.Item name="authorised_count" label="编制人数" rules={whole('请填人数')}>
          <InputNumber min={0} max={10_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="in_post_count"
          label="实有人数（年末）"
          extra={`人员表里在岗 ${read.on_roster_count} 人`}
          rules={whole('请填人数')}
        >
          <InputNumber min={0} max={10_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item
        name="source"
        label="依据"
        rules={[{ required: true, whitespace: true, message: '请写批文或花名册，如“区编办核定编制通知”' }]}
      >
        <Input maxLength={200} autoComplete="off" placeholder="批文文号、花名册日期" />
      </Form.Item>
      <ErrorNote error={error} />
      <Button htmlType="submit" loading={busy}>
        登记编制
      </Button>
    </Form>
  )
}

export function Staffing({ read }: { read: UnitRead }) {
  const { data: me } = useMe()
  const may = useMay(['admin', 'operations'])
  return (
    <section className="panel">
      <h2>
        编制和实有人数<span className="unit">单位：人</span>
      </h2>
      <DataTable<Row>
        name="编制和实有人数"
        rowKey="year"
        pagination={false}
        sticky={false}
        dataSource={read.staffing}
        empty="还没有登记，报告里的人数会是“不适用”"
        csv={{
          header: ['年度', '编制人数', '实有人数', '依据'],
          row: row => [row.year, row.authorised_count, row.in_post_count, row.source],
        }}
        columns={[
          { title: '年度', dataIndex: 'year' },
          { title: '编制', dataIndex: 'authorised_count', className: 'num' },
          { title: '实有', dataIndex: 'in_post_count', className: 'num' },
          { title: '依据', render: (_value, row) => <span style={{ whiteSpace: 'normal' }}>{row.source}</span> },
        ]}
      />
      {me && may && <StaffingForm read={read} year={Number(me.today.slice(0, 4))} />}
    </section>
  )
}
