// What of a card may be written anew: tag, model, serial number, measure, place, warranty, note; values and holders never.
// The same list leaves as a workbook and comes back in: read and shown first, then taken in; twice changes nothing.
import { z } from 'zod'
import { sectionByName } from '../people/index.ts'
import { command, DayField, fileReading, type Sql, Text } from '../platform/index.ts'
import { type CellValue, cellText, keyOfWord, parseDayCell, readWorkbook } from '../platform/workbooks/index.ts'
import { checkedDetails, DetailsInput, mustFit } from './details.ts'
import {
  CARD_KIND_COLUMN,
  CARD_KINDS,
  type CardKind,
  DETAIL_FIELDS,
  DETAIL_KEYS,
  type Details,
} from './details-table.ts'
import { writeEvents } from './events.ts'
import { noSuchCard, tagTaken } from './refusals.ts'
import { EDITABLE, type FinancialClass, MANAGER_COLUMN } from './vocabulary.ts'

const Row = z.strictObject({
  card_no: Text(40),
  tag_no: z.string().trim().max(40, '标签码不能超过 40 个字'),
  name: Text(60),
  brand_model: z.string().trim().max(80, '品牌规格型号不能超过 80 个字'),
  serial_no: z.string().trim().max(60, '出厂编号不能超过 60 个字'),
  place: z.string().trim().max(60, '存放地点不能超过 60 个字'),
  warranty_until: DayField.nullable(),
  note: z.string().trim().max(400, '备注不能超过 400 个字'),
  /** the section that looks after it; '' for none */
  manager: z.string().trim().max(40).optional(),
  card_kind: z.enum(Object.keys(CARD_KINDS) as [CardKind, ...CardKind[]], '卡片种类不对').optional(),
  details: DetailsInput.optional(),
})
type Row = z.output<typeof Row>

type Plain = Exclude<keyof Row, 'card_kind' | 'details' | 'manager'>
const KEYS = Object.keys(EDITABLE) as Plain[]

type Known = Row & {
  id: bigint
  manager: string
  card_kind: CardKind
  details: Details
  financial_class: FinancialClass
}

const selected = (tx: Sql) => tx`
  select c.id, c.card_no, coalesce(c.tag_no, '') tag_no, c.name, c.brand_model, c.serial_no, c.place, c.warranty_until, c.note,
    c.card_kind, c.details, c.financial_class, coalesce(m.name, '') manager
  from assets.cards c left join people.sections m on m.id = c.manager_section_id`

async function known(tx: Sql, numbers: readonly string[]): Promise<Map<string, Known>> {
  const rows = await tx<
    Known[]
  >`${selected(tx)} where c.card_no = any(${[...numbers]}) order by c.id for no key update of c`
  return new Map(rows.map(row => [row.card_no, row]))
}

/** What a row leaves of the kind and its details: a list without these columns changes nothing of them. */
function detailsAfter(before: Known, row: Row): { card_kind: CardKind; details: Details } {
  const card_kind = row.card_kind ?? before.card_kind
  mustFit(card_kind, before.financial_class)
  return { card_kind, details: checkedDetails(card_kind, row.details ?? before.details) }
}

function changesOf(before: Known, row: Row) {
  const plain = KEYS.map(key => ({ column: EDITABLE[key], before: before[key] ?? '', after: row[key] ?? '' }))
  const { card_kind, details } = detailsAfter(before, row)
  const kind = { column: CARD_KIND_COLUMN, before: CARD_KINDS[before.card_kind], after: CARD_KINDS[card_kind] }
  const own = DETAIL_KEYS.map(key => ({
    column: DETAIL_FIELDS[key].title,
    before: before.details[key] ?? '',
    after: details[key] ?? '',
  }))
  const manager = { column: MANAGER_COLUMN, before: before.manager, after: row.manager ?? before.manager }
  return [...plain, manager, kind, ...own].filter(change => change.before !== change.after)
}

/** The details as the columns of the list say them; a column that is not there leaves its field. */
function readDetails(cells: readonly CellValue[], at: ReadonlyMap<string, number>, before: Known): Details {
  const said = DETAIL_KEYS.filter(key => at.has(DETAIL_FIELDS[key].title)).map(key => {
    const cell = cells[at.get(DETAIL_FIELDS[key].title)!]
    const text = cellText(cell)
    return [key, text !== '' && DETAIL_FIELDS[key].form === 'day' ? parseDayCell(cell) : text]
  })
  return { ...before.details, ...Object.fromEntries(said) }
}

function readRow(cells: readonly CellValue[], at: ReadonlyMap<string, number>, before: Known): Row {
  const cell = (key: Plain) => cells[at.get(EDITABLE[key]) ?? -1]
  // a column that is not in the file stays as it is
  const text = (key: Exclude<Plain, 'warranty_until'>) => (at.has(EDITABLE[key]) ? cellText(cell(key)) : before[key])
  const day = at.has(EDITABLE.warranty_until)
    ? cellText(cell('warranty_until')) === ''
      ? null
      : parseDayCell(cell('warranty_until'))
    : before.warranty_until
  const row = {
    ...Object.fromEntries(KEYS.filter(key => key !== 'warranty_until').map(key => [key, text(key as 'name')])),
    warranty_until: day,
    manager: at.has(MANAGER_COLUMN) ? cellText(cells[at.get(MANAGER_COLUMN)!]) : before.manager,
    card_kind: keyOfWord(CARD_KINDS, cellText(cells[at.get(CARD_KIND_COLUMN) ?? -1])) ?? before.card_kind,
    details: readDetails(cells, at, before),
  }
  const checked = Row.safeParse(row)
  if (!checked.success) throw new Error(checked.error.issues.map(issue => issue.message).join('；'))
  return checked.data
}

const Change = z.object({ card_no: z.string(), column: z.string(), before: z.string(), after: z.string() })

/** Read a list of cards back: what would change, row by row, and every fault. Nothing is kept. */
export const readCards = fileReading({
  name: 'assets.read-cards',
  title: '读取资产卡片表',
  access: ['operations', 'finance'],
  output: z.object({
    rows: z.array(z.unknown()),
    changes: z.array(Change),
    unchanged_count: z.number(),
    errors: z.array(z.object({ row: z.number(), message: z.string() })),
  }),
  async read(tx, { bytes, name }) {
    const [sheet] = await readWorkbook(bytes, name)
    const [head = [], ...body] = sheet?.rows ?? []
    const at = new Map(head.map((cell, n) => [cellText(cell), n]))
    const column = at.get(EDITABLE.card_no)
    if (column === undefined)
      return { rows: [], changes: [], unchanged_count: 0, errors: [{ row: 1, message: '要有“卡片编号”一列' }] }
    const rows = await tx<Known[]>`${selected(tx)}`
    const there = new Map(rows.map(row => [row.card_no, row]))
    const result = {
      rows: [] as Row[],
      changes: [] as z.infer<typeof Change>[],
      unchanged_count: 0,
      errors: [] as { row: number; message: string }[],
    }
    body.forEach((cells, n) => {
      const card_no = cellText(cells[column])
      if (card_no === '' || card_no === '合计') return
      try {
        const before = there.get(card_no)
        if (!before) throw new Error(`没有编号为“${card_no}”的卡片`)
        const row = readRow(cells, at, before)
        const changes = changesOf(before, row)
        if (changes.length === 0) result.unchanged_count += 1
        else {
          result.rows.push(row)
          result.changes.push(...changes.map(change => ({ card_no, ...change })))
        }
      } catch (error) {
        result.errors.push({ row: n + 2, message: (error as Error).message })
      }
    })
    return result
  },
})

/** Refuses a tag that is another card's number: one scan would find both. */
async function mustBeOwnTag(tx: Sql, { tag_no, card_no }: Row): Promise<void> {
  const [other] = await tx`select 1 from assets.cards where upper(card_no) = upper(${tag_no}) and card_no <> ${card_no}`
  if (other) throw tagTaken()
}

/** Write descriptions of cards anew; rows that say what is there already change nothing. */
export const editCards = command({
  name: 'assets.edit-cards',
  title: '修改卡片说明',
  access: ['operations', 'finance'],
  input: z.strictObject({ rows: z.array(Row).min(1).max(5000) }),
  output: z.object({ changed_count: z.number(), unchanged_count: z.number() }),
  async run(tx, call, { rows }) {
    const before = await known(
      tx,
      rows.map(row => row.card_no),
    )
    let changed_count = 0
    for (const row of rows) {
      const card = before.get(row.card_no)
      if (!card) throw noSuchCard({ card: row.card_no })
      const changes = changesOf(card, row)
      if (changes.length === 0) continue
      await mustBeOwnTag(tx, row)
      changed_count += 1
      const { card_no: _no, tag_no, manager = card.manager, ...rest } = row
      const manager_section_id = manager === '' ? null : await sectionByName(tx, manager)
      const written = { ...rest, ...detailsAfter(card, row), manager_section_id, tag_no: tag_no || null }
      await tx`update assets.cards set ${tx(written as never)} where id = ${card.id}`
      const summary = changes
        .map(change => `${change.column}：${change.before || '（空）'} → ${change.after || '（空）'}`)
        .join('；')
      await writeEvents(tx, call, [{ card_id: card.id, kind: 'edited', summary: `修改${summary}`.slice(0, 400) }])
    }
    return { changed_count, unchanged_count: rows.length - changed_count }
  },
})
