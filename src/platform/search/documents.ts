// The index of words: documents are entered by whoever owns them, in the transaction that changes them.
import type { Sql } from '../database/database.ts'
import { askedWords, indexWords } from './cut.ts'

export type SearchDocument = { kind: string; ref: string; at: Date; title: string; lead: string; body: string }
export type Found = { ref: string; rank: number }

const BODY_MAX = 20_000
/** Candidates that are ranked: those whose title holds the words, and the newest of all others. */
const TITLES_MAX = 400
const NEWEST_MAX = 300
/** Documents are counted up to here. Words that more hold are common: enough of them stand among the newest documents. */
const COUNTED_MAX = 2_000
const WALKED_MAX = 20_000
/** Weights of text, nothing, opening, title. */
const WEIGHTS = '{0.1,0.2,0.5,1.0}'
/** How many times more a text of today counts than one of long ago. */
const NEW_BONUS = 0.35
const NEW_DAYS = 400

const kindWord = (kind: string) => `kind${kind.replace(/[^a-z0-9]/g, '')}`

/** What PostgreSQL keeps of a text: no place beyond this, and no more places of a word. */
const PLACE_MAX = 16_383
const PLACES_MAX = 255

/** The words of a document as the index keeps them, ready for `::tsvector`: title A, opening B, text and kind D. */
export function wordsOf({ kind, title, lead, body }: Omit<SearchDocument, 'ref' | 'at'>): string {
  const places = new Map<string, string[]>([[kindWord(kind), ['1']]])
  let after = 1
  for (const [text, weight] of [
    [title, 'A'],
    [lead, 'B'],
    [body.slice(0, BODY_MAX), ''],
  ] as const) {
    const placed = indexWords(text)
    for (const { word, place } of placed) {
      const known = places.get(word) ?? []
      if (known.length < PLACES_MAX) known.push(`${Math.min(PLACE_MAX, after + place)}${weight}`)
      places.set(word, known)
    }
    // the end of one is no neighbour of the beginning of the next
    after += (placed.at(-1)?.place ?? 0) + 1
  }
  return Array.from(places, ([word, where]) => `'${word}':${where.join(',')}`).join(' ')
}

/** Enters a document, or enters it anew. */
export async function indexDocument(tx: Sql, document: SearchDocument): Promise<void> {
  const { kind, ref, at } = document
  await tx`insert into platform.search_documents (kind, ref, at, words)
    values (${kind}, ${ref}, ${at}, ${wordsOf(document)}::tsvector)
    on conflict (kind, ref) do update set at = excluded.at, words = excluded.words`
}

/** A word as the index is asked for it; several signs are asked for in pairs, one behind the other. Only letters and digits get here. */
const term = (signs: readonly string[]) => {
  if (signs.length === 1) return `'${signs[0]}'`
  const pairs = signs.slice(1).map((sign, at) => `'${signs[at]}${sign}'`)
  return pairs.length === 1 ? pairs[0]! : `(${pairs.join(' <-> ')})`
}

export type Answer = {
  found: Found[]
  /** the words that were asked for */
  words: string[]
  total: number
  /** whether there are more than `total` */
  more: boolean
  /** whether what was found holds only some of the words */
  some: boolean
}

/** The documents of a kind that hold the words, best first. All words are wanted; with too few found, any of them. */
export async function findDocuments(
  tx: Sql,
  wanted: { kind: string; asked: string; at: Date; limit: number; offset?: number },
): Promise<Answer> {
  const { kind, asked, at, limit, offset = 0 } = wanted
  const words = askedWords(asked)
  const plain = words.map(signs => signs.join(''))
  if (words.length === 0) return answer([], plain, false)
  const ofKind = `'${kindWord(kind)}'`
  const search = async (operator: '&' | '|') => {
    const holding = words.map(term).join(` ${operator} `)
    // only references are carried until few are left: opening the words of every text that matches is what takes long
    return tx<Row[]>`
      with counted as materialized (
        select ref, at from platform.search_documents where words @@ ${`${ofKind} & (${holding})`}::tsquery limit ${COUNTED_MAX + 1}),
      count as materialized (select count(*)::int total, count(*) > ${COUNTED_MAX} more from counted),
      candidates as materialized (
        (select ref from platform.search_documents where kind = ${kind} and titles @@ ${holding}::tsquery
          order by at desc limit ${TITLES_MAX})
        union (select ref from (select ref from counted where not (select more from count) order by at desc limit ${NEWEST_MAX}) few)
        union (select ref from (
          select ref, words @@ ${holding}::tsquery holds from platform.search_documents
          where (select more from count) and kind = ${kind} order by at desc limit ${WALKED_MAX}) newest
          where holds limit ${NEWEST_MAX}))
      select d.ref, (ts_rank(${WEIGHTS}::float4[], d.words, ${holding}::tsquery)
          * (1 + ${NEW_BONUS} * exp(-greatest(extract(epoch from ${at}::timestamptz - d.at), 0) / 86400 / ${NEW_DAYS})))::float8 rank,
        (select total from count) total
      from candidates join platform.search_documents d on d.kind = ${kind} and d.ref = candidates.ref
      order by rank desc, d.at desc, d.ref desc limit ${limit} offset ${offset}`
  }
  const every = await search('&')
  if (every.length > 0 || words.length === 1 || offset > 0) return answer(every, plain, false)
  return answer(await search('|'), plain, true)
}

type Row = Found & { total: number }

function answer(rows: readonly Row[], words: string[], some: boolean): Answer {
  const total = rows[0]?.total ?? 0
  const found = rows.map(({ ref, rank }) => ({ ref, rank }))
  return { found, words, total: Math.min(total, COUNTED_MAX), more: total > COUNTED_MAX, some }
}
