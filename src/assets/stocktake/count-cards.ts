// Take in scans of a stocktake: from a camera, a scanner gun, a workbook or by hand, as often as a device sends them.
import { z } from 'zod'
import { type Call, command, Id, type Sql } from '../../platform/index.ts'
import { noSuchStocktake, stocktakeIsDone } from '../refusals.ts'

const Scan = z.strictObject({
  /** made by the device: the same scan sent again counts once */
  scan_id: z.uuid('扫描编号应为 UUID'),
  code: z.string().trim().min(1).max(120),
  place: z.string().trim().max(60).default(''),
  how: z.enum(['camera', 'scanner', 'workbook', 'hand']),
  scanned_at: z.iso.datetime({ offset: true }),
})
const BATCH_MAX = 500

/** Locks a stocktake that is not concluded, shared with other devices that count at the same time. */
export async function openStocktake(
  tx: Sql,
  id: bigint,
  lock: 'share' | 'update',
): Promise<{ id: bigint; stocktake_no: string }> {
  const [row] = await tx<{ id: bigint; stocktake_no: string; concluded_at: Date | null }[]>`
    select id, stocktake_no, concluded_at from assets.stocktakes where id = ${id} ${lock === 'share' ? tx`for share` : tx`for update`}`
  if (!row) throw noSuchStocktake({ stocktake_id: String(id) })
  if (row.concluded_at) throw stocktakeIsDone({ stocktake_no: row.stocktake_no })
  return row
}

/** What a label or a gun gives: the code itself, or an address that ends in it. */
export function codeOf(read: string): string {
  return read
    .trim()
    .replace(/^.*[/=?]/, '')
    .toUpperCase()
}

const Taken = z.object({
  code: z.string(),
  /** null: no card of ours, noted as surplus */
  card_no: z.string().nullable(),
  name: z.string().nullable(),
  /** false: a card that this stocktake does not count, of another section or registered since */
  wanted: z.boolean(),
})
type Taken = z.infer<typeof Taken>

async function take(
  tx: Sql,
  call: Call,
  stocktake_id: bigint,
  scans: readonly z.output<typeof Scan>[],
): Promise<Taken[]> {
  const rows = scans.map(({ scan_id, code, place, how, scanned_at }) => ({
    scan_id,
    code: codeOf(code),
    place,
    how,
    scanned_at,
  }))
  const json = JSON.stringify(rows)
  const received = await tx<Taken[]>`
    with sent as (
      select s.scan_id, s.code, s.place, s.how, s.scanned_at, c.id card_id, c.card_no, c.name
      from jsonb_to_recordset(${json}::text::jsonb) s(scan_id uuid, code text, place text, how text, scanned_at timestamptz)
      left join assets.cards c on (upper(c.card_no) = s.code or upper(c.tag_no) = s.code)
        -- what was disposed of and is still there is a surplus
        and (c.disposed_on is null or exists (select from assets.stocktake_items i where i.stocktake_id = ${stocktake_id} and i.card_id = c.id))
    ), kept as (
      insert into assets.stocktake_scans (scan_id, stocktake_id, code, card_id, place, how, scanned_at, received_at, by)
      select distinct on (scan_id) scan_id, ${stocktake_id}, code, card_id, place, how, scanned_at, ${call.at}, ${call.actor.name} from sent
      on conflict (scan_id) do nothing
    ), found as (
      update assets.stocktake_items i set found_at = least(greatest(f.scanned_at, t.started_at), ${call.at}), found_by = ${call.actor.name}, found_place = f.place, found_how = f.how
      from (select distinct on (card_id) card_id, scanned_at, place, how from sent where card_id is not null order by card_id, scanned_at) f, assets.stocktakes t
      where t.id = i.stocktake_id and i.stocktake_id = ${stocktake_id} and i.card_id = f.card_id and i.found_at is null
    )
    select code, card_no, name, exists (select from assets.stocktake_items i
      where i.stocktake_id = ${stocktake_id} and i.card_id = sent.card_id) wanted from sent`
  return [...received]
}

/** Take in up to 500 scans. Each counts once however often it is sent; a code that is no card of ours is kept as surplus. */
export const countCards = command({
  name: 'assets.count-cards',
  title: '盘点扫描',
  access: 'signed-in',
  input: z.strictObject({ stocktake_id: Id, scans: z.array(Scan).min(1).max(BATCH_MAX, `一次最多 ${BATCH_MAX} 条`) }),
  output: z.object({
    found_count: z.number(),
    item_count: z.number(),
    taken: z.array(Taken),
  }),
  async run(tx, call, { stocktake_id, scans }) {
    await openStocktake(tx, stocktake_id, 'share')
    const taken = await take(tx, call, stocktake_id, scans)
    const [row] = await tx<{ found_count: number; item_count: number }[]>`
      select count(found_at)::int found_count, count(*)::int item_count from assets.stocktake_items where stocktake_id = ${stocktake_id}`
    return { ...row!, taken }
  },
})
