// The quality sheet of an issue: faults against characters, faults of form, and the limits in force on its day.
import { z } from 'zod'
import { Id, Int64, query, type Sql } from '../../platform/index.ts'
import { findIssue } from '../rows.ts'

const Fault = z.object({
  id: Int64,
  kind: z.string(),
  excerpt: z.string(),
  correction: z.string(),
  found_at: z.date(),
  found_by: z.string(),
  page_no: z.number().nullable(),
  title: z.string().nullable(),
})

/** Faults per 10,000 characters in hundredths, rounded half up; null without characters. Integers only. */
export function ratePer10000(faults: number, characters: number): number | null {
  if (characters <= 0) return null
  return Math.floor((faults * 1_000_000 * 2 + characters) / (characters * 2))
}

type Limits = { faults_per_10000: string; form_faults: number; source: string }

async function limitsOn(tx: Sql, day: string): Promise<Limits | undefined> {
  const [limits] = await tx<Limits[]>`select faults_per_10000::text, form_faults, source from newspaper.quality_limits
    where effective_from <= ${day} and coalesce(effective_to, 'infinity') >= ${day} order by effective_from desc limit 1`
  return limits
}

export const qualitySheet = query({
  name: 'newspaper.quality-sheet',
  title: '报纸质量单',
  access: 'signed-in',
  input: z.strictObject({ issue_id: Id }),
  output: z.object({
    char_count: z.number(),
    text_faults: z.number(),
    form_faults: z.number(),
    /** 1.25 per 10,000 characters is 125; null: nothing was counted */
    rate_cent: z.number().nullable(),
    limit_rate: z.string().nullable(),
    limit_form: z.number().nullable(),
    source: z.string(),
    passes: z.boolean().nullable(),
    faults: z.array(Fault),
  }),
  async read(tx, { issue_id }) {
    const issue = await findIssue(tx, issue_id)
    const [sum] = await tx<{ char_count: number }[]>`
      select coalesce(sum(a.char_count), 0)::int char_count from newspaper.articles a join newspaper.pages p on p.id = a.page_id
      where p.issue_id = ${issue_id} and a.kind <> 'ad'`
    const faults = await tx<z.input<typeof Fault>[]>`
      select f.id, f.kind, f.excerpt, f.correction, f.found_at, f.found_by, p.page_no, a.title from newspaper.faults f
      left join newspaper.pages p on p.id = f.page_id left join newspaper.articles a on a.id = f.article_id
      where f.issue_id = ${issue_id} order by f.id`
    const limits = await limitsOn(tx, issue.day)
    const text_faults = faults.filter(fault => fault.kind === 'text').length
    const form_faults = faults.length - text_faults
    const char_count = sum!.char_count
    const rate_cent = ratePer10000(text_faults, char_count)
    const passes =
      limits && rate_cent !== null
        ? rate_cent <= Math.round(Number(limits.faults_per_10000) * 100) && form_faults <= limits.form_faults
        : null
    return {
      char_count,
      text_faults,
      form_faults,
      rate_cent,
      limit_rate: limits?.faults_per_10000 ?? null,
      limit_form: limits?.form_faults ?? null,
      source: limits?.source ?? '',
      passes,
      faults,
    }
  },
})
