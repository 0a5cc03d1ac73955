// Calls of a channel: only to hosts the account may speak to, never to an internal address, no redirects, with limits.
import { isIP } from 'node:net'
import { type Answer as Answered, type Asked, Blocked, guardedFetch, isPublicAddress } from '../platform/index.ts'

const TIMEOUT_MS = 20_000
const ANSWER_MAX = 4_000_000

export type Answer = Answered & { text(): string; json(): Record<string, unknown> }

/**
 * Makes a call. Throws Blocked before anything is sent. Throws NotSent when the connection could not be made: then the
 * other side knows nothing; any other failure leaves open whether it does.
 */
export type Outgoing = (url: string, asked?: Asked) => Promise<Answer>

/** Host patterns: `api.weibo.com`, `*.kuaishou.com`. */
function hostAllowed(host: string, patterns: readonly string[]): boolean {
  return patterns.some(one => (one.startsWith('*.') ? host.endsWith(one.slice(1)) : host === one))
}

type Reach = {
  /** hosts that may be called by https */
  hosts: readonly string[] | 'any-public'
  /** an origin that was set by hand for this account; a loopback one (an emulator) is then allowed */
  base_url: string | undefined
}

const isLoopback = (host: string) => /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(host)

function mayCall(url: URL, { hosts, base_url }: Reach): 'public' | 'anywhere' {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Blocked('只能访问 http 或 https 地址')
  if (url.username || url.password) throw new Blocked('地址里不能带用户名和密码')
  const base = base_url === undefined ? undefined : new URL(base_url)
  if (base && url.origin === base.origin) return isLoopback(base.hostname) ? 'anywhere' : 'public'
  const literal = url.hostname.replace(/[[\]]/g, '')
  if (isLoopback(url.hostname) || (isIP(literal) && !isPublicAddress(literal)))
    throw new Blocked('不能访问本机或内部网络的地址')
  if (hosts === 'any-public') return 'public'
  if (url.protocol === 'https:' && hostAllowed(url.hostname, hosts)) return 'public'
  throw new Blocked(`不能访问 ${url.hostname}：不在这个渠道允许的地址里`)
}

/** The calls an account may make. `signal` ends them when the worker stops. */
export function outgoing(reach: Reach, signal?: AbortSignal): Outgoing {
  const guard = {
    allow: (url: URL) => mayCall(url, reach),
    hops_max: 0,
    size_max: ANSWER_MAX,
    timeout_ms: TIMEOUT_MS,
  }
  return async (target, asked = {}) => {
    const answer = await guardedFetch(target, asked, guard, signal)
    const text = () => answer.body.toString('utf8')
    return { ...answer, text, json: () => JSON.parse(text()) as Record<string, unknown> }
  }
}
