// What happened in an imported year, sheet by sheet: changes of the plan, vouchers, receipts and payments, cards, depreciation,
// contracts, disposals.
import { DETAIL_KEYS, type NewCard, writeCard, writeDepreciation, writeDisposal } from '../assets/index.ts'
import {
  type ImportedEntry,
  type ImportedMatter,
  importAdjustments,
  importEntries,
  refreshImportedTotals,
} from '../budget/index.ts'
import { ensureSection } from '../people/index.ts'
import type { Call, Sql } from '../platform/index.ts'
import { writeContract } from '../procurement/index.ts'
import { importVouchers } from './import-vouchers.ts'
import { type Books, isExample } from './schema.ts'
import { actingFen } from './sheet-words.ts'

type Facts = Omit<Books, 'unit_name'>
type VoucherOf = Awaited<ReturnType<typeof importVouchers>>
/** What a row tells of its card besides where it is and who has it. */
type Told = Omit<NewCard, 'section_id' | 'manager_section_id' | 'is_example'>
type SectionId = (name: string | null) => bigint | null

/** The sections that the books name; those that are not here yet are made. */
export async function sectionIds(
  tx: Sql,
  books: Pick<Books, 'lines' | 'adjustments' | 'entries' | 'cards'>,
): Promise<Map<string, bigint>> {
  const names = new Set(
    [...books.lines, ...books.adjustments, ...books.entries, ...books.cards]
      .flatMap(row => row.section ?? [])
      .concat(books.cards.flatMap(card => card.manager ?? [])),
  )
  const ids = new Map<string, bigint>()
  for (const name of names) ids.set(name, await ensureSection(tx, name))
  return ids
}

export async function importFacts(tx: Sql, call: Call, books: Facts): Promise<void> {
  const { year } = books
  const sections = await sectionIds(tx, books)
  const sectionId: SectionId = name => (name === null ? null : (sections.get(name) ?? null))
  const matterOf = mattersOf(books)
  await importAdjustments(
    tx,
    call,
    year,
    books.adjustments.map(({ section, note, matter, matter_title: _title, ...row }) => ({
      ...row,
      amount_fen: actingFen(row),
      section_id: sectionId(section),
      matter: matterOf(matter),
      is_example: isExample({ note }),
    })),
  )
  const entries: ImportedEntry[] = books.entries.map(({ section, note, matter, ...row }) => ({
    ...row,
    section_id: sectionId(section),
    matter: matterOf(matter),
    is_example: isExample({ note }),
  }))
  const voucherOf = await importVouchers(tx, call, books, entries)
  const posted: (ImportedEntry & { voucher_id: bigint })[] = []
  for (const entry of entries) posted.push({ ...entry, voucher_id: (await voucherOf(entry.ref))! })
  await importEntries(tx, call, year, posted)
  await refreshImportedTotals(tx, year)
  await importCards(tx, books, sectionId, voucherOf)
  await importContracts(tx, books)
  await importDisposals(tx, call, books, voucherOf)
}

/** What a row holds part of an allotment for; the title is said by the first row that names the number. */
function mattersOf(books: Facts): (no: string | null) => ImportedMatter | null {
  const titles = new Map<string, string>()
  for (const { matter, matter_title, summary } of books.adjustments) {
    if (matter !== null && !titles.has(matter)) titles.set(matter, matter_title ?? summary)
  }
  return no => (no === null ? null : { no, title: titles.get(no) ?? no })
}

async function importCards(tx: Sql, books: Facts, sectionId: SectionId, voucherOf: VoucherOf): Promise<void> {
  for (const card of books.cards) await importCard(tx, card, sectionId, voucherOf)
  for (const { card_no, ref, ...row } of books.depreciation) {
    await writeDepreciation(tx, { ...row, card_id: await cardId(tx, card_no), voucher_id: await voucherOf(ref) })
  }
}

async function importCard(
  tx: Sql,
  { section, manager, note, ref, own_note, booked_on, ...given }: Books['cards'][number],
  sectionId: SectionId,
  voucherOf: VoucherOf,
): Promise<void> {
  const filled = Object.entries(given).filter(([, value]) => value !== null)
  const isDetail = (key: string) => (DETAIL_KEYS as string[]).includes(key)
  const details = Object.fromEntries(filled.filter(([key]) => isDetail(key)))
  const card = Object.fromEntries(filled.filter(([key]) => !isDetail(key))) as unknown as Told
  await writeCard(tx, {
    ...card,
    booked_on: booked_on ?? given.acquired_on,
    details,
    ...(own_note === null ? {} : { note: own_note }),
    section_id: sectionId(section),
    manager_section_id: sectionId(manager),
    voucher_id: await voucherOf(ref),
    is_example: isExample({ note }),
  })
}

async function cardId(tx: Sql, card_no: string): Promise<bigint> {
  return (await tx<{ id: bigint }[]>`select id from assets.cards where card_no = ${card_no}`)[0]!.id
}

async function importContracts(tx: Sql, { year, contracts }: Facts): Promise<void> {
  // a supplement after what it supplements
  const ordered = contracts.toSorted((a, b) => Number(a.supplements !== null) - Number(b.supplements !== null))
  for (const { line_no, note, supplements, published_url, filed_no, ...contract } of ordered) {
    const [line] = await tx<{ id: bigint }[]>`select id from budget.lines where year = ${year} and line_no = ${line_no}`
    const row = { ...contract, published_url: published_url ?? '', filed_no: filed_no ?? '', line_id: line!.id }
    await writeContract(tx, { ...row, is_example: isExample({ note }) }, supplements)
  }
}

async function importDisposals(tx: Sql, call: Call, { disposals }: Facts, voucherOf: VoucherOf): Promise<void> {
  for (const rows of Map.groupBy(disposals, row => row.disposal_no).values()) {
    const ids: bigint[] = []
    for (const { card_no } of rows) ids.push(await cardId(tx, card_no))
    const { card_no: _card, ref, note, appraisal_fen, ...disposal } = rows[0]!
    await writeDisposal(
      tx,
      call,
      {
        ...disposal,
        appraisal_fen: appraisal_fen === 0n ? null : appraisal_fen,
        voucher_id: await voucherOf(ref),
        is_example: isExample({ note }),
      },
      ids,
    )
  }
}
