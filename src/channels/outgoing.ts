// Calls to the outside: only to hosts the account may speak to, never to an internal address, no redirects, with limits.
import { lookup as resolve } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from '../platform/index.ts'

const TIMEOUT_MS = 20_000
const ANSWER_MAX = 4_000_000

export class Blocked extends Error {}

export type Answer = {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
  text(): string
  json(): Record<string, unknown>
}
export type Asked = {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array | FormData | URLSearchParams
}
/**
 * Makes a call. Throws Blocked before anything is sent. Throws NotSent when the connection could not be made: then the
 * other side knows nothing; any other failure leaves open whether it does.
 */
export type Outgoing = (url: string, asked?: Asked) => Promise<Answer>
export class NotSent extends Error {}

/** Host patterns: `api.weibo.com`, `*.kuaishou.com`. */
function hostAllowed(host: string, patterns: readonly string[]): boolean {
  return patterns.some(one => (one.startsWith('*.') ? host.endsWith(one.slice(1)) : host === one))
}

export type Reach = {
  /** hosts that may be called by https */
  hosts: readonly string[] | 'any-public'
  /** an origin that was set by hand for this account; a loopback one (an emulator) is then allowed */
  base_url: string | undefined
}

const isLoopback = (host: string) => /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(host)

function mayCall(url: URL, { hosts, base_url }: Reach): 'public' | 'loopback' {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Blocked('只能访问 http 或 https 地址')
  if (url.username || url.password) throw new Blocked('地址里不能带用户名和密码')
  const base = base_url === undefined ? undefined : new URL(base_url)
  if (base && url.origin === base.origin) return isLoopback(base.hostname) ? 'loopback' : 'public'
  if (
    isLoopback(url.hostname) ||
    (isIP(url.hostname.replace(/[[\]]/g, '')) && !isPublicAddress(url.hostname.replace(/[[\]]/g, '')))
  )
    throw new Blocked('不能访问本机或内部网络的地址')
  if (hosts === 'any-public') return 'public'
  if (url.protocol === 'https:' && hostAllowed(url.hostname, hosts)) return 'public'
  throw new Blocked(`不能访问 ${url.hostname}：不在这个渠道允许的地址里`)
}

/** Resolves a name and refuses internal addresses at the moment of connecting, so that a name cannot change in between. */
const publicOnly: LookupFunction = (host, options, done) => {
  resolve(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '', 4)
    const bad = found.find(one => !isPublicAddress(one.address))
    if (bad || found.length === 0) return done(new Blocked(`${host} 指向内部网络，不能访问`), '', 4)
    if (options.all) return (done as unknown as (e: null, all: typeof found) => void)(null, found)
    done(null, found[0]!.address, found[0]!.family)
  })
}

async function bodyOf(asked: Asked): Promise<{ bytes: Buffer | undefined; type: string | undefined }> {
  const { body } = asked
  if (body === undefined) return { bytes: undefined, type: undefined }
  if (typeof body === 'string') return { bytes: Buffer.from(body), type: undefined }
  if (body instanceof Uint8Array) return { bytes: Buffer.from(body), type: undefined }
  const made = new Response(body)
  return { bytes: Buffer.from(await made.arrayBuffer()), type: made.headers.get('content-type') ?? undefined }
}

function receive(answer: http.IncomingMessage, done: (made: Answer) => void, fail: (error: Error) => void): void {
  const parts: Buffer[] = []
  let size = 0
  answer.on('data', (part: Buffer) => {
    size += part.length
    if (size > ANSWER_MAX) answer.destroy(new Error('对方的答复太长'))
    else parts.push(part)
  })
  answer.on('error', fail)
  answer.on('end', () => {
    const body = Buffer.concat(parts)
    const text = () => body.toString('utf8')
    const json = () => JSON.parse(text()) as Record<string, unknown>
    done({ status: answer.statusCode ?? 0, headers: answer.headers, body, text, json })
  })
}

/** The calls an account may make. `signal` ends them when the worker stops. */
export function outgoing(reach: Reach, signal?: AbortSignal): Outgoing {
  return async (target, asked = {}) => {
    const url = new URL(target)
    const where = mayCall(url, reach)
    const { bytes, type } = await bodyOf(asked)
    const headers = {
      ...(type ? { 'content-type': type } : {}),
      ...asked.headers,
      ...(bytes ? { 'content-length': String(bytes.length) } : {}),
    }
    return new Promise<Answer>((done, fail) => {
      let connected = false
      const lost = (error: Error) => fail(error instanceof Blocked || connected ? error : new NotSent(error.message))
      const request = (url.protocol === 'https:' ? https : http).request(url, {
        method: asked.method ?? (bytes ? 'POST' : 'GET'),
        headers,
        timeout: TIMEOUT_MS,
        agent: false,
        ...(signal ? { signal } : {}),
        ...(where === 'public' ? { lookup: publicOnly } : {}),
      })
      request.on('socket', socket =>
        socket.once('connect', () => {
          connected = true
        }),
      )
      request.on('timeout', () => request.destroy(new Error('等了 20 秒没有答复')))
      request.on('error', lost)
      request.on('response', answer => receive(answer, done, fail))
      request.end(bytes)
    })
  }
}
