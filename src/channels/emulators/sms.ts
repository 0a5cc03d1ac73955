// Emulated 阿里云 and 腾讯云 SMS: signed calls, batches, limits, and receipts that can be asked for.
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import { type Emulator, emulator } from './desk.ts'

/** the secrets both emulators are set up with */
export const SMS_SECRET = 'emulator-secret'

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

function aliyunSigned(form: Record<string, string>): boolean {
  const { Signature, ...rest } = form
  const canonical = Object.keys(rest)
    .sort()
    .map(name => `${encode(name)}=${encode(rest[name]!)}`)
    .join('&')
  const wanted = createHmac('sha1', `${SMS_SECRET}&`)
    .update(`POST&%2F&${encode(canonical)}`)
    .digest('base64')
  return Signature === wanted
}

type Detail = { OutId: string; PhoneNum: string; SendStatus: number; ErrCode: string; Content: string }

export function aliyunEmulator(): Emulator {
  return emulator('aliyun-sms', (app, desk) => {
    const details: Detail[] = []
    const answer = (Code: string, Message: string, more: object = {}) => ({
      Code,
      Message,
      RequestId: randomUUID().toUpperCase(),
      ...more,
    })
    app.post('/', async c => {
      const form = Object.fromEntries(new URLSearchParams(await c.req.text())) as Record<string, string>
      if (!aliyunSigned(form)) return c.json(answer('SignatureDoesNotMatch', 'Specified signature is not matched'), 400)
      if (form.Action === 'QuerySmsSignList') return c.json(answer('OK', 'OK', { SmsSignList: [] }))
      if (form.Action === 'QuerySendDetails') {
        const all = details.filter(one => one.PhoneNum === form.PhoneNumber).reverse()
        const page = Number(form.CurrentPage ?? 1)
        const list = all.slice((page - 1) * 50, page * 50)
        return c.json(answer('OK', 'OK', { TotalCount: all.length, SmsSendDetailDTOs: { SmsSendDetailDTO: list } }))
      }
      const phones = (form.PhoneNumbers ?? '').split(',')
      if (phones.length > 1000) return c.json(answer('isv.MOBILE_COUNT_OVER_LIMIT', '手机号数量超过限制'))
      if (!form.SignName) return c.json(answer('isv.SMS_SIGNATURE_ILLEGAL', '短信签名不合法'))
      if (/https?:/.test(form.TemplateParam ?? ''))
        return c.json(answer('isv.PARAM_NOT_SUPPORT_URL', '变量不支持传入URL'))
      if (desk.strikes('send', 'busy')) return c.json(answer('isv.BUSINESS_LIMIT_CONTROL', '触发业务流控'))
      if (desk.strikes('send', 'lost_before')) return desk.drop(c)
      const OutId = form.OutId ?? ''
      for (const PhoneNum of phones)
        details.push({ OutId, PhoneNum, SendStatus: 3, ErrCode: 'DELIVERED', Content: form.TemplateParam ?? '' })
      const BizId = randomBytes(9).toString('hex')
      desk.commit({ id: BizId, key: OutId, facts: { count: phones.length, text: form.TemplateParam } })
      if (desk.strikes('send', 'lost')) return desk.drop(c)
      return c.json(answer('OK', 'OK', { BizId }))
    })
  })
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function tencentSigned(host: string, stamp: string, authorization: string, body: string): boolean {
  const day = new Date(Number(stamp) * 1000).toISOString().slice(0, 10)
  const canonical = `POST\n/\n\ncontent-type:application/json\nhost:${host}\n\ncontent-type;host\n${sha256(body)}`
  const text = `TC3-HMAC-SHA256\n${stamp}\n${day}/sms/tc3_request\n${sha256(canonical)}`
  const key = hmac(hmac(hmac(`TC3${SMS_SECRET}`, day), 'sms'), 'tc3_request')
  return authorization.endsWith(`Signature=${hmac(key, text).toString('hex')}`)
}

export function tencentEmulator(): Emulator {
  return emulator('tencent-sms', (app, desk) => {
    const sent: { phone: string; context: string }[] = []
    const error = (Code: string, Message: string) => ({
      Response: { Error: { Code, Message }, RequestId: randomUUID() },
    })
    app.post('/', async c => {
      const body = await c.req.text()
      const header = (name: string) => c.req.header(name) ?? ''
      if (!tencentSigned(header('host'), header('x-tc-timestamp'), header('authorization'), body))
        return c.json(error('AuthFailure.SignatureFailure', '签名错误'))
      const input = JSON.parse(body) as Record<string, unknown>
      const action = header('x-tc-action')
      if (action === 'DescribeSmsSignList') return c.json({ Response: { DescribeSignListStatusSet: [] } })
      if (action === 'PullSmsSendStatusByPhoneNumber') {
        const PullSmsSendStatusSet = sent
          .filter(one => one.phone === input.PhoneNumber)
          .slice(Number(input.Offset ?? 0), Number(input.Offset ?? 0) + Math.min(100, Number(input.Limit ?? 0)))
          .map(one => ({ SessionContext: one.context, ReportStatus: 'SUCCESS', PhoneNumber: one.phone }))
        return c.json({ Response: { PullSmsSendStatusSet } })
      }
      const phones = input.PhoneNumberSet as string[]
      if (phones.length > 200) return c.json(error('LimitExceeded.PhoneNumberCountLimit', '号码数量超过限制'))
      if (desk.strikes('send', 'busy')) return c.json(error('RequestLimitExceeded', '请求太频繁'))
      if (desk.strikes('send', 'lost_before')) return desk.drop(c)
      const context = String(input.SessionContext ?? '')
      for (const phone of phones) sent.push({ phone, context })
      const serial = `2028:${randomBytes(8).toString('hex')}`
      desk.commit({ id: serial, key: context, facts: { count: phones.length } })
      if (desk.strikes('send', 'lost')) return desk.drop(c)
      const SendStatusSet = phones.map(PhoneNumber => ({
        SerialNo: serial,
        PhoneNumber,
        Fee: 1,
        Code: 'Ok',
        Message: 'send success',
      }))
      return c.json({ Response: { SendStatusSet, RequestId: randomUUID() } })
    })
  })
}
