// How many requests a second the public front page and an article take at 1,000 stories, beside the platform's own node:http
// serving the same bytes in the same run; and how long it is from the final review's signature until residents can read.
// Run: npm run bench:portal    Options: --quick
// Exits 1 when a page reaches less than 0.7 of node:http, or a signed story does not become visible.
import { type ChildProcess, spawn } from 'node:child_process'
import net from 'node:net'
import { parseArgs } from 'node:util'
import type { Pool } from '../src/platform/index.ts'
import { doCommand } from './place.ts'
import { loadStories, madeStory, named, randomFrom, SITE, startProduct } from './product.ts'

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const STORIES = 1_000
const CLAIM = 0.7
const CLIENTS = 32
const SECONDS = values.quick ? 1.5 : 5
const ROUNDS = values.quick ? 3 : 5
const SIGNED = values.quick ? 5 : 15
const PASSWORD = 'bench-only-8k2m-4x7q'

const CREW = { xie: ['editor'], chu: ['editor'], fu: ['editor'], zhong: ['director'] } as const
type Login = keyof typeof CREW

async function fill(pool: Pool): Promise<void> {
  const random = randomFrom(3)
  const now = new Date()
  await loadStories(
    pool,
    Array.from({ length: STORIES }, (_none, no) => madeStory(no, random, now)),
  )
  await pool`select setval(pg_get_serial_sequence('newsroom.stories', 'id'), ${STORIES + 1})`
  for (const [login, roles] of Object.entries(CREW))
    await doCommand(pool, named('people.add-person'), {
      name: `基准${login}`,
      login,
      joined_on: '2026-01-01',
      roles,
      password: PASSWORD,
      must_change: false,
    })
  const people = await pool<{ id: bigint; login: string }[]>`select id, login from people.persons`
  const idOf = (login: Login) => String(people.find(person => person.login === login)!.id)
  const reviewers = [
    { step: 'review1', person_id: idOf('chu'), place: 'A' },
    { step: 'review2', person_id: idOf('fu'), place: 'A' },
    { step: 'review3', person_id: idOf('zhong'), place: 'A' },
  ]
  await doCommand(pool, named('newsroom.name-reviewers'), { reviewers })
}

/** A client on a bare socket, as lean as can be: keeps asking for one path until told to stop; how many answers came. */
function client(port: number, path: string, until: () => boolean): Promise<number> {
  const request = `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1')
    let count = 0
    let head = ''
    let left = -1
    const next = () => {
      if (until()) {
        socket.destroy()
        return resolve(count)
      }
      left = -1
      head = ''
      socket.write(request)
    }
    socket.once('connect', next)
    socket.once('error', reject)
    socket.on('data', part => {
      if (left < 0) {
        head += part.toString('latin1')
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        if (!head.startsWith('HTTP/1.1 200')) return reject(new Error(`${path}: ${head.slice(0, 40)}`))
        left = Number(/content-length: (\d+)/i.exec(head)?.[1]) - (head.length - end - 4)
      } else left -= part.length
      if (left === 0) {
        count += 1
        next()
      } else if (Number.isNaN(left) || left < 0) reject(new Error(`${path}: the answer has no honest length`))
    })
  })
}

async function rate(port: number, path: string): Promise<number> {
  const began = performance.now()
  const until = () => performance.now() - began > SECONDS * 1000
  const counts = await Promise.all(Array.from({ length: CLIENTS }, () => client(port, path, until)))
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - began) / 1000)
}

/** node:http with the same bytes under the same headers, in a process of its own. */
async function plainServer(
  body: Buffer,
  headers: Record<string, string>,
): Promise<{ port: number; process: ChildProcess }> {
  const program = `const http=require('node:http');let parts=[];process.stdin.on('data',p=>parts.push(p));process.stdin.on('end',()=>{
const {body,headers}=JSON.parse(Buffer.concat(parts));const bytes=Buffer.from(body,'base64');
const server=http.createServer((_q,a)=>{a.writeHead(200,headers);a.end(bytes)});server.listen(0,'127.0.0.1',()=>console.log(server.address().port))})`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify({ body: body.toString('base64'), headers }))
  const port = await new Promise<number>(resolve => child.stdout.once('data', text => resolve(Number(text))))
  return { port, process: child }
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

/** Requests a second of the product and of node:http, measured in turns. */
async function compare(
  url: string,
  port: number,
  path: string,
): Promise<{ ours: number; plain: number; ratio: number; bytes: number }> {
  const answer = await fetch(`${url}${path}`)
  const body = Buffer.from(await answer.arrayBuffer())
  const headers = Object.fromEntries(
    [...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive', 'transfer-encoding'].includes(name)),
  )
  const other = await plainServer(body, { ...headers, 'content-length': String(body.length) })
  try {
    const [ours, plain]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await rate(port, path))
      plain.push(await rate(other.port, path))
    }
    return { ours: median(ours), plain: median(plain), ratio: median(ours) / median(plain), bytes: body.length }
  } finally {
    other.process.kill()
  }
}

async function signIn(url: string, login: Login): Promise<string> {
  const answer = await fetch(`${url}/api/people/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  })
  if (!answer.ok) throw new Error(`${login}: ${await answer.text()}`)
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

/** Milliseconds from the signature of the final review until the article answers 200, by what the HTTP API takes. */
async function signedToVisible(url: string): Promise<number[]> {
  const cookies = new Map<Login, string>()
  for (const login of Object.keys(CREW) as Login[]) cookies.set(login, await signIn(url, login))
  const act = async (login: Login, name: string, input: unknown): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${url}/api/${name.replace('.', '/')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: cookies.get(login)! },
      body: JSON.stringify(input),
    })
    if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`)
    return answer.json() as Promise<Record<string, unknown>>
  }
  const accounts = (await (
    await fetch(`${url}/api/channels/accounts`, { headers: { cookie: cookies.get('zhong')! } })
  ).json()) as { id: string }[]
  const account_ids = accounts.map(account => account.id)
  const times: number[] = []
  for (let n = 0; n < SIGNED; n += 1) {
    const body = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: `基准稿件第${n + 1}篇的正文。` }] }],
    }
    const { story_id } = await act('xie', 'newsroom.create-story', {
      headline: `基准稿件第${n + 1}篇`,
      section: '要闻',
      body,
    })
    const { content_hash } = await act('xie', 'newsroom.submit-story', { story_id, version_no: 1 })
    const decide = (login: Login, step: string) =>
      act(login, 'newsroom.decide-review', { story_id, content_hash, step, decision: 'pass' })
    await decide('chu', 'review1')
    await decide('fu', 'review2')
    const began = performance.now()
    const { edition_id } = await decide('zhong', 'review3')
    await act('zhong', 'publishing.release', { edition_id, account_ids })
    for (let tries = 0; ; tries += 1) {
      const front = await (await fetch(`${url}/${SITE}`)).text()
      if (front.includes(`基准稿件第${n + 1}篇<`)) break
      if (tries > 200) throw new Error('a released story did not become visible')
    }
    times.push(performance.now() - began)
  }
  return times
}

const product = await startProduct(fill)
let failed = true
try {
  const front = await compare(product.url, product.port, `/${SITE}`)
  const article = await compare(product.url, product.port, `/${SITE}/articles/s-10`)
  const visible = await signedToVisible(product.url)
  const told = (name: string, one: typeof front) =>
    `${name} ${Math.round(one.ours)}/s of ${Math.round(one.plain)}/s (${one.ratio.toFixed(2)}, ${(one.bytes / 1024).toFixed(0)} KB)`
  failed = front.ratio < CLAIM || article.ratio < CLAIM
  console.log(
    `portal: ${STORIES} stories, ${told('front page', front)}, ${told('article', article)}, at least ${CLAIM} wanted; signed to visible median ${median(visible).toFixed(0)} ms`,
  )
} finally {
  await product.stop()
}
process.exit(failed ? 1 : 0)
