import { describe, expect, test } from 'vitest'
import { refusalOf, run } from '../../test/support/database.ts'
import { projectDone } from '../../test/support/purchase.ts'
import {
  approvedClaim,
  attachPaper,
  DAY,
  decide,
  leftOn,
  officeClaim,
  SECTION,
  type Staff,
  savedClaim,
  sentPayments,
  settle,
  spendingTest,
  submittedClaim,
} from '../../test/support/spending.ts'
import { increaseLine } from '../budget/adjust-line.ts'
import { allot } from '../budget/allot.ts'
import { readableFile } from '../platform/files/index.ts'
import { ask } from '../platform/index.ts'
import { writeContract } from '../procurement/index.ts'
import { beginReliefs, endRelief, nameRelief, spendingSweeps } from './approval/reliefs.ts'
import { claim as claimQuery } from './claims/claim-queries.ts'
import { saveClaim } from './claims/save-claim.ts'
import { cancelClaim, submitClaim, withdrawClaim } from './claims/submit-claim.ts'
import { bankFileOfBatch } from './payment/bank-file.ts'
import { makeBatch } from './payment/batches.ts'
import { batches, batchPayments, payables } from './payment/payment-queries.ts'
import { refundClaim, repayLoan } from './payment/refund.ts'
import { settleLoan, settlePayments } from './payment/settle.ts'

const { pool, staff, files } = await spendingTest()

const stateOf = async (id: string) =>
  (await pool<{ state: string }[]>`select state from spending.claims where id = ${id}`)[0]!.state
const submit = (made: { claim_id: string; version: number }, actor = staff.reporter) =>
  run(pool, submitClaim, made, { actor })

describe('a claim', () => {
  test('holds its line from submission, is in transit while it is paid, and spent when it arrived', async () => {
    const before = await leftOn(pool, 'G01')
    const id = await submittedClaim(pool, files, staff, officeClaim('20000'))
    expect(await leftOn(pool, 'G01')).toBe(before - 20_000n)
    await decide(pool, staff.finance, id, 1)
    await decide(pool, staff.director, id, 2)
    expect(await stateOf(id)).toBe('approved')
    const payments = await sentPayments(pool, staff, [id])
    expect(await stateOf(id)).toBe('paying')
    const [transit] = await pool<{ in_transit_fen: bigint }[]>`
      select in_transit_fen from budget.lines where line_no = 'G01' and year = 2026`
    expect(transit!.in_transit_fen).toBe(20_000n)
    await settle(pool, staff, payments)
    expect(await stateOf(id)).toBe('paid')
    expect(await leftOn(pool, 'G01')).toBe(before - 20_000n)
    const [paid] = await pool<{ executed_fen: bigint; reserved_fen: bigint; in_transit_fen: bigint }[]>`
      select executed_fen, reserved_fen, in_transit_fen from budget.lines where line_no = 'G01' and year = 2026`
    expect(paid).toEqual({ executed_fen: 20_000n, reserved_fen: 0n, in_transit_fen: 0n })
    const postings = await pool<{ account: string; amount_fen: bigint }[]>`
      select p.account, p.amount_fen from accounts.postings p join spending.payments x on x.voucher_id = p.voucher_id
      where x.claim_id = ${id} order by p.account`
    expect(postings.map(row => [row.account, row.amount_fen])).toEqual([
      ['1011', -20_000n],
      ['5101', 20_000n],
      ['7201', 20_000n],
      ['8001', -20_000n],
    ])
    const history = await pool<{ move: string }[]>`select move from spending.history where claim_id = ${id} order by id`
    expect(history.map(row => row.move)).toEqual(['draft', 'submit', 'approve', 'finish', 'send', 'pay'])
  })

  test('beyond the section’s allotment is refused at submission, and nothing is half-written', async () => {
    const made = await savedClaim(pool, staff.reporter, officeClaim('999999999'))
    await attachPaper(pool, files, staff.reporter, made.claim_id, { total_fen: '999999999' })
    // above the amount that wants minutes
    await attachPaper(pool, files, staff.reporter, made.claim_id, { document: 'minutes' })
    expect(await refusalOf(submit(made))).toBe('budget.not-enough')
    expect(await stateOf(made.claim_id)).toBe('draft')
    expect(await pool`select 1 from spending.steps where claim_id = ${made.claim_id}`).toHaveLength(0)
  })

  test('is saved on the version that was seen, by its applicant, while it is a draft', async () => {
    const made = await savedClaim(pool, staff.reporter, officeClaim('1000'))
    const again = officeClaim('1200', { claim_id: made.claim_id, version: made.version })
    await run(pool, saveClaim, again, { actor: staff.reporter })
    expect(await refusalOf(run(pool, saveClaim, again, { actor: staff.reporter }))).toBe('spending.changed-meanwhile')
    expect(await refusalOf(run(pool, saveClaim, again, { actor: staff.other }))).toBe('spending.not-yours')
    const gone = officeClaim('1', { claim_id: '999999', version: 1 })
    expect(await refusalOf(run(pool, saveClaim, gone, { actor: staff.reporter }))).toBe('spending.no-such-claim')
    const submitted = await submittedClaim(pool, files, staff, officeClaim('1000'))
    const late = officeClaim('1', { claim_id: submitted, version: 1 })
    expect(await refusalOf(run(pool, saveClaim, late, { actor: staff.reporter }))).toBe('spending.not-editable')
  })

  test('that is withdrawn or returned gives up what it held, and a cancelled one its invoices too', async () => {
    const before = await leftOn(pool, 'G01')
    const id = await submittedClaim(pool, files, staff, officeClaim('3000'))
    await run(pool, withdrawClaim, { claim_id: id }, { actor: staff.reporter })
    expect(await leftOn(pool, 'G01')).toBe(before)
    await submit({ claim_id: id, version: 1 })
    const back = { round: 2, decision: 'return', opinion: '附件不清楚' }
    expect(await refusalOf(decide(pool, staff.finance, id, 1, { ...back, opinion: '' }))).toBe(
      'spending.opinion-needed',
    )
    await decide(pool, staff.finance, id, 1, back)
    expect(await stateOf(id)).toBe('returned')
    expect(await leftOn(pool, 'G01')).toBe(before)
    const cancel = { claim_id: id, reason: '不报了' }
    expect(await refusalOf(run(pool, cancelClaim, cancel, { actor: staff.other }))).toBe('spending.not-yours')
    await run(pool, cancelClaim, cancel, { actor: staff.reporter })
    const open = await pool`select 1 from spending.invoices where claim_id = ${id} and released_at is null`
    expect(open).toHaveLength(0)
    expect(await refusalOf(submit({ claim_id: id, version: 1 }))).toBe('spending.wrong-state')
  })

  test('without its papers, with other amounts for its payees, without account or amount is refused', async () => {
    const bare = await savedClaim(pool, staff.reporter, officeClaim('1000'))
    expect(await refusalOf(submit(bare))).toBe('spending.missing-documents')
    const payees = [{ name: '某文具店', account_no: '1', gross_fen: '999' }]
    expect(await refusalOf(submit(await savedClaim(pool, staff.reporter, officeClaim('1000', { payees }))))).toBe(
      'spending.payees-differ',
    )
    const none = [{ name: '某文具店', gross_fen: '1000' }]
    expect(await refusalOf(submit(await savedClaim(pool, staff.reporter, officeClaim('1000', { payees: none }))))).toBe(
      'spending.no-account',
    )
    const empty = await savedClaim(pool, staff.reporter, officeClaim('1000', { items: [] }))
    expect(await refusalOf(submit(empty))).toBe('spending.nothing-claimed')
    const small = await savedClaim(pool, staff.reporter, officeClaim('1000'))
    await attachPaper(pool, files, staff.reporter, small.claim_id, { total_fen: '900' })
    expect(await refusalOf(submit(small))).toBe('spending.beyond-invoices')
  })

  test('of 三公 expenses is paid from its own line, and others keep off it; 会议费 is none of them', async () => {
    const other = await savedClaim(pool, staff.reporter, officeClaim('1000', { line_no: 'G04' }))
    expect(await refusalOf(submit(other))).toBe('spending.not-for-this-line')
    const details = { kind: 'reception', guest_unit: '某局', letter_no: '函1号', guest_count: 4, company_count: 2 }
    const wrong = await savedClaim(pool, staff.reporter, officeClaim('1000', { details }))
    expect(await refusalOf(submit(wrong))).toBe('spending.not-for-this-line')
    const meeting = {
      kind: 'meeting',
      class: 'fourth',
      place: '本单位',
      from_day: DAY,
      to_day: DAY,
      head_count: 10,
    }
    const on3 = await savedClaim(pool, staff.reporter, officeClaim('1000', { details: meeting, line_no: 'G04' }))
    expect(await refusalOf(submit(on3))).toBe('spending.not-for-this-line')
  })

  test('of great amount wants the minutes of the collective decision (重大财务事项经由集体研究决策)', async () => {
    const doc = { on_date: DAY, doc_no: '财预9号', summary: '追加' }
    await run(pool, increaseLine, { line_no: 'G03', side: 'expenditure', amount_fen: '9000000', ...doc })
    await run(pool, allot, { line_no: 'G03', section: SECTION, amount_fen: '9000000', on_date: DAY, summary: '下达' })
    const claim = await savedClaim(pool, staff.reporter, officeClaim('5000000', { line_no: 'G03' }))
    await attachPaper(pool, files, staff.reporter, claim.claim_id, { total_fen: '5000000' })
    await expect(submit(claim)).rejects.toThrow('集体决策会议纪要')
    await attachPaper(pool, files, staff.reporter, claim.claim_id, { document: 'minutes' })
    expect((await submit(claim)).state).toBe('approving')
    await run(pool, withdrawClaim, { claim_id: claim.claim_id }, { actor: staff.reporter })
  })
})

describe('a journey', () => {
  test('claims lodging on invoices and fares on tickets, allowances on neither', async () => {
    const journey = (fares_fen: string, lodging_fen: string) =>
      officeClaim('0', {
        ...{ title: '出差', line_no: 'G03', items: [] },
        details: {
          ...{ kind: 'travel', place: '省城', place_class: 'capital', from_day: '2026-02-25', to_day: '2026-02-26' },
          ...{ travellers: [{ name: '记者', rank: '' }], fares_fen, lodging_fen },
        },
        payees: [
          { name: '记者', account_no: '6222', gross_fen: String(36_000 + Number(fares_fen) + Number(lodging_fen)) },
        ],
      })
    const claimed = async (fares: string, lodging: string, invoice?: string, papers: string[] = []) => {
      const made = await savedClaim(pool, staff.reporter, journey(fares, lodging))
      for (const document of ['approval', ...papers])
        await attachPaper(pool, files, staff.reporter, made.claim_id, { document })
      if (invoice) await attachPaper(pool, files, staff.reporter, made.claim_id, { total_fen: invoice })
      return submit(made)
    }
    await expect(claimed('0', '30000')).rejects.toThrow('还缺“发票”，不能报销住宿费')
    expect(await refusalOf(claimed('0', '30000', '29999'))).toBe('spending.beyond-invoices')
    await expect(claimed('5000', '30000', '34999')).rejects.toThrow('请附车票')
    await claimed('5000', '30000', '35000')
    await claimed('5000', '30000', '30000', ['receipt'])
    await claimed('0', '0')
  })
})

describe('special funds', () => {
  const project = (more = {}) => officeClaim('1000000', { line_no: 'X01', purpose: '方案第二条：平台运维', ...more })

  test('want plan and purpose at submission; contract, acceptance, settlement and milestones before payment', async () => {
    const nameless = await savedClaim(pool, staff.reporter, project({ purpose: '' }))
    expect(await refusalOf(submit(nameless))).toBe('spending.no-purpose')
    const planless = await savedClaim(pool, staff.reporter, project())
    await attachPaper(pool, files, staff.reporter, planless.claim_id, { total_fen: '1000000' })
    await expect(submit(planless)).rejects.toThrow('项目实施方案')
    const id = await approvedClaim(pool, files, staff, project(), ['invoice', 'plan'])
    const send = () => run(pool, makeBatch, { claim_ids: [id], layout_id: '1', on_date: DAY }, { actor: staff.cashier })
    await expect(send()).rejects.toThrow('“合同”、“验收单”、“结算单”')
    for (const document of ['contract', 'acceptance', 'settlement']) {
      await attachPaper(pool, files, staff.reporter, id, { document })
    }
    // and the project must have come as far as its plan says, which no paper replaces
    await expect(send()).rejects.toThrow('“已完成的项目节点”')
    const paper = attachPaper(pool, files, staff.reporter, id, { document: 'milestone' })
    expect(await refusalOf(paper)).toBe('platform.malformed')
    await projectDone(pool, 'X01', '1000000')
    await send()
    expect(await stateOf(id)).toBe('paying')
  })
})

describe('who applied, who approves and who pays', () => {
  test('are three: the applicant does not approve, nobody approves twice, and approvers do not pay', async () => {
    const id = await submittedClaim(pool, files, staff, officeClaim('1000'))
    expect(await refusalOf(decide(pool, staff.reporter, id, 1))).toBe('spending.own-claim')
    expect(await refusalOf(decide(pool, staff.director, id, 1))).toBe('spending.not-your-step')
    expect(await refusalOf(decide(pool, staff.finance, id, 2))).toBe('spending.changed-since')
    expect(await refusalOf(decide(pool, staff.finance, id, 1, { round: 2 }))).toBe('spending.changed-since')
    const both = { ...staff.finance, roles: ['finance', 'director', 'cashier'] }
    await pool`insert into people.person_roles (person_id, role, granted_at, granted_by)
      values (${staff.finance.id}, 'director', now(), 'x'), (${staff.finance.id}, 'cashier', now(), 'x')`
    await decide(pool, both, id, 1)
    expect(await refusalOf(decide(pool, both, id, 2))).toBe('spending.acted-before')
    await decide(pool, staff.director, id, 2)
    const pay = (actor: Staff['finance']) =>
      run(pool, makeBatch, { claim_ids: [id], layout_id: '1', on_date: DAY }, { actor })
    expect(await refusalOf(pay(both))).toBe('spending.payer-is-another')
    expect(await refusalOf(pay(staff.other))).toBe('spending.not-your-step')
    await pool`delete from people.person_roles where person_id = ${staff.finance.id} and role <> 'finance'`
    await pay(staff.cashier)
  })

  test('is held by the database too', async () => {
    const id = await submittedClaim(pool, files, staff, officeClaim('1000'))
    const forged = pool`insert into spending.decisions (claim_id, round, step_n, decision, person_id, person, decided_at)
      values (${id}, 1, 1, 'approve', ${staff.reporter.id}, 'x', now())`
    await expect(forged).rejects.toMatchObject({ constraint_name: 'approver_is_not_applicant' })
    await decide(pool, staff.finance, id, 1)
    await expect(pool`update spending.decisions set decision = 'reject'`).rejects.toThrow('append-only')
    const [batch] = await pool<{ id: bigint }[]>`
      insert into spending.batches (batch_no, year, on_date, layout_id, made_by_id, made_by, made_at)
      values ('X', 2026, ${DAY}, 1, ${staff.finance.id}, 'x', now()) returning id`
    const [payee] = await pool<{ id: bigint }[]>`select id from spending.payees where claim_id = ${id}`
    const paid = pool`insert into spending.payments (batch_id, claim_id, payee_id, amount_fen)
      values (${batch!.id}, ${id}, ${payee!.id}, 1)`
    await expect(paid).rejects.toMatchObject({ constraint_name: 'payer_is_another' })
  })

  test('a relief acts in the other’s place for a period; without one a claim of the only holder is refused', async () => {
    const claim = await savedClaim(pool, staff.finance, officeClaim('1000'))
    await attachPaper(pool, files, staff.finance, claim.claim_id)
    expect(await refusalOf(submit(claim, staff.finance))).toBe('spending.no-approver')
    const relief = {
      person_id: staff.finance.id,
      relief_id: staff.other.id,
      role: 'finance',
      from_day: DAY,
      to_day: '2026-03-31',
    }
    expect(await refusalOf(run(pool, nameRelief, relief, { actor: staff.reporter }))).toBe('spending.no-such-person')
    const own = await run(pool, nameRelief, relief, { actor: staff.finance })
    // whom the applicant chose does not decide the applicant's claims
    expect(await refusalOf(submit(claim, staff.finance))).toBe('spending.no-approver')
    const named = await run(pool, nameRelief, relief, { actor: staff.director })
    await submit(claim, staff.finance)
    await run(pool, endRelief, { relief_id: named.relief_id }, { actor: staff.director })
    expect(await refusalOf(decide(pool, staff.other, claim.claim_id, 1))).toBe('spending.chosen-by-applicant')
    await run(pool, endRelief, { relief_id: own.relief_id }, { actor: staff.finance })
    Object.assign(named, await run(pool, nameRelief, relief, { actor: staff.director }))
    // who stands in reads the papers too, whatever the own roles are
    const [paper] = await pool<{ file_id: bigint }[]>`
      select file_id from spending.attachments where claim_id = ${claim.claim_id}`
    const read = (actor: Staff['other']) => pool.begin(tx => readableFile(tx, paper!.file_id, actor))
    expect((await read(staff.other)).id).toBe(paper!.file_id)
    expect(await refusalOf(read(staff.reporter))).toBe('files.no-such-file')
    await decide(pool, staff.other, claim.claim_id, 1)
    const [row] = await pool<{ for_person: string }[]>`
      select for_person from spending.decisions where claim_id = ${claim.claim_id}`
    expect(row!.for_person).toBe('finance')
    await run(pool, endRelief, { relief_id: named.relief_id }, { actor: staff.finance })
    expect(await refusalOf(run(pool, endRelief, { relief_id: named.relief_id }, { actor: staff.finance }))).toBe(
      'spending.no-such-relief',
    )
    // named after the submission: what waits for the role opens without being submitted again, what is past it does not
    const waiting = await submittedClaim(pool, files, staff, officeClaim('1000'))
    const [late] = await pool<
      { file_id: bigint }[]
    >`select file_id from spending.attachments where claim_id = ${waiting}`
    const open = () => pool.begin(tx => readableFile(tx, late!.file_id, staff.other))
    expect(await refusalOf(open())).toBe('files.no-such-file')
    const inDirectorsPlace = { ...relief, person_id: staff.director.id, role: 'director' }
    const standing = await run(pool, nameRelief, inDirectorsPlace, { actor: staff.director })
    expect((await open()).id).toBe(late!.file_id)
    // named for a later period: nothing opens before its first day, and then by itself
    await run(pool, endRelief, { relief_id: standing.relief_id }, { actor: staff.director })
    // ended before its time: what he was let in to is shut again, at once
    expect(await refusalOf(open())).toBe('files.no-such-file')
    const later = await submittedClaim(pool, files, staff, officeClaim('1000'))
    const [kept] = await pool<{ file_id: bigint }[]>`select file_id from spending.attachments where claim_id = ${later}`
    const ahead = () => pool.begin(tx => readableFile(tx, kept!.file_id, staff.other))
    const sweepAt = (text: string) => {
      const at = new Date(text)
      const perform = (_command: never, input: unknown) => run(pool, beginReliefs, input, { at })
      const work = { read: (look: (tx: never) => Promise<never>) => pool.begin(look as never), perform, now: () => at }
      return spendingSweeps[0]!.run(work as never)
    }
    await run(pool, nameRelief, { ...inDirectorsPlace, from_day: '2026-03-20' }, { actor: staff.director })
    await sweepAt('2026-03-19T15:59:00Z')
    expect(await refusalOf(ahead())).toBe('files.no-such-file')
    await sweepAt('2026-03-19T16:00:00Z')
    expect((await ahead()).id).toBe(kept!.file_id)
    expect(await run(pool, beginReliefs, {}, { at: new Date('2026-03-19T16:00:00Z') })).toEqual({
      opened_count: 0,
      closed_count: 0,
    })
    // on its last day still, and after it no more; who reads by his own role goes on reading
    await sweepAt('2026-03-31T15:59:00Z')
    expect((await ahead()).id).toBe(kept!.file_id)
    await sweepAt('2026-03-31T16:00:00Z')
    expect(await refusalOf(ahead())).toBe('files.no-such-file')
    expect((await pool.begin(tx => readableFile(tx, kept!.file_id, staff.finance))).id).toBe(kept!.file_id)
    const payless = await savedClaim(pool, staff.cashier, officeClaim('1000'))
    await attachPaper(pool, files, staff.cashier, payless.claim_id)
    expect(await refusalOf(submit(payless, staff.cashier))).toBe('spending.no-payer')
  })
})

describe('payments', () => {
  test('are made by a relief of the cashier with the bank’s file, but not the claims of whoever named him', async () => {
    const period = { from_day: DAY, to_day: DAY }
    const relief = { person_id: staff.cashier.id, relief_id: staff.other.id, role: 'cashier', ...period }
    const sees = (query: unknown, input: object, actor = staff.other) =>
      ask(pool, query as never, { actor, at: new Date(`${DAY}T02:00:00Z`) }, input)
    const id = await approvedClaim(pool, files, staff, officeClaim('100'))
    expect(await sees(payables, {})).toEqual([])
    await run(pool, nameRelief, relief, { actor: { ...staff.reporter, roles: ['editor', 'director'] } })
    expect(await sees(payables, {})).toMatchObject([{ claim_id: BigInt(id), barred: true }])
    const pay = () => run(pool, makeBatch, { claim_ids: [id], layout_id: '1', on_date: DAY }, { actor: staff.other })
    expect(await refusalOf(pay())).toBe('spending.chosen-by-applicant')
    await run(pool, nameRelief, relief, { actor: staff.cashier })
    const { batch_id } = await pay()
    expect(await sees(batchPayments, { batch_id: String(batch_id) })).toHaveLength(1)
    expect(await sees(bankFileOfBatch, { batch_id: String(batch_id) })).toHaveProperty('file_name')
    expect(await sees(batches, { year: 2026 })).not.toEqual([])
    expect(await sees(batches, { year: 2026 }, staff.reporter)).toEqual([])
    for (const query of [batchPayments, bankFileOfBatch])
      expect(await refusalOf(sees(query, { batch_id: String(batch_id) }, staff.reporter))).toBe(
        'spending.no-such-payment',
      )
    await pool`update spending.reliefs set ended_at = now() where relief_id = ${staff.other.id}`
  })

  test('and what comes of them go forward in time: claim, payment, answer of the bank, refund', async () => {
    const id = await approvedClaim(pool, files, staff, officeClaim('100'))
    const send = (on_date: string) =>
      run(pool, makeBatch, { claim_ids: [id], layout_id: '1', on_date }, { actor: staff.cashier })
    expect(await refusalOf(send('2026-03-01'))).toBe('spending.days-out-of-order')
    expect(await refusalOf(send('2026-03-03'))).toBe('spending.day-is-ahead')
    const payment_ids = await sentPayments(pool, staff, [id])
    const at = new Date('2026-03-10T02:00:00Z')
    const answer = (on_date: string, outcome = 'confirm') =>
      run(pool, settlePayments, { payment_ids, outcome, on_date, reason: '户名不符' }, { actor: staff.finance, at })
    expect(await refusalOf(answer('2026-03-01'))).toBe('spending.days-out-of-order')
    expect(await refusalOf(answer('2026-03-11'))).toBe('spending.day-is-ahead')
    await answer('2026-03-05')
    expect(await refusalOf(answer('2026-03-04', 'bounce'))).toBe('spending.days-out-of-order')
    const refund = (on_date: string) =>
      run(pool, refundClaim, { claim_id: id, amount_fen: '100', on_date, reason: '退货' }, { actor: staff.finance, at })
    expect(await refusalOf(refund('2026-03-04'))).toBe('spending.days-out-of-order')
    expect(await refusalOf(refund('2026-03-11'))).toBe('spending.day-is-ahead')
    await refund('2026-03-06')
  })

  test('that fail are held again and go out anew; a bounced one comes back to the claim', async () => {
    const before = await leftOn(pool, 'G01')
    const id = await approvedClaim(pool, files, staff, officeClaim('5000'))
    const [first] = await sentPayments(pool, staff, [id])
    expect(await refusalOf(settle(pool, staff, [first!], 'fail'))).toBe('spending.reason-needed')
    await settle(pool, staff, [first!], 'fail', '账号有误')
    expect(await stateOf(id)).toBe('approved')
    expect(await leftOn(pool, 'G01')).toBe(before - 5000n)
    expect(await refusalOf(settle(pool, staff, [first!]))).toBe('spending.wrong-payment-state')
    const [second] = await sentPayments(pool, staff, [id])
    await settle(pool, staff, [second!])
    await settle(pool, staff, [second!], 'bounce', '收款行退回')
    expect(await stateOf(id)).toBe('approved')
    expect(await leftOn(pool, 'G01')).toBe(before - 5000n)
    const [third] = await sentPayments(pool, staff, [id])
    await settle(pool, staff, [third!])
    expect(await stateOf(id)).toBe('paid')
    expect(await leftOn(pool, 'G01')).toBe(before - 5000n)
    expect(await refusalOf(sentPayments(pool, staff, [id]))).toBe('spending.not-payable')
    expect(await refusalOf(settle(pool, staff, ['999999']))).toBe('spending.no-such-payment')
    const strange = { claim_ids: [id], layout_id: '999', on_date: DAY }
    expect(await refusalOf(run(pool, makeBatch, strange, { actor: staff.cashier }))).toBe('spending.no-such-layout')
  })

  test('that are refunded flow back to the line, never more than was paid', async () => {
    const before = await leftOn(pool, 'G01')
    const id = await approvedClaim(pool, files, staff, officeClaim('8000'))
    await settle(pool, staff, await sentPayments(pool, staff, [id]))
    const refund = (amount_fen: string) =>
      run(pool, refundClaim, { claim_id: id, amount_fen, on_date: DAY, reason: '多付' }, { actor: staff.finance })
    await refund('3000')
    expect(await leftOn(pool, 'G01')).toBe(before - 5000n)
    expect(await refusalOf(refund('5001'))).toBe('spending.beyond-paid')
    expect((await refund('5000')).state).toBe('refunded')
    expect(await leftOn(pool, 'G01')).toBe(before)
  })
})

describe('a loan', () => {
  const loan = (amount: string) =>
    officeClaim(amount, {
      title: '采访借款',
      line_no: 'G03',
      details: { kind: 'loan', due_on: '2026-03-31' },
      items: [],
      payees: [{ name: '记者', account_no: '6222', gross_fen: amount }],
    })

  test('is owed until claims settle it or money comes back; its line is held all the while', async () => {
    const before = await leftOn(pool, 'G03')
    const id = await approvedClaim(pool, files, staff, loan('100000'), [])
    await settle(pool, staff, await sentPayments(pool, staff, [id]))
    expect(await leftOn(pool, 'G03')).toBe(before - 100_000n)
    const spent = officeClaim('60000', { line_no: 'G03', loan_id: id, offset_fen: '60000', payees: [] })
    const settling = await approvedClaim(pool, files, staff, spent)
    expect(await leftOn(pool, 'G03')).toBe(before - 100_000n)
    const booked = await run(pool, settleLoan, { claim_id: settling, on_date: DAY }, { actor: staff.finance })
    expect(booked.state).toBe('paid')
    const entries = await pool<{ account: string; amount_fen: bigint }[]>`
      select account, amount_fen from accounts.postings where voucher_id = ${String(booked.voucher_id)} order by account`
    expect(entries.map(row => row.account)).toEqual(['1218', '5101', '7201', '8001'])
    const repay = (amount_fen: string, claim_id = id) =>
      run(pool, repayLoan, { claim_id, amount_fen, on_date: DAY, reason: '余款' }, { actor: staff.finance })
    expect(await refusalOf(repay('40001'))).toBe('spending.beyond-loan')
    expect((await repay('40000')).owed_fen).toBe('0')
    expect(await leftOn(pool, 'G03')).toBe(before - 60_000n)
    expect(await refusalOf(repay('1', settling))).toBe('spending.no-such-loan')
    const [owed] = await pool<{ net: bigint }[]>`
      select sum(amount_fen)::bigint net from accounts.postings where account = '1218'`
    expect(owed!.net).toBe(0n)
  })

  test('is to be given back in its own year, and not before it is lent', async () => {
    for (const due_on of ['2026-03-01', '2027-01-01']) {
      const late = { ...loan('100'), details: { kind: 'loan', due_on } }
      expect(await refusalOf(submittedClaim(pool, files, staff, late, []))).toBe('spending.loan-due')
    }
  })

  test('is not settled beyond what is owed, nor from another line; a returned claim gives its part back', async () => {
    const id = await approvedClaim(pool, files, staff, loan('10000'), [])
    await settle(pool, staff, await sentPayments(pool, staff, [id]))
    const offset = (amount: string, more = {}) =>
      officeClaim(amount, { line_no: 'G03', loan_id: id, offset_fen: amount, payees: [], ...more })
    const over = submittedClaim(pool, files, staff, offset('10001'))
    expect(await refusalOf(over)).toBe('spending.beyond-loan')
    expect(await refusalOf(submittedClaim(pool, files, staff, offset('100', { line_no: 'G01' })))).toBe(
      'spending.loan-line-differs',
    )
    const before = await leftOn(pool, 'G03')
    const settling = await submittedClaim(pool, files, staff, offset('10000'))
    await decide(pool, staff.finance, settling, 1, { decision: 'return', opinion: '缺清单' })
    expect(await leftOn(pool, 'G03')).toBe(before)
    await submit({ claim_id: settling, version: 1 })
    await decide(pool, staff.finance, settling, 1, { round: 2 })
    await decide(pool, staff.director, settling, 2, { round: 2 })
    expect(await refusalOf(sentPayments(pool, staff, [settling]))).toBe('spending.offset-first')
  })
})

describe('a labour fee', () => {
  const fee = (payees: object[]) =>
    officeClaim('0', { title: '稿酬', line_no: 'G03', details: { kind: 'labour', work: '通讯稿' }, items: [], payees })
  const person = { name: '通讯员', account_no: '6222', id_no: '11010519491231002X', gross_fen: '200000' }
  const submitted = (payees: object[]) => submittedClaim(pool, files, staff, fee(payees), ['list'])

  test('wants the identity number as text and the tax that is withheld, which goes to the tax office', async () => {
    expect(await refusalOf(submitted([{ ...person, id_no: '' }]))).toBe('spending.no-identity')
    expect(await refusalOf(submitted([{ ...person, id_no: '1.10105E+17' }]))).toBe('platform.malformed')
    expect(await refusalOf(submitted([person]))).toBe('spending.wrong-tax')
    const parts = [person, { ...person, name: '另一行' }].map(one => ({ ...one, gross_fen: '80000' }))
    expect(await refusalOf(submitted(parts))).toBe('spending.same-payee-twice')
    const id = await submitted([{ ...person, tax_fen: '24000' }])
    const payees = await pool<{ id_no: string; amount_fen: bigint; is_tax: boolean }[]>`
      select id_no, amount_fen, is_tax from spending.payees where claim_id = ${id} order by n`
    expect(payees.map(one => [one.id_no, one.amount_fen, one.is_tax])).toEqual([
      ['11010519491231002X', 176_000n, false],
      ['', 24_000n, true],
    ])
    await run(pool, withdrawClaim, { claim_id: id }, { actor: staff.reporter })
  })
})

describe('a purchase', () => {
  const bought = (amount: string, more = {}) =>
    officeClaim(amount, {
      title: '采购付款',
      details: { kind: 'purchase' },
      ...more,
    })
  const submitted = (input: Record<string, unknown>) => submittedClaim(pool, files, staff, input)

  test('without approval is not reimbursed (擅自购买的，不予报销), and not beyond its contract', async () => {
    expect(await refusalOf(submitted(bought('1000')))).toBe('spending.not-approved-purchase')
    expect(await refusalOf(submitted(bought('1000', { contract_no: '没有' })))).toBe('spending.not-approved-purchase')
    const [line] = await pool<{ id: bigint }[]>`select id from budget.lines where line_no = 'G01'`
    await pool.begin(tx =>
      writeContract(tx, {
        contract_no: 'HT1',
        title: '运维',
        line_id: line!.id,
        supplier: '某公司',
        method: '询价',
        amount_fen: 5000n,
        signed_on: DAY,
        is_example: false,
      }),
    )
    expect(await refusalOf(submitted(bought('5001', { contract_no: 'HT1' })))).toBe('spending.beyond-contract')
    const draft = await savedClaim(pool, staff.reporter, bought('5001', { contract_no: 'HT1' }))
    const reading = { actor: staff.reporter, at: new Date(`${DAY}T02:00:00Z`) }
    const shown = await ask(pool, claimQuery as never, reading, { claim_id: draft.claim_id })
    expect(shown).toMatchObject({ problems: [{ code: 'spending.beyond-contract' }, {}] })
    await submitted(bought('3000', { contract_no: 'HT1' }))
    expect(await refusalOf(submitted(bought('2001', { contract_no: 'HT1' })))).toBe('spending.beyond-contract')
  })
})
