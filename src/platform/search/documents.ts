// The index of words: documents are entered by whoever owns them, in the transaction that changes them.
import type { Sql } from '../database/database.ts'
import { askedWords, indexWords } from './cut.ts'

export type SearchDocument = { kind: string; ref: string; at: Date; title: string; lead: string; body: string }
export type Found = { ref: string; rank: number }

const BODY_MAX = 20_000
/** Candidates that are ranked: those whose title holds the words, and the newest of all others. */
const TITLES_MAX = 400
const NEWEST_MAX = 600
/** Weights of text, nothing, opening, title. */
const WEIGHTS = '{0.1,0.2,0.5,1.0}'
/** How many times more a text of today counts than one of long ago. */
const NEW_BONUS = 0.35
const NEW_DAYS = 400

const kindWord = (kind: string) => `kind${kind.replace(/[^a-z0-9]/g, '')}`

/** The words of a document as the index keeps them, for loading many at once. */
export function wordsOf({ kind, title, lead, body }: Omit<SearchDocument, 'ref' | 'at'>) {
  return {
    kind: kindWord(kind),
    title: indexWords(title),
    lead: indexWords(lead),
    body: indexWords(body.slice(0, BODY_MAX)),
  }
}

/** Enters a document, or enters it anew. */
export async function indexDocument(tx: Sql, document: SearchDocument): Promise<void> {
  const words = wordsOf(document)
  await tx`insert into platform.search_documents (kind, ref, at, words)
    values (${document.kind}, ${document.ref}, ${document.at},
      setweight(to_tsvector('simple', ${words.title}), 'A') || setweight(to_tsvector('simple', ${words.lead}), 'B')
      || to_tsvector('simple', ${words.body}) || to_tsvector('simple', ${words.kind}))
    on conflict (kind, ref) do update set at = excluded.at, words = excluded.words`
}

/** A word for to_tsquery; several signs must stand side by side. Only letters and digits get here. */
const term = (signs: readonly string[]) => {
  const joined = signs.map(sign => `'${sign}'`).join(' <-> ')
  return signs.length > 1 ? `(${joined})` : joined
}

/** The documents of a kind that hold the words, best first. All words are wanted; with too few found, any of them. */
export async function findDocuments(
  tx: Sql,
  wanted: { kind: string; asked: string; at: Date; limit: number; offset?: number },
): Promise<{ found: Found[]; words: string[]; total: number; some: boolean }> {
  const { kind, asked, at, limit, offset = 0 } = wanted
  const words = askedWords(asked)
  const plain = words.map(signs => signs.join(''))
  if (words.length === 0) return { found: [], words: plain, total: 0, some: false }
  const ofKind = `'${kindWord(kind)}'`
  const search = async (operator: '&' | '|') => {
    const holding = words.map(term).join(` ${operator} `)
    // only references are carried until few are left: opening the words of every text that matches is what takes long
    return tx<(Found & { total: number })[]>`
      with matching as materialized (
        select ref, at from platform.search_documents where words @@ ${`${ofKind} & (${holding})`}::tsquery),
      candidates as materialized (
        (select ref from platform.search_documents where kind = ${kind} and titles @@ ${holding}::tsquery
          order by at desc limit ${TITLES_MAX})
        union (select ref from (select ref from matching order by at desc limit ${NEWEST_MAX}) newest))
      select d.ref, (ts_rank(${WEIGHTS}::float4[], d.words, ${holding}::tsquery)
          * (1 + ${NEW_BONUS} * exp(-greatest(extract(epoch from ${at}::timestamptz - d.at), 0) / 86400 / ${NEW_DAYS})))::float8 rank,
        (select count(*)::int from matching) total
      from candidates join platform.search_documents d on d.kind = ${kind} and d.ref = candidates.ref
      order by rank desc, d.at desc, d.ref desc limit ${limit} offset ${offset}`
  }
  const every = await search('&')
  if (every.length > 0 || words.length === 1 || offset > 0) return answer(every, plain, false)
  return answer(await search('|'), plain, true)
}

function answer(rows: readonly (Found & { total: number })[], words: string[], some: boolean) {
  return { found: rows.map(({ ref, rank }) => ({ ref, rank })), words, total: rows[0]?.total ?? 0, some }
}
