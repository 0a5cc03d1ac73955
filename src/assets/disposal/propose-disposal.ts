// Propose to dispose of assets (申请处置), withdraw it, decide it: who proposed does not decide.
import { z } from 'zod'
import { type Day, sumFen } from '../../kernel/index.ts'
import { type Call, command, FenInput, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { nextNumbers } from '../numbers.ts'
import { appraisalNeeded, minutesNeeded, noSuchDisposal, ownDisposal, wrongDisposalState } from '../refusals.ts'
import { lockCards, moveCard, mustBeFree } from '../use/card.ts'
import { DISPOSAL_KINDS, DISPOSAL_STATES, type DisposalKind, type DisposalState } from '../vocabulary.ts'

const kinds = Object.keys(DISPOSAL_KINDS) as [DisposalKind, ...DisposalKind[]]

export type Disposal = {
  id: bigint
  disposal_no: string
  kind: DisposalKind
  state: DisposalState
  reason: string
  original_fen: bigint
  minutes_no: string
  applied_by_id: string
  counterparty: string
  completed_on: Day | null
  is_example: boolean
}

/** Locks a disposal that stands in one of the states. */
export async function lockDisposal(
  tx: Sql,
  id: bigint,
  states: readonly DisposalState[],
  move: string,
): Promise<Disposal> {
  const [row] = await tx<Disposal[]>`
    select id, disposal_no, kind, state, reason, original_fen, minutes_no, applied_by_id, counterparty, completed_on, is_example
    from assets.disposals where id = ${id} for no key update`
  if (!row) throw noSuchDisposal({ disposal_id: String(id) })
  if (!states.includes(row.state))
    throw wrongDisposalState({ disposal_no: row.disposal_no, state: DISPOSAL_STATES[row.state], move })
  return row
}

export type NewDisposal = {
  kind: DisposalKind
  reason: string
  card_ids: readonly bigint[]
  appraisal_fen?: bigint | null
  appraiser?: string
  counterparty?: string
  is_example?: boolean
}

/** Writes a disposal and puts its cards aside (待处置). */
export async function proposeDisposalOf(
  tx: Sql,
  call: Call,
  given: NewDisposal,
): Promise<{ id: bigint; disposal_no: string }> {
  const { kind, reason, card_ids, appraisal_fen = null, appraiser = '', counterparty = '', is_example = false } = given
  // 转让、置换 are appraised (条例第三十六条)
  if ((kind === 'sell' || kind === 'exchange') && appraisal_fen === null) throw appraisalNeeded()
  const cards = await lockCards(tx, card_ids)
  await mustBeFree(tx, cards, 'propose-disposal')
  const [disposal_no] = await nextNumbers(tx, 'disposal', call.today)
  const original_fen = sumFen(cards.map(card => card.original_fen))
  const who = { applied_by_id: call.actor.id, applied_by: call.actor.name, applied_at: call.at }
  const row = {
    disposal_no: disposal_no!,
    kind,
    reason,
    appraisal_fen,
    appraiser,
    counterparty,
    is_example,
    original_fen,
  }
  const [made] = await tx<{ id: bigint }[]>`
    insert into assets.disposals ${tx({ ...row, ...who, state: 'submitted' })} returning id`
  const told = {
    doc_no: disposal_no!,
    path: `/assets/disposals/${made!.id}`,
    summary: `申请${DISPOSAL_KINDS[kind]}：${reason}`,
  }
  for (const card of cards) await moveCard(tx, call, card, 'propose-disposal', {}, told)
  await tx`insert into assets.disposal_items ${tx(cards.map(card => ({ disposal_id: made!.id, card_id: card.id })))}`
  return { id: made!.id, disposal_no: disposal_no! }
}

/** Propose a disposal. A sale or exchange needs its appraisal. */
export const proposeDisposal = command({
  name: 'assets.propose-disposal',
  title: '申请处置',
  access: ['operations', 'finance'],
  input: z.strictObject({
    kind: z.enum(kinds),
    reason: Text(400),
    card_ids: z.array(Id).min(1, '请选资产').max(1000),
    appraisal_fen: FenInput.nullable().default(null),
    appraiser: z.string().trim().max(80).default(''),
    counterparty: z.string().trim().max(80).default(''),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ disposal_id: Int64, disposal_no: z.string() }),
  async run(tx, call, given) {
    const { id, disposal_no } = await proposeDisposalOf(tx, call, given)
    return { disposal_id: id, disposal_no }
  },
})

/** The cards stand as before: in the name of who had them, or in the store. */
async function putBack(tx: Sql, call: Call, { id, disposal_no }: Disposal, summary: string): Promise<void> {
  const items = await tx<{ card_id: bigint }[]>`select card_id from assets.disposal_items where disposal_id = ${id}`
  const told = { summary, doc_no: disposal_no, path: `/assets/disposals/${id}` }
  for (const card of await lockCards(
    tx,
    items.map(item => item.card_id),
  ))
    await moveCard(tx, call, card, card.holder_id === null ? 'withdraw-disposal' : 'withdraw-disposal-held', {}, told)
}

/** Decide a proposed disposal. Above the amount of the rules the minutes of the collective decision are demanded. */
export const decideDisposal = command({
  name: 'assets.decide-disposal',
  title: '审批处置',
  access: ['director'],
  input: z.strictObject({
    disposal_id: Id,
    decision: z.enum(['approve', 'reject']),
    opinion: z.string().trim().max(400).default(''),
    minutes_no: z.string().trim().max(80).default(''),
    approval_no: z.string().trim().max(80).default(''),
  }),
  output: z.object({ disposal_no: z.string(), state: z.string() }),
  async run(tx, call, { disposal_id, decision, opinion, minutes_no, approval_no }) {
    const disposal = await lockDisposal(tx, disposal_id, ['submitted'], '审批')
    if (disposal.applied_by_id === call.actor.id && call.actor.id !== 'system') throw ownDisposal()
    const [rule] = await tx<{ amount_fen: bigint }[]>`
      select amount_fen from assets.disposal_rules where effective_from <= ${call.today}
        and (effective_to is null or effective_to >= ${call.today}) order by effective_from desc limit 1`
    if (decision === 'approve' && rule && disposal.original_fen >= rule.amount_fen && !minutes_no)
      throw minutesNeeded({ amount_fen: rule.amount_fen })
    const state: DisposalState = decision === 'approve' ? 'approved' : 'rejected'
    await tx`update assets.disposals set state = ${state}, opinion = ${opinion}, minutes_no = ${minutes_no}, approval_no = ${approval_no},
      decided_by_id = ${call.actor.id}, decided_by = ${call.actor.name}, decided_at = ${call.at} where id = ${disposal_id}`
    if (decision === 'reject') await putBack(tx, call, disposal, `处置没有批准：${opinion}`)
    return { disposal_no: disposal.disposal_no, state }
  },
})

/** Withdraw a disposal that is not completed; the assets stand as before. */
export const withdrawDisposal = command({
  name: 'assets.withdraw-disposal',
  title: '撤销处置',
  access: ['operations', 'finance'],
  input: z.strictObject({ disposal_id: Id }),
  output: z.object({ disposal_no: z.string() }),
  async run(tx, call, { disposal_id }) {
    const disposal = await lockDisposal(tx, disposal_id, ['submitted', 'approved'], '撤销')
    await tx`update assets.disposals set state = 'withdrawn' where id = ${disposal_id}`
    await putBack(tx, call, disposal, '处置撤销')
    return { disposal_no: disposal.disposal_no }
  },
})
