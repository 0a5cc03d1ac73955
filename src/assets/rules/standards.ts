// 存量与标准: idle assets that could serve, and what a purchase would put above the configuration standard.
import { type Day, yuanGrouped } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'

type Wanted = { name: string; class_code: string; quantity: number; unit_fen: bigint }
type Standard = {
  item: string
  words: string
  per: 'person' | 'section' | 'unit'
  quantity: number
  price_fen: bigint | null
}

/** Idle cards that go by the same name or the same class (条例第十一条：优先调剂). */
export async function idleLike(
  tx: Sql,
  wanted: readonly Pick<Wanted, 'name' | 'class_code'>[],
): Promise<{ card_no: string; name: string; place: string }[]> {
  if (wanted.length === 0) return []
  const names = wanted.map(item => item.name)
  // a class says something from its second level on
  const codes = wanted.map(item => item.class_code).filter(code => code.length > 3)
  return tx`
    select card_no, name, place from assets.cards
    where use_state = 'idle' and (name = any(${names}) or class_code = any(${codes})) order by card_no limit 50`
}

const PER = { person: '每人', section: '每科室', unit: '全单位' } as const

/** How many there are of an item: in the section or in the unit, not counting what goes out. */
async function inHand(tx: Sql, names: readonly string[], sectionId: bigint | null): Promise<number> {
  const [row] = await tx<{ n: number }[]>`
    select coalesce(sum(quantity), 0)::int n from assets.cards
    where name = any(${[...names]}) and use_state not in ('to_dispose', 'disposed')
      and (${sectionId}::bigint is null or section_id = ${sectionId})`
  return row?.n ?? 0
}

async function heads(tx: Sql, sectionId: bigint): Promise<number> {
  const [row] = await tx<{ n: number }[]>`
    select count(*)::int n from people.persons where section_id = ${sectionId} and left_on is null`
  return row?.n ?? 0
}

/** The sentences in which a purchase is above the standards that hold on the day; none when it keeps to them. */
export async function beyondStandards(
  tx: Sql,
  sectionId: bigint,
  wanted: readonly Wanted[],
  today: Day,
): Promise<string[]> {
  const standards = await tx<Standard[]>`
    select distinct on (item) item, words, per, quantity, price_fen from assets.standards
    where effective_from <= ${today} and (effective_to is null or effective_to >= ${today})
    order by item, effective_from desc`
  const found: string[] = []
  for (const item of wanted) {
    const standard = standards.find(one => [one.item, ...one.words.split(' ')].includes(item.name))
    if (!standard) continue
    const names = [standard.item, ...standard.words.split(' ')]
    const there = await inHand(tx, names, standard.per === 'unit' ? null : sectionId)
    const most = standard.per === 'person' ? standard.quantity * (await heads(tx, sectionId)) : standard.quantity
    if (there + item.quantity > most)
      found.push(
        `${item.name}标准${PER[standard.per]} ${standard.quantity} ${standard.per === 'person' ? `（共 ${most}）` : ''}，已有 ${there}，再购 ${item.quantity}`,
      )
    if (standard.price_fen !== null && item.unit_fen > standard.price_fen)
      found.push(`${item.name}单价上限 ${yuanGrouped(standard.price_fen)} 元，申请 ${yuanGrouped(item.unit_fen)} 元`)
  }
  return found
}
