// What people/ refuses.

import { refusal } from '../kernel/index.ts'
import { onConstraint } from '../platform/index.ts'

export const wrongCredentials = refusal('people.wrong-credentials', 401, () => '登录名或密码不对。')
export const lockedOut = refusal<{ minutes: number }>(
  'people.locked-out',
  429,
  f => `连续输错次数过多，请 ${f.minutes} 分钟后再试。`,
)
export const codeNeeded = refusal('people.code-needed', 401, () => '请输入验证器上的 6 位动态码。')
export const wrongCode = refusal('people.wrong-code', 401, () => '动态码不对或已用过，请用验证器上最新的 6 位数字。')
export const wrongPassword = refusal('people.wrong-password', 422, () => '当前密码不对。')
export const weakPassword = refusal<{ problem: string }>('people.weak-password', 422, f => `${f.problem}。`)
export const noSuchPerson = refusal<{ person_id: string }>('people.no-such-person', 404, () => '没有这个人员。')
export const noSuchSection = refusal<{ section: string }>(
  'people.no-such-section',
  404,
  f => `没有名为“${f.section}”的科室。`,
)
export const noUnit = refusal('people.no-unit', 409, () => '单位还没有设置，请先填单位名称和科室。')
export const unknownRole = refusal<{ role: string }>('people.unknown-role', 422, f => `没有“${f.role}”这个角色。`)
const loginTaken = refusal('people.login-taken', 409, () => '这个登录名已有人使用。')
export const lastAdmin = refusal('people.last-admin', 409, () => '至少要保留一名在岗的系统管理员。')
export const noSecondFactor = refusal('people.no-second-factor', 409, () => '这个人没有启用动态码。')
export const noTotpStarted = refusal('people.no-totp-started', 409, () => '请先申请动态码，再输入 6 位数字确认。')

onConstraint('login_is_unique', loginTaken)
export const alreadySetUp = refusal('people.already-set-up', 409, () => '单位已经设置过，请直接登录。')
export const wrongSetupCode = refusal(
  'people.wrong-setup-code',
  403,
  () => '设置码不对。设置码在启动时显示在命令行里，重新启动会显示新的设置码。',
)
