// Register an asset that did not come by a delivery: donated, allocated, built, counted as surplus, or paid before it had a card.
import { z } from 'zod'
import { type Entry, postVoucher } from '../accounts/index.ts'
import { type Day, smallerFen, yearOf } from '../kernel/index.ts'
import { sectionByName } from '../people/index.ts'
import {
  type Call,
  command,
  DayField,
  FenInput,
  Id,
  Int64,
  PositiveFen,
  query,
  type Sql,
  Text,
} from '../platform/index.ts'
import { DetailsInput } from './details.ts'
import { voucherDoesNotCover, voucherOfAnotherTime, writtenOffTooMuch } from './refusals.ts'
import { type MadeCard, registerAsset } from './register.ts'
import { lifeBy } from './rules/lives.ts'
import { ACQUIRED_BY, assetAccounts } from './vocabulary.ts'

const ORIGINS = ['purchase', 'allocation', 'donation', 'built', 'surplus', 'developed'] as const
type Origin = (typeof ORIGINS)[number]

/** Where the value comes from: 无偿调拨净资产、捐赠收入、在建工程、以前年度盈余调整（盘盈）、研发支出. */
const CREDIT: Record<Exclude<Origin, 'purchase'>, string> = {
  allocation: '3401',
  donation: '4603',
  built: '1613',
  surplus: '3501',
  developed: '1703',
}

/**
 * What payments of open years put into an account of assets and no card took yet; account 1701 is of intangibles, 1601 of all
 * others. Imported years are as they were: their cards do not name the vouchers that paid them.
 */
const uncovered = (tx: Sql, voucherId: bigint | null = null) => tx<Uncovered[]>`
  select v.id voucher_id, v.year, v.voucher_no, v.on_date, v.summary, p.cost, assets.left_of_payment(v.id, p.cost) left_fen
  from (select distinct voucher_id, left(account, 4) cost from accounts.postings
    where account ~ '^(1601|1701)' and amount_fen > 0 and (${voucherId}::bigint is null or voucher_id = ${voucherId})) p
  join accounts.vouchers v on v.id = p.voucher_id
  where not v.imported and not exists (select from accounts.closed_periods where year = v.year) order by v.id desc`
type Uncovered = z.input<typeof UncoveredRow>
const UncoveredRow = z.object({
  voucher_id: Int64,
  year: z.number(),
  voucher_no: Int64,
  on_date: z.string(),
  summary: z.string(),
  cost: z.string(),
  left_fen: Int64,
})

/** Payments for assets that no card took yet: a purchase that was paid before it had a card names one of them. */
export const uncoveredVouchers = query({
  name: 'assets.uncovered-vouchers',
  title: '还没有建卡的付款',
  access: ['finance', 'operations', 'auditor', 'director'],
  input: z.strictObject({}),
  output: z.array(UncoveredRow),
  read: async tx => {
    const rows = await uncovered(tx)
    return rows.filter(row => row.left_fen > 0n).slice(0, 500)
  },
})

type Wanted = { cost: string; amount_fen: bigint; booked_on: Day }

/** Holds the voucher of an earlier payment to what it debited to this account of assets and no card took yet, in its own year. */
async function mustCover(tx: Sql, voucherId: bigint, { cost, amount_fen, booked_on }: Wanted): Promise<void> {
  // one at a time: two cards at once cannot both take what is left
  await tx`select pg_advisory_xact_lock(hashtextextended(${`assets.voucher/${voucherId}`}, 17))`
  const row = (await uncovered(tx, voucherId)).find(one => one.cost === cost)
  if (!row || row.left_fen < amount_fen) throw voucherDoesNotCover({ left_fen: row?.left_fen ?? 0n })
  if (booked_on < row.on_date || yearOf(booked_on) !== row.year) throw voucherOfAnotherTime({ on_date: row.on_date })
}

type Value = {
  origin: Origin
  amount_fen: bigint
  depreciated_fen: bigint
  booked_on: string
  summary: string
  cost: string
  written_off: string
}

async function post(tx: Sql, call: Call, value: Value, is_example: boolean): Promise<bigint> {
  const { origin, amount_fen, depreciated_fen, cost, written_off } = value
  const entries: Entry[] = [
    { account: cost, amount_fen },
    { account: written_off, amount_fen: -depreciated_fen },
    { account: CREDIT[origin as 'donation'], amount_fen: depreciated_fen - amount_fen },
  ]
  return postVoucher(tx, call, {
    on_date: value.booked_on,
    summary: value.summary,
    source: 'assets.register',
    entries: entries.filter(entry => entry.amount_fen !== 0n),
    is_example,
  })
}

/** Register an asset and post its voucher; a purchase names the voucher that paid it, which must still cover it. */
export const registerCard = command({
  name: 'assets.register-card',
  title: '登记资产卡片',
  access: ['finance', 'operations'],
  input: z
    .strictObject({
      origin: z.enum(ORIGINS),
      name: Text(60),
      class_code: Text(20),
      brand_model: z.string().trim().max(80).default(''),
      measure: z.string().trim().max(10).default('件'),
      quantity: z.number().int().min(1).max(10_000).default(1),
      one_card: z.boolean().default(false),
      amount_fen: PositiveFen,
      /** what was written off before it came here (调拨) */
      depreciated_fen: FenInput.default(0n),
      life_rule_id: Id,
      life_months: z.number().int().min(1).max(1200).nullable().default(null),
      acquired_on: DayField,
      booked_on: DayField,
      voucher_id: Id.nullable().default(null),
      supplier: z.string().trim().max(80).default(''),
      section: Text(40),
      place: z.string().trim().max(60).default(''),
      note: z.string().trim().max(400).default(''),
      details: DetailsInput.default({}),
      is_example: z.boolean().default(false),
    })
    .refine(card => (card.origin === 'purchase') === (card.voucher_id !== null), {
      path: ['voucher_id'],
      message: '购入的资产填付款的凭证号，其他来源不填',
    }),
  output: z.object({ cards: z.array(z.object({ id: Int64, card_no: z.string() })), voucher_id: Int64 }),
  async run(tx, call, { origin, section, depreciated_fen, voucher_id: paid, ...card }) {
    const { amount_fen, booked_on, life_rule_id, life_months, is_example, name } = card
    if (depreciated_fen < 0n || depreciated_fen > amount_fen) throw writtenOffTooMuch()
    const { financial_class } = await lifeBy(tx, life_rule_id, booked_on, life_months)
    const summary = `${ACQUIRED_BY[origin]}资产入账：${name}`
    const accounts = assetAccounts(financial_class)
    if (paid !== null) await mustCover(tx, paid, { ...accounts, amount_fen, booked_on })
    const value = { origin, amount_fen, depreciated_fen, booked_on, summary, ...accounts }
    const voucher_id = paid ?? (await post(tx, call, value, is_example))
    const asset = { ...card, acquired_by: origin, voucher_id, section_id: await sectionByName(tx, section) }
    const cards = await registerAsset(tx, call, asset, { summary, path: `/accounts/voucher/${voucher_id}` })
    await writeOffBefore(tx, cards, depreciated_fen, booked_on, voucher_id)
    return { cards: cards.map(({ id, card_no }) => ({ id, card_no })), voucher_id }
  },
})

/** What was written off before the asset came is split over its cards as their values are; the last takes the rest. */
async function writeOffBefore(tx: Sql, cards: readonly MadeCard[], total: bigint, on_date: string, voucher_id: bigint) {
  let left = total
  for (const [at, card] of cards.entries()) {
    const part = at === cards.length - 1 ? left : smallerFen(left, card.original_fen)
    if (part > 0n)
      await tx`insert into assets.depreciation ${tx({ card_id: card.id, on_date, amount_fen: part, voucher_id })}`
    left -= part
  }
}
