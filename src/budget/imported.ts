// Imported history: taken in as it was, also where it breaks a rule of today; totals are then made from the movements.

import { postVoucher } from '../accounts/index.ts'
import type { Call, Sql } from '../platform/index.ts'
import { expenditureEntries, incomeEntries } from './entries.ts'
import { appendMovement, appendMovements, type NewMovement } from './movements.ts'
import { noSuchLine } from './refusals.ts'
import type { Category, Heading, MovementKind, Purpose, Source } from './vocabulary.ts'

/** What held part of an allotment: known by its number and title as text, there is no claim or requisition behind it. */
export type ImportedMatter = { no: string; title: string }

export type ImportedEntry = {
  ref: string
  on_date: string
  line_no: string
  section_id: bigint | null
  summary: string
  amount_fen: bigint
  economic_code: string | null
  purpose: Purpose
  counterparty: string
  doc_no: string
  reported_as: Heading | null
  /** numbers of entries of the same year */
  reverses: string | null
  returns: string | null
  matter: ImportedMatter | null
  is_example: boolean
}
export type ImportedAdjustment = {
  ref: string
  on_date: string
  line_no: string
  kind: Exclude<MovementKind, 'opening' | 'spend' | 'return' | 'income'>
  section_id: bigint | null
  /** signed, as it acts on its total */
  amount_fen: bigint
  doc_no: string
  counterparty: string
  summary: string
  matter: ImportedMatter | null
  is_example: boolean
}

type KnownLine = {
  id: bigint
  imported: boolean
  side: 'income' | 'expenditure'
  source: Source
  category: Category | null
}
type LineOf = (lineNo: string) => KnownLine

const entryKey = (year: number, ref: string) => `${year}|entries|${ref}`
const MATTER = 'books.matter/'

async function linesOf(tx: Sql, year: number): Promise<LineOf> {
  const rows = await tx<
    (KnownLine & { line_no: string })[]
  >`select id, imported, line_no, side, source, category from budget.lines where year = ${year}`
  const known = new Map(rows.map(row => [row.line_no, row]))
  return lineNo => {
    const line = known.get(lineNo)
    if (!line) throw noSuchLine({ line: lineNo })
    return line
  }
}

type Place = { year: number; line_id: bigint; allotment_id: bigint | null; reservation_id: bigint | null }
type PlaceOf = (at: { line: KnownLine; section_id: bigint | null; matter: ImportedMatter | null }) => Promise<Place>

/** Where rows of a year belong: allotments, and reservations of matters, are made when they are first named, and looked up once. */
function placesOf(tx: Sql, call: Call, year: number): PlaceOf {
  const allotments = new Map<string, bigint>()
  const reservations = new Map<string, bigint>()
  return async ({ line, section_id, matter }) => {
    const line_id = line.id
    if (section_id === null) return { year, line_id, allotment_id: null, reservation_id: null }
    const key = `${line_id}|${section_id}`
    const allotment_id = allotments.get(key) ?? (await allotmentOf(tx, line, section_id))
    allotments.set(key, allotment_id)
    const place = { year, line_id, allotment_id }
    if (matter === null) return { ...place, reservation_id: null }
    const reservation_id = reservations.get(matter.no) ?? (await reservationOf(tx, call, place, matter))
    reservations.set(matter.no, reservation_id)
    return { ...place, reservation_id }
  }
}

async function allotmentOf(tx: Sql, { id, imported }: KnownLine, sectionId: bigint): Promise<bigint> {
  const [row] = await tx<{ id: bigint }[]>`
    insert into budget.allotments (line_id, section_id, imported) values (${id}, ${sectionId}, ${imported})
    on conflict (line_id, section_id) do update set imported = ${imported} returning id`
  return row!.id
}

async function reservationOf(
  tx: Sql,
  call: Call,
  place: Omit<Place, 'reservation_id'>,
  matter: ImportedMatter,
): Promise<bigint> {
  const subject = `${MATTER}${matter.no}`
  const [known] = await tx<{ id: bigint }[]>`
    select id from budget.reservations where year = ${place.year} and subject = ${subject}`
  if (known) return known.id
  const opened = { opened_at: call.at, opened_by: call.actor.name }
  const [made] = await tx<{ id: bigint }[]>`
    insert into budget.reservations ${tx({ ...place, subject, title: matter.title, ...opened })} returning id`
  return made!.id
}

/** Posts what entries of a year give by rule: those that bring no voucher of their own. Each answers with its voucher's id. */
export async function entryPoster(
  tx: Sql,
  call: Call,
  year: number,
): Promise<(entry: ImportedEntry) => Promise<bigint>> {
  const lineOf = await linesOf(tx, year)
  return entry => postEntry(tx, call, lineOf(entry.line_no), entry)
}

function postEntry(tx: Sql, call: Call, line: KnownLine, entry: ImportedEntry): Promise<bigint> {
  const { line_no, purpose, amount_fen, economic_code, on_date, summary, is_example } = entry
  const income = line.side === 'income'
  const entries = income
    ? incomeEntries({ source: line.source, amount_fen }, { line_no })
    : expenditureEntries(
        { category: line.category!, source: line.source, purpose, amount_fen },
        { line_no, economic_code },
      )
  const source = income ? 'budget.income' : entry.returns === null ? 'budget.spend' : 'budget.return'
  return postVoucher(tx, call, { on_date, summary, source, entries, imported: true, is_example })
}

/** How much of a payment came back, counted as returnSpending does. */
async function countReturn(tx: Sql, paid_id: bigint, amount_fen: bigint): Promise<void> {
  await tx`insert into budget.returned_payments (movement_id, paid_fen, returned_fen)
    select id, amount_fen, ${amount_fen} from budget.movements where id = ${paid_id}
    on conflict (movement_id) do update set returned_fen = budget.returned_payments.returned_fen + excluded.returned_fen`
}

/** Appends imported receipts and payments under their vouchers; what an entry reverses or gives back is written before it. */
export async function importEntries(
  tx: Sql,
  call: Call,
  year: number,
  entries: readonly (ImportedEntry & { voucher_id: bigint })[],
): Promise<void> {
  const lineOf = await linesOf(tx, year)
  const placeOf = placesOf(tx, call, year)
  const waiting = new Map(entries.map(entry => [entry.ref, entry]))
  const ids = new Map<string, bigint>()
  const idOf = async (ref: string): Promise<bigint> => {
    const known = ids.get(ref)
    if (known !== undefined) return known
    const next = waiting.get(ref)
    if (next) return write(next)
    const [before] = await tx<{ id: bigint }[]>`
      select id from budget.movements where import_key = ${entryKey(year, ref)}`
    return before!.id
  }
  const write = async (entry: ImportedEntry & { voucher_id: bigint }): Promise<bigint> => {
    const { ref, line_no, section_id, purpose: _purpose, reverses, returns, matter, ...fact } = entry
    waiting.delete(ref)
    const line = lineOf(line_no)
    const income = line.side === 'income'
    const reverses_id = reverses === null ? null : await idOf(reverses)
    const returns_id = returns === null ? null : await idOf(returns)
    const written = await appendMovement(tx, call, {
      ...fact,
      ...(await placeOf({ line, section_id: income ? null : section_id, matter })),
      kind: income ? 'income' : returns_id === null ? 'spend' : 'return',
      reverses_id,
      returns_id,
      import_key: entryKey(year, ref),
    })
    if (returns_id !== null) await countReturn(tx, returns_id, -fact.amount_fen)
    ids.set(ref, written)
    return written
  }
  for (const entry of entries) if (waiting.has(entry.ref)) await write(entry)
}

/** Appends imported changes of the plan and of what sections hold of it. */
export async function importAdjustments(
  tx: Sql,
  call: Call,
  year: number,
  adjustments: readonly ImportedAdjustment[],
): Promise<void> {
  const lineOf = await linesOf(tx, year)
  const placeOf = placesOf(tx, call, year)
  const movements: NewMovement[] = []
  for (const { ref, line_no, section_id, matter, ...change } of adjustments) {
    const place = await placeOf({ line: lineOf(line_no), section_id, matter })
    movements.push({ ...change, ...place, import_key: `${year}|adjustments|${ref}` })
  }
  await appendMovements(tx, call, movements)
}
