// The word check over a text: terms of the dictionary, personal data, dates, names and titles. Each finding says where, how
// serious, why, what instead, and by which version of the dictionary.
import type { Day } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'
import { findWrongDates } from './dates.ts'
import { findWrongTitles, type Official, type Officials, officialsOf } from './officials.ts'
import { findPrivate, type Spotted } from './privacy.ts'
import { Dictionary, type Level, type Term } from './terms.ts'
import { WORD_CLASSES, type WordClass } from './words-vocabulary.ts'

export type WordFinding = {
  level: Level
  class: string
  /** the words as they stand in the text */
  excerpt: string
  message: string
  suggestion: string
  at: number
  length: number
  rule_version: string
}

export type WordRules = { dictionary: Dictionary; officials: Officials }

const TEXT_HITS_MAX = 500
const LEVEL_OF: Record<string, Level> = { privacy: 'review', date: 'review', title: 'review' }

/** the last rules that were built, by version and day: only a cache */
let built: { key: string; rules: WordRules } | undefined

/** The rules in force on a day. */
export async function wordRules(tx: Sql, day: Day): Promise<WordRules> {
  const [row] = await tx<{ version_no: bigint; place: string }[]>`
    select version_no, current_database() || pg_postmaster_start_time() place from proofing.dictionary`
  const key = `${row!.place}|${row!.version_no}|${day}`
  if (built?.key === key) return built.rules
  const terms = await tx<Term[]>`
    select id::text, term, class, level, whole_word, max_gap, need_context, except_context, exceptions, suggestion
    from proofing.terms where effective_from <= ${day} and (ended_on is null or ended_on > ${day}) order by id`
  const officials = await tx<Official[]>`select name, title, rank_no from proofing.officials
    where effective_from <= ${day} and coalesce(effective_to, 'infinity') >= ${day} order by rank_no, id`
  const rules = { dictionary: new Dictionary(terms, String(row!.version_no)), officials: officialsOf(officials) }
  built = { key, rules }
  return rules
}

/** Checks a text by rules; findings in reading order. A text that is one hit after the other is cut off, never refused. */
export function checkWords(text: string, { dictionary, officials }: WordRules, today: Day): WordFinding[] {
  const terms = dictionary.find(text).map(({ term, at, length }): Spotted & { level: Level } => ({
    class: term.class,
    level: term.level,
    at,
    length,
    suggestion: term.suggestion,
    message: messageOf(term),
  }))
  const spotted = [...findPrivate(text), ...findWrongDates(text, today), ...findWrongTitles(text, officials)]
  const all = [...terms, ...spotted.map(one => ({ ...one, level: LEVEL_OF[one.class] ?? ('hint' as const) }))]
  return all
    .sort((a, b) => a.at - b.at || b.length - a.length)
    .slice(0, TEXT_HITS_MAX)
    .map(({ at, length, ...one }) => ({
      ...one,
      at,
      length,
      excerpt: text.slice(at, at + length),
      rule_version: dictionary.version,
    }))
}

function messageOf({ term, class: kind, suggestion }: Term): string {
  const title = WORD_CLASSES[kind as WordClass] ?? kind
  return suggestion ? `${title}：“${term}”应作“${suggestion}”。` : `${title}：“${term}”，请核实。`
}
