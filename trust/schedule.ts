// Schedule: editions wait for their times on sites and on an emulated Weibo, while the program is killed and its clock jumps,
// forwards and back. None is missed, none goes out twice, none before its time; lateness counts from the moment a worker is
// ready. A second worker process covers the first one's death. Controls: a job taken away, and a dropped unique constraint.
// Run: npm run trust:schedule    Options: --quick, --items N, --kills N, --late-ms N, --seed N
import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { random } from '../samples/random.ts'
import { must } from './support/centre.ts'
import { type Judge, openJudge } from './support/judge.ts'
import * as desk from './support/news-centre.ts'
import { freePort, LAUNCHER, type Product, startProduct, trialFolder } from './support/product.ts'
import { openVerdict, trialOptions } from './support/verdict.ts'

const PLACES = 10
const WINDOW_MS = 12_000
/** kept below the distance of the windows, so that a jump moves the clock inside and beyond them */
const JUMP_S = 4

const options = trialOptions({
  items: { full: 10_000, quick: 500 },
  kills: { full: 200, quick: 5 },
  'late-ms': { full: 2_000, quick: 2_000 },
})
const verdict = openVerdict('schedule', options.seed)
const course = random(options.seed)
const folder = trialFolder()
const port = await freePort()
const platforms = await desk.startPlatforms()
let offset = 0
const environment = () => ({ CLOCK_OFFSET: String(offset) })
let product: Product = await startProduct(folder.data_dir, { args: ['--empty'], port, env: environment() })
const room = await desk.setUpNewsroom(product)
const judge: Judge = openJudge(folder.data_dir)

const accounts: string[] = []
for (let n = 0; n < PLACES - 1; n += 1)
  accounts.push(await desk.addAccount(room, `站点${n}`, 'site', 'site', { address: `https://s${n}.example.cn` }))
const weibo = await desk.addAccount(room, '微博', 'manual', 'weibo')
const secret = { access_token: 'wb', client_ip: '203.0.113.7' }
const settings = { look_grace_ms: 300, poll_ms: 300 }
const connection = { account_id: weibo, adapter: 'weibo', secret, base_url: platforms.url('weibo'), settings }
await must(room.admin, 'channels.connect-account', connection)
await desk.withoutQuota(room, weibo, 'weibo', 'share')
accounts.push(weibo)

const stories = Math.ceil(options.items / PLACES)
const editions: string[] = []
await desk.each(stories, 6, async n => {
  editions.push(await desk.approvedEdition(room, `定时稿件第${n + 1}号`, ['site', 'weibo']))
})

/** The lives of the worker, each by its own clock: from ready to killed. */
type Life = { ready: Date; end: Date; last_event: bigint }
const lives: Life[] = []
const clock = () => new Date(Date.now() + offset * 1000)
let ready = clock()
/** Until the worker has looked into the queue. */
async function untilReady(): Promise<void> {
  while (!product.log().includes('后台任务就绪')) await pause(10)
  ready = clock()
}
await untilReady()
/** The life ends: what happened until now happened in it, whatever the next one's clock says. */
async function dies(): Promise<void> {
  const end = clock()
  const [row] = await judge<{ id: bigint }[]>`select coalesce(max(id), 0)::bigint id from publishing.events`
  lives.push({ ready, end, last_event: row!.id })
}

const windows = Math.max(1, Math.ceil(options.kills / 5))
const first = clock().getTime() + 4_000
await desk.each(stories, 6, async n => {
  const at = first + (n % windows) * WINDOW_MS + course.next() * WINDOW_MS
  const input = { edition_id: editions[n], account_ids: accounts, not_before: new Date(at).toISOString(), urgent: true }
  await must(room.admin, 'publishing.release', input)
})

for (let kill = 0; kill < options.kills; kill += 1) {
  await pause(600 + course.next() * 1_200)
  const died = clock()
  await product.kill()
  await dies()
  lives.at(-1)!.end = died
  // the clock jumps while nobody looks: back, or forwards, never away from the windows for good
  offset += Math.round((course.next() * 2 - 1) * JUMP_S)
  product = await startProduct(folder.data_dir, { args: ['--empty'], port, env: environment() })
  await untilReady()
}

// a second worker covers the death of the first: only pages are served from now on, the jobs are another process's
const second = spawn(process.execPath, [LAUNCHER, 'start', '--role', 'worker'], {
  env: { ...process.env, ...environment(), DATA_DIR: folder.data_dir },
  stdio: ['ignore', 'ignore', 'pipe'],
  detached: true,
})
process.once('exit', () => {
  try {
    process.kill(-second.pid!, 'SIGKILL')
  } catch {
    // already gone
  }
})
let told = ''
second.stderr!.on('data', part => {
  told += part
})
while (!told.includes('后台任务进程已启动')) await pause(20)
await pause(300)
await product.kill()

const open = async () =>
  Number(
    (
      await judge`select count(*)::int count from publishing.releases where state in ('prepared', 'sending', 'accepted', 'unknown')`
    )[0]!.count,
  )
const deadline = performance.now() + windows * WINDOW_MS + 30_000
while ((await open()) > 0 && performance.now() < deadline) await pause(200)

type Row = { id: bigint; state: string; not_before: Date; visible_at: Date | null; event_id: bigint | null }

/** What is wrong, from rows and from what the platform received. */
async function wrongs() {
  const rows = await judge<Row[]>`select id, state, not_before, visible_at,
    (select min(e.id) from publishing.events e where e.release_id = r.id and e.to_state = 'visible') event_id
    from publishing.releases r`
  const posts = await desk.postsOf(platforms.url('weibo'))
  const keys = new Set(posts.map(post => post.key))
  const [sites] = await judge`select count(*)::int count from publishing.articles`
  const missed =
    rows.filter(row => row.state !== 'visible').length + (stories * (PLACES - 1) - sites!.count) + (stories - keys.size)
  const shown =
    await judge`select release_id from publishing.events where to_state = 'visible' group by 1 having count(*) > 1`
  // one edition stands on one account once, also where the platform itself refuses to take a text twice
  const doubled = await judge`select 1 from publishing.releases where state = 'visible'
    group by edition_id, account_id having count(*) > 1`
  const twice = posts.length - keys.size + shown.length + doubled.length
  const early = rows.filter(row => row.visible_at && row.visible_at < row.not_before).length
  return { missed, twice, early, rows }
}

/** How long a worker stood ready while a release was due and not visible: summed over the lives, each by its own clock. */
function lateness({ not_before, visible_at, event_id }: Row): number {
  const shown = visible_at!.getTime()
  const last = lives.findIndex(life => life.last_event >= event_id!)
  return lives.slice(0, last + 1).reduce((sum, { ready: from, end }, at) => {
    const begins = Math.max(from.getTime(), not_before.getTime())
    const until = at === last ? shown : end.getTime()
    return sum + Math.max(0, until - begins)
  }, 0)
}

await dies()
const found = await wrongs()
const late = found.rows
  .filter(row => row.visible_at)
  .map(lateness)
  .sort((a, b) => a - b)
const p99 = late[Math.floor(late.length * 0.99)] ?? 0
verdict.claim('none is missed', found.missed === 0, found.missed)
verdict.claim('none went out twice', found.twice === 0, found.twice)
verdict.claim('none went out before its time', found.early === 0, found.early)
verdict.claim(`lateness p99 is at most ${options['late-ms']} ms`, p99 <= options['late-ms'], p99)

const [one] = await judge<{ id: bigint }[]>`select id from publishing.releases order by id limit 1`
await judge`update publishing.releases set state = 'prepared' where id = ${one!.id}`
verdict.claim('control: a release whose job was lost is caught as missed', (await wrongs()).missed > 0)
await judge`update publishing.releases set state = 'visible' where id = ${one!.id}`

// without the constraint that an edition goes to an account once, the same wish, asked twice, goes out twice
product = await startProduct(folder.data_dir, { args: ['--empty', '--role', 'web'], port, env: environment() })
const edition_id = await desk.approvedEdition(room, '对照稿件', ['site', 'weibo'])
const wish = { edition_id, account_ids: [weibo], urgent: true }
await must(room.admin, 'publishing.release', wish)
while ((await open()) > 0 && performance.now() < deadline + 60_000) await pause(200)
await judge`alter table publishing.releases drop constraint edition_goes_to_an_account_once`
const before = (await wrongs()).twice
await must(room.admin, 'publishing.release', wish)
const patience = performance.now() + 30_000
while ((await wrongs()).twice === before && performance.now() < patience) await pause(200)
verdict.claim('control: without the constraint one goes out twice, and is caught', (await wrongs()).twice > before)
await product.kill()

verdict.figure('items', stories * PLACES)
verdict.figure('kills and clock jumps', options.kills)
verdict.figure('missed', found.missed)
verdict.figure('twice', found.twice)
verdict.figure('late p50 ms', late[Math.floor(late.length / 2)] ?? 0)
verdict.figure('late p99 ms', p99)
verdict.figure('late max ms', late.at(-1) ?? 0)
await judge.end()
process.kill(-second.pid!, 'SIGTERM')
await pause(500)
platforms.stop()
await folder.remove()
verdict.close()
process.exit()
