// A sequence on the ledger: one line, allotted, reserved, spent, changed and taken back, with retries under the same id.
import { randomUUID } from 'node:crypto'
import { type LedgerOp, ledgerCommand, openLedger, paymentStep, spentOf } from '../models/ledger-model.ts'
import type { Answer, Client } from '../support/client.ts'
import type { Judge } from '../support/judge.ts'
import type { Place, Stock } from '../support/stock.ts'
import { codeOf, differs, type Tally } from './differs.ts'

/** A virement stays within its year: the next line of the same year, as they lie in the stock. */
function takeOfYear(stock: Stock, year: number): Place {
  const next = stock.take()
  return next.year === year ? next : takeOfYear(stock, year)
}

/** One sequence on the ledger; throws when product and model differ. */
export async function ledgerSequence(
  client: Client,
  judge: Judge,
  stock: Stock,
  ops: readonly LedgerOp[],
  tally: Tally,
): Promise<void> {
  const { year, line, day } = stock.take()
  const { line: wide } = takeOfYear(stock, year)
  const state = openLedger()
  let last: { key: string; name: string; input: unknown; answer: Answer } | undefined
  for (const op of ops) {
    if (op.op === 'again' && last) {
      const again = await client.command(last.name, last.input, last.key)
      differs(op, codeOf(last.answer), codeOf(again))
      if (codeOf(again) === 'ok') differs(op, JSON.stringify(last.answer.body), JSON.stringify(again.body))
      continue
    }
    const command = ledgerCommand(op, state, { line, wide, day })
    if (!command) continue
    const key = randomUUID()
    const due = paymentStep(state, op)
    const answer = await client.command(...command, key)
    last = { key, name: command[0], input: command[1], answer }
    differs(op, due, codeOf(answer))
    tally(due)
    if (op.op === 'spend' && due === 'ok') state.payments.at(-1)!.movement_id = answer.body.movement_id
  }
  const [kept] = await judge<Record<string, bigint>[]>`
    select l.opening_fen + l.adjusted_fen plan, l.allotted_fen allotted, l.reserved_fen reserved, l.executed_fen spent
    from budget.lines l where l.year = ${year} and l.line_no = ${line}`
  const held = Object.fromEntries(Object.entries(kept!).map(([name, value]) => [name, Number(value)]))
  const believed = { plan: state.plan, allotted: state.allotted, reserved: state.reserved, spent: spentOf(state) }
  differs('the end', JSON.stringify(believed), JSON.stringify(held))
}
