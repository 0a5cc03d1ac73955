// What supervision/ refuses.
import { refusal } from '../kernel/index.ts'
import { onConstraint } from '../platform/index.ts'
import { FINDING_STATES } from './vocabulary.ts'

export const noSuchRule = refusal('supervision.no-such-rule', 404, () => '没有这项制度。')
const ruleTitleTaken = refusal(
  'supervision.rule-title-taken',
  409,
  () => '已有同名的制度，修订请在原制度下发布新版本。',
)
export const emptyRule = refusal('supervision.empty-rule', 422, () => '请写制度正文，或上传制度文件。')
export const nobodyMustKnow = refusal(
  'supervision.nobody-must-know',
  422,
  () => '请选哪些人要学习：全体，或某些岗位、科室。',
)
export const ruleRepealed = refusal('supervision.rule-repealed', 409, () => '这项制度已经废止。')
export const newerVersion = refusal<{ version_no: number }>(
  'supervision.newer-version',
  409,
  f => `这项制度已有第 ${f.version_no} 版，请刷新后阅读新版。`,
)
const alreadyRead = refusal('supervision.already-read', 409, () => '您已经确认过学习这一版。')
const planTitleTaken = refusal('supervision.plan-title-taken', 409, () => '已有同名的检查计划。')
export const noSuchPlan = refusal('supervision.no-such-plan', 404, () => '没有这个检查计划。')
export const notTheChecker = refusal<{ person: string }>(
  'supervision.not-the-checker',
  403,
  f => `这项检查由${f.person}登记，综合运行、主任和审计也可以登记。`,
)
export const planEnded = refusal('supervision.plan-ended', 409, () => '这个检查计划已经停用。')
export const itemsDiffer = refusal(
  'supervision.items-differ',
  422,
  () => '检查结果要与计划的检查项逐项对应，请刷新后重新填写。',
)
export const findingNeeded = refusal<{ item: string }>(
  'supervision.finding-needed',
  422,
  f => `“${f.item}”有问题，要写明问题、整改责任人和期限。`,
)
export const checkInFuture = refusal('supervision.check-in-future', 422, () => '检查日期不能晚于今天。')
export const dueTooEarly = refusal('supervision.due-too-early', 422, () => '整改期限不能早于检查日期。')
export const noSuchFinding = refusal('supervision.no-such-finding', 404, () => '没有这个问题。')
export const notResponsible = refusal<{ person: string }>(
  'supervision.not-responsible',
  403,
  f => `这个问题由${f.person}负责整改。`,
)
export const wrongFindingState = refusal<{ state: keyof typeof FINDING_STATES }>(
  'supervision.wrong-finding-state',
  409,
  f => `这个问题现在是“${FINDING_STATES[f.state]}”，不能这样办理。`,
)
export const ownRectification = refusal('supervision.own-rectification', 403, () => '自己整改的问题，要由别人确认。')
export const reasonNeeded = refusal('supervision.reason-needed', 422, () => '退回整改要写明原因。')

onConstraint('rule_title_is_unique', ruleTitleTaken)
onConstraint('plan_title_is_unique', planTitleTaken)
onConstraint('version_is_read_once', alreadyRead)
