// Claims as rows: found, locked, moved from state to state, with everything that happened written down.
import { type Day, type Fen, next } from '../../kernel/index.ts'
import type { Actor, Call, Sql } from '../../platform/index.ts'
import '../constraints.ts'
import { noSuchClaim, notYours, wrongState } from '../refusals.ts'
import { claimMachine, type Kind, type Move, type State } from '../vocabulary.ts'
import type { ClaimDetails } from './fields.ts'

export type Claim = {
  id: bigint
  claim_no: string | null
  year: number
  kind: Kind
  state: State
  version: number
  round: number
  on_date: Day
  title: string
  purpose: string
  line_id: bigint
  section_id: bigint
  reservation_id: bigint | null
  amount_fen: Fen
  self_borne_fen: Fen
  details: ClaimDetails
  items: { title: string; on_date: Day; amount_fen: string; note: string }[]
  pay_by: 'bank' | 'official_card' | 'cash'
  loan_id: bigint | null
  offset_fen: Fen
  offset_movement_id: bigint | null
  offset_voucher_id: bigint | null
  contract_id: bigint | null
  requisition_id: bigint | null
  /** the year whose line holds it since it was carried over; null: its own */
  carried_to_year: number | null
  /** the voucher that booked as owed at the year's end what was not paid */
  accrual_voucher_id: bigint | null
  applicant_id: bigint
  applicant: string
  is_example: boolean
  line_no: string
  line_title: string
  category: string
  three_public: string | null
  section: string
}

/** Who looks at every claim; the others see their own and those they decide. */
export const OVERSEERS = ['finance', 'cashier', 'director', 'operations', 'auditor'] as const
export const seesAll = (actor: Actor) => actor.id === 'system' || OVERSEERS.some(role => actor.roles.includes(role))

const select = (tx: Sql) => tx`
  select c.*, l.line_no, l.title line_title, l.category, l.three_public, s.name section
  from spending.claims c join budget.lines l on l.id = c.line_id join people.sections s on s.id = c.section_id`

/** The claim, locked until the transaction ends. */
export async function lockClaim(tx: Sql, id: bigint): Promise<Claim> {
  const [locked] = await tx`select 1 from spending.claims where id = ${id} for update`
  if (!locked) throw noSuchClaim()
  return findClaim(tx, id)
}

export async function findClaim(tx: Sql, id: bigint): Promise<Claim> {
  const [claim] = await tx<Claim[]>`${select(tx)} where c.id = ${id}`
  if (!claim) throw noSuchClaim()
  return claim
}

/** The claim, locked, if it is the caller's own. */
export async function lockOwn(tx: Sql, call: Call, id: bigint): Promise<Claim> {
  const claim = await lockClaim(tx, id)
  if (String(claim.applicant_id) !== call.actor.id) throw notYours()
  return claim
}

/** Moves a claim on its machine and writes it down. Refuses spending.wrong-state. */
export async function moveClaim(tx: Sql, call: Call, claim: Claim, move: Move, note = ''): Promise<State> {
  const state = next(claimMachine, claim.state, move)
  if (!state) throw wrongState({ state: claim.state, move })
  await tx`update spending.claims set state = ${state} where id = ${claim.id}`
  await noteHistory(tx, call, { claim_id: claim.id, move, from_state: claim.state, to_state: state, note })
  claim.state = state
  return state
}

export async function noteHistory(
  tx: Sql,
  call: Call,
  event: { claim_id: bigint; move: string; from_state: State | null; to_state: State; note?: string },
): Promise<void> {
  const row = { note: '', ...event, person_id: call.actor.id, person: call.actor.name, at: call.at }
  await tx`insert into spending.history ${tx(row)}`
}

/** The next number of a year: 2026-0001, from its counter row. */
export async function nextNumber(tx: Sql, kind: string, prefix: string, year: number): Promise<string> {
  const [row] = await tx<{ last_no: bigint }[]>`
    insert into spending.counters (year, kind, last_no) values (${year}, ${kind}, 1)
    on conflict (year, kind) do update set last_no = spending.counters.last_no + 1 returning last_no`
  return `${prefix}${year}-${String(row!.last_no).padStart(4, '0')}`
}

export type PayeeRow = {
  id: bigint
  claim_id: bigint
  n: number
  name: string
  id_no: string
  bank: string
  account_no: string
  gross_fen: Fen
  tax_fen: Fen
  amount_fen: Fen
  is_tax: boolean
}

export function payeesOf(tx: Sql, claimId: bigint): Promise<PayeeRow[]> {
  return tx<PayeeRow[]>`select * from spending.payees where claim_id = ${claimId} order by n`
}
