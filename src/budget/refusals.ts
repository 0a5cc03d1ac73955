// What budget/ refuses.
import { refusal, wanTable, yuanGrouped } from '../kernel/index.ts'
import { onConstraint } from '../platform/index.ts'

export const alreadyAdopted = refusal<{ year: number }>(
  'budget.already-adopted',
  409,
  f => `${f.year}年度预算已经批复入账，调整请用追加、追减或调剂。`,
)
export const noSuchYear = refusal<{ year: number }>('budget.no-such-year', 404, f => `没有${f.year}年度的账。`)
export const noSuchLine = refusal<{ line: string }>('budget.no-such-line', 404, f => `没有编号为“${f.line}”的指标。`)
export const noSuchMovement = refusal<{ movement_id: string }>(
  'budget.no-such-movement',
  404,
  () => '没有这条台账记录。',
)
export const noSuchAllotment = refusal<{ line: string; section: string }>(
  'budget.no-such-allotment',
  404,
  f => `指标“${f.line}”还没有分解到“${f.section}”，请先下达额度。`,
)
const linesDoNotSum = refusal(
  'budget.lines-do-not-sum',
  422,
  () => '各行金额之和与批复总额不一致，收入、支出两边都要加得起来。',
)
export const wrongSide = refusal<{ line: string; wanted: string }>(
  'budget.wrong-side',
  422,
  f => `指标“${f.line}”不是${f.wanted}指标。`,
)
export const beyondPlan = refusal<{ line: string; left_fen: bigint }>(
  'budget.beyond-plan',
  422,
  f => `指标“${f.line}”可下达额度还剩 ${yuanGrouped(f.left_fen)} 元（${wanTable(f.left_fen)} 万元），不够本次下达。`,
)
export const notEnough = refusal<{ line: string; section: string; left_fen: bigint }>(
  'budget.not-enough',
  422,
  f => `“${f.section}”在指标“${f.line}”上可用额度还剩 ${yuanGrouped(f.left_fen)} 元，不够本次使用。`,
)
export const notReserved = refusal<{ reserved_fen: bigint }>(
  'budget.not-reserved',
  422,
  f => `已占用的额度只有 ${yuanGrouped(f.reserved_fen)} 元，不能释放更多。`,
)
export const cutBelowUse = refusal<{ line: string; free_fen: bigint }>(
  'budget.cut-below-use',
  422,
  f => `指标“${f.line}”已下达到科室，最多还能减少 ${yuanGrouped(f.free_fen)} 元。请先收回科室额度。`,
)
export const sameLine = refusal('budget.same-line', 422, () => '调剂的转出和转入不能是同一指标。')
export const alreadyReversed = refusal('budget.already-reversed', 409, () => '这条记录已经红冲过，不能再冲一次。')
export const partlyReturned = refusal(
  'budget.partly-returned',
  409,
  () => '这笔支付已经登记过退回，不能再红冲。其余部分请继续登记退回。',
)
export const cannotReverse = refusal<{ kind: string }>(
  'budget.cannot-reverse',
  422,
  f => `“${f.kind}”记录不能单独红冲。`,
)
export const noSuchReservation = refusal<{ reservation_id: string }>(
  'budget.no-such-reservation',
  404,
  () => '没有这笔占用。',
)
export const beyondReservation = refusal<{ title: string; left_fen: bigint }>(
  'budget.beyond-reservation',
  422,
  f => `“${f.title}”占用的额度还剩 ${yuanGrouped(f.left_fen)} 元，不够本次办理。请先追加占用。`,
)
export const beyondPayment = refusal<{ left_fen: bigint }>(
  'budget.beyond-payment',
  422,
  f => `退回金额超过原支付：这笔支付最多还能退回 ${yuanGrouped(f.left_fen)} 元。`,
)
export const cannotReturn = refusal<{ kind: string }>(
  'budget.cannot-return',
  422,
  f => `“${f.kind}”记录不是支付，不能登记退回。`,
)
export const advanceTooSmall = refusal<{ what: string; left_fen: bigint }>(
  'budget.advance-too-small',
  422,
  f => `账上的${f.what}只有 ${yuanGrouped(f.left_fen)} 元，不够冲销。`,
)
export const stockIsUsedUp = refusal('budget.stock-is-used-up', 422, () => '领用的库存物品只能记为费用。')
export const dayIsAhead = refusal('budget.day-is-ahead', 422, () => '日期不能晚于今天，到了那天再登记。')
export const notItsClass = refusal<{ line: string; why: string }>(
  'budget.not-its-class',
  422,
  f => `不能从指标“${f.line}”列支：${f.why}。`,
)
export const threePublicApart = refusal<{ line: string; why: string }>(
  'budget.three-public-apart',
  422,
  f => `不能从指标“${f.line}”列支：${f.why}。`,
)
export const onlyByClaim = refusal<{ line: string; what: string; limit_fen: bigint; source: string }>(
  'budget.only-by-claim',
  422,
  f =>
    `指标“${f.line}”是${f.what}，${yuanGrouped(f.limit_fen)} 元以上要凭报销单据付款：附齐实施方案、合同、验收和结算，经审批后由出纳支付（${f.source}）。`,
)
export const noProject = refusal<{ line: string }>(
  'budget.no-project',
  422,
  f => `“${f.line}”不是项目支出，不用登记项目节点。`,
)
export const milestonesBeyondPlan = refusal<{ line: string; total_fen: bigint; plan_fen: bigint }>(
  'budget.milestones-beyond-plan',
  422,
  f =>
    `各节点合计 ${yuanGrouped(f.total_fen)} 元，超过“${f.line}”全年预算 ${yuanGrouped(f.plan_fen)} 元，请改小节点金额。`,
)
export const noSuchMilestone = refusal('budget.no-such-milestone', 404, () => '没有这个节点，可能刚被改过，请刷新。')
export const milestoneReached = refusal<{ title: string; reached_on: string | null }>(
  'budget.milestone-reached',
  409,
  f =>
    f.reached_on ? `节点“${f.title}”已经登记为 ${f.reached_on} 完成。` : `节点“${f.title}”的完成日期不能在今天之后。`,
)
export const noSuchApproval = refusal('budget.no-such-approval', 404, () => '没有这份批准文件。')
export const notSoMuchLeft = refusal<{ line: string; left_fen: bigint }>(
  'budget.not-so-much-left',
  422,
  f => `指标“${f.line}”没有占用的预算只剩 ${yuanGrouped(f.left_fen)} 元，不够本次办理。`,
)
export const nextYearMissing = refusal<{ year: number }>(
  'budget.next-year-missing',
  422,
  f => `${f.year}年度的预算还没有批复入账，结转没有去处。请先入账，或办理收回。`,
)
export const belongsToMatter = refusal(
  'budget.belongs-to-matter',
  409,
  () => '这笔支出是按单据支付的，不能在台账里红冲。请在单据上登记退款，或在付款批次里登记退票。',
)
export const wrongYear = refusal<{ year: number }>('budget.wrong-year', 422, f => `日期不在${f.year}年度内。`)

onConstraint('lines_sum_to_the_budget', linesDoNotSum)
onConstraint('years_sum_to_the_budget', linesDoNotSum)
onConstraint('movement_is_reversed_once', alreadyReversed)
