// The provincial channel by the neutral contract of docs/provincial-contract.md: ninjs 3.1 bodies, signed, with a key that
// makes sending twice the same as sending once.
import { createHash, createHmac } from 'node:crypto'
import type { Channel, Found, Line, Outcome, Parcel } from '../contract.ts'
import { verdictOn } from './look-back.ts'
import { ninjsCanceled, ninjsOf } from './ninjs.ts'
import { ask, jsonOf, outcomeOf, pollMs, reconnect, rejected, retry, unknown } from './trouble.ts'

type Item = Record<string, unknown>
type Submission = { submission_id: string; state: string; reason?: string; url?: string }

/** HMAC-SHA256 over method, path, date and the body's hash, as the contract says. */
export function signature(key: string, method: string, path: string, date: string, body: string): string {
  const hash = createHash('sha256').update(body).digest('hex')
  return createHmac('sha256', key).update([method, path, date, hash].join('\n')).digest('hex')
}

async function province(
  line: Line,
  kind: 'harmless' | 'decisive',
  method: 'GET' | 'POST',
  path: string,
  body = '',
  key?: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const date = line.now().toISOString()
  const mac = signature(line.secrets.key ?? '', method, path, date, body)
  const headers: Record<string, string> = {
    date,
    authorization: `BEITA-HMAC-SHA256 key_id=${line.secrets.key_id}, signature=${mac}`,
    ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
    ...(key ? { 'idempotency-key': key } : {}),
  }
  const answer = await ask(kind, () =>
    line.out(`${line.base_url}${path}`, { method, headers, ...(body ? { body } : {}) }),
  )
  if (answer.status === 401 || answer.status === 403) throw reconnect(answer.status, '省级平台不认接入信息')
  if (answer.status === 404) return { status: 404, body: {} }
  const made = jsonOf(kind, answer)
  if (answer.status === 409) throw retry(409, String(made.message ?? '省级平台正在处理同一件'), 5_000)
  if (answer.status >= 400)
    throw rejected(String(made.code ?? answer.status), String(made.message ?? '省级平台没有接受'))
  return { status: answer.status, body: made }
}

function stateOf({ submission_id, state, reason, url }: Submission, wait: number): Outcome {
  if (state === 'returned') return { class: 'rejected', code: 'returned', message: `省级平台退回：${reason ?? ''}` }
  if (state === 'adopted') return { class: 'sent', external_id: submission_id, visible: true, ...(url ? { url } : {}) }
  return { class: 'pending', external_id: submission_id, check_in_ms: wait }
}

async function submit(line: Line, item: Item, parcel: Parcel): Promise<Outcome> {
  const { body } = await province(line, 'decisive', 'POST', '/v1/submissions', JSON.stringify(item), parcel.key)
  if (typeof body.submission_id !== 'string') throw unknown('bad-answer', '省级平台的答复里没有收件号')
  return { class: 'pending', external_id: body.submission_id, check_in_ms: 3_000 }
}

async function look(line: Line, key: string, begun_at: Date): Promise<Found> {
  const { status, body } = await province(line, 'harmless', 'GET', `/v1/submissions?key=${encodeURIComponent(key)}`)
  // the same key can be sent again without harm
  if (status === 404) return { class: 'absent' }
  return verdictOn(stateOf(body as Submission, pollMs(line.settings, begun_at, line.now())))
}

export const provincial: Channel<Item> = {
  adapter: 'provincial',
  title: '省级频道',
  operation: () => 'publish',
  format: parcel => ninjsOf(parcel),
  send: (line, item, parcel) => outcomeOf(() => submit(line, item, parcel)),
  check: (line, known) =>
    outcomeOf(async (): Promise<Outcome> => {
      const { status, body } = await province(
        line,
        'harmless',
        'GET',
        `/v1/submissions/${encodeURIComponent(known.external_id ?? '')}`,
      )
      if (status === 404) return { class: 'rejected', code: 'gone', message: '省级平台上没有这一件' }
      return stateOf(body as Submission, pollMs(line.settings, known.begun_at, line.now()))
    }),
  look: (line, _item, parcel, known) => outcomeOf(() => look(line, parcel.key, known.begun_at)),
  withdraw: (line, known, { reason, key, version }) =>
    outcomeOf(async (): Promise<Outcome> => {
      const item = ninjsCanceled(key.split('-')[0]!, version, reason, line.now().toISOString())
      const body = JSON.stringify({ submission_id: known.external_id, reason, item })
      await province(line, 'harmless', 'POST', '/v1/withdrawals', body, `${key}-withdraw`)
      return { class: 'sent', external_id: known.external_id ?? '', visible: false }
    }),
  probe: line =>
    outcomeOf(async (): Promise<Outcome> => {
      await province(line, 'harmless', 'GET', '/v1/instructions?since=2020-01-01')
      return { class: 'sent', external_id: '', visible: false }
    }),
}
