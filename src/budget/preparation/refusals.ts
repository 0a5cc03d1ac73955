// What budget preparation refuses.
import { refusal, yuanGrouped } from '../../kernel/index.ts'
import { onConstraint } from '../../platform/index.ts'

export const noSuchPreparation = refusal<{ year: number }>(
  'budget.no-such-preparation',
  404,
  f => `${f.year}年度的预算编制还没有开始，请会计先开编。`,
)
export const preparationIsOpen = refusal<{ year: number }>(
  'budget.preparation-is-open',
  409,
  f => `${f.year}年度的预算编制已经开始。`,
)
export const notYourTurn = refusal<{ stage: string }>(
  'budget.not-your-turn',
  409,
  f => `现在是“${f.stage}”，这一步还不能办。`,
)
export const requestIsClosed = refusal<{ section: string }>(
  'budget.request-is-closed',
  409,
  f => `“${f.section}”的申报已经报送，要改请先退回。`,
)
export const emptyRequest = refusal<{ section: string }>(
  'budget.empty-request',
  422,
  f => `“${f.section}”还没有填申报项目。`,
)
export const noSuchItem = refusal('budget.no-such-item', 404, () => '没有这个申报项目，可能已被删除。')
const itemNumberTaken = refusal('budget.item-number-taken', 409, () => '这个行号已经用过，换一个或留空由系统编号。')
export const objectiveNotMeasurable = refusal<{ title: string; lacks: string }>(
  'budget.objective-not-measurable',
  422,
  f => `“${f.title}”的绩效目标不够明确：${f.lacks}。`,
)
export const classesMixed = refusal<{ title: string; why: string }>(
  'budget.classes-mixed',
  422,
  f => `“${f.title}”混了口径：${f.why}。`,
)
export const offQuota = refusal<{ title: string; quota: string; amount_fen: bigint }>(
  'budget.off-quota',
  422,
  f =>
    `“${f.title}”选了定额“${f.quota}”，单价应为 ${yuanGrouped(f.amount_fen)} 元。不按定额的，请不选定额并写明测算依据。`,
)
export const noSuchQuota = refusal('budget.no-such-quota', 404, () => '没有这个定额，或它在该年度无效。')
export const quotaOverlaps = refusal<{ from: string }>(
  'budget.quota-overlaps',
  409,
  f => `这项定额已有从 ${f.from} 起的标准，新标准的起始日期要在它之后。`,
)
export const quotaInUse = refusal<{ title: string }>(
  'budget.quota-in-use',
  409,
  f => `定额“${f.title}”已有申报项目采用，金额不能改。请从新的日期起设新标准。`,
)
export const ownRequest = refusal('budget.own-request', 403, () => '自己报送的申报要由别人审核和同意。')
export const otherSection = refusal<{ section: string }>(
  'budget.other-section',
  403,
  f => `您只能填本科室的申报，“${f.section}”的申报由该科室或综合运行、会计填。`,
)
export const notAllAgreed = refusal<{ sections: string }>(
  'budget.not-all-agreed',
  422,
  f => `这些科室的申报主任还没有同意：${f.sections}。`,
)
export const nothingRequested = refusal('budget.nothing-requested', 422, () => '还没有任何科室填报，不能报送。')
export const beyondControl = refusal<{ title: string; asked_fen: bigint; control_fen: bigint }>(
  'budget.beyond-control',
  422,
  f => `${f.title}申报 ${yuanGrouped(f.asked_fen)} 元，超过控制数 ${yuanGrouped(f.control_fen)} 元。请先压减。`,
)
export const notAsApproved = refusal<{ title: string; asked_fen: bigint; approved_fen: bigint }>(
  'budget.not-as-approved',
  422,
  f => `${f.title}各行合计 ${yuanGrouped(f.asked_fen)} 元，批复 ${yuanGrouped(f.approved_fen)} 元，两边要相等。`,
)
export const noSuchRound = refusal('budget.no-such-round', 404, () => '没有这个版本。')

onConstraint('item_number_is_unique', itemNumberTaken)
