import { expect, test } from 'vitest'
import { run, staff, testDatabase } from '../../test/support/database.ts'
import { ask, workingDayAfter } from '../platform/index.ts'
import { noteWorkingDays, workingDays } from './note-working-days.ts'

const pool = await testDatabase()
const after = (from: string, count: number) => pool.begin(tx => workingDayAfter(tx, from, count))

test('working days leave out holidays and count the weekends that are worked', async () => {
  // 2026-02-14 and 2026-02-28 are Saturdays that are worked, 15 to 23 February are free
  expect(await after('2026-02-13', 1)).toEqual({ day: '2026-02-14', confirmed: true })
  expect(await after('2026-02-13', 2)).toEqual({ day: '2026-02-24', confirmed: true })
  expect(await after('2026-02-27', 2)).toEqual({ day: '2026-03-02', confirmed: true })
})

test('beyond the years that are announced only weekends count, and the answer says so, until the notice is entered', async () => {
  expect(await after('2027-09-30', 1)).toEqual({ day: '2027-10-01', confirmed: false })
  const free = ['01', '02', '03', '04', '05', '06', '07'].map(day => ({ day: `2027-10-${day}`, working: false }))
  const days = [...free, { day: '2027-10-08', working: true }]
  expect(await run(pool, noteWorkingDays, { days, source: '国办发明电〔2026〕0号' })).toEqual({ day_count: 8 })
  expect(await after('2027-09-30', 1)).toEqual({ day: '2027-10-08', confirmed: true })
  const list = await ask(pool, workingDays, { actor: staff('editor'), at: new Date() }, {})
  expect(list).toHaveLength(8)
})
