// 定额标准: what a post costs, what a head gets, unit prices, each with the document it rests on and the days it holds.
import { Button, Form, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { endQuota, setQuota } from '../../../src/budget/preparation/quotas.ts'
import { QUOTA_KINDS } from '../../../src/budget/preparation/words.ts'
import { ImportList } from '../../app/list-file.tsx'
import { useMay, useMe } from '../../app/me.tsx'
import { RuleSource } from '../../app/rule-form.tsx'
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
  yuan,
} from '../../ui/index.ts'
import { type Quota, useQuotas } from './data.ts'
import { QUOTA_SHEET, status } from './quota-sheet.ts'

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
      <RuleSource missing="请填依据" max={120} />
    </>
  )
}

/** A quota of its own, or one that is there: from the same day on it is corrected, from a later one it is a new standard. */
function SetQuota({ quota, close }: { quota: Quota | undefined; close: () => void }) {
  const { data: me } = useMe()
  const [form] = Form.useForm<Fields>()
  const { run, busy, error } = useCommand<typeof setQuota>('budget.set-quota', '定额已设置')
  const save = ({ amount, economic_code, applies_to = '', ...rest }: Fields) =>
    run({ ...rest, applies_to, economic_code: economic_code || null, amount_fen: fenOf(amount)! })
  return (
    <FormWindow<Fields>
      title={quota ? `修改定额：${quota.title}` : '设置定额标准'}
      ok="设置"
      form={form}
      busy={busy}
      error={error}
      initial={
        quota
          ? { ...quota, amount: yuan(quota.amount_fen).replaceAll(',', '') }
          : { kind: 'operating', effective_from: `${me?.today.slice(0, 4)}-01-01`, confirmed: false }
      }
      submit={save}
      close={close}
    >
      <p className="soft">
        同名定额从新的日期起是新标准，旧标准到前一天为止；起始日期不变的，是更正依据、核对和没有采用过的金额。
      </p>
      <QuotaFields />
    </FormWindow>
  )
}

function EndQuota({ quota, close }: { quota: Quota; close: () => void }) {
  const { data: me } = useMe()
  const { run, busy, error } = useCommand<typeof endQuota>('budget.end-quota', '定额已停用')
  return (
    <FormWindow<{ effective_to: string }>
      title={`停用定额：${quota.title}`}
      ok="停用"
      busy={busy}
      error={error}
      initial={{ effective_to: me?.today }}
      submit={({ effective_to }) => run({ quota_id: quota.id, effective_to })}
      close={close}
    >
      <Form.Item name="effective_to" label="用到哪天为止" rules={needed('请填日期')}>
        <Input type="date" min={quota.effective_from} />
      </Form.Item>
    </FormWindow>
  )
}

function OnPhone({ row, actions }: { row: Quota; actions: ReactNode }) {
  return (
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
      {actions}
    </>
  )
}

const columnsOf = (data: readonly Quota[] | undefined, actions: ((row: Quota) => ReactNode) | undefined) => [
  choiceColumn<Quota>('种类', data, row => row.kind_title),
  textColumn<Quota>('名称', row => row.title),
  textColumn<Quota>('适用', row => row.applies_to),
  moneyColumn<Quota>('标准', row => row.amount_fen),
  textColumn<Quota>('单位', row => row.unit),
  textColumn<Quota>('经济分类', row => row.economic_code),
  textColumn<Quota>('有效期', validity),
  textColumn<Quota>('依据', row => row.source, {
    render: (_value, row) => (
      <span style={{ display: 'inline-block', maxWidth: 300, whiteSpace: 'normal' }}>{row.source}</span>
    ),
  }),
  choiceColumn<Quota>('核对', data, status),
  ...(actions ? [{ title: '操作', render: (_value: unknown, row: Quota) => actions(row) }] : []),
]

const ImportQuotas = () => (
  <ImportList
    title="导入定额标准"
    reading="budget.read-quotas"
    command="budget.import-quotas"
    counter="条"
    about="种类、名称、适用和起日相同的算同一条，改动是更正；标准变了，另起一行写新的起日，前一条自动截止。"
  />
)

export function QuotasPage() {
  const finance = useMay(['finance'])
  const { data, error, isPending, refetch } = useQuotas()
  const [shown, setShown] = useState<{ what: 'set' | 'end'; quota?: Quota }>()
  const close = () => setShown(undefined)
  const actions = (quota: Quota) =>
    finance &&
    quota.effective_to === null && (
      <span className="links">
        <button type="button" className="link" onClick={() => setShown({ what: 'set', quota })}>
          修改
        </button>
        <button type="button" className="link" onClick={() => setShown({ what: 'end', quota })}>
          停用
        </button>
      </span>
    )
  return (
    <PageFrame
      title="定额标准"
      about="单位：元。申报时选定额，单价按当年有效的标准。“待核”的要与现行文件核对。"
      actions={
        finance && (
          <>
            <ImportQuotas />
            <Button type="primary" onClick={() => setShown({ what: 'set' })}>
              设置定额
            </Button>
          </>
        )
      }
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
        csv={QUOTA_SHEET}
        card={row => <OnPhone row={row} actions={actions(row)} />}
        columns={columnsOf(data, finance ? actions : undefined)}
      />
      {shown?.what === 'set' && <SetQuota quota={shown.quota} close={close} />}
      {shown?.what === 'end' && shown.quota && <EndQuota quota={shown.quota} close={close} />}
    </PageFrame>
  )
}
