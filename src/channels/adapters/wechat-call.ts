// WeChat's calls: the stable token, errors that come with HTTP 200, and what each number means for a delivery.
import type { Line } from '../contract.ts'
import { ask, jsonOf, reconnect, rejected, retry, type Trouble, unknown } from './trouble.ts'

const HOUR = 3_600_000
const TOKEN_BAD = new Set([40001, 40014, 42001])
const RECONNECT = new Set([40013, 40125, 40164, 41002, 41004])
const LATER: Record<number, number> = { 45009: HOUR, 45011: 60_000, 45028: HOUR, 45066: 60_000, 53501: 60_000 }

type Body = Record<string, unknown> & { errcode?: number; errmsg?: string }

function troubleOf(kind: 'harmless' | 'decisive', { errcode = 0, errmsg = '' }: Body): Trouble {
  if (errcode === -1) return kind === 'decisive' ? unknown(-1, '微信系统繁忙') : retry(-1, '微信系统繁忙')
  if (LATER[errcode]) return retry(errcode, `微信要求稍后再试：${errmsg}`, LATER[errcode])
  if (TOKEN_BAD.has(errcode) || RECONNECT.has(errcode)) return reconnect(errcode, `微信不认接入信息：${errmsg}`)
  if (errcode === 48001) return rejected(errcode, '这个公众号没有发布接口的权限，请改用人工发布件')
  return rejected(errcode, `微信没有接受：${errmsg}`)
}

/** The stable token: the same until five minutes before its end, so that asking twice does no harm. */
async function tokenOf(line: Line, fresh: boolean): Promise<string> {
  const margin = 300_000
  if (!fresh && line.token && line.token.expires_at.getTime() - margin > line.now().getTime()) return line.token.value
  const body = {
    grant_type: 'client_credential',
    appid: line.secrets.appid,
    secret: line.secrets.secret,
    force_refresh: false,
  }
  const answer = await ask('harmless', () =>
    line.out(`${line.base_url}/cgi-bin/stable_token`, { body: JSON.stringify(body) }),
  )
  const made = jsonOf<Body & { access_token?: string; expires_in?: number }>('harmless', answer)
  if (!made.access_token) throw troubleOf('harmless', made)
  await line.keepToken(made.access_token, new Date(line.now().getTime() + (made.expires_in ?? 7200) * 1000))
  return made.access_token
}

/** One call; a token that ran out is renewed once. `allow`: numbers the caller understands itself. */
export async function wechat(
  line: Line,
  kind: 'harmless' | 'decisive',
  path: string,
  body: Record<string, unknown> | FormData,
  allow: readonly number[] = [],
): Promise<Body> {
  for (let attempt = 1; ; attempt += 1) {
    const token = await tokenOf(line, attempt > 1)
    const mark = path.includes('?') ? '&' : '?'
    const url = `${line.base_url}${path}${mark}access_token=${encodeURIComponent(token)}`
    const sent = body instanceof FormData ? body : JSON.stringify(body)
    const answer = jsonOf<Body>(kind, await ask(kind, () => line.out(url, { body: sent })))
    const code = answer.errcode ?? 0
    if (code === 0 || allow.includes(code)) return answer
    // a token that is not accepted was refused before anything was done
    if (TOKEN_BAD.has(code) && attempt === 1) continue
    throw troubleOf(kind, answer)
  }
}
