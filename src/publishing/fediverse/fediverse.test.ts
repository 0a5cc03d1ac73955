// The fediverse, against another server that checks our signatures by the library and signs its own.
import { Hono } from 'hono'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { workAt } from '../../../test/support/channels.ts'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { serveRemote } from '../../../test/support/fediverse.ts'
import { approvedStory, correctedStory, newsCrew } from '../../../test/support/newsroom.ts'
import { account, releaseOf } from '../../../test/support/publishing.ts'
import { addAccount, describeAccount, setAccountState } from '../../channels/accounts/add-account.ts'
import { connectAccount, disconnectAccount } from '../../channels/accounts/connect-account.ts'
import { ask, type Query, workOff } from '../../platform/index.ts'
import { publishingJobs } from '../index.ts'
import { patrol } from '../patrol/patrol.ts'
import { release } from '../releases/release-edition.ts'
import { proveStep } from '../withdrawals/prove-step.ts'
import { withdrawStory } from '../withdrawals/withdraw-story.ts'
import { fediverseAccount } from './fediverse-queries.ts'
import { mountFediverse } from './routes.ts'

type Json = Record<string, unknown>
const pool = await testDatabase()
const crew = await newsCrew(pool)
const publisher = { actor: staff('operations') }
const at = new Date('2026-03-02T02:00:00Z')
let now = at
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)

const HOST = 'news.example.cn'
const ORIGIN = `https://${HOST}`
const ACTOR = `${ORIGIN}/fediverse/beita`
const ours = await account(pool, 'activitypub', 'activitypub', { handle: 'beita', address: ORIGIN })
const remote = await serveRemote(async url => (await (await get(new URL(url).pathname)).json()) as Json)
afterAll(() => remote.stop())

const reach = {
  allow: () => 'public' as const,
  mayConnect: (_address: string, port: number) => port === remote.port,
  timeout_ms: 300,
}
const app = new Hono()
mountFediverse(app, { pool, now: () => now, reach, version: '1', public_url: ORIGIN })

function get(path: string, accept = 'application/activity+json'): Promise<Response> {
  return Promise.resolve(app.request(`${ORIGIN}${path}`, { headers: { accept } }))
}
function deliver(when: Date): Promise<number> {
  now = when
  const log = (line: string) => {
    throw new Error(line)
  }
  return workOff({ pool, jobs: publishingJobs(d => d, undefined, reach) as never, sweeps: [], now: () => when, log })
}

const followOf = (actor: string, more: Json = {}) => ({
  id: `${actor}/follows/1`,
  type: 'Follow',
  actor,
  object: ACTOR,
  ...more,
})
async function put(name: string, activity: Json, when = now): Promise<number> {
  const request = await remote.signed(name, `${ACTOR}/inbox`, activity, when)
  return (await app.request(request)).status
}
const followers = async () =>
  (await pool<{ actor: string }[]>`select actor from publishing.followers where ended_at is null order by actor`).map(
    row => new URL(row.actor).pathname,
  )
async function publish(when: Date, more: Record<string, unknown> = {}) {
  const made = await approvedStory(pool, crew, { channels: ['site', 'activitypub'], ...more })
  now = when
  await run(pool, release, { edition_id: made.edition_id, account_ids: [ours] }, { ...publisher, at: when })
  return { ...made, out: await releaseOf(pool, made.edition_id, ours) }
}
const kinds = () => remote.received.map(one => one.activity.type)

const alice = await remote.addActor('alice')
await remote.addActor('mallory')
beforeEach(() => {
  remote.received.length = 0
  remote.answers.length = 0
  remote.asked.length = 0
})

test('an account is found by its name, says who it is with its key, and keeps its private key to itself', async () => {
  const finger = await get(`/.well-known/webfinger?resource=acct:beita@${HOST}`)
  expect(finger.headers.get('content-type')).toContain('application/jrd+json')
  expect(await finger.json()).toMatchObject({
    subject: `acct:beita@${HOST}`,
    links: [{ rel: 'self', href: ACTOR }, {}],
  })
  expect((await get('/.well-known/webfinger?resource=acct:beita@other.example')).status).toBe(404)
  expect((await get('/.well-known/webfinger?resource=acct:nobody@news.example.cn')).status).toBe(404)
  const actor = (await (await get('/fediverse/beita')).json()) as Json
  expect(actor).toMatchObject({ id: ACTOR, type: 'Organization', preferredUsername: 'beita', inbox: `${ACTOR}/inbox` })
  expect((actor.publicKey as Json).publicKeyPem).toContain('BEGIN PUBLIC KEY')
  expect(JSON.stringify(actor)).not.toContain('PRIVATE')
  const [row] = await pool<{ secret: Buffer }[]>`select secret from channels.accounts where id = ${ours}`
  expect(row!.secret.toString('latin1')).not.toContain('PRIVATE')
  const node = (await (await get('/.well-known/nodeinfo')).json()) as { links: { href: string }[] }
  expect(await (await get(new URL(node.links[0]!.href).pathname)).json()).toMatchObject({ protocols: ['activitypub'] })
  expect((await get('/fediverse/beita', 'text/html')).status).toBe(404)
})

test('its name and address are how others know it: they must be reachable, unlike any other, and stay', async () => {
  const about = { platform: '联邦网络', name: '另一个', owner_kind: 'own', owner_unit: '本单位' }
  const add = (more: Json) =>
    refusalOf(run(pool, addAccount, { ...about, kind: 'activitypub', adapter: 'activitypub', ...more }))
  expect(await add({ handle: '北塔', address: ORIGIN })).toBe('channels.fediverse-address')
  expect(await add({ handle: 'news', address: `${ORIGIN}/a` })).toBe('channels.fediverse-address')
  expect(await add({ handle: 'news', address: 'http://news.example.cn' })).toBe('channels.fediverse-address')
  expect(await add({ handle: 'beita', address: ORIGIN })).toBe('channels.same-handle')
  const change = run(pool, describeAccount, { ...about, account_id: ours, handle: 'beita2', address: ORIGIN })
  expect(await refusalOf(change)).toBe('channels.fediverse-stays')
  expect(await refusalOf(run(pool, disconnectAccount, { account_id: ours }))).toBe('channels.no-interface')
  const connect = { account_id: ours, adapter: 'activitypub', secret: {} }
  expect(await refusalOf(run(pool, connectAccount, connect))).toBe('channels.no-interface')
})

test('a signed Follow makes a follower, is answered with a signed Accept, and twice it is still one', async () => {
  expect(await put('alice', followOf(alice))).toBe(202)
  await deliver(at)
  expect(await put('alice', followOf(alice))).toBe(202)
  await deliver(at)
  expect(await followers()).toEqual(['/users/alice'])
  expect(remote.received.map(one => [one.path, one.activity.type, one.verified])).toEqual([
    ['/users/alice/inbox', 'Accept', ACTOR],
    ['/users/alice/inbox', 'Accept', ACTOR],
  ])
  expect(remote.received[0]!.activity.object).toMatchObject({ type: 'Follow', actor: alice, object: ACTOR })
  expect(await (await get('/fediverse/beita/followers')).json()).toMatchObject({ totalItems: 1 })
})

test('what is forged, stale, changed on the way, of another or for another is refused and leaves nothing', async () => {
  const before = await followers()
  const mallory = `${remote.url}/users/mallory`
  expect(await put('mallory', followOf(alice))).toBe(401)
  expect(await put('mallory', followOf(mallory), later(-120))).toBe(401)
  expect(await put('mallory', followOf(mallory, { object: `${ORIGIN}/fediverse/other` }))).toBe(400)
  expect(await put('mallory', { type: 'Follow', actor: mallory })).toBe(400)
  const good = () => remote.signed('mallory', `${ACTOR}/inbox`, followOf(mallory), at)
  const lied = new Request((await good()).clone(), {
    body: JSON.stringify(followOf(mallory, { extra: 1 })),
    method: 'POST',
  })
  const forged = await good()
  forged.headers.set('signature', forged.headers.get('signature')!.replace(/signature="..../, 'signature="AAAA'))
  const elsewhere = await remote.signed('mallory', 'https://other.example/fediverse/beita/inbox', followOf(mallory), at)
  for (const request of [lied, forged, new Request(`${ACTOR}/inbox`, elsewhere)])
    expect((await app.request(request)).status).toBe(401)
  const bare = await app.request(`${ACTOR}/inbox`, { method: 'POST', body: '{}' })
  expect(bare.status).toBe(401)
  expect(await followers()).toEqual(before)
})

test('an actor inside, a redirect inside, a huge or a slow document: nothing is asked there and nobody follows', async () => {
  const before = await followers()
  remote.serveDocument('/users/turned', answer => answer.writeHead(302, { location: 'http://127.0.0.1:1/' }).end())
  remote.serveDocument('/users/huge', answer => {
    answer.writeHead(200, { 'content-type': 'application/activity+json' }).end('x'.repeat(300_000))
  })
  remote.serveDocument('/users/slow', () => undefined)
  for (const name of ['turned', 'huge', 'slow']) {
    const id = await remote.addActor(name)
    expect(await put(name, followOf(id))).toBe(401)
  }
  const moved = await remote.addActor('moved', { inbox: 'http://victim.example/inbox' })
  expect(await put('moved', followOf(moved))).toBe(401)
  const strict = new Hono()
  mountFediverse(strict, { pool, now: () => now, reach: {}, version: '1', public_url: ORIGIN })
  const asked = remote.asked.length
  const request = await remote.signed('alice', `${ACTOR}/inbox`, followOf(alice), now)
  expect((await strict.request(request)).status).toBe(401)
  expect(remote.asked).toHaveLength(asked)
  expect(await followers()).toEqual(before)
})

test('replies, likes and everything else are answered and not kept', async () => {
  const note = {
    type: 'Create',
    actor: alice,
    object: { type: 'Note', content: '<script>1</script>', inReplyTo: ACTOR },
  }
  expect(await put('alice', note)).toBe(202)
  expect(await put('alice', { type: 'Like', actor: alice, object: ACTOR })).toBe(202)
  const text = await app.request(`${ACTOR}/inbox`, { method: 'POST', body: 'x', headers: { signature: 's' } })
  expect(text.status).toBe(400)
  const huge = { type: 'Follow', actor: alice, object: ACTOR, more: 'x'.repeat(200_000) }
  expect(await put('alice', huge)).toBe(413)
  expect(remote.asked).toEqual([])
})

test('a release is visible at once, reads as an Article, and reaches a shared inbox once for all who follow there', async () => {
  const bob = await remote.addActor('bob')
  await put('bob', followOf(bob))
  await deliver(at)
  remote.received.length = 0
  const { out } = await publish(at)
  expect(out).toMatchObject({ state: 'visible' })
  expect(out.url).toMatch(/^https:\/\/news\.example\.cn\/fediverse\/beita\/articles\/20260302-\d+$/)
  const path = new URL(out.url!).pathname
  expect(await (await get(path)).json()).toMatchObject({ type: 'Article', name: '桥修好了', attributedTo: ACTOR })
  await deliver(at)
  expect(remote.received.map(one => [one.path, one.verified])).toEqual([['/inbox', ACTOR]])
  expect(remote.received[0]!.activity).toMatchObject({ type: 'Create', actor: ACTOR, object: { id: out.url } })
  const box = (await (await get('/fediverse/beita/outbox?page=1')).json()) as { orderedItems: Json[] }
  expect(box.orderedItems[0]).toMatchObject({ type: 'Create', id: `${out.url}#create` })
  expect(await (await get('/fediverse/beita/outbox')).json()).toMatchObject({
    totalItems: 1,
    first: `${ACTOR}/outbox?page=1`,
  })
})

test('an answer that was lost is asked for again with the same activity; a server that is away is tried again later', async () => {
  const { out } = await publish(later(10))
  remote.answers.push(0, 503)
  await deliver(later(10))
  await deliver(later(12))
  expect(kinds()).toEqual(['Create'])
  await deliver(later(20))
  const ids = remote.received.map(one => one.activity.id)
  expect(ids).toEqual([`${out.url}#create`, `${out.url}#create`])
  const seen = await ask(pool, fediverseAccount as unknown as Query, { ...publisher, at }, { account_id: ours })
  expect(seen).toMatchObject({ handle: `@beita@${HOST}`, follower_count: 2, waiting_count: 0 })
  const done = await pool<{ command: string }[]>`select distinct command from platform.journal where actor = 'system'`
  const expected = ['publishing.take-follow', 'publishing.record-activity']
  expect(done.map(one => one.command)).toEqual(expect.arrayContaining(expected))
})

test('a correction is told as an Update, a retraction as a Delete, also to those who follow no more; the object is gone', async () => {
  const story = await publish(later(30))
  await deliver(later(30))
  const edition_id = await correctedStory(pool, crew, story)
  const why = { story_id: story.story_id, reason: '桥名有误', note: '桥名应为资江二桥', ordered_by: '总编辑' }
  const fixed = await run(pool, withdrawStory, { ...why, kind: 'correct', edition_id }, { ...publisher, at: later(31) })
  expect(fixed.cleared).toBe(false)
  await deliver(later(31))
  expect(kinds()).toEqual(['Create', 'Update'])
  expect((remote.received[1]!.activity.object as Json).content).toContain('更正（2026-03-02）：桥名应为资江二桥')
  const open = () => pool`select 1 from publishing.withdrawals where cleared_at is null`
  expect(await open()).toHaveLength(0)
  for (const name of ['alice', 'bob']) {
    const actor = `${remote.url}/users/${name}`
    expect(await put(name, { type: 'Undo', actor, object: followOf(actor) })).toBe(202)
  }
  expect(await followers()).toEqual([])
  expect(await pool`select 1 from platform.journal where command = 'publishing.drop-follower'`).toHaveLength(2)
  const killed = await run(pool, withdrawStory, { ...why, kind: 'kill' }, { ...publisher, at: later(40) })
  expect(killed.cleared).toBe(false)
  await deliver(later(40))
  expect(remote.received.at(-1)!.activity).toMatchObject({
    type: 'Delete',
    object: { type: 'Tombstone', id: story.out.url },
  })
  expect(await open()).toHaveLength(0)
  const gone = await get(new URL(story.out.url!).pathname)
  expect(gone.status).toBe(410)
  expect(await gone.json()).toMatchObject({ type: 'Tombstone', formerType: 'Article' })
})

test('a server that does not take a retraction is named to a person; one that is gone is not written to any more', async () => {
  await put('alice', followOf(alice), now)
  await deliver(later(50))
  const story = await publish(later(50))
  await deliver(later(50))
  remote.answers.push(403)
  const why = { story_id: story.story_id, kind: 'kill', reason: '事实有误', note: '本文已撤回', ordered_by: '总编辑' }
  await run(pool, withdrawStory, why, { ...publisher, at: later(51) })
  await deliver(later(51))
  const [step] = await pool<{ id: bigint; way: string; message: string }[]>`
    select id, way, message from publishing.withdrawal_steps where state = 'open'`
  expect(step).toMatchObject({
    way: 'by_hand',
    message: `有 1 个服务器没有收下通知：127.0.0.1:${remote.port}。请联系对方管理员`,
  })
  await run(pool, proveStep, { step_id: String(step!.id), note: '对方管理员已删除' }, { ...publisher, at: later(60) })
  expect(await pool`select 1 from publishing.withdrawals where cleared_at is null`).toHaveLength(0)
  remote.answers.push(410)
  await publish(later(70))
  await deliver(later(70))
  expect(await followers()).toEqual([])
})

test('a server that says nothing for three days counts as gone, and whoever is served by hand is no fediverse account', async () => {
  await put('alice', followOf(alice), now)
  await deliver(later(80))
  remote.answers.push(...Array.from({ length: 12 }, () => 500))
  await publish(later(80))
  for (let hours = 0; hours <= 120; hours += 1)
    if ((await followers()).length > 0) await deliver(later(80 + hours * 60))
  expect(await followers()).toEqual([])
  const manual = await account(pool, 'manual', 'manual')
  const asked = ask(pool, fediverseAccount as unknown as Query, { ...publisher, at }, { account_id: manual })
  expect(await refusalOf(asked)).toBe('publishing.no-fediverse')
})

test('the patrol compares what stands there with what was approved; a closed account answers that it is gone', async () => {
  const story = await publish(later(8000))
  await pool`update publishing.articles set title = '被改过' where release_id = ${story.out.id}`
  await patrol.run(workAt(pool, later(8001)))
  expect(
    await pool`select 1 from publishing.findings where release_id = ${story.out.id} and kind = 'changed'`,
  ).toHaveLength(1)
  await run(pool, setAccountState, { account_id: ours, state: 'closed', reason: '停用' })
  expect((await get('/fediverse/beita')).status).toBe(410)
  expect((await get(`/.well-known/webfinger?resource=acct:beita@${HOST}`)).status).toBe(404)
})
