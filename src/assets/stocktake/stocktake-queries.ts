// What can be read of stocktakes: the list, and one with what was found, what is missing, and what is too much.
import { z } from 'zod'
import { Id, Int64, query } from '../../platform/index.ts'
import { noSuchStocktake } from '../refusals.ts'

const Stocktake = z.object({
  id: Int64,
  stocktake_no: z.string(),
  title: z.string(),
  section: z.string().nullable(),
  day: z.string(),
  started_by: z.string(),
  concluded_at: z.date().nullable(),
  concluded_by: z.string().nullable(),
  conclusion: z.string(),
  item_count: z.number(),
  found_count: z.number(),
  is_example: z.boolean(),
})

export const stocktakes = query({
  name: 'assets.stocktakes',
  title: '盘点',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Stocktake),
  read: tx => tx<z.input<typeof Stocktake>[]>`
    select t.id, t.stocktake_no, t.title, s.name section, t.day, t.started_by, t.concluded_at, t.concluded_by, t.conclusion, t.is_example,
      (select count(*)::int from assets.stocktake_items i where i.stocktake_id = t.id) item_count,
      (select count(found_at)::int from assets.stocktake_items i where i.stocktake_id = t.id) found_count
    from assets.stocktakes t left join people.sections s on s.id = t.section_id order by t.id desc`,
})

const Item = z.object({
  card_id: Int64,
  card_no: z.string(),
  tag_no: z.string().nullable(),
  name: z.string(),
  original_fen: Int64,
  place: z.string(),
  holder: z.string(),
  section: z.string().nullable(),
  found_at: z.date().nullable(),
  found_by: z.string().nullable(),
  found_place: z.string().nullable(),
  found_how: z.string().nullable(),
  verdict: z.string().nullable(),
  conclusion_no: z.string().nullable(),
  reason: z.string().nullable(),
})
const Surplus = z.object({
  code: z.string(),
  place: z.string(),
  scanned_at: z.date(),
  by: z.string(),
  verdict: z.string().nullable(),
  conclusion_no: z.string().nullable(),
  reason: z.string().nullable(),
})

export const stocktake = query({
  name: 'assets.stocktake',
  title: '盘点表',
  access: 'signed-in',
  input: z.strictObject({ stocktake_id: Id }),
  output: Stocktake.extend({ items: z.array(Item), surplus: z.array(Surplus) }),
  async read(tx, { stocktake_id }) {
    const [row] = await tx<z.input<typeof Stocktake>[]>`
      select t.id, t.stocktake_no, t.title, s.name section, t.day, t.started_by, t.concluded_at, t.concluded_by, t.conclusion, t.is_example,
        0 item_count, 0 found_count
      from assets.stocktakes t left join people.sections s on s.id = t.section_id where t.id = ${stocktake_id}`
    if (!row) throw noSuchStocktake({ stocktake_id: String(stocktake_id) })
    const items = await tx<z.input<typeof Item>[]>`
      select i.card_id, c.card_no, c.tag_no, c.name, c.original_fen, i.place, i.holder, s.name section, i.found_at, i.found_by,
        i.found_place, i.found_how, f.verdict, f.conclusion_no, f.reason
      from assets.stocktake_items i join assets.cards c on c.id = i.card_id left join people.sections s on s.id = c.section_id
      left join assets.stocktake_findings f on f.stocktake_id = i.stocktake_id and f.card_id = i.card_id
      where i.stocktake_id = ${stocktake_id} order by c.card_no`
    const surplus = await tx<z.input<typeof Surplus>[]>`
      select distinct on (s.code) s.code, s.place, s.scanned_at, s.by, f.verdict, f.conclusion_no, f.reason
      from assets.stocktake_scans s left join assets.stocktake_findings f on f.stocktake_id = s.stocktake_id and f.code = s.code
      where s.stocktake_id = ${stocktake_id} and s.card_id is null order by s.code, s.scanned_at`
    const found_count = items.filter(item => item.found_at !== null).length
    return { ...row, item_count: items.length, found_count, items: [...items], surplus: [...surplus] }
  },
})
