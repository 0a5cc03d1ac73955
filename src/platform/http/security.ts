// Headers and checks on every request: content policy, no framing, and writes only from our own pages.
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { refusal } from '../../kernel/index.ts'
import { malformed } from '../input.ts'

const crossSite = refusal('platform.cross-site', 403, () => '请求不是从本系统页面发出的，已拒绝。')
const tooLarge = refusal<{ limit_mb: number }>('platform.too-large', 413, f => `上传内容超过 ${f.limit_mb} MB 的上限。`)

const BODY_LIMIT_MB = 64

const POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "script-src 'self'",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** What every answer carries. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), microphone=(), camera=(self)',
}

export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    // a route may be stricter: files people brought are never trusted
    if (name !== 'content-security-policy' || !c.res.headers.has(name)) c.res.headers.set(name, value)
  }
}

/** An address with a zero character is nobody's link: no route and no column has a use for it. */
export const plainAddresses: MiddlewareHandler = async (c, next) => {
  if (/%00/.test(c.req.url)) throw malformed({ problems: [{ path: '地址', message: '含有不能识别的字符' }] })
  await next()
}

/** False also for the origin `null`, and for what is no address at all. */
const isOurs = (origin: string, host: string | undefined) => URL.canParse(origin) && new URL(origin).host === host

/** A write must come from a page of ours (Origin or Sec-Fetch-Site), or from a program that is no browser. */
export const sameOriginWrites: MiddlewareHandler = async (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    if (site !== undefined && site !== 'same-origin') throw crossSite()
    if (origin !== undefined && !isOurs(origin, c.req.header('host'))) throw crossSite()
  }
  await next()
}

export const limitedBody = bodyLimit({
  maxSize: BODY_LIMIT_MB * 1024 * 1024,
  onError: () => {
    throw tooLarge({ limit_mb: BODY_LIMIT_MB })
  },
})

/** The address of the caller; the proxy's word is taken only when the configuration says so. */
export function addressOf(c: Context, trustProxy: boolean): string {
  if (trustProxy) {
    const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    if (forwarded) return forwarded
  }
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
  return incoming?.socket?.remoteAddress ?? ''
}
