// Assets for a trial: registered, depreciated month by month, some of them scrapped, all through HTTP. What the rule of the
// straight line makes of them is worked out here a second time.
import { random } from '../../samples/random.ts'
import { must } from './centre.ts'
import type { Client } from './client.ts'
import type { Judge } from './judge.ts'

const NAME = '试验资产'
const CARDS = 40
const MONTHS = 12
const MOST_FEN = 900_000

/** One year of assets, from the first card to the last month, and a few disposals. */
export async function buyAndWearOut(
  { finance, director }: { finance: Client; director: Client },
  year: number,
  section: string,
  seed: number,
): Promise<void> {
  const course = random(seed)
  const rules = JSON.parse((await finance.text('/api/assets/life-rules')).text) as {
    id: string
    life_months: number | null
  }[]
  const cards: string[] = []
  const number = (most: number) => Math.floor(course.next() * most)
  for (let n = 0; n < CARDS; n += 1) {
    const rule = course.pick(rules)
    const booked_on = `${year}-${String(1 + number(MONTHS)).padStart(2, '0')}-10`
    const longer = rule.life_months !== null && n % 3 === 0 ? rule.life_months + number(30) : null
    const made = await must(finance, 'assets.register-card', {
      ...{ origin: 'donation', name: `${NAME}${n}`, class_code: 'A02', section, life_rule_id: rule.id },
      ...{ amount_fen: String(1 + number(MOST_FEN)), life_months: longer, booked_on, acquired_on: booked_on },
    })
    cards.push(made.cards[0].id)
  }
  for (let month = 1; month <= MONTHS; month += 1)
    await must(finance, 'assets.depreciate-month', { month: `${year}-${String(month).padStart(2, '0')}` })
  for (const card_id of cards.slice(0, 5)) {
    const scrap = { kind: 'scrap', reason: '试验报废', card_ids: [card_id] }
    const { disposal_id } = await must(finance, 'assets.propose-disposal', scrap)
    await must(director, 'assets.decide-disposal', { disposal_id, decision: 'approve', minutes_no: '试验1号' })
    await must(finance, 'assets.complete-disposal', { disposal_id, completed_on: `${year}-12-31` })
  }
}

/** Cards of the year whose depreciation is not what the rule table makes of them after its last month. */
export async function againstTheRule(judge: Judge, year: number): Promise<string[]> {
  const cards = await judge<
    { id: bigint; card_no: string; original_fen: bigint; life_months: number; method: string; booked_on: string }[]
  >`select id, card_no, original_fen, life_months, method, booked_on::text from assets.cards
    where name like ${`${NAME}%`} and extract(year from booked_on) = ${year}`
  const rows = await judge<{ card_id: bigint; amount_fen: bigint }[]>`
    select card_id, amount_fen from assets.depreciation where on_date <= ${`${year}-12-31`}`
  return cards
    .filter(({ id, original_fen, life_months, method, booked_on }) => {
      const months = MONTHS - Number(booked_on.slice(5, 7)) + 1
      const due = method === 'none' ? 0n : (original_fen / BigInt(life_months)) * BigInt(months)
      const written = rows.filter(row => row.card_id === id).reduce((sum, row) => sum + row.amount_fen, 0n)
      return written !== due
    })
    .map(card => card.card_no)
}
