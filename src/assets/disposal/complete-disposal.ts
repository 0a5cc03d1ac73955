// Complete an approved disposal: the cards are closed and the voucher posted; what it brought is owed to the treasury.
import { z } from 'zod'
import { type Entry, postVoucher } from '../../accounts/index.ts'
import { type Day, sumFen } from '../../kernel/index.ts'
import { type Call, command, DayField, FenInput, Id, Int64, PositiveFen, type Sql } from '../../platform/index.ts'
import { beyondProceeds, dayIsAhead, disposalTooEarly, remittedTooEarly } from '../refusals.ts'
import { lockCards, moveCard } from '../use/card.ts'
import { assetAccounts, DISPOSAL_KINDS, type DisposalKind, type FinancialClass } from '../vocabulary.ts'
import { type Disposal, lockDisposal } from './propose-disposal.ts'

type Value = { financial_class: FinancialClass; original_fen: bigint; depreciated_fen: bigint }

/** 借 累计折旧、资产处置费用（无偿划转：无偿调拨净资产） 贷 固定资产; proceeds: 借 银行存款 贷 应缴财政款. */
export function disposalEntries(kind: DisposalKind, values: readonly Value[], proceeds: bigint): Entry[] {
  const sums = new Map<string, bigint>()
  const add = (account: string, amount: bigint) => sums.set(account, (sums.get(account) ?? 0n) + amount)
  for (const { financial_class, original_fen, depreciated_fen } of values) {
    const { cost, written_off } = assetAccounts(financial_class)
    add(written_off, depreciated_fen)
    add(kind === 'transfer_out' ? '3401' : '5301', original_fen - depreciated_fen)
    add(cost, -original_fen)
  }
  add('1002', proceeds)
  add('2103', -proceeds)
  return [...sums].map(([account, amount_fen]) => ({ account, amount_fen })).filter(entry => entry.amount_fen !== 0n)
}

type Closing = Value & { id: bigint; card_no: string; from_day: Day }

async function valuesOf(tx: Sql, disposalId: bigint): Promise<Closing[]> {
  return tx<Closing[]>`
    select c.id, c.card_no, c.financial_class, c.original_fen, greatest(c.booked_on, (select date_trunc('month', max(d.on_date))::date
        from assets.depreciation d where d.card_id = c.id)) from_day,
      coalesce((select sum(amount_fen) from assets.depreciation d where d.card_id = c.id), 0)::bigint depreciated_fen
    from assets.disposal_items i join assets.cards c on c.id = i.card_id where i.disposal_id = ${disposalId} order by c.id`
}

async function closeCards(
  tx: Sql,
  call: Call,
  disposal: Disposal,
  ids: readonly bigint[],
  on_date: string,
): Promise<void> {
  const told = { doc_no: disposal.disposal_no, path: `/assets/disposals/${disposal.id}`, on_date }
  const cards = await lockCards(tx, ids)
  // the day goes in first: a disposed card without its day is refused by the database
  for (const card of cards) {
    await tx`update assets.cards set disposal_no = ${disposal.disposal_no}, disposed_on = ${on_date}, use_state = 'disposed'
      where id = ${card.id}`
    await moveCard(
      tx,
      call,
      card,
      'dispose',
      { holder: null },
      { ...told, summary: `${DISPOSAL_KINDS[disposal.kind]}，卡片核销` },
    )
  }
}

/** Complete a disposal. The net value leaves the books with the cards; proceeds are booked as 应缴财政款. */
export const completeDisposal = command({
  name: 'assets.complete-disposal',
  title: '处置核销',
  access: ['finance'],
  input: z.strictObject({
    disposal_id: Id,
    completed_on: DayField,
    proceeds_fen: FenInput.refine(fen => fen >= 0n, '处置收入不能为负').default(0n),
  }),
  output: z.object({ disposal_no: z.string(), voucher_id: Int64, net_fen: Int64 }),
  async run(tx, call, { disposal_id, completed_on, proceeds_fen }) {
    if (completed_on > call.today) throw dayIsAhead()
    const disposal = await lockDisposal(tx, disposal_id, ['approved'], '核销')
    const values = await valuesOf(tx, disposal_id)
    // what was written off for later months would leave the ledger before it came
    const late = values.find(({ from_day }) => completed_on < from_day)
    if (late) throw disposalTooEarly({ card_no: late.card_no, from: late.from_day })
    const entries = disposalEntries(disposal.kind, values, proceeds_fen)
    const voucher_id = await postVoucher(tx, call, {
      on_date: completed_on,
      summary: `${DISPOSAL_KINDS[disposal.kind]}：${disposal.reason}`.slice(0, 200),
      source: 'assets.disposal',
      entries,
      is_example: disposal.is_example,
    })
    await closeCards(
      tx,
      call,
      disposal,
      values.map(value => value.id),
      completed_on,
    )
    await tx`update assets.disposals set state = 'completed', completed_on = ${completed_on}, completed_by = ${call.actor.name},
      proceeds_fen = ${proceeds_fen}, voucher_id = ${voucher_id} where id = ${disposal_id}`
    const net_fen = sumFen(values.map(value => value.original_fen - value.depreciated_fen))
    return { disposal_no: disposal.disposal_no, voucher_id, net_fen }
  },
})

/** Hand the proceeds of a disposal over to the treasury (上缴). Never more than came in. */
export const remitProceeds = command({
  name: 'assets.remit-proceeds',
  title: '上缴处置收入',
  access: ['finance'],
  input: z.strictObject({ disposal_id: Id, amount_fen: PositiveFen, on_date: DayField }),
  output: z.object({ voucher_id: Int64 }),
  async run(tx, call, { disposal_id, amount_fen, on_date }) {
    const disposal = await lockDisposal(tx, disposal_id, ['completed'], '上缴')
    if (on_date > call.today) throw dayIsAhead()
    if (disposal.completed_on !== null && on_date < disposal.completed_on)
      throw remittedTooEarly({ from: disposal.completed_on })
    const [remitted] = await tx`
      update assets.disposals set remitted_fen = remitted_fen + ${amount_fen}
      where id = ${disposal_id} and remitted_fen + ${amount_fen} <= proceeds_fen returning 1`
    if (!remitted) throw beyondProceeds()
    const voucher_id = await postVoucher(tx, call, {
      on_date,
      summary: `上缴处置收入：${disposal.disposal_no}`,
      source: 'assets.remittance',
      entries: [
        { account: '2103', amount_fen },
        { account: '1002', amount_fen: -amount_fen },
      ],
      is_example: disposal.is_example,
    })
    return { voucher_id }
  },
})
