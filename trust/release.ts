// Release: approved stories go to two sites and five emulated platforms that are busy, lose answers before or after they took
// a piece, refuse later and call back late or twice, while the program is killed. In the end nothing is doubled, nothing
// lost, and every state says what the platforms have. Controls: a forged receipt, and a dropped unique constraint.
// Run: npm run trust:release    Options: --quick, --deliveries N, --kills N, --seed N
import { setTimeout as pause } from 'node:timers/promises'
import { random } from '../samples/random.ts'
import { must } from './support/centre.ts'
import { type Judge, openJudge } from './support/judge.ts'
import * as desk from './support/news-centre.ts'
import { freePort, type Product, startProduct, trialFolder } from './support/product.ts'
import { openVerdict, trialOptions } from './support/verdict.ts'

const ADAPTERS = ['wechat', 'weibo', 'aliyun-sms', 'tencent-sms', 'provincial'] as const
const KIND: Record<string, string> = { 'aliyun-sms': 'sms', 'tencent-sms': 'sms' }
const OP: Record<string, string> = { wechat: 'publish', weibo: 'share', provincial: 'submit' }
const SECRET: Record<string, Record<string, string>> = {
  wechat: { appid: 'wx', secret: 'good', callback_token: 'emulator-token' },
  weibo: { access_token: 'wb', client_ip: '203.0.113.7' },
  'aliyun-sms': { access_key_id: 'id', access_key_secret: 'emulator-secret' },
  'tencent-sms': { secret_id: 'id', secret_key: 'emulator-secret' },
  provincial: { key_id: 'k', key: 'emulator-province-key' },
}
/** what a sending counts as, where it is limited */
const OPERATION: Record<string, string> = { wechat: 'publish', weibo: 'share' }
const CHANNELS = ['site', 'wechat', 'weibo', 'sms', 'provincial']
const SITES = 2
/** the last ones wait for looks that page through everything the platform has: the more there is, the longer */
const SETTLE_MS_EACH = 100
const SETTLE_MIN_MS = 120_000

const options = trialOptions({ deliveries: { full: 10_000, quick: 1_000 }, kills: { full: 20, quick: 2 } })
const verdict = openVerdict('release', options.seed)
const course = random(options.seed)
const folder = trialFolder()
const port = await freePort()
const platforms = await desk.startPlatforms()
let product: Product = await startProduct(folder.data_dir, { args: ['--empty'], port })
const room = await desk.setUpNewsroom(product)
const judge: Judge = openJudge(folder.data_dir)

const accounts: string[] = []
for (let n = 0; n < SITES; n += 1)
  accounts.push(await desk.addAccount(room, `站点${n}`, 'site', 'site', { address: `https://s${n}.example.cn` }))
const accountOf: Record<string, string> = {}

async function connect(adapter: string): Promise<void> {
  const kind = KIND[adapter] ?? adapter
  const account_id = await desk.addAccount(room, adapter, 'manual', kind)
  const settings = {
    look_grace_ms: 400,
    verdict_ms: 5_000,
    poll_ms: 400,
    limit_ms: 1_000,
    sign: '试验',
    template: '1',
    app_id: '1',
  }
  const input = { account_id, adapter, secret: SECRET[adapter], base_url: platforms.url(adapter), settings }
  await must(room.admin, 'channels.connect-account', input)
  if (OPERATION[adapter]) await desk.withoutQuota(room, account_id, adapter, OPERATION[adapter])
  if (kind === 'sms') {
    const phones = ['13800000001', '13800000002']
    await must(room.admin, 'channels.add-subscribers', {
      account_id,
      phones,
      consent: '试验',
      consented_on: '2026-01-01',
    })
  }
  accountOf[adapter] = account_id
  accounts.push(account_id)
}
for (const adapter of ADAPTERS) await connect(adapter)

async function setFaults(on: boolean): Promise<void> {
  for (const adapter of ADAPTERS) {
    const op = OP[adapter] ?? 'send'
    const chances = { busy: 0.05, lost: 0.06, lost_before: 0.06, reject: OP[adapter] ? 0.04 : 0 }
    const faults = Object.entries(chances).map(([kind, rate]) => ({ op, kind, rate: on ? rate : 0 }))
    const callbacks = [
      { op: adapter === 'wechat' ? op : 'webhook', kind: 'double_callback', rate: 0.3 },
      { op: adapter === 'wechat' ? op : 'webhook', kind: 'late_callback', rate: 0.3 },
    ]
    const callback_url = `${product.url}/callbacks/${accountOf[adapter]}`
    await desk.control(platforms.url(adapter), {
      faults: [...faults, ...callbacks],
      seed: options.seed,
      callback_url,
      slow_ms: 40,
    })
  }
}
await setFaults(true)

const stories = Math.ceil(options.deliveries / accounts.length)
const editions: string[] = []
await desk.each(stories, 6, async n => {
  editions.push(await desk.approvedEdition(room, `试验稿件第${n + 1}号`, CHANNELS))
})

const began = performance.now()
let released = 0
const releasing = desk.each(stories, 4, async n => {
  const input = { edition_id: editions[n], account_ids: accounts, urgent: true }
  // whoever is cut off sends again under the same id
  const key = crypto.randomUUID()
  for (;;) {
    const answer = await room.admin.command('publishing.release', input, key)
    if (answer.status === 200) break
    if (answer.status !== 0 && answer.status < 500) throw new Error(JSON.stringify(answer.body))
    await pause(100)
  }
  released += 1
})
for (let kill = 0; kill < options.kills; kill += 1) {
  await pause(800 + course.next() * 1500)
  await product.kill()
  product = await startProduct(folder.data_dir, { args: ['--empty'], port })
}
await releasing
await setFaults(false)

const open = async () =>
  Number(
    (
      await judge`select count(*)::int count from publishing.releases where state in ('prepared', 'sending', 'accepted', 'unknown')`
    )[0]!.count,
  )
const deadline = performance.now() + Math.max(SETTLE_MIN_MS, options.deliveries * SETTLE_MS_EACH)
while ((await open()) > 0 && performance.now() < deadline) await pause(200)
const settled_ms = performance.now() - began

type Row = {
  id: bigint
  story_id: bigint
  adapter: string
  state: string
  cause: string | null
  external_id: string | null
  progress: Record<string, unknown>
}

/** Everything that is wrong: written down here a second time, from the platforms' records and the rows alone. */
async function wrongs() {
  const doubled: string[] = []
  const lost: string[] = []
  const untrue: string[] = []
  for (const adapter of ADAPTERS) {
    const posts = await desk.postsOf(platforms.url(adapter))
    const byKey = Map.groupBy(posts, post => post.key)
    for (const [key, list] of byKey) if (list.length > 1) doubled.push(`${adapter} ${key}`)
    const rows = await judge<
      Row[]
    >`select r.id, r.story_id, a.adapter, r.state, r.cause, r.external_id, r.progress from publishing.releases r
      join channels.accounts a on a.id = r.account_id where a.adapter = ${adapter}`
    const ids = new Set(posts.map(post => post.id))
    const keys = new Set(byKey.keys())
    const there = (row: Row) => {
      if (adapter === 'wechat') return ids.has(String(row.progress.article_id))
      if (adapter.endsWith('sms'))
        return (
          ((row.progress.batches ?? []) as { out_id: string }[]).every(one => keys.has(one.out_id)) &&
          row.progress.batches !== undefined
        )
      return ids.has(String(row.external_id))
    }
    for (const row of rows) {
      if (row.state === 'visible' && !there(row)) lost.push(`${adapter} ${row.id}`)
      const refused = row.state === 'failed' && row.cause?.startsWith('rejected:')
      if (row.state !== 'visible' && !refused) untrue.push(`${adapter} ${row.id} ${row.state} ${row.cause}`)
      // the province keeps what it returned; elsewhere a piece that was refused stands nowhere
      const standing = posts.some(
        post => post.key.includes(`r=${row.story_id}-`) || post.key.startsWith(`${row.story_id}-`),
      )
      if (refused && adapter !== 'provincial' && standing) untrue.push(`${adapter} ${row.id} refused but there`)
    }
    if (posts.length !== byKey.size) doubled.push(`${adapter}: ${posts.length} posts of ${byKey.size}`)
  }
  const sites =
    await judge`select count(*)::int count, count(distinct (site_id, story_id))::int pieces from publishing.articles`
  if (sites[0]!.count !== stories * SITES || sites[0]!.pieces !== stories * SITES) lost.push(`sites ${sites[0]!.count}`)
  return { doubled, lost, untrue }
}

const found = await wrongs()
const total = Number((await judge`select count(*)::int count from publishing.releases`)[0]!.count)
verdict.claim('every release asked for is there once', total === stories * accounts.length && released === stories, {
  total,
  released,
})
verdict.claim('nothing was doubled on any platform', found.doubled.length === 0, found.doubled.slice(0, 10))
verdict.claim(
  'nothing is said to be visible that a platform does not have',
  found.lost.length === 0,
  found.lost.slice(0, 10),
)
verdict.claim('every state is true and final', found.untrue.length === 0, found.untrue.slice(0, 10))
const [met] = await judge`select count(*) filter (where to_state = 'unknown')::int unknown,
  count(*) filter (where code = 'absent')::int resent from publishing.events`
verdict.claim('the faults really happened', met!.unknown > 0 && met!.resent > 0, met)

const forged = await fetch(
  `${product.url}/callbacks/${accountOf.wechat}?timestamp=1&nonce=1&signature=${'0'.repeat(40)}`,
  {
    method: 'POST',
    body: '<xml><Event>PUBLISHJOBFINISH</Event></xml>',
  },
)
verdict.claim('a forged receipt is refused', forged.status === 403, forged.status)
const [victim] = await judge<
  { id: bigint }[]
>`select r.id from publishing.releases r join channels.accounts a on a.id = r.account_id
  where a.adapter = 'weibo' and r.state = 'visible' order by r.id limit 1`
await judge`update publishing.releases set external_id = 'forged' where id = ${victim!.id}`
verdict.claim('control: a receipt that was forged past the signature is caught', (await wrongs()).lost.length > 0)

await judge`alter table publishing.releases drop constraint edition_goes_to_an_account_once`
const twice = { edition_id: editions[0], account_ids: [accountOf.wechat], urgent: true }
await must(room.admin, 'publishing.release', twice)
const patience = performance.now() + SETTLE_MIN_MS
while ((await open()) > 0 && performance.now() < patience) await pause(200)
verdict.claim(
  'control: without the unique constraint a double is sent, and caught',
  (await wrongs()).doubled.length > 0,
)

verdict.figure('deliveries', total)
verdict.figure('doubled', found.doubled.length)
verdict.figure('lost', found.lost.length)
verdict.figure('untrue', found.untrue.length)
verdict.figure('unknown on the way', met!.unknown)
verdict.figure('sent again after a look', met!.resent)
verdict.figure('kills', options.kills)
verdict.figure('all settled in s', (settled_ms / 1000).toFixed(1))
await judge.end()
await product.stop()
platforms.stop()
await folder.remove()
verdict.close()
