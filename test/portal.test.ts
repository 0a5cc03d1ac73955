// The public pages in a real browser: readable without JavaScript, nothing for axe to find, every number leads to its rows.
import { AxeBuilder } from '@axe-core/playwright'
import { serve } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadSample } from '../samples/load.ts'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/platform/index.ts'
import { launchBrowser, openPage, type View } from './support/browser.ts'
import { testDatabase } from './support/database.ts'

const pool = await testDatabase()
let browser: Browser
let base = ''
let close: () => void

beforeAll(async () => {
  await loadSample(pool, new Date('2026-11-24T02:00:00Z'))
  const app = createApp({
    pool,
    config: readConfig({}),
    now: () => new Date('2026-11-24T02:00:00Z'),
    log: () => undefined,
  })
  const server = serve({ fetch: app.fetch, port: 0 })
  await new Promise(resolve => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  close = () => server.close()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  close?.()
})

const ROUTES = [
  '/',
  '/disclosure',
  '/disclosure/2022',
  '/disclosure/2022/data',
  '/disclosure/2022/final-accounts',
  '/figures/budget.spent?year=2022',
  '/figures/budget.execution-rate?year=2022',
  '/vouchers/5',
  '/no/such/page',
]

const open = (at: string, view: View) => openPage(browser, base, at, view)

describe.each(ROUTES)('%s', path => {
  test.each([
    ['light at 1440 px', { width: 1440 }],
    ['dark at 360 px', { width: 360, dark: true }],
    ['large type at 360 px', { width: 360, elder: true }],
  ])('has nothing for axe to find and does not overflow, %s', async (_name, options) => {
    const page = await open(path, options)
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    expect(violations.map(violation => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 120)}`)).toEqual([])
    const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
    expect(overflow).toBeLessThanOrEqual(0)
    await page.context().close()
  })
})

test('axe does find what is planted', async () => {
  const page = await open('/', { width: 1440 })
  await page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/tower.svg\">')")
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(violation => violation.id)).toContain('image-alt')
  await page.context().close()
})

test('without JavaScript a reader gets from the front page to the rows behind a number, and to the voucher', async () => {
  const page = await open('/', { width: 360, script: false })
  await page.getByRole('link', { name: '129.7万元' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('本年实际支出')
  expect(await page.getByText('与上面的数一致').count()).toBe(1)
  await page.getByRole('link', { name: '1月基本工资' }).first().click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^2022年第\d+号凭证$/)
  await page.context().close()
})

test('a rate opens its formula, and the formula its inputs', async () => {
  const page = await open('/disclosure/2022', { width: 1440 })
  await page.getByRole('link', { name: '79.64%' }).first().click()
  expect(await page.getByText('本年实际支出 ÷ 年初预算 × 100%').count()).toBe(1)
  await page.getByRole('link', { name: '162.85万元' }).click()
  expect(await page.getByText('与上面的数一致').count()).toBe(1)
  await page.context().close()
})

test('the large type is switched on and off by a link', async () => {
  const page = await open('/disclosure', { width: 360, script: false })
  await page.getByRole('link', { name: '长辈版（大字）' }).click()
  expect(await page.locator('html').getAttribute('class')).toBe('elder')
  await page.getByRole('link', { name: '退出长辈版' }).click()
  expect(await page.locator('html').getAttribute('class')).toBeNull()
  await page.context().close()
})

test('pages come from the cache with an ETag and answer 304, files with their names', async () => {
  const first = await fetch(`${base}/disclosure/2022`)
  const again = await fetch(`${base}/disclosure/2022`, { headers: { 'if-none-match': first.headers.get('etag')! } })
  expect(again.status).toBe(304)
  for (const [file, type] of [
    ['report.docx', 'wordprocessingml'],
    ['report.pdf', 'application/pdf'],
    ['report.txt', 'text/plain'],
    ['figures.xlsx', 'spreadsheetml'],
    ['figures.csv', 'text/csv'],
    ['figures.json', 'application/json'],
  ]) {
    const answer = await fetch(`${base}/disclosure/2022/${file}`)
    expect(answer.status, file).toBe(200)
    expect(answer.headers.get('content-type'), file).toContain(type)
    expect(answer.headers.get('content-disposition'), file).toContain('filename*=UTF-8')
  }
  expect((await fetch(`${base}/disclosure/2022/report.exe`)).status).toBe(404)
  expect((await fetch(`${base}/figures/budget.spent?year=2026`)).status).toBe(403)
})
