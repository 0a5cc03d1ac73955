// The API from outside: every route needs its permission, answers with its schema, and says no in words.
import { describe, expect, test } from 'vitest'
import { allCommands, allFileReadings, allQueries, createApp } from '../src/app.ts'
import { readConfig, routeOf } from '../src/platform/index.ts'
import { testDatabase } from './support/database.ts'

const pool = await testDatabase()
const app = createApp({
  pool,
  config: readConfig({}),
  now: () => new Date('2026-03-02T02:00:00Z'),
  log: () => undefined,
})
const post = (path: string, init: RequestInit = {}) =>
  app.request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}', ...init })
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code

describe('without a session', () => {
  test.each(allCommands.filter(one => one.access !== 'public').map(one => one.name))(
    'the command %s is refused',
    async name => {
      const answer = await post(routeOf(name))
      expect(answer.status).toBe(401)
      expect(await codeOf(answer)).toBe('platform.sign-in-first')
    },
  )

  test.each(allQueries.filter(one => one.access !== 'public').map(one => one.name))(
    'the query %s is refused',
    async name => {
      expect((await app.request(routeOf(name))).status).toBe(401)
    },
  )

  test.each(allFileReadings.map(one => one.name))('the reading %s is refused', async name => {
    const body = new FormData()
    body.append('file', new File(['x'], 'x.txt'))
    expect((await app.request(routeOf(name), { method: 'POST', body })).status).toBe(401)
  })
})

test('the OpenAPI document names every command and query with its schemas', async () => {
  const document = (await (await app.request('/api/openapi.json')).json()) as { paths: Record<string, unknown> }
  const wanted = [...allCommands, ...allQueries].map(one => routeOf(one.name))
  expect(Object.keys(document.paths).toSorted()).toEqual(wanted.toSorted())
  const post = (
    document.paths['/api/budget/record-expenditure'] as {
      post: { requestBody: { content: Record<string, { schema: { required: string[] } }> } }
    }
  ).post
  expect(post.requestBody.content['application/json']!.schema.required).toContain('amount_fen')
})

test('the permission matrix has a row for every command and query', async () => {
  const rows = (await (await app.request('/api/permissions')).json()) as { name: string; access: unknown }[]
  expect(rows).toHaveLength(allCommands.length + allQueries.length)
  expect(rows.find(row => row.name === 'budget.adopt-budget')?.access).toEqual(['finance'])
})

describe('a request that cannot be read', () => {
  test('an unknown route, another content type, broken JSON', async () => {
    expect(await codeOf(await app.request('/api/nothing/here'))).toBe('platform.no-such-route')
    expect(await codeOf(await post('/api/people/sign-in', { headers: { 'content-type': 'text/plain' } }))).toBe(
      'platform.not-json',
    )
    expect(await codeOf(await post('/api/people/sign-in', { body: '{' }))).toBe('platform.not-json')
  })

  test('a write from a page of another site', async () => {
    const headers = { 'content-type': 'application/json', origin: 'https://evil.example', host: 'localhost' }
    const answer = await post('/api/people/sign-in', { headers })
    expect(answer.status).toBe(403)
    expect(await codeOf(answer)).toBe('platform.cross-site')
    expect(await codeOf(await post('/api/people/sign-in', { headers: { ...headers, origin: 'null' } }))).toBe(
      'platform.cross-site',
    )
    const fetched = { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }
    expect(await codeOf(await post('/api/people/sign-in', { headers: fetched }))).toBe('platform.cross-site')
  })

  test('an upload beyond the limit', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': String(65 * 1024 * 1024) }
    const answer = await post('/api/people/sign-in', { headers })
    expect(answer.status).toBe(413)
    expect(await codeOf(answer)).toBe('platform.too-large')
  })
})

test('public pages carry the policy that runs no foreign script, and a page that is not there says so', async () => {
  const home = await app.request('/')
  expect(home.headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(home.headers.get('x-content-type-options')).toBe('nosniff')
  const missing = await app.request('/no/such/page')
  expect(missing.status).toBe(404)
  // portal.no-such-page
  expect(await missing.text()).toContain('没有这个页面')
})

test('the view cookie leads back into the site only', async () => {
  expect((await app.request('/view?elder=1&back=/disclosure')).headers.get('location')).toBe('/disclosure')
  expect((await app.request('/view?elder=1&back=//evil.example')).headers.get('location')).toBe('/')
  expect((await app.request('/view?elder=1&back=https://evil.example')).headers.get('location')).toBe('/')
})
