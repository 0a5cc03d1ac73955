// 落实收入责任: which section answers for an income line.
import { Button, Form, Select } from 'antd'
import { useState } from 'react'
import type { assignLine } from '../../src/budget/responsibility/assign-line.ts'
import { FormWindow, useCommand } from '../ui/index.ts'
import { useLedger, useSections } from './data.ts'

type Fields = { line_no: string; section: string }

export function AssignLine({ year }: { year: number }) {
  const [open, setOpen] = useState(false)
  const { data: lines } = useLedger(year)
  const { data: sections } = useSections()
  const { run, busy, error } = useCommand<typeof assignLine>('budget.assign-line', '已落实')
  const take = (fields: Fields) => run({ year, ...fields })
  const income = lines?.filter(row => row.side === 'income') ?? []
  return (
    <>
      <Button size="small" type="text" onClick={() => setOpen(true)}>
        落实到科室
      </Button>
      <FormWindow<Fields>
        title="落实收入责任"
        ok="落实"
        open={open}
        busy={busy}
        error={error}
        submit={take}
        close={() => setOpen(false)}
      >
        <Form.Item name="line_no" label="收入指标" rules={[{ required: true, message: '请选收入指标' }]}>
          <Select options={income.map(row => ({ value: row.line_no, label: `${row.line_no} ${row.title}` }))} />
        </Form.Item>
        <Form.Item name="section" label="责任科室" rules={[{ required: true, message: '请选科室' }]}>
          <Select options={sections?.map(one => ({ value: one.name, label: one.name }))} />
        </Form.Item>
      </FormWindow>
    </>
  )
}
