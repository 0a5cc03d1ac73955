import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import { refusal } from '../kernel/index.ts'
import { canonicalJson } from './canonical.ts'
import { command, perform } from './command.ts'
import { DayField, FenInput, Id, PositiveFen, Text, YearField } from './fields.ts'
import { evaluateAll, figureSet } from './figures.ts'
import { fileReading, mountFileReadings } from './file-reading.ts'
import { errorAnswer } from './http/answer.ts'
import { mountApi, mountApiEnd } from './http/api.ts'
import { addressOf, sameOriginWrites } from './http/security.ts'
import type { Actor } from './index.ts'
import { ask, query } from './query.ts'

const pool = await testDatabase()
await pool`create table public.things (n int primary key, check (n < 100))`

const no = refusal('test.no', 409, () => '不行。')
const put = command({
  name: 'test.put',
  title: '放一个',
  access: ['finance'],
  input: z.strictObject({ n: z.number(), ending: z.enum(['refuse', 'break', 'lie', 'stop']).default('stop') }),
  output: z.object({ n: z.number() }),
  async run(tx, call, { n, ending }) {
    await tx`insert into public.things values (${n})`
    if (ending === 'refuse') throw no()
    if (ending === 'break') throw new Error('broken')
    return (ending === 'lie' ? { n: String(n) } : { n: call.today === '2026-03-03' ? n : -1 }) as { n: number }
  },
})
const list = query({
  name: 'test.list',
  title: '看看',
  access: 'signed-in',
  input: z.strictObject({ add: z.coerce.number().optional() }),
  output: z.object({ count: z.number() }),
  async read(tx, { add }) {
    if (add) await tx`insert into public.things values (${add})`
    const [row] = await tx<{ n: number }[]>`select count(*)::int n from public.things`
    return { count: row!.n }
  },
})
const weigh = fileReading({
  name: 'test.weigh',
  title: '称一称',
  access: ['finance'],
  output: z.object({ name: z.string(), bytes: z.number() }),
  read: async (_tx, { bytes, name }) => ({ name, bytes: bytes.length }),
})

// after midnight in Beijing, before it in Greenwich
const at = new Date('2026-03-02T17:00:00Z')
const there = async (n: number) => (await pool`select 1 from public.things where n = ${n}`).length === 1

test('a command that refuses, breaks or answers what it did not declare leaves nothing but the refusal in the log', async () => {
  expect(await refusalOf(run(pool, put, { n: 1, ending: 'refuse' }, { at }))).toBe('test.no')
  await expect(run(pool, put, { n: 2, ending: 'break' }, { at })).rejects.toThrow('broken')
  await expect(run(pool, put, { n: 3, ending: 'lie' }, { at })).rejects.toThrow()
  expect([await there(1), await there(2), await there(3)]).toEqual([false, false, false])
  expect(await pool`select 1 from platform.journal where command = 'test.put'`).toHaveLength(0)
  const log = await pool`select kind, actor, detail from platform.security_log where subject = 'test.put'`
  expect(log).toEqual([{ kind: 'refused', actor: '1', detail: 'test.no' }])
})

test('a command that was refused may be sent again under the same number', async () => {
  const id = randomUUID()
  expect(await refusalOf(run(pool, put, { n: 4, ending: 'refuse' }, { id, at }))).toBe('test.no')
  expect(await run(pool, put, { n: 4 }, { id, at })).toEqual({ n: 4 })
  expect(await refusalOf(run(pool, put, { n: 5 }, { id, at }))).toBe('platform.command-id-reused')
  expect(await refusalOf(run(pool, put, { n: 5 }, { id: 'not-a-uuid', at }))).toBe('platform.malformed')
})

test('one that met another in the database is tried again', async () => {
  let tries = 0
  const stubborn = command({
    ...put,
    name: 'test.stubborn',
    async run() {
      tries += 1
      if (tries < 3) throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
      return { n: tries }
    },
  })
  expect(await run(pool, stubborn, { n: 6 }, { at })).toEqual({ n: 3 })
  tries = -10
  await expect(run(pool, stubborn, { n: 6 }, { at })).rejects.toThrow('deadlock')
  expect(tries).toBe(-6)
})

test('the program itself needs no role, a stranger may nothing but what is public', async () => {
  const system = { id: 'system', name: '系统', roles: [] }
  expect(await run(pool, put, { n: 7 }, { actor: system, at })).toEqual({ n: 7 })
  const open = command({ ...put, name: 'test.open', access: 'public' })
  await perform(pool, open, { id: randomUUID(), actor: undefined, at }, { n: 8 })
  const [line] = await pool`select actor, actor_name from platform.journal where command = 'test.open'`
  expect(line).toEqual({ actor: 'public', actor_name: '公众' })
})

test('a query cannot write', async () => {
  const reading = { actor: staff(), at }
  await expect(ask(pool, list, reading, { add: '50' })).rejects.toThrow('read-only')
  expect(await refusalOf(ask(pool, list, { actor: undefined, at }, {}))).toBe('platform.sign-in-first')
  expect(await refusalOf(ask(pool, list, reading, { other: '1' }))).toBe('platform.malformed')
  // also where the schema has no words of its own
  await expect(ask(pool, list, reading, { other: '1' })).rejects.toThrow(/填写的内容不符合要求：.*未知的键/)
})

test('what no column can hold is refused by name, wherever it stands', async () => {
  const say = command({
    ...put,
    name: 'test.say',
    input: z.strictObject({
      rows: z.array(z.strictObject({ text: z.string() })),
      any: z.record(z.string(), z.string()),
    }),
    run: async () => ({ n: 1 }),
  })
  const said = (text: string, key = 'k') =>
    run(pool, say, { rows: [{ text: '好' }, { text }], any: { [key]: '' } }, { at })
  await expect(said('零\0')).rejects.toThrow('rows.1.text：含有不能保存的字符')
  await expect(said('半\ud83d')).rejects.toThrow('rows.1.text：含有不能保存的字符')
  expect(await refusalOf(said('好', '零\0'))).toBe('platform.malformed')
  expect(await said('😀𠮷')).toEqual({ n: 1 })
  // the program's own work goes on with what can be kept of it
  const system = { id: 'system', name: '系统', roles: [] }
  const brought = { rows: [{ text: '半\ud83d零\0' }], any: { '零\0': '' } }
  const id = randomUUID()
  expect(await run(pool, say, brought, { actor: system, at, id })).toEqual({ n: 1 })
  const [line] = await pool`select input from platform.journal where id = ${id}`
  expect(JSON.parse(line!.input)).toEqual({ rows: [{ text: '半\ufffd零' }], any: { 零: '' } })
  const find = query({
    ...list,
    name: 'test.find',
    input: z.strictObject({ words: z.string() }),
    read: async () => ({ count: 0 }),
  })
  expect(await refusalOf(ask(pool, find, { actor: staff(), at }, { words: '零\0' }))).toBe('platform.malformed')
})

test('a number greater than its column is told as that, in commands and in queries', async () => {
  await expect(run(pool, put, { n: 9_007_199_254_740_991 }, { at })).rejects.toThrow('有数字超出了能保存的范围')
  const from = query({
    ...list,
    name: 'test.from',
    input: z.strictObject({ n: z.coerce.number() }),
    async read(tx, { n }) {
      return { count: (await tx`select 1 from public.things where n = ${n}`).length }
    },
  })
  expect(await ask(pool, from, { actor: staff(), at }, { n: '5' })).toEqual({ count: expect.any(Number) })
  expect(await refusalOf(ask(pool, from, { actor: staff(), at }, { n: '9007199254740991' }))).toBe('platform.malformed')
})

test('canonical JSON does not depend on the order of keys', () => {
  expect(canonicalJson({ b: 1n, a: [{ d: null, c: 'x' }] })).toBe(canonicalJson({ a: [{ c: 'x', d: null }], b: 1n }))
  expect(canonicalJson({ a: 1 })).not.toBe(canonicalJson({ a: '1' }))
})

test('fields take what they are for and nothing near it', () => {
  const taken = (schema: z.ZodType, values: unknown[]) => values.filter(value => schema.safeParse(value).success)
  expect(taken(Id, ['1', '900', '0', '-1', '01', '1.0', 1, '', '9'.repeat(19)])).toEqual(['1', '900'])
  expect(taken(FenInput, ['0', '-5', '12', '1.5', '1e3', 5, '', ' 1'])).toEqual(['0', '-5', '12'])
  expect(taken(PositiveFen, ['1', '0', '-1', '007'])).toEqual(['1'])
  expect(taken(DayField, ['2026-02-28', '2026-02-29', '2026-2-1', ''])).toEqual(['2026-02-28'])
  expect(taken(YearField, ['2026', 2026, '1999', '2101', '2026.5', 'x'])).toEqual(['2026', 2026])
  expect(taken(Text(3), ['甲', '  ', '', '一二三四'])).toEqual(['甲'])
})

test('figures that use what is not declared, or share a name, stop the start', async () => {
  const of = { kind: 'derived', title: 'x', unit: '%', basis: '' } as const
  const lost = { ...of, name: 'a.rate', formula: { op: 'sum', of: ['a.lost'] } } as const
  expect(() => figureSet([[{ ...lost, formula: { op: 'sum', of: ['a.lost'] } }]])).toThrow('a.lost')
  const one = {
    ...of,
    kind: 'source',
    name: 'a.one',
    value: async () => 1n,
    rows: async () => ({ rows: [], total_count: 0, total_amount: 0n }),
  } as const
  expect(() => figureSet([[one], [one]])).toThrow('twice')
  const twice = { ...of, name: 'a.twice', unit: '项', formula: { op: 'sum', of: ['a.one', 'a.one'] } } as const
  const set = figureSet([[{ ...twice, formula: { op: 'sum', of: ['a.one', 'a.one'] } }, one]])
  const values = await pool.begin(tx => evaluateAll(set, tx, { year: 2026, as: 'classified' }))
  expect([...values.keys()]).toEqual(['a.twice', 'a.one'])
  expect(values.get('a.twice')).toMatchObject({ value: '2', formula: 'x + x' })
})

function site(actor: Actor | undefined) {
  const app = new Hono()
  const lines: string[] = []
  const parts = {
    pool,
    commands: [put as never],
    queries: [list as never],
    actorOf: async () => actor,
    now: () => at,
    trust_proxy: true,
  }
  app.use('/api/*', sameOriginWrites)
  mountApi(app, parts)
  mountFileReadings(app, parts, [weigh as never])
  app.get('/address/:trust', c => c.text(addressOf(c, c.req.param('trust') === 'yes')))
  mountApiEnd(app)
  app.onError((error, c) => errorAnswer(c, error, line => lines.push(line)))
  const post = (path: string, body: string | FormData, headers: Record<string, string> = {}) =>
    app.request(path, { method: 'POST', body, headers: { host: 'beita.test', ...headers } })
  const code = async (answer: Response | Promise<Response>) => ((await (await answer).json()) as { code: string }).code
  return { app, lines, post, code }
}
const JSON_TYPE = { 'content-type': 'application/json' }

test('over HTTP a repeated command says that it was answered before', async () => {
  const { post } = site(staff('finance'))
  const headers = { ...JSON_TYPE, 'idempotency-key': randomUUID() }
  const first = await post('/api/test/put', '{"n":20}', headers)
  const second = await post('/api/test/put', '{ "n": 20 }', headers)
  expect([first.headers.get('idempotent-replayed'), second.headers.get('idempotent-replayed')]).toEqual([
    'false',
    'true',
  ])
  expect(await second.json()).toEqual({ n: 20 })
  expect(second.headers.get('cache-control')).toBe('no-store')
})

test('a bug is told by a number, its detail only in the log', async () => {
  const { post, lines } = site(staff('finance'))
  const answer = await post('/api/test/put', '{"n":21,"ending":"break"}', JSON_TYPE)
  const body = (await answer.json()) as { code: string; message: string; facts: { request_no: string } }
  expect([answer.status, body.code]).toEqual([500, 'platform.bug'])
  expect(JSON.stringify(body)).not.toContain('broken')
  expect(lines[0]).toContain('broken')
  expect(lines[0]).toContain(body.facts.request_no)
})

test('what is no JSON, no route or from another page is refused', async () => {
  const { app, post, code } = site(staff('finance'))
  expect(await code(post('/api/test/put', 'n=1'))).toBe('platform.not-json')
  expect(await code(post('/api/test/put', '{', JSON_TYPE))).toBe('platform.not-json')
  expect(await code(app.request('/api/test/nowhere'))).toBe('platform.no-such-route')
  for (const origin of ['null', 'https://other.test', 'nonsense', 'https://beita.test.other']) {
    expect(await code(post('/api/test/put', '{"n":22}', { ...JSON_TYPE, origin })), origin).toBe('platform.cross-site')
  }
  expect(await code(post('/api/test/put', '{"n":22}', { ...JSON_TYPE, 'sec-fetch-site': 'same-site' }))).toBe(
    'platform.cross-site',
  )
  expect((await post('/api/test/put', '{"n":22}', { ...JSON_TYPE, origin: 'https://beita.test' })).status).toBe(200)
})

test('a file is read for those who may, and must be there', async () => {
  const form = new FormData()
  form.set('file', new File(['12345'], '名单.xlsx'))
  const { post, code } = site(staff('finance'))
  expect(await (await post('/api/test/weigh', form)).json()).toEqual({ name: '名单.xlsx', bytes: 5 })
  const empty = new FormData()
  empty.set('file', 'not a file')
  expect(await code(post('/api/test/weigh', empty))).toBe('platform.no-file')
  expect(await code(post('/api/test/weigh', 'nothing'))).toBe('platform.no-file')
  expect(await code(site(staff('editor')).post('/api/test/weigh', form))).toBe('platform.forbidden')
  expect(await code(site(undefined).post('/api/test/weigh', form))).toBe('platform.sign-in-first')
})

test('the caller’s address is the proxy’s word only when the proxy is trusted, and then its last word', async () => {
  const { app } = site(undefined)
  const headers = { 'x-forwarded-for': '1.1.1.1, 10.0.0.9' }
  expect(await (await app.request('/address/yes', { headers })).text()).toBe('10.0.0.9')
  expect(await (await app.request('/address/no', { headers })).text()).toBe('')
})
