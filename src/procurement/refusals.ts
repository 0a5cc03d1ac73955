// What procurement/ refuses.
import { refusal, yuanGrouped } from '../kernel/index.ts'
import { onConstraint } from '../platform/index.ts'

export const noSuchRequisition = refusal<{ requisition_id: string }>(
  'procurement.no-such-requisition',
  404,
  () => '没有这张采购申请单。',
)
export const noSuchPlan = refusal<{ plan_id: string }>('procurement.no-such-plan', 404, () => '没有这项采购计划。')
export const noSuchContract = refusal<{ contract_id: string }>(
  'procurement.no-such-contract',
  404,
  () => '没有这份合同。',
)
export const noSuchItem = refusal('procurement.no-such-item', 422, () => '申请单上没有这一项，请刷新后重填。')
export const wrongState = refusal<{ req_no: string; state: string; move: string }>(
  'procurement.wrong-state',
  409,
  f => `申请单 ${f.req_no} 现在是“${f.state}”，不能办理${f.move}。`,
)
export const notTheApplicant = refusal<{ applicant: string }>(
  'procurement.not-the-applicant',
  403,
  f => `这张申请单由 ${f.applicant} 填写，要由本人修改、提交或撤回。`,
)
export const ownRequisition = refusal(
  'procurement.own-requisition',
  403,
  () => '申请人不能审批自己的申请，请由另一位分管领导审批。',
)
export const samePerson = refusal<{ did: string; does: string }>(
  'procurement.same-person',
  403,
  f => `${f.did}和${f.does}要由不同的人办理。`,
)
export const idleThere = refusal<{ cards: string[] }>(
  'procurement.idle-there',
  422,
  f =>
    `有闲置的同类资产，应先调剂：${f.cards.slice(0, 5).join('、')}${f.cards.length > 5 ? ` 等 ${f.cards.length} 件` : ''}。调剂不了的，请写明原因。`,
)
export const beyondStandard = refusal<{ findings: string[] }>(
  'procurement.beyond-standard',
  422,
  f => `超过配置标准：${f.findings.join('；')}。确需超标的，请写明理由和依据。`,
)
export const looksSplit = refusal<{ total_fen: bigint; limit_fen: bigint; others: string[] }>(
  'procurement.looks-split',
  422,
  f =>
    `同一指标、同一类别的采购合计 ${yuanGrouped(f.total_fen)} 元，达到限额 ${yuanGrouped(f.limit_fen)} 元（${f.others.join('、')}），不得化整为零。确属不同采购的，请写明理由。`,
)
export const notApproved = refusal<{ req_no: string; state: string }>(
  'procurement.not-approved',
  422,
  f => `采购申请 ${f.req_no}“${f.state}”，没有经分管领导批准的采购不予报销。`,
)
export const nothingPayable = refusal<{ req_no: string }>(
  'procurement.nothing-payable',
  422,
  f => `采购申请 ${f.req_no} 没有可以支付的金额：没有验收，或已经付清。`,
)
export const beyondPayable = refusal<{ req_no: string; left_fen: bigint }>(
  'procurement.beyond-payable',
  422,
  f => `采购申请 ${f.req_no} 现在最多可以支付 ${yuanGrouped(f.left_fen)} 元。验收以前不能付清尾款。`,
)
export const methodFirst = refusal('procurement.method-first', 422, () => '请先确定采购方式。')
export const notFromPersonnel = refusal<{ line: string }>(
  'procurement.not-from-personnel',
  422,
  f => `“${f.line}”是人员类指标，不能用来采购，请选公用经费或项目的指标。`,
)
export const methodTooWeak = refusal<{ needed: string; limit_fen: bigint; source: string; confirmed: boolean }>(
  'procurement.method-too-weak',
  422,
  f =>
    `金额达到 ${yuanGrouped(f.limit_fen)} 元，应当采用${f.needed}（${f.source}${f.confirmed ? '' : '，待核'}）。改用其他方式的，请写明批准文号和理由。`,
)
export const intentNotPublic = refusal<{ days: number }>(
  'procurement.intent-not-public',
  422,
  f => `达到限额的采购要先公开采购意向满 ${f.days} 日。因特殊情况没有公开的，请写明理由。`,
)
export const noticeNotOver = refusal<{
  published_on: string | null
  days: number
  open_from: string
  calendar_confirmed: boolean
}>('procurement.notice-not-over', 422, f => {
  const since = f.published_on
    ? `单一来源公示从 ${f.published_on} 开始，满 ${f.days} 个工作日才能办理`
    : `达到公开招标数额标准的单一来源采购，要先公示满 ${f.days} 个工作日。今天公示的`
  const unsure = f.calendar_confirmed ? '' : '（这一年的放假调休还没有登记，日期待核）'
  return `${since}，${f.open_from} 起可以办理${unsure}。`
})
export const otherSupplier = refusal<{ supplier: string }>(
  'procurement.other-supplier',
  422,
  f => `单一来源公示的供应商是“${f.supplier}”，合同只能与它签订。换供应商的，请重新公示。`,
)
export const contractAboveApproval = refusal<{ approved_fen: bigint }>(
  'procurement.contract-above-approval',
  422,
  f => `合同金额超过批准的 ${yuanGrouped(f.approved_fen)} 元。请重新申请，或改小合同金额。`,
)
export const contractAfterDelivery = refusal<{ req_no: string }>(
  'procurement.contract-after-delivery',
  409,
  f => `采购申请 ${f.req_no} 已经验收过，不能再补签合同。先签合同，后交货验收。`,
)
export const contractFirst = refusal<{ req_no: string }>(
  'procurement.contract-first',
  422,
  f => `采购申请 ${f.req_no} 达到政府采购限额，要先登记书面合同，才能验收。`,
)
export const beyondPurchasePlan = refusal<{ plan_no: string; left_fen: bigint }>(
  'procurement.beyond-purchase-plan',
  422,
  f => `采购计划 ${f.plan_no} 还剩 ${yuanGrouped(f.left_fen)} 元，不够本次申请。请改小金额，或另列采购计划。`,
)
export const otherCategory = refusal<{ plan_no: string }>(
  'procurement.other-category',
  422,
  f => `采购计划 ${f.plan_no} 的类别（货物、服务、工程）与申请不一致。`,
)
export const plansBeyondLine = refusal<{ line: string; left_fen: bigint }>(
  'procurement.plans-beyond-line',
  422,
  f => `指标“${f.line}”的全年预算还可以列入采购计划 ${yuanGrouped(f.left_fen)} 元。`,
)
export const daysReversed = refusal(
  'procurement.days-reversed',
  422,
  () => '日期先后不对，请核对通知书、签订、公告和备案的日期。',
)
export const supplementTooBig = refusal<{ most_fen: bigint; left_fen: bigint }>(
  'procurement.supplement-too-big',
  422,
  f =>
    `补充合同累计不得超过 ${yuanGrouped(f.most_fen)} 元（按签订原合同时的规定），还可以补充 ${yuanGrouped(f.left_fen)} 元。`,
)
export const contractDiffers = refusal<{ contract_no: string; columns: string[] }>(
  'procurement.contract-differs',
  409,
  f => `合同“${f.contract_no}”已经登记，不能用表格改${f.columns.join('、')}。`,
)
export const noOpenLine = refusal<{ line_no: string; year: number }>(
  'procurement.no-open-line',
  422,
  f => `${f.year}年没有支出指标“${f.line_no}”，或这一年已经关账。`,
)
export const beyondAgreed = refusal<{ left_fen: bigint }>(
  'procurement.beyond-agreed',
  422,
  f => `验收金额超过批准或合同金额，还可以验收 ${yuanGrouped(f.left_fen)} 元。`,
)
export const lifeNeeded = refusal<{ item: string }>(
  'procurement.life-needed',
  422,
  f => `“${f.item}”是固定资产，请选折旧年限规定，验收时就建卡。`,
)
export const noSuchAcceptance = refusal('procurement.no-such-acceptance', 404, () => '没有这张验收单。')
export const notForThisAcceptance = refusal(
  'procurement.not-for-this-acceptance',
  403,
  () => '验收单由验收人、申请人或综合岗补传。',
)
export const cannotCancel = refusal('procurement.cannot-cancel', 409, () => '已经验收或支付的采购不能取消。')
export const noSuchRule = refusal<{ title: string; on: string; region: string | null; level: string | null }>(
  'procurement.no-such-rule',
  422,
  f =>
    `${f.on} 没有适用于${f.region === null ? '全国各级' : `${f.region}、${f.level}`}的“${f.title}”，请先在“采购规定”里补上。`,
)
export const placeNotSet = refusal<{ title: string }>(
  'procurement.place-not-set',
  422,
  f => `单位的所在地区和预算级次还没有设定，选不出适用的“${f.title}”。请系统管理员或会计在“单位与编制”里设定。`,
)
const tooManyAccepted = refusal('procurement.too-many-accepted', 422, () => '验收数量超过申请数量。')
const contractNoTaken = refusal('procurement.contract-no-taken', 409, () => '这个合同号已经登记过。')

onConstraint('not_more_accepted_than_applied', tooManyAccepted)
onConstraint('contract_no_is_unique', contractNoTaken)
