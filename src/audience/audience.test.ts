import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import { addAccount } from '../channels/accounts/add-account.ts'
import { newsroomFigures } from '../newsroom/index.ts'
import { peopleFigures } from '../people/index.ts'
import { readFileFor } from '../platform/file-reading.ts'
import { ask, type Command, evaluateFigure, figureContext, figureSet, type Query } from '../platform/index.ts'
import { writeWorkbook } from '../platform/workbooks/index.ts'
import { client, recordClient } from './client/record-client.ts'
import { dashboard } from './counters/dashboard.ts'
import { previewReadings, readCount } from './counters/preview-readings.ts'
import { recordReadings } from './counters/record-readings.ts'
import { answerSpike, readSpikes } from './counters/spikes.ts'
import { audienceFigures } from './figures.ts'
import { computeIndex, setFormula } from './indexes/compute-index.ts'
import { type FormulaSteps, faultsOf, runFormula } from './indexes/formula.ts'
import { formulas, indexes } from './indexes/index-queries.ts'
import { adoptions, recordAdoption, takeBackAdoption } from './output/adoptions.ts'
import { pointRules, setPointRule } from './output/output.ts'
import { recordVisits } from './visits/record-visits.ts'
import { isPerson, visitCounter } from './visits/visit-counter.ts'
import { writeVisits } from './visits/visit-writer.ts'

const pool = await testDatabase()
const editor = staff('editor')
const operations = staff('operations')
const at = new Date('2026-03-02T02:00:00Z')
const reading = { actor: editor, at }
const set = figureSet([peopleFigures, newsroomFigures, audienceFigures])

let accounts = 0
async function newAccount(kind = 'wechat', more: object = {}): Promise<string> {
  accounts += 1
  const adapter = kind === 'site' ? 'site' : 'manual'
  const input = {
    platform: '微信公众号',
    name: `账号${accounts}`,
    kind,
    adapter,
    owner_kind: 'own',
    owner_unit: '本中心',
  }
  return String((await run(pool, addAccount, { ...input, ...more }, { actor: operations })).account_id)
}
const act = (command: unknown, input: unknown, who: { actor?: typeof editor; at?: Date } = {}) =>
  run(pool, command as Command, input, { actor: editor, at, ...who })
const look = <T>(query: unknown, input: object) => ask(pool, query as Query, reading, input) as Promise<T>

const post = (key: string, values: object, more: object = {}) => ({
  post: { item_key: key, title: `内容${key}`, published_on: '2026-02-10', ...more },
  on_day: '2026-03-02',
  values,
})
const figure = async (name: string, period: object = { year: 2026 }) =>
  (await pool.begin(tx => evaluateFigure(set, figureContext(tx, { as: 'classified', year: 2026, ...period }), name)))
    .display

describe('counters', () => {
  test('are appended; the newest reading counts, the earlier ones stay', async () => {
    const account_id = await newAccount()
    const record = (values: object, when: Date) =>
      act(recordReadings, { rows: [{ account_id, ...post('a', values), on_day: '2026-03-01' }] }, { at: when })
    await record({ reads: 100, likes: 3 }, new Date('2026-03-01T02:00:00Z'))
    await record({ reads: 180 }, at)
    const rows =
      await pool`select metric, value from audience.post_counters where account_id = ${account_id} order by metric`
    expect(rows.map(row => [row.metric, Number(row.value)])).toEqual([
      ['likes', 3],
      ['reads', 180],
    ])
    const all = await pool`select count(*)::int n from audience.readings where account_id = ${account_id}`
    expect(all[0]!.n).toBe(3)
    await expect(pool`update audience.readings set value = 0`).rejects.toThrow()
  })

  test('are refused for days to come, unknown accounts and posts, the wrong kind, and totals that fall without a word', async () => {
    const account_id = await newAccount()
    const record = (row: object, more: object = {}) => refusalOf(act(recordReadings, { rows: [row], ...more }))
    expect(await record({ account_id, ...post('a', { reads: 1 }), on_day: '2026-03-03' })).toBe(
      'audience.future-reading',
    )
    expect(await record({ account_id: '999999', ...post('a', { reads: 1 }) })).toBe('audience.no-such-account')
    expect(await record({ account_id, post_id: '999999', on_day: '2026-03-01', values: { reads: 1 } })).toBe(
      'audience.no-such-post',
    )
    expect(await record({ account_id, on_day: '2026-03-01', values: { reads: 1 } })).toBe('audience.wrong-metric')
    expect(await record({ account_id, ...post('a', { followers: 1 }) })).toBe('audience.wrong-metric')
    await act(recordReadings, { rows: [{ account_id, ...post('b', { reads: 1000 }) }] })
    expect(await record({ account_id, ...post('b', { reads: 10 }) })).toBe('audience.falling-count')
    await act(recordReadings, { rows: [{ account_id, ...post('b', { reads: 10 }) }], note: '平台清理了无效阅读' })
    expect(await record({ account_id, ...post('c', { reads: 1.5 }) })).toBe('platform.malformed')
  })

  test('come from a console’s export: columns by their titles, 10万+ as 100001, faults by row; twice adds nothing', async () => {
    const name = '表格账号'
    const account_id = await newAccount('wechat', { name })
    const columns = ['账号', '文章标题', '发表时间', '阅读量', '点赞数', '是否头条', '内容链接'].map(title => ({
      title,
    }))
    const rows = [
      [name, '头条文章', '2026-02-11 08:30:00', '10万+', '1,234', '是', 'https://mp.example.com/1'],
      [name, '次条文章', '2026/2/11', '1.2万', '-', '否', 'https://mp.example.com/2'],
      [name, '坏数字', '2026-02-12', '很多', '1', '', ''],
      [name, '没有日期', '', '5', '', '', ''],
      [name, '将来', '2027-01-01', '5', '', '', ''],
    ]
    const bytes = await writeWorkbook([{ name: '内容分析', columns, rows }])
    const preview = (await readFileFor(pool, previewReadings as never, reading, { bytes, name: '导出.xlsx' })) as {
      rows: { row_no: number; account_id: string; post: { is_headline: boolean }; values: object }[]
      faults: { row_no: number; message: string }[]
    }
    expect(preview.rows.map(row => [row.row_no, row.values, row.post.is_headline])).toEqual([
      [2, { reads: 100_001, likes: 1234 }, true],
      [3, { reads: 12_000 }, false],
      [4, { likes: 1 }, false],
    ])
    expect(preview.faults.map(fault => fault.row_no)).toEqual([4, 5, 6])
    const input = preview.rows.map(({ row_no: _no, account: _name, ...row }: Record<string, unknown>) => row)
    expect(await act(recordReadings, { source: 'file', rows: input })).toMatchObject({ reading_count: 4 })
    const later = new Date('2026-03-02T03:00:00Z')
    expect(await act(recordReadings, { source: 'file', rows: input }, { at: later })).toMatchObject({
      reading_count: 0,
    })
    const [known] = await pool`select count(*)::int n from audience.posts where account_id = ${account_id}`
    expect(known!.n).toBe(3)
    const nothing = await writeWorkbook([{ name: '空', columns: [{ title: '甲' }], rows: [['乙']] }])
    const none = (await readFileFor(pool, previewReadings as never, reading, { bytes: nothing, name: 'a.xlsx' })) as {
      faults: { message: string }[]
    }
    expect(none.faults[0]!.message).toContain('没有找到认识的列名')
  })

  test.each([
    ['1,234', 1234],
    ['10万+', 100_001],
    ['1.2万', 12_000],
    ['2.5w', 25_000],
    ['—', null],
    ['', null],
    [7, 7],
    ['-3', undefined],
    ['1.5', undefined],
    [1.5, undefined],
    ['约三千', undefined],
  ])('a cell that says %s is %s', (cell, count) => {
    expect(readCount(cell)).toBe(count)
  })
})

describe('indexes', () => {
  test('every stored version reads, and its vectors come out: WCI V14.2 641.3707961, V2.0 411.4875079', async () => {
    const list = await look<(FormulaSteps & { code: string; version: string; confirmed: boolean })[]>(formulas, {})
    const rows = await pool<(FormulaSteps & { code: string; version: string })[]>`select * from audience.formulas`
    for (const row of rows) expect(faultsOf(row), `${row.code} ${row.version}`).toEqual([])
    const wci = rows.find(row => row.version === 'V14.2')!
    const made = runFormula(wci, wci.vectors[0]!.inputs)
    expect(made.result).toBeCloseTo(641.3707961, 7)
    expect(made.steps.map(step => step.value!.toFixed(7))).toEqual([
      '7.4272938',
      '6.7352126',
      '7.0340265',
      '8.0396280',
      '641.3707961',
    ])
    const old = rows.find(row => row.version === 'V2.0')!
    expect(runFormula(old, old.vectors[0]!.inputs).result).toBeCloseTo(411.4875079, 7)
    // no articles, no days: not applicable, never zero or infinite
    expect(runFormula(wci, { ...wci.vectors[0]!.inputs, n: 0 }).result).toBeNull()
    expect(runFormula(wci, { ...wci.vectors[0]!.inputs, d: 0 }).result).toBeNull()
    expect(list.filter(one => ['bci', 'dci'].includes(one.code)).every(one => !one.confirmed)).toBe(true)
  })

  test('are computed from the counters of the period, by the version in force on its last day, and kept', async () => {
    const account_id = await newAccount()
    const rows = [
      {
        account_id,
        ...post(
          '1',
          { reads: 5200, wows: 41, likes: 60, shares: 180 },
          { is_headline: true, published_on: '2026-02-02' },
        ),
      },
      {
        account_id,
        ...post(
          '2',
          { reads: 8800, wows: 57, likes: 80, shares: 212 },
          { is_headline: true, published_on: '2026-02-08' },
        ),
      },
      { account_id, ...post('3', { reads: 200_000 }, { published_on: '2026-01-31' }) },
    ]
    await act(recordReadings, { rows })
    const period = { account_id, code: 'wci', from_day: '2026-02-02', to_day: '2026-02-08' }
    const first = await act(computeIndex, period)
    expect(first).toMatchObject({ version: 'V14.2', basis: 'counts' })
    const [kept] = await look<{ inputs: { name: string; value: number }[]; value: string }[]>(indexes, {})
    expect(Object.fromEntries(kept!.inputs.map(one => [one.name, one.value]))).toEqual({
      d: 7,
      n: 2,
      R: 14_000,
      Z: 98,
      L: 140,
      RE: 392,
      Rt: 14_000,
      Zt: 98,
      Lt: 140,
      REt: 392,
      Rmax: 8800,
      Zmax: 57,
      Lmax: 80,
      REmax: 212,
    })
    expect(await act(computeIndex, { ...period, from_day: '2021-02-02', to_day: '2021-02-08' })).toMatchObject({
      version: 'V2.0',
      value: null,
    })
    const next = { code: 'wci', version: 'V15', title: '微信传播指数 WCI', platforms: ['wechat'], source: '试验' }
    const steps = [{ name: 'wci', title: 'WCI', expression: 'R / n' }]
    const vectors = [{ inputs: { R: 10, n: 4 }, result: 2.5 }]
    await act(setFormula, { ...next, steps, vectors, effective_from: '2026-03-01' }, { actor: operations })
    expect(await act(computeIndex, period)).toMatchObject({ version: 'V14.2', value: first.value })
    const march = { ...period, from_day: '2026-02-02', to_day: '2026-03-02' }
    expect(await act(computeIndex, march)).toMatchObject({ version: 'V15', value: '7000.0000000' })
    const set = (more: object) =>
      refusalOf(act(setFormula, { ...next, steps, effective_from: '2026-04-01', ...more }, { actor: operations }))
    expect(await set({})).toBe('audience.formula-exists')
    expect(await set({ version: 'V16', effective_from: '2026-03-01' })).toBe('audience.formula-too-early')
    expect(await set({ version: 'V16', steps: [{ name: 'x', title: 'x', expression: 'R / constructor' }] })).toBe(
      'audience.bad-formula',
    )
    expect(await set({ version: 'V16', vectors: [{ inputs: { R: 1, n: 1 }, result: 2 }] })).toBe('audience.bad-formula')
    await expect(pool`update audience.index_values set value = 1`).rejects.toThrow()
  })

  test('name the people as their basis where the platform counts people only', async () => {
    const account_id = await newAccount()
    await act(recordReadings, { rows: [{ account_id, ...post('u', { read_users: 500 }) }] })
    const period = { account_id, code: 'wci', from_day: '2026-02-01', to_day: '2026-02-28' }
    expect(await act(computeIndex, period)).toMatchObject({ basis: 'users' })
  })

  test('are refused for the wrong kind of account, no account, no version, and days that are not over', async () => {
    const weibo = await newAccount('weibo')
    const compute = (more: object) =>
      refusalOf(
        act(computeIndex, { account_id: weibo, code: 'wci', from_day: '2026-02-01', to_day: '2026-02-28', ...more }),
      )
    expect(await compute({})).toBe('audience.wrong-platform')
    expect(await compute({ account_id: '999999' })).toBe('audience.no-such-account')
    expect(await compute({ code: 'bci', from_day: '2019-01-01', to_day: '2019-01-31' })).toBe(
      'audience.no-such-formula',
    )
    expect(await compute({ to_day: '2026-01-31' })).toBe('audience.wrong-days')
    expect(await compute({ to_day: '2026-03-31' })).toBe('audience.wrong-days')
  })
})

describe('visits', () => {
  const chrome = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0'
  const site = (counter: ReturnType<typeof visitCounter>) => {
    const app = new Hono()
    app.use(counter.middleware)
    app.get('/a', c => c.html('<p>甲</p>'))
    app.get('/gone', c => c.html('<p>没有</p>', 404))
    app.get('/api/x', c => c.json({}))
    return app
  }

  test('are counted once a view, people once a day, without robots and staff, by the day in Beijing', async () => {
    let now = new Date('2026-02-28T15:59:00Z')
    const counter = visitCounter({ now: () => now, addressOf: c => c.req.header('x-from') ?? '' })
    const app = site(counter)
    const get = (path: string, headers: Record<string, string> = {}) =>
      app.request(path, { headers: { 'user-agent': chrome, 'x-from': '1', ...headers } })
    await get('/a')
    await get('/a')
    await get('/a', { 'x-from': '2' })
    await get('/gone')
    await get('/api/x')
    await get('/a', { 'user-agent': 'Baiduspider/2.0' })
    await get('/a', { 'user-agent': '' })
    await get('/a', { cookie: 'beita=abc' })
    await get('/a', { 'sec-purpose': 'prefetch' })
    await app.request('/a', { method: 'HEAD', headers: { 'user-agent': chrome } })
    now = new Date('2026-02-28T16:01:00Z')
    await get('/a')
    await writeVisits(pool, counter, now)
    await writeVisits(pool, counter, now)
    const rows = await pool`select on_day, path, views::int, visitors::int from audience.visits order by on_day, path`
    expect(rows).toEqual([
      { on_day: '2026-02-28', path: '', views: 3, visitors: 2 },
      { on_day: '2026-02-28', path: '/a', views: 3, visitors: 2 },
      { on_day: '2026-03-01', path: '', views: 1, visitors: 1 },
      { on_day: '2026-03-01', path: '/a', views: 1, visitors: 1 },
    ])
    expect(await figure('audience.site-views')).toBe('4次')
  })

  test('that could not be written wait for the next batch', async () => {
    const counter = visitCounter({ now: () => at, addressOf: () => '1' })
    await site(counter).request('/a', { headers: { 'user-agent': chrome } })
    const broken = { begin: () => Promise.reject(new Error('no database')) } as never
    await expect(writeVisits(broken, counter, at)).rejects.toThrow()
    expect(counter.take()).toEqual([
      { on_day: '2026-03-02', path: '', host: '', views: 1, visitors: 1 },
      { on_day: '2026-03-02', path: '/a', host: '', views: 1, visitors: 1 },
    ])
  })

  test('are added up by the program alone', async () => {
    const visits = [{ on_day: '2026-03-02', path: '', views: 1, visitors: 1 }]
    expect(await refusalOf(act(recordVisits, { visits }, { actor: staff('admin', 'director') }))).toBe(
      'platform.forbidden',
    )
    expect(isPerson({ agent: chrome, purpose: '', cookies: 'other=1' })).toBe(true)
    expect(isPerson({ agent: chrome, purpose: '', cookies: 'a=1; __Host-beita=x' })).toBe(false)
  })
})

describe('the client', () => {
  test('is told by hand: the later row of a day counts; activity, coverage and retention are figures', async () => {
    const rows = (installs: number) => [
      { on_day: '2026-02-20', metric: 'installs', value: installs },
      { on_day: '2026-02-20', metric: 'dau', value: 300 },
      { on_day: '2026-02-20', metric: 'verified', value: 6133 },
      { on_day: '2026-02-20', metric: 'cohort_7', value: 40 },
      { on_day: '2026-02-20', metric: 'kept_7', value: 13 },
    ]
    await act(recordClient, { rows: rows(5) })
    await act(recordClient, { rows: rows(4000), note: '更正' })
    const tomorrow = { rows: [{ on_day: '2026-03-03', metric: 'dau', value: 1 }] }
    expect(await refusalOf(act(recordClient, tomorrow))).toBe('audience.future-reading')
    const seen = await look<{ days: { values: object }[]; population: { count: number } }>(client, {
      from_day: '2026-02-01',
      to_day: '2026-02-28',
    })
    expect(seen.days[0]!.values).toMatchObject({ installs: 4000, dau: 300 })
    expect(seen.population.count).toBe(122_658)
    const february = { month: 2 }
    expect(await figure('audience.client-active-rate', february)).toBe('7.50%')
    expect(await figure('audience.coverage', february)).toBe('5.00%')
    expect(await figure('audience.client-retention-7', february)).toBe('32.50%')
    expect(await figure('audience.client-retention-30', february)).toBe('不适用')
    expect(await figure('audience.client-installs', { month: 1 })).toBe('不适用')
  })
})

describe('adoptions', () => {
  const adoption = {
    level: 'province',
    outlet: '新湖南',
    headline: '桥修好了',
    adopted_on: '2026-02-11',
    reporter: '张三',
  }
  const address = 'https://example.com/1'

  test('need evidence, count once, and are taken back by an entry that says why', async () => {
    const enter = (more: object) => act(recordAdoption, { ...adoption, address, ...more })
    expect(await refusalOf(enter({ address: '' }))).toBe('audience.no-evidence')
    expect(await refusalOf(enter({ adopted_on: '2026-03-03' }))).toBe('audience.future-reading')
    const { adoption_id } = await enter({})
    expect(await refusalOf(enter({ level: 'central' }))).toBe('audience.adopted-before')
    expect(await figure('audience.adopted-province')).toBe('1篇')
    await act(takeBackAdoption, { adoption_id, reason: '级别填错' })
    expect(await refusalOf(act(takeBackAdoption, { adoption_id, reason: '再撤' }))).toBe('audience.no-such-adoption')
    await enter({ level: 'central' })
    expect(await figure('audience.adopted-central')).toBe('1篇')
    expect(await figure('audience.adopted')).toBe('1篇')
    const rows = await look<{ level: string; taken_back: string | null }[]>(adoptions, {
      from_day: '2026-02-01',
      to_day: '2026-02-28',
    })
    expect(rows.map(row => [row.level, row.taken_back])).toEqual([
      ['central', null],
      ['province', '级别填错'],
    ])
  })
})

describe('posts that stand out', () => {
  test('are flagged against their account’s median, or for reads without one reaction, until somebody says why', async () => {
    const account_id = await newAccount('wechat', { name: '尖峰账号' })
    const day = { published_on: '2026-02-15' }
    const usual = Array.from({ length: 9 }, (_, n) => ({
      account_id,
      ...post(`s${n}`, { reads: 300 + n, likes: 2 }, day),
    }))
    const high = { account_id, ...post('s-high', { reads: 9000, likes: 30 }, day) }
    const silent = { account_id, ...post('s-silent', { reads: 6000 }, day) }
    await act(recordReadings, { rows: [...usual, high, silent] })
    const period = { from_day: '2026-02-15', to_day: '2026-02-15' }
    const found = await look<{ post_id: bigint; title: string; reason: string; median: number }[]>(readSpikes, period)
    expect(found.map(spike => [spike.title, spike.reason, spike.median])).toEqual([
      ['内容s-high', 'far_above', 305],
      ['内容s-silent', 'silent', 305],
    ])
    const answer = { post_id: String(found[0]!.post_id), answer: 'explained', explanation: '省台转发' }
    await act(answerSpike, answer)
    expect(await refusalOf(act(answerSpike, { ...answer, post_id: '999999' }))).toBe('audience.no-such-post')
    const seen = await look<{ spike_count: number; accounts: { name: string; reads: number; read_basis: string }[] }>(
      dashboard,
      period,
    )
    expect(seen.spike_count).toBe(1)
    expect(seen.accounts.find(row => row.name === '尖峰账号')).toMatchObject({ reads: 17_736, read_basis: 'counts' })
  })
})

test('the points of a kind of work change from a day on; what was counted before stays', async () => {
  const rule = { subject: 'original', points_cent: 400, effective_from: '2026-04-01', source: '2026年考核办法（示例）' }
  await act(setPointRule, rule, { actor: operations })
  expect(await refusalOf(act(setPointRule, rule, { actor: operations }))).toBe('audience.formula-too-early')
  await act(setPointRule, { ...rule, subject: 'error_released', points_cent: 150 }, { actor: operations })
  const rules = await look<{ subject: string; points_cent: number; effective_to: string | null }[]>(pointRules, {})
  expect(rules.filter(one => one.subject === 'original').map(one => [one.points_cent, one.effective_to])).toEqual([
    [400, null],
    [300, '2026-03-31'],
  ])
  expect(rules.find(one => one.subject === 'error_released' && one.effective_to === null)!.points_cent).toBe(-150)
})
