// Reads of budget preparation: where a year stands, a section's request with its history, two versions side by side.
import { z } from 'zod'
import { sectionByName } from '../../people/index.ts'
import { Int64, query, type Sql, Text, YearField } from '../../platform/index.ts'
import { type Item, itemsOf, sumsByClass } from './items.ts'
import { noSuchPreparation } from './refusals.ts'
import { controlsOf } from './rounds.ts'
import {
  CLASSES,
  type PlanClass,
  REQUEST_STATES,
  type RequestState,
  ROUNDS,
  type Round,
  STAGES,
  type Stage,
} from './words.ts'

const Class = z.object({
  class: z.string(),
  title: z.string(),
  prior_fen: Int64,
  asked_fen: Int64,
  control_fen: Int64.nullable(),
})
const Section = z.object({
  section: z.string(),
  state: z.string(),
  state_title: z.string(),
  since: z.date().nullable(),
  submitted_by: z.string().nullable(),
  item_count: z.number(),
  income_fen: Int64,
  expenditure_fen: Int64,
})
const RoundHead = z.object({
  id: Int64,
  round: z.string(),
  title: z.string(),
  doc_no: z.string(),
  note: z.string(),
  income_fen: Int64,
  expenditure_fen: Int64,
  at: z.date(),
  by: z.string(),
})

const roundTitle = (round: Round, version: number) => `${ROUNDS[round]}${version > 1 ? `（第${version}版）` : ''}`

async function roundHeads(tx: Sql, year: number): Promise<z.input<typeof RoundHead>[]> {
  const rows = await tx<(Omit<z.input<typeof RoundHead>, 'title'> & { version_no: number })[]>`
    select id, round, version_no, doc_no, note, income_fen, expenditure_fen, at, by from budget.rounds where year = ${year} order by id`
  return rows.map(({ version_no, ...row }) => ({ ...row, title: roundTitle(row.round as Round, version_no) }))
}

type SectionRow = Omit<z.input<typeof Section>, 'state_title'> & { state: RequestState }

async function sectionRows(tx: Sql, year: number): Promise<z.input<typeof Section>[]> {
  const rows = await tx<SectionRow[]>`
    select s.name section, coalesce(r.state, 'drafting') state, r.since, p.name submitted_by, count(i.id)::int item_count,
      coalesce(sum(i.amount_fen) filter (where i.side = 'income'), 0)::bigint income_fen,
      coalesce(sum(i.amount_fen) filter (where i.side = 'expenditure'), 0)::bigint expenditure_fen
    from people.sections s left join budget.requests r on r.section_id = s.id and r.year = ${year}
    left join people.persons p on p.id::text = r.submitted_by
    left join budget.request_items i on i.request_id = r.id
    where s.closed_at is null or r.id is not null group by s.id, r.id, p.name order by s.sort`
  return rows.map(row => ({ ...row, state_title: REQUEST_STATES[row.state] }))
}

async function priorByClass(tx: Sql, year: number): Promise<Map<PlanClass, bigint>> {
  return sumsByClass(
    await tx<Item[]>`select side, category, opening_fen amount_fen from budget.lines where year = ${year}`,
  )
}

export const preparation = query({
  name: 'budget.preparation',
  title: '预算编制',
  access: 'signed-in',
  input: z.strictObject({ year: YearField }),
  output: z.object({
    year: z.number(),
    stage: z.string().nullable(),
    stage_title: z.string(),
    sections: z.array(Section),
    classes: z.array(Class),
    rounds: z.array(RoundHead),
  }),
  async read(tx, { year }) {
    const [row] = await tx<{ stage: Stage }[]>`select stage from budget.preparations where year = ${year}`
    const asked = sumsByClass(await itemsOf(tx, year))
    const prior = await priorByClass(tx, year - 1)
    const controls = await controlsOf(tx, year)
    const classes = (Object.keys(CLASSES) as PlanClass[])
      .map(key => ({
        class: key,
        title: CLASSES[key],
        prior_fen: prior.get(key) ?? 0n,
        asked_fen: asked.get(key) ?? 0n,
        control_fen: controls.get(key) ?? null,
      }))
      .filter(one => one.prior_fen !== 0n || one.asked_fen !== 0n || one.control_fen !== null)
    return {
      year,
      stage: row?.stage ?? null,
      stage_title: row ? STAGES[row.stage] : '还没有开始',
      sections: await sectionRows(tx, year),
      classes,
      rounds: await roundHeads(tx, year),
    }
  },
})

const Indicator = z.object({
  kind: z.string(),
  title: z.string(),
  direction: z.string(),
  target: z.string(),
  unit: z.string(),
})
const ItemOut = z.object({
  id: Int64,
  line_no: z.string(),
  side: z.string(),
  title: z.string(),
  source: z.string(),
  category: z.string().nullable(),
  function_code: z.string().nullable(),
  economic_code: z.string().nullable(),
  project: z.string().nullable(),
  three_public: z.string().nullable(),
  procurement: z.boolean(),
  quota_id: Int64.nullable(),
  quantity: z.number(),
  quantity_unit: z.string(),
  times: z.number(),
  times_unit: z.string(),
  price_fen: Int64,
  amount_fen: Int64,
  basis: z.string(),
  objective: z.string(),
  indicators: z.array(Indicator),
  is_example: z.boolean(),
})
const DecisionOut = z.object({
  id: Int64,
  stage_title: z.string(),
  decision: z.string(),
  note: z.string(),
  total_fen: Int64,
  decided_at: z.date(),
  decided_by: z.string(),
})
const DECISIONS: Record<string, string> = { submit: '报送', review: '审核通过', agree: '同意', return: '退回' }

export const sectionRequest = query({
  name: 'budget.section-request',
  title: '科室预算申报',
  access: 'signed-in',
  input: z.strictObject({ year: YearField, section: Text(40) }),
  output: z.object({
    section: z.string(),
    stage: z.string(),
    stage_title: z.string(),
    state: z.string(),
    state_title: z.string(),
    items: z.array(ItemOut),
    history: z.array(DecisionOut),
  }),
  async read(tx, { year, section }) {
    const [row] = await tx<{ stage: Stage }[]>`select stage from budget.preparations where year = ${year}`
    if (!row) throw noSuchPreparation({ year })
    const sectionId = await sectionByName(tx, section)
    const [request] = await tx<{ id: bigint; state: RequestState }[]>`
      select id, state from budget.requests where year = ${year} and section_id = ${sectionId}`
    const state = request?.state ?? 'drafting'
    const history = await tx<(Omit<z.input<typeof DecisionOut>, 'stage_title'> & { stage: Stage })[]>`
      select d.id, d.stage, d.decision, d.note, d.decided_at, d.decided_by,
        coalesce((select sum((i->>'amount_fen')::bigint) from jsonb_array_elements(d.items) i where i->>'side' = 'expenditure'), 0)::bigint total_fen
      from budget.request_decisions d where d.request_id = ${request?.id ?? null} order by d.id desc`
    return {
      section,
      stage: row.stage,
      stage_title: STAGES[row.stage],
      state,
      state_title: REQUEST_STATES[state],
      items: await itemsOf(tx, year, sectionId),
      history: history.map(({ stage, ...one }) => ({
        ...one,
        stage_title: STAGES[stage],
        decision: DECISIONS[one.decision] ?? one.decision,
      })),
    }
  },
})
