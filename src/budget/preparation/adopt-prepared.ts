// 二下: the approved budget enters the books out of what was prepared, as the document approves it, class by class; what is
// approved can be given to the sections it was prepared for in the same step.
import { z } from 'zod'
import { type Call, command, DayField, FenInput, type Sql, Text, YearField } from '../../platform/index.ts'
import { allotToSection } from '../allot.ts'
import { writeBudget } from '../lines.ts'
import { alreadyAdopted } from '../refusals.ts'
import { type Item, itemsOf, lockStage, sumsByClass } from './items.ts'
import { classesMixed, notAsApproved } from './refusals.ts'
import { keepRound, moveStage } from './rounds.ts'
import { CLASSES, mixedClasses, type PlanClass } from './words.ts'

const Approved = z.strictObject({
  class: z.enum(Object.keys(CLASSES) as [PlanClass]),
  amount_fen: FenInput.refine(fen => fen >= 0n, '批复数不能为负'),
})

/** Each class must come to what was approved; income must come to expenditure. */
function mustBeAsApproved(items: readonly Item[], approved: ReadonlyMap<PlanClass, bigint>): void {
  const sums = sumsByClass(items)
  for (const key of Object.keys(CLASSES) as PlanClass[]) {
    const asked_fen = sums.get(key) ?? 0n
    const approved_fen = approved.get(key) ?? 0n
    if (asked_fen !== approved_fen) throw notAsApproved({ title: CLASSES[key], asked_fen, approved_fen })
  }
  const income = approved.get('income') ?? 0n
  const spending = [...approved].reduce((sum, [key, fen]) => (key === 'income' ? sum : sum + fen), 0n)
  if (income !== spending) throw notAsApproved({ title: '收入与支出', asked_fen: income, approved_fen: spending })
}

async function allotAll(
  tx: Sql,
  call: Call,
  year: number,
  doc: { doc_no: string; on_date: string },
  items: readonly Item[],
) {
  for (const item of items) {
    if (item.side === 'income' || item.amount_fen === 0n) continue
    await allotToSection(tx, call, {
      line_no: item.line_no,
      section: item.section,
      amount_fen: item.amount_fen,
      on_date: doc.on_date.startsWith(String(year)) ? doc.on_date : `${year}-01-01`,
      doc_no: doc.doc_no,
      summary: `${item.title}额度分解到${item.section}`,
    })
  }
}

/** Adopt the prepared budget. Refused unless every class comes to what was approved and no line mixes classes. */
export const adoptPrepared = command({
  name: 'budget.adopt-prepared',
  title: '按编制结果批复入账',
  access: ['finance'],
  input: z.strictObject({
    year: YearField,
    doc_no: Text(80),
    adopted_on: DayField,
    approved: z.array(Approved).min(1),
    /** 分解到科室 in the same step */
    allot: z.boolean().default(true),
  }),
  output: z.object({ line_count: z.number(), allotted: z.boolean() }),
  async run(tx, call, { year, doc_no, adopted_on, approved, allot }) {
    await lockStage(tx, year, 'second_down')
    const known = await tx`select 1 from budget.years where year = ${year} for update`
    if (known.length > 0) throw alreadyAdopted({ year })
    const items = await itemsOf(tx, year)
    for (const item of items) {
      const why = mixedClasses(item)
      if (why) throw classesMixed({ title: item.title, why })
    }
    const sums = new Map(approved.map(one => [one.class, one.amount_fen]))
    mustBeAsApproved(items, sums)
    const income = sums.get('income') ?? 0n
    const lines = items.map(item => ({
      line_no: item.line_no,
      side: item.side,
      title: item.title,
      source: item.source,
      category: item.category,
      function_code: item.function_code,
      economic_code: item.economic_code,
      section_id: item.section_id,
      project: item.project,
      three_public: item.three_public,
      procurement: item.procurement,
      reported_as: null,
      opening_fen: item.amount_fen,
      is_example: item.is_example,
    }))
    const head = { year, doc_no, adopted_on, income_fen: income, expenditure_fen: income, imported: false }
    await writeBudget(tx, call, head, lines)
    await keepRound(tx, call, year, 'second_down', { doc_no, note: '', items })
    await moveStage(tx, year, 'adopted')
    if (allot) await allotAll(tx, call, year, { doc_no, on_date: adopted_on }, items)
    return { line_count: lines.length, allotted: allot }
  },
})
