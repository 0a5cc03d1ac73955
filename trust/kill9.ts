// Kill: under a mixed load the program, its database or both are killed with SIGKILL at a random moment, again and again.
// What was acknowledged is there exactly once, what was cut off and is sent again is done exactly once, the books hold, and
// nobody has to lend a hand. Two controls, a database that answers too early and a journal that forgets, must be caught.
// Run: npm run trust:kill9    Options: --quick, --rounds N, --clients N, --seed N
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { random } from '../samples/random.ts'
import { adoptLines, setUpCentre } from './support/centre.ts'
import type { Client } from './support/client.ts'
import { answerBeforeWriting, forgetFirstAnswers, writeBeforeAnswering } from './support/controls.ts'
import { brokenLaws, misplaced, openJudge, traces } from './support/judge.ts'
import { mixedLoad } from './support/mixed-load.ts'
import { freePort, killDatabase, LAUNCHER, type Product, startProduct, trialFolder } from './support/product.ts'
import { openVerdict, trialOptions } from './support/verdict.ts'

const YEAR = 2026
const LINES = ['K1', 'K2', 'K3', 'K4']
const VICTIMS = ['program', 'database', 'both'] as const
const LOAD_MS = { from: 150, to: 900 }
const CHECKED_AGAIN = 20
const READY_MS = 30_000

const options = trialOptions({ rounds: { full: 200, quick: 6 }, clients: { full: 32, quick: 16 } })
const verdict = openVerdict('kill9', options.seed)
const course = random(options.seed)
const folder = trialFolder()
const port = await freePort()

let product: Product = await startProduct(folder.data_dir, { args: ['--empty'], port })
const client: Client = await setUpCentre(product, options.clients)
const load = mixedLoad(() => client, { ...options, lines: LINES, year: YEAR })
const readyTimes: Record<(typeof VICTIMS)[number], number[]> = { program: [], database: [], both: [] }

async function untilServing(): Promise<void> {
  const deadline = performance.now() + READY_MS
  while (performance.now() < deadline) {
    if ((await client.text('/api/health')).status === 200) return
    await pause(20)
  }
  throw new Error(`not ready after ${READY_MS} ms: ${product.log()}`)
}

/** Kills a victim and waits until the product serves again; a killed program is started anew, as a supervisor would. */
async function killAndWait(victim: (typeof VICTIMS)[number]): Promise<void> {
  const began = performance.now()
  if (victim !== 'database') await product.kill()
  if (victim !== 'program') await killDatabase(folder.data_dir)
  if (victim !== 'database') product = await startProduct(folder.data_dir, { args: ['--empty'], port })
  await untilServing()
  readyTimes[victim].push(performance.now() - began)
}

async function oneRound(victim: (typeof VICTIMS)[number]): Promise<void> {
  load.start()
  await pause(LOAD_MS.from + course.next() * (LOAD_MS.to - LOAD_MS.from))
  const killed = killAndWait(victim)
  // the clients go on for a moment against what is dying, then stop
  await pause(60)
  await load.stop()
  await killed
  await load.settle()
}

/** Acknowledged commands sent once more must give their first answer, word for word. */
async function answersKept(): Promise<string[]> {
  const keys = [...load.accepted.keys()]
  const chosen = Array.from({ length: Math.min(CHECKED_AGAIN, keys.length) }, () => course.pick(keys))
  const wrong: string[] = []
  for (const key of chosen) {
    const first = load.accepted.get(key)!
    const again = await client.command(first.name, first.input, key)
    if (!again.replayed || JSON.stringify(again.body) !== first.answer) wrong.push(key)
  }
  return wrong
}

async function judged() {
  const judge = openJudge(folder.data_dir)
  const found = {
    ...(await misplaced(judge, load.accepted)),
    traces: await traces(judge, new Set(load.accepted.keys())),
    broken: await brokenLaws(judge),
  }
  await judge.end()
  return { ...found, lost: [...new Set([...found.lost, ...found.traces.lost])] }
}

/** A database that answers before it writes loses what it acknowledged: the judge must find it. */
async function lossControl(): Promise<void> {
  const judge = openJudge(folder.data_dir)
  await answerBeforeWriting(judge)
  await judge.end()
  load.start()
  await pause(400)
  await load.stop()
  await killAndWait('both')
  const { lost } = await judged()
  verdict.claim('control: with answers before writing the same judge finds losses', lost.length > 0)
  verdict.figure('lost in control', lost.length)
  const after = openJudge(folder.data_dir)
  await writeBeforeAnswering(after)
  await after.end()
}

/** Without first answers every retry is done again: the judge must find it. */
async function doublingControl(): Promise<void> {
  const judge = openJudge(folder.data_dir)
  await forgetFirstAnswers(judge)
  const key = randomUUID()
  const income = { line_no: 'S01', amount_fen: '1', on_date: `${YEAR}-03-03`, summary: key }
  const answers: unknown[] = []
  for (const _time of ['once', 'again']) answers.push((await client.command('budget.record-income', income, key)).body)
  const { doubled } = await traces(judge, new Set([key]))
  verdict.claim(
    'control: without first answers the same judge finds what was done twice',
    doubled.includes(key),
    answers,
  )
  await judge.end()
}

async function trial(): Promise<void> {
  await adoptLines(
    client,
    YEAR,
    LINES.map(line_no => ({ line_no, opening_fen: 60_000_000n, allotted_fen: 50_000_000n })),
  )
  for (let round = 0; round < options.rounds; round += 1) await oneRound(VICTIMS[round % VICTIMS.length]!)
  const { lost, doubled, traces: found, broken } = await judged()
  const rounds = `after ${options.rounds} kills`
  verdict.claim(`${rounds} nothing acknowledged is lost`, lost.length === 0, lost)
  verdict.claim(`${rounds} nothing is done twice`, doubled.length + found.doubled.length === 0, { doubled, found })
  verdict.claim(`${rounds} nothing was done that is not acknowledged by now`, found.unasked.length === 0, found.unasked)
  verdict.claim(`${rounds} the books hold`, broken.length === 0, broken)
  const wrong = await answersKept()
  verdict.claim('what is sent once more gets its first answer', wrong.length === 0, wrong)
  const verify = spawnSync(process.execPath, [LAUNCHER, 'verify'], {
    env: { ...process.env, DATA_DIR: folder.data_dir },
    encoding: 'utf8',
  })
  verdict.claim('the sealed journal is unbroken', verify.status === 0, verify.stdout + verify.stderr)
  verdict.figure('acknowledged', load.accepted.size)
  for (const victim of VICTIMS)
    verdict.figure(`${victim} ready again ms`, `≤ ${Math.max(...readyTimes[victim]).toFixed(0)}`)
  await lossControl()
  await doublingControl()
}

try {
  await trial()
} finally {
  client.close()
  await product.kill()
  await folder.remove()
}
verdict.close()
