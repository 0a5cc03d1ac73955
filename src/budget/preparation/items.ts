// Items of the sections' requests as rows: loaded, numbered, summed; and the checks every round asks for.
import type { Sql } from '../../platform/index.ts'
import type { Category, Source } from '../vocabulary.ts'
import { noSuchPreparation, notYourTurn } from './refusals.ts'
import { classOf, type Indicator, type PlanClass, type RequestState, STAGES, type Stage } from './words.ts'

export type Item = {
  id: bigint
  line_no: string
  section: string
  section_id: bigint
  side: 'income' | 'expenditure'
  title: string
  source: Source
  category: Category | null
  function_code: string | null
  economic_code: string | null
  project: string | null
  three_public: string | null
  procurement: boolean
  quota_id: bigint | null
  quantity: number
  quantity_unit: string
  times: number
  times_unit: string
  price_fen: bigint
  amount_fen: bigint
  basis: string
  objective: string
  indicators: Indicator[]
  is_example: boolean
}

/** The preparation of a year, locked until the transaction ends; refuses when it was not opened. */
async function lockPreparation(tx: Sql, year: number): Promise<Stage> {
  const [row] = await tx<{ stage: Stage }[]>`select stage from budget.preparations where year = ${year} for update`
  if (!row) throw noSuchPreparation({ year })
  return row.stage
}

/** As lockPreparation, and refuses when the year stands elsewhere. */
export async function lockStage(tx: Sql, year: number, ...allowed: Stage[]): Promise<Stage> {
  const stage = await lockPreparation(tx, year)
  if (!allowed.includes(stage)) throw notYourTurn({ stage: STAGES[stage] })
  return stage
}

export type Request = { id: bigint; year: number; state: RequestState; section: string; submitted_by: string | null }

/** The request of a section, made when it is first asked for, and locked. */
export async function lockRequest(
  tx: Sql,
  year: number,
  section: { id: bigint; name: string },
  at: Date,
): Promise<Request> {
  await tx`insert into budget.requests (year, section_id, state, since) values (${year}, ${section.id}, 'drafting', ${at})
    on conflict (year, section_id) do nothing`
  const [row] = await tx<Omit<Request, 'section'>[]>`
    select id, year, state, submitted_by from budget.requests where year = ${year} and section_id = ${section.id} for update`
  return { ...row!, section: section.name }
}

/** Every item of a year, or of one section, in the order of a budget. */
export async function itemsOf(tx: Sql, year: number, sectionId?: bigint): Promise<Item[]> {
  return tx<Item[]>`
    select i.id, i.line_no, s.name section, r.section_id, i.side, i.title, i.source, i.category, i.function_code, i.economic_code,
      i.project, i.three_public, i.procurement, i.quota_id, i.quantity, i.quantity_unit, i.times, i.times_unit, i.price_fen,
      i.amount_fen, i.basis, i.objective, i.indicators, i.is_example
    from budget.request_items i join budget.requests r on r.id = i.request_id join people.sections s on s.id = r.section_id
    where i.year = ${year} ${sectionId === undefined ? tx`` : tx`and r.section_id = ${sectionId}`}
    order by i.side desc, i.line_no`
}

/** The next free number of a letter, from its counter row: S01, R02, G03, X04. */
export async function nextLineNo(tx: Sql, year: number, letter: string): Promise<string> {
  const [row] = await tx<{ last_no: number }[]>`
    insert into budget.line_counters as c (year, letter, last_no) values (${year}, ${letter}, 1)
    on conflict (year, letter) do update set last_no = c.last_no + 1 returning last_no`
  const line_no = `${letter}${String(row!.last_no).padStart(2, '0')}`
  const taken = await tx`select 1 from budget.request_items where year = ${year} and line_no = ${line_no}`
  return taken.length > 0 ? nextLineNo(tx, year, letter) : line_no
}

/** Sums by class, in the order of the words. */
export function sumsByClass(items: readonly { side: string; category: Category | null; amount_fen: bigint }[]) {
  const sums = new Map<PlanClass, bigint>()
  for (const item of items) sums.set(classOf(item), (sums.get(classOf(item)) ?? 0n) + item.amount_fen)
  return sums
}

export const sideSum = (items: readonly { side: string; amount_fen: bigint }[], side: string): bigint =>
  items.reduce((sum, item) => (item.side === side ? sum + item.amount_fen : sum), 0n)

/** Items as they are kept in a version: plain JSON, amounts as decimal text. */
export function itemsJson(items: readonly Item[]) {
  return items.map(({ id: _id, section_id, quota_id, price_fen, amount_fen, ...item }) => ({
    ...item,
    section_id: String(section_id),
    quota_id: quota_id === null ? null : String(quota_id),
    price_fen: String(price_fen),
    amount_fen: String(amount_fen),
  }))
}
