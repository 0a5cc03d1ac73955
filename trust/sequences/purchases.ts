// A sequence of purchases: spoken to the product by the people whose steps they are, compared with the model step by step and
// with requisitions, line, accounts and cards at the end.
import { holdOf, LIMIT, PLANNED, type PurchaseOp, type PurchasesState, TENDER } from '../models/purchase-model.ts'
import { purchaseStep } from '../models/purchase-steps.ts'
import { must, SECTION } from '../support/centre.ts'
import type { Client } from '../support/client.ts'
import { type Crew, claimSteps, paymentsOf, speak } from '../support/crew.ts'
import type { Judge } from '../support/judge.ts'
import type { Place } from '../support/stock.ts'
import { codeOf, differs, type Tally } from './differs.ts'

/** What the days of a purchase are: its line is of this year, its contract is signed and delivered today. */
export type Days = { today: string; long_ago: string; lately: string }
export type Shop = { crew: Crew; judge: Judge; days: Days; life_rule_id: string }

/** The limits of the trial as rules of the year, and the life of what is bought. */
export async function openShop(admin: Client, crew: Crew, judge: Judge): Promise<Shop> {
  const day = (ago: number) => new Date(Date.now() + 8 * 3_600_000 - ago * 86_400_000).toISOString().slice(0, 10)
  const days = { today: day(0), long_ago: day(40), lately: day(5) }
  const rule = { category: 'goods', region: '试验省', level: '区县级', effective_from: days.long_ago, source: '试验' }
  await must(admin, 'procurement.set-rule', { ...rule, kind: 'limit', value: String(LIMIT) })
  await must(admin, 'procurement.set-rule', { ...rule, kind: 'tender', value: String(TENDER) })
  const { text } = await admin.text('/api/assets/life-rules')
  const rules = JSON.parse(text) as { id: string; title: string }[]
  return { crew, judge, days, life_rule_id: rules.find(one => one.title === '办公设备')!.id }
}

type Op<K extends PurchaseOp['op']> = Extract<PurchaseOp, { op: K }>

async function plan({ crew, days }: Shop, state: PurchasesState, place: Place, early: boolean): Promise<string> {
  const planned = {
    line_no: place.line,
    section: SECTION,
    title: '试验计划',
    category: 'goods',
    amount_fen: String(PLANNED),
  }
  const { code, bodies } = await speak(crew, [
    () => ({ who: 'buyer', name: 'procurement.plan-purchase', input: { ...planned, expected_on: place.day } }),
    ([made]) => ({
      who: 'buyer',
      name: 'procurement.publish-intent',
      input: { plan_id: made!.plan_id, published_on: early ? days.long_ago : days.lately },
    }),
  ])
  state.plan!.plan_id = bodies[0]!.plan_id!
  return code
}

async function save({ crew }: Shop, state: PurchasesState, place: Place, op: Op<'save'>): Promise<string> {
  const one = state.requisitions.at(-1)!
  const reasons = {
    idle_reason: '不适用',
    standard_reason: '确需',
    ...(op.explained ? { split_reason: '不同采购' } : {}),
  }
  const item = {
    kind: op.asset ? 'asset' : 'service',
    name: '试验设备',
    quantity: op.quantity,
    unit_fen: String(op.unit),
  }
  const answer = await crew[op.by].command('procurement.save-requisition', {
    ...{ section: SECTION, line_no: place.line, title: '试验采购', reason: '试验', category: 'goods' },
    ...{ ...reasons, items: [item], plan_id: one.planned ? state.plan!.plan_id : null },
  })
  one.requisition_id = answer.body.requisition_id
  const { text } = await crew[op.by].text(`/api/procurement/requisition?requisition_id=${one.requisition_id}`)
  one.item_id = (JSON.parse(text) as { items: { id: string }[] }).items[0]!.id
  return codeOf(answer)
}

let contractNo = 0

async function sign(shop: Shop, state: PurchasesState, op: Op<'sign'> | Op<'supplement'>): Promise<string> {
  const one = state.requisitions[op.at]!
  contractNo += 1
  const given = { contract_no: `试验-${contractNo}`, amount_fen: String(op.amount), signed_on: shop.days.today }
  if (op.op === 'supplement')
    return codeOf(
      await shop.crew.buyer.command('procurement.supplement-contract', { ...given, contract_id: one.contract_id }),
    )
  const input = { ...given, requisition_id: one.requisition_id, supplier: '某商店' }
  const answer = await shop.crew[op.who].command('procurement.sign-contract', input)
  if (answer.status === 200) one.contract_id = answer.body.contract_id
  return codeOf(answer)
}

async function accept({ crew, days, life_rule_id }: Shop, state: PurchasesState, op: Op<'accept'>): Promise<string> {
  const { requisition_id, item_id, asset } = state.requisitions[op.at]!
  const line = { item_id, quantity: op.quantity, amount_fen: String(op.amount), ...(asset ? { life_rule_id } : {}) }
  const input = { requisition_id, accepted_on: days.today, opinion: '合格', lines: [line] }
  return codeOf(await crew[op.who].command('procurement.accept-delivery', input))
}

/** A claim for the purchase with its papers, approved, sent and arrived; a refusal on the way leaves a draft. */
async function pay({ crew, days }: Shop, state: PurchasesState, place: Place, op: Op<'pay'>, due: string) {
  const { requisition_id } = state.requisitions[op.at]!
  const invoice = `${place.year}${place.line}-${Math.random().toString(36).slice(2, 12)}`
  const given = { line: place.line, day: days.today, amount: op.amount, requisition_id: requisition_id!, invoice }
  const papers = ['acceptance']
  const { code, bodies } = await speak(crew, claimSteps(crew, { ...given, details: { kind: 'purchase' }, papers }))
  if (code !== 'ok') return code
  const claim_id = bodies[0]!.claim_id!
  const batch = { claim_ids: [claim_id], layout_id: '1', on_date: days.today }
  const sent = await crew.cashier.command('spending.make-batch', batch)
  if (sent.status !== 200) return codeOf(sent)
  const payment_id = (await paymentsOf(crew, sent.body.batch_id)).get(claim_id)!
  if (due === 'ok') Object.assign(state.payments.at(-1)!, { claim_id, payment_id })
  const outcome = { payment_ids: [payment_id], outcome: 'confirm', on_date: days.today }
  return codeOf(await crew.finance.command('spending.settle-payments', outcome))
}

/** A payment that bounced is not made again: its claim is cancelled. */
async function goBack({ crew, days }: Shop, state: PurchasesState, op: Op<'bounce'> | Op<'refund'>): Promise<string> {
  const { claim_id, payment_id } = state.payments[op.payment]!
  const reason = '试验'
  if (op.op === 'refund') {
    const input = { claim_id, amount_fen: String(op.amount), on_date: days.today, reason }
    return codeOf(await crew.finance.command('spending.refund-claim', input))
  }
  const input = { payment_ids: [payment_id], outcome: 'bounce', on_date: days.today, reason }
  const bounced = await crew.finance.command('spending.settle-payments', input)
  if (bounced.status !== 200) return codeOf(bounced)
  return codeOf(await crew.finance.command('spending.cancel-claim', { claim_id, reason }))
}

async function say(shop: Shop, state: PurchasesState, place: Place, op: PurchaseOp, due: string): Promise<string> {
  if (op.op === 'plan') return plan(shop, state, place, op.early)
  if (op.op === 'save') return save(shop, state, place, op)
  if (op.op === 'sign' || op.op === 'supplement') return sign(shop, state, op)
  if (op.op === 'accept') return accept(shop, state, op)
  if (op.op === 'pay') return pay(shop, state, place, op, due)
  if (op.op === 'bounce' || op.op === 'refund') return goBack(shop, state, op)
  const { crew } = shop
  const { requisition_id, by } = state.requisitions[op.at]!
  if (op.op === 'submit' || op.op === 'withdraw')
    return codeOf(await crew[by].command(`procurement.${op.op}-requisition`, { requisition_id }))
  if (op.op === 'decide') {
    const input = { requisition_id, decision: op.decision, opinion: '试验' }
    return codeOf(await crew[op.who].command('procurement.decide-requisition', input))
  }
  if (op.op === 'cancel')
    return codeOf(await crew[op.who].command('procurement.cancel-requisition', { requisition_id, reason: '试验' }))
  const input = { requisition_id, method: op.method, reason: op.explained ? '试验' : '' }
  return codeOf(await crew[op.who].command('procurement.choose-method', input))
}

/** What the rows say of the purchases of a line, of the line, of its vouchers and its cards. */
async function kept(judge: Judge, { year, line }: Place) {
  const rows = await judge<Record<string, unknown>[]>`
    select r.state, r.contract_fen::int contract, r.accepted_fen::int accepted, r.paid_fen::int paid, r.prepaid_fen::int prepaid,
      coalesce((select sum(v.reserved_fen + v.committed_fen + v.in_transit_fen)::int from budget.reservations v
        where v.subject = 'procurement.requisition/' || r.id), 0) held,
      coalesce((select sum(k.original_fen)::int from assets.cards k where k.requisition_no = r.req_no), 0) cards
    from procurement.requisitions r join budget.lines l on l.id = r.line_id
    where l.year = ${year} and l.line_no = ${line} order by r.id`
  const [on] = await judge<{ held: number; spent: number }[]>`
    select (reserved_fen + committed_fen + in_transit_fen)::int held, executed_fen::int spent from budget.lines
    where year = ${year} and line_no = ${line}`
  const accounts = await judge<{ account: string; fen: number }[]>`
    with ours as (select r.id from procurement.requisitions r join budget.lines l on l.id = r.line_id
      where l.year = ${year} and l.line_no = ${line}),
    claims as (select id from spending.claims where requisition_id in (select id from ours))
    select p.account, sum(p.amount_fen)::int fen from accounts.postings p where p.account in ('1214', '2302') and p.voucher_id in (
      select voucher_id from procurement.acceptances where requisition_id in (select id from ours)
      union select voucher_id from spending.payments where claim_id in (select id from claims)
      union select voucher_id from spending.returns where claim_id in (select id from claims))
    group by 1 having sum(p.amount_fen) <> 0 order by 1`
  return { rows: [...rows], on: on!, accounts: accounts.map(({ account, fen }) => `${account} ${fen}`) }
}

function believed({ requisitions }: PurchasesState) {
  const sum = (of: (one: (typeof requisitions)[number]) => number) =>
    requisitions.reduce((all, one) => all + of(one), 0)
  const accounts = [
    ['1214', sum(one => one.prepaid)],
    ['2302', sum(one => one.paid - one.prepaid - one.accepted)],
  ] as const
  return {
    rows: requisitions.map(one => {
      const { state, contract, accepted, paid, prepaid, asset } = one
      return { state, contract, accepted, paid, prepaid, held: holdOf(one), cards: asset ? accepted : 0 }
    }),
    on: { held: sum(holdOf), spent: sum(one => one.paid) },
    accounts: accounts.filter(([, fen]) => fen !== 0).map(([account, fen]) => `${account} ${fen}`),
  }
}

export async function purchaseSequence(
  shop: Shop,
  place: Place,
  ops: readonly PurchaseOp[],
  tally: Tally,
): Promise<void> {
  const state: PurchasesState = { requisitions: [], payments: [] }
  for (const op of ops) {
    const due = purchaseStep(state, op)
    if (due === 'none') continue
    differs(op, due, await say(shop, state, place, op, due))
    tally(due)
  }
  differs('the end', JSON.stringify(believed(state)), JSON.stringify(await kept(shop.judge, place)))
}
