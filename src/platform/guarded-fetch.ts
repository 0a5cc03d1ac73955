// The one way of this program to the outside by HTTP: the address is looked at when the connection is made and again behind
// every redirect, so that no name and no redirect leads into the house. Limits on hops, size and time.
import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from './public-address.ts'

/** Refused before anything was sent. `hops`: behind how many redirects. */
export class Blocked extends Error {
  readonly hops: number
  constructor(message: string, hops = 0) {
    super(message)
    this.hops = hops
  }
}
/** The connection could not be made: the other side knows nothing. */
export class NotSent extends Error {}
export class TooLarge extends Error {}
export class TooSlow extends Error {}

type Lookup = (host: string, done: (error: Error | null, found: LookupAddress[]) => void) => void

export type Guard = {
  /** what may be asked at all, at every hop; throws Blocked. `anywhere`: the address is not looked at (an emulator here) */
  allow(url: URL, hops: number): 'public' | 'anywhere'
  /** redirects that are followed; more of them are answered as they are when 0, else refused */
  hops_max: number
  size_max: number
  /** of silence; the whole may take three times as long */
  timeout_ms: number
  lookup?: Lookup
  /** which addresses may be connected to; tests let their own server in by its port */
  mayConnect?(address: string, port: number): boolean
  /** looked at before the body is read */
  wants?(status: number, headers: http.IncomingHttpHeaders): boolean
}

export type Asked = {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array | FormData | URLSearchParams
}
export type Answer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer; url: URL }

const INNER = '不能访问本机或内部网络的地址'
const bare = (host: string) => host.replace(/^\[|\]$/g, '')

/** Whether a name can only mean this machine or this house. */
export function isInnerName(host: string): boolean {
  const name = bare(host.toLowerCase()).replace(/\.$/, '')
  if (isIP(name)) return !isPublicAddress(name)
  return !name.includes('.') || /\.(local|localhost|internal|lan|home|corp|intranet)$/.test(name)
}

/** Resolves a name and refuses inner addresses at the moment of connecting, so that a name cannot change in between. */
function guardedLookup(guard: Guard, port: number, hops: number) {
  const lookup = guard.lookup ?? ((host, done) => systemLookup(host, { all: true }, done))
  const may = guard.mayConnect ?? isPublicAddress
  return (host: string, options: { all?: boolean }, done: (...answer: unknown[]) => void): void =>
    lookup(host, (error, found) => {
      const [first] = found ?? []
      if (error || !first) return done(error ?? new Error('no address'))
      if (!found.every(one => may(one.address, port))) return done(new Blocked(INNER, hops))
      return options.all ? done(null, found) : done(null, first.address, first.family)
    })
}

async function bodyOf({ body }: Asked): Promise<{ bytes: Buffer | undefined; type: string | undefined }> {
  if (body === undefined) return { bytes: undefined, type: undefined }
  if (typeof body === 'string' || body instanceof Uint8Array) return { bytes: Buffer.from(body), type: undefined }
  const made = new Response(body)
  return { bytes: Buffer.from(await made.arrayBuffer()), type: made.headers.get('content-type') ?? undefined }
}

type Sending = { method: string; headers: Record<string, string>; bytes: Buffer | undefined }

function receive(answer: http.IncomingMessage, guard: Guard, done: (body: Buffer) => void): void {
  const parts: Buffer[] = []
  let size = 0
  if (guard.wants && !guard.wants(answer.statusCode ?? 0, answer.headers)) {
    answer.destroy()
    done(Buffer.alloc(0))
    return
  }
  answer.on('data', (part: Buffer) => {
    size += part.length
    if (size > guard.size_max) answer.destroy(new TooLarge('对方的答复太长'))
    else parts.push(part)
  })
  answer.on('end', () => done(Buffer.concat(parts)))
}

/** One hop. */
function ask(url: URL, hops: number, { method, headers, bytes }: Sending, guard: Guard, signal?: AbortSignal) {
  const where = guard.allow(url, hops)
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  const literal = bare(url.hostname)
  const may = guard.mayConnect ?? isPublicAddress
  // an address in figures is connected to without any lookup
  if (where === 'public' && isIP(literal) && !may(literal, port)) throw new Blocked(INNER, hops)
  return new Promise<Answer>((resolve, reject) => {
    let connected = false
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method,
      headers,
      timeout: guard.timeout_ms,
      agent: false,
      ...(signal ? { signal } : {}),
      ...(where === 'public' ? { lookup: guardedLookup(guard, port, hops) as never } : {}),
    })
    const slow = () => request.destroy(new TooSlow(`等了 ${guard.timeout_ms / 1000} 秒没有答复`))
    const timer = setTimeout(slow, guard.timeout_ms * 3)
    const lost = (error: Error) => reject(error instanceof Blocked || connected ? error : new NotSent(error.message))
    request.on('socket', socket =>
      socket.once('connect', () => {
        connected = true
      }),
    )
    request.on('timeout', slow)
    request.on('error', lost)
    request.on('close', () => clearTimeout(timer))
    request.on('response', answer => {
      answer.on('error', reject)
      const { statusCode = 0, headers: said } = answer
      receive(answer, guard, body => resolve({ status: statusCode, headers: said, body, url }))
    })
    request.end(bytes)
  })
}

/**
 * Asks an address and follows its redirects as far as the guard lets it. Throws Blocked before anything is sent to a place that
 * is not allowed, NotSent when no connection was made, TooLarge, TooSlow; any other failure leaves open whether the other
 * side took it.
 */
export async function guardedFetch(
  target: string | URL,
  asked: Asked,
  guard: Guard,
  signal?: AbortSignal,
): Promise<Answer> {
  const { bytes, type } = await bodyOf(asked)
  const headers = {
    ...(type ? { 'content-type': type } : {}),
    ...asked.headers,
    ...(bytes ? { 'content-length': String(bytes.length) } : {}),
  }
  const sending = { method: asked.method ?? (bytes ? 'POST' : 'GET'), headers, bytes }
  let url = new URL(target)
  for (let hops = 0; ; hops += 1) {
    const answer = await ask(url, hops, sending, guard, signal)
    const { location } = answer.headers
    const redirected = answer.status >= 300 && answer.status < 400 && answer.status !== 304 && location !== undefined
    if (!redirected || guard.hops_max === 0 || !URL.canParse(location, url.href)) return answer
    if (hops >= guard.hops_max) throw new Blocked('对方网站转向次数太多', hops)
    url = new URL(location, url)
  }
}
