// Counting on a telephone: a gun or the keyboard, a photo of the code, a dead spot in between; then the differences, one by one.
import type { Page } from 'playwright-core'
import QRCode from 'qrcode'
import { beforeAll, expect, test } from 'vitest'
import { startStocktake } from '../../src/assets/stocktake/start-stocktake.ts'
import type { Pool } from '../../src/platform/index.ts'
import { run, testDatabase } from '../../test/support/database.ts'
import { serveWorkbench, staffUnit, type Workbench } from '../../test/support/workbench.ts'
import { paths } from '../app/paths.ts'

let pool: Pool
let workbench: Workbench
let address: string

beforeAll(async () => {
  pool = await testDatabase()
  const people = [{ login: 'zonghe', name: '小王', roles: ['operations'], section: '综合运行部' }]
  await staffUnit(pool, ['综合运行部'], people)
  await pool`
    insert into assets.cards (card_no, name, class_code, original_fen, acquired_on, booked_on, life_months, place)
    select 'ZC2025-000' || n, '台式计算机', 'A02010104', 500000, '2025-01-01', '2025-01-01', 72, '机房' from generate_series(1, 4) n`
  const { stocktake_id } = await run(pool, startStocktake, { title: '年度盘点' })
  workbench = await serveWorkbench(pool)
  address = `${workbench.base}/workbench${paths.stocktakes}/${stocktake_id}`
})

async function type(page: Page, code: string): Promise<void> {
  await page.getByLabel('扫码枪或手工输入').fill(code)
  await page.getByLabel('扫码枪或手工输入').press('Enter')
}

test('scans are counted, wait through a dead spot, and a photo of the label is read', async () => {
  const { page, context } = await workbench.open('zonghe', 360)
  await page.goto(`${address}/scan`)
  await page.getByText('0 / 4').waitFor()
  await type(page, 'zc2025-0001')
  await page.getByText('1 / 4').waitFor()
  await context.setOffline(true)
  await type(page, 'ZC2025-0002')
  await type(page, '不认识的码')
  await page.getByText('2 条没有传上去').waitFor()
  await context.setOffline(false)
  await page.getByRole('button', { name: '现在补传' }).click()
  await page.getByText('2 / 4').waitFor()
  await page.getByText('不在册，记为盘盈待查').waitFor()
  const photo = await QRCode.toBuffer('ZC2025-0003', { width: 600, margin: 4 })
  await page.getByLabel('拍照识别').setInputFiles({ name: 'label.png', mimeType: 'image/png', buffer: photo })
  await page.getByText('3 / 4').waitFor()
  await context.close()
})

test('the differences are concluded one by one before the stocktake is', async () => {
  const { page, context, faults } = await workbench.open('zonghe')
  await page.goto(address)
  await page.getByText('2 项盘亏、盘盈还没有结论').waitFor()
  await page
    .getByRole('row', { name: /盘亏.*ZC2025-0004/ })
    .getByRole('button', { name: '下结论' })
    .click()
  await page.getByLabel('说明').fill('逐间找过，没有')
  await page.getByRole('dialog').getByRole('button', { name: '下结论' }).click()
  await page.getByText('1 项盘亏、盘盈还没有结论').waitFor()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('row', { name: /盘盈/ }).getByRole('button', { name: '下结论' }).click()
  await page.getByRole('combobox', { name: '结论' }).click()
  await page.getByTitle('扫错了').last().click()
  await page.getByLabel('说明').fill('不是标签')
  await page.getByRole('dialog').getByRole('button', { name: '下结论' }).click()
  await page.getByText('都有结论').waitFor()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '下结论' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '下结论' }).click()
  await page.getByText('结论：应盘 4 件，实盘 3 件').waitFor()
  expect(faults).toEqual([])
  const [loss] = await pool`select kind, state from assets.disposals`
  expect(loss).toEqual({ kind: 'loss', state: 'submitted' })
  await context.close()
})

test('a list of cards is read back: what is wrong is told by row, what changes is shown, then it is taken in', async () => {
  const { page, context, faults } = await workbench.open('zonghe')
  await page.goto(`${workbench.base}/workbench${paths.cards}`)
  await page.getByRole('button', { name: '从 Excel 修改' }).click()
  const dialog = page.getByRole('dialog')
  const choose = async (...rows: string[][]) => {
    const buffer = Buffer.from([['卡片编号', '存放地点'], ...rows].map(row => row.join(',')).join('\n'))
    await dialog.locator('input[type=file]').setInputFiles({ name: '卡片.csv', mimeType: 'text/csv', buffer })
  }
  await choose(['ZC2025-0001', '演播室'], ['ZC1999-0001', '演播室'])
  await dialog.getByText('表里有 1 处问题，没有读入。改好后重新选择文件。').waitFor()
  await dialog.getByText('第 3 行：').waitFor()
  await choose(['ZC2025-0001', '演播室'])
  await dialog.getByText('将修改 1 张卡片，0 张卡片没有变化。').waitFor()
  await dialog.getByRole('button', { name: '修改 1 张卡片' }).click()
  await dialog.waitFor({ state: 'hidden' })
  const [card] = await pool`select place from assets.cards where card_no = 'ZC2025-0001'`
  expect(card).toEqual({ place: '演播室' })
  expect(faults).toEqual([])
  await context.close()
})

test('the code of a class is found by the name of the thing', async () => {
  const { page, context, faults } = await workbench.open('zonghe')
  await page.goto(`${workbench.base}/workbench${paths.registerCard}`)
  await page.getByLabel('国标分类代码').fill('便携式计算机')
  await page.getByTitle('A02010108　便携式计算机（计算机）').click()
  expect(await page.getByLabel('国标分类代码').inputValue()).toBe('A02010108')
  expect(faults).toEqual([])
  await context.close()
})
