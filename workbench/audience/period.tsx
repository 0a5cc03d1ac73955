// The days a page of effect shows: in the address, so that a link shows the same; the last thirty days by default.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useMe } from '../app/me.tsx'

type Search = { from?: string; to?: string }
export type Days = { from_day: string; to_day: string }

const day = (value: dayjs.Dayjs) => value.format('YYYY-MM-DD')

function presets(today: string): { value: string; label: string; days: Days }[] {
  const now = dayjs(today)
  const of = (value: string, label: string, from: dayjs.Dayjs, to: dayjs.Dayjs) => ({
    value,
    label,
    days: { from_day: day(from), to_day: day(to) },
  })
  const lastMonth = now.subtract(1, 'month')
  return [
    of('7', '近7天', now.subtract(6, 'day'), now),
    of('30', '近30天', now.subtract(29, 'day'), now),
    of('month', '本月', now.startOf('month'), now),
    of('last-month', '上月', lastMonth.startOf('month'), lastMonth.endOf('month')),
    of('year', '今年', now.startOf('year'), now),
  ]
}

/** The days of the address; undefined until it is known what day it is. */
export function useDays(): { days: Days | undefined; today: string; choose: (days: Days) => void } {
  const { data } = useMe()
  const { from, to } = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const today = data?.today ?? ''
  const days = !data ? undefined : from && to ? { from_day: from, to_day: to } : presets(today)[1]!.days
  const choose = ({ from_day, to_day }: Days) =>
    void navigate({
      to: '.',
      search: ((before: Record<string, unknown>) => ({ ...before, from: from_day, to: to_day })) as never,
    })
  return { days, today, choose }
}

export function PeriodPicker() {
  const { days, today, choose } = useDays()
  if (!days) return null
  const known = presets(today)
  const same = known.find(one => one.days.from_day === days.from_day && one.days.to_day === days.to_day)
  const pick = (key: keyof Days) => (value: dayjs.Dayjs | null) => {
    if (!value) return
    const next = { ...days, [key]: day(value) }
    if (next.from_day <= next.to_day) choose(next)
  }
  return (
    <>
      <Select
        aria-label="时段"
        value={same?.value ?? 'other'}
        onChange={value => choose(known.find(one => one.value === value)?.days ?? days)}
        options={[...known, ...(same ? [] : [{ value: 'other', label: '自选' }])]}
        style={{ width: 96 }}
      />
      <DatePicker
        aria-label="从"
        allowClear={false}
        value={dayjs(days.from_day)}
        onChange={pick('from_day')}
        style={{ width: 132 }}
      />
      <DatePicker
        aria-label="到"
        allowClear={false}
        value={dayjs(days.to_day)}
        maxDate={dayjs(today)}
        onChange={pick('to_day')}
        style={{ width: 132 }}
      />
    </>
  )
}
