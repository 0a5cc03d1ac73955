// Supervision as people do it: a check finds a problem, who is responsible mends it, another confirms; the figures count it.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Pool } from '../../src/platform/index.ts'
import { planCheck } from '../../src/supervision/checks/plan-check.ts'
import { run, testDatabase } from '../../test/support/database.ts'
import { figuresOf } from '../../test/support/sample.ts'
import { serveWorkbench, staffUnit, type Workbench } from '../../test/support/workbench.ts'
import { paths } from '../app/paths.ts'

let pool: Pool
let workbench: Workbench
let plan_id: string

beforeAll(async () => {
  pool = await testDatabase()
  await staffUnit(
    pool,
    ['综合运行部'],
    [
      { login: 'kuaiji', name: '小张', roles: ['finance'], section: '综合运行部' },
      { login: 'jizhe', name: '小周', roles: ['editor'], section: '综合运行部' },
    ],
  )
  const [person] = await pool<{ id: bigint }[]>`select id from people.persons where login = 'kuaiji'`
  const plan = { title: '每季度财务检查', kind: 'finance', items: ['审批手续完整', '专款专用'], every: 'quarter' }
  const made = await run(pool, planCheck, { ...plan, responsible_id: String(person!.id), starts_on: '2026-01-01' })
  plan_id = String(made.plan_id)
  workbench = await serveWorkbench(pool)
})

const at = (page: Page, path: string) => page.goto(`${workbench.base}/workbench${path}`)

test('a problem is recorded, mended by who is responsible and confirmed by another, and counted', async () => {
  const clerk = await workbench.open('kuaiji')
  await at(clerk.page, `${paths.houseChecks}/${plan_id}`)
  await clerk.page.getByLabel('审批手续完整').getByText('有问题').click()
  await clerk.page.getByLabel('问题', { exact: true }).fill('一张单据缺审批单')
  await clerk.page.getByLabel('整改责任人').click()
  await clerk.page.getByTitle('小周').last().click()
  await clerk.page.getByLabel('整改期限').fill('2026-03-20')
  await clerk.page.getByRole('button', { name: '登记检查' }).click()
  await clerk.page.getByText('每季度财务检查').first().waitFor()
  const reporter = await workbench.open('jizhe', 360)
  await at(reporter.page, paths.findings)
  await reporter.page.getByRole('button', { name: '提交整改' }).click()
  await reporter.page.getByLabel('怎样整改的').fill('已补审批单')
  await reporter.page.getByRole('dialog').getByRole('button', { name: '提交整改' }).click()
  await reporter.page.getByText('已整改').or(reporter.page.getByText('待确认')).first().waitFor()
  await at(clerk.page, paths.findings)
  await clerk.page.getByRole('button', { name: '确认整改' }).click()
  await clerk.page.getByRole('button', { name: '确认已整改' }).click()
  await expect
    .poll(
      async () => (await figuresOf(pool, { year: 2026, as: 'classified' })).get('supervision.rectified-rate')?.display,
    )
    .toBe('100%')
  expect([...clerk.faults, ...reporter.faults]).toEqual([])
})
