// Chooses the year that is prepared: last year, this year, next year.
import { Select } from 'antd'
import { usePreparationYear } from './data.ts'

export function PreparedYear() {
  const { year, next, choose } = usePreparationYear()
  if (year === undefined || next === undefined) return null
  const years = [...new Set([next, next - 1, next - 2, year])].sort((a, b) => b - a)
  return (
    <Select
      aria-label="预算年度"
      value={year}
      onChange={choose}
      options={years.map(value => ({ value, label: `${value}年度` }))}
      style={{ width: 112 }}
    />
  )
}
