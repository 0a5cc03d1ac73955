// The rows of a budget as they are typed; Enter in the amount of the last row adds another.
import { Input, Select, Switch } from 'antd'
import type { ReactNode } from 'react'
import { DataTable, fenOf } from '../ui/index.ts'
import { useVocabulary } from './data.ts'
import { type Line, needsProject } from './plan-data.ts'

const SIDES = [
  { value: 'income', label: '收入' },
  { value: 'expenditure', label: '支出' },
]

type Props = { lines: readonly Line[]; change: (lines: Line[]) => void; add: () => void }
type Put = (key: number, part: Partial<Line>) => void

function words(put: Put, key: 'line_no' | 'title' | 'project' | 'economic_code', title: string, width: number) {
  return (row: Line) => (
    <Input
      aria-label={title}
      value={row[key] ?? ''}
      onChange={event => put(row.key, { [key]: event.target.value })}
      style={{ width }}
    />
  )
}

function kindColumns(put: Put, categories: { value: string; label: string }[]) {
  const spending = (show: (row: Line) => ReactNode) => (_value: unknown, row: Line) =>
    row.side === 'expenditure' && show(row)
  const project = words(put, 'project', '项目', 144)
  return [
    {
      title: '类别',
      render: spending(row => (
        <Select
          aria-label="类别"
          value={row.category}
          onChange={category => put(row.key, { category })}
          options={categories}
          style={{ width: 124 }}
        />
      )),
    },
    { title: '项目', render: spending(row => needsProject(row.category) && project(row)) },
    { title: '经济分类', render: spending(words(put, 'economic_code', '经济分类', 80)) },
    {
      title: '政府采购',
      render: spending(row => (
        <Switch
          aria-label="政府采购"
          size="small"
          checked={row.procurement}
          onChange={procurement => put(row.key, { procurement })}
        />
      )),
    },
  ]
}

export function PlanEditor({ lines, change, add }: Props) {
  const { data: vocabulary } = useVocabulary()
  const put: Put = (key, part) => change(lines.map(line => (line.key === key ? { ...line, ...part } : line)))
  const categories = Object.entries(vocabulary?.categories ?? {}).map(([value, label]) => ({ value, label }))
  const lineNo = words(put, 'line_no', '行号', 80)
  const title = words(put, 'title', '名称', 176)
  return (
    <DataTable<Line>
      name="预算行"
      rowKey="key"
      pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...lines]}
      empty="还没有预算行：添加一行，或从 Excel 读入"
      columns={[
        { title: '行号', render: (_value, row) => lineNo(row) },
        {
          title: '收支',
          render: (_value, row) => (
            <Select
              aria-label="收支"
              value={row.side}
              onChange={side => put(row.key, { side, category: side === 'income' ? null : 'operating' })}
              options={SIDES}
              style={{ width: 80 }}
            />
          ),
        },
        { title: '名称', render: (_value, row) => title(row) },
        ...kindColumns(put, categories),
        {
          title: '年初预算（元）',
          className: 'num',
          render: (_value, row) => (
            <Input
              aria-label="年初预算"
              inputMode="decimal"
              value={row.amount}
              onChange={event => put(row.key, { amount: event.target.value })}
              onPressEnter={() => row === lines.at(-1) && add()}
              style={{ width: 136, textAlign: 'right' }}
              status={row.amount !== '' && fenOf(row.amount) === undefined ? 'error' : ''}
            />
          ),
        },
        {
          title: '办理',
          render: (_value, row) => (
            <button type="button" className="link" onClick={() => change(lines.filter(line => line.key !== row.key))}>
              删除
            </button>
          ),
        },
      ]}
    />
  )
}
