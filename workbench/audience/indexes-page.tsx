// 传播指数: computed for an account and a period, each opening its inputs and steps; the versions of the formulas below.
import { useQuery } from '@tanstack/react-query'
import { DatePicker, Drawer, Form, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { type ReactNode, useState } from 'react'
import type { computeIndex } from '../../src/audience/indexes/compute-index.ts'
import type { indexes } from '../../src/audience/indexes/index-queries.ts'
import { ask } from '../app/api.ts'
import { useMay, useMe } from '../app/me.tsx'
import {
  DataTable,
  ErrorNote,
  FormModal,
  filterBy,
  moment,
  PageFrame,
  required,
  textColumn,
  useCommand,
} from '../ui/index.ts'
import './bulletin.css'
import { count, nameOf, useAccounts } from './data.ts'
import { FormulaList, useFormulas } from './formula-list.tsx'

type Value = Awaited<ReturnType<typeof ask<typeof indexes>>>[number]
type Fields = { account_id: string; days: [Dayjs, Dayjs] }

const shownValue = (row: Value) => (row.value === null ? '不适用' : Number(row.value).toFixed(2))
const daysOf = (row: Value) => `${row.from_day} 至 ${row.to_day}`
const basisOf = (row: Value) => (row.basis === 'users' ? '按阅读人数' : '按阅读数')

function Compute() {
  const command = useCommand<typeof computeIndex>('audience.compute-index', '指数已计算')
  const { data: accounts } = useAccounts()
  const { data: formulas } = useFormulas()
  const { data: me } = useMe()
  const codeOf = (kind: string | undefined) => formulas?.find(one => one.platforms.includes(kind ?? ''))?.code
  const able = accounts?.filter(row => codeOf(row.kind) !== undefined && row.state !== 'closed') ?? []
  const submit = ({ account_id, days: [from, to] }: Fields) => {
    const code = codeOf(able.find(row => row.id === account_id)?.kind) ?? ''
    return command.run({ account_id, code, from_day: from.format('YYYY-MM-DD'), to_day: to.format('YYYY-MM-DD') })
  }
  const today = dayjs(me?.today)
  return (
    <FormModal<Fields>
      button="计算指数"
      ok="计算"
      primary
      command={command}
      initial={{ days: [today.subtract(7, 'day'), today.subtract(1, 'day')] }}
      submit={submit}
    >
      <Form.Item name="account_id" label="账号" extra="微信算 WCI，微博算 BCI，抖音算 DCI" rules={required}>
        <Select options={able.map(row => ({ value: row.id, label: nameOf(row) }))} />
      </Form.Item>
      <Form.Item
        name="days"
        label="起止日期"
        extra="按期内发布的内容和它们最新的读数计算，用结束那天有效的算式版本"
        rules={required}
      >
        <DatePicker.RangePicker maxDate={today} />
      </Form.Item>
    </FormModal>
  )
}

function Trace({ of }: { of: Value }) {
  return (
    <div>
      <p className="index-value">{shownValue(of)}</p>
      <p>
        {of.title} {of.version}
        {!of.confirmed && '（待核）'}，{basisOf(of)}，{of.computed_by} 于 {moment(of.computed_at)} 计算
      </p>
      <h3>怎么算出来的</h3>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">步骤</th>
            <th scope="col">算式</th>
            <th scope="col" className="num">
              结果
            </th>
          </tr>
        </thead>
        <tbody>
          {of.steps.map(step => (
            <tr key={step.name}>
              <td>
                {step.title}
                <span className="soft">　{step.name}</span>
              </td>
              <td>
                <code>{step.expression}</code>
              </td>
              <td className="num">{step.value === null ? '不适用' : step.value.toFixed(7)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>代入的数</h3>
      <table className="plain-table">
        <tbody>
          {of.inputs.map(input => (
            <tr key={input.name}>
              <td>
                {input.title}
                <span className="soft">　{input.name}</span>
              </td>
              <td className="num">{count(input.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const indexSheet = {
  header: ['账号', '指数', '版本', '起', '止', '口径', '值', '计算时间', '计算人'],
  row: (row: Value) => [
    nameOf(row),
    row.title,
    row.version,
    row.from_day,
    row.to_day,
    basisOf(row),
    row.value,
    moment(row.computed_at),
    row.computed_by,
  ],
}

type Show = (row: Value) => ReactNode

const columns = (data: Value[] | undefined, show: Show) => [
  textColumn<Value>('账号', nameOf, filterBy(data, nameOf)),
  textColumn<Value>('指数', row => row.title),
  textColumn<Value>('版本', row => (row.confirmed ? row.version : `${row.version}（待核）`)),
  textColumn<Value>('时段', daysOf),
  textColumn<Value>('口径', basisOf),
  textColumn<Value>('值', shownValue, { className: 'num', render: (_value, row) => show(row) }),
  textColumn<Value>('计算时间', row => moment(row.computed_at)),
]

export function IndexesPage() {
  const [open, setOpen] = useState<Value>()
  const mayCompute = useMay(['editor', 'operations', 'director'])
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['audience.indexes'],
    queryFn: () => ask<typeof indexes>('audience.indexes'),
  })
  const show = (row: Value) => (
    <button type="button" className="figure" onClick={() => setOpen(row)}>
      {shownValue(row)}
    </button>
  )
  return (
    <PageFrame
      title="传播指数"
      about="每次计算都留下算式版本、代入的数和每一步。算式出了新版本，以前算的不变。"
      actions={mayCompute && <Compute />}
    >
      <ErrorNote error={error} retry={() => void refetch()} />
      <section className="part">
        <DataTable<Value>
          name="传播指数"
          rowKey="id"
          loading={isPending}
          dataSource={data}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          empty="还没有算过。先登记内容的读数，再点“计算指数”。"
          words={row => `${nameOf(row)} ${row.title}`}
          csv={indexSheet}
          card={row => (
            <>
              <div className="card-head">
                {nameOf(row)}
                {show(row)}
              </div>
              <div className="card-line">
                <span>{daysOf(row)}</span>
                <span>{row.version}</span>
              </div>
            </>
          )}
          columns={columns(data, show)}
        />
      </section>
      <FormulaList />
      <Drawer
        open={open !== undefined}
        title={open && `${nameOf(open)}　${daysOf(open)}`}
        size={720}
        styles={{ wrapper: { maxWidth: '100vw' } }}
        onClose={() => setOpen(undefined)}
        destroyOnHidden
      >
        {open && <Trace of={open} />}
      </Drawer>
    </PageFrame>
  )
}
