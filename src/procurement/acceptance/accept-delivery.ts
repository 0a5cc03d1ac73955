// Accept a delivery: the voucher is posted and the asset cards are born in the same transaction.
import { z } from 'zod'
import { type Entry, postVoucher } from '../../accounts/index.ts'
import { assetAccounts, DetailsInput, type MadeCard, receiveSupplyItems, registerAsset } from '../../assets/index.ts'
import { type Category, EXPENSE_ACCOUNTS, releaseReservation, reservationHold } from '../../budget/index.ts'
import { smallerFen, sumFen } from '../../kernel/index.ts'
import { type Call, command, DayField, Id, Int64, PositiveFen, type Sql, Text } from '../../platform/index.ts'
import { nextNumber } from '../numbers.ts'
import { settleWhenPaid } from '../payments.ts'
import {
  beyondAgreed,
  contractFirst,
  daysReversed,
  lifeNeeded,
  methodFirst,
  noSuchItem,
  samePerson,
} from '../refusals.ts'
import { lockRequisition, moveRequisition, type Requisition, stateAfter } from '../requisitions/requisition.ts'
import { rulesShown } from '../requisitions/rules-shown.ts'
import { METHODS } from '../vocabulary.ts'
import { keepPapers, PAPERS_MAX } from './papers.ts'

const Line = z.strictObject({
  item_id: Id,
  quantity: z.number().int().min(1, '数量至少为 1').max(100_000),
  amount_fen: PositiveFen,
  /** assets only */
  life_rule_id: Id.nullable().default(null),
  life_months: z.number().int().min(1).max(1200).nullable().default(null),
  class_code: z.string().trim().max(20).default(''),
  brand_model: z.string().trim().max(80).default(''),
  place: z.string().trim().max(60).default(''),
  one_card: z.boolean().default(false),
  warranty_until: DayField.nullable().default(null),
  details: DetailsInput.default({}),
})
type Line = z.output<typeof Line>
type Item = {
  id: bigint
  kind: 'asset' | 'supply' | 'service'
  name: string
  class_code: string
  spec: string
  measure: string
}

/** Who approved and who bought do not accept (不相容岗位分离). */
function mustBeAnother(call: Call, { decided_by_id, method_by_id }: Requisition): void {
  if (call.actor.id === 'system') return
  if (call.actor.id === decided_by_id) throw samePerson({ did: '审批', does: '验收' })
  if (call.actor.id === method_by_id) throw samePerson({ did: '采购', does: '验收' })
}

/** Counts what is accepted within what was agreed, in one conditional statement. */
async function countAccepted(tx: Sql, { id, contract_fen, amount_fen, accepted_fen }: Requisition, amount: bigint) {
  const agreed = contract_fen > 0n ? contract_fen : amount_fen
  const counted = await tx`
    update procurement.requisitions set accepted_fen = accepted_fen + ${amount}
    where id = ${id} and accepted_fen + ${amount} <= ${agreed} returning 1`
  if (counted.length === 0) throw beyondAgreed({ left_fen: agreed - accepted_fen })
}

/** From the limit on a purchase has its written contract before anything is accepted (政府采购法 第四十四条). */
async function contractMustBeThere(tx: Sql, requisition: Requisition, today: string): Promise<void> {
  if (requisition.state === 'contracted') return
  const { least } = await rulesShown(tx, requisition, today)
  if (least !== 'any') throw contractFirst({ req_no: requisition.req_no })
}

type Delivery = {
  accepted_on: string
  invoice_no: string
  acceptance_no: string
  acceptance_id: bigint
  voucher_id: bigint
}

async function cardsOf(
  tx: Sql,
  call: Call,
  requisition: Requisition,
  item: Item,
  line: Line,
  delivery: Delivery,
): Promise<MadeCard[]> {
  if (line.life_rule_id === null) throw lifeNeeded({ item: item.name })
  const [contract] = await tx<{ contract_no: string; supplier: string; method: string }[]>`
    select contract_no, supplier, method from procurement.contracts
    where requisition_id = ${requisition.id} and supplements_id is null`
  const { quantity, one_card, amount_fen, life_rule_id, life_months, place, warranty_until, details } = line
  return registerAsset(
    tx,
    call,
    {
      ...{ quantity, one_card, amount_fen, life_rule_id, life_months, place, warranty_until, details },
      name: item.name,
      class_code: line.class_code || item.class_code || 'A02',
      brand_model: line.brand_model || item.spec.slice(0, 80),
      measure: item.measure,
      acquired_by: 'purchase',
      acquired_on: delivery.accepted_on,
      booked_on: delivery.accepted_on,
      voucher_id: delivery.voucher_id,
      purchase_form: contract?.method ?? METHODS[requisition.method!],
      contract_no: contract?.contract_no ?? '',
      supplier: contract?.supplier ?? '',
      requisition_no: requisition.req_no,
      invoice_no: delivery.invoice_no,
      section_id: requisition.section_id,
      is_example: requisition.is_example,
    },
    {
      summary: `验收建卡：${requisition.title}`,
      doc_no: delivery.acceptance_no,
      path: `/procurement/requisitions/${requisition.id}`,
    },
  )
}

/** 借 固定资产（费用） 贷 预付账款、应付账款. */
async function postDelivery(
  tx: Sql,
  call: Call,
  requisition: Requisition,
  lines: readonly (Line & { item: Item })[],
  accepted_on: string,
) {
  const [budget] = await tx<
    { category: Category }[]
  >`select category from budget.lines where id = ${requisition.line_id}`
  const rules = new Map<bigint, string>()
  for (const { life_rule_id } of lines) {
    if (life_rule_id === null) continue
    const [rule] = await tx<{ financial_class: 'equipment' }[]>`
      select financial_class from assets.life_rules where id = ${life_rule_id}`
    if (rule) rules.set(life_rule_id, assetAccounts(rule.financial_class).cost)
  }
  const debits = lines.map(({ item, life_rule_id, amount_fen }) => ({
    account:
      item.kind === 'asset' && life_rule_id !== null
        ? (rules.get(life_rule_id) ?? '1601')
        : EXPENSE_ACCOUNTS[budget!.category].financial,
    amount_fen,
    summary: item.name,
  }))
  const total = sumFen(debits.map(entry => entry.amount_fen))
  const prepaid = smallerFen(requisition.prepaid_fen, total)
  const credits: Entry[] = [
    { account: '1214', amount_fen: -prepaid },
    { account: '2302', amount_fen: prepaid - total },
  ]
  const voucher_id = await postVoucher(tx, call, {
    on_date: accepted_on,
    summary: `验收：${requisition.title}`,
    source: 'procurement.acceptance',
    entries: [...debits, ...credits.filter(entry => entry.amount_fen !== 0n)],
    is_example: requisition.is_example,
  })
  if (prepaid > 0n)
    await tx`update procurement.requisitions set prepaid_fen = prepaid_fen - ${prepaid} where id = ${requisition.id}`
  return { voucher_id, total }
}

async function itemsOf(tx: Sql, requisition: Requisition, lines: readonly Line[]): Promise<(Line & { item: Item })[]> {
  const found: (Line & { item: Item })[] = []
  for (const line of lines) {
    const [item] = await tx<Item[]>`
      update procurement.requisition_items set accepted_count = accepted_count + ${line.quantity}
      where id = ${line.item_id} and requisition_id = ${requisition.id}
      returning id, kind, name, class_code, spec, measure`
    if (!item) throw noSuchItem()
    if (item.kind === 'asset' && line.life_rule_id === null) throw lifeNeeded({ item: item.name })
    found.push({ ...line, item })
  }
  return found
}

/** What a purchase will not need any more goes back to the allotment once everything is accepted. */
async function releaseUnneeded(tx: Sql, call: Call, { id, reservation_id, title, req_no }: Requisition): Promise<void> {
  const [now] = await tx<{ owed: bigint }[]>`
    select greatest(accepted_fen - paid_fen, 0)::bigint owed from procurement.requisitions where id = ${id}`
  const held = await reservationHold(tx, reservation_id!)
  const rest =
    (held?.reserved_fen ?? 0n) + (held?.committed_fen ?? 0n) + (held?.in_transit_fen ?? 0n) - (now?.owed ?? 0n)
  if (rest <= 0n) return
  const step = { on_date: call.today, summary: `验收后节余：${title}`, doc_no: req_no }
  await releaseReservation(tx, call, { ...step, reservation_id: reservation_id!, amount_fen: rest })
}

/** Office supplies go into the stock by the same document. */
async function stockSupplies(
  tx: Sql,
  call: Call,
  { title, is_example }: Requisition,
  lines: readonly (Line & { item: Item })[],
  slip: { on_date: string; doc_no: string },
): Promise<void> {
  const items = lines
    .filter(({ item }) => item.kind === 'supply')
    .map(({ item, quantity }) => ({ name: item.name, spec: item.spec.slice(0, 60), measure: item.measure, quantity }))
  if (items.length > 0) await receiveSupplyItems(tx, call, items, { ...slip, note: `验收入库：${title}`, is_example })
}

async function writeAcceptance(tx: Sql, call: Call, row: Record<string, unknown>) {
  const [made] = await tx<{ id: bigint }[]>`
    insert into procurement.acceptances ${tx({ ...row, at: call.at, by: call.actor.name, by_id: call.actor.id } as never)} returning id`
  return made!.id
}

/** Accept a delivery or a part of it. Not by who approved or bought; within what was agreed. */
export const acceptDelivery = command({
  name: 'procurement.accept-delivery',
  title: '验收入库',
  access: 'signed-in',
  input: z.strictObject({
    requisition_id: Id,
    accepted_on: DayField,
    members: z.string().trim().max(80).default(''),
    opinion: Text(400),
    invoice_no: z.string().trim().max(40).default(''),
    lines: z.array(Line).min(1, '至少验收一项').max(200),
    /** the signed acceptance form and what else proves it */
    file_ids: z.array(Id).max(PAPERS_MAX).default([]),
  }),
  output: z.object({
    acceptance_no: z.string(),
    state: z.string(),
    cards: z.array(z.object({ id: Int64, card_no: z.string() })),
  }),
  async run(tx, call, { requisition_id, lines, file_ids, ...given }) {
    const requisition = await lockRequisition(tx, requisition_id)
    stateAfter(requisition, 'accept-part')
    mustBeAnother(call, requisition)
    if (!requisition.method) throw methodFirst()
    if (given.accepted_on > call.today) throw daysReversed()
    await contractMustBeThere(tx, requisition, call.today)
    const accepted = await itemsOf(tx, requisition, lines)
    await countAccepted(tx, requisition, sumFen(lines.map(line => line.amount_fen)))
    const { voucher_id, total } = await postDelivery(tx, call, requisition, accepted, given.accepted_on)
    const acceptance_no = await nextNumber(tx, 'acceptance', given.accepted_on)
    const { is_example } = requisition
    const document = { ...given, acceptance_no, requisition_id, amount_fen: total, voucher_id, is_example }
    const acceptance_id = await writeAcceptance(tx, call, document)
    await keepPapers(tx, call, acceptance_id, file_ids)
    const cards: MadeCard[] = []
    for (const line of accepted) {
      const delivery = { ...given, acceptance_no, acceptance_id, voucher_id }
      const made = line.item.kind === 'asset' ? await cardsOf(tx, call, requisition, line.item, line, delivery) : []
      cards.push(...made)
      const { item_id, quantity, amount_fen } = line
      await tx`insert into procurement.acceptance_items (acceptance_id, item_id, quantity, amount_fen, card_ids)
        values (${acceptance_id}, ${item_id}, ${quantity}, ${amount_fen}, ${made.map(card => String(card.id))}::bigint[])`
    }
    await stockSupplies(tx, call, requisition, accepted, { on_date: given.accepted_on, doc_no: acceptance_no })
    const open = await tx`
      select 1 from procurement.requisition_items where requisition_id = ${requisition_id} and accepted_count < quantity`
    const move = open.length > 0 ? 'accept-part' : 'accept'
    const moved = await moveRequisition(tx, call, requisition, move, acceptance_no)
    if (move === 'accept') await releaseUnneeded(tx, call, requisition)
    const state =
      move === 'accept' ? await settleWhenPaid(tx, call, { ...requisition, state: moved }, acceptance_no) : moved
    return { acceptance_no, state, cards: cards.map(({ id, card_no }) => ({ id, card_no })) }
  },
})
