import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, type staff, testDatabase } from '../../test/support/database.ts'
import { ask, errorAnswer, type Pool } from '../platform/index.ts'
import { addPerson } from './add-person.ts'
import { changePassword } from './change-password.ts'
import { endPersonSessions } from './end-sessions.ts'
import { me, persons } from './queries.ts'
import { removeSecondFactor } from './remove-second-factor.ts'
import { resetPassword } from './reset-password.ts'
import { mountSignIn, sessionReader } from './routes.ts'
import { confirmSecondFactor, startSecondFactor } from './second-factor.ts'
import { sessionActor, signIn, signOut } from './sessions.ts'
import { totpCode, totpStep } from './totp.ts'

const PASSWORD = '北风吹过 green hills'
const START = new Date('2026-03-02T02:00:00Z')
const minutesOn = (minutes: number, from = START) => new Date(from.getTime() + minutes * 60_000)
const from = (at = START) => ({ at, address: '10.0.0.7', agent: 'test' })
let pool: Pool
let made = 0

/** A person of their own for a test, so that locks and sessions do not meet. */
async function somebody(must_change = false): Promise<{ id: bigint; login: string; actor: ReturnType<typeof staff> }> {
  made += 1
  const login = `person${made}`
  const { person_id } = await run(pool, addPerson, {
    name: `人员${made}`,
    login,
    joined_on: '2024-01-01',
    roles: ['editor'],
    password: PASSWORD,
    must_change,
  })
  const id = BigInt(String(person_id))
  return { id, login, actor: { id: String(id), name: `人员${made}`, roles: ['editor'] } }
}

const entering = (login: string, password = PASSWORD, at = START, code?: string) =>
  signIn(pool, { login, password, code }, from(at))

beforeAll(async () => {
  pool = await testDatabase()
})

describe('signing in', () => {
  test('gives a session that knows who holds it; the database keeps only the hash of its token', async () => {
    const { login, id } = await somebody()
    const { token, must_change } = await entering(` ${login.toUpperCase()} `)
    expect(must_change).toBe(false)
    expect(await sessionActor(pool, token, START)).toEqual({ id: String(id), name: `人员${made}`, roles: ['editor'] })
    const kept = await pool`select 1 from people.sessions where encode(token_hash, 'escape') like ${`%${token}%`}`
    expect(kept).toHaveLength(0)
    expect(await sessionActor(pool, `${token}x`, START)).toBeUndefined()
  })

  test('answers a wrong password and an unknown login alike', async () => {
    const { login } = await somebody()
    expect(await refusalOf(entering(login, '不是这个密码啊啊'))).toBe('people.wrong-credentials')
    expect(await refusalOf(entering('nobody-of-this-name'))).toBe('people.wrong-credentials')
    const log = await pool`select kind from platform.security_log where subject in (${login}, 'nobody-of-this-name')`
    expect(log.map(row => row.kind)).toEqual(['sign-in-failed', 'sign-in-failed'])
  })

  test('locks after eight failures, also for the right password, and opens again after a quarter of an hour', async () => {
    const { login } = await somebody()
    for (let n = 0; n < 8; n += 1)
      expect(await refusalOf(entering(login, `wrong-${n}`))).toBe('people.wrong-credentials')
    expect(await refusalOf(entering(login))).toBe('people.locked-out')
    await expect(entering(login, PASSWORD, minutesOn(10))).rejects.toThrow('5 分钟后')
    expect((await entering(login, PASSWORD, minutesOn(15))).token).toHaveLength(43)
  })

  test('counts every one of many guesses made at once', async () => {
    const { login, id } = await somebody()
    await Promise.all(Array.from({ length: 12 }, (_, n) => refusalOf(entering(login, `guess-${n}`))))
    const [row] = await pool`select failed_count, locked_until from people.credentials where person_id = ${id}`
    expect(row?.failed_count).toBeGreaterThanOrEqual(8)
    expect(row?.locked_until).toEqual(minutesOn(15))
  })

  test('does not let the right password through when the lock fell while it was being checked', async () => {
    const { login, id } = await somebody()
    const entry = entering(login)
    entry.catch(() => undefined)
    await pool`update people.credentials set failed_count = 8, locked_until = ${minutesOn(15)} where person_id = ${id}`
    expect(await refusalOf(entry)).toBe('people.locked-out')
  })

  test('starts the count anew after a success', async () => {
    const { login, id } = await somebody()
    for (let n = 0; n < 7; n += 1) await refusalOf(entering(login, `wrong-${n}`))
    await entering(login)
    await refusalOf(entering(login, 'wrong-again'))
    const [row] = await pool`select failed_count, locked_until from people.credentials where person_id = ${id}`
    expect(row).toEqual({ failed_count: 1, locked_until: null })
  })
})

describe('a session', () => {
  test('ends after two idle hours, and after twelve hours however busy', async () => {
    const { login } = await somebody()
    const { token } = await entering(login)
    for (let minutes = 100; minutes < 720; minutes += 100) {
      expect(await sessionActor(pool, token, minutesOn(minutes)), `${minutes} minutes`).toBeDefined()
    }
    expect(await sessionActor(pool, token, minutesOn(720))).toBeUndefined()
    const idle = await entering(login)
    expect(await sessionActor(pool, idle.token, minutesOn(121))).toBeUndefined()
  })

  test('is over at once on signing out, and only that one', async () => {
    const { login } = await somebody()
    const [one, other] = [await entering(login), await entering(login)]
    await signOut(pool, one.token)
    expect(await sessionActor(pool, one.token, START)).toBeUndefined()
    expect(await sessionActor(pool, other.token, START)).toBeDefined()
  })

  test('is over at once when an administrator ends it, and when its holder leaves', async () => {
    const { login, id } = await somebody()
    const one = await entering(login)
    expect(await run(pool, endPersonSessions, { person_id: String(id) })).toEqual({ ended_sessions: 1 })
    expect(await sessionActor(pool, one.token, START)).toBeUndefined()
    const told = await pool`select 1 from platform.journal where command = 'people.end-sessions'`
    expect(told).toHaveLength(1)
    const next = await entering(login)
    await pool`update people.persons set left_on = '2026-03-02' where id = ${id}`
    expect(await sessionActor(pool, next.token, START)).toBeUndefined()
    expect(await refusalOf(entering(login))).toBe('people.wrong-credentials')
  })
})

describe('a password', () => {
  test('is changed by its holder only, ends every session, and need not be changed again', async () => {
    const { login, actor } = await somebody()
    const { token } = await entering(login)
    const change = (current: string, fresh: string) => run(pool, changePassword, { current, fresh }, { actor })
    expect(await refusalOf(change('not the current one', '风铃与海潮的约定 9'))).toBe('people.wrong-password')
    expect(await change(PASSWORD, '风铃与海潮的约定 9')).toEqual({ ended_sessions: 1 })
    expect(await sessionActor(pool, token, START)).toBeUndefined()
    expect(await refusalOf(entering(login))).toBe('people.wrong-credentials')
    expect((await entering(login, '风铃与海潮的约定 9')).must_change).toBe(false)
  })

  test('that somebody else set gives no roles until it is changed', async () => {
    const { login, id, actor } = await somebody(true)
    const { token, must_change } = await entering(login)
    expect(must_change).toBe(true)
    const held = await sessionActor(pool, token, START)
    expect(held).toEqual({ id: String(id), name: `人员${made}`, roles: [] })
    expect(await ask(pool, me, { actor: held, at: START }, {})).toMatchObject({ must_change: true })
    await run(pool, changePassword, { current: PASSWORD, fresh: '风铃与海潮的约定 9' }, { actor })
    const { token: next } = await entering(login, '风铃与海潮的约定 9')
    expect((await sessionActor(pool, next, START))?.roles).toEqual(['editor'])
  })

  test('is refused when it is short, dull, common or contains the login', async () => {
    const { login, actor } = await somebody()
    for (const fresh of ['风铃与海潮', 'aaaaaaaaaaaaaaa', 'Password2026', `my ${login} 2026`, 'x'.repeat(129)]) {
      const refused = run(pool, changePassword, { current: PASSWORD, fresh }, { actor })
      expect(await refusalOf(refused), fresh).toBe('people.weak-password')
    }
  })

  test('is compared whole, and in whatever form its letters were typed', async () => {
    const { login, actor } = await somebody()
    const long = `${'很长的密码'.repeat(20)}é1`
    await run(pool, changePassword, { current: PASSWORD, fresh: long }, { actor })
    expect(await refusalOf(entering(login, long.slice(0, -1)))).toBe('people.wrong-credentials')
    expect((await entering(login, long.normalize('NFD'))).token).toHaveLength(43)
  })

  test('that was forgotten is replaced by a first one, which unlocks and must be changed', async () => {
    const { login, id } = await somebody()
    for (let n = 0; n < 8; n += 1) await refusalOf(entering(login, `wrong-${n}`))
    await run(pool, resetPassword, { person_id: String(id), password: 'first-one-2026' })
    expect((await entering(login, 'first-one-2026')).must_change).toBe(true)
    const nobody = run(pool, resetPassword, { person_id: '999999', password: 'first-one-2026' })
    expect(await refusalOf(nobody)).toBe('people.no-such-person')
  })
})

describe('a second factor', () => {
  async function withFactor() {
    const person = await somebody()
    const { uri } = await run(pool, startSecondFactor, {}, { actor: person.actor })
    const secret = new URL(String(uri)).searchParams.get('secret')!
    return { ...person, secret, codeAt: (at: Date) => totpCode(secret, totpStep(at)) }
  }

  test('counts codes as RFC 6238 does', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    const codes = [59, 1_111_111_109, 2_000_000_000].map(s => totpCode(secret, totpStep(new Date(s * 1000))))
    expect(codes).toEqual(['287082', '081804', '279037'])
  })

  test('counts only once a code has proved it', async () => {
    const { login, actor, codeAt } = await withFactor()
    expect((await entering(login)).token).toHaveLength(43)
    const wrong = codeAt(START) === '000000' ? '000001' : '000000'
    const confirm = (code: string) => run(pool, confirmSecondFactor, { code }, { actor, at: START })
    expect(await refusalOf(confirm(wrong))).toBe('people.wrong-code')
    await confirm(codeAt(START))
    expect(await refusalOf(entering(login))).toBe('people.code-needed')
    expect(await refusalOf(confirm(codeAt(START)))).toBe('people.no-totp-started')
    expect(await refusalOf(run(pool, startSecondFactor, {}, { actor }))).toBe('people.no-totp-started')
  })

  test('takes a code once, also when two bring it at the same moment', async () => {
    const { login, actor, codeAt } = await withFactor()
    await run(pool, confirmSecondFactor, { code: codeAt(START) }, { actor, at: START })
    expect(await refusalOf(entering(login, PASSWORD, START, codeAt(START)))).toBe('people.wrong-code')
    const later = minutesOn(5)
    const both = await Promise.allSettled([1, 2].map(() => entering(login, PASSWORD, later, codeAt(later))))
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await refusalOf(entering(login, PASSWORD, minutesOn(9), codeAt(later)))).toBe('people.wrong-code')
  })

  test('counts wrong codes as failures, and locks', async () => {
    const { login, actor, codeAt } = await withFactor()
    await run(pool, confirmSecondFactor, { code: codeAt(START) }, { actor, at: START })
    for (let n = 0; n < 8; n += 1) {
      expect(await refusalOf(entering(login, PASSWORD, minutesOn(5), 'abcdef'))).toBe('people.wrong-code')
    }
    expect(await refusalOf(entering(login, PASSWORD, minutesOn(6), codeAt(minutesOn(6))))).toBe('people.locked-out')
  })

  test('is taken away by the administrator when the telephone is lost, which ends every session', async () => {
    const { id, login, actor, codeAt } = await withFactor()
    await run(pool, confirmSecondFactor, { code: codeAt(START) }, { actor, at: START })
    const { token } = await entering(login, PASSWORD, minutesOn(5), codeAt(minutesOn(5)))
    const secured = async () => {
      const all = (await ask(pool, persons, { actor, at: START }, {})) as { id: bigint; second_factor: boolean }[]
      return all.find(person => BigInt(person.id) === id)?.second_factor
    }
    expect(await secured()).toBe(true)
    expect(await refusalOf(run(pool, removeSecondFactor, { person_id: String(id) }, { actor }))).toBe(
      'platform.forbidden',
    )
    await run(pool, removeSecondFactor, { person_id: String(id) })
    expect(await secured()).toBe(false)
    expect(await sessionActor(pool, token, minutesOn(6))).toBeUndefined()
    expect((await entering(login, PASSWORD, minutesOn(6))).token).toHaveLength(43)
    expect(await refusalOf(run(pool, removeSecondFactor, { person_id: String(id) }))).toBe('people.no-second-factor')
  })

  test('is confirmed only after it was asked for', async () => {
    const { actor } = await somebody()
    expect(await refusalOf(run(pool, confirmSecondFactor, { code: '123456' }, { actor }))).toBe(
      'people.no-totp-started',
    )
  })
})

describe('the routes', () => {
  function site(secure: boolean) {
    const app = new Hono()
    const settings = { pool, now: () => START, secure, trust_proxy: false }
    const reader = sessionReader(settings)
    mountSignIn(app, settings)
    app.get('/who', async c => c.text((await reader(c))?.name ?? 'nobody'))
    app.onError((error, c) => errorAnswer(c, error, () => undefined))
    const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
      app.request(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      })
    return { app, post }
  }

  test('set a cookie that scripts and other sites cannot use, and take it away again', async () => {
    const { login } = await somebody()
    const { app, post } = site(true)
    const answer = await post('/api/people/sign-in', { login, password: PASSWORD })
    const cookie = answer.headers.get('set-cookie')!
    expect(cookie).toMatch(/^__Host-beita=.+; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
    const held = { cookie: cookie.split(';')[0]! }
    expect(await (await app.request('/who', { headers: held })).text()).toBe(`人员${made}`)
    const gone = await post('/api/people/sign-out', {}, held)
    expect(gone.headers.get('set-cookie')).toContain('Max-Age=0')
    expect(await (await app.request('/who', { headers: held })).text()).toBe('nobody')
  })

  test('tell what is wrong in words, and set nothing', async () => {
    const { login } = await somebody()
    const { post } = site(false)
    const answer = await post('/api/people/sign-in', { login, password: 'wrong' })
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null])
    expect(await answer.json()).toMatchObject({ code: 'people.wrong-credentials', message: '登录名或密码不对。' })
    expect((await post('/api/people/sign-in', { login, password: PASSWORD, code: '12' })).status).toBe(400)
  })
})

test('no password, code or secret reaches the journal', async () => {
  const { actor, id } = await somebody()
  const { uri } = await run(pool, startSecondFactor, {}, { actor, id: randomUUID() })
  await run(pool, resetPassword, { person_id: String(id), password: '只说一次的密码 77' })
  const [row] = await pool<{ all: string }[]>`select string_agg(input || output, ' ') "all" from platform.journal`
  const secret = new URL(String(uri)).searchParams.get('secret')!
  for (const word of [PASSWORD, '只说一次的密码', secret, '风铃与海潮的约定', 'first-one-2026']) {
    expect(row!.all).not.toContain(word)
  }
  expect(row!.all).toContain('（不记录）')
})
