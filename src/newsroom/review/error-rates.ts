// 差错率: errors per 10,000 characters of a period, by writer and by class, beside what a printed paper may hold.
import { z } from 'zod'
import { divideHalfUp } from '../../kernel/index.ts'
import { DayField, Int64, query, type Sql } from '../../platform/index.ts'
import { beginOf } from '../planning/calendar.ts'
import { reviewRulesOn } from './review-rules.ts'

const DAY_MS = 86_400_000
const LISTED_MAX = 500

const Row = z.object({
  writer: z.string(),
  story_count: z.number(),
  char_count: Int64,
  found_count: Int64,
  released_count: Int64,
  /** per 10,000 characters, two decimals; null without characters */
  rate: z.string().nullable(),
  released_rate: z.string().nullable(),
})
type Counted = {
  writer_id: string
  writer: string
  story_count: number
  char_count: bigint
  found_count: bigint
  released_count: bigint
}

/** Errors per 10,000 characters, rounded half up to two decimals. */
export function rateOf(errors: bigint, characters: bigint): string | null {
  if (characters === 0n) return null
  const hundredths = divideHalfUp(errors * 1_000_000n, characters)
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`
}

function counted(tx: Sql, from: Date, to: Date): Promise<Counted[]> {
  return tx<Counted[]>`
    with written as (
      select s.created_by_id writer_id, max(s.created_by) writer, count(*)::int story_count, sum(u.char_count)::bigint char_count
      from newsroom.editions e join newsroom.stories s on s.id = e.story_id join newsroom.submissions u on u.id = e.submission_id
      where e.approved_at >= ${from} and e.approved_at < ${to} and e.edition_no = 1 group by s.created_by_id),
    found as (
      select writer_id, max(writer) writer, count(*)::bigint found_count,
        count(*) filter (where found_at_step = 'released')::bigint released_count
      from newsroom.errors where found_at >= ${from} and found_at < ${to} group by writer_id)
    select coalesce(w.writer_id, f.writer_id) writer_id, coalesce(w.writer, f.writer) writer, coalesce(story_count, 0) story_count,
      coalesce(char_count, 0)::bigint char_count, coalesce(found_count, 0)::bigint found_count,
      coalesce(released_count, 0)::bigint released_count
    from written w full join found f on f.writer_id = w.writer_id order by 2`
}

const rated = (row: Omit<Counted, 'writer_id'>) => ({
  ...row,
  rate: rateOf(row.found_count, row.char_count),
  released_rate: rateOf(row.released_count, row.char_count),
})

const Found = z.object({
  id: Int64,
  story_id: Int64,
  headline: z.string(),
  found_at_step: z.string(),
  class: z.string(),
  excerpt: z.string(),
  correction: z.string(),
  writer: z.string(),
  found_by: z.string(),
  found_at: z.date(),
})

export const errorRates = query({
  name: 'newsroom.error-rates',
  title: '差错率',
  access: 'signed-in',
  input: z.strictObject({ from: DayField, to: DayField }),
  output: z.object({
    all: Row,
    writers: z.array(Row),
    errors: z.array(Found),
    printed_max: z.number(),
    source: z.string(),
  }),
  async read(tx, { from, to }) {
    const [begin, end] = [beginOf(from), new Date(beginOf(to).getTime() + DAY_MS)]
    const rows = await counted(tx, begin, end)
    const sum = (key: 'char_count' | 'found_count' | 'released_count') =>
      rows.reduce((total, row) => total + row[key], 0n)
    const story_count = rows.reduce((total, row) => total + row.story_count, 0)
    const all = rated({
      writer: '全部',
      story_count,
      char_count: sum('char_count'),
      found_count: sum('found_count'),
      released_count: sum('released_count'),
    })
    const errors = await tx<z.input<typeof Found>[]>`
      select e.id, e.story_id, s.headline, e.found_at_step, e.class, e.excerpt, e.correction, e.writer, e.found_by, e.found_at
      from newsroom.errors e join newsroom.stories s on s.id = e.story_id
      where e.found_at >= ${begin} and e.found_at < ${end} order by e.found_at desc, e.id desc limit ${LISTED_MAX}`
    const { printed_errors_max, source } = await reviewRulesOn(tx, to)
    return { all, writers: rows.map(rated), errors, printed_max: printed_errors_max, source }
  },
})
