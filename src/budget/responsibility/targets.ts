// 责任制: what each section is to receive and to spend month by month, how far it is, and who is told when it is slow or fast.
import { z } from 'zod'
import { type Day, dayOf, decimalPercent, monthOf, splitEvenly, yearOf } from '../../kernel/index.ts'
import { sectionByName } from '../../people/index.ts'
import { command, DayField, Int64, query, type Sql, Text, todoSource, YearField } from '../../platform/index.ts'

const Side = z.enum(['income', 'expenditure'])
const Month = z
  .string()
  .regex(/^\d{1,15}$/, '金额应为以分为单位的整数')
  .transform(BigInt)

/** Set the twelve months of a section's income or spending target. */
export const setSectionTargets = command({
  name: 'budget.set-section-targets',
  title: '设置科室月度目标',
  access: ['finance'],
  input: z.strictObject({
    year: YearField,
    section: Text(40),
    side: Side,
    months: z.array(Month).length(12, '要填 12 个月'),
  }),
  output: z.object({ total_fen: Int64 }),
  async run(tx, call, { year, section, side, months }) {
    const section_id = await sectionByName(tx, section)
    await tx`
      insert into budget.section_targets (year, section_id, side, month, amount_fen, set_at, set_by)
      select ${year}, ${section_id}, ${side}, n, fen, ${call.at}, ${call.actor.name}
      from unnest(${months.map(String)}::bigint[]) with ordinality as t(fen, n)
      on conflict (year, section_id, side, month) do update set amount_fen = excluded.amount_fen, set_at = excluded.set_at, set_by = excluded.set_by`
    return { total_fen: months.reduce((sum, fen) => sum + fen, 0n) }
  },
})

/** Set from a day on how far behind or ahead of its target spending may be before it is told. */
export const setPaceRule = command({
  name: 'budget.set-pace-rule',
  title: '设置进度预警线',
  access: ['finance', 'director'],
  input: z.strictObject({
    slow_gap_bp: z.int().min(1).max(10_000),
    fast_gap_bp: z.int().min(1).max(10_000),
    effective_from: DayField,
    source: Text(120),
  }),
  output: z.object({ set: z.boolean() }),
  async run(tx, _call, rule) {
    await tx`insert into budget.pace_rules ${tx({ ...rule, confirmed: true })}
      on conflict (effective_from) do update set slow_gap_bp = excluded.slow_gap_bp, fast_gap_bp = excluded.fast_gap_bp, source = excluded.source`
    return { set: true }
  },
})

type SectionPace = {
  section: string
  side: 'income' | 'expenditure'
  /** allotted, or the plan of the income lines that are the section's */
  total_fen: bigint
  /** month by month, 12 */
  target_fen: bigint[]
  done_fen: bigint[]
  has_targets: boolean
}

type Row = Omit<SectionPace, 'has_targets' | 'target_fen'> & { targets: bigint[] | null }

/** Every section with its income and its spending, by month. Income lines without a section are told as 未落实. */
async function paceOf(tx: Sql, year: number): Promise<SectionPace[]> {
  const rows = await tx<Row[]>`
    with spending as (
      select a.section_id, sum(m.amount_fen) filter (where m.kind = 'allot') total,
        array(select coalesce(sum(s.amount_fen), 0)::bigint from generate_series(1, 12) n left join budget.movements s
          on s.year = ${year} and extract(month from s.on_date) = n and s.kind in ('spend', 'return')
          and s.allotment_id in (select id from budget.allotments b where b.section_id = a.section_id) group by n order by n) done
      from budget.movements m join budget.allotments a on a.id = m.allotment_id where m.year = ${year} group by a.section_id
    ), income as (
      select l.section_id, sum(l.opening_fen + l.adjusted_fen) total,
        array(select coalesce(sum(s.amount_fen), 0)::bigint from generate_series(1, 12) n left join budget.movements s
          on s.year = ${year} and extract(month from s.on_date) = n and s.kind = 'income'
          and s.line_id in (select id from budget.lines k where k.year = ${year} and k.side = 'income' and k.section_id is not distinct from l.section_id) group by n order by n) done
      from budget.lines l where l.year = ${year} and l.side = 'income' group by l.section_id
    ), both_sides as (
      select section_id, 'expenditure' side, total, done from spending union all select section_id, 'income', total, done from income
    )
    select coalesce(s.name, '（未落实到科室）') section, b.side, coalesce(b.total, 0)::bigint total_fen, b.done done_fen,
      (select array_agg(t.amount_fen order by t.month) from budget.section_targets t
        where t.year = ${year} and t.section_id = b.section_id and t.side = b.side) targets
    from both_sides b left join people.sections s on s.id = b.section_id order by b.side, s.sort nulls last`
  return rows.map(({ targets, ...row }) => ({
    ...row,
    target_fen: targets ?? splitEvenly(row.total_fen, 12),
    has_targets: targets !== null,
  }))
}

const upTo = (months: readonly bigint[], month: number) => months.slice(0, month).reduce((sum, fen) => sum + fen, 0n)

/** Month whose end is past: 0 in January, 12 when the year is over. */
export function monthsOver(year: number, today: Day): number {
  if (yearOf(today) > year) return 12
  return yearOf(today) < year ? 0 : monthOf(today) - 1
}

/** `slow` or `fast` when the share done is away from the share expected by more than the rule allows. In hundredths of a percent. */
export function paceState(
  { total_fen, target_fen, done_fen }: Pick<SectionPace, 'total_fen' | 'target_fen' | 'done_fen'>,
  month: number,
  rule: { slow_gap_bp: number; fast_gap_bp: number },
): 'slow' | 'fast' | 'fine' {
  if (total_fen <= 0n || month === 0) return 'fine'
  const gap = (upTo(done_fen, month) - upTo(target_fen, month)) * 10_000n
  if (gap < -BigInt(rule.slow_gap_bp) * total_fen) return 'slow'
  return gap > BigInt(rule.fast_gap_bp) * total_fen ? 'fast' : 'fine'
}

async function ruleOn(tx: Sql, day: Day): Promise<{ slow_gap_bp: number; fast_gap_bp: number; source: string }> {
  const [rule] = await tx<{ slow_gap_bp: number; fast_gap_bp: number; source: string }[]>`
    select slow_gap_bp, fast_gap_bp, source from budget.pace_rules where effective_from <= ${day} order by effective_from desc limit 1`
  return rule ?? { slow_gap_bp: 10_000, fast_gap_bp: 10_000, source: '' }
}

const Pace = z.object({
  section: z.string(),
  side: z.string(),
  total_fen: Int64,
  target_fen: z.array(Int64),
  done_fen: z.array(Int64),
  has_targets: z.boolean(),
  state: z.string(),
  done_rate: z.string(),
  expected_rate: z.string(),
})

export const responsibility = query({
  name: 'budget.responsibility',
  title: '收入责任与支出额度',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.object({
    month: z.number(),
    slow_gap_bp: z.number(),
    fast_gap_bp: z.number(),
    rule_source: z.string(),
    rows: z.array(Pace),
  }),
  async read(tx, { year }, { at }) {
    const today = dayOf(at)
    const month = monthsOver(year, today)
    const { source, ...rule } = await ruleOn(tx, today)
    const rows = await paceOf(tx, year)
    return {
      month,
      ...rule,
      rule_source: source,
      rows: rows.map(row => ({
        ...row,
        state: row.side === 'income' && paceState(row, month, rule) === 'fast' ? 'fine' : paceState(row, month, rule),
        done_rate: decimalPercent(upTo(row.done_fen, 12), row.total_fen),
        expected_rate: decimalPercent(upTo(row.target_fen, month), row.total_fen),
      })),
    }
  },
})

const WORDS = {
  slow: { expenditure: '支出进度偏慢', income: '收入进度偏慢' },
  fast: { expenditure: '支出进度偏快', income: '' },
} as const

const paceTodos = todoSource({
  name: 'budget.pace',
  title: '预算执行',
  async list(tx, actor, today) {
    if (!actor.roles.some(role => role === 'finance' || role === 'director')) return []
    const year = yearOf(today)
    const [open] = await tx<{ adopted_at: Date }[]>`
      select adopted_at from budget.years where year = ${year} and closed_at is null`
    const month = monthsOver(year, today)
    if (!open || month === 0) return []
    const rule = await ruleOn(tx, today)
    return (await paceOf(tx, year)).flatMap(row => {
      const state = paceState(row, month, rule)
      const words = state === 'fine' ? '' : WORDS[state][row.side]
      if (words === '') return []
      const rates = `到${month}月底完成 ${decimalPercent(upTo(row.done_fen, month), row.total_fen)}，目标 ${decimalPercent(upTo(row.target_fen, month), row.total_fen)}`
      return [
        {
          key: `${year}-${month}-${row.side}-${row.section}`,
          title: `${row.section}${words}`,
          detail: rates,
          path: '/budget/responsibility',
          since: open.adopted_at,
          due_on: null,
        },
      ]
    })
  },
})

export const responsibilityTodos = [paceTodos]
