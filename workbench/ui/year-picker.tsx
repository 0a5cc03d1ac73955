// Chooses the year of a page.
import { Select } from 'antd'
import { useYear } from './use-year.ts'

export function YearPicker() {
  const { year, years, choose } = useYear()
  if (years.length === 0) return null
  return (
    <Select
      aria-label="年度"
      value={year}
      onChange={choose}
      options={years.map(value => ({ value, label: `${value}年度` }))}
      style={{ width: 112 }}
    />
  )
}
