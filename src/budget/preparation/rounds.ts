// The rounds between the unit and the finance bureau: 一上, 一下 with control numbers, 二上. Each is kept as it was.
import { z } from 'zod'
import { type Call, command, FenInput, type Sql, Text, YearField } from '../../platform/index.ts'
import { type Item, itemsJson, itemsOf, lockStage, sideSum, sumsByClass } from './items.ts'
import { beyondControl, notAllAgreed, nothingRequested } from './refusals.ts'
import type { Stage } from './words.ts'
import { CLASSES, type PlanClass, type Round } from './words.ts'

export type Control = { class: PlanClass; amount_fen: string }

/** Writes a round with everything that was in it. */
export async function keepRound(
  tx: Sql,
  call: Call,
  year: number,
  round: Round,
  content: {
    doc_no: string
    note: string
    items: readonly Item[]
    controls?: readonly Control[]
    sums?: Record<'income' | 'expenditure', bigint>
  },
): Promise<void> {
  const sums = content.sums ?? {
    income: sideSum(content.items, 'income'),
    expenditure: sideSum(content.items, 'expenditure'),
  }
  await tx`insert into budget.rounds (year, round, version_no, doc_no, note, items, controls, income_fen, expenditure_fen, at, by) values
    (${year}, ${round}, (select coalesce(max(version_no), 0) + 1 from budget.rounds where year = ${year} and round = ${round}), ${content.doc_no}, ${content.note}, ${tx.json(itemsJson(content.items) as never)},
     ${tx.json((content.controls ?? []) as never)}, ${sums.income}, ${sums.expenditure}, ${call.at}, ${call.actor.name})`
}

export async function moveStage(tx: Sql, year: number, stage: Stage): Promise<void> {
  await tx`update budget.preparations set stage = ${stage} where year = ${year}`
}

/** The control numbers of 一下, by class. */
export async function controlsOf(tx: Sql, year: number): Promise<Map<PlanClass, bigint>> {
  const [row] = await tx<
    { controls: Control[] }[]
  >`select controls from budget.rounds where year = ${year} and round = 'first_down'
    order by version_no desc limit 1`
  return new Map((row?.controls ?? []).map(one => [one.class, BigInt(one.amount_fen)]))
}

/** Every section that has items must have the director's agreement. Refuses budget.not-all-agreed, -nothing-requested. */
async function agreedItems(tx: Sql, year: number): Promise<Item[]> {
  const items = await itemsOf(tx, year)
  if (items.length === 0) throw nothingRequested()
  const open = await tx<{ name: string }[]>`
    select s.name from budget.requests r join people.sections s on s.id = r.section_id
    where r.year = ${year} and r.state <> 'agreed' and exists (select from budget.request_items i where i.request_id = r.id)
    order by s.sort`
  if (open.length > 0) throw notAllAgreed({ sections: open.map(row => row.name).join('、') })
  return items
}

/** Send the unit's budget up: 一上, or 二上 within the control numbers. */
export const sendUp = command({
  name: 'budget.send-up',
  title: '报送财政',
  access: ['finance'],
  input: z.strictObject({ year: YearField, note: z.string().trim().max(200).default('') }),
  output: z.object({ stage: z.string(), income_fen: z.bigint(), expenditure_fen: z.bigint() }),
  async run(tx, call, { year, note }) {
    const round = (await lockStage(tx, year, 'first_up', 'second_up')) as 'first_up' | 'second_up'
    const items = await agreedItems(tx, year)
    if (round === 'second_up') {
      const controls = await controlsOf(tx, year)
      for (const [key, asked_fen] of sumsByClass(items)) {
        const control_fen = controls.get(key)
        if (key !== 'income' && control_fen !== undefined && asked_fen > control_fen)
          throw beyondControl({ title: CLASSES[key], asked_fen, control_fen })
      }
    }
    await keepRound(tx, call, year, round, { doc_no: '', note, items })
    const stage = round === 'first_up' ? 'first_down' : 'second_down'
    await moveStage(tx, year, stage)
    return { stage, income_fen: sideSum(items, 'income'), expenditure_fen: sideSum(items, 'expenditure') }
  },
})

/** Go back to the sections: the bureau wants 一上 or 二上 changed. What was sent up stays as a version. */
export const reopenRound = command({
  name: 'budget.reopen-round',
  title: '退回修改',
  access: ['finance'],
  input: z.strictObject({ year: YearField }),
  output: z.object({ stage: z.string() }),
  async run(tx, call, { year }) {
    const before = await lockStage(tx, year, 'first_down', 'second_down')
    const stage = before === 'first_down' ? 'first_up' : 'second_up'
    await moveStage(tx, year, stage)
    await tx`update budget.requests set state = 'drafting', since = ${call.at} where year = ${year}`
    return { stage }
  },
})

/** Take in the control numbers of the finance bureau (一下): the sections' requests open again. */
export const takeControlNumbers = command({
  name: 'budget.take-control-numbers',
  title: '录入控制数',
  access: ['finance'],
  input: z.strictObject({
    year: YearField,
    doc_no: Text(80),
    note: z.string().trim().max(200).default(''),
    controls: z
      .array(
        z.strictObject({
          class: z.enum(Object.keys(CLASSES) as [PlanClass]),
          amount_fen: FenInput.refine(fen => fen >= 0n, '控制数不能为负'),
        }),
      )
      .min(1, '至少填一类控制数')
      .refine(all => new Set(all.map(one => one.class)).size === all.length, '同一类别只填一个控制数'),
  }),
  output: z.object({ stage: z.string() }),
  async run(tx, call, { year, doc_no, note, controls }) {
    await lockStage(tx, year, 'first_down', 'second_up')
    const sum = (income: boolean) =>
      controls.reduce((total, one) => ((one.class === 'income') === income ? total + one.amount_fen : total), 0n)
    await keepRound(tx, call, year, 'first_down', {
      doc_no,
      note,
      items: [],
      controls: controls.map(one => ({ class: one.class, amount_fen: String(one.amount_fen) })),
      sums: { income: sum(true), expenditure: sum(false) },
    })
    await moveStage(tx, year, 'second_up')
    await tx`update budget.requests set state = 'drafting', since = ${call.at} where year = ${year}`
    return { stage: 'second_up' }
  },
})
