import { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { loadSample } from '../../samples/load.ts'
import { staff, testDatabase } from '../../test/support/database.ts'
import { allFigures } from '../app.ts'
import { type Actor, errorAnswer, type Pool } from '../platform/index.ts'
import { mountReports } from './routes.ts'

const now = new Date('2026-05-06T02:00:00Z')
let pool: Pool

function ask(address: string, actor: Actor | null = staff('editor')) {
  const app = new Hono()
  const parts = {
    pool,
    commands: [],
    queries: [],
    actorOf: async () => actor ?? undefined,
    now: () => now,
    trust_proxy: false,
  }
  mountReports(app, { ...parts, set: allFigures, fonts_dir: undefined })
  app.onError((error, c) => errorAnswer(c, error, () => undefined))
  return app.request(`/api/performance/report?${address}`)
}

beforeAll(async () => {
  pool = await testDatabase()
  await loadSample(pool, now)
}, 300_000)

test.each([
  ['text', 'txt', 'text/plain; charset=utf-8'],
  ['html', 'html', 'text/html; charset=utf-8'],
  ['docx', 'docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['pdf', 'pdf', 'application/pdf'],
  ['json', 'json', 'application/json; charset=utf-8'],
])('the draft leaves as %s, under its name, and no cache keeps it', async (format, suffix, type) => {
  const answer = await ask(`year=2022&format=${format}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe(type)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const name = /filename\*=UTF-8''(.+)$/.exec(answer.headers.get('content-disposition')!)![1]!
  expect(decodeURIComponent(name)).toBe(`2022年度部门整体支出绩效评价报告.${suffix}`)
  const start = Buffer.from(await answer.arrayBuffer()).subarray(0, 200)
  const magic: Record<string, string> = {
    pdf: '%PDF-',
    docx: 'PK',
    html: '<!doctype html>',
    json: '{',
    text: '北塔区融媒体中心',
  }
  expect(start.toString('utf8')).toMatch(new RegExp(`^${magic[format]}`))
})

test('the draft as JSON carries the figures exactly and the classification it was made under', async () => {
  const report = (await (await ask('year=2022&format=json&as=classified')).json()) as {
    as: string
    figures: { name: string; value: string; amount?: unknown }[]
  }
  expect(report.as).toBe('classified')
  expect(report.figures.find(figure => figure.name === 'budget.execution-rate')?.value).toBe('79.6438440282')
  // what has nothing to count, such as readers of a year without a newsroom, is left out
  const always = [...allFigures.values()].filter(figure => !figure.optional)
  expect(report.figures.map(figure => figure.name)).toEqual(always.map(figure => figure.name))
})

test('the draft is for staff, of a year with books, in a format there is', async () => {
  const code = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]
  expect(await code(await ask('year=2022&format=text', null))).toEqual([401, 'platform.sign-in-first'])
  expect(await code(await ask('year=2050&format=text'))).toEqual([404, 'budget.no-such-year'])
  expect(await code(await ask('year=2022&format=rtf'))).toEqual([400, 'platform.malformed'])
})
