// One long day: a tip becomes a topic, an assignment, a story; three persons review it; it goes to WeChat, the site and the
// newspaper; its effect is entered; it is corrected, and at last taken back with a certificate.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noteReleases } from '../../src/audience/counters/record-readings.ts'
import { serveEmulators } from '../../src/channels/emulators/serve.ts'
import { nameReviewers } from '../../src/newsroom/review/reviewers.ts'
import type { Pool } from '../../src/platform/index.ts'
import { connected } from '../../test/support/channels.ts'
import { run, testDatabase } from '../../test/support/database.ts'
import { account, deliverDue } from '../../test/support/publishing.ts'
import { temporaryFolder } from '../../test/support/server.ts'
import { type SignedIn, serveWorkbench, staffUnit, type Workbench } from '../../test/support/workbench.ts'
import { paths } from '../app/paths.ts'

const NEWS = '新闻采访部'
const NOW = new Date('2026-03-02T02:00:00Z')
const HEADLINE = '资江二桥今天通车'
let pool: Pool
let workbench: Workbench
let storyId = ''
const { folder, remove } = temporaryFolder()
const served = await serveEmulators(0)
afterAll(async () => {
  await Promise.all(served.map(one => one.stop()))
  remove()
})

const STAFF = [
  { login: 'jizhe', name: '记者', roles: ['editor'], section: NEWS },
  { login: 'chushen', name: '责任编辑', roles: ['editor'], section: NEWS },
  { login: 'fushen', name: '部门主任', roles: ['editor'], section: NEWS },
  { login: 'zonghe', name: '综合', roles: ['operations'], section: NEWS },
  { login: 'zhuren', name: '总编辑', roles: ['director'], section: NEWS },
]

beforeAll(async () => {
  pool = await testDatabase()
  await staffUnit(pool, [NEWS], STAFF)
  const people = await pool<{ id: bigint; login: string }[]>`select id, login from people.persons`
  const named = (step: string, login: string) => {
    const person_id = String(people.find(one => one.login === login)!.id)
    return { step, person_id, place: 'A' }
  }
  const reviewers = [named('review1', 'chushen'), named('review2', 'fushen'), named('review3', 'zhuren')]
  await run(pool, nameReviewers, { reviewers })
  await account(pool, 'site', 'site', { platform: '网站', name: '北塔新闻网', handle: 'news' })
  await connected(pool, 'wechat', served.find(one => one.name === 'wechat')!.url)
  await pool`update channels.accounts set platform = '微信公众号', name = '北塔发布' where adapter = 'wechat'`
  workbench = await serveWorkbench(pool, NOW, { DATA_DIR: folder })
})

const opened = new Map<string, SignedIn>()
/** The page of a person, signed in once for the whole day. */
async function as(login: string): Promise<Page> {
  const there = opened.get(login) ?? (await workbench.open(login, login === 'zhuren' ? 360 : 1280))
  opened.set(login, there)
  there.page.setDefaultTimeout(15_000)
  return there.page
}
const go = (page: Page, path: string) => page.goto(`${workbench.base}/workbench${path}`)
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click()
const confirm = (page: Page, name: string) =>
  page.getByRole('dialog').last().getByRole('button', { name, exact: true }).click()
const done = async (page: Page, text: string) => {
  const note = page.locator('.ant-message').getByText(text).last()
  await note.waitFor()
}
async function choose(page: Page, field: string, text: string | RegExp): Promise<void> {
  await page.getByRole('dialog').last().getByRole('combobox', { name: field }).click()
  await page.locator('.ant-select-dropdown:visible').getByTitle(text).last().click()
}

/** The worker's minutes from then on, one by one, until something stands: the platforms publish in their own time. */
async function workUntil(minute: number, stands: () => Promise<boolean>): Promise<void> {
  let next = minute
  const worked = async () => {
    await deliverDue(pool, new Date(NOW.getTime() + next * 60_000))
    next += 1
    return stands()
  }
  await expect.poll(worked, { timeout: 30_000, interval: 300 }).toBe(true)
}

async function pass(login: string): Promise<void> {
  const page = await as(login)
  await go(page, `${paths.review}/${storyId}`)
  await page.getByRole('button', { name: '退回修改' }).waitFor()
  await press(page, login === 'zhuren' ? '签发' : '通过')
  await done(page, '已审')
}

describe('one long day', () => {
  test('a tip becomes a topic', async () => {
    const page = await as('jizhe')
    await go(page, paths.tips)
    await press(page, '登记线索')
    await page.getByLabel('一句话说清是什么事').fill(HEADLINE)
    await press(page, '登记')
    await page.getByRole('button', { name: HEADLINE }).click()
    await press(page, '立为选题')
    await page.getByLabel('角度').fill('跟第一批车过桥')
    await press(page, '报题')
    await done(page, '选题已报')
  })

  test('the topic is decided and given to somebody, for three channels', async () => {
    const page = await as('zhuren')
    await go(page, paths.pitches)
    await press(page, '审定')
    await press(page, '定')
    await done(page, '已审定')
    await press(page, '派任务')
    await page.getByRole('combobox', { name: '派给谁' }).click()
    await page.getByTitle('记者', { exact: true }).last().click()
    await page.getByLabel('要求').click()
    for (const channel of ['微信公众号', '报纸']) await page.getByRole('dialog').getByLabel(channel).check()
    await press(page, '派出')
    await done(page, '任务已派')
  })

  test('the story is written and handed in', async () => {
    const page = await as('jizhe')
    await go(page, paths.assignments)
    await press(page, '接任务')
    await press(page, '写稿')
    await page.getByRole('textbox', { name: '正文' }).click()
    await page.keyboard.type('资江二桥今天上午通车，第一批车九点过桥。')
    await page.keyboard.press('Control+s')
    await page.getByText('已保存').waitFor()
    await press(page, '送审')
    await confirm(page, '送审')
    await done(page, '已送审')
    storyId = new URL(page.url()).pathname.split('/').at(-1)!
  })

  test('three persons review it, and it is signed', async () => {
    for (const login of ['chushen', 'fushen', 'zhuren']) await pass(login)
    const page = await as('zhuren')
    await go(page, paths.board)
    await page.getByText('今天签发').waitFor()
    const [story] = await pool`select s.state, s.edition_no, s.channels, a.state assigned from newsroom.stories s
      join newsroom.assignments a on a.id = s.assignment_id where s.id = ${storyId}`
    expect(story).toEqual({
      state: 'signed',
      edition_no: 1,
      channels: ['site', 'wechat', 'newspaper'],
      assigned: 'done',
    })
    expect(await pool`select distinct person_id from newsroom.decisions`).toHaveLength(3)
  })

  test('it stands on the site and on WeChat', async () => {
    const page = await as('zonghe')
    await go(page, `${paths.stories}/${storyId}`)
    await page.getByRole('tab', { name: '发布' }).click()
    await page.getByRole('tabpanel').getByRole('button', { name: '发布' }).click()
    await page
      .getByRole('dialog')
      .getByRole('checkbox', { name: /北塔发布/ })
      .check()
    await confirm(page, '发布')
    await done(page, '已安排发布')
    await workUntil(1, async () => (await page.getByText('已上线').count()) === 2)
    await go(page, '/../news')
    await page.getByRole('link', { name: HEADLINE }).first().click()
    await page.getByText('第一批车九点过桥').waitFor()
  })
  test('it is set in the newspaper, proofed by three, signed and printed', async () => {
    const page = await as('zonghe')
    await go(page, paths.issues)
    await press(page, '登记报纸')
    await page.getByLabel('报名').fill('北塔报')
    await page.getByLabel('代码').fill('btb')
    await confirm(page, '保存')
    await done(page, '报纸已登记')
    await press(page, '新开一期')
    await page.getByRole('dialog').getByLabel('出版日期').fill('2026-03-03')
    await page.keyboard.press('Enter')
    for (const name of ['副刊', '民生', '综合'])
      await page
        .locator('.ant-select-selection-item', { hasText: name })
        .locator('.ant-select-selection-item-remove')
        .click()
    await confirm(page, '开始编排')
    await page.getByRole('link', { name: '第 1 版编排' }).click()
    await press(page, '稿件上版')
    await choose(page, '签发的报纸稿', /资江二桥/)
    await confirm(page, '上版')
    await done(page, '已上版')
    await page.getByRole('link', { name: /北塔报/ }).click()
    await press(page, '排版')
    await page.getByRole('img', { name: '第 1 版版面图' }).waitFor()
    const issue = new URL(page.url()).pathname.replace('/workbench', '')
    for (const [at, login] of ['chushen', 'fushen', 'zonghe'].entries()) {
      const proofer = await as(login)
      await go(proofer, issue)
      await press(proofer, ['一校', '二校', '三校'][at]!)
      await confirm(proofer, '登记')
      await done(proofer, '已登记')
    }
    const director = await as('zhuren')
    await go(director, issue)
    await press(director, '签版')
    await press(director, '付印')
    await press(director, '上网')
    await done(director, '已上网')
    await director.getByRole('link', { name: '看数字报' }).click()
    await director.getByText(HEADLINE).first().waitFor()
  })

  test('its effect is entered and shown', async () => {
    const page = await as('zonghe')
    await run(pool, noteReleases, {}, { actor: { id: 'system', name: '系统', roles: [] } })
    await go(page, paths.readings)
    await press(page, '更新读数')
    await choose(page, '内容', /微信公众号/)
    await page.getByRole('spinbutton', { name: '阅读数' }).fill('1200')
    await confirm(page, '登记')
    await done(page, '数据已登记')
    await go(page, paths.effect)
    await page.getByRole('cell', { name: '1,200' }).first().waitFor()
  })

  test('a typing error is corrected everywhere, with a note for readers', async () => {
    const writer = await as('jizhe')
    await go(writer, `${paths.stories}/${storyId}`)
    await press(writer, '修改再审')
    await writer.getByRole('toolbar', { name: '格式' }).waitFor()
    await writer.getByRole('textbox', { name: '正文' }).click()
    await writer.keyboard.press('Control+a')
    await writer.keyboard.type('资江二桥今天上午通车，第一批车十点过桥。')
    await writer.keyboard.press('Control+s')
    await writer.getByText('已保存').waitFor()
    await press(writer, '送审')
    await writer.getByRole('dialog').getByText('纠错快审').click()
    await confirm(writer, '送审')
    await done(writer, '已送审')
    for (const login of ['fushen', 'zhuren']) await pass(login)
    const page = await as('zonghe')
    await go(page, paths.withdrawals)
    await press(page, '撤稿或更正')
    await choose(page, '哪篇稿件', /资江二桥/)
    await page.getByRole('dialog').getByText('更正：换成改好的签发稿').click()
    await page.getByLabel('更正说明（读者看得到）').fill('过桥时间应为十点。')
    await page.getByLabel('原因（内部）').fill('记者笔误')
    await page.getByRole('textbox', { name: '谁决定的' }).fill('总编辑')
    await confirm(page, '开始更正')
    await page.waitForURL(/withdrawals\/\d+$/)
    await workUntil(30, () => page.getByRole('heading', { name: '更正凭证' }).isVisible())
    await go(page, '/../news')
    await page.getByRole('link', { name: HEADLINE }).first().click()
    await page.getByText('过桥时间应为十点').waitFor()
  })

  test('it is taken back everywhere, and the certificate says so', async () => {
    const page = await as('zonghe')
    const address = page.url()
    await go(page, paths.withdrawals)
    await press(page, '撤稿或更正')
    await choose(page, '哪篇稿件', /资江二桥/)
    await page.getByLabel('撤稿说明（留在原网址上，读者看得到）').fill('本文与事实不符，已撤回。')
    await page.getByLabel('原因（内部）').fill('通车推迟')
    await page.getByRole('textbox', { name: '谁决定的' }).fill('总编辑')
    await confirm(page, '立即撤稿')
    await page.waitForURL(/withdrawals\/\d+$/)
    await workUntil(60, () => page.getByRole('heading', { name: '撤稿凭证' }).isVisible())
    await page.getByText('签名相符，内容没有改动').waitFor()
    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载凭证（PDF）' }).click()
    expect((await file).suggestedFilename()).toBe(`撤稿凭证：${HEADLINE}.pdf`)
    expect((await fetch(address, { headers: { connection: 'close' } })).status).toBe(410)
    expect([...opened.values()].flatMap(one => one.faults)).toEqual([])
  })
})
