// The versions of the indexes' formulas, and the form for a new one: steps as formulas, a line each, tried before they count.
import { useQuery } from '@tanstack/react-query'
import { DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { setFormula } from '../../src/audience/indexes/compute-index.ts'
import type { formulas } from '../../src/audience/indexes/index-queries.ts'
import { ask } from '../app/api.ts'
import { useMay } from '../app/me.tsx'
import { DataTable, ErrorNote, FormModal, required, textColumn, useCommand } from '../ui/index.ts'

export type Formula = Awaited<ReturnType<typeof ask<typeof formulas>>>[number]
type Fields = { code: string; version: string; effective_from: Dayjs; steps: string; source: string }

export function useFormulas() {
  return useQuery({ queryKey: ['audience.formulas'], queryFn: () => ask<typeof formulas>('audience.formulas') })
}

/** `O 整体传播力 = 0.7*ln(R/d+1)`: a name, a title and a formula a line. */
export function readSteps(text: string): { name: string; title: string; expression: string }[] {
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => {
      const [left = '', ...right] = line.split('=')
      const [name = '', ...title] = left.trim().split(/\s+/)
      return { name, title: title.join(' ') || name, expression: right.join('=').trim() || '（没有写等号）' }
    })
}

const writeSteps = (steps: Formula['steps']) =>
  steps.map(({ name, title, expression }) => `${name} ${title} = ${expression}`).join('\n')

function AddVersion({ all }: { all: Formula[] }) {
  const command = useCommand<typeof setFormula>('audience.set-formula', '新版本已登记')
  const latest = (code: string) => all.find(one => one.code === code)
  const codes = [...new Map(all.map(one => [one.code, one.title]))].map(([value, label]) => ({ value, label }))
  const submit = ({ code, version, effective_from, steps, source }: Fields) => {
    const { title, platforms } = latest(code)!
    return command.run({
      code,
      version,
      title,
      platforms,
      steps: readSteps(steps),
      effective_from: effective_from.format('YYYY-MM-DD'),
      source,
    })
  }
  return (
    <FormModal<Fields>
      button="登记新版本"
      ok="登记"
      title="登记指数算式的新版本"
      width={720}
      command={command}
      initial={{ effective_from: dayjs() }}
      submit={submit}
    >
      {form => (
        <>
          <div className="pair">
            <Form.Item name="code" label="指数" rules={required}>
              <Select
                options={codes}
                onChange={code => form.setFieldValue('steps', writeSteps(latest(String(code))?.steps ?? []))}
              />
            </Form.Item>
            <Form.Item name="version" label="版本号" rules={required}>
              <Input maxLength={20} placeholder="V15" />
            </Form.Item>
          </div>
          <Form.Item name="effective_from" label="从哪天起用" rules={required}>
            <DatePicker />
          </Form.Item>
          <Form.Item
            name="steps"
            label="算式，一行一步"
            extra="写法：名字 标题 = 算式。可用 + - * / ^ 括号和 ln、sqrt、min、max；前面各步的名字后面可以用，最后一步就是指数"
            rules={required}
          >
            <Input.TextArea rows={8} maxLength={8000} />
          </Form.Item>
          <Form.Item name="source" label="依据" rules={required}>
            <Input maxLength={200} />
          </Form.Item>
        </>
      )}
    </FormModal>
  )
}

export function FormulaList() {
  const { data, error, isPending } = useFormulas()
  const mayAdd = useMay(['operations', 'director', 'admin'])
  const stateOf = (row: Formula) => (row.confirmed ? '已核' : '待核')
  const daysOf = (row: Formula) => `${row.effective_from} 起${row.effective_to ? `，至 ${row.effective_to}` : ''}`
  return (
    <section className="part">
      <h2>算式版本</h2>
      <ErrorNote error={error} />
      <DataTable<Formula>
        name="指数算式"
        rowKey={row => `${row.code}-${row.version}`}
        loading={isPending}
        dataSource={data}
        pagination={false}
        sticky={false}
        tools={mayAdd && data && <AddVersion all={data} />}
        expandable={{
          expandedRowRender: row => (
            <pre className="json">
              {writeSteps(row.steps)}
              {row.vectors.map(
                (vector, n) => `\n验算 ${n + 1}：${JSON.stringify(vector.inputs)} → ${vector.result ?? '不适用'}`,
              )}
            </pre>
          ),
        }}
        csv={{
          header: ['指数', '版本', '施行', '依据', '核对', '算式'],
          row: row => [row.title, row.version, daysOf(row), row.source, stateOf(row), writeSteps(row.steps)],
        }}
        columns={[
          textColumn<Formula>('指数', row => row.title),
          textColumn<Formula>('版本', row => row.version),
          textColumn<Formula>('施行', daysOf),
          textColumn<Formula>('依据', row => row.source),
          textColumn<Formula>('核对', stateOf),
        ]}
      />
    </section>
  )
}
