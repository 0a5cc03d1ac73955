import { describe, expect, test } from 'vitest'
import { refusalOf, run } from '../../test/support/database.ts'
import {
  approvedClaim,
  DAY,
  officeClaim,
  type Staff,
  savedClaim,
  sentPayments,
  settle,
  spendingTest,
  submittedClaim,
} from '../../test/support/spending.ts'
import { allCommands } from '../app.ts'
import { unzip } from '../platform/documents/index.ts'
import { ask, collectTodos, vetoesOf, zipStream } from '../platform/index.ts'
import { readWorkbook, writeWorkbook } from '../platform/workbooks/index.ts'
import { archiveRows } from './archive/archive.ts'
import { indexWorkbook } from './archive/routes.ts'
import { setRetention } from './archive/set-retention.ts'
import { claims } from './claims/claim-queries.ts'
import { submitClaim } from './claims/submit-claim.ts'
import { bankFile, bankFileOfBatch } from './payment/bank-file.ts'
import { retireBankLayout, setBankLayout } from './rules/bank-layouts.ts'
import { rules } from './rules/rule-queries.ts'
import { endRule, setRequirement, setRoute, setStandard } from './rules/set-rules.ts'
import { readTaxBands, setTaxBands } from './rules/tax-bands.ts'
import { spendingTodos } from './todos.ts'
import { spendingVetoes } from './vetoes.ts'

const { pool, staff, files } = await spendingTest()

test('a new rule takes effect on its day and ends the one before; what held stays written', async () => {
  const rule = { kind: 'travel', item: 'meals', unit: 'day', limit_fen: '12000', source: '某办〔2026〕1号' }
  await run(pool, setStandard, { ...rule, effective_from: '2026-04-01' })
  const rows = await pool<{ effective_from: string; effective_to: string | null; limit_fen: bigint }[]>`
    select effective_from, effective_to, limit_fen from spending.standards where item = 'meals' order by effective_from`
  expect(rows.map(row => [row.effective_to, row.limit_fen])).toEqual([
    ['2026-03-31', 10_000n],
    [null, 12_000n],
  ])
  expect(await refusalOf(run(pool, setStandard, { ...rule, effective_from: '2026-03-01' }))).toBe(
    'spending.rule-period',
  )
  const paper = { kind: 'office', category: null, from_fen: '50000', document: 'list', due: 'submit' }
  const { rule_id } = await run(pool, setRequirement, { ...paper, effective_from: '2026-01-01', source: '内部制度' })
  const end = { table: 'requirements', rule_id: String(rule_id), effective_to: '2026-12-31' }
  await run(pool, endRule, end)
  expect(await refusalOf(run(pool, endRule, { ...end, rule_id: '999999' }))).toBe('spending.no-such-rule')
})

test('a route by amount is taken by those whom it names; a kind without a route is refused', async () => {
  const steps = [{ title: '会计审核', role: 'finance' }]
  await run(pool, setRoute, { kind: 'office', from_fen: '0', steps, effective_from: '2026-01-01', source: '内部制度' })
  const id = await submittedClaim(pool, files, staff, officeClaim('1000'))
  const taken = await pool`select title from spending.steps where claim_id = ${id}`
  expect(taken.map(row => row.title)).toEqual(['会计审核'])
  await pool`update spending.routes set effective_to = '2025-12-31' where kind is null`
  const details = { kind: 'loan', due_on: '2026-03-31' }
  const loan = await savedClaim(pool, staff.reporter, officeClaim('1000', { details, items: [], line_no: 'G03' }))
  expect(await refusalOf(run(pool, submitClaim, loan, { actor: staff.reporter }))).toBe('spending.no-route')
  await pool`update spending.routes set effective_to = null where kind is null`
  await pool`update spending.routes set effective_to = '2026-01-31' where kind = 'office'`
})

test('what waits is a todo of those who can do it, with its decision ready', async () => {
  const id = await submittedClaim(pool, files, staff, officeClaim('2000'))
  const of = (actor: Staff['finance']) => pool.begin(tx => collectTodos(spendingTodos, tx, actor, DAY))
  const mine = (await of(staff.finance)).find(todo => todo.key === `${id}-1-1`)
  expect(mine?.actions.map(action => action.title)).toEqual(['同意', '退回'])
  expect(await of(staff.director)).toHaveLength(0)
  const { command, input } = mine!.actions[0]!
  await run(pool, allCommands.find(one => one.name === command)!, input, { actor: staff.finance })
  expect((await of(staff.director)).map(todo => todo.key)).toContain(`${id}-1-2`)
  const waiting = (await of(staff.director)).find(todo => todo.key === `${id}-1-2`)!
  await run(pool, allCommands.find(one => one.name === waiting.actions[0]!.command)!, waiting.actions[0]!.input, {
    actor: staff.director,
  })
  expect((await of(staff.cashier)).some(todo => todo.key === 'payables')).toBe(true)
  const payments = await sentPayments(pool, staff, [id])
  expect((await of(staff.finance)).some(todo => todo.kind === '付款')).toBe(true)
  await settle(pool, staff, payments)
})

test('an open loan or claim forbids its person to leave and its year to close', async () => {
  await submittedClaim(pool, files, staff, officeClaim('100', { title: '没办完的' }))
  const veto = (subject: Parameters<typeof vetoesOf>[2]) => pool.begin(tx => vetoesOf(spendingVetoes, tx, subject))
  const leaving = await veto({ kind: 'person-leaves', person_id: BigInt(staff.reporter.id) })
  expect(leaving.some(one => one.reason.includes('没办完的'))).toBe(true)
  expect(await veto({ kind: 'person-leaves', person_id: BigInt(staff.other.id) })).toEqual([])
  expect((await veto({ kind: 'year-closes', year: 2026 })).length).toBeGreaterThan(0)
  expect(await veto({ kind: 'year-closes', year: 2025 })).toEqual([])
})

const row = {
  n: 1,
  name: '=HYPERLINK("http://x")',
  account_no: '622202123456789012',
  bank: '@SUM(A1)',
  amount_fen: 123_456n,
  summary: '+cmd|',
  claim_no: 'BX2026-0001',
  id_no: '11010519491231002X',
}
const columns = (['name', 'account_no', 'bank', 'amount', 'summary', 'id_no'] as const).map(value => ({
  title: value,
  value,
}))

test('a bank file keeps accounts and 18-digit numbers as text, and nothing in it becomes a formula', async () => {
  const bytes = await bankFile({ format: 'xlsx', encoding: 'utf-8', columns }, '批次', [row])
  const [sheet] = await readWorkbook(bytes, '批次.xlsx')
  expect(sheet!.formulas).toEqual([])
  expect(sheet!.rows[1]).toEqual([row.name, row.account_no, row.bank, 1234.56, row.summary, row.id_no])
  const csv = new TextDecoder('gb18030').decode(
    await bankFile({ format: 'csv', encoding: 'gb18030', columns }, '批次', [row]),
  )
  expect(csv.split('\r\n')[1]).toBe(
    '" =HYPERLINK(""http://x"")",622202123456789012, @SUM(A1),1234.56, +cmd|,11010519491231002X',
  )
})

test('a batch has its file for the bank, in the layout that was set', async () => {
  const layout = { name: '某行', format: 'csv', columns: [{ title: '户名', value: 'name' }], source: '某行网银' }
  const { layout_id } = await run(pool, setBankLayout, layout)
  expect((await run(pool, setBankLayout, layout)).layout_id).toBe(layout_id)
  const id = await approvedClaim(pool, files, staff, officeClaim('700'))
  await sentPayments(pool, staff, [id])
  const [batch] = await pool<{ id: bigint }[]>`select max(id) id from spending.batches`
  const reading = { actor: staff.cashier, at: new Date('2026-03-02T02:00:00Z') }
  const file = (await ask(pool, bankFileOfBatch as never, reading, { batch_id: String(batch!.id) })) as {
    file_name: string
    content_base64: string
  }
  expect(file.file_name).toMatch(/^FK2026-\d{4}\.xlsx$/)
  const [sheet] = await readWorkbook(Buffer.from(file.content_base64, 'base64'), file.file_name)
  expect(sheet!.rows[1]?.[2]).toBe('622202123456789012')
})

test('a bank’s file is the same after a line failed, and leaves out cash and the tax', async () => {
  const [bad, cash] = [
    await approvedClaim(pool, files, staff, officeClaim('700')),
    await approvedClaim(
      pool,
      files,
      staff,
      officeClaim('800', { pay_by: 'cash', payees: [{ name: '某人', gross_fen: '800' }] }),
    ),
  ]
  const [first] = await sentPayments(pool, staff, [bad!, cash!])
  const [batch] = await pool<{ id: bigint }[]>`select max(id) id from spending.batches`
  const rows = async () => {
    const reading = { actor: staff.cashier, at: new Date('2026-03-02T02:00:00Z') }
    const file = (await ask(pool, bankFileOfBatch as never, reading, { batch_id: String(batch!.id) })) as {
      file_name: string
      content_base64: string
    }
    return (await readWorkbook(Buffer.from(file.content_base64, 'base64'), file.file_name))[0]!.rows.slice(1)
  }
  const sent = await rows()
  expect(sent.map(cells => [cells[1], cells[4]])).toEqual([['某文具店', 7]])
  await settle(pool, staff, [first!], 'fail', '账号有误')
  expect(await rows()).toEqual(sent)
})

test('a bank file is laid out anew from today on; what went out keeps its layout, and an old one can be retired', async () => {
  const layout = { name: '换版行', format: 'csv', columns: [{ title: '户名', value: 'name' }], source: '某行网银' }
  const first = await run(pool, setBankLayout, layout)
  const next = await run(pool, setBankLayout, { ...layout, columns: [{ title: '账号', value: 'account_no' }] })
  expect(next.layout_id).not.toBe(first.layout_id)
  const reading = { actor: staff.finance, at: new Date('2026-03-02T02:00:00Z') }
  const read = async () =>
    (await ask(pool, rules as never, reading, {})) as Record<'layouts' | 'old_layouts', { name: string; id: bigint }[]>
  const named = (list: { name: string; id: bigint }[]) =>
    list.filter(one => one.name === '换版行').map(one => String(one.id))
  const { layouts, old_layouts } = await read()
  expect([named(layouts), named(old_layouts)]).toEqual([[next.layout_id], [first.layout_id]])
  await run(pool, retireBankLayout, { layout_id: String(next.layout_id) })
  expect(named((await read()).layouts)).toEqual([])
  expect(await refusalOf(run(pool, retireBankLayout, { layout_id: String(next.layout_id) }))).toBe(
    'spending.no-such-rule',
  )
})

describe('the tax withheld on labour fees', () => {
  const bands = [
    { over_fen: '0', rate_bp: 2000, quick_fen: '0' },
    { over_fen: '3000000', rate_bp: 3000, quick_fen: '300000' },
  ]
  const table = { effective_from: '2027-01-01', source: '试验公告', bands }
  const set = (more: Record<string, unknown>) => run(pool, setTaxBands, { rows: [{ ...table, ...more }] })

  test('is a table that is replaced as a whole from a day on; its bands must join', async () => {
    const gap = [bands[0], { ...bands[1], quick_fen: '200000' }]
    expect(await refusalOf(set({ bands: gap }))).toBe('spending.bands-do-not-join')
    expect(await refusalOf(set({ bands: bands.slice(1) }))).toBe('spending.bands-do-not-join')
    await set({})
    const rows =
      await pool`select effective_from, effective_to from spending.tax_bands order by effective_from, over_fen`
    expect(rows.map(row => row.effective_to)).toEqual(['2026-12-31', '2026-12-31', '2026-12-31', null, null])
    expect(await refusalOf(set({ effective_from: '2026-06-01' }))).toBe('spending.rule-period')
  })

  test('leaves as a list and comes in again; what is there already changes nothing', async () => {
    const titles = ['起用日期', '失效日期', '超过（元）', '税率（%）', '速算扣除数（元）', '依据', '核对']
    const read = async (...body: string[][]) => {
      const bytes = await writeWorkbook([{ name: '预扣率', columns: titles.map(title => ({ title })), rows: body }])
      const who = { actor: staff.finance, at: new Date('2026-03-02T02:00:00Z') }
      return pool.begin(tx => readTaxBands.read(tx, { bytes, name: '预扣率.xlsx' }, who))
    }
    const there = [
      ['2027-01-01', '', '0', '20', '0', '试验公告', '待核'],
      ['2027-01-01', '', '30,000.00', '30%', '3000', '试验公告', '待核'],
    ]
    expect(await read(...there)).toMatchObject({ rows: [], unchanged_count: 1, errors: [] })
    const fresh = there.map(row => ['2028-01-01', ...row.slice(1)])
    const { rows, errors } = await read(...there, ...fresh)
    expect(errors).toEqual([])
    await run(pool, setTaxBands, { rows })
    expect(await read(...there, ...fresh)).toMatchObject({ rows: [], unchanged_count: 2 })
    const wrong = await read(
      ['2029-01-01', '', '0', '二成', '0', '试验', ''],
      ['2027-01-01', '', '0', '25', '0', '别的', ''],
    )
    expect(wrong.errors.map(error => error.row).sort()).toEqual([2, 2])
  })
})

test('staff see their own claims, overseers all but drafts', async () => {
  await savedClaim(pool, staff.other, officeClaim('1', { title: '别人的草稿' }))
  const reading = (actor: Staff['finance']) => ({ actor, at: new Date('2026-03-02T02:00:00Z') })
  const seen = async (actor: Staff['finance']) =>
    (await ask(pool, claims as never, reading(actor), { year: 2026 })) as { title: string; applicant: string }[]
  expect((await seen(staff.other)).map(one => one.applicant)).toEqual(['other'])
  expect((await seen(staff.finance)).some(one => one.title === '别人的草稿')).toBe(false)
  expect((await seen(staff.director)).length).toBeGreaterThan(3)
})

test('the archive names voucher, claim, invoices and approvals, and how long it is kept', async () => {
  const rows = (await pool.begin(tx => archiveRows(tx, 2026))) as Awaited<ReturnType<typeof archiveRows>>
  const paid = rows.find(one => one.claim_no !== null)!
  expect(paid.keep_until).toBe('2056-12-31')
  expect(paid.approvals).toContain('会计审核 finance')
  expect(paid.invoices).toMatch(/^\d+/)
  const kept = { kind: 'voucher', title: '原始凭证、记账凭证', effective_from: '2026-01-01', source: '试验' }
  await run(pool, setRetention, { rows: [{ ...kept, years: 40 }] })
  const [longer] = (await pool.begin(tx => archiveRows(tx, 2026))) as typeof rows
  expect(longer!.keep_until).toBe('2066-12-31')
  const [sheet] = await readWorkbook(await indexWorkbook(2026, rows), '目录.xlsx')
  expect(sheet!.rows).toHaveLength(rows.length + 1)
})

test('the archive is a ZIP that unpackers open', async () => {
  async function* members() {
    yield { name: '目录.txt', content: [Buffer.from('第一行')] }
    yield { name: '凭证00001/1-发票.pdf', content: [Buffer.from('%PDF'), Buffer.from('-1.4')] }
  }
  const parts: Uint8Array[] = []
  for await (const part of zipStream(members())) parts.push(part)
  const zip = await unzip(Buffer.concat(parts), '档案.zip')
  expect(zip.names).toEqual(['目录.txt', '凭证00001/1-发票.pdf'])
  expect(new TextDecoder().decode(await zip.read('凭证00001/1-发票.pdf'))).toBe('%PDF-1.4')
  zip.close()
  expect((await writeWorkbook([{ name: 'x', columns: [{ title: 'a' }], rows: [] }])).length).toBeGreaterThan(0)
})
