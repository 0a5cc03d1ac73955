// Start a stocktake (盘点): the register as it stands now is what should be found.
import { z } from 'zod'
import { sectionByName } from '../../people/index.ts'
import { command, Int64, Text } from '../../platform/index.ts'
import { nextNumbers } from '../numbers.ts'
import { nothingToCount } from '../refusals.ts'

/** Start a stocktake of the whole unit or one section. */
export const startStocktake = command({
  name: 'assets.start-stocktake',
  title: '开始盘点',
  access: ['operations', 'finance'],
  input: z.strictObject({
    title: Text(60),
    section: z.string().trim().max(40).nullable().default(null),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ stocktake_id: Int64, stocktake_no: z.string(), item_count: z.number() }),
  async run(tx, call, { title, section, is_example }) {
    const section_id = section ? await sectionByName(tx, section) : null
    const [stocktake_no] = await nextNumbers(tx, 'stocktake', call.today)
    const row = { stocktake_no: stocktake_no!, title, section_id, is_example, day: call.today }
    const [made] = await tx<{ id: bigint }[]>`
      insert into assets.stocktakes ${tx({ ...row, started_at: call.at, started_by: call.actor.name })} returning id`
    const items = await tx`
      insert into assets.stocktake_items (stocktake_id, card_id, place, holder)
      select ${made!.id}, id, place, holder from assets.cards
      where disposed_on is null and financial_class <> 'intangible' and (${section_id}::bigint is null or section_id = ${section_id})
      returning 1`
    if (items.length === 0) throw nothingToCount()
    return { stocktake_id: made!.id, stocktake_no: stocktake_no!, item_count: items.length }
  },
})
