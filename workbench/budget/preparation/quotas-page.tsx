// 定额标准: what a post costs, what a head gets, unit prices, each with the document it rests on and the days it holds.
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { setQuota } from '../../../src/budget/preparation/quotas.ts'
import { QUOTA_KINDS } from '../../../src/budget/preparation/words.ts'
import { useMay, useMe } from '../../app/me.tsx'
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
} from '../../ui/index.ts'
import { type Quota, useQuotas } from './data.ts'

type Fields = {
  kind: keyof typeof QUOTA_KINDS
  title: string
  applies_to: string
  economic_code: string
  unit: string
  amount: string
  effective_from: string
  source: string
  confirmed: boolean
}

const needed = (message: string) => [{ required: true, whitespace: true, message }]
const validity = (row: Quota) => `${row.effective_from} 起${row.effective_to ? `，到 ${row.effective_to}` : ''}`
const status = (row: Quota) => (row.confirmed ? '已核' : '待核')

function QuotaFields() {
  return (
    <>
      <Form.Item name="kind" label="种类">
        <Select options={Object.entries(QUOTA_KINDS).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="title" label="名称" rules={needed('请填名称')}>
          <Input maxLength={40} placeholder="日常公用" autoComplete="off" />
        </Form.Item>
        <Form.Item name="applies_to" label="适用（岗位或对象）">
          <Input maxLength={40} placeholder="管理九级" autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="amount"
          label="标准"
          rules={[
            {
              validator: async (_rule, value) => {
                if (!fenOf(value ?? '') || fenOf(value) === '0') throw new Error('请填大于 0 的金额')
              },
            },
          ]}
        >
          <MoneyInput />
        </Form.Item>
        <Form.Item name="unit" label="计量单位" rules={needed('请填单位，如 人·年')}>
          <Input maxLength={12} placeholder="人·年" autoComplete="off" />
        </Form.Item>
        <Form.Item name="effective_from" label="从哪天起" rules={needed('请填日期')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="economic_code" label="经济分类（款）" rules={[{ pattern: /^\d{5}$/, message: '填 5 位数字' }]}>
          <Input inputMode="numeric" maxLength={5} autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name="source" label="依据文件" rules={needed('请填依据')}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item name="confirmed" valuePropName="checked">
        <Checkbox>已与现行文件核对</Checkbox>
      </Form.Item>
    </>
  )
}

function NewQuota() {
  const { data: me } = useMe()
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<Fields>()
  const { run, busy, error } = useCommand<typeof setQuota>('budget.set-quota', '定额已设置')
  const done = () => {
    form.resetFields()
    setOpen(false)
  }
  const save = ({ amount, economic_code, applies_to = '', ...rest }: Fields) =>
    run({ ...rest, applies_to, economic_code: economic_code || null, amount_fen: fenOf(amount)! })
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        设置定额
      </Button>
      <FormWindow<Fields>
        title="设置定额标准"
        ok="设置"
        open={open}
        form={form}
        busy={busy}
        error={error}
        initial={{ kind: 'operating', effective_from: `${me?.today.slice(0, 4)}-01-01`, confirmed: false }}
        submit={save}
        close={() => setOpen(false)}
        done={done}
      >
        <p className="soft">同名定额设新标准时，旧标准到前一天为止，历史保留。</p>
        <QuotaFields />
      </FormWindow>
    </>
  )
}

const SHEET = {
  header: ['种类', '名称', '适用', '标准', '单位', '经济分类', '起', '止', '依据', '核对'],
  row: (row: Quota) => [
    row.kind_title,
    row.title,
    row.applies_to,
    { fen: row.amount_fen },
    row.unit,
    row.economic_code,
    row.effective_from,
    row.effective_to,
    row.source,
    status(row),
  ],
}

export function QuotasPage() {
  const finance = useMay(['finance'])
  const { data, error, isPending, refetch } = useQuotas()
  return (
    <PageFrame
      title="定额标准"
      about="单位：元。申报时选定额，单价按当年有效的标准。“待核”的要与现行文件核对。"
      actions={finance && <NewQuota />}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <DataTable<Quota>
        name="定额标准"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        empty="还没有定额标准。由会计按现行文件设置。"
        words={row => `${row.title} ${row.applies_to} ${row.source}`}
        csv={SHEET}
        card={row => (
          <>
            <div className="card-head">
              <span>
                {row.title}
                {row.applies_to && `（${row.applies_to}）`}
              </span>
              <span>
                <Money fen={row.amount_fen} />/{row.unit}
              </span>
            </div>
            <div className="card-line">
              <span>{validity(row)}</span>
              <span>{status(row)}</span>
            </div>
          </>
        )}
        columns={[
          choiceColumn('种类', data, row => row.kind_title),
          textColumn('名称', row => row.title),
          textColumn('适用', row => row.applies_to),
          moneyColumn('标准', row => row.amount_fen),
          textColumn('单位', row => row.unit),
          textColumn('经济分类', row => row.economic_code),
          textColumn('有效期', validity),
          textColumn('依据', row => row.source),
          choiceColumn('核对', data, status),
        ]}
      />
    </PageFrame>
  )
}
