// A unit with a bookkeeper, a reporter and a small budget of 2026: what most journeys start from.
import { adoptBudget } from '../../src/budget/adopt-budget.ts'
import { allot } from '../../src/budget/allot.ts'
import { addPerson } from '../../src/people/add-person.ts'
import { ensureSection } from '../../src/people/index.ts'
import type { Pool } from '../../src/platform/index.ts'
import { run } from './database.ts'
import { standHere } from './place.ts'
import { PASSWORD } from './workbench.ts'

const section = '综合运行部'

/** Fills an empty database; `kuaiji` may do everything, `jizhe` writes. */
export async function fillBooks(pool: Pool): Promise<void> {
  await pool.begin(async tx => {
    await standHere(tx)
    await ensureSection(tx, section)
  })
  const person = { joined_on: '2026-01-01', password: PASSWORD, must_change: false }
  const roles = ['finance', 'admin', 'operations', 'director']
  await run(pool, addPerson, { ...person, name: '会计', login: 'kuaiji', roles })
  await run(pool, addPerson, { ...person, name: '记者', login: 'jizhe', roles: ['editor'] })
  const line = { line_no: 'G01', side: 'expenditure', title: '办公费', category: 'operating', economic_code: '30201' }
  const income = { line_no: 'S01', side: 'income', title: '财政拨款', opening_fen: '100000' }
  const totals = { income_fen: '100000', expenditure_fen: '100000' }
  const lines = [income, { ...line, opening_fen: '100000' }]
  await run(pool, adoptBudget, { year: 2026, doc_no: '财预1号', adopted_on: '2026-01-20', ...totals, lines })
  const movement = { line_no: 'G01', section, on_date: '2026-01-21', summary: '下达' }
  await run(pool, allot, { ...movement, amount_fen: '50000' })
}
