// What people do in the workbench, in a real browser against the real server: by the names they read.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Pool } from '../src/platform/index.ts'
import { fillBooks } from '../test/support/books.ts'
import { testDatabase } from '../test/support/database.ts'
import { serveWorkbench, type Workbench } from '../test/support/workbench.ts'
import { paths } from './app/paths.ts'

const section = '综合运行部'

let pool: Pool
let workbench: Workbench
let base: string

const signedIn = (login: string) => workbench.open(login)

beforeAll(async () => {
  pool = await testDatabase()
  await fillBooks(pool)
  workbench = await serveWorkbench(pool)
  base = workbench.base
})

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
