// The self-evaluation table: marks computed from figures by the scheme's rules, or judged by a person with evidence.
import type { FigureAmount } from '../kernel/index.ts'
import type { FigureValue, Sql } from '../platform/index.ts'

/** Marks in hundredths; rates in basis points (1 bp = 0.01 percentage point). */
export type Rule =
  | { kind: 'over' | 'under' | 'off'; limit_bp: number; step_bp: number; minus_cent: number; not_applicable?: 'full' }
  | { kind: 'bands'; bands: [number, number][]; else_cent: number; not_applicable?: 'full' }

export type Criterion = {
  sort: number
  level_1: string
  level_2: string
  title: string
  full_cent: number
  figure: string | null
  rule: Rule | null
  rule_text: string
  judged_cent: number | null
  evidence: string | null
  /** names of the figures that a judged criterion rests on */
  rests_on: string[]
}

export type Score = Criterion & {
  /** null: nobody has judged it yet, or it does not apply */
  marks_cent: number | null
  basis: string
  /** those of them the year has, as tables show them */
  support: { name: string; title: string; table: string }[]
}

export type Evaluation = {
  scheme: string
  scheme_title: string
  source: string
  confirmed: boolean
  scores: Score[]
  total_cent: number | null
  grade: Grade | null
}

export type Grade = '优' | '良' | '中' | '差'

/** Grades: 优 ≥ 90, 良 ≥ 80, 中 ≥ 60, 差 below; closed on the left, on the unrounded total. */
const GRADES: readonly [number, Grade][] = [
  [9000, '优'],
  [8000, '良'],
  [6000, '中'],
]
export function gradeOf(totalCent: number): Grade {
  return GRADES.find(([least]) => totalCent >= least)?.[1] ?? '差'
}

/** Whole steps of `step_bp` by which an exact rate lies beyond a limit. */
function stepsBeyond(
  rate: { num: bigint; den: bigint },
  limitBp: number,
  stepBp: number,
  side: 'over' | 'under',
): number {
  const excess =
    side === 'over' ? rate.num * 10_000n - BigInt(limitBp) * rate.den : BigInt(limitBp) * rate.den - rate.num * 10_000n
  return excess <= 0n ? 0 : Number(excess / (BigInt(stepBp) * rate.den))
}

/** The marks a rule gives for a rate; null when the rate is not defined and the rule says nothing about that. */
export function marksFor(rule: Rule, fullCent: number, rate: FigureAmount): number | null {
  if (rate === null) return rule.not_applicable === 'full' ? fullCent : null
  if (rule.kind === 'bands') {
    const size = rate.num < 0n ? { num: -rate.num, den: rate.den } : rate
    return rule.bands.find(([most]) => size.num * 10_000n <= BigInt(most) * size.den)?.[1] ?? rule.else_cent
  }
  const over = rule.kind === 'under' ? 0 : stepsBeyond(rate, rule.limit_bp, rule.step_bp, 'over')
  const under = rule.kind === 'over' ? 0 : stepsBeyond(rate, rule.limit_bp, rule.step_bp, 'under')
  return Math.max(0, fullCent - (over + under) * rule.minus_cent)
}

function scoreOf(criterion: Criterion, figures: ReadonlyMap<string, FigureValue>): Score {
  const support = criterion.rests_on
    .flatMap(name => figures.get(name) ?? [])
    .map(({ name, title, table }) => ({ name, title, table }))
  if (criterion.rule === null || criterion.figure === null) {
    return { ...criterion, marks_cent: criterion.judged_cent, basis: criterion.evidence ?? '待评', support }
  }
  const figure = figures.get(criterion.figure)
  const marks_cent = marksFor(criterion.rule, criterion.full_cent, figure?.amount ?? null)
  return { ...criterion, marks_cent, basis: figure ? `${figure.title} ${figure.table}` : '没有数据', support }
}

/** The evaluation of a year under the newest scheme in force; total and grade only when every criterion has its marks. */
export async function evaluate(
  tx: Sql,
  year: number,
  figures: ReadonlyMap<string, FigureValue>,
): Promise<Evaluation | undefined> {
  const [scheme] = await tx<{ code: string; title: string; source: string; confirmed: boolean }[]>`
    select code, title, source, confirmed from performance.schemes
    where valid_from <= ${year} and (valid_to is null or valid_to >= ${year}) order by valid_from desc, code limit 1`
  if (!scheme) return undefined
  const criteria = await tx<Criterion[]>`
    select c.sort, level_1, level_2, c.title, (full_marks * 100)::int full_cent, figure, rule, rule_text,
      (j.marks * 100)::int judged_cent, j.evidence,
      array(select f.figure from performance.criterion_figures f where f.scheme = c.scheme and f.sort = c.sort order by f.n) rests_on
    from performance.criteria c left join performance.judgements j on j.scheme = c.scheme and j.sort = c.sort and j.year = ${year}
    where c.scheme = ${scheme.code} order by c.sort`
  const scores = criteria.map(criterion => scoreOf(criterion, figures))
  const complete = scores.every(score => score.marks_cent !== null)
  const total_cent = complete ? scores.reduce((sum, score) => sum + (score.marks_cent ?? 0), 0) : null
  return {
    scheme: scheme.code,
    scheme_title: scheme.title,
    source: scheme.source,
    confirmed: scheme.confirmed,
    scores,
    total_cent,
    grade: total_cent === null ? null : gradeOf(total_cent),
  }
}

/** Hundredths of a mark as text: 7250 → 72.5 */
export function marksText(cent: number): string {
  return String(cent / 100)
}
