// 腾讯云短信 for 手机报: the same batches, signed by TC3-HMAC-SHA256; the session context carries our number of the batch.
import { createHash, createHmac } from 'node:crypto'
import type { Channel, Line } from '../contract.ts'
import { formatSms, type SmsGate, smsChannel } from './sms.ts'
import { ask, jsonOf, limitMs, reconnect, rejected, retry, unknown } from './trouble.ts'

const LIMIT_MS = 60_000

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** The headers of one signed call: TC3-HMAC-SHA256 over method, headers and body. */
function signed(line: Line, action: string, body: string): Record<string, string> {
  const host = new URL(line.base_url).host
  const stamp = String(Math.floor(line.now().getTime() / 1000))
  const day = line.now().toISOString().slice(0, 10)
  const canonical = `POST\n/\n\ncontent-type:application/json\nhost:${host}\n\ncontent-type;host\n${sha256(body)}`
  const scope = `${day}/sms/tc3_request`
  const text = `TC3-HMAC-SHA256\n${stamp}\n${scope}\n${sha256(canonical)}`
  const key = hmac(hmac(hmac(`TC3${line.secrets.secret_key}`, day), 'sms'), 'tc3_request')
  const signature = hmac(key, text).toString('hex')
  return {
    'content-type': 'application/json',
    'x-tc-action': action,
    'x-tc-version': '2021-01-11',
    'x-tc-timestamp': stamp,
    'x-tc-region': 'ap-guangzhou',
    authorization: `TC3-HMAC-SHA256 Credential=${line.secrets.secret_id}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
  }
}

type Answered = { Response?: Record<string, unknown> & { Error?: { Code: string; Message: string } } }
type Sent = { Code: string; Message: string; SerialNo: string }

function mustBeGood(line: Line, kind: 'harmless' | 'decisive', code: string, message: string): void {
  if (code === 'Ok') return
  if (code.startsWith('InternalError'))
    throw kind === 'decisive' ? unknown(code, '腾讯云系统出错，不知道发没发') : retry(code, message)
  if (code.startsWith('LimitExceeded') || code === 'RequestLimitExceeded')
    throw retry(code, `腾讯云限制发送：${message}`, limitMs(line.settings, LIMIT_MS))
  if (code.startsWith('AuthFailure') || code.startsWith('UnauthorizedOperation'))
    throw reconnect(code, `腾讯云不认接入信息：${message}`)
  throw rejected(code, `腾讯云没有接受：${message}`)
}

async function tencent(line: Line, kind: 'harmless' | 'decisive', action: string, input: Record<string, unknown>) {
  const body = JSON.stringify(input)
  const answer = await ask(kind, () => line.out(`${line.base_url}/`, { body, headers: signed(line, action, body) }))
  const { Response = {} } = jsonOf<Answered>(kind, answer)
  if (Response.Error) mustBeGood(line, kind, Response.Error.Code, Response.Error.Message)
  return Response
}

/** statuses to a page, as many as the interface gives */
const PULLED = 100

export const tencentGate: SmsGate = {
  async send(line, phones, text, out_id) {
    const { sign = '', template = '', app_id = '' } = line.settings as Record<string, string>
    const made = await tencent(line, 'decisive', 'SendSms', {
      PhoneNumberSet: phones.map(phone => `+86${phone}`),
      SmsSdkAppId: app_id,
      SignName: sign,
      TemplateId: template,
      TemplateParamSet: [text],
      SessionContext: out_id,
    })
    const list = (made.SendStatusSet ?? []) as Sent[]
    if (list[0]) mustBeGood(line, 'decisive', list[0].Code, list[0].Message)
    return list[0]?.SerialNo ?? out_id
  },
  async find(line, phone, out_id, day) {
    const begin = Math.floor(Date.parse(`${day}T00:00:00+08:00`) / 1000)
    const { app_id = '' } = line.settings as Record<string, string>
    // every page: what is not found counts as not sent
    for (let Offset = 0; ; Offset += PULLED) {
      const made = await tencent(line, 'harmless', 'PullSmsSendStatusByPhoneNumber', {
        PhoneNumber: `+86${phone}`,
        SmsSdkAppId: app_id,
        BeginTime: begin,
        EndTime: begin + 2 * 86_400,
        Offset,
        Limit: PULLED,
      })
      const list = (made.PullSmsSendStatusSet ?? []) as { SessionContext?: string; ReportStatus?: string }[]
      const ours = list.find(one => one.SessionContext === out_id)
      if (ours)
        return ours.ReportStatus === 'SUCCESS' ? 'delivered' : ours.ReportStatus === 'FAIL' ? 'failed' : 'waiting'
      if (list.length < PULLED) return undefined
    }
  },
  async probe(line) {
    await tencent(line, 'harmless', 'DescribeSmsSignList', { SignIdSet: [], International: 0 })
  },
}

export const tencentSms: Channel<{ text: string }> = smsChannel('tencent-sms', '腾讯云短信', tencentGate, formatSms)
