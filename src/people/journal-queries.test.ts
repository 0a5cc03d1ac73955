import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import { ask, type Pool, type Query, sealJournal } from '../platform/index.ts'
import { journal, journalChain, securityLog } from './journal-queries.ts'
import { setStaffing } from './set-staffing.ts'

let pool: Pool
const at = new Date('2026-03-02T02:00:00Z')
const watch = (query: unknown, input: object = {}, ...roles: string[]) =>
  ask(pool, query as Query, { actor: staff(...(roles.length > 0 ? roles : ['auditor'])), at }, input) as Promise<never>
const staffing = (year: number) => ({ year, authorised_count: 7, in_post_count: 7, source: '编办发〔2026〕1号' })

beforeAll(async () => {
  pool = await testDatabase()
  await run(pool, setStaffing, staffing(2024), { at: new Date('2026-03-01T02:00:00Z') })
  await run(pool, setStaffing, staffing(2025), { at })
  await refusalOf(run(pool, setStaffing, staffing(2026), { actor: staff('editor'), at }))
})

describe('the journal', () => {
  test('shows the newest command first, with what went in and came out', async () => {
    const { total_count, rows } = (await watch(journal)) as { total_count: number; rows: Record<string, string>[] }
    expect(total_count).toBe(2)
    expect(rows[0]).toMatchObject({ command: 'people.set-staffing', actor_name: '测试人员', at: at.toISOString() })
    expect(JSON.parse(rows[0]!.input!)).toMatchObject({ year: 2025 })
  })

  test('is filtered by command and person, and comes in pages', async () => {
    const count = async (input: object) => ((await watch(journal, input)) as { total_count: number }).total_count
    expect(await count({ command: 'people.set-staffing' })).toBe(2)
    expect(await count({ command: 'people.set-roles' })).toBe(0)
    expect(await count({ actor: '别人' })).toBe(0)
    const second = (await watch(journal, { offset: '1', limit: '1' })) as { rows: { input: string }[] }
    expect(second.rows.map(row => JSON.parse(row.input).year)).toEqual([2024])
  })

  test('is for system administrators and auditors', async () => {
    for (const query of [journal, journalChain, securityLog]) {
      expect(await refusalOf(watch(query, {}, 'finance', 'director'))).toBe('platform.forbidden')
      await watch(query, {}, 'admin')
    }
  })
})

test('the chain tells how many lines are sealed, how many wait, and its head', async () => {
  expect(await watch(journalChain)).toEqual({ sealed_count: 0, unsealed_count: 2, head: null })
  await sealJournal(pool)
  const sealed = (await watch(journalChain)) as { sealed_count: number; unsealed_count: number; head: string }
  expect(sealed).toMatchObject({ sealed_count: 2, unsealed_count: 0 })
  expect(sealed.head).toMatch(/^[0-9a-f]{64}$/)
})

test('the security log shows who was refused what', async () => {
  const { rows } = (await watch(securityLog)) as { rows: Record<string, string>[] }
  const refused = rows.filter(row => row.subject === 'people.set-staffing')
  expect(refused).toEqual([expect.objectContaining({ kind: 'forbidden', detail: 'platform.forbidden' })])
})
