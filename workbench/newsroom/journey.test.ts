// One long way: a tip becomes a topic, an assignment, a story; three persons review it; it is signed.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { nameReviewers } from '../../src/newsroom/review/reviewers.ts'
import type { Pool } from '../../src/platform/index.ts'
import { run, testDatabase } from '../../test/support/database.ts'
import { serveWorkbench, staffUnit, type Workbench } from '../../test/support/workbench.ts'
import { paths } from '../app/paths.ts'

const NEWS = '新闻采访部'
let pool: Pool
let workbench: Workbench

beforeAll(async () => {
  pool = await testDatabase()
  await staffUnit(
    pool,
    [NEWS],
    [
      { login: 'jizhe', name: '记者', roles: ['editor'], section: NEWS },
      { login: 'chushen', name: '责任编辑', roles: ['editor'], section: NEWS },
      { login: 'fushen', name: '部门主任', roles: ['editor'], section: NEWS },
      { login: 'zhuren', name: '总编辑', roles: ['director'], section: NEWS },
    ],
  )
  const people = await pool<{ id: bigint; login: string }[]>`select id, login from people.persons`
  const named = (step: string, login: string) => {
    const person_id = String(people.find(one => one.login === login)!.id)
    return { step, person_id, place: 'A' }
  }
  const reviewers = [named('review1', 'chushen'), named('review2', 'fushen'), named('review3', 'zhuren')]
  await run(pool, nameReviewers, { reviewers })
  workbench = await serveWorkbench(pool)
})

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click()

async function fromTipToTopic(page: Page): Promise<void> {
  await page.goto(`${workbench.base}/workbench${paths.tips}`)
  await press(page, '登记线索')
  await page.getByLabel('一句话说清是什么事').fill('资江二桥今天通车')
  await press(page, '登记')
  await page.getByRole('button', { name: '资江二桥今天通车' }).click()
  await press(page, '立为选题')
  await page.getByLabel('角度').fill('跟第一批车过桥')
  await press(page, '报题')
  await page.getByText('选题已报').waitFor()
}

async function decideAndAssign(page: Page): Promise<void> {
  await page.goto(`${workbench.base}/workbench${paths.pitches}`)
  await press(page, '审定')
  await press(page, '定')
  await page.getByText('已审定').waitFor()
  await press(page, '派任务')
  await page.getByRole('combobox', { name: '派给谁' }).click()
  await page.getByTitle('记者', { exact: true }).last().click()
  await page.getByLabel('要求').click()
  await press(page, '派出')
  await page.getByText('任务已派').waitFor()
}

async function write(page: Page): Promise<string> {
  await page.goto(`${workbench.base}/workbench${paths.assignments}`)
  await press(page, '接任务')
  await press(page, '写稿')
  await page.getByRole('textbox', { name: '正文' }).click()
  await page.keyboard.type('资江二桥今天上午通车，第一批车九点过桥。')
  await page.keyboard.press('Control+s')
  await page.getByText('已保存').waitFor()
  await press(page, '送审')
  await page.getByRole('dialog').getByRole('button', { name: '送审', exact: true }).click()
  await page.getByText('已送审').waitFor()
  return new URL(page.url()).pathname.split('/').at(-1)!
}

async function pass(login: string, storyId: string): Promise<void> {
  const { page, context } = await workbench.open(login, login === 'zhuren' ? 360 : 1280)
  await page.goto(`${workbench.base}/workbench${paths.review}/${storyId}`)
  await page.getByText('第一批车九点过桥').first().waitFor()
  await press(page, login === 'zhuren' ? '签发' : '通过')
  await page.getByText('已审').first().waitFor()
  await context.close()
}

test('a tip becomes a topic, an assignment and a story, and is signed after three reviews by three persons', async () => {
  const reporter = await workbench.open('jizhe')
  await fromTipToTopic(reporter.page)
  const director = await workbench.open('zhuren')
  await decideAndAssign(director.page)
  const storyId = await write(reporter.page)
  for (const login of ['chushen', 'fushen', 'zhuren']) await pass(login, storyId)
  await director.page.goto(`${workbench.base}/workbench${paths.board}`)
  await director.page.getByText('今天签发').waitFor()
  const [story] = await pool`select s.state, s.edition_no, a.state assigned from newsroom.stories s
    join newsroom.assignments a on a.id = s.assignment_id where s.id = ${storyId}`
  expect(story).toEqual({ state: 'signed', edition_no: 1, assigned: 'done' })
  const steps = await pool`select distinct person_id from newsroom.decisions`
  expect(steps).toHaveLength(3)
  expect([...reporter.faults, ...director.faults]).toEqual([])
})
