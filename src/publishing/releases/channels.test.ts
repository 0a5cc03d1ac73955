// Every channel against its emulated platform: the answer may be lost before or after the piece was taken, the token may run
// out, the platform may be busy or refuse later. Each time exactly one piece arrives, or none, and the state says so.
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { connected, keptFilm, pathOf, setFaults } from '../../../test/support/channels.ts'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { approvedStory, decide, newsCrew, writtenStory } from '../../../test/support/newsroom.ts'
import { account, deliverDue, releaseOf } from '../../../test/support/publishing.ts'
import { connectAccount, disconnectAccount, openCredentials } from '../../channels/accounts/connect-account.ts'
import { addSubscribers, unsubscribe } from '../../channels/accounts/subscribers.ts'
import { tencentGate } from '../../channels/adapters/tencent-sms.ts'
import type { Fault } from '../../channels/emulators/desk.ts'
import { serveEmulators } from '../../channels/emulators/serve.ts'
import { SMS_SECRET } from '../../channels/emulators/sms.ts'
import { outgoing } from '../../channels/outgoing.ts'
import { chooseFilm } from '../../newsroom/renditions/choose-film.ts'
import { submitStory } from '../../newsroom/review/submit-story.ts'
import { release } from './release-edition.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const served = await serveEmulators(0)
afterAll(() => Promise.all(served.map(one => one.stop())))
const by = (name: string) => served.find(one => one.name === name)!
const publisher = staff('operations')
const at = new Date('2026-03-02T02:00:00Z')
const site = await account(pool, 'site', 'site', { address: 'https://news.example.cn' })
const ADAPTERS = ['wechat', 'weibo', 'douyin', 'kuaishou', 'aliyun-sms', 'tencent-sms', 'provincial'] as const
const accounts = new Map<string, string>()
for (const adapter of ADAPTERS) accounts.set(adapter, await connected(pool, adapter, by(adapter).url))
const film = await keptFilm(pool)
let count = 0

/** An approved story with renditions for every channel, and a film. */
async function story(): Promise<string> {
  count += 1
  const channels = ['site', 'wechat', 'weibo', 'douyin', 'kuaishou', 'sms', 'provincial']
  const headline = `第 ${count} 座桥通车`
  const { story_id, version_no } = await writtenStory(pool, crew, { headline, channels })
  for (const channel_kind of ['kuaishou', 'douyin'])
    await run(pool, chooseFilm, { story_id, channel_kind, version_no: 0, media_id: film }, { actor: crew.writer })
  const made = await run(pool, submitStory, { story_id, version_no, lane: 'normal' }, { actor: crew.writer })
  const submitted = { story_id, version_no, content_hash: String(made.content_hash) }
  await decide(pool, crew.first, submitted, 'review1')
  await decide(pool, crew.second, submitted, 'review2')
  const { edition_id } = await decide(pool, crew.final, submitted, 'review3')
  return String(edition_id)
}

const MINUTES = Array.from({ length: 40 }, (_one, n) => n)
/** a day and more, ever more seldom */
const DAYS = [...MINUTES, ...Array.from({ length: 26 }, (_one, n) => 60 * (n + 1))]

/** Releases on one channel and works until the state rests; the clock moves on, the emulators take their milliseconds. */
async function sent(adapter: string, faults: Fault[], minutes: number[] = MINUTES) {
  const desk = by(adapter).emulator.desk
  await setFaults(by(adapter), faults, { slow_ms: 5 })
  const before = desk.posts.length
  const edition_id = await story()
  const account_id = accounts.get(adapter)!
  await run(pool, release, { edition_id, account_ids: [account_id] }, { actor: publisher, at })
  const states: string[] = []
  for (const minute of minutes) {
    await deliverDue(pool, new Date(at.getTime() + minute * 60_000), pathOf)
    const { state } = await releaseOf(pool, edition_id, account_id)
    if (states.at(-1) !== state) states.push(state)
    if (['visible', 'failed'].includes(state)) break
    await pause(8)
  }
  const result = await releaseOf(pool, edition_id, account_id)
  return { ...result, states, posts: desk.posts.slice(before), edition_id, account_id }
}

const OP: Record<string, string> = {
  wechat: 'publish',
  weibo: 'share',
  douyin: 'create',
  kuaishou: 'publish',
  'aliyun-sms': 'send',
  'tencent-sms': 'send',
  provincial: 'submit',
}
const fault = (adapter: string, kind: Fault['kind']): Fault => ({ op: OP[adapter]!, kind, rate: 1, left: 1 })
/** two batches of a 手机报 are two posts */
const wanted = (adapter: string) => (adapter.endsWith('sms') ? 2 : 1)

beforeEach(async () => {
  for (const one of served) await setFaults(one, [])
})

describe.each(ADAPTERS)('%s', adapter => {
  test('is sent to and becomes visible', async () => {
    const made = await sent(adapter, [])
    expect(made).toMatchObject({ state: 'visible', cause: null })
    expect(made.posts).toHaveLength(wanted(adapter))
  })

  test('finds what was taken when the answer was lost, and sends nothing twice', async () => {
    const made = await sent(adapter, [fault(adapter, 'lost')])
    expect(made.states).toContain('unknown')
    expect(made.state).toBe('visible')
    expect(made.posts).toHaveLength(wanted(adapter))
  })

  test('sends again what was looked for and is not there', async () => {
    const made = await sent(adapter, [fault(adapter, 'lost_before')])
    expect(made.states).toContain('unknown')
    expect(made.state).toBe('visible')
    expect(made.posts).toHaveLength(wanted(adapter))
  })

  test('comes again when the platform is busy', async () => {
    const op = { kuaishou: 'start_upload', douyin: 'upload_video' }[adapter as string] ?? OP[adapter]!
    const made = await sent(adapter, [{ op, kind: 'busy', rate: 1, left: 1 }])
    expect(made.state).toBe('visible')
    expect(made.posts).toHaveLength(wanted(adapter))
  })
})

describe('platforms that decide later', () => {
  test.each(['wechat', 'douyin', 'kuaishou', 'provincial'])(
    '%s refuses after it took the piece: not visible, but failed',
    async adapter => {
      const made = await sent(adapter, [fault(adapter, 'reject')])
      expect(made.states).toContain('accepted')
      expect(made.state).toBe('failed')
      expect(made.cause).toMatch(/^rejected:/)
    },
  )

  test.each(['wechat', 'douyin', 'provincial'])(
    '%s refuses what it took with an answer that was lost: found out, and not sent again',
    async adapter => {
      const made = await sent(adapter, [fault(adapter, 'lost'), fault(adapter, 'reject')], DAYS)
      expect(made.states).toContain('unknown')
      expect(made.state).toBe('failed')
      expect(made.cause).toMatch(/^rejected:/)
      const [sendings] = await pool`select attempt_no, message from publishing.releases where id = ${made.id}`
      expect(sendings).toMatchObject({ attempt_no: 1, message: expect.stringMatching(/./) })
    },
  )

  test('what is refused as a repetition and is not there is sent nine times, and then a person looks', async () => {
    await setFaults(by('weibo'), [{ op: 'share', kind: 'lost_before', rate: 1 }])
    const edition_id = await story()
    const account_id = accounts.get('weibo')!
    await run(pool, release, { edition_id, account_ids: [account_id] }, { actor: publisher, at })
    for (let minute = 0; minute < 40; minute += 1)
      await deliverDue(pool, new Date(at.getTime() + minute * 60_000), pathOf)
    const made = await releaseOf(pool, edition_id, account_id)
    expect(made).toMatchObject({ state: 'failed', cause: 'retry:absent' })
    const [row] = await pool`select attempt_no, message from publishing.releases where id = ${made.id}`
    expect(row).toMatchObject({ attempt_no: 9, message: expect.stringContaining('发了 9 次，渠道上都没有') })
  })

  test('a look that is refused leaves it unknown', async () => {
    const edition_id = await story()
    const account_id = accounts.get('weibo')!
    const deliver = (minute: number) => deliverDue(pool, new Date(at.getTime() + minute * 60_000), pathOf)
    await setFaults(by('weibo'), [fault('weibo', 'lost')])
    await run(pool, release, { edition_id, account_ids: [account_id] }, { actor: publisher, at })
    await deliver(0)
    await setFaults(by('weibo'), [{ op: '*', kind: 'expired', rate: 1 }])
    for (const minute of [1, 5, 9]) await deliver(minute)
    expect((await releaseOf(pool, edition_id, account_id)).state).toBe('unknown')
    await setFaults(by('weibo'), [])
    await deliver(20)
    expect((await releaseOf(pool, edition_id, account_id)).state).toBe('visible')
  })

  test.each(['wechat', 'douyin', 'kuaishou'])('a token of %s that ran out is renewed', async adapter => {
    const made = await sent(adapter, [{ op: '*', kind: 'expired', rate: 1, left: 1 }])
    expect(made.state).toBe('visible')
    expect(made.posts).toHaveLength(1)
  })

  test('a token nobody can renew stops the sending and tells the register', async () => {
    const made = await sent('weibo', [{ op: '*', kind: 'expired', rate: 1 }])
    expect(made).toMatchObject({ state: 'failed', cause: 'reconnect:21327' })
    const [row] = await pool`select health from channels.accounts where id = ${made.account_id}`
    expect(row).toMatchObject({ health: 'reconnect' })
  })
})

describe('films', () => {
  const refreshToken = async (adapter: string) =>
    (await pool.begin(tx => openCredentials(tx, BigInt(accounts.get(adapter)!)))).secrets.refresh_token

  test.each(['douyin', 'kuaishou'])('a film too large for one call goes to %s in parts', async adapter => {
    await pool`update channels.capabilities set facts = facts
      || '{"part_bytes": 3, "parts_over_bytes": 3, "video_bytes_max": 3}' where adapter = ${adapter}`
    const made = await sent(adapter, [])
    expect(made.state).toBe('visible')
    expect(made.posts[0]!.facts).toMatchObject({ size_bytes: 4 })
  })

  test.each(['douyin', 'kuaishou'])('a refresh token that %s gave anew is kept, for the next time', async adapter => {
    const before = await refreshToken(adapter)
    const expired: Fault = { op: '*', kind: 'expired', rate: 1, left: 1 }
    const last: Fault = { op: 'refresh', kind: 'expired', rate: 1, left: 1 }
    expect((await sent(adapter, [last, { ...expired }])).state).toBe('visible')
    expect(await refreshToken(adapter)).not.toBe(before)
    expect((await sent(adapter, [{ ...expired }])).state).toBe('visible')
  })

  test('without a film nothing goes to 抖音, and the state says why', async () => {
    const { edition_id } = await approvedStory(pool, crew, { channels: ['site', 'douyin'] })
    const account_id = accounts.get('douyin')!
    await run(pool, release, { edition_id, account_ids: [account_id] }, { actor: publisher, at })
    await deliverDue(pool, at, pathOf)
    expect(await releaseOf(pool, edition_id, account_id)).toMatchObject({ state: 'failed', cause: 'rejected:format' })
  })
})

test('a mass send carries its own key: asked again after a lost answer, WeChat gives the first answer', async () => {
  accounts.set('mass', await connected(pool, 'wechat', by('wechat').url, { mass: true }))
  const edition_id = await story()
  const desk = by('wechat').emulator.desk
  const before = desk.posts.length
  await setFaults(by('wechat'), [{ op: 'mass', kind: 'lost', rate: 1, left: 1 }])
  const account_id = accounts.get('mass')!
  await run(pool, release, { edition_id, account_ids: [account_id] }, { actor: publisher, at })
  for (let minute = 0; minute < 10; minute += 1)
    await deliverDue(pool, new Date(at.getTime() + minute * 60_000), pathOf)
  expect((await releaseOf(pool, edition_id, account_id)).state).toBe('visible')
  expect(desk.posts.slice(before)).toHaveLength(1)
})

test('a process that dies in the middle leaves an unknown, which is looked up first', async () => {
  const edition_id = await story()
  const account_id = accounts.get('weibo')!
  await run(pool, release, { edition_id, account_ids: [account_id] }, { actor: publisher, at })
  // as a worker leaves it that was killed after it began
  await pool`update publishing.releases set state = 'sending', attempt_no = 1, begun_at = ${at} where edition_id = ${edition_id}`
  const desk = by('weibo').emulator.desk
  const before = desk.posts.length
  for (let minute = 0; minute < 5; minute += 1) await deliverDue(pool, new Date(at.getTime() + minute * 60_000), pathOf)
  const { id, state } = await releaseOf(pool, edition_id, account_id)
  expect(state).toBe('visible')
  const events = await pool`select what, to_state from publishing.events where release_id = ${id} order by id`
  expect(events.map(one => one.to_state)).toEqual(['prepared', 'unknown', 'prepared', 'sending', 'visible'])
  expect(desk.posts.slice(before)).toHaveLength(1)
})

test('credentials are sealed, complete, and only for accounts that have an interface', async () => {
  const wechat = accounts.get('wechat')!
  const [row] = await pool<{ secret: Buffer; secret_alg: string }[]>`
    select secret, secret_alg from channels.accounts where id = ${wechat}`
  expect(row!.secret_alg).toBe('aes-256-gcm')
  expect(row!.secret.toString('latin1')).not.toContain('good')
  const done = await pool<{ command: string }[]>`select distinct command from platform.journal where actor = 'system'`
  const byItself = ['channels.note-connection', 'publishing.note-progress', 'publishing.record-outcome']
  expect(done.map(one => one.command)).toEqual(expect.arrayContaining(byItself))
  const journal = await pool`select input from platform.journal where command = 'channels.connect-account'`
  expect(JSON.stringify(journal)).not.toContain('emulator-token')
  const admin = { actor: staff('admin') }
  const input = { account_id: wechat, adapter: 'wechat', secret: { appid: 'x' }, base_url: null }
  expect(await refusalOf(run(pool, connectAccount, input, admin))).toBe('channels.secret-incomplete')
  const weibo = { ...input, adapter: 'weibo' }
  expect(await refusalOf(run(pool, connectAccount, weibo, admin))).toBe('channels.no-interface')
  const inside = { ...input, secret: { appid: 'x', secret: 'y', callback_token: 'z' }, base_url: 'http://10.0.0.8/' }
  expect(await refusalOf(run(pool, connectAccount, inside, admin))).toBe('channels.unsafe-address')
})

test.each(['aliyun-sms', 'tencent-sms'])(
  'batches of %s stay what they were cut to: who joins later gets nothing, who leaves later gets nothing, nobody gets two',
  async adapter => {
    const sms = await connected(pool, adapter, by(adapter).url)
    const { edition_id } = await approvedStory(pool, crew, { channels: ['site', 'sms'] })
    await run(pool, release, { edition_id, account_ids: [sms] }, { actor: publisher, at })
    const desk = by(adapter).emulator.desk
    const before = desk.posts.length
    // the first batch goes, the second is not taken for the first time
    await pool`update channels.capabilities set facts = facts || '{"batch_max": 60}' where adapter = ${adapter}`
    await setFaults(by(adapter), [{ op: 'send', kind: 'lost', rate: 1, left: 1 }], { slow_ms: 5 })
    await deliverDue(pool, at, pathOf)
    await run(pool, unsubscribe, { account_id: sms, phone: '13810000001' }, { at: new Date(at.getTime() + 1000) })
    await run(pool, unsubscribe, { account_id: sms, phone: '13810000149' }, { at: new Date(at.getTime() + 1000) })
    const late = { account_id: sms, phones: ['13999999999'], consent: '现场登记', consented_on: '2026-03-02' }
    await run(pool, addSubscribers, late, { at: new Date(at.getTime() + 2000) })
    for (let minute = 1; minute < 6; minute += 1)
      await deliverDue(pool, new Date(at.getTime() + minute * 60_000), pathOf)
    expect((await releaseOf(pool, edition_id, sms)).state).toBe('visible')
    expect(desk.posts.slice(before).map(one => one.facts.count)).toEqual([60, 60, 29])
  },
)

test('a status beyond the first hundred of a telephone is found at Tencent', async () => {
  const { send, find } = tencentGate
  const secrets = { secret_id: 'id', secret_key: SMS_SECRET }
  const settings = { sign: '青石发布', template: '1', app_id: '1400' }
  const url = by('tencent-sms').url
  const line = { out: outgoing({ hosts: [], base_url: url }), base_url: url, secrets, settings, now: () => at } as never
  for (let n = 0; n < 103; n += 1) await send(line, ['13711112222'], '早报', `many-${n}`)
  expect(await find(line, '13711112222', 'many-102', '2026-03-02')).toBe('delivered')
  expect(await find(line, '13711112222', 'many-103', '2026-03-02')).toBeUndefined()
})

test('an account that is disconnected is served by hand again, and a subscriber who left gets nothing', async () => {
  const sms = await connected(pool, 'aliyun-sms', by('aliyun-sms').url)
  await run(pool, unsubscribe, { account_id: sms, phone: '13810000000' })
  const again = run(pool, unsubscribe, { account_id: sms, phone: '13810000000' })
  expect(await refusalOf(again)).toBe('channels.no-such-subscriber')
  await run(pool, disconnectAccount, { account_id: sms }, { actor: staff('admin') })
  const { edition_id } = await approvedStory(pool, crew, { channels: ['site', 'sms'] })
  await run(pool, release, { edition_id, account_ids: [site, sms] }, { actor: publisher, at })
  await deliverDue(pool, at)
  expect((await releaseOf(pool, edition_id, sms)).state).toBe('by_hand')
})
