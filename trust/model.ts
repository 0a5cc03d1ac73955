// Models: random sequences of commands, sent to the product through HTTP and done by pure models beside it. Every answer and
// what the database holds at the end must be the model's; what differs is shrunk to the shortest sequence that shows it.
// Run: npm run trust:model    Options: --quick, --sequences N, --clients N, --seed N
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import {
  ALLOTTED,
  type ClaimOp,
  type ClaimsState,
  claimCommand,
  claimOps,
  claimStep,
  heldOf,
  PEOPLE,
  type Person,
} from './models/claim-model.ts'
import { type LedgerOp, ledgerCommand, ledgerOps, openLedger, paymentStep, spentOf } from './models/ledger-model.ts'
import { adoptLines, must, setUpCentre } from './support/centre.ts'
import { type Answer, type Client, openClient, signIn } from './support/client.ts'
import { brokenLaws, type Judge, openJudge } from './support/judge.ts'
import { startProduct, trialFolder } from './support/product.ts'
import { openVerdict, trialOptions } from './support/verdict.ts'

const CLAIMS_SHARE = 1 / 5
const LINES_A_YEAR = 1900
/** lines kept back for sequences that are tried again while shrinking */
const SPARE = 400
const FIRST_YEAR = 2001
const PASSWORD = '按部就班的试验口令-3x9p'

const options = trialOptions({ sequences: { full: 10_000, quick: 500 }, clients: { full: 8, quick: 8 } })
const verdict = openVerdict('model', options.seed)
const folder = trialFolder()
const product = await startProduct(folder.data_dir, { args: ['--empty'] })
const thisYear = new Date().getFullYear()

/** Lines for the sequences, each used once. */
type Stock = { take(): { year: number; line: string } }

async function layIn(client: Client, count: number, allotted: bigint, firstYear: number, step: number): Promise<Stock> {
  const places: { year: number; line: string }[] = []
  for (let year = firstYear; places.length < count; year += step) {
    const numbers = Array.from({ length: Math.min(LINES_A_YEAR, count - places.length) }, (_, n) => `M${n}`)
    await adoptLines(
      client,
      year,
      numbers.map(line_no => ({ line_no, opening_fen: 100n, allotted_fen: allotted })),
    )
    places.push(...numbers.map(line => ({ year, line })))
  }
  return {
    take: () => {
      const place = places.pop()
      if (!place) throw new Error('no line is left for another sequence')
      return place
    },
  }
}

const codeOf = ({ status, body }: Answer) => (status === 200 ? 'ok' : String(body?.code ?? status))

const done = { accepted: 0, refused: 0 }
const count = (due: string) => {
  if (due === 'ok') done.accepted += 1
  else done.refused += 1
}

/** One sequence on the ledger; throws when product and model differ. */
async function ledgerSequence(client: Client, judge: Judge, stock: Stock, ops: readonly LedgerOp[]): Promise<void> {
  const { year, line } = stock.take()
  const { line: wide } = takeOfYear(stock, year)
  const state = openLedger()
  const place = { line, wide, day: `${year}-06-01` }
  let last: { key: string; name: string; input: unknown; answer: Answer } | undefined
  for (const op of ops) {
    if (op.op === 'again' && last) {
      const again = await client.command(last.name, last.input, last.key)
      differs(op, codeOf(last.answer), codeOf(again))
      if (codeOf(again) === 'ok') differs(op, JSON.stringify(last.answer.body), JSON.stringify(again.body))
      continue
    }
    const command = ledgerCommand(op, state, place)
    if (!command) continue
    const key = randomUUID()
    const due = paymentStep(state, op)
    const answer = await client.command(...command, key)
    last = { key, name: command[0], input: command[1], answer }
    differs(op, due, codeOf(answer))
    count(due)
    if (op.op === 'spend' && due === 'ok') state.payments.at(-1)!.movement_id = answer.body.movement_id
  }
  const [kept] = await judge<Record<string, bigint>[]>`
    select l.opening_fen + l.adjusted_fen plan, l.allotted_fen allotted, l.reserved_fen reserved, l.executed_fen spent
    from budget.lines l where l.year = ${year} and l.line_no = ${line}`
  const held = Object.fromEntries(Object.entries(kept!).map(([name, value]) => [name, Number(value)]))
  const believed = { plan: state.plan, allotted: state.allotted, reserved: state.reserved, spent: spentOf(state) }
  differs('the end', JSON.stringify(believed), JSON.stringify(held))
}

/** A virement stays within its year: the next line of the same year, as they lie in the stock. */
function takeOfYear(stock: Stock, year: number): { year: number; line: string } {
  const next = stock.take()
  return next.year === year ? next : takeOfYear(stock, year)
}

function differs(op: unknown, model: string, answer: string): void {
  if (model !== answer) throw new Error(`${JSON.stringify(op)}: the model says ${model}, the product ${answer}`)
}

async function claimSequence(
  people: Record<Person, Client>,
  judge: Judge,
  stock: Stock,
  ops: readonly ClaimOp[],
): Promise<void> {
  const { year, line } = stock.take()
  const state: ClaimsState = { claims: [] }
  for (const op of ops) {
    const command = claimCommand(op, state, { line, day: `${year}-06-01` })
    if (!command) continue
    const due = claimStep(state, op)
    const answer = await people[command.who].command(command.name, command.input)
    differs(op, due, codeOf(answer))
    count(due)
    if (op.op === 'save') state.claims.at(-1)!.claim_id = answer.body.claim_id
  }
  const [kept] = await judge<{ held: bigint }[]>`
    select reserved_fen held from budget.lines where year = ${year} and line_no = ${line}`
  differs('the end', String(heldOf(state)), String(kept!.held))
  const states = await judge<{ state: string }[]>`
    select c.state from spending.claims c join budget.lines l on l.id = c.line_id
    where l.year = ${year} and l.line_no = ${line} order by c.id`
  differs('the states', state.claims.map(one => one.state).join(), states.map(one => one.state).join())
}

/** Runs so many sequences on several clients at once; how the first failing one looks when it is shrunk. */
async function check<T>(count: number, ops: fc.Arbitrary<T>, sequence: (ops: T) => Promise<void>): Promise<unknown> {
  const each = Math.ceil(count / options.clients)
  const runs = Array.from({ length: options.clients }, async (_, n) => {
    const property = fc.asyncProperty(ops, sequence)
    const run = await fc.check(property, { numRuns: each, seed: options.seed * 1000 + n })
    if (!run.failed) return undefined
    return {
      seed: run.seed,
      path: run.counterexamplePath,
      shortest: run.counterexample,
      why: String(run.errorInstance),
    }
  })
  return (await Promise.all(runs)).find(found => found !== undefined)
}

async function employ(admin: Client): Promise<Record<Person, Client>> {
  const roles: Record<Person | 'cashier', string[]> = {
    applicant: ['editor'],
    finance: ['finance'],
    director: ['director'],
    outsider: ['editor'],
    cashier: ['cashier'],
  }
  for (const [login, held] of Object.entries(roles)) {
    const person = { name: login, login, roles: held, joined_on: '2024-01-01', password: PASSWORD, must_change: false }
    await must(admin, 'people.add-person', person)
  }
  const clients = PEOPLE.map(async who => [who, openClient(product.url, await signIn(product.url, who, PASSWORD))])
  return Object.fromEntries(await Promise.all(clients))
}

/** A ledger that forgets releases: the same models must find it, and shrink it to a few commands. */
async function control(client: Client, judge: Judge, stock: Stock): Promise<void> {
  await judge.unsafe(`
    create function budget.forget_release() returns trigger language plpgsql as $$
    begin
      new.reserved_fen := greatest(new.reserved_fen, old.reserved_fen);
      return new;
    end $$;
    create trigger forget_release before update on budget.allotments for each row execute function budget.forget_release();
    create trigger forget_release before update on budget.lines for each row execute function budget.forget_release();`)
  const property = fc.asyncProperty(ledgerOps, ops => ledgerSequence(client, judge, stock, ops))
  const run = await fc.check(property, { numRuns: 100, seed: options.seed, endOnFailure: false })
  const shortest = (run.counterexample?.[0] ?? []).length
  verdict.claim('control: a ledger that forgets releases is found', run.failed && shortest <= 5, run.counterexample)
  verdict.figure('control shrunk to', `${shortest} commands`)
}

try {
  const admin = await setUpCentre(product, options.clients)
  const people = await employ(admin)
  const judge = openJudge(folder.data_dir, options.clients)
  const claims = Math.ceil(options.sequences * CLAIMS_SHARE)
  const ledgers = options.sequences - claims
  const ledgerStock = await layIn(admin, 2 * (ledgers + SPARE), 0n, FIRST_YEAR, 1)
  const claimStock = await layIn(admin, claims + SPARE / 4, BigInt(ALLOTTED), thisYear, 1)
  const onLedger = await check(ledgers, ledgerOps, ops => ledgerSequence(admin, judge, ledgerStock, ops))
  verdict.claim(`${ledgers} sequences on the ledger end as the model says`, onLedger === undefined, onLedger)
  const onClaims = await check(claims, claimOps, ops => claimSequence(people, judge, claimStock, ops))
  verdict.claim(`${claims} sequences of claims end as the model says`, onClaims === undefined, onClaims)
  const broken = await brokenLaws(judge)
  verdict.claim('the laws hold after all of them', broken.length === 0, broken)
  verdict.figure('commands accepted', `${done.accepted}, refused ${done.refused}`)
  verdict.figure('sequences', `${options.sequences}, all through HTTP`)
  await control(admin, judge, ledgerStock)
  await judge.end()
  for (const client of [admin, ...Object.values(people)]) client.close()
} finally {
  await product.kill()
  await folder.remove()
}
verdict.close()
