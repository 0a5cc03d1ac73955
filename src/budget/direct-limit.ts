// Up to which amount project and procurement money may be recorded as paid directly: from there on it is paid by a claim, which
// demands the plan, contract, acceptance and settlement, the payee and the purpose, and the approval of others.
import { z } from 'zod'
import { type Day, dayOf } from '../kernel/index.ts'
import { command, DayField, FenInput, Int64, query, type Sql, Text } from '../platform/index.ts'
import type { Line } from './lines.ts'
import { onlyByClaim } from './refusals.ts'
import { headingOf } from './vocabulary.ts'

type Limit = { limit_fen: bigint; effective_from: Day; source: string; confirmed: boolean }

/** Whether a line is 项目支出 or 政府采购: what is paid from it goes by rules of its own. */
export const isControlled = (line: Pick<Line, 'category' | 'procurement'>): boolean =>
  line.procurement || (line.category !== null && headingOf(line.category) === 'project')

async function limitOn(tx: Sql, day: Day): Promise<Limit> {
  const [limit] = await tx<Limit[]>`
    select limit_fen, effective_from, source, confirmed from budget.direct_limits
    where effective_from <= ${day} order by effective_from desc limit 1`
  return limit ?? { limit_fen: 0n, effective_from: day, source: '没有设定上限', confirmed: false }
}

/** Refuses budget.only-by-claim from the limit of the day on. */
export async function mustBeBelowLimit(
  tx: Sql,
  line: Line,
  { amount_fen, on_date }: { amount_fen: bigint; on_date: Day },
): Promise<void> {
  const { limit_fen, source } = await limitOn(tx, on_date)
  const what = line.procurement ? '政府采购指标' : '项目支出'
  if (amount_fen >= limit_fen) throw onlyByClaim({ line: line.title, what, limit_fen, source })
}

/** Set the limit from a day on; not by who records payments. */
export const setDirectLimit = command({
  name: 'budget.set-direct-limit',
  title: '设定直接登记上限',
  access: ['director', 'admin'],
  input: z.strictObject({
    limit_fen: FenInput.refine(fen => fen >= 0n, '金额不能为负'),
    effective_from: DayField,
    source: Text(120),
    confirmed: z.boolean().default(false),
  }),
  output: z.object({ set: z.boolean() }),
  async run(tx, _call, limit) {
    await tx`insert into budget.direct_limits ${tx(limit)}
      on conflict (effective_from) do update set limit_fen = excluded.limit_fen, source = excluded.source, confirmed = excluded.confirmed`
    return { set: true }
  },
})

export const directLimit = query({
  name: 'budget.direct-limit',
  title: '直接登记上限',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({ limit_fen: Int64, effective_from: z.string(), source: z.string(), confirmed: z.boolean() }),
  read: (tx, _input, { at }) => limitOn(tx, dayOf(at)),
})
