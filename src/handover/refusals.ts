// What handover/ refuses.
import { refusal } from '../kernel/index.ts'

export const vetoesStand = refusal<{ subject: string; reasons: string[] }>(
  'handover.vetoes-stand',
  409,
  f =>
    `${f.subject}还不能办结：${f.reasons.slice(0, 5).join('；')}${f.reasons.length > 5 ? `等 ${f.reasons.length} 项` : ''}。`,
)
export const noSuchDocument = refusal<{ document_id: string }>(
  'handover.no-such-document',
  404,
  () => '没有这张交接单。',
)
export const documentIsDone = refusal<{ doc_no: string; state: string }>(
  'handover.document-is-done',
  409,
  f => `交接单 ${f.doc_no} ${f.state}，不能再办。`,
)
export const notTheReceiver = refusal<{ receiver: string }>(
  'handover.not-the-receiver',
  403,
  f => `交接单要由接收人 ${f.receiver} 本人确认。`,
)
export const notTheGiver = refusal('handover.not-the-giver', 403, () => '交接单由移交人本人或综合运行岗填写和撤回。')
export const samePerson = refusal('handover.same-person', 422, () => '移交人和接收人不能是同一个人。')
export const nothingToHandOver = refusal(
  'handover.nothing-to-hand-over',
  422,
  () => '交接单至少要有一项资产或一项资料。',
)
export const dayIsAhead = refusal('handover.day-is-ahead', 422, () => '离岗日期不能晚于今天，到那一天再办结。')
