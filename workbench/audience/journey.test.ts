// Effect in a real browser: a post with its counters, the index made of it opened to its steps, a quarter's inspection begun.
import { AxeBuilder } from '@axe-core/playwright'
import { beforeAll, expect, test } from 'vitest'
import type { Pool } from '../../src/platform/index.ts'
import { testDatabase } from '../../test/support/database.ts'
import { account } from '../../test/support/publishing.ts'
import { serveWorkbench, staffUnit, type Workbench } from '../../test/support/workbench.ts'
import { paths } from '../app/paths.ts'

let pool: Pool
let workbench: Workbench

beforeAll(async () => {
  pool = await testDatabase()
  const people = [{ login: 'zonghe', name: '张综合', roles: ['operations'], section: '综合运行部' }]
  await staffUnit(pool, ['综合运行部'], people)
  await account(pool, 'manual', 'wechat', { platform: '微信公众号', name: '北塔发布' })
  workbench = await serveWorkbench(pool)
})

const at = (path: string) => `${workbench.base}/workbench${path}`

test('a post is entered with its counters, and the index made of it opens to every step', async () => {
  const { context, page, faults } = await workbench.open('zonghe')
  await page.goto(at(paths.readings))
  await page.getByRole('button', { name: '登记一条内容' }).click()
  await page.getByRole('combobox', { name: '账号' }).click()
  await page.getByTitle('微信公众号 北塔发布').click()
  await page.getByRole('textbox', { name: '标题' }).fill('桥修好了')
  const day = page.getByRole('textbox', { name: '发布日期' })
  await day.fill('2026-02-27')
  await day.press('Enter')
  await page.getByRole('spinbutton', { name: '阅读数' }).fill('1200')
  await page.getByRole('spinbutton', { name: '点赞' }).fill('30')
  await page
    .getByRole('button', { name: '登 记' })
    .or(page.getByRole('button', { name: '登记', exact: true }))
    .click()
  await page.getByRole('cell', { name: '1,200' }).waitFor()

  await page.goto(at(paths.indexes))
  await page.getByRole('button', { name: '计算指数' }).click()
  await page.getByRole('combobox', { name: '账号' }).click()
  await page.getByTitle('微信公众号 北塔发布').click()
  await page
    .getByRole('button', { name: '计 算' })
    .or(page.getByRole('button', { name: '计算', exact: true }))
    .click()
  await page.locator('button.figure').first().click()
  await page.getByText('(0.6*O + 0.2*A + 0.1*H + 0.1*P)^2 * 1.2 * 10').waitFor()
  const [row] = await pool<{ inputs: Record<string, number> }[]>`select inputs from audience.index_values`
  expect(row!.inputs).toMatchObject({ n: 1, R: 1200, L: 30 })
  expect(faults).toEqual([])
  await context.close()
}, 90_000)

test('the inspection of a quarter is begun on a telephone, and a line is answered', async () => {
  const { context, page, faults } = await workbench.open('zonghe', 360)
  await page.goto(at(paths.inspection))
  await page.getByRole('button', { name: '开始自查' }).click()
  await page.getByText('最近一次自动检查').waitFor()
  await page.getByRole('button', { name: '填写' }).first().click()
  await page.getByLabel('怎么查的，情况如何').fill('经查没有问题')
  await page
    .getByRole('button', { name: '保 存' })
    .or(page.getByRole('button', { name: '保存', exact: true }))
    .click()
  const answered = async () => {
    const [line] = await pool<{ outcome: string; answered_by: string }[]>`
      select outcome, answered_by from audience.inspection_results where answered_at is not null`
    return line
  }
  await expect.poll(answered, { timeout: 20_000 }).toEqual({ outcome: 'fine', answered_by: '张综合' })
  await page
    .locator('.ant-message-notice')
    .first()
    .waitFor({ state: 'detached' })
    .catch(() => undefined)
  const { violations } = await new AxeBuilder({ page }).exclude('.ant-message').analyze()
  expect(violations.map(one => `${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
}, 90_000)
