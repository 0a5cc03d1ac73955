// What assets/ refuses.
import { refusal, yuanGrouped } from '../kernel/index.ts'
import { onConstraint } from '../platform/index.ts'

export const notInName = refusal<{ cards: string[] }>(
  'assets.not-in-name',
  409,
  f => `这些资产不在移交人名下，不能由他移交：${f.cards.slice(0, 10).join('、')}。`,
)
export const noSuchCard = refusal<{ card: string }>(
  'assets.no-such-card',
  404,
  f => `没有编号为“${f.card}”的资产卡片。`,
)
export const wrongState = refusal<{ card_no: string; state: string; move: string }>(
  'assets.wrong-state',
  409,
  f => `资产 ${f.card_no} 现在是“${f.state}”，不能办理${f.move}。`,
)
export const noSuchRule = refusal('assets.no-such-life-rule', 422, () => '请选一项当日有效的折旧年限规定。')
export const lifeTooShort = refusal<{ title: string; months: number }>(
  'assets.life-too-short',
  422,
  f => `“${f.title}”的折旧年限不低于 ${f.months} 个月。`,
)
export const voucherDoesNotCover = refusal<{ left_fen: bigint }>(
  'assets.voucher-does-not-cover',
  422,
  f => `这张凭证上没有建卡的固定资产只有 ${yuanGrouped(f.left_fen)} 元，不够这张卡片的原值。请核对凭证号和原值。`,
)
const paymentHasCards = refusal(
  'assets.payment-has-cards',
  409,
  () => '这笔付款已经建了资产卡片，红冲或作为资产退回会使卡片与总账不符。退回来的钱请登记为收入，资产按处置办理。',
)
onConstraint('payment_has_cards', paymentHasCards)
export const writtenOffTooMuch = refusal('assets.written-off-too-much', 422, () => '已提折旧不能超过原值。')
export const tagTaken = refusal('assets.tag-taken', 409, () => '这个标签码已用在另一张卡片上。')

onConstraint('tag_no_is_unique', tagTaken)
export const detailsOfOtherKind = refusal<{ title: string; kind: string; owner: string }>(
  'assets.details-of-other-kind',
  422,
  f => `“${f.title}”只填在${f.owner}的卡片上，这张卡片是${f.kind}。`,
)
export const detailMalformed = refusal<{ fault: string }>('assets.detail-malformed', 422, f => `${f.fault}。`)
export const detailsOfOne = refusal<{ titles: string[] }>(
  'assets.details-of-one',
  422,
  f => `一次建多张卡片时不能填${f.titles.join('、')}：每件不同，请建卡后逐张补填。`,
)
export const wrongCardKind = refusal<{ kind: string; financial_class: string }>(
  'assets.wrong-card-kind',
  422,
  f => `财务分类是“${f.financial_class}”，卡片种类不能是“${f.kind}”。`,
)
const plateTaken = refusal('assets.plate-taken', 409, () => '这个车牌号已经在另一张卡片上。')
const chassisTaken = refusal('assets.chassis-taken', 409, () => '这个车架号已经在另一张卡片上。')
onConstraint('plate_is_one_cards', plateTaken)
onConstraint('chassis_is_one_cards', chassisTaken)
export const monthIsAhead = refusal('assets.month-is-ahead', 422, () => '这个月还没有到，到了再计提折旧。')
export const noSuchDisposal = refusal<{ disposal_id: string }>('assets.no-such-disposal', 404, () => '没有这张处置单。')
export const wrongDisposalState = refusal<{ disposal_no: string; state: string; move: string }>(
  'assets.wrong-disposal-state',
  409,
  f => `处置单 ${f.disposal_no} ${f.state}，不能再${f.move}。`,
)
export const appraisalNeeded = refusal('assets.appraisal-needed', 422, () => '转让和置换要先评估，请填评估价值。')
export const minutesNeeded = refusal<{ amount_fen: bigint }>(
  'assets.minutes-needed',
  422,
  f => `原值合计达到 ${yuanGrouped(f.amount_fen)} 元的处置要集体决策，请填会议纪要编号。`,
)
export const ownDisposal = refusal('assets.own-disposal', 403, () => '申请处置的人不能审批自己的申请。')
export const beyondProceeds = refusal(
  'assets.beyond-proceeds',
  422,
  () => '上缴金额不能超过处置收入中还没有上缴的部分。',
)
export const dayIsAhead = refusal('assets.day-is-ahead', 422, () => '日期不能晚于今天。')
export const disposalTooEarly = refusal<{ card_no: string; from: string }>(
  'assets.disposal-too-early',
  422,
  f => `资产 ${f.card_no} 已入账、提折旧到 ${f.from}，核销日期不能早于这一天。`,
)
export const remittedTooEarly = refusal<{ from: string }>(
  'assets.remitted-too-early',
  422,
  f => `处置收入 ${f.from} 才收到，上缴日期不能早于这一天。`,
)
export const voucherOfAnotherTime = refusal<{ on_date: string }>(
  'assets.voucher-of-another-time',
  422,
  f => `付款凭证的日期是 ${f.on_date}，入账日期应在同一年，并且不早于它。`,
)
export const nothingToCount = refusal('assets.nothing-to-count', 422, () => '这个范围里没有资产卡片，不用盘点。')
export const noSuchStocktake = refusal<{ stocktake_id: string }>(
  'assets.no-such-stocktake',
  404,
  () => '没有这次盘点。',
)
export const stocktakeIsDone = refusal<{ stocktake_no: string }>(
  'assets.stocktake-is-done',
  409,
  f => `盘点 ${f.stocktake_no} 已经有了结论，不能再扫。`,
)
export const notAFinding = refusal('assets.not-a-finding', 422, () => '这一项没有差异，不用下结论。')
export const alreadyConcluded = refusal('assets.already-concluded', 409, () => '这一项已经有结论。')
export const unconcluded = refusal<{ missing: number; surplus: number }>(
  'assets.unconcluded',
  409,
  f => `还有盘亏 ${f.missing} 项、盘盈 ${f.surplus} 项没有结论，逐项下了结论才能结束盘点。`,
)
export const notEnoughSupplies = refusal<{ name: string; balance: number; measure: string }>(
  'assets.not-enough-supplies',
  422,
  f => `“${f.name}”只剩 ${f.balance} ${f.measure}，不够本次领用。`,
)
export const noSuchSupply = refusal('assets.no-such-supply', 404, () => '没有这种办公用品。')
