// Opening a year's budget preparation, and starting from what the year before was given.
import { z } from 'zod'
import { command, YearField } from '../../platform/index.ts'
import { noSuchYear } from '../refusals.ts'
import { lockRequest, lockStage } from './items.ts'
import { preparationIsOpen } from './refusals.ts'

/** Open the preparation of a year's budget. */
export const openPreparation = command({
  name: 'budget.open-preparation',
  title: '开始预算编制',
  access: ['finance'],
  input: z.strictObject({ year: YearField }),
  output: z.object({ year: z.number() }),
  async run(tx, call, { year }) {
    const opened = await tx`insert into budget.preparations (year, stage, opened_at, opened_by)
      values (${year}, 'first_up', ${call.at}, ${call.actor.name}) on conflict (year) do nothing returning 1`
    if (opened.length === 0) throw preparationIsOpen({ year })
    return { year }
  },
})

type OldLine = { line_no: string; section_id: bigint; section: string; opening_fen: bigint }

/** Copy the lines of another year's adopted budget into the sections' requests; what stands there already stays. */
export const copyBudget = command({
  name: 'budget.copy-budget',
  title: '从往年预算复制',
  access: ['finance'],
  input: z.strictObject({ year: YearField, from_year: YearField }),
  output: z.object({ item_count: z.number() }),
  async run(tx, call, { year, from_year }) {
    await lockStage(tx, year, 'first_up')
    const lines = await tx<OldLine[]>`
      select l.line_no, s.id section_id, s.name section, l.opening_fen
      from budget.lines l join people.sections s on s.id = coalesce(l.section_id,
        (select a.section_id from budget.allotments a where a.line_id = l.id order by a.allotted_fen desc, a.id limit 1),
        (select id from people.sections where closed_at is null order by sort limit 1))
      where l.year = ${from_year} order by l.line_no`
    if (lines.length === 0) throw noSuchYear({ year: from_year })
    let item_count = 0
    for (const line of lines) {
      const request = await lockRequest(tx, year, { id: line.section_id, name: line.section }, call.at)
      if (request.state !== 'drafting') continue
      const copied = await tx`
        insert into budget.request_items (request_id, year, line_no, side, title, source, category, function_code, economic_code,
          project, three_public, procurement, quantity, times, price_fen, basis, is_example)
        select ${request.id}, ${year}, line_no, side, title, source, category, function_code, economic_code,
          project, three_public, procurement, 1, 1, opening_fen, ${`参照${from_year}年年初预算`}, is_example
        from budget.lines where year = ${from_year} and line_no = ${line.line_no}
        on conflict (year, line_no) do nothing returning 1`
      item_count += copied.length
    }
    return { item_count }
  },
})
