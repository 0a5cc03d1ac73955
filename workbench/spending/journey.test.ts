// A claim from the reporter's form to the bank, and the approvers' inbox on a telephone, in a real browser.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { resetPassword } from '../../src/people/reset-password.ts'
import type { Pool } from '../../src/platform/index.ts'
import { submitClaim, withdrawClaim } from '../../src/spending/claims/submit-claim.ts'
import { run, testDatabase } from '../../test/support/database.ts'
import {
  attachPaper,
  officeClaim,
  SECTION,
  type Staff,
  savedClaim,
  spendingCentre,
} from '../../test/support/spending.ts'
import { testStore } from '../../test/support/uploads.ts'
import { PASSWORD, serveWorkbench, type Workbench } from '../../test/support/workbench.ts'
import { paths } from '../app/paths.ts'

let pool: Pool
let staff: Staff
let workbench: Workbench
const { files, remove } = testStore()

beforeAll(async () => {
  pool = await testDatabase()
  staff = await spendingCentre(pool)
  for (const { id } of Object.values(staff)) {
    await run(pool, resetPassword, { person_id: id, password: PASSWORD, must_change: false })
  }
  workbench = await serveWorkbench(pool)
  return remove
})

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByTitle(option, { exact: true }).last().click()
}

const stateOf = async (title: string) =>
  (await pool<{ state: string }[]>`select state from spending.claims where title = ${title}`)[0]?.state

async function waiting(title: string): Promise<string> {
  const made = await savedClaim(pool, staff.reporter, officeClaim('1000', { title }))
  await attachPaper(pool, files, staff.reporter, made.claim_id)
  await run(pool, submitClaim, made, { actor: staff.reporter })
  return made.claim_id
}

test('a claim is filled in with the balance in sight, saved, and told what is missing', async () => {
  const { context, page, faults } = await workbench.open('reporter')
  await page.goto(`${workbench.base}/workbench${paths.claims}/new?kind=office`)
  await page.getByLabel('事由').fill('购打印纸')
  await choose(page, '指标', 'G01 办公费')
  await choose(page, '科室', SECTION)
  await page.getByLabel('第 1 项名称').fill('打印纸')
  await page.getByLabel('第 1 项金额').fill('120')
  await page.getByText('科室可用额度 10,000.00 元，报销后剩 9,880.00 元').waitFor()
  await page.getByText('收款合计 0.00 元，应付 120.00 元').waitFor()
  await page.getByLabel('第 1 位收款人').fill('某文具店')
  await page.getByLabel('第 1 位账号').fill('6222 0212 3456 7890 12')
  await page.getByLabel('第 1 位金额').fill('120')
  await page.getByRole('button', { name: '保存，下一步添加附件' }).click()
  await page.getByText('还缺“发票”，不能提交。').waitFor()
  expect(await stateOf('购打印纸')).toBe('draft')
  const [payee] = await pool<{ account_no: string }[]>`select account_no from spending.payees`
  expect(payee!.account_no).toBe('622202123456789012')
  expect(faults).toEqual([])
  await context.close()
})

test('claims are approved in two taps on a telephone, several at once, and returned with an opinion', async () => {
  for (const title of ['甲', '乙', '丙']) await waiting(title)
  const phone = await workbench.open('finance', 360)
  await phone.page.goto(`${workbench.base}/workbench${paths.inbox}`)
  const item = (title: string) =>
    phone.page
      .getByRole('list', { name: '待办' })
      .getByRole('listitem')
      .filter({ hasText: `元　${title}` })
  await item('甲').getByRole('button', { name: '同意' }).click()
  await phone.page.getByRole('dialog').getByRole('button', { name: '同意' }).click()
  await item('甲').waitFor({ state: 'detached' })
  await item('乙').getByRole('button', { name: '退回' }).click()
  const dialog = phone.page.getByRole('dialog')
  expect(await dialog.getByRole('button', { name: '退回' }).isDisabled()).toBe(true)
  await dialog.getByLabel('退回的原因').fill('发票不清楚')
  await dialog.getByRole('button', { name: '退回' }).click()
  await item('乙').waitFor({ state: 'detached' })
  expect(await stateOf('乙')).toBe('returned')
  await waiting('丁')
  const taken_back = await waiting('戊')
  await phone.page.reload()
  await phone.page.getByRole('button', { name: '全选可批量办理的 3 件' }).click()
  // one of them is gone before it is approved: the others pass, and which did not is told in sight
  await run(pool, withdrawClaim, { claim_id: taken_back }, { actor: staff.reporter })
  await phone.page.getByRole('button', { name: '批量同意' }).click()
  await phone.page.getByRole('dialog').getByRole('button', { name: '同意' }).click()
  await item('丁').waitFor({ state: 'detached' })
  await item('丙').waitFor({ state: 'detached' })
  const refused = phone.page.getByRole('region', { name: '没有办成的' })
  await refused.getByText('戊').waitFor()
  expect(await refused.evaluate(at => at === document.activeElement)).toBe(true)
  expect(await stateOf('戊')).toBe('draft')
  const [open] = await pool<{ n: number }[]>`select count(*)::int n from spending.decisions where decision = 'approve'`
  expect(open!.n).toBe(3)
  await phone.context.close()
})

test('the director approves, the cashier pays in one batch, and finance books what arrived', async () => {
  const director = await workbench.open('director')
  await director.page.goto(`${workbench.base}/workbench${paths.inbox}`)
  await director.page.getByRole('button', { name: /全选可批量办理/ }).click()
  await director.page.getByRole('button', { name: '批量同意' }).click()
  await director.page.getByRole('dialog').getByRole('button', { name: '同意' }).click()
  const left = director.page.getByRole('list', { name: '待办' }).getByRole('listitem').filter({ hasText: '元　丁' })
  await left.waitFor({ state: 'detached' })
  await director.context.close()
  const cashier = await workbench.open('cashier', 360)
  await cashier.page.goto(`${workbench.base}/workbench${paths.payments}`)
  const listed = cashier.page.getByRole('list', { name: '待付款单据' })
  for (const [n, box] of [0, 1, 2].map(at => [at + 1, listed.getByRole('checkbox').nth(at)] as const)) {
    await box.check()
    await cashier.page.getByRole('button', { name: `付款 ${n} 张` }).waitFor()
  }
  await cashier.page.getByRole('button', { name: '付款 3 张，共 30.00 元' }).click()
  await cashier.page.getByText('3 笔在途，等银行回单。').waitFor()
  await cashier.context.close()
  const finance = await workbench.open('finance')
  await finance.page.goto(`${workbench.base}/workbench${paths.inbox}`)
  await finance.page.getByRole('link', { name: /^批次 .*3 笔在途/ }).click()
  await finance.page.getByRole('button', { name: '在途 3 笔全部到账' }).click()
  await finance.page.getByRole('dialog').getByRole('button', { name: '登记到账' }).click()
  await finance.page.getByText('没有在途的款项。', { exact: false }).waitFor()
  expect(await stateOf('丁')).toBe('paid')
  await finance.context.close()
})
