// 阿里云短信 for 手机报: batches of telephones, each with an OutId of its own; not idempotent, so a lost answer is looked up
// by QuerySendDetails before the batch is sent again.
import { createHmac, randomUUID } from 'node:crypto'
import type { Channel, Line } from '../contract.ts'
import { formatSms, type SmsGate, smsChannel } from './sms.ts'
import { ask, jsonOf, limitMs, reconnect, rejected, retry, unknown } from './trouble.ts'

type Body = Record<string, unknown> & { Code?: string; Message?: string }

const LATER: Record<string, number> = {
  'isv.BUSINESS_LIMIT_CONTROL': 60_000,
  'isv.DAY_LIMIT_CONTROL': 3_600_000,
  'isv.MONTH_LIMIT_CONTROL': 3_600_000,
  'Throttling.User': 10_000,
}
const RECONNECT = new Set(['isp.RAM_PERMISSION_DENY', 'InvalidAccessKeyId.NotFound', 'SignatureDoesNotMatch'])

/** RFC 3986, as the signature wants it. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

async function aliyun(
  line: Line,
  kind: 'harmless' | 'decisive',
  action: string,
  fields: Record<string, string>,
): Promise<Body> {
  const all: Record<string, string> = {
    ...fields,
    Action: action,
    Version: '2017-05-25',
    Format: 'JSON',
    AccessKeyId: line.secrets.access_key_id ?? '',
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: line
      .now()
      .toISOString()
      .replace(/\.\d+Z/, 'Z'),
  }
  const canonical = Object.keys(all)
    .sort()
    .map(name => `${encode(name)}=${encode(all[name]!)}`)
    .join('&')
  const signed = createHmac('sha1', `${line.secrets.access_key_secret}&`).update(`POST&%2F&${encode(canonical)}`)
  const body = `${canonical}&Signature=${encode(signed.digest('base64'))}`
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const made = jsonOf<Body>(kind, await ask(kind, () => line.out(`${line.base_url}/`, { body, headers })))
  const code = made.Code ?? ''
  const message = String(made.Message ?? '')
  if (code === 'OK') return made
  if (code === 'isp.SYSTEM_ERROR')
    throw kind === 'decisive' ? unknown(code, '阿里云系统出错，不知道发没发') : retry(code, message)
  if (LATER[code]) throw retry(code, `阿里云限制发送：${message}`, limitMs(line.settings, LATER[code]))
  if (RECONNECT.has(code)) throw reconnect(code, `阿里云不认接入信息：${message}`)
  throw rejected(code, `阿里云没有接受：${message}`)
}

type Detail = { OutId?: string; SendStatus?: number; ErrCode?: string }

const gate: SmsGate = {
  async send(line, phones, text, out_id) {
    const { sign = '', template = '', field = 'content' } = line.settings as Record<string, string>
    const made = await aliyun(line, 'decisive', 'SendSms', {
      PhoneNumbers: phones.join(','),
      SignName: sign,
      TemplateCode: template,
      TemplateParam: JSON.stringify({ [field]: text }),
      OutId: out_id,
    })
    return String(made.BizId)
  },
  async find(line, phone, out_id, day) {
    // every page of the day: what is not found counts as not sent
    for (let page = 1; ; page += 1) {
      const fields = {
        PhoneNumber: phone,
        SendDate: day.replaceAll('-', ''),
        PageSize: '50',
        CurrentPage: String(page),
      }
      const made = await aliyun(line, 'harmless', 'QuerySendDetails', fields)
      const list = ((made.SmsSendDetailDTOs as { SmsSendDetailDTO?: Detail[] } | undefined)?.SmsSendDetailDTO ??
        []) as Detail[]
      const ours = list.find(one => one.OutId === out_id)
      if (ours) return ours.SendStatus === 3 ? 'delivered' : ours.SendStatus === 2 ? 'failed' : 'waiting'
      if (list.length < 50) return undefined
    }
  },
  async probe(line) {
    await aliyun(line, 'harmless', 'QuerySmsSignList', { PageIndex: '1', PageSize: '1' })
  },
}

export const aliyunSms: Channel<{ text: string }> = smsChannel('aliyun-sms', '阿里云短信', gate, formatSms)
