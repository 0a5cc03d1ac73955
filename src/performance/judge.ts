// Give the marks of a criterion that a person must judge, with the evidence.
import { z } from 'zod'
import { command, Text, YearField } from '../platform/index.ts'
import { tooManyMarks, unknownCriterion } from './refusals.ts'
import { marksText } from './scoring.ts'

/** Judge one criterion of the self-evaluation. Refused beyond its full marks, or for criteria that are computed. */
export const judge = command({
  name: 'performance.judge',
  title: '自评打分',
  access: ['finance', 'director'],
  input: z.strictObject({
    year: YearField,
    scheme: Text(40),
    sort: z.number().int().min(1).max(999),
    marks_cent: z.number().int('得分最多两位小数').min(0, '得分不能为负'),
    evidence: Text(500),
  }),
  output: z.object({ marks_cent: z.number() }),
  async run(tx, call, { year, scheme, sort, marks_cent, evidence }) {
    const [criterion] = await tx<{ full_cent: number }[]>`
      select (full_marks * 100)::int full_cent from performance.criteria where scheme = ${scheme} and sort = ${sort} and figure is null`
    if (!criterion) throw unknownCriterion()
    if (marks_cent > criterion.full_cent) throw tooManyMarks({ full: marksText(criterion.full_cent) })
    await tx`insert into performance.judgements (year, scheme, sort, marks, evidence, judged_at, judged_by)
      values (${year}, ${scheme}, ${sort}, ${marks_cent}::numeric / 100, ${evidence}, ${call.at}, ${call.actor.name})
      on conflict (year, scheme, sort) do update set marks = excluded.marks, evidence = excluded.evidence,
        judged_at = excluded.judged_at, judged_by = excluded.judged_by`
    return { marks_cent }
  },
})
