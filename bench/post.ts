// How many expenditures a second 32 clients post through HTTP — session, permission, idempotency, allotment, voucher,
// journal — beside the bare SQL of the same rows from as many connections.
// Run: npm run bench:post    Options: --clients N (default 32), --posts N a side (default 2000)
// Exits 1 when HTTP reaches less than a third of the bare statements.
import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { parseArgs } from 'node:util'
import { serve } from '@hono/node-server'
import { allCommands, createApp } from '../src/app.ts'
import { type Command, type Pool, readConfig } from '../src/platform/index.ts'
import { doCommand, makePlace } from './place.ts'

const CLAIM = 1 / 3
const PASSWORD = 'bench-only-8k2m-4x7q'
const { values } = parseArgs({
  options: { clients: { type: 'string', default: '32' }, posts: { type: 'string', default: '2000' } },
})
const clients = Number(values.clients)
const posts = Number(values.posts)
if (!(clients >= 1 && clients <= 100) || !(posts >= clients))
  throw new Error('--clients takes 1 to 100, --posts at least as many')

const YEAR = 2026
const LINES = 8
const SECTION = '综合运行部'
const named = (name: string): Command => allCommands.find(command => command.name === name)!

async function fill(pool: Pool): Promise<void> {
  await doCommand(pool, named('people.set-unit'), { name: '基准中心', district: '基准区', sections: [SECTION] })
  await doCommand(pool, named('people.add-person'), {
    name: '会计',
    login: 'kuaiji',
    joined_on: '2026-01-01',
    roles: ['finance'],
    password: PASSWORD,
    must_change: false,
  })
  const opening = 10n ** 12n
  const lines = Array.from({ length: LINES }, (_, n) => ({
    line_no: `G${n}`,
    side: 'expenditure',
    title: `公用${n}`,
    category: 'operating',
    opening_fen: String(opening),
  }))
  await doCommand(pool, named('budget.adopt-budget'), {
    year: YEAR,
    doc_no: '基准',
    adopted_on: '2026-01-01',
    income_fen: '0',
    expenditure_fen: String(opening * BigInt(LINES)),
    lines,
  })
  for (const line of lines)
    await doCommand(pool, named('budget.allot'), {
      line_no: line.line_no,
      section: SECTION,
      amount_fen: line.opening_fen,
      on_date: '2026-01-02',
      summary: '下达',
    })
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 100 })

function request(
  port: number,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; cookie: string }> {
  const text = JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const call = http.request(
      {
        port,
        path,
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers },
      },
      answer => {
        answer.resume()
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '' }),
        )
      },
    )
    call.on('error', reject)
    call.end(text)
  })
}

/** Shares `posts` among the clients; posts per second. */
async function rate(work: (client: number) => Promise<void>): Promise<number> {
  let left = posts
  const began = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (left > 0) {
        left -= 1
        await work(client)
      }
    }),
  )
  return posts / ((performance.now() - began) / 1000)
}

/** The rows of one expenditure by bare SQL: one transaction, the statements sent as fast as the connection takes them. */
async function bareSql(pool: Pool): Promise<number> {
  const lines = await pool<
    { line: bigint; allotment: bigint }[]
  >`select l.id line, a.id allotment from budget.lines l join budget.allotments a on a.line_id = l.id order by l.id`
  return rate(async client => {
    const { line, allotment } = lines[client % LINES]!
    await pool.begin(async tx => {
      await tx`update budget.lines set executed_fen = executed_fen + 100 where id = ${line}`
      await tx`update budget.allotments set spent_fen = spent_fen + 100 where id = ${allotment} and reserved_fen + spent_fen + 100 <= allotted_fen`
      const [voucher] = await tx<{ id: bigint }[]>`
        with number as (insert into accounts.counters (year, kind, last_no) values (${YEAR}, 'voucher', 1)
          on conflict (year, kind) do update set last_no = accounts.counters.last_no + 1 returning last_no)
        insert into accounts.vouchers (year, voucher_no, on_date, summary, source, posted_at, posted_by)
        select ${YEAR}, last_no, '2026-03-02', '购办公用品', 'budget.spend', now(), '会计' from number returning id`
      await tx`insert into accounts.postings (voucher_id, year, on_date, ledger, account, amount_fen) values
        (${voucher!.id}, ${YEAR}, '2026-03-02', 'financial', '5101', 100), (${voucher!.id}, ${YEAR}, '2026-03-02', 'financial', '1011', -100),
        (${voucher!.id}, ${YEAR}, '2026-03-02', 'budgetary', '7201', 100), (${voucher!.id}, ${YEAR}, '2026-03-02', 'budgetary', '8001', -100)`
      await tx`insert into budget.movements (year, line_id, allotment_id, kind, amount_fen, on_date, summary, counterparty, economic_code, voucher_id, recorded_at, recorded_by)
        values (${YEAR}, ${line}, ${allotment}, 'spend', 100, '2026-03-02', '购办公用品', '某文具店', '30201', ${voucher!.id}, now(), '会计')`
      await tx`insert into platform.journal (id, at, actor, actor_name, command, input, input_hash, output)
        values (${randomUUID()}, now(), '1', '会计', 'bench.bare', '{}', '', '{}')`
    })
  })
}

const place = await makePlace(clients)
try {
  await fill(place.pool)
  const app = createApp({ pool: place.pool, config: readConfig({}), now: () => new Date(), log: console.error })
  const server = serve({ fetch: app.fetch, port: 0 })
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  const { cookie } = await request(port, '/api/people/sign-in', { login: 'kuaiji', password: PASSWORD })
  let refused = 0
  const post = async (client: number) => {
    const input = {
      line_no: `G${client % LINES}`,
      section: SECTION,
      amount_fen: '100',
      on_date: '2026-03-02',
      summary: '购办公用品',
      counterparty: '某文具店',
      economic_code: '30201',
    }
    const { status } = await request(port, '/api/budget/record-expenditure', input, {
      cookie,
      'idempotency-key': randomUUID(),
    })
    if (status !== 200) refused += 1
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => post(client)))
  const bare = await bareSql(place.pool)
  const throughHttp = await rate(post)
  const bareAgain = await bareSql(place.pool)
  const ratio = throughHttp / ((bare + bareAgain) / 2)
  console.log(`npm run bench:post -- --clients ${clients} --posts ${posts}`)
  console.log(
    `bare SQL ${bare.toFixed(0)} and ${bareAgain.toFixed(0)} a second, HTTP ${throughHttp.toFixed(0)} a second, refused ${refused}`,
  )
  console.log(`HTTP / bare SQL: ${ratio.toFixed(2)} (claim: at least ${CLAIM.toFixed(2)})`)
  process.exitCode = ratio >= CLAIM && refused === 0 ? 0 : 1
  await new Promise(resolve => server.close(resolve))
  agent.destroy()
} finally {
  await place.remove()
}
