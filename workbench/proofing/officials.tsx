// Names and titles in force, in the order in which they are named.
import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input, InputNumber, Popconfirm } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { addOfficial, endOfficial } from '../../src/proofing/words/dictionary-commands.ts'
import type { officials } from '../../src/proofing/words/word-queries.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { DataTable, ErrorNote, FormWindow, required, textColumn, useCommand } from '../ui/index.ts'

type Official = Awaited<ReturnType<typeof ask<typeof officials>>>[number]
type Fields = { name: string; title: string; rank_no: number; effective_from: Dayjs }
function Add() {
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<Fields>()
  const { run, busy, error } = useCommand<typeof addOfficial>('proofing.add-official', '已登记')
  const done = () => {
    setOpen(false)
    form.resetFields()
  }
  const add = ({ effective_from, ...fields }: Fields) =>
    run({ ...fields, effective_from: effective_from.format('YYYY-MM-DD') })
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        登记姓名职务
      </Button>
      <FormWindow<Fields>
        title="登记姓名职务"
        ok="登记"
        open={open}
        form={form}
        busy={busy}
        error={error}
        initial={{ rank_no: 1, effective_from: dayjs() }}
        submit={add}
        close={() => setOpen(false)}
        done={done}
      >
        <div className="pair">
          <Form.Item name="name" label="姓名" rules={required}>
            <Input maxLength={20} />
          </Form.Item>
          <Form.Item name="title" label="职务" rules={required}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="rank_no" label="排序（小的在前）">
            <InputNumber min={0} max={9999} />
          </Form.Item>
          <Form.Item name="effective_from" label="从哪天起" rules={required}>
            <DatePicker />
          </Form.Item>
        </div>
      </FormWindow>
    </>
  )
}

function End({ row }: { row: Official }) {
  const { run, busy } = useCommand<typeof endOfficial>('proofing.end-official', '已到期')
  if (row.effective_to) return <span className="soft">到 {row.effective_to}</span>
  const today = dayjs().format('YYYY-MM-DD')
  return (
    <Popconfirm
      title={`${row.name}不再任${row.title}？`}
      okText="今天到期"
      onConfirm={() => run({ official_id: row.id, effective_to: today }).catch(() => undefined)}
    >
      <Button size="small" type="link" loading={busy}>
        到期
      </Button>
    </Popconfirm>
  )
}

export function Officials() {
  const mayKeep = useMay(['editor', 'director', 'operations'])
  const { data, error, isPending } = useQuery({
    queryKey: ['proofing.officials'],
    queryFn: () => ask<typeof officials>('proofing.officials'),
  })
  return (
    <>
      <ErrorNote error={error} />
      <DataTable<Official>
        name="姓名职务"
        rowKey="id"
        loading={isPending}
        dataSource={data}
        pagination={false}
        empty="还没有姓名职务。登记后，稿件里称呼错了、排序反了会提示。"
        tools={mayKeep && <Add />}
        words={row => `${row.name} ${row.title}`}
        csv={{
          header: ['姓名', '职务', '排序', '从', '到'],
          row: row => [row.name, row.title, row.rank_no, row.effective_from, row.effective_to],
        }}
        card={row => (
          <>
            <div className="card-head">
              {row.name}
              {mayKeep && <End row={row} />}
            </div>
            <div className="card-line">
              <span>{row.title}</span>
              <span>{row.effective_from} 起</span>
            </div>
          </>
        )}
        columns={[
          textColumn('姓名', row => row.name),
          textColumn('职务', row => row.title),
          textColumn('排序', row => String(row.rank_no)),
          textColumn('从', row => row.effective_from),
          { title: '到期', key: 'end', render: (_value, row) => (mayKeep ? <End row={row} /> : row.effective_to) },
        ]}
      />
    </>
  )
}
