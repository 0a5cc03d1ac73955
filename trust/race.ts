// Race: many clients at one line, four kinds of movement, through HTTP. Nothing is overspent, every accepted answer is in the
// ledger exactly once, and the product is at least a third as fast as the same conditional statement from bare clients.
// Run: npm run trust:race    Options: --quick, --clients N, --attempts N a seed, --seeds N, --seed first
import { randomUUID } from 'node:crypto'
import { type Attempt, asBareStatement, asCommand, attemptsOf, movementsOf } from './support/budget-attempts.ts'
import { adoptLines, setUpCentre } from './support/centre.ts'
import type { Client } from './support/client.ts'
import { takeLimitsAway, throughBarrier } from './support/controls.ts'
import { brokenLaws, type Judge, misplaced, openJudge } from './support/judge.ts'
import { startProduct, trialFolder } from './support/product.ts'
import { openVerdict, trialOptions } from './support/verdict.ts'

/** so many turns of product and bare clients; the bare clients make this share of the same attempts */
const TURNS = 8
const BARE_SHARE = 1 / 4
const YEAR = 2026
const DAY = '2026-03-02'
const ALLOTTED = 1_000_000n
const MARGIN = 20_000n
const CROWD = 8

const options = trialOptions({
  clients: { full: 64, quick: 64 },
  attempts: { full: 6400, quick: 6400 },
  seeds: { full: 20, quick: 1 },
  // what the product must reach of the bare statement's speed, in percent: a third
  percent: { full: 33, quick: 33 },
})
const seeds = Array.from({ length: options.seeds }, (_, n) => options.seed + n)
const verdict = openVerdict('race', options.seed)

/** Gives the attempts out to the clients one after another; seconds it took. */
async function share(attempts: readonly Attempt[], work: (attempt: Attempt) => Promise<void>): Promise<number> {
  let next = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: options.clients }, async () => {
      while (next < attempts.length) await work(attempts[next++]!)
    }),
  )
  return (performance.now() - began) / 1000
}

type Course = {
  accepted: Map<string, { movement_ids: string[] }>
  failures: string[]
  waits: number[]
  seconds: number
}

/** Seconds it took; what was answered is added to the course. */
function throughHttp(client: Client, attempts: readonly Attempt[], line: string, other: string, course: Course) {
  return share(attempts, async attempt => {
    const key = randomUUID()
    const sent = performance.now()
    const { status, body } = await client.command(...asCommand(attempt, line, other, DAY), key)
    course.waits.push(performance.now() - sent)
    if (status === 200) course.accepted.set(key, { movement_ids: movementsOf(body) })
    else if (status === 0 || status >= 500) course.failures.push(`${status} ${JSON.stringify(body)}`)
  })
}

async function byBareStatements(judge: Judge, attempts: readonly Attempt[], line: string, other: string) {
  const [at] = await judge<{ line_id: bigint; other_id: bigint; allotment_id: bigint }[]>`
    select l.id line_id, o.id other_id, a.id allotment_id from budget.lines l
    join budget.lines o on o.year = l.year and o.line_no = ${other} join budget.allotments a on a.line_id = l.id
    where l.year = ${YEAR} and l.line_no = ${line}`
  let accepted = 0
  const seconds = await share(attempts, async attempt => {
    if (await asBareStatement(judge as never, attempt, { ...at!, year: YEAR })) accepted += 1
  })
  return { accepted, seconds }
}

const percentile = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0

/** What the ledger holds of a line, counted without the product. */
async function movementCount(judge: Judge, line: string): Promise<number> {
  const [row] = await judge<{ n: number }[]>`
    select count(*)::int n from budget.movements m where m.kind = any(${['reserve', 'release', 'spend', 'virement']})
      and m.line_id = (select id from budget.lines where year = ${YEAR} and line_no = ${line})`
  return row!.n
}

/** Product and bare clients in turns, so that whatever else the machine does weighs on both alike. */
async function raceOnce(client: Client, judge: Judge, bare: Judge, seed: number): Promise<number> {
  const attempts = attemptsOf(seed, options.attempts)
  const course: Course = { accepted: new Map(), failures: [], waits: [], seconds: 0 }
  let bareAccepted = 0
  let bareSeconds = 0
  const turn = Math.ceil(attempts.length / TURNS)
  for (let at = 0; at < attempts.length; at += turn) {
    const part = attempts.slice(at, at + turn)
    course.seconds += await throughHttp(client, part, `H${seed}`, 'P', course)
    const same = part.slice(0, Math.ceil(part.length * BARE_SHARE))
    const byBare = await byBareStatements(bare, same, `B${seed}`, 'Q')
    bareAccepted += byBare.accepted
    bareSeconds += byBare.seconds
  }
  const { accepted, failures, waits, seconds } = course
  const { lost, doubled } = await misplaced(judge, accepted)
  // of a virement's two movements one stands on the other line
  const ours = accepted.size
  const rate = accepted.size / seconds
  const bareRate = bareAccepted / bareSeconds
  verdict.claim(`seed ${seed}: no answer was an error of the server`, failures.length === 0, failures.slice(0, 3))
  verdict.claim(`seed ${seed}: each accepted answer is in the ledger once`, lost.length + doubled.length === 0, {
    lost,
    doubled,
  })
  verdict.claim(
    `seed ${seed}: the ledger holds what was accepted, nothing else`,
    (await movementCount(judge, `H${seed}`)) === ours,
    ours,
  )
  verdict.claim(`seed ${seed}: some were accepted and some refused`, ours > 0 && ours < attempts.length, ours)
  verdict.figure(`accepted`, `${ours}/${attempts.length}`)
  verdict.figure('accepted/s', `${rate.toFixed(0)} (bare ${bareRate.toFixed(0)})`)
  verdict.figure('p99 ms', percentile(waits, 0.99).toFixed(0))
  return rate / bareRate
}

/** The bare statements post no vouchers: their payments are no payments of the product. */
async function lawsBroken(judge: Judge) {
  return (await brokenLaws(judge)).filter(one => !one.law.startsWith('a payment'))
}

/** A crowd spends 60 of 100 at once; the statuses of its answers. */
function crowdSpends(client: Client, line: string): Promise<number[]> {
  return Promise.all(
    Array.from({ length: CROWD }, async () => {
      const attempt = { kind: 'spend', amount_fen: 6000, inwards: false } as const
      return (await client.command(...asCommand(attempt, line, 'P', DAY))).status
    }),
  )
}

const accepted = (statuses: number[]) => statuses.filter(status => status === 200).length

async function control(client: Client, judge: Judge): Promise<void> {
  const honest = await crowdSpends(client, 'N1')
  verdict.claim('a crowd that spends 60 of 100 is answered once', accepted(honest) === 1, honest)
  verdict.claim('the laws hold before the control', (await lawsBroken(judge)).length === 0)
  await takeLimitsAway(judge)
  const naive = await throughBarrier(judge, CROWD, () => crowdSpends(client, 'N2'))
  const laws = (await lawsBroken(judge)).map(one => one.law)
  verdict.claim(
    'control: without CHECK and condition the same judge finds the overspending',
    accepted(naive) === CROWD && laws.includes('an allotment is overspent'),
    { naive, laws },
  )
}

const folder = trialFolder()
const product = await startProduct(folder.data_dir, { args: ['--empty'] })
try {
  const client = await setUpCentre(product, options.clients)
  const hot = seeds.flatMap(seed => [`H${seed}`, `B${seed}`])
  await adoptLines(client, YEAR, [
    ...hot.map(line_no => ({ line_no, opening_fen: ALLOTTED + MARGIN, allotted_fen: ALLOTTED })),
    ...['P', 'Q'].map(line_no => ({ line_no, opening_fen: 10n * MARGIN, allotted_fen: 0n })),
    ...['N1', 'N2'].map(line_no => ({ line_no, opening_fen: 10_000n, allotted_fen: 10_000n })),
  ])
  const judge = openJudge(folder.data_dir, 3)
  const bare = openJudge(folder.data_dir, options.clients)
  const ratios: number[] = []
  for (const seed of seeds) ratios.push(await raceOnce(client, judge, bare, seed))
  await bare.end()
  const ratio = ratios.reduce((a, b) => a + b, 0) / ratios.length
  verdict.figure('of bare', ratio.toFixed(2))
  verdict.claim(
    `accepted a second is at least ${options.percent}% of bare clients`,
    ratio * 100 >= options.percent,
    ratio,
  )
  const broken = await lawsBroken(judge)
  verdict.claim('nothing is overspent, and used is the sum of the movements', broken.length === 0, broken)
  await control(client, judge)
  await judge.end()
  client.close()
} finally {
  await product.kill()
  await folder.remove()
}
verdict.close()
