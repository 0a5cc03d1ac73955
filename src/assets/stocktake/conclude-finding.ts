// Conclude what a stocktake found wrong, one by one: missing (盘亏), surplus (盘盈), in another place.
import { z } from 'zod'
import { type Call, command, Id, Int64, onConstraint, type Sql, Text } from '../../platform/index.ts'
import { proposeDisposalOf } from '../disposal/propose-disposal.ts'
import { writeEvents } from '../events.ts'
import { nextNumbers } from '../numbers.ts'
import { alreadyConcluded, notAFinding, unconcluded } from '../refusals.ts'
import { registerCard } from '../register-card.ts'
import { openStocktake } from './count-cards.ts'

onConstraint('findings_once_card', alreadyConcluded)
onConstraint('findings_once_code', alreadyConcluded)

type Finding = {
  stocktake_id: bigint
  kind: 'missing' | 'surplus' | 'misplaced'
  card_id?: bigint
  code?: string
  verdict: string
  reason: string
  disposal_id?: bigint
  new_card_id?: bigint
}

async function write(tx: Sql, call: Call, finding: Finding): Promise<string> {
  const [conclusion_no] = await nextNumbers(tx, 'conclusion', call.today)
  const row = { ...finding, conclusion_no: conclusion_no!, at: call.at, by: call.actor.name }
  await tx`insert into assets.stocktake_findings ${tx(row)}`
  return conclusion_no!
}

/** Conclude a missing asset: found after all, an error of the register, or lost; a loss becomes a disposal to be approved. */
export const concludeMissing = command({
  name: 'assets.conclude-missing',
  title: '盘亏结论',
  access: ['operations', 'finance'],
  input: z.strictObject({
    stocktake_id: Id,
    card_id: Id,
    verdict: z.enum(['found', 'error', 'lost']),
    reason: Text(400),
  }),
  output: z.object({ conclusion_no: z.string(), disposal_id: Int64.nullable() }),
  async run(tx, call, { stocktake_id, card_id, verdict, reason }) {
    const { stocktake_no } = await openStocktake(tx, stocktake_id, 'share')
    const open = await tx`
      select 1 from assets.stocktake_items where stocktake_id = ${stocktake_id} and card_id = ${card_id} and found_at is null for update`
    if (open.length === 0) throw notAFinding()
    const base = { stocktake_id, kind: 'missing' as const, card_id, verdict, reason }
    const loss = { kind: 'loss' as const, reason: `盘亏：${reason}`, card_ids: [card_id] }
    const disposal = verdict === 'lost' ? await proposeDisposalOf(tx, call, loss) : undefined
    const conclusion_no = await write(tx, call, disposal ? { ...base, disposal_id: disposal.id } : base)
    const result = { found: '找到', error: '登记有误', lost: '盘亏，申请报损' }[verdict]
    await tx`update assets.cards set counted_on = ${call.today}, count_result = ${result} where id = ${card_id}`
    const path = `/assets/stocktakes/${stocktake_id}`
    await writeEvents(tx, call, [
      {
        card_id,
        kind: 'counted',
        summary: `盘点 ${stocktake_no}：${result}（${reason}）`,
        doc_no: conclusion_no,
        path,
      },
    ])
    return { conclusion_no, disposal_id: disposal?.id ?? null }
  },
})

const Registration = registerCard.input

/** Conclude a surplus: a thing of ours that had no card gets one (盘盈), anything else is told why it is none. */
export const concludeSurplus = command({
  name: 'assets.conclude-surplus',
  title: '盘盈结论',
  access: ['operations', 'finance'],
  input: z
    .strictObject({
      stocktake_id: Id,
      code: z.string().trim().min(1).max(120),
      verdict: z.enum(['register', 'not-ours', 'error']),
      reason: Text(400),
      card: Registration.nullable().default(null),
    })
    .refine(({ verdict, card }) => (verdict === 'register') === (card !== null), {
      path: ['card'],
      message: '登记为盘盈的要填卡片，其余不填',
    }),
  output: z.object({ conclusion_no: z.string(), card_no: z.string().nullable() }),
  async run(tx, call, { stocktake_id, code, verdict, reason, card }) {
    await openStocktake(tx, stocktake_id, 'share')
    const scans = await tx`
      select 1 from assets.stocktake_scans where stocktake_id = ${stocktake_id} and code = ${code} and card_id is null limit 1`
    if (scans.length === 0) throw notAFinding()
    const made = card && (await registerCard.run(tx, call, { ...card, origin: 'surplus', voucher_id: null }))
    const first = made?.cards[0]
    const base = { stocktake_id, kind: 'surplus' as const, code, verdict, reason }
    const conclusion_no = await write(tx, call, first ? { ...base, new_card_id: first.id } : base)
    return { conclusion_no, card_no: first?.card_no ?? null }
  },
})

/** Conclude an asset found elsewhere: the register takes the place where it was found, or it was put back. */
export const concludeMisplaced = command({
  name: 'assets.conclude-misplaced',
  title: '位置不符结论',
  access: ['operations', 'finance'],
  input: z.strictObject({ stocktake_id: Id, card_id: Id, verdict: z.enum(['moved', 'error']), reason: Text(400) }),
  output: z.object({ conclusion_no: z.string() }),
  async run(tx, call, { stocktake_id, card_id, verdict, reason }) {
    const { stocktake_no } = await openStocktake(tx, stocktake_id, 'share')
    const [item] = await tx<{ found_place: string }[]>`
      select found_place from assets.stocktake_items
      where stocktake_id = ${stocktake_id} and card_id = ${card_id} and found_place <> '' and found_place <> place for update`
    if (!item) throw notAFinding()
    const conclusion_no = await write(tx, call, { stocktake_id, kind: 'misplaced', card_id, verdict, reason })
    if (verdict === 'moved') await tx`update assets.cards set place = ${item.found_place} where id = ${card_id}`
    const result = verdict === 'moved' ? `实际在${item.found_place}，已改` : '已归位'
    const path = `/assets/stocktakes/${stocktake_id}`
    const event = { card_id, kind: 'counted', summary: `盘点 ${stocktake_no}：${result}`, doc_no: conclusion_no, path }
    await writeEvents(tx, call, [event])
    return { conclusion_no }
  },
})

/** Conclude a stocktake: every missing asset and every surplus has its conclusion; what was found is noted on its card. */
export const concludeStocktake = command({
  name: 'assets.conclude-stocktake',
  title: '盘点结论',
  access: ['operations', 'finance'],
  input: z.strictObject({ stocktake_id: Id, conclusion: Text(1000) }),
  output: z.object({ stocktake_no: z.string(), found_count: z.number() }),
  async run(tx, call, { stocktake_id, conclusion }) {
    const { stocktake_no } = await openStocktake(tx, stocktake_id, 'update')
    const [open] = await tx<{ missing: number; surplus: number }[]>`
      select (select count(*)::int from assets.stocktake_items i where i.stocktake_id = ${stocktake_id} and i.found_at is null
          and not exists (select from assets.stocktake_findings f where f.stocktake_id = i.stocktake_id and f.card_id = i.card_id)) missing,
        (select count(distinct s.code)::int from assets.stocktake_scans s where s.stocktake_id = ${stocktake_id} and s.card_id is null
          and not exists (select from assets.stocktake_findings f where f.stocktake_id = s.stocktake_id and f.code = s.code)) surplus`
    if (open!.missing + open!.surplus > 0) throw unconcluded(open!)
    const found = await tx`
      update assets.cards c set counted_on = ${call.today}, count_result = '账实相符' from assets.stocktake_items i
      where i.stocktake_id = ${stocktake_id} and i.card_id = c.id and i.found_at is not null returning 1`
    await tx`update assets.stocktakes set concluded_at = ${call.at}, concluded_by = ${call.actor.name}, conclusion = ${conclusion}
      where id = ${stocktake_id}`
    return { stocktake_no, found_count: found.length }
  },
})
