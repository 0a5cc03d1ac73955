// A sequence of assets: spoken to the product, compared with the model step by step and with cards, disposals and counts at the
// end. Sequences follow one another, since a month is depreciated for all cards at once.
import { randomUUID } from 'node:crypto'
import { type AssetOp, type AssetsState, LIFE, PROCEEDS } from '../models/asset-model.ts'
import { assetStep, cardsOf } from '../models/asset-steps.ts'
import { must, SECTION } from '../support/centre.ts'
import type { Client } from '../support/client.ts'
import type { Crew } from '../support/crew.ts'
import type { Judge } from '../support/judge.ts'
import { codeOf, differs, type Tally } from './differs.ts'

export type Store = { crew: Crew; judge: Judge; year: number; rules: { wears: string; lasts: string }; take(): string }

const SECTIONS_AT_ONCE = 50

/** A section for every sequence, so that its stocktakes meet no other's cards. */
export async function openStore(admin: Client, crew: Crew, judge: Judge, sequences: number): Promise<Store> {
  const sections = Array.from({ length: sequences }, (_, n) => `试验库${n}`)
  for (let at = 0; at < sections.length; at += SECTIONS_AT_ONCE) {
    const some = sections.slice(at, at + SECTIONS_AT_ONCE)
    await must(admin, 'people.set-unit', { name: '试验融媒体中心', district: '试验区', sections: some })
  }
  const rows = JSON.parse((await admin.text('/api/assets/life-rules')).text) as Record<string, string | number | null>[]
  const rule = (which: (row: Record<string, string | number | null>) => boolean) => String(rows.find(which)!.id)
  const rules = {
    wears: rule(row => row.title === '办公设备' && row.life_months === LIFE),
    lasts: rule(row => row.financial_class === 'book'),
  }
  const take = () => {
    const section = sections.pop()
    if (section === undefined) throw new Error('no section is left for another sequence')
    return section
  }
  return { crew, judge, rules, take, year: new Date().getFullYear() - 1 }
}

type Op<K extends AssetOp['op']> = Extract<AssetOp, { op: K }>
type Said = { who: 'finance' | 'buyer' | 'director' | 'applicant' | 'outsider'; name: string; input: object }
const two = (number: number) => String(number).padStart(2, '0')

function registration({ rules, year }: Store, section: string, op: Op<'register'>): Said {
  const months = year * 12 + op.booked - 1 - op.age
  const input = {
    ...{ origin: 'donation', name: '试验资产', class_code: 'A02', section, amount_fen: String(op.amount) },
    life_rule_id: op.wears ? rules.wears : rules.lasts,
    depreciated_fen: String(op.before && op.age > 0 ? Math.floor(op.amount / 3) : 0),
    booked_on: `${year}-${two(op.booked)}-10`,
    acquired_on: `${Math.floor(months / 12)}-${two((months % 12) + 1)}-10`,
  }
  return { who: 'finance', name: 'assets.register-card', input }
}

const USES: Record<string, object> = {
  issue: {},
  return: {},
  transfer: {},
  'send-to-repair': { fault: '试验' },
  'finish-repair': { result: '试验' },
  lend: { borrower: '某单位', due_on: '2099-12-31', doc_no: '试验1号' },
  'take-back': { condition: '完好' },
}

function use({ crew }: Store, section: string, op: AssetOp & { card: number }, card_id: string): Said {
  const said = (name: string, input: object): Said => ({ who: 'buyer', name: `assets.${name}`, input })
  if (op.op === 'issue') return said('issue-cards', { card_ids: [card_id], person_id: crew.ids[op.to] })
  if (op.op === 'return') return said('return-cards', { card_ids: [card_id] })
  if (op.op === 'transfer') {
    const person_id = op.to && crew.ids[op.to]
    return said('transfer-cards', { card_ids: [card_id], section: op.home ? section : SECTION, person_id })
  }
  const name = op.op === 'lend' || op.op === 'take-back' ? `${op.op}-card` : op.op
  return said(name, { card_id, ...USES[op.op] })
}

function counting(state: AssetsState, section: string, op: AssetOp): Said {
  const stocktake_id = state.count?.stocktake_id
  const alien = `X-${stocktake_id}`
  const said = (name: string, input: object): Said => ({ who: 'buyer', name: `assets.${name}`, input })
  if (op.op === 'start-count') return said('start-stocktake', { title: '试验盘点', section })
  if (op.op === 'scan') {
    const code = op.card === null ? alien : state.cards[op.card]!.card_no
    const scan = { scan_id: randomUUID(), code, how: 'scanner', scanned_at: new Date().toISOString() }
    return said('count-cards', { stocktake_id, scans: [scan] })
  }
  const reason = '试验'
  if (op.op === 'missing') {
    const { card_id } = state.cards[op.card]!
    return said('conclude-missing', { stocktake_id, card_id, verdict: op.verdict, reason })
  }
  if (op.op === 'surplus') return said('conclude-surplus', { stocktake_id, code: alien, verdict: 'error', reason })
  return said('conclude-stocktake', { stocktake_id, conclusion: '试验' })
}

function disposing({ year }: Store, state: AssetsState, op: AssetOp): Said {
  if (op.op === 'propose') {
    const card_ids = cardsOf(state, op.cards).map(card => card.card_id)
    const kind = op.sale ? 'sell' : 'scrap'
    const input = { kind, reason: '试验', card_ids, appraisal_fen: op.appraised ? '1' : null }
    return { who: 'buyer', name: 'assets.propose-disposal', input }
  }
  if (!('disposal' in op)) throw new Error(`${op.op} disposes of nothing`)
  const { disposal_id } = state.disposals[op.disposal]!
  if (op.op === 'decide') {
    const decision = op.approve ? 'approve' : 'reject'
    const input = { disposal_id, decision, minutes_no: op.minutes ? '试验1号' : '' }
    return { who: 'director', name: 'assets.decide-disposal', input }
  }
  if (op.op === 'withdraw') return { who: 'buyer', name: 'assets.withdraw-disposal', input: { disposal_id } }
  if (op.op === 'remit') {
    const input = { disposal_id, amount_fen: String(op.amount), on_date: `${year}-12-31` }
    return { who: 'finance', name: 'assets.remit-proceeds', input }
  }
  const input = { disposal_id, completed_on: `${year}-12-20`, proceeds_fen: String(PROCEEDS) }
  return { who: 'finance', name: 'assets.complete-disposal', input }
}

function handingOver({ crew }: Store, state: AssetsState, op: AssetOp): Said {
  if (op.op === 'hand-over') {
    const card_ids = cardsOf(state, op.cards).map(card => card.card_id)
    const input = { from_id: crew.ids[op.from], to_id: crew.ids[op.to], reason: 'other', card_ids }
    return { who: 'buyer', name: 'handover.make-document', input }
  }
  if (!('document' in op)) throw new Error(`${op.op} hands nothing over`)
  const { document_id } = state.documents[op.document]!
  if (op.op === 'confirm') return { who: op.who, name: 'handover.confirm-document', input: { document_id } }
  return { who: 'buyer', name: 'handover.withdraw-document', input: { document_id } }
}

function saidOf(store: Store, state: AssetsState, section: string, op: AssetOp): Said {
  if (op.op === 'register') return registration(store, section, op)
  if (op.op === 'depreciate')
    return { who: 'finance', name: 'assets.depreciate-month', input: { month: `${store.year}-${two(op.month)}` } }
  if (['start-count', 'scan', 'missing', 'surplus', 'conclude'].includes(op.op)) return counting(state, section, op)
  if (op.op === 'hand-over' || 'document' in op) return handingOver(store, state, op)
  if (op.op === 'propose' || 'disposal' in op) return disposing(store, state, op)
  if (!('card' in op) || op.card === null) throw new Error(`${op.op} is not said`)
  return use(store, section, op as AssetOp & { card: number }, state.cards[op.card]!.card_id!)
}

/** Notes what an accepted operation made: the newest of its kind gets its id. */
function note(
  state: AssetsState,
  op: AssetOp,
  body: Record<string, string> & { cards?: { id: string; card_no: string }[] },
) {
  if (op.op === 'register')
    Object.assign(state.cards.at(-1)!, { card_id: body.cards![0]!.id, card_no: body.cards![0]!.card_no })
  if (op.op === 'hand-over') state.documents.at(-1)!.document_id = body.document_id!
  if (op.op === 'start-count') state.count!.stocktake_id = body.stocktake_id!
  if (op.op === 'propose' || (op.op === 'missing' && op.verdict === 'lost'))
    state.disposals.at(-1)!.disposal_id = body.disposal_id!
}

async function compare({ judge, crew }: Store, state: AssetsState): Promise<void> {
  const ids = state.cards.map(card => card.card_id!)
  const cards = await judge<{ state: string; holder: string | null; written: number; gone: boolean }[]>`
    select use_state state, holder_id::text holder, disposed_on is not null gone,
      coalesce((select sum(amount_fen)::int from assets.depreciation d where d.card_id = c.id), 0) written
    from assets.cards c where id = any(${ids}::bigint[]) order by id`
  const disposals = await judge<{ state: string; remitted: number }[]>`
    select state, remitted_fen::int remitted from assets.disposals
    where id = any(${state.disposals.map(one => one.disposal_id!)}::bigint[]) order by id`
  const [count] = await judge<{ found: number; items: number; concluded: boolean }[]>`
    select (select count(found_at)::int from assets.stocktake_items i where i.stocktake_id = t.id) found,
      (select count(*)::int from assets.stocktake_items i where i.stocktake_id = t.id) items, concluded_at is not null concluded
    from assets.stocktakes t where id = ${state.count?.stocktake_id ?? null}`
  const believed = {
    cards: state.cards.map(({ state: use, holder, written }) => ({
      ...{ state: use, holder: holder ? crew.ids[holder] : null, gone: use === 'disposed', written },
    })),
    disposals: state.disposals.map(({ state: stands, remitted }) => ({ state: stands, remitted })),
    count: state.count && {
      found: [...state.count.items.values()].filter(item => item.found).length,
      items: state.count.items.size,
      concluded: state.count.concluded,
    },
  }
  differs('the end', JSON.stringify(believed), JSON.stringify({ cards: [...cards], disposals: [...disposals], count }))
}

export async function assetSequence(store: Store, ops: readonly AssetOp[], tally: Tally): Promise<void> {
  const state: AssetsState = { cards: [], documents: [], disposals: [] }
  const section = store.take()
  for (const op of ops) {
    const due = assetStep(state, op)
    if (due === 'none') continue
    const { who, name, input } = saidOf(store, state, section, op)
    const { status, body } = await store.crew[who].command(name, input)
    differs(op, due, codeOf({ status, body }))
    if (due === 'ok') note(state, op, body)
    tally(due)
  }
  await compare(store, state)
}

/** Register and ledger of fixed assets: what all cards cost and what was written off, each as the accounts have it. */
export async function registerAndLedger(judge: Judge): Promise<{ cards: string; ledger: string }> {
  const [register] = await judge<{ cost: string; written: string }[]>`
    select coalesce(sum(original_fen), 0)::text cost, coalesce(sum((select sum(amount_fen) from assets.depreciation d
      where d.card_id = c.id)), 0)::text written from assets.cards c where disposed_on is null`
  const [ledger] = await judge<{ cost: string; written: string }[]>`
    select coalesce(sum(amount_fen) filter (where account = '1601'), 0)::text cost,
      (-coalesce(sum(amount_fen) filter (where account = '1602'), 0))::text written from accounts.postings`
  const said = ({ cost, written }: { cost: string; written: string }) => `${cost} less ${written}`
  return { cards: said(register!), ledger: said(ledger!) }
}
