// Sign-in and sign-out: the two routes that make and end a session. They are no journalled commands, since nothing of
// the books changes; the security log has their line.
import type { Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { type Actor, addressOf, json, type Pool, parseInput, readJson } from '../platform/index.ts'
import { sessionActor, signIn, signOut } from './sessions.ts'

const SignIn = z.strictObject({
  login: z.string().min(1, '请填登录名').max(64),
  password: z.string().min(1, '请填密码').max(200),
  code: z
    .string()
    .regex(/^\d{6}$/, '动态码为 6 位数字')
    .optional(),
})

type Settings = { pool: Pool; now(): Date; secure: boolean; trust_proxy: boolean }

const cookieName = (secure: boolean) => (secure ? '__Host-beita' : 'beita')

/** Who calls, by the session cookie. */
export function sessionReader({ pool, now, secure }: Settings): (c: Context) => Promise<Actor | undefined> {
  return async c => {
    const token = getCookie(c, cookieName(secure))
    return token ? sessionActor(pool, token, now()) : undefined
  }
}

/** POST /api/people/sign-in and /api/people/sign-out. */
export function mountSignIn(app: Hono, settings: Settings): void {
  const { pool, now, secure, trust_proxy } = settings
  const name = cookieName(secure)
  app.post('/api/people/sign-in', async c => {
    const given = parseInput(SignIn, await readJson(c))
    const from = { at: now(), address: addressOf(c, trust_proxy), agent: c.req.header('user-agent') ?? '' }
    const { token, must_change } = await signIn(pool, given, from)
    setCookie(c, name, token, { httpOnly: true, secure, sameSite: 'Strict', path: '/' })
    return json(c, { must_change })
  })
  app.post('/api/people/sign-out', async c => {
    const token = getCookie(c, name)
    if (token) await signOut(pool, token)
    deleteCookie(c, name, { path: '/', secure })
    c.header('clear-site-data', '"cache"')
    return json(c, {})
  })
}
