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

onConstraint('account_is_named_once', sameName)
