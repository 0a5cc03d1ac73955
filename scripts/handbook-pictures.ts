// Takes the handbook's pictures of the running product again: node scripts/handbook-pictures.ts [names…]
// Builds the workbench, starts the product in a folder of its own with the sample centre, and writes docs/handbook/pictures.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { programDir } from '../src/platform/index.ts'
import { launchBrowser } from '../test/support/browser.ts'
import { type RunningServer, signIn, startServer, stopServer, temporaryFolder } from '../test/support/server.ts'
import { palettePng } from './palette-png.ts'

type Picture = {
  name: string
  login?: string
  at: string
  width?: number
  height?: number
  act?: (page: Page) => Promise<void>
}

const choose = async (page: Page, label: string, option: string) => {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByTitle(option, { exact: true }).last().click()
}
const founding = path.join(programDir, 'samples/beita-2022/founding-report.txt')
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const duties = 'text=内设综合运行部'

const trace = (name: string, from = '') =>
  `/workbench/performance/report?year=2022&figure=${name}&figure_year=2022&figure_as=reported${from && `&figure_from=${from}`}`

const PICTURES: readonly Picture[] = [
  { name: 'sign-in', at: '/workbench/sign-in', height: 560 },
  { name: 'home', login: 'kuaiji', at: '/workbench/', height: 720 },
  { name: 'ledger', login: 'kuaiji', at: '/workbench/budget/ledger', height: 600 },
  { name: 'releases', login: 'zonghe', at: '/workbench/publishing/releases', height: 480 },
  { name: 'house-rules', login: 'zonghe', at: '/workbench/supervision/rules', height: 480 },
  {
    name: 'allot',
    login: 'kuaiji',
    at: '/workbench/budget/adjust',
    height: 620,
    act: async page => {
      await choose(page, '支出指标', 'X04 短视频与稿酬')
      await choose(page, '科室', '新闻采访部')
      await page.getByLabel('金额').fill('30000')
      await page.getByLabel('摘要').fill('追加的短视频经费下达采访部（示例）')
    },
  },
  {
    name: 'record',
    login: 'kuaiji',
    at: '/workbench/budget/record',
    height: 820,
    act: async page => {
      await choose(page, '支出指标', 'G01 日常办公')
      await choose(page, '科室', '综合运行部')
      await page.getByLabel('金额').fill('356.80')
      await page.getByLabel('摘要').fill('购打印纸（示例）')
      await page.getByLabel('对方单位或个人').fill('示例文具店')
    },
  },
  {
    name: 'reverse',
    login: 'kuaiji',
    at: '/workbench/budget/movements',
    height: 620,
    act: page => page.getByRole('button', { name: '红冲' }).first().click(),
  },
  { name: 'plan', login: 'kuaiji', at: '/workbench/budget/plan', height: 640 },
  {
    name: 'import',
    login: 'kuaiji',
    at: '/workbench/books/import',
    height: 560,
    act: async page => {
      // the blank workbook chosen as it is shows how faults are told
      const [blank] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '下载空白账套' }).click(),
      ])
      const buffer = readFileSync((await blank.path())!)
      await page.locator('input[type=file]').setInputFiles({ name: '空白账套.xlsx', mimeType: XLSX, buffer })
      await page.getByText('没有导入任何内容').waitFor()
    },
  },
  { name: 'check-books', login: 'kuaiji', at: '/workbench/books/check?year=2022', height: 620 },
  { name: 'report', login: 'kuaiji', at: '/workbench/performance/report?year=2022', height: 760 },
  {
    name: 'writing',
    login: 'kuaiji',
    at: '/workbench/performance/report?year=2026',
    height: 760,
    act: async page => {
      await page.getByRole('button', { name: '待写：预算执行偏离原因' }).click()
      await page.getByRole('textbox', { name: '预算执行偏离原因' }).fill('设备更新推迟，全年支出')
      await page.getByRole('button', { name: '插入指标数' }).click()
    },
  },
  {
    name: 'trace',
    login: 'kuaiji',
    at: trace('budget.execution-rate'),
    height: 760,
    act: page => page.getByText('怎么算出来的').waitFor(),
  },
  {
    name: 'trace-rows',
    login: 'kuaiji',
    at: trace('budget.spent', 'budget.execution-rate'),
    height: 760,
    act: page => page.getByText('与上面的数一致').waitFor(),
  },
  {
    name: 'readme',
    login: 'kuaiji',
    at: trace('budget.spent', 'budget.execution-rate'),
    width: 1560,
    height: 640,
    act: async page => {
      await page.getByText('与上面的数一致').waitFor()
      // as text: it runs in the page, whose words this program does not know
      await page.evaluate(`[...document.querySelectorAll('.paper h3')].find(one => one.textContent.includes('预算执行情况'))
        .scrollIntoView(); scrollBy(0, -72)`)
    },
  },
  {
    name: 'sign',
    login: 'zhuren',
    at: '/workbench/performance/report?year=2022',
    height: 720,
    act: page => page.getByRole('complementary').getByText('签发', { exact: true }).click(),
  },
  {
    name: 'checker',
    login: 'kuaiji',
    at: '/workbench/proofing/check',
    height: 820,
    act: async page => {
      await page.locator('input[type=file]').setInputFiles(founding)
      await page.getByRole('button', { name: '打印' }).waitFor()
      await page.locator('.found').first().click()
    },
  },
  {
    name: 'claim-new',
    login: 'caibian1',
    at: '/workbench/spending/claims/new?kind=travel',
    height: 900,
    act: async page => {
      await page.getByLabel('事由').fill('赴省城采访（示例）')
      await choose(page, '指标', 'G03 采访差旅')
      await choose(page, '科室', '新闻采访部')
      await page.getByLabel('出差地点').fill('省城')
      await choose(page, '地点类别', '本省省会')
      const today = await page.getByLabel('日期', { exact: true }).inputValue()
      await page.getByLabel('开始日期').fill(today)
      await page.getByLabel('结束日期').fill(today)
      await page.getByLabel('第 1 位出差人').fill('示例采编甲')
      await page.getByLabel('城市间交通费').fill('86')
      await page.getByRole('button', { name: '保存，下一步添加附件' }).scrollIntoViewIfNeeded()
    },
  },
  { name: 'claim', login: 'kuaiji', at: '/workbench/spending/claims/2', height: 820 },
  { name: 'inbox-phone', login: 'kuaiji', at: '/workbench/inbox', width: 360, height: 560 },
  { name: 'payments', login: 'zonghe', at: '/workbench/spending/payments', height: 520 },
  { name: 'purchase', login: 'caibian1', at: '/workbench/procurement/requisitions/2', height: 1000 },
  {
    name: 'asset-card',
    login: 'zonghe',
    at: '/workbench/procurement/requisitions/2',
    height: 900,
    // the card that the acceptance made
    act: async page => {
      await page.getByRole('link', { name: /^ZC/ }).first().click()
      await page.getByRole('heading', { name: '固定资产卡片' }).waitFor()
    },
  },
  { name: 'count-by-phone', login: 'zonghe', at: '/workbench/assets/stocktakes/1/scan', width: 360, height: 640 },
  { name: 'preparation', login: 'kuaiji', at: '/workbench/budget/preparation', height: 700 },
  {
    name: 'request-item',
    login: 'caibian1',
    at: `/workbench/budget/preparation/2027/${encodeURIComponent('新闻采访部')}`,
    height: 860,
    act: async page => {
      await page.getByRole('button', { name: '修改' }).last().click()
      await page.getByText('绩效指标').last().scrollIntoViewIfNeeded()
    },
  },
  { name: 'responsibility', login: 'kuaiji', at: '/workbench/budget/responsibility', height: 520 },
  { name: 'final-accounts', login: 'kuaiji', at: '/workbench/books/final-accounts?year=2022', height: 700 },
  { name: 'readings', login: 'zonghe', at: '/workbench/audience/readings', height: 620 },
  {
    name: 'effect',
    login: 'zonghe',
    at: '/workbench/audience/effect',
    height: 900,
    act: page => page.locator('canvas').first().waitFor(),
  },
  {
    name: 'index-trace',
    login: 'zonghe',
    at: '/workbench/audience/indexes',
    height: 760,
    act: async page => {
      await page.locator('button.figure').first().click()
      await page.getByText('怎么算出来的').waitFor()
    },
  },
  { name: 'bulletin', login: 'zonghe', at: '/workbench/audience/bulletin', height: 900 },
  {
    name: 'inspection',
    login: 'zonghe',
    at: '/workbench/audience/inspection',
    height: 900,
    act: page => page.getByText('最近一次自动检查').waitFor(),
  },
  { name: 'unit', login: 'guanli', at: '/workbench/people/unit', height: 700 },
  { name: 'people', login: 'guanli', at: '/workbench/people/persons', height: 480 },
  { name: 'journal', login: 'guanli', at: '/workbench/people/journal', height: 560 },
  { name: 'disclosure', at: '/disclosure/2022', height: 720, act: page => page.locator(duties).waitFor() },
]

async function take(server: RunningServer, browser: Awaited<ReturnType<typeof launchBrowser>>, taken: Picture) {
  const { name, login, at, width = 1280, height = 760, act } = taken
  const cookie = login ? await signIn(server, login) : undefined
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width, height },
    ...(cookie ? { extraHTTPHeaders: { cookie } } : {}),
  })
  const page = await context.newPage()
  await page.goto(`${server.url}${at}`)
  await page.waitForLoadState('networkidle')
  await act?.(page)
  await page.waitForLoadState('networkidle')
  // drawers and lists slide in
  await page.waitForTimeout(600)
  const picture = await palettePng(await page.screenshot())
  writeFileSync(path.join(programDir, 'docs/handbook/pictures', `${name}.png`), picture)
  await context.close()
}

const wanted = process.argv.slice(2)
mkdirSync(path.join(programDir, 'docs/handbook/pictures'), { recursive: true })
await build({ configFile: path.join(programDir, 'workbench/vite.config.ts'), logLevel: 'error' })
const data = temporaryFolder()
const server = await startServer(data.folder)
const browser = await launchBrowser()
try {
  for (const picture of PICTURES)
    if (wanted.length === 0 || wanted.includes(picture.name)) await take(server, browser, picture)
} finally {
  await browser.close()
  await stopServer(server)
  data.remove()
}
