// Vouchers of an imported year: those of the sheet 凭证 as they stand there; an entry of the sheet 收支 that has none there gets
// the one its kind gives by rule. Numbers follow the order of the sheets.
import { type Entry, postVoucher } from '../accounts/index.ts'
import { entryPoster, type ImportedEntry } from '../budget/index.ts'
import type { Call, Sql } from '../platform/index.ts'
import { type Books, isExample } from './schema.ts'

type Posting = Books['postings'][number]

function entryOf({ account, debit_fen, credit_fen, entry_summary, ...about }: Posting): Entry {
  const { fund, category, line_no, economic_code } = about
  const aux = Object.entries({ fund, category, line_no, economic_code }).filter(([, value]) => value !== null)
  return {
    account,
    amount_fen: debit_fen - credit_fen,
    ...(entry_summary === null ? {} : { summary: entry_summary }),
    aux: Object.fromEntries(aux) as Record<string, string>,
  }
}

/** What posted a voucher: as the sheet says, or as its summary tells. */
function sourceOf({ source, summary }: Posting): string {
  return source ?? (/期初|年初余额/.test(summary) ? 'books.opening' : 'books.voucher')
}

/** Posts every voucher of the books once; the answer finds a voucher by its number, also of rows imported before. */
export async function importVouchers(
  tx: Sql,
  call: Call,
  books: Pick<Books, 'year' | 'postings'>,
  entries: readonly ImportedEntry[],
): Promise<(ref: string | null) => Promise<bigint | null>> {
  const { year } = books
  const groups = Map.groupBy(books.postings, posting => posting.ref)
  const receipts = new Map(entries.map(entry => [entry.ref, entry]))
  const ids = new Map<string, bigint>()
  const postEntry = await entryPoster(tx, call, year)
  const post = async (ref: string): Promise<bigint | null> => {
    const postings = groups.get(ref)
    if (postings) return postGroup(ref, postings)
    const receipt = receipts.get(ref)
    return receipt ? postEntry(receipt) : null
  }
  const postGroup = async (ref: string, postings: readonly Posting[]): Promise<bigint> => {
    const [first] = postings
    const reverses_id = await find(first!.reverses)
    const voucher_id = await postVoucher(tx, call, {
      on_date: first!.on_date,
      summary: first!.summary,
      source: sourceOf(first!),
      imported: true,
      is_example: postings.every(isExample),
      entries: postings.map(entryOf),
      ...(reverses_id === null ? {} : { reverses_id }),
    })
    await tx`insert into books.voucher_refs ${tx({ voucher_id, year, ref })}`
    return voucher_id
  }
  const find = async (ref: string | null): Promise<bigint | null> => {
    if (ref === null) return null
    const known = ids.get(ref)
    if (known !== undefined) return known
    const posted = (await post(ref)) ?? (await storedVoucher(tx, year, ref))
    if (posted !== null) ids.set(ref, posted)
    return posted
  }
  // the closing of the year comes after everything else, as it was posted
  const refs = [...groups.keys()]
  const closing = refs.findIndex(ref => groups.get(ref)![0]!.source === 'accounts.closing')
  const last = closing === -1 ? [] : refs.slice(closing)
  for (const ref of [...refs.filter(one => !last.includes(one)), ...receipts.keys(), ...last]) await find(ref)
  return find
}

async function storedVoucher(tx: Sql, year: number, ref: string): Promise<bigint | null> {
  const [row] = await tx<{ id: bigint }[]>`
    select id from books.vouchers_named where year = ${year} and ref = ${ref}`
  return row?.id ?? null
}
