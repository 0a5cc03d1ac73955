// Books added up a second time: the trial balance from the postings, the net values and the report on assets from cards,
// depreciation and disposals, each as the very text that the product answers. Rows are read as they are; nothing is summed in SQL.
import type { Client } from './client.ts'
import type { Judge } from './judge.ts'

const OPENING = 'books.opening'
const text = (rows: unknown) =>
  JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? String(value) : value))
const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

type Posting = { year: number; account: string; ledger: string; amount_fen: bigint; source: string }
type Card = {
  id: bigint
  card_no: string
  financial_class: string
  quantity: number
  original_fen: bigint
  booked_on: string
  disposed_on: string | null
}
export type Entries = {
  postings: Posting[]
  codes: { code: string; title: string; valid_from: number }[]
  cards: Card[]
  written: { card_id: bigint; on_date: string; amount_fen: bigint }[]
}

/** Everything that books and register are made of, as rows. */
export async function readEntries(judge: Judge): Promise<Entries> {
  const postings = await judge<Posting[]>`
    select p.year, p.account, p.ledger, p.amount_fen, v.source from accounts.postings p join accounts.vouchers v on v.id = p.voucher_id`
  const codes = await judge<Entries['codes']>`
    select code, title, valid_from from accounts.codes where kind = 'account' order by valid_from`
  const cards = await judge<Card[]>`
    select id, card_no, financial_class, quantity, original_fen, booked_on::text, disposed_on::text from assets.cards`
  const written = await judge<Entries['written']>`select card_id, on_date::text, amount_fen from assets.depreciation`
  return { postings: [...postings], codes: [...codes], cards: [...cards], written: [...written] }
}

/** Balances start at the newest opening voucher up to the year, or at the first voucher there is. */
function startOf(postings: readonly Posting[], year: number): number {
  const openings = postings.filter(one => one.source === OPENING && one.year <= year).map(one => one.year)
  const all = openings.length > 0 ? [Math.max(...openings)] : postings.map(one => one.year)
  return all.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY)
}

/** 科目余额表 of a year, as /api/accounts/trial-balance answers it. */
export function balancesText({ postings, codes }: Entries, year: number): string {
  const from = startOf(postings, year)
  const sums = new Map<string, { account: string; ledger: string; fen: [bigint, bigint, bigint, bigint] }>()
  for (const { year: of, account, ledger, amount_fen, source } of postings) {
    if (of < from || of > year) continue
    const key = `${account} ${ledger}`
    const row = sums.get(key) ?? { account, ledger, fen: [0n, 0n, 0n, 0n] }
    const at = of < year || source === OPENING ? 0 : amount_fen > 0n ? 1 : 2
    row.fen[at] += at === 2 ? -amount_fen : amount_fen
    row.fen[3] += amount_fen
    sums.set(key, row)
  }
  const titles = new Map(codes.map(({ code, title }) => [code, title]))
  const rows = [...sums.values()].filter(({ fen }) => fen.slice(0, 3).some(one => one !== 0n))
  return text(
    rows
      .sort((a, b) => byCode(a.account, b.account))
      .map(({ account, ledger, fen: [opening_fen, debit_fen, credit_fen, closing_fen] }) => ({
        account,
        title: titles.get(account.slice(0, 4)) ?? '（未定义科目）',
        ledger,
        ...{ opening_fen, debit_fen, credit_fen, closing_fen },
      })),
  )
}

/** Net value card by card: what it cost less what was written off. */
export function netsText({ cards, written }: Entries): string {
  const off = new Map<bigint, bigint>()
  for (const { card_id, amount_fen } of written) off.set(card_id, (off.get(card_id) ?? 0n) + amount_fen)
  return text(
    [...cards]
      .sort((a, b) => byCode(a.card_no, b.card_no))
      .map(card => [
        card.card_no,
        card.original_fen,
        off.get(card.id) ?? 0n,
        card.original_fen - (off.get(card.id) ?? 0n),
      ]),
  )
}

const NOTHING = { opening_count: 0, opening_fen: 0n, added_fen: 0n, gone_fen: 0n, closing_count: 0, closing_fen: 0n }
const UNWRITTEN = { depreciated_year_fen: 0n, depreciated_fen: 0n, net_fen: 0n }

/** The part by class of the yearly report on assets, as /api/assets/year-report answers it. */
export function classesText({ cards, written }: Entries, year: number): string {
  const [before, until] = [`${year - 1}-12-31`, `${year}-12-31`]
  const off = new Map<bigint, { until: bigint; year: bigint }>()
  for (const { card_id, on_date, amount_fen } of written) {
    if (on_date > until) continue
    const sum = off.get(card_id) ?? { until: 0n, year: 0n }
    sum.until += amount_fen
    if (on_date > before) sum.year += amount_fen
    off.set(card_id, sum)
  }
  const classes = new Map<string, typeof NOTHING & typeof UNWRITTEN>()
  for (const { id, financial_class, quantity, original_fen, booked_on, disposed_on } of cards) {
    const here = (day: string) => booked_on <= day && (disposed_on === null || disposed_on > day)
    const added = booked_on > before && booked_on <= until
    const gone = disposed_on !== null && disposed_on > before && disposed_on <= until
    if (!here(before) && !here(until) && !added && !gone) continue
    const row = classes.get(financial_class) ?? { ...NOTHING, ...UNWRITTEN }
    const sum = off.get(id) ?? { until: 0n, year: 0n }
    if (here(before)) {
      row.opening_count += quantity
      row.opening_fen += original_fen
    }
    if (added) row.added_fen += original_fen
    if (gone) row.gone_fen += original_fen
    if (here(until) || gone) row.depreciated_year_fen += sum.year
    if (here(until)) {
      row.closing_count += quantity
      row.closing_fen += original_fen
      row.depreciated_fen += sum.until
      row.net_fen += original_fen - sum.until
    }
    classes.set(financial_class, row)
  }
  const rows = [...classes].sort(([a], [b]) => byCode(a, b))
  return text(rows.map(([financial_class, row]) => ({ financial_class, ...row })))
}

async function answered(client: Client, page: string): Promise<string> {
  const { status, text: body } = await client.text(page)
  if (status !== 200) throw new Error(`${page}: ${status} ${body}`)
  return body
}

/** Where what the product shows is not, byte for byte, what the entries add up to. */
export async function booksThatDiffer(
  client: Client,
  entries: Entries,
): Promise<{ pages: number; differing: string[] }> {
  const years = [...new Set(entries.postings.map(one => one.year))].sort()
  const differing: string[] = []
  const compare = (page: string, shown: string, added: string) => {
    if (shown !== added) differing.push(page)
  }
  for (const year of years) {
    const balances = `/api/accounts/trial-balance?year=${year}`
    compare(balances, await answered(client, balances), balancesText(entries, year))
    const report = `/api/assets/year-report?year=${year}`
    const { by_class } = JSON.parse(await answered(client, report)) as { by_class: unknown }
    compare(report, JSON.stringify(by_class), classesText(entries, year))
  }
  type Shown = { card_no: string; original_fen: string; depreciated_fen: string; net_fen: string }
  const cards = JSON.parse(await answered(client, '/api/assets/cards')) as Shown[]
  const nets = cards.map(card => [card.card_no, card.original_fen, card.depreciated_fen, card.net_fen])
  compare('/api/assets/cards', JSON.stringify(nets), netsText(entries))
  return { pages: 2 * years.length + 1, differing }
}
