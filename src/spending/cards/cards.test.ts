import { expect, test } from 'vitest'
import { refusalOf, run } from '../../../test/support/database.ts'
import {
  approvedClaim,
  officeClaim,
  type Staff,
  savedClaim,
  sentPayments,
  settle,
  spendingTest,
} from '../../../test/support/spending.ts'
import { ask, collectTodos } from '../../platform/index.ts'
import { claim } from '../claims/claim-queries.ts'
import { spendingTodos } from '../todos.ts'
import { repaymentDue, setCardTerms } from './card-terms.ts'

const { pool, staff, files } = await spendingTest()

test('what a card paid is repaid by the day of the first statement that holds it', () => {
  const terms = [{ statement_day: 5, due_after_days: 20, effective_from: '2026-01-01', effective_to: '2026-12-31' }]
  expect(['2026-03-05', '2026-03-06', '2026-12-06', '2027-01-01'].map(day => repaymentDue(terms, day))).toEqual([
    '2026-03-25',
    '2026-04-25',
    '2027-01-25',
    null,
  ])
})

test('its terms are rows with a period: new ones end the old, and none is set before another', async () => {
  const terms = { statement_day: 10, due_after_days: 25, effective_from: '2026-02-01', source: '某行公务卡合同' }
  await run(pool, setCardTerms, { ...terms, confirmed: true })
  const rows = await pool`select effective_from, effective_to from spending.card_terms order by effective_from`
  expect(rows.map(row => row.effective_to)).toEqual(['2026-01-31', null])
  expect(await refusalOf(run(pool, setCardTerms, { ...terms, effective_from: '2026-01-15' }))).toBe(
    'spending.rule-period',
  )
})

test('the claim and the inbox tell the day: first to who spent, then to who pays, and that it is late', async () => {
  const read = (id: string, day: string) =>
    ask(pool, claim as never, { actor: staff.finance, at: new Date(`${day}T02:00:00Z`) }, { claim_id: id }) as Promise<
      Record<string, unknown>
    >
  const waiting = async (who: keyof Staff, day: string) =>
    (await pool.begin(tx => collectTodos(spendingTodos, tx, staff[who], day)))
      .filter(todo => todo.key.startsWith('card-'))
      .map(todo => [todo.title, todo.due_on, todo.overdue])
  const { claim_id: draft } = await savedClaim(
    pool,
    staff.other,
    officeClaim('3000', { title: '卡付', pay_by: 'official_card' }),
  )
  expect(await waiting('other', '2026-03-02')).toEqual([['公务卡还款日前提交：卡付', '2026-04-04', false]])
  await pool`update spending.claims set state = 'cancelled' where id = ${String(draft)}`
  const id = await approvedClaim(
    pool,
    files,
    staff,
    officeClaim('3100', { title: '卡付纸张', pay_by: 'official_card' }),
  )
  expect(await read(id, '2026-03-03')).toMatchObject({ card_due_on: '2026-04-04', card_late: false })
  expect(await waiting('cashier', '2026-03-03')).toEqual([['公务卡还款日前付款：卡付纸张', '2026-04-04', false]])
  expect(await waiting('reporter', '2026-03-03')).toEqual([])
  expect(await read(id, '2026-04-05')).toMatchObject({ card_late: true })
  const late = [['公务卡已过还款日：卡付纸张', '2026-04-04', true]]
  expect([await waiting('reporter', '2026-04-05'), await waiting('finance', '2026-04-05')]).toEqual([late, late])
  await settle(pool, staff, await sentPayments(pool, staff, [id]))
  expect(await read(id, '2026-05-05')).toMatchObject({ state: 'paid', card_late: false })
  expect(await waiting('finance', '2026-05-05')).toEqual([])
})
