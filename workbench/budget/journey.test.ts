// From a section's request to the allotment it can spend: filled in, submitted, reviewed, agreed, sent up, controlled, adopted.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { agreeRequest, reviewRequest, submitRequest } from '../../src/budget/preparation/decide-request.ts'
import { openPreparation } from '../../src/budget/preparation/open-preparation.ts'
import { sendUp } from '../../src/budget/preparation/rounds.ts'
import { saveRequestItem } from '../../src/budget/preparation/save-item.ts'
import type { Pool } from '../../src/platform/index.ts'
import { run, testDatabase } from '../../test/support/database.ts'
import { serveWorkbench, staffUnit, type Workbench } from '../../test/support/workbench.ts'
import { paths } from '../app/paths.ts'

const OFFICE = '综合运行部'
const NEWS = '新闻采访部'
let pool: Pool
let workbench: Workbench

beforeAll(async () => {
  pool = await testDatabase()
  await staffUnit(
    pool,
    [OFFICE, NEWS],
    [
      { login: 'kuaiji', name: '会计', roles: ['finance'], section: OFFICE },
      { login: 'zhuren', name: '主任', roles: ['director'], section: OFFICE },
      { login: 'jizhe', name: '记者', roles: ['editor'], section: NEWS },
    ],
  )
  await run(pool, openPreparation, { year: 2027 })
  const income = { side: 'income', title: '财政拨款', quantity: 1, price_fen: '6000000' }
  await run(pool, saveRequestItem, { year: 2027, section: NEWS, ...income })
  workbench = await serveWorkbench(pool, new Date('2026-10-12T02:00:00Z'))
})

const sectionPath = `/workbench${paths.preparation}/2027/${encodeURIComponent(NEWS)}`

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByTitle(option, { exact: true }).last().click()
}

async function addIndicator(page: Page, at: number, title: string, target: string): Promise<void> {
  await page.getByRole('button', { name: '添加指标' }).click()
  await page.getByLabel('指标名称').nth(at).fill(title)
  await page.getByLabel('指标值').nth(at).fill(target)
}

async function press(page: Page, button: string, then: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).first().click()
  await page.getByText(then).first().waitFor()
}

test('a section files a measurable request, others review and agree, and it becomes what the section may spend', async () => {
  const reporter = await workbench.open('jizhe')
  await reporter.page.goto(workbench.base + sectionPath)
  await reporter.page.getByRole('button', { name: '添加项目' }).click()
  await reporter.page.getByRole('textbox', { name: '名称', exact: true }).fill('摄像机购置')
  await choose(reporter.page, '类别', '特定目标类')
  await reporter.page.getByLabel('项目名称').fill('采编设备更新')
  await reporter.page.getByRole('spinbutton', { name: '数量', exact: true }).fill('3')
  await reporter.page.getByRole('textbox', { name: '单价' }).fill('20000')
  await reporter.page.getByText('金额 60,000.00 元').waitFor()
  await reporter.page.getByLabel('绩效目标').fill('替换超期服役的摄像机，外采不断档')
  await addIndicator(reporter.page, 0, '购置摄像机', '3')
  await addIndicator(reporter.page, 1, '采编人员满意度', '90')
  await press(reporter.page, '保存', '已保存')
  await press(reporter.page, '报送', '待审核')
  await reporter.context.close()

  const finance = await workbench.open('kuaiji')
  await finance.page.goto(workbench.base + sectionPath)
  await press(finance.page, '审核通过', '待主任同意')

  const director = await workbench.open('zhuren', 360)
  await director.page.goto(`${workbench.base}/workbench${paths.inbox}`)
  await director.page.getByRole('button', { name: '同意', exact: true }).click()
  await director.page.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click()
  await expect.poll(async () => (await pool`select 1 from budget.requests where state = 'agreed'`).length).toBe(1)

  await finance.page.goto(`${workbench.base}/workbench${paths.preparation}?year=2027`)
  await finance.page.getByRole('button', { name: '一上报送财政' }).click()
  await press(finance.page, '报送', '录入控制数')
  await finance.page.getByRole('button', { name: '录入控制数' }).click()
  await finance.page.getByLabel('文号').fill('财预控〔2026〕8号')
  await finance.page.getByLabel('项目支出').fill('60000')
  await finance.page.getByRole('dialog').getByRole('button', { name: '录入控制数' }).click()
  await finance.page.getByRole('button', { name: '二上报送财政' }).waitFor()
  expect(finance.faults).toEqual([])
  await finance.context.close()
  await director.context.close()
  await toSecondUp()
  await adopted()
})

/** Agreed again within the control numbers, and sent up. */
async function toSecondUp(): Promise<void> {
  const request = { year: 2027, section: NEWS }
  const as = (id: string) => ({ actor: { id, name: id, roles: ['editor', 'finance', 'director'] } })
  await run(pool, submitRequest, request, as('71'))
  await run(pool, reviewRequest, request, as('72'))
  await run(pool, agreeRequest, request, as('73'))
  await run(pool, sendUp, { year: 2027 })
}

async function adopted(): Promise<void> {
  const { page, context, faults } = await workbench.open('kuaiji')
  await page.goto(`${workbench.base}/workbench${paths.preparation}?year=2027`)
  await page.getByRole('button', { name: '批复入账' }).click()
  await page.getByLabel('批复文号').fill('财预〔2027〕1号')
  await page.getByText('与收入相等').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '批复入账' }).click()
  await page.getByText('2027年度预算已批复入账').waitFor()
  await page.getByRole('link', { name: '指标额度台账' }).last().click()
  await page.getByText('摄像机购置').waitFor()
  const [given] = await pool<{ allotted_fen: bigint }[]>`select allotted_fen from budget.allotments`
  expect(given?.allotted_fen).toBe(6_000_000n)
  expect(faults).toEqual([])
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(one => one.id)).toEqual([])
  await context.close()
}
