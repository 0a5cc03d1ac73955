// The numbers of the final accounts' tables: they differ by province and year, so they are set from a year on.
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { numberFinalTable } from '../../src/books/final-accounts/final-queries.ts'
import { FINAL_TABLES, type FinalTableKey } from '../../src/books/final-accounts/model.ts'
import { FormWindow, useCommand } from '../ui/index.ts'

type Fields = { table_key: FinalTableKey; number: string; effective_from: number; region: string; source: string }
const needed = (message: string) => [{ required: true, message }]

export function TableNumbers({ year }: { year: number }) {
  const [open, setOpen] = useState(false)
  const { run, busy, error } = useCommand<typeof numberFinalTable>('books.number-final-table', '编号已设置')
  const take = (fields: Fields) => run(fields)
  const tables = Object.entries(FINAL_TABLES).map(([value, label]) => ({ value, label }))
  return (
    <>
      <Button onClick={() => setOpen(true)}>表的编号</Button>
      <FormWindow<Fields>
        title="决算表的编号"
        ok="设置"
        open={open}
        busy={busy}
        error={error}
        initial={{ effective_from: year }}
        submit={take}
        close={() => setOpen(false)}
      >
        <Form.Item name="table_key" label="哪张表" rules={needed('请选表')}>
          <Select options={tables} />
        </Form.Item>
        <div className="pair">
          <Form.Item name="number" label="编号" rules={needed('请填编号')}>
            <Input maxLength={20} placeholder="公开07表" autoComplete="off" />
          </Form.Item>
          <Form.Item name="effective_from" label="从哪个年度的决算起" rules={needed('请填年度')}>
            <InputNumber min={2000} max={2100} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="region" label="适用地区" rules={needed('请填地区')}>
            <Input maxLength={20} placeholder="湖南" autoComplete="off" />
          </Form.Item>
          <Form.Item name="source" label="依据文件" rules={needed('请填依据')}>
            <Input maxLength={120} autoComplete="off" />
          </Form.Item>
        </div>
      </FormWindow>
    </>
  )
}
