// The filters of the ledger's entries; they live in the address.
import { Input, Select } from 'antd'
import { useYear, YearPicker } from '../ui/index.ts'
import { useLedger } from './data.ts'

export type MovementSearch = { line?: string | number; group?: string; month?: number; search?: string; page?: number }

const GROUPS = [
  { value: 'opening', label: '年初预算' },
  { value: 'adjusted', label: '调整' },
  { value: 'allotted', label: '下达' },
  { value: 'reserved', label: '占用' },
  { value: 'executed', label: '收支' },
]
const MONTHS = Array.from({ length: 12 }, (_, n) => ({ value: n + 1, label: `${n + 1}月` }))

export function MovementFilters({
  search,
  change,
}: {
  search: MovementSearch
  change: (next: MovementSearch) => void
}) {
  const { year } = useYear()
  const { data: lines } = useLedger(year)
  return (
    <>
      <Select
        aria-label="指标"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="全部指标"
        value={search.line === undefined ? undefined : String(search.line)}
        onChange={value => change({ line: value })}
        options={lines?.map(row => ({ value: row.id, label: `${row.line_no} ${row.title}` }))}
        style={{ width: 192 }}
      />
      <Select
        aria-label="种类"
        allowClear
        placeholder="全部种类"
        value={search.group}
        onChange={value => change({ group: value })}
        options={GROUPS}
        style={{ width: 112 }}
      />
      <Select
        aria-label="月份"
        allowClear
        placeholder="全年"
        value={search.month}
        onChange={value => change({ month: value })}
        options={MONTHS}
        style={{ width: 88 }}
      />
      <Input.Search
        key={search.search}
        className="find"
        aria-label="查找摘要、对方、文号"
        allowClear
        placeholder="摘要、对方、文号"
        defaultValue={search.search}
        onSearch={value => change({ search: value.trim() || undefined } as MovementSearch)}
        style={{ width: 192 }}
      />
      <YearPicker />
    </>
  )
}
