// What channels/ refuses.
import { refusal } from '../kernel/index.ts'
import { onConstraint } from '../platform/index.ts'

export const noSuchAccount = refusal('channels.no-such-account', 404, () => '没有这个渠道账号。')
export const wrongKind = refusal<{ adapter: string; kind: string }>(
  'channels.wrong-kind',
  422,
  f => `“${f.adapter}”方式的账号不能用“${f.kind}”稿，请重新选择。`,
)
const sameName = refusal('channels.same-name', 409, () => '这个平台上已经登记了同名的账号。')
export const accountClosed = refusal(
  'channels.account-closed',
  409,
  () => '这个账号已经注销，不能再改。需要时请重新登记。',
)

export const noInterface = refusal<{ adapter: string; platform: string }>(
  'channels.no-interface',
  422,
  f => `“${f.platform}”的账号不能用“${f.adapter}”接入。没有接口的账号用人工发布件。`,
)
export const secretIncomplete = refusal<{ missing: string[] }>(
  'channels.secret-incomplete',
  422,
  f => `接入信息还缺：${f.missing.join('、')}。`,
)
export const unsafeAddress = refusal(
  'channels.unsafe-address',
  422,
  () => '接口地址应为 https 地址；只有演练用的模拟平台可以用本机的 http 地址。',
)

export const noSuchSubscriber = refusal(
  'channels.no-such-subscriber',
  404,
  () => '订户里没有这个手机号，或者已经退订。',
)

export const noFeeds = refusal<{ account: string }>(
  'channels.no-feeds',
  422,
  f => `“${f.account}”不是本系统的网站，没有订阅源。`,
)
export const badQuota = refusal('channels.bad-quota', 422, () => '这个账号不是用这种方式接入的，请重新选择账号。')

export const fediverseAddress = refusal<{ problem: string }>(
  'channels.fediverse-address',
  422,
  f => `联邦网络账号${f.problem}`,
)
export const fediverseStays = refusal(
  'channels.fediverse-stays',
  409,
  () => '联邦网络账号的短名和网址登记后不能改：别的服务器按它认人。要换请另登记一个账号。',
)
export const handleInUse = refusal(
  'channels.same-handle',
  409,
  () => '这个短名已经有账号在用，或者是别的网站用过的旧短名，请换一个。',
)
export const siteHandle = refusal<{ problem: string }>('channels.site-handle', 422, f => `网站的短名${f.problem}。`)

onConstraint('account_is_named_once', sameName)
onConstraint('fediverse_name_is_used_once', handleInUse)
onConstraint('site_name_is_used_once', handleInUse)
