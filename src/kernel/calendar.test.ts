import { expect, test } from 'vitest'
import { chineseDay, dayOf, isDay, lastDayOf, monthOf, yearOf } from './calendar.ts'
import { next } from './state-machine.ts'

test('the day turns at midnight in Beijing, not in Greenwich', () => {
  expect(dayOf(new Date('2025-12-31T15:59:59.999Z'))).toBe('2025-12-31')
  expect(dayOf(new Date('2025-12-31T16:00:00Z'))).toBe('2026-01-01')
})

test('only days that exist are days', () => {
  expect(['2024-02-29', '2000-02-29', '2026-12-31'].every(isDay)).toBe(true)
  expect(
    [
      '2026-02-29',
      '1900-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '2026-01-01 ',
      '20260101',
      '',
    ].filter(isDay),
  ).toEqual([])
})

test('a day gives its year and month, and is written in Chinese without idle zeros', () => {
  expect([yearOf('2026-03-05'), monthOf('2026-03-05')]).toEqual([2026, 3])
  expect(chineseDay('2026-03-05')).toBe('2026年3月5日')
  expect(chineseDay(lastDayOf(2022))).toBe('2022年12月31日')
})

test('a state machine knows the moves it allows and no others', () => {
  const door = { open: { shut: 'closed' }, closed: { unlatch: 'open' } } as const
  expect(next<'open' | 'closed', 'shut' | 'unlatch'>(door, 'open', 'shut')).toBe('closed')
  expect(next<'open' | 'closed', 'shut' | 'unlatch'>(door, 'open', 'unlatch')).toBeUndefined()
})
