// What people do in the workbench, in a real browser against the real server: by the names they read.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type ServerType, serve } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { adoptBudget } from '../src/budget/adopt-budget.ts'
import { allot } from '../src/budget/allot.ts'
import { addPerson } from '../src/people/add-person.ts'
import { ensureSection, writeUnit } from '../src/people/index.ts'
import { type Pool, readConfig } from '../src/platform/index.ts'
import { launchBrowser } from '../test/support/browser.ts'
import { run, testDatabase } from '../test/support/database.ts'
import { navigation } from './app/navigation.ts'
import { paths } from './app/paths.ts'

const section = '综合运行部'
const password = 'a-long-first-secret'
const NOW = new Date('2026-03-02T02:00:00Z')
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.svg': 'image/svg+xml',
}

let pool: Pool
let server: ServerType
let browser: Browser
let base: string
const dist = mkdtempSync(path.join(os.tmpdir(), 'beita-workbench-'))

async function fillBooks(): Promise<void> {
  await pool.begin(async tx => {
    await writeUnit(tx, { name: '某区融媒体中心', short_name: '本中心', district: '某市某区', duties: '' })
    await ensureSection(tx, section)
  })
  const person = { joined_on: '2026-01-01', password, must_change: false }
  const roles = ['finance', 'admin', 'operations', 'director']
  await run(pool, addPerson, { ...person, name: '会计', login: 'kuaiji', roles })
  await run(pool, addPerson, { ...person, name: '记者', login: 'jizhe', roles: ['editor'] })
  const line = { line_no: 'G01', side: 'expenditure', title: '办公费', category: 'operating', economic_code: '30201' }
  const income = { line_no: 'S01', side: 'income', title: '财政拨款', opening_fen: '100000' }
  const totals = { income_fen: '100000', expenditure_fen: '100000' }
  const lines = [income, { ...line, opening_fen: '100000' }]
  await run(pool, adoptBudget, { year: 2026, doc_no: '财预1号', adopted_on: '2026-01-20', ...totals, lines })
  const movement = { line_no: 'G01', section, on_date: '2026-01-21', summary: '下达' }
  await run(pool, allot, { ...movement, amount_fen: '50000' })
}

beforeAll(async () => {
  pool = await testDatabase()
  await fillBooks()
  const configFile = path.join(import.meta.dirname, 'vite.config.ts')
  await build({ configFile, logLevel: 'error', build: { outDir: dist, emptyOutDir: true } })
  const app = createApp({ pool, config: readConfig({}), now: () => NOW, log: console.error })
  base = await new Promise<string>(resolve => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    )
  })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await new Promise(resolve => (server ? server.close(resolve) : resolve(undefined)))
  rmSync(dist, { recursive: true, force: true })
})

/** A browser of one's own, signed in; the workbench comes from this run's build, under the server's content policy. */
async function signedIn(
  login: string,
  width = 1280,
): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width, height: 800 } })
  const answer = await context.request.post(`${base}/api/people/sign-in`, {
    data: { login, password },
    headers: { origin: base },
  })
  expect(answer.status()).toBe(200)
  const policy = answer.headers()['content-security-policy']!
  await context.route(/\/workbench(\/|$)/, route => {
    const name = new URL(route.request().url()).pathname.replace(/^\/workbench\/?/, '')
    const file = path.join(dist, path.extname(name) ? name : 'index.html')
    const contentType = TYPES[path.extname(file)] ?? 'application/octet-stream'
    return route.fulfill({ body: readFileSync(file), contentType, headers: { 'content-security-policy': policy } })
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', error => faults.push(error.message))
  page.on('response', response => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`)
  })
  return { context, page, faults }
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByTitle(option, { exact: true }).last().click()
}

async function fillExpenditure(page: Page, amount: string, summary: string): Promise<void> {
  await page.goto(`${base}/workbench${paths.record}`)
  await choose(page, '支出指标', 'G01 办公费')
  await choose(page, '科室', section)
  await page.getByLabel('金额').fill(amount)
  await page.getByLabel('摘要').fill(summary)
  await page.getByLabel('对方单位或个人').fill('某文具店')
}

const booked = async (summary: string) =>
  (await pool`select 1 from budget.movements where kind = 'spend' and summary = ${summary}`).length

test('an expenditure shows what is left while typing, and more than that is not sent', async () => {
  const { context, page } = await signedIn('kuaiji')
  await fillExpenditure(page, '600', '超额')
  await page.getByText('可用额度 500.00 元，还差 100.00 元').waitFor()
  await page.getByRole('button', { name: '登记支出' }).click()
  await page.getByText('超过可用额度 500.00 元').waitFor()
  expect(await booked('超额')).toBe(0)
  await context.close()
})

test('a form left behind is found again, and a double click books once', async () => {
  const { context, page } = await signedIn('kuaiji')
  await fillExpenditure(page, '100', '买纸')
  await page.reload()
  await page.getByText('已恢复上次没有提交的内容').waitFor()
  expect(await page.getByLabel('摘要').inputValue()).toBe('买纸')
  expect(await page.getByLabel('部门经济分类（款）').inputValue()).toBe('30201')
  await page.getByRole('button', { name: '登记支出' }).dblclick()
  await page.getByText('已登记 100.00 元').waitFor()
  expect(await booked('买纸')).toBe(1)
  await context.close()
})

test('a lost answer is told, and trying again books once', async () => {
  const { context, page } = await signedIn('kuaiji')
  await fillExpenditure(page, '1', '断网')
  const lost = async (route: { fetch(): Promise<unknown>; abort(): Promise<void> }) => {
    await route.fetch()
    await route.abort()
  }
  await context.route('**/api/budget/record-expenditure', lost, { times: 1 })
  await page.getByRole('button', { name: '登记支出' }).click()
  await page.getByText('网络不通').waitFor()
  expect(await page.getByLabel('摘要').inputValue()).toBe('断网')
  // even after the page was loaded anew
  await page.reload()
  await page.getByRole('button', { name: '登记支出' }).click()
  await page.getByText('已登记 1.00 元').waitFor()
  expect(await booked('断网')).toBe(1)
  await context.close()
})

test('the Enter that ends a Chinese word opens no page', async () => {
  const { context, page } = await signedIn('kuaiji')
  await page.goto(`${base}/workbench${paths.ledger}`)
  await page.getByRole('heading', { name: '预算指标额度台账' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '查找页面' }).waitFor()
  const keyboard = await context.newCDPSession(page)
  await keyboard.send('Input.imeSetComposition', { text: 'xushi', selectionStart: 5, selectionEnd: 5 })
  // Chromium ends the composition before it reports this Enter, so that the event itself does not say it is composing
  await page.evaluate(() => {
    const box = document.activeElement!
    box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '序时' }))
    box.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true } as object),
    )
  })
  await keyboard.send('Input.insertText', { text: '序时' })
  await page.getByRole('option', { name: '序时账' }).waitFor()
  expect(page.url()).toContain(paths.ledger)
  await page.waitForTimeout(50)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '序时账' }).waitFor()
  await context.close()
})

test('the blank books are downloaded, and chosen again as they are name what is to be filled in', async () => {
  const { context, page } = await signedIn('kuaiji')
  await page.goto(`${base}/workbench${paths.importBooks}`)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载空白账套' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('空白账套.xlsx')
  await page.locator('input[type=file]').setInputFiles({
    name: file.suggestedFilename(),
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: readFileSync((await file.path())!),
  })
  await page.getByText('改正后重新选择文件。没有导入任何内容。').waitFor()
  expect(await page.getByRole('row', { name: /基本情况.*不能为空/ }).count()).toBeGreaterThan(5)
  await context.close()
})

test('a link to a number opened out of another names the other one', async () => {
  const { context, page, faults } = await signedIn('kuaiji')
  const figure = 'figure=budget.spent&figure_year=2026&figure_as=classified'
  await page.goto(`${base}/workbench${paths.figures}?year=2026&${figure}&figure_from=budget.execution-rate`)
  await page.getByRole('navigation', { name: '从哪个数来' }).getByRole('link', { name: '预算执行率（年初）' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('a form for others says whose work it is', async () => {
  const { context, page } = await signedIn('jizhe')
  await page.goto(`${base}/workbench${paths.record}`)
  await page.getByText('这一页由会计办理').waitFor()
  expect(await page.getByRole('link', { name: '登记收支' }).count()).toBe(0)
  await context.close()
})

test('every page opens at 1280 and 360 pixels without a fault, without scrolling sideways, readable for everybody', async () => {
  const found: string[] = []
  for (const width of [1280, 360]) {
    const { context, page, faults } = await signedIn('kuaiji', width)
    for (const { to } of navigation.flatMap(group => group.entries)) {
      await page.goto(`${base}/workbench${to}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (beyond > 0) found.push(`${to} at ${width}: ${beyond} px too wide`)
      const { violations } = await new AxeBuilder({ page }).analyze()
      found.push(...violations.map(one => `${to} at ${width}: ${one.id} ${one.nodes[0]?.target}`))
    }
    found.push(...faults.map(fault => `at ${width}: ${fault}`))
    await context.close()
  }
  expect(found).toEqual([])
}, 180_000)
