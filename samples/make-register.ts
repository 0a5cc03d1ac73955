// The asset register and the vouchers of a sample year: cards bought before and in the year, monthly depreciation, stock
// issued, advances settled, opening balances that lead to the planned year-end.
import type { BooksJson } from '../src/books/index.ts'
import type { Plan } from './plan.ts'
import { type Random, split } from './random.ts'

type Card = BooksJson['cards'][number]
type Depreciation = BooksJson['depreciation'][number]
type Posting = BooksJson['postings'][number]
export type Register = Pick<BooksJson, 'cards' | 'depreciation' | 'postings'>

const KINDS = [
  { name: '摄像机', class_code: 'A02091001', life: 60 },
  { name: '照相机', class_code: 'A02020501', life: 60 },
  { name: '非线性编辑工作站', class_code: 'A02010105', life: 72 },
  { name: '台式计算机', class_code: 'A02010104', life: 72 },
  { name: '便携式计算机', class_code: 'A02010105', life: 72 },
  { name: '多功能一体机', class_code: 'A02020400', life: 72 },
  { name: '无人机', class_code: 'A02091100', life: 60 },
  { name: '办公桌椅', class_code: 'A05010200', life: 180 },
  { name: '文件柜', class_code: 'A05010500', life: 180 },
  { name: '空调机', class_code: 'A02061804', life: 72 },
]
const OLD_CARDS = 26

const monthEnd = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
const monthIndex = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1

/** Months of depreciation up to and including the month of `until`: the month of acquisition counts. */
function monthsUntil(card: Card, until: string): number {
  return Math.min(card.life_months, Math.max(0, monthIndex(until) - monthIndex(card.acquired_on) + 1))
}

/** Straight line without residual value; the last month takes the rest. */
export function depreciatedBy(card: Card, until: string): bigint {
  const months = monthsUntil(card, until)
  const original = BigInt(card.original_fen)
  return months >= card.life_months ? original : (original / BigInt(card.life_months)) * BigInt(months)
}

const netAt = (card: Card, until: string) => BigInt(card.original_fen) - depreciatedBy(card, until)

function boughtCards(plan: Plan, entries: BooksJson['entries'], chance: Random): Card[] {
  return entries
    .filter(entry => entry.purpose === 'fixed_asset')
    .map((entry, n) => {
      const kind = chance.pick(KINDS.slice(0, 7))
      return {
        card_no: `${plan.year}-${String(n + 1).padStart(3, '0')}`,
        name: kind.name,
        class_code: kind.class_code,
        original_fen: String(entry.amount_fen),
        acquired_on: entry.on_date,
        life_months: kind.life,
        section: entry.section,
        holder: '示例人员',
        place: '采编室',
        note: `示例，凭证 ${entry.ref}`,
      }
    })
}

/** Older cards; the last one is made so that the register's net value is the planned one to the 分. */
function olderCards(plan: Plan, wanted: bigint, chance: Random): Card[] {
  const until = monthEnd(plan.year, 12)
  const made: Card[] = []
  const rough = split(
    wanted,
    Array.from({ length: OLD_CARDS }, () => chance.between(0.4, 1.6)),
  )
  for (let n = 0; n < OLD_CARDS; n += 1) {
    const kind = KINDS[n % KINDS.length]!
    const acquired_on = `${plan.year - 1 - (n % 4)}-${String(1 + Math.floor(chance.between(0, 12))).padStart(2, '0')}-18`
    const card: Card = {
      card_no: `${acquired_on.slice(0, 4)}-${String(100 + n)}`,
      name: kind.name,
      class_code: kind.class_code,
      original_fen: '1',
      acquired_on,
      life_months: kind.life,
      section: plan.sections[n % plan.sections.length]!,
      holder: '示例人员',
      place: '办公室',
      note: '示例',
    }
    const last = n === OLD_CARDS - 1
    const target = last ? wanted - made.reduce((sum, one) => sum + netAt(one, until), 0n) : rough[n]!
    made.push({ ...card, original_fen: originalFor(card, target, until).toString() })
  }
  return made
}

/** The original value whose net value at `until` is exactly `target`: net rises by 1 分 with each 分 between two steps. */
function originalFor(card: Card, target: bigint, until: string): bigint {
  const left = BigInt(card.life_months - monthsUntil(card, until))
  if (left <= 0n) throw new Error(`card ${card.card_no} is written off, no value leads to ${target}`)
  let original = (target * BigInt(card.life_months)) / left
  for (let tries = 0; tries < 100_000; tries += 1) {
    const off = target - netAt({ ...card, original_fen: original.toString() }, until)
    if (off === 0n) return original
    original += off > 1000n || off < -1000n ? off : off > 0n ? 1n : -BigInt(card.life_months)
  }
  throw new Error(`no original value of card ${card.card_no} leads to ${target}`)
}

function depreciationRows(plan: Plan, cards: readonly Card[]): Depreciation[] {
  const before = monthEnd(plan.year - 1, 12)
  return cards.flatMap(card => {
    const earlier = depreciatedBy(card, before)
    const rows: Depreciation[] =
      earlier > 0n ? [{ card_no: card.card_no, on_date: before, amount_fen: earlier.toString(), ref: null }] : []
    for (let month = 1; month <= 12; month += 1) {
      const amount =
        depreciatedBy(card, monthEnd(plan.year, month)) - depreciatedBy(card, monthEnd(plan.year, month - 1))
      if (amount > 0n)
        rows.push({
          card_no: card.card_no,
          on_date: monthEnd(plan.year, month),
          amount_fen: amount.toString(),
          ref: `转-${String(month).padStart(2, '0')}`,
        })
    }
    return rows
  })
}

type Side = [account: string, debit: bigint, credit: bigint]

function voucher(ref: string, on_date: string, summary: string, sides: readonly Side[]): Posting[] {
  return sides
    .filter(([, debit, credit]) => debit !== credit)
    .map(([account, debit, credit]) => ({
      ref,
      on_date,
      summary,
      account,
      debit_fen: debit.toString(),
      credit_fen: credit.toString(),
      note: '示例',
    }))
}

const sum = (amounts: Iterable<string | bigint>) =>
  [...amounts].reduce<bigint>((total, amount) => total + BigInt(amount), 0n)

/** Stock bought is issued and advances are settled, all but a part of the last months. */
function currentAssetsUsed(plan: Plan, entries: BooksJson['entries']): { postings: Posting[]; left: bigint } {
  const kinds = [
    { purpose: 'stock', account: '1302', summary: '领用库存物品' },
    { purpose: 'advance', account: '1218', summary: '差旅借款报销冲账' },
  ]
  let left = 0n
  const postings = kinds.flatMap(({ purpose, account, summary }) => {
    const bought = entries.filter(entry => entry.purpose === purpose)
    const used = bought.slice(0, Math.max(0, bought.length - 1))
    left += sum(bought.map(entry => entry.amount_fen)) - sum(used.map(entry => entry.amount_fen))
    return used.flatMap((entry, n) => {
      const month = Math.min(12, Number(entry.on_date.slice(5, 7)) + 1)
      const amount = BigInt(entry.amount_fen)
      return voucher(
        `${account}-${String(n + 1).padStart(2, '0')}`,
        monthEnd(plan.year, month),
        `${summary}（${entry.ref}）`,
        [
          ['5101', amount, 0n],
          [account, 0n, amount],
        ],
      )
    })
  })
  return { postings, left }
}

/** Cards, depreciation and vouchers that lead to the planned year-end. */
export function makeRegister(plan: Plan, entries: BooksJson['entries'], chance: Random): Register {
  const until = monthEnd(plan.year, 12)
  const bought = boughtCards(plan, entries, chance)
  const older = olderCards(plan, plan.fixed_net - sum(bought.map(card => netAt(card, until))), chance)
  const cards = [...older, ...bought]
  const depreciation = depreciationRows(plan, cards)
  const used = currentAssetsUsed(plan, entries)
  const openingCurrent = plan.current_assets - used.left
  const [bank = 0n, advances = 0n, stock = 0n] = split(openingCurrent, [5, 3, 2])
  const originals = sum(older.map(card => card.original_fen))
  const written = sum(depreciation.filter(row => row.ref === null).map(row => row.amount_fen))
  const owed = bank / 3n
  const opening = voucher('年初', `${plan.year}-01-01`, '期初余额', [
    ['1002', bank, 0n],
    ['1218', advances, 0n],
    ['1302', stock, 0n],
    ['1601', originals, 0n],
    ['1602', 0n, written],
    ['2307', 0n, owed],
    ['3001', 0n, openingCurrent + originals - written - owed],
  ])
  const monthly = Array.from({ length: 12 }, (_, n) => n + 1).flatMap(month => {
    const ref = `转-${String(month).padStart(2, '0')}`
    const amount = sum(depreciation.filter(row => row.ref === ref).map(row => row.amount_fen))
    return voucher(ref, monthEnd(plan.year, month), `${month}月计提固定资产折旧`, [
      ['5101', amount, 0n],
      ['1602', 0n, amount],
    ])
  })
  return { cards, depreciation, postings: [...opening, ...monthly, ...used.postings] }
}
