// 自查: begin a quarter, look again, answer what a person has to look at, mend what was found, close with a score.
import { z } from 'zod'
import type { Day } from '../../kernel/index.ts'
import { type Call, command, DayField, Id, type Sql, Text } from '../../platform/index.ts'
import {
  dueTooLate,
  inspectionClosed,
  noSchemeYet,
  noSuchInspection,
  noSuchLine,
  notAllAnswered,
  nothingFound,
  quarterNotBegun,
} from '../refusals.ts'
import { check, type Inspected, type Rule, rulesFor } from './rules.ts'
import { type Scheme, scoreOf, type Weighed } from './score.ts'

const INSPECTORS = ['operations', 'director', 'admin']
export const QuarterField = z.string().regex(/^20\d\dQ[1-4]$/, '季度应为 2026Q1 这样的写法')
const RECTIFY_DAYS_MAX = 90

const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

function daysOfQuarter(quarter: string): { from_day: Day; to_day: Day } {
  const year = Number(quarter.slice(0, 4))
  const first = (Number(quarter.slice(5)) - 1) * 3
  const last = new Date(Date.UTC(year, first + 3, 0)).toISOString().slice(0, 10)
  return { from_day: `${year}-${String(first + 1).padStart(2, '0')}-01`, to_day: last }
}

type Line = { code: string; outcome: string | null; by_program: boolean; answered_at: Date | null }

/** Looks at what the program can see; what a person answered stays. */
async function look(tx: Sql, call: Call, of: Inspected, rules: readonly Rule[]): Promise<void> {
  const lines = await tx<Line[]>`select code, outcome, by_program, answered_at from audience.inspection_results
    where inspection_id = ${of.id}`
  for (const rule of rules) {
    const before = lines.find(line => line.code === rule.code)
    if (before?.answered_at) continue
    const found = await check(tx, of, rule)
    const outcome = found && (found.hits > 0 ? 'found' : 'fine')
    const due_on = outcome === 'found' ? addDays(call.today, rule.rectify_days) : null
    await tx`insert into audience.inspection_results (inspection_id, code, version, outcome, hits, detail, by_program, due_on)
      values (${of.id}, ${rule.code}, ${rule.version}, ${outcome ?? null}, ${found?.hits ?? 0}, ${found?.detail ?? ''},
        ${found !== undefined}, ${due_on})
      on conflict (inspection_id, code) do update set outcome = excluded.outcome, hits = excluded.hits, detail = excluded.detail,
        due_on = case when excluded.outcome = 'found' then coalesce(inspection_results.due_on, excluded.due_on) end,
        rectified_at = case when excluded.outcome = 'found' then inspection_results.rectified_at end`
  }
}

/** Begin the inspection of a quarter for every account in use, or look again at what the program sees by itself. */
export const inspect = command({
  name: 'audience.inspect',
  title: '开展政务新媒体自查',
  access: INSPECTORS,
  input: z.strictObject({ quarter: QuarterField }),
  output: z.object({ inspection_count: z.number() }),
  async run(tx, call, { quarter }) {
    const { from_day, to_day } = daysOfQuarter(quarter)
    if (from_day > call.today) throw quarterNotBegun({ quarter })
    const [scheme] = await tx<{ version: string }[]>`select version from audience.inspection_schemes
      where effective_from <= ${to_day} and coalesce(effective_to, 'infinity') >= ${to_day} order by effective_from desc limit 1`
    if (!scheme) throw noSchemeYet({ quarter })
    const accounts = await tx<{ id: bigint; kind: string; platform: string }[]>`
      select id, kind, platform from channels.accounts where state = 'active' order by id`
    let inspection_count = 0
    for (const { id: account_id, kind, platform } of accounts) {
      const [inspection] = await tx<{ id: bigint; version: string; closed_at: Date | null }[]>`
        insert into audience.inspections (account_id, quarter, version, from_day, to_day, started_at, started_by, checked_at)
        values (${account_id}, ${quarter}, ${scheme.version}, ${from_day}, ${to_day}, ${call.at}, ${call.actor.name}, ${call.at})
        on conflict (account_id, quarter) do update set checked_at = case when inspections.closed_at is null
          then excluded.checked_at else inspections.checked_at end
        returning id, version, closed_at`
      if (inspection!.closed_at) continue
      const rules = await rulesFor(tx, inspection!.version, kind, platform)
      await look(tx, call, { id: inspection!.id, account_id, from_day, to_day, today: call.today }, rules)
      inspection_count += 1
    }
    return { inspection_count }
  },
})

async function lockOpen(tx: Sql, id: bigint): Promise<{ id: bigint; version: string }> {
  const [inspection] = await tx<{ id: bigint; version: string; closed_at: Date | null }[]>`
    select id, version, closed_at from audience.inspections where id = ${id} for update`
  if (!inspection) throw noSuchInspection()
  if (inspection.closed_at) throw inspectionClosed()
  return inspection
}

/** Answer one line: what a person looked at, or why what the program found does not stand. */
export const answerInspection = command({
  name: 'audience.answer-inspection',
  title: '填写自查结果',
  access: ['editor', ...INSPECTORS],
  input: z.strictObject({
    inspection_id: Id,
    code: Text(40),
    outcome: z.enum(['fine', 'found', 'not_applicable']),
    hits: z.number().int().min(0).max(10_000).default(0),
    detail: Text(500),
    due_on: DayField.nullable().default(null),
  }),
  output: z.object({}),
  async run(tx, call, { inspection_id, code, outcome, hits, detail, due_on }) {
    await lockOpen(tx, inspection_id)
    const [rule] = await tx<{ rectify_days: number }[]>`select k.rectify_days from audience.inspection_results r
      join audience.inspection_rules k using (code, version) where r.inspection_id = ${inspection_id} and code = ${code}`
    if (!rule) throw noSuchLine()
    if (due_on !== null && (due_on < call.today || due_on > addDays(call.today, RECTIFY_DAYS_MAX)))
      throw dueTooLate({ days: RECTIFY_DAYS_MAX })
    const found = outcome === 'found'
    await tx`update audience.inspection_results set outcome = ${outcome}, hits = ${found ? Math.max(1, hits) : 0},
        detail = ${detail}, by_program = false, answered_at = ${call.at}, answered_by = ${call.actor.name},
        due_on = ${found ? (due_on ?? addDays(call.today, rule.rectify_days)) : null}, rectified_at = null, rectify_note = ''
      where inspection_id = ${inspection_id} and code = ${code}`
    return {}
  },
})

/** Say what was done about a finding. It stays in the score of its quarter. */
export const rectifyFinding = command({
  name: 'audience.rectify-finding',
  title: '登记整改',
  access: ['editor', ...INSPECTORS],
  input: z.strictObject({ inspection_id: Id, code: Text(40), note: Text(500) }),
  output: z.object({}),
  async run(tx, call, { inspection_id, code, note }) {
    const made = await tx`update audience.inspection_results
      set rectified_at = ${call.at}, rectified_by = ${call.actor.name}, rectify_note = ${note}
      where inspection_id = ${inspection_id} and code = ${code} and outcome = 'found' and rectified_at is null returning 1`
    if (made.length === 0) throw nothingFound()
    return {}
  },
})

/** Close an inspection with its score; every line must have been answered. */
export const closeInspection = command({
  name: 'audience.close-inspection',
  title: '自查定分',
  access: INSPECTORS,
  input: z.strictObject({ inspection_id: Id }),
  output: z.object({ score_cent: z.number(), passed: z.boolean() }),
  async run(tx, call, { inspection_id }) {
    const { version } = await lockOpen(tx, inspection_id)
    const lines = await tx<(Weighed & { title: string })[]>`
      select k.kind, k.title, r.outcome, r.hits, k.points_cent, k.points_max_cent from audience.inspection_results r
      join audience.inspection_rules k using (code, version) where r.inspection_id = ${inspection_id} order by k.sort`
    const open = lines.filter(line => line.outcome === null)
    if (open.length > 0) throw notAllAnswered({ count: open.length, first: open[0]!.title })
    const [scheme] = await tx<Scheme[]>`select * from audience.inspection_schemes where version = ${version}`
    const { score_cent, passed } = scoreOf(lines, scheme!)
    await tx`update audience.inspections set closed_at = ${call.at}, closed_by = ${call.actor.name}, score_cent = ${score_cent},
      passed = ${passed} where id = ${inspection_id}`
    return { score_cent, passed }
  },
})
