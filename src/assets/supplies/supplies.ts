// Office supplies (办公用品): a small stock that never goes below nothing, with a slip for everything in and out.
import { z } from 'zod'
import { personHere } from '../../people/index.ts'
import { type Call, command, DayField, Id, Int64, query, type Sql, Text } from '../../platform/index.ts'
import { nextNumbers } from '../numbers.ts'
import { noSuchSupply, notEnoughSupplies } from '../refusals.ts'

export type SupplyIn = { name: string; spec: string; measure: string; quantity: number }

async function writeSlip(
  tx: Sql,
  call: Call,
  slip: { kind: 'in' | 'out'; on_date: string; note: string; doc_no: string; is_example: boolean } & Partial<{
    person_id: bigint
    person: string
    section_id: bigint | null
  }>,
): Promise<{ id: bigint; slip_no: string }> {
  const [slip_no] = await nextNumbers(tx, slip.kind === 'in' ? 'supply_in' : 'supply_out', slip.on_date)
  const row = { ...slip, slip_no: slip_no!, at: call.at, by: call.actor.name }
  const [made] = await tx<{ id: bigint }[]>`insert into assets.supply_slips ${tx(row)} returning id`
  return { id: made!.id, slip_no: slip_no! }
}

/** Puts supplies into the stock; what it does not know yet becomes an item of its own. */
export async function receiveSupplyItems(
  tx: Sql,
  call: Call,
  items: readonly SupplyIn[],
  slip: { on_date: string; note: string; doc_no: string; is_example?: boolean },
): Promise<{ slip_no: string }> {
  const { id, slip_no } = await writeSlip(tx, call, { is_example: false, ...slip, kind: 'in' })
  for (const { name, spec, measure, quantity } of items) {
    const [supply] = await tx<{ id: bigint; balance: number }[]>`
      insert into assets.supplies (name, spec, measure, balance, is_example)
      values (${name}, ${spec}, ${measure}, ${quantity}, ${slip.is_example ?? false})
      on conflict on constraint supply_is_unique do update set balance = assets.supplies.balance + ${quantity} returning id, balance`
    const move = { slip_id: id, supply_id: supply!.id, quantity, left_over: supply!.balance }
    await tx`insert into assets.supply_moves ${tx(move)}`
  }
  return { slip_no }
}

/** Put supplies into the stock (入库). */
export const receiveSupplies = command({
  name: 'assets.receive-supplies',
  title: '办公用品入库',
  access: ['operations', 'finance'],
  input: z.strictObject({
    on_date: DayField,
    doc_no: z.string().trim().max(80).default(''),
    note: z.string().trim().max(200).default(''),
    items: z
      .array(
        z.strictObject({
          name: Text(40),
          spec: z.string().trim().max(60).default(''),
          measure: z.string().trim().max(10).default('个'),
          quantity: z.number().int().min(1, '数量至少为 1').max(1_000_000),
        }),
      )
      .min(1)
      .max(200),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ slip_no: z.string() }),
  run: (tx, call, { items, ...slip }) => receiveSupplyItems(tx, call, items, slip),
})

/** Issue supplies to a person (领用); held by one conditional statement, never below nothing. */
export const issueSupplies = command({
  name: 'assets.issue-supplies',
  title: '办公用品领用',
  access: ['operations', 'finance'],
  input: z.strictObject({
    on_date: DayField,
    person_id: Id,
    note: z.string().trim().max(200).default(''),
    items: z
      .array(z.strictObject({ supply_id: Id, quantity: z.number().int().min(1, '数量至少为 1').max(1_000_000) }))
      .min(1)
      .max(200),
    is_example: z.boolean().default(false),
  }),
  output: z.object({ slip_no: z.string() }),
  async run(tx, call, { items, person_id, ...slip }) {
    const person = await personHere(tx, person_id)
    const who = { person_id, person: person.name, section_id: person.section_id }
    const { id, slip_no } = await writeSlip(tx, call, { ...slip, ...who, kind: 'out', doc_no: '' })
    // in one order, so that two slips cannot wait for each other
    for (const { supply_id, quantity } of items.toSorted((a, b) => (a.supply_id < b.supply_id ? -1 : 1))) {
      const [left] = await tx<{ balance: number }[]>`
        update assets.supplies set balance = balance - ${quantity} where id = ${supply_id} and balance >= ${quantity} returning balance`
      if (!left) throw await whyNot(tx, supply_id)
      await tx`insert into assets.supply_moves ${tx({ slip_id: id, supply_id, quantity: -quantity, left_over: left.balance })}`
    }
    return { slip_no }
  },
})

async function whyNot(tx: Sql, id: bigint) {
  const [row] = await tx<{ name: string; balance: number; measure: string }[]>`
    select name, balance, measure from assets.supplies where id = ${id}`
  return row ? notEnoughSupplies(row) : noSuchSupply()
}

const Supply = z.object({
  id: Int64,
  name: z.string(),
  spec: z.string(),
  measure: z.string(),
  balance: z.number(),
  in_count: z.number(),
  out_count: z.number(),
  is_example: z.boolean(),
})

export const supplies = query({
  name: 'assets.supplies',
  title: '办公用品',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Supply),
  read: tx => tx<z.input<typeof Supply>[]>`
    select s.id, s.name, s.spec, s.measure, s.balance, s.is_example,
      coalesce(sum(m.quantity) filter (where m.quantity > 0), 0)::int in_count,
      coalesce(-sum(m.quantity) filter (where m.quantity < 0), 0)::int out_count
    from assets.supplies s left join assets.supply_moves m on m.supply_id = s.id group by s.id order by s.name, s.spec`,
})

const Slip = z.object({
  id: Int64,
  slip_no: z.string(),
  kind: z.enum(['in', 'out', 'count']),
  on_date: z.string(),
  person: z.string(),
  section: z.string().nullable(),
  note: z.string(),
  doc_no: z.string(),
  by: z.string(),
  is_example: z.boolean(),
  lines: z.array(
    z.object({ name: z.string(), spec: z.string(), measure: z.string(), quantity: z.number(), left_over: z.number() }),
  ),
})

export const supplySlips = query({
  name: 'assets.supply-slips',
  title: '办公用品出入库单',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(Slip),
  read: tx => tx<z.input<typeof Slip>[]>`
    select p.id, p.slip_no, p.kind, p.on_date, p.person, s.name section, p.note, p.doc_no, p.by, p.is_example,
      (select json_agg(json_build_object('name', x.name, 'spec', x.spec, 'measure', x.measure, 'quantity', m.quantity, 'left_over', m.left_over) order by m.id)
        from assets.supply_moves m join assets.supplies x on x.id = m.supply_id where m.slip_id = p.id) lines
    from assets.supply_slips p left join people.sections s on s.id = p.section_id order by p.id desc limit 2000`,
})
