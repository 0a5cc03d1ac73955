// A section fills in its request: items one by one, or a whole workbook at once, while it is not submitted.
import { z } from 'zod'
import { sectionByName } from '../../people/index.ts'
import { type Call, command, Id, Int64, type Sql, Text, YearField } from '../../platform/index.ts'
import { ItemFields, type ItemInput, mustKeepRules, tidied } from './item-input.ts'
import { lockRequest, lockStage, nextLineNo, type Request } from './items.ts'
import { noSuchItem, otherSection, requestIsClosed } from './refusals.ts'
import { letterOf } from './words.ts'

const ANY_SECTION = ['finance', 'operations', 'director']
export const FILLERS = [...ANY_SECTION, 'editor']

/** The section's request, open for changes by this person. */
export async function openRequest(tx: Sql, call: Call, year: number, section: string): Promise<Request> {
  await lockStage(tx, year, 'first_up', 'second_up')
  const id = await sectionByName(tx, section)
  await mustBeOwn(tx, call, id, section)
  const request = await lockRequest(tx, year, { id, name: section }, call.at)
  if (request.state !== 'drafting') throw requestIsClosed({ section })
  return request
}

/** Those who only report on their own section may not fill in another's. */
async function mustBeOwn(tx: Sql, { actor }: Call, sectionId: bigint, section: string): Promise<void> {
  if (actor.id === 'system' || actor.roles.some(role => ANY_SECTION.includes(role))) return
  const own = await tx`select 1 from people.persons where id = ${actor.id}::bigint and section_id = ${sectionId}`
  if (own.length === 0) throw otherSection({ section })
}

async function insertItem(
  tx: Sql,
  request: Request,
  item: ItemInput,
  isExample: boolean,
): Promise<{ id: bigint; line_no: string }> {
  const line_no = item.line_no || (await nextLineNo(tx, request.year, letterOf(item)))
  const row = {
    ...item,
    line_no,
    indicators: tx.json(item.indicators as never),
    request_id: request.id,
    year: request.year,
    is_example: isExample,
  }
  const [written] = await tx<{ id: bigint }[]>`insert into budget.request_items ${tx(row as never)} returning id`
  return { id: written!.id, line_no }
}

/** Add an item to a section's request, or change one. Its amount is quantity × times × price. */
export const saveRequestItem = command({
  name: 'budget.save-request-item',
  title: '填报预算项目',
  access: FILLERS,
  input: z.strictObject({
    year: YearField,
    section: Text(40),
    item_id: Id.nullable().default(null),
    is_example: z.boolean().default(false),
    ...ItemFields,
  }),
  output: z.object({ item_id: Int64, line_no: z.string(), amount_fen: Int64 }),
  async run(tx, call, { year, section, item_id, is_example, ...fields }) {
    const request = await openRequest(tx, call, year, section)
    const item = tidied(fields)
    await mustKeepRules(tx, year, item)
    const amount_fen = BigInt(item.quantity) * BigInt(item.times) * item.price_fen
    if (item_id === null) {
      const { id, line_no } = await insertItem(tx, request, item, is_example)
      return { item_id: id, line_no, amount_fen }
    }
    const { line_no: typed, ...rest } = item
    const row = { ...rest, indicators: tx.json(item.indicators as never), ...(typed ? { line_no: typed } : {}) }
    const [written] = await tx<{ line_no: string }[]>`
      update budget.request_items set ${tx(row as never)} where id = ${item_id} and request_id = ${request.id} returning line_no`
    if (!written) throw noSuchItem()
    return { item_id, line_no: written.line_no, amount_fen }
  },
})

/** Take an item out of a section's request. */
export const removeRequestItem = command({
  name: 'budget.remove-request-item',
  title: '删除预算项目',
  access: FILLERS,
  input: z.strictObject({ year: YearField, section: Text(40), item_id: Id }),
  output: z.object({ removed: z.boolean() }),
  async run(tx, call, { year, section, item_id }) {
    const request = await openRequest(tx, call, year, section)
    const gone =
      await tx`delete from budget.request_items where id = ${item_id} and request_id = ${request.id} returning 1`
    if (gone.length === 0) throw noSuchItem()
    return { removed: true }
  },
})

/** Replace a section's request by the rows of a workbook. */
export const replaceRequestItems = command({
  name: 'budget.replace-request-items',
  title: '按表格替换预算项目',
  access: FILLERS,
  input: z.strictObject({
    year: YearField,
    section: Text(40),
    items: z.array(z.strictObject(ItemFields)).min(1).max(500),
  }),
  output: z.object({ item_count: z.number() }),
  async run(tx, call, { year, section, items }) {
    const request = await openRequest(tx, call, year, section)
    await tx`delete from budget.request_items where request_id = ${request.id}`
    // numbers that were typed first, so that given ones do not take them
    const ordered = items.toSorted((a, b) => Number(b.line_no !== '') - Number(a.line_no !== ''))
    for (const one of ordered) {
      const item = tidied(one)
      await mustKeepRules(tx, year, item)
      await insertItem(tx, request, item, false)
    }
    return { item_count: items.length }
  },
})
