import { beforeAll, describe, expect, test } from 'vitest'
import { loadSample } from '../../samples/load.ts'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import { allCommands, allFigures, createApp } from '../app.ts'
import { signIn } from '../people/sessions.ts'
import { ask, type Command, collectTodos, type Pool, readConfig } from '../platform/index.ts'
import { figureRows } from './figure-queries.ts'
import { isPublished, publications, publishedReport } from './publications.ts'
import { publishReport, withdrawReport } from './publish-report.ts'
import { signedReports } from './signed-reports.ts'
import { disclosureTodos } from './todos.ts'

type FigureOut = {
  name: string
  value: string | null
  unit: string
  formula: string | null
  inputs: { value: string }[]
  rows: string
  kind: string
  as: string
}

const now = new Date('2026-05-06T02:00:00Z')
const year = 2022
let pool: Pool
let app: ReturnType<typeof createApp>
let cookie = ''

const named = (name: string) => allCommands.find(one => one.name === name) as Command
const sign = (as = 'reported') =>
  run(pool, named('performance.sign-off'), { year, as, accept_reason: '历史口径' }, { at: now })
const publish = (more = {}) => run(pool, publishReport, { year, ...more }, { at: now })

async function get<T>(address: string, headers: Record<string, string> = {}): Promise<{ status: number; body: T }> {
  const answer = await app.request(address, { headers })
  return { status: answer.status, body: (await answer.json()) as T }
}

beforeAll(async () => {
  pool = await testDatabase()
  await loadSample(pool, now)
  app = createApp({ pool, config: readConfig({}), now: () => now, log: line => process.stderr.write(`${line}\n`) })
  const password = '十步之内必有芳草 7'
  const [person] = await pool<{ id: bigint }[]>`select id from people.persons where login = 'kuaiji'`
  await run(pool, named('people.reset-password'), { person_id: String(person!.id), password, must_change: false })
  cookie = `beita=${(await signIn(pool, { login: 'kuaiji', password }, { at: now, address: '', agent: '' })).token}`
}, 300_000)

describe('figures of a published year', () => {
  test('are there for everybody, with formula, inputs and the way to their rows', async () => {
    const { status, body } = await get<FigureOut>('/api/figures/budget.execution-rate?year=2022')
    expect(status).toBe(200)
    expect(body).toMatchObject({ kind: 'derived', as: 'reported', unit: '%', value: '79.6438440282' })
    expect(body.formula).toBe('本年实际支出 ÷ 年初预算 × 100%')
    expect(body.inputs.map(input => input.value)).toEqual(['129.7', '162.85'])
  })

  test('add up from their rows, page by page, every one of them', async () => {
    const { body: all } = await get<FigureOut[]>('/api/figures?year=2022')
    expect(all.length).toBe([...allFigures.values()].filter(figure => !figure.optional).length)
    let traced = 0
    for (const { name, value, unit } of all) {
      if (allFigures.get(name)?.kind !== 'source' || value === null) continue
      const rows: { amount: string }[] = []
      let total = { total_count: 1, total_amount: '' }
      while (rows.length < total.total_count) {
        const { body } = await get<typeof total & { rows: { amount: string }[] }>(
          `/api/figures/${name}/rows?year=2022&offset=${rows.length}&limit=500`,
        )
        total = body
        rows.push(...body.rows)
        if (body.rows.length === 0) break
      }
      const sum = rows.reduce((fen, row) => fen + BigInt(row.amount), 0n)
      expect(String(sum), name).toBe(total.total_amount)
      expect(unit === '万元' ? Number(sum) / 1_000_000 : Number(sum), name).toBeCloseTo(Number(value), 6)
      traced += rows.length
    }
    expect(traced).toBeGreaterThan(100)
  })

  test('keep their total on a page behind the last row', async () => {
    const { body } = await get<{ total_amount: string; rows: unknown[] }>(
      '/api/figures/budget.spent/rows?year=2022&offset=100000',
    )
    expect(body.rows).toEqual([])
    expect(body.total_amount).toBe('129700000')
  })

  test('that are derived have inputs instead of rows', async () => {
    const { body } = await get<{ total_count: number }>('/api/figures/budget.execution-rate/rows?year=2022')
    expect(body.total_count).toBe(0)
  })

  test('can be asked for under the other classification', async () => {
    const { body } = await get<FigureOut>('/api/figures/budget.project-spent?year=2022&as=classified')
    expect(body.as).toBe('classified')
    const { body: reported } = await get<FigureOut>('/api/figures/budget.project-spent?year=2022')
    expect(Number(body.value)).toBeGreaterThan(Number(reported.value))
  })

  test('are refused by a name nobody declared', async () => {
    expect(await get('/api/figures/budget.made-up?year=2022')).toMatchObject({
      status: 404,
      body: { code: 'platform.unknown-figure' },
    })
    expect(await get('/api/figures/budget.made-up/rows?year=2022')).toMatchObject({
      body: { code: 'platform.unknown-figure' },
    })
    expect(await get('/api/figures/budget.spent?year=2022&as=better')).toMatchObject({ status: 400 })
  })
})

describe('figures of a year that is not published', () => {
  const addresses = [
    '/api/figures?year=2026',
    '/api/figures/budget.spent?year=2026',
    '/api/figures/budget.spent/rows?year=2026',
  ]

  test('are refused to the public and open to staff', async () => {
    for (const address of addresses) {
      expect(await get(address), address).toMatchObject({ status: 403, body: { code: 'disclosure.not-public' } })
      expect((await get(address, { cookie })).status, address).toBe(200)
    }
  })

  test('are told missing, to staff, where there are no books at all', async () => {
    expect(await get('/api/figures?year=2090', { cookie })).toMatchObject({
      status: 404,
      body: { code: 'budget.no-such-year' },
    })
    expect(await get('/api/figures?year=2090')).toMatchObject({ status: 403, body: { code: 'disclosure.not-public' } })
  })
})

describe('a publication', () => {
  test('is of what was signed, as it was signed', async () => {
    expect(await refusalOf(run(pool, publishReport, { year: 2026 }))).toBe('performance.not-signed')
    expect(await refusalOf(publish({ report_id: '999999' }))).toBe('performance.not-signed')
    const shown = await pool.begin(tx => publishedReport(tx, year))
    const [signed] =
      await pool`select digest from performance.signed_reports where id in (select report_id from disclosure.publications)`
    expect(shown?.digest).toBe(signed?.digest)
    expect(shown?.figures.find(figure => figure.name === 'budget.spent')?.display).toBe('129.7万元')
  })

  test('takes the place of the older one, which stays on record', async () => {
    const { report_id } = await sign('classified')
    const { publication_id } = await publish()
    const inForce = await pool.begin(tx => publications(tx))
    expect(inForce).toMatchObject([{ id: BigInt(String(publication_id)), year, classification: 'classified' }])
    const [older] = await pool`select withdrawn_reason from disclosure.publications where withdrawn_at is not null`
    expect(older?.withdrawn_reason).toBe('由新签发的报告替换')
    const list = (await ask(pool, signedReports, { actor: staff(), at: now }, {})) as {
      id: bigint
      published_at: string | null
    }[]
    expect(list.map(one => [String(one.id) === report_id, one.published_at !== null])).toEqual([
      [true, true],
      [false, false],
    ])
    expect((await get<FigureOut>('/api/figures/budget.spent?year=2022')).body.as).toBe('classified')
  })

  test('is one only, also when several publish at once', async () => {
    const all = await Promise.allSettled(Array.from({ length: 4 }, () => publish()))
    expect(all.map(one => one.status)).toEqual(Array(4).fill('fulfilled'))
    expect(await pool.begin(tx => publications(tx))).toHaveLength(1)
  })

  test('that is withdrawn closes the figures of its year to the public at once', async () => {
    await run(pool, withdrawReport, { year, reason: '数据有误，重新核对' })
    expect(await pool.begin(tx => isPublished(tx, year))).toBe(false)
    expect(await get('/api/figures/budget.spent?year=2022')).toMatchObject({ body: { code: 'disclosure.not-public' } })
    expect(
      await refusalOf(ask(pool, figureRows(allFigures), { actor: undefined, at: now }, { name: 'budget.spent', year })),
    ).toBe('disclosure.not-public')
    expect(await refusalOf(run(pool, withdrawReport, { year, reason: '再撤一次' }))).toBe(
      'disclosure.nothing-published',
    )
    const [kept] = await pool`select withdrawn_reason from disclosure.publications order by id desc limit 1`
    expect(kept?.withdrawn_reason).toBe('数据有误，重新核对')
  })

  test('is made by operations and the director, and taken back by the director', async () => {
    expect(await refusalOf(run(pool, publishReport, { year }, { actor: staff('editor', 'finance') }))).toBe(
      'platform.forbidden',
    )
    expect(await refusalOf(run(pool, withdrawReport, { year, reason: '无' }, { actor: staff('operations') }))).toBe(
      'platform.forbidden',
    )
  })

  test('在规定的时限内予以公开: a signed report that nobody can read waits, with the last day the rules leave', async () => {
    const waiting = () =>
      pool.begin(tx => collectTodos(disclosureTodos, tx, staff('director'), '2026-05-06')) as Promise<
        { title: string; due_on: string | null }[]
      >
    expect(await waiting()).toMatchObject([{ title: '公开2022年度绩效评价报告', due_on: '2026-05-26' }])
    await publish()
    expect(await waiting()).toEqual([])
  })
})
