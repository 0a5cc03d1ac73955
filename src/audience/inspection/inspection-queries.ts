// Self-inspection as lists: the quarter's sheet with a line for every rule, and the work that waits.
import { z } from 'zod'
import { Int64, query, type TodoSource, todoSource } from '../../platform/index.ts'
import { QuarterField } from './inspect.ts'
import { pointsOf, type Scheme, scoreOf, type Weighed } from './score.ts'

const Line = z.object({
  code: z.string(),
  kind: z.enum(['veto', 'deduct', 'bonus']),
  title: z.string(),
  question: z.string(),
  computed: z.boolean(),
  outcome: z.enum(['fine', 'found', 'not_applicable']).nullable(),
  hits: z.number(),
  detail: z.string(),
  points_cent: z.number(),
  by_program: z.boolean(),
  answered_by: z.string().nullable(),
  due_on: z.string().nullable(),
  rectified_at: z.date().nullable(),
  rectified_by: z.string().nullable(),
  rectify_note: z.string(),
  source: z.string(),
  confirmed: z.boolean(),
})
const Inspection = z.object({
  id: Int64,
  account_id: Int64,
  platform: z.string(),
  account: z.string(),
  owner_unit: z.string(),
  version: z.string(),
  checked_at: z.date(),
  closed_at: z.date().nullable(),
  closed_by: z.string().nullable(),
  /** as it stands: of the lines answered so far while open */
  score_cent: z.number(),
  passed: z.boolean(),
  vetoed: z.boolean(),
  open_count: z.number(),
  lines: z.array(Line),
})
type Row = Omit<z.input<typeof Inspection>, 'lines' | 'score_cent' | 'passed' | 'vetoed' | 'open_count'> & Scheme
type LineRow = z.input<typeof Line> & Weighed & { inspection_id: bigint }

export const inspectionSheet = query({
  name: 'audience.inspection-sheet',
  title: '政务新媒体自查表',
  access: 'signed-in',
  input: z.strictObject({ quarter: QuarterField }),
  output: z.object({ quarters: z.array(z.string()), inspections: z.array(Inspection) }),
  async read(tx, { quarter }) {
    const rows = await tx<Row[]>`
      select i.id, i.account_id, a.platform, a.name account, a.owner_unit, i.version, i.checked_at, i.closed_at, i.closed_by,
        s.full_cent, s.bonus_max_cent, s.pass_cent
      from audience.inspections i join channels.accounts a on a.id = i.account_id
      join audience.inspection_schemes s on s.version = i.version
      where i.quarter = ${quarter} order by (a.owner_kind = 'own') desc, a.id`
    const lines = await tx<LineRow[]>`
      select r.*, k.kind, k.title, k.question, k.computed is not null computed, k.points_cent, k.points_max_cent, k.source,
        k.confirmed
      from audience.inspection_results r join audience.inspection_rules k using (code, version)
      join audience.inspections i on i.id = r.inspection_id where i.quarter = ${quarter} order by k.sort`
    const quarters = await tx<
      { quarter: string }[]
    >`select distinct quarter from audience.inspections order by quarter desc`
    const inspections = rows.map(row => {
      const own = lines.filter(line => line.inspection_id === row.id)
      const open_count = own.filter(line => line.outcome === null).length
      const shown = own.map(line => ({ ...line, points_cent: pointsOf(line) }))
      return { ...row, ...scoreOf(own, row), open_count, lines: shown }
    })
    return { quarters: quarters.map(one => one.quarter), inspections }
  },
})

const PAGE = '/audience/inspection'

/** Findings to be mended, and inspections with lines nobody has answered. */
export const inspectionTodos: TodoSource = todoSource({
  name: 'audience.inspection',
  title: '政务新媒体自查',
  async list(tx, actor) {
    if (!actor.roles.some(role => role === 'operations' || role === 'director')) return []
    const findings = await tx<{ id: bigint; titles: string[]; account: string; due_on: string; at: Date }[]>`
      select i.id, array_agg(k.title order by r.due_on, k.sort) titles, a.platform || ' ' || a.name account,
        min(r.due_on) due_on, i.checked_at at
      from audience.inspection_results r join audience.inspection_rules k using (code, version)
      join audience.inspections i on i.id = r.inspection_id join channels.accounts a on a.id = i.account_id
      where r.due_on is not null and r.rectified_at is null and k.kind <> 'bonus'
      group by i.id, a.id order by min(r.due_on) limit 200`
    const open = await tx<{ quarter: string; n: number; at: Date }[]>`
      select i.quarter, count(*)::int n, min(i.started_at) at from audience.inspections i
      where i.closed_at is null and exists (select 1 from audience.inspection_results r
        where r.inspection_id = i.id and r.outcome is null) group by i.quarter order by i.quarter`
    return [
      ...findings.map(({ id, titles, account, due_on, at }) => ({
        key: String(id),
        title: `整改 ${titles.length} 项：${account}`,
        detail: titles.join('、'),
        path: PAGE,
        since: at,
        due_on,
      })),
      ...open.map(({ quarter, n, at }) => ({
        key: quarter,
        title: `${quarter.slice(0, 4)}年第${quarter.slice(5)}季度自查还没填完`,
        detail: `${n} 个账号有没填的条目`,
        path: PAGE,
        since: at,
        due_on: null,
      })),
    ]
  },
})
