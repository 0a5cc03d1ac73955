// A year comes to its end: plan moved by document, targets and their alert, what forbids to close, closed, final accounts public.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { adoptBudget } from '../../src/budget/adopt-budget.ts'
import { allot } from '../../src/budget/allot.ts'
import { recordExpenditure } from '../../src/budget/record-expenditure.ts'
import { recordIncome } from '../../src/budget/record-income.ts'
import type { Pool } from '../../src/platform/index.ts'
import { run, testDatabase } from '../../test/support/database.ts'
import { type SignedIn, serveWorkbench, staffUnit, type Workbench } from '../../test/support/workbench.ts'
import { paths } from '../app/paths.ts'

const OFFICE = '综合运行部'
let pool: Pool
let workbench: Workbench
let clerk: SignedIn
let page: Page
/** opened while the year was open, and sent when it was closed */
let stale: Page

beforeAll(async () => {
  pool = await testDatabase()
  const roles = ['finance', 'director']
  await staffUnit(pool, [OFFICE], [{ login: 'kuaiji', name: '会计', roles, section: OFFICE }])
  const line = { side: 'expenditure', category: 'operating', economic_code: '30201', function_code: '2070899' }
  const lines = [
    { line_no: 'S01', side: 'income', title: '财政拨款', opening_fen: '100000' },
    { ...line, line_no: 'G01', title: '办公费', opening_fen: '60000' },
    { ...line, line_no: 'G02', title: '差旅费', opening_fen: '40000' },
  ]
  const totals = { income_fen: '100000', expenditure_fen: '100000' }
  await run(pool, adoptBudget, { year: 2026, doc_no: '财预1号', adopted_on: '2026-01-20', ...totals, lines })
  const given = { line_no: 'G01', section: OFFICE, on_date: '2026-01-21', summary: '下达', amount_fen: '50000' }
  await run(pool, allot, given)
  const fact = { on_date: '2026-03-02', counterparty: '某公司', amount_fen: '30000' }
  await run(pool, recordIncome, { ...fact, line_no: 'S01', counterparty: '区财政局', summary: '拨款' })
  const spent = { ...fact, line_no: 'G01', section: OFFICE, summary: '办公用品', economic_code: '30201' }
  await run(pool, recordExpenditure, spent)
  workbench = await serveWorkbench(pool, new Date('2026-12-31T02:00:00Z'))
  clerk = await workbench.open('kuaiji')
  page = clerk.page
})

const open = (where: string, at = page) => at.goto(`${workbench.base}/workbench${where}`)
const press = (name: string, at = page) => at.getByRole('button', { name, exact: true }).click()
const pressInDialog = (name: string) =>
  page.getByRole('dialog').last().getByRole('button', { name, exact: true }).click()

async function choose(at: Page, label: string, option: string): Promise<void> {
  await at.getByRole('combobox', { name: label }).click()
  await at.getByTitle(option, { exact: true }).last().click()
}

async function clean(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(one => `${one.id} ${one.nodes[0]?.html}`)).toEqual([])
}

test('a virement without an approving document is not sent; with one it is booked and the document is listed', async () => {
  await open(`${paths.adjust}?kind=move`)
  await choose(page, '转出指标', 'G01 办公费')
  await choose(page, '转入指标', 'G02 差旅费')
  await page.getByRole('textbox', { name: '金额' }).fill('50')
  await page.getByLabel('摘要').fill('差旅增加')
  await press('调剂指标')
  await page.getByText('请填批准文号').waitFor()
  expect(await pool`select 1 from budget.approvals`).toHaveLength(0)
  await page.getByLabel('批准文号').fill('财预调〔2026〕3号')
  await press('调剂指标')
  await page.getByText('已调剂：办公费 50.00 元。').waitFor()
  await page.getByRole('link', { name: '批准文件', exact: true }).first().click()
  await page.getByRole('cell', { name: '财预调〔2026〕3号' }).waitFor()
  await page.getByText('没有附件').waitFor()
})

test('a section behind its months is told as slow on its page and in the inbox, until its targets say otherwise', async () => {
  await open(paths.inbox)
  await page.getByText(`${OFFICE}支出进度偏慢`).waitFor()
  await open(paths.responsibility)
  const spending = page.locator('section.part').filter({ hasText: '支出额度' })
  await spending.getByText('偏慢', { exact: true }).waitFor()
  await press('设置月度目标')
  for (let month = 1; month <= 12; month++) {
    await page.getByLabel(`${month}月`, { exact: true }).fill(month === 1 ? '300' : month === 12 ? '100' : '0')
  }
  await page.getByText('合计 400.00 元，与全年 500.00 元相差 100.00 元').waitFor()
  await page.getByLabel('12月', { exact: true }).fill('200')
  await page.getByText('合计 500.00 元，与全年相等').waitFor()
  await pressInDialog('设置')
  await spending.getByText('正常', { exact: true }).waitFor()
  await clean()
  await open(paths.inbox)
  await page.getByRole('heading', { name: '待办' }).waitFor()
  await expect.poll(() => page.getByText(`${OFFICE}支出进度偏慢`).count()).toBe(0)
})

test('what is left of the lines forbids to close, in words, and leads to where it is recalled', async () => {
  await open(paths.closing)
  await page.getByText('指标“G01 办公费”还有 250.00 元没有结转或收回').waitFor()
  expect(await page.getByRole('button', { name: '关闭2026年度' }).isDisabled()).toBe(true)
  await page.getByRole('link', { name: '指标“G02 差旅费”还有 450.00 元没有结转或收回' }).click()
  for (const left of [2, 1]) {
    await page.getByRole('button', { name: '结转或收回' }).nth(0).click()
    await page.getByLabel('财政收回').check()
    await pressInDialog('收回')
    await page.getByText('请填批准文号').waitFor()
    await page.getByLabel('批准文号').fill('财预收〔2026〕9号')
    await pressInDialog('收回')
    await expect.poll(() => page.getByRole('button', { name: '结转或收回' }).count()).toBe(left - 1)
  }
})

test('the year is closed for good: what is sent afterwards is refused in words, and the forms say so', async () => {
  stale = await clerk.context.newPage()
  await open(`${paths.adjust}?kind=increase`, stale)
  await choose(stale, '指标', 'G02 差旅费')
  await stale.getByRole('textbox', { name: '金额' }).fill('10')
  await stale.getByLabel('批准文号').fill('财预追〔2026〕8号')
  await stale.getByLabel('摘要').fill('迟到的追加')
  await open(paths.finalAccounts)
  await page.getByText('年度关账后才能公开').waitFor()
  await clean()
  await open(paths.closing)
  await page.getByText('没有未了的事，可以关账。').waitFor()
  await press('关闭2026年度')
  await pressInDialog('关闭2026年度')
  await page.getByText('各年度的账都已关闭。').waitFor()
  await clean()
  await press('追加指标', stale)
  await stale.getByText('该年度已关账，不能再记账').waitFor()
  await stale.close()
  await open(paths.record)
  await page.getByText('2026年度的账已经关闭，不能再记').waitFor()
})

test('the final accounts of the closed year are published, and a resident finds all nine tables', async () => {
  await open(paths.closing)
  await page.getByRole('link', { name: '2026年度决算' }).click()
  await page.getByText('项全部相符').waitFor()
  await press('公开')
  await pressInDialog('公开')
  await page.getByRole('link', { name: '看公开页' }).waitFor()
  await page.goto(`${workbench.base}/disclosure`)
  await page.getByRole('link', { name: '2026年度部门决算' }).click()
  for (let n = 1; n <= 9; n++) await page.getByText(`公开0${n}表`).first().waitFor()
  await clean()
  expect(clerk.faults).toEqual([])
  await page.goBack()
  await page.goBack()
  await press('撤下')
  await page.getByLabel('撤下的原因').fill('数字要更正')
  await pressInDialog('撤下')
  await page.getByText('还没有公开。').waitFor()
  await page.goto(`${workbench.base}/disclosure`)
  expect(await page.getByRole('link', { name: '2026年度部门决算' }).count()).toBe(0)
})
