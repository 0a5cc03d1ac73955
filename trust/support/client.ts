// An HTTP client of the product: signs in, sends commands under their own ids, asks queries. It knows nothing of the code.
import { randomUUID } from 'node:crypto'
import http from 'node:http'

export type Answer = {
  /** 0: no answer came (refused connection, cut off, timeout) */
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers are judged field by field
  body: any
  /** the first answer of an id that was sent before */
  replayed: boolean
}

export type Client = {
  cookie: string
  /** POST of a command; without `key` one is made */
  command(name: string, input: unknown, key?: string): Promise<Answer>
  /** GET of anything under the address; the body as text */
  text(path: string): Promise<{ status: number; text: string }>
  /** POST of a text file; its id */
  keepFile(name: string, content: string): Promise<string>
  close(): void
}

const TIMEOUT_MS = 30_000

type Raw = { status: number; text: string; headers: http.IncomingHttpHeaders }

function send(agent: http.Agent, url: string, method: string, headers: Record<string, string>, body?: string) {
  return new Promise<Raw>(resolve => {
    const failed = () => resolve({ status: 0, text: '', headers: {} })
    const request = http.request(url, { method, agent, headers, timeout: TIMEOUT_MS }, answer => {
      const parts: Buffer[] = []
      answer.on('data', part => parts.push(part))
      answer.on('error', failed)
      answer.on('aborted', failed)
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          text: Buffer.concat(parts).toString('utf8'),
          headers: answer.headers,
        }),
      )
    })
    request.on('error', failed)
    request.on('timeout', () => request.destroy())
    request.end(body)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/**
 * A client with so many connections; `cookie` is the session it speaks for. A command without an answer is sent `again` so
 * many times under the same id, as the workbench does.
 */
export function openClient(url: string, cookie: string, connections = 64, again = 0): Client {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  return {
    cookie,
    async command(name, input, key = randomUUID()) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': key, cookie }
      const path = `${url}/api/${name.replace('.', '/')}`
      let answer = await send(agent, path, 'POST', headers, JSON.stringify(input))
      for (let left = again; answer.status === 0 && left > 0; left -= 1)
        answer = await send(agent, path, 'POST', headers, JSON.stringify(input))
      const { status, text, headers: back } = answer
      return { status, body: parsed(text), replayed: back['idempotent-replayed'] === 'true' }
    },
    text: path => send(agent, `${url}${path}`, 'GET', { cookie }),
    async keepFile(name, content) {
      const headers = { 'content-type': 'text/plain', cookie }
      const address = `${url}/api/files?name=${encodeURIComponent(name)}`
      const { status, text } = await send(agent, address, 'POST', headers, content)
      if (status !== 200) throw new Error(`file ${name}: ${status} ${text}`)
      return (parsed(text) as { file_id: string }).file_id
    },
    close: () => agent.destroy(),
  }
}

/** Signs in; the session's cookie. */
export async function signIn(url: string, login: string, password: string): Promise<string> {
  const agent = new http.Agent()
  const body = JSON.stringify({ login, password })
  const headers = { 'content-type': 'application/json' }
  const answer = await send(agent, `${url}/api/people/sign-in`, 'POST', headers, body)
  const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0]
  if (answer.status !== 200 || !cookie) throw new Error(`sign-in of ${login}: ${answer.status} ${answer.text}`)
  return cookie
}
