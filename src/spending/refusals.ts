// What spending/ refuses.
import { refusal, yuanGrouped } from '../kernel/index.ts'
import { DOCUMENTS, type DocumentKind, KINDS, type Kind, MOVES, type Move, STATES, type State } from './vocabulary.ts'

export const noSuchClaim = refusal('spending.no-such-claim', 404, () => '没有这张单据，或您不能查看它。')
export const notYours = refusal('spending.not-yours', 403, () => '只有申请人可以改这张单据。')
export const wrongState = refusal<{ state: State; move: Move }>(
  'spending.wrong-state',
  409,
  f => `单据现在是“${STATES[f.state]}”，不能${MOVES[f.move]}。`,
)
export const notEditable = refusal<{ state: State }>(
  'spending.not-editable',
  409,
  f => `单据现在是“${STATES[f.state]}”，不能修改。要改请先撤回。`,
)
export const changedMeanwhile = refusal('spending.changed-meanwhile', 409, () => '这张单据在别处改过，请刷新后再改。')
export const noStandard = refusal<{ what: string; on: string }>(
  'spending.no-standard',
  422,
  f => `${f.on} 没有“${f.what}”的标准，请会计先在报销规则里登记。`,
)
export const overStandard = refusal<{ what: string; limit_fen: bigint; over_fen: bigint }>(
  'spending.over-standard',
  422,
  f =>
    `${f.what}按标准最多 ${yuanGrouped(f.limit_fen)} 元，超出 ${yuanGrouped(f.over_fen)} 元。超标准的不予报销，差旅住宿可以填写个人自理。`,
)
export const tooManyHosts = refusal<{ limit: number; company: number }>(
  'spending.too-many-hosts',
  422,
  f => `陪餐人数最多 ${f.limit} 人，填写的是 ${f.company} 人。`,
)
export const nothingClaimed = refusal('spending.nothing-claimed', 422, () => '金额为 0，没有可报销的内容。')
export const payeesDiffer = refusal<{ amount_fen: bigint; payees_fen: bigint }>(
  'spending.payees-differ',
  422,
  f => `收款金额合计 ${yuanGrouped(f.payees_fen)} 元，应付 ${yuanGrouped(f.amount_fen)} 元，两边要一致。`,
)
export const noAccount = refusal<{ name: string }>(
  'spending.no-account',
  422,
  f => `“${f.name}”没有填收款账号，不能转账。`,
)
export const noIdentity = refusal<{ name: string }>(
  'spending.no-identity',
  422,
  f => `劳务费要登记领款人的身份证号，“${f.name}”没有填。`,
)
export const samePayeeTwice = refusal<{ name: string }>(
  'spending.same-payee-twice',
  422,
  f => `“${f.name}”的身份证号在这张单据里出现了两次。同一人的劳务费合并成一行，按合计计税。`,
)
export const wrongTax = refusal<{ name: string; tax_fen: bigint }>(
  'spending.wrong-tax',
  422,
  f => `“${f.name}”的劳务费应代扣个人所得税 ${yuanGrouped(f.tax_fen)} 元。`,
)
export const missingDocuments = refusal<{ documents: readonly DocumentKind[]; to: string }>(
  'spending.missing-documents',
  422,
  f => `还缺${f.documents.map(one => `“${DOCUMENTS[one]}”`).join('、')}，不能${f.to}。`,
)
export const noPurpose = refusal('spending.no-purpose', 422, () => '专项资金要写明用途，对应项目实施方案的哪一项内容。')
export const notForThisLine = refusal<{ kind: Kind; line: string }>(
  'spending.not-for-this-line',
  422,
  f => `“${KINDS[f.kind]}”不能从指标“${f.line}”列支，“三公”经费要单独列支。`,
)
export const notApprovedPurchase = refusal(
  'spending.not-approved-purchase',
  422,
  () => '采购付款要填写已批准的采购申请或已签订的采购合同。擅自购买的，不予报销。',
)
export const beyondContract = refusal<{ contract_no: string; left_fen: bigint }>(
  'spending.beyond-contract',
  422,
  f => `合同 ${f.contract_no} 还可付 ${yuanGrouped(f.left_fen)} 元，不够本次付款。`,
)
export const payeeIsSupplier = refusal<{ supplier: string }>(
  'spending.payee-is-supplier',
  422,
  f => `采购款只能付给合同供应商“${f.supplier}”。`,
)
export const beyondInvoices = refusal<{ invoices_fen: bigint; amount_fen: bigint }>(
  'spending.beyond-invoices',
  422,
  f => `发票合计 ${yuanGrouped(f.invoices_fen)} 元，报销 ${yuanGrouped(f.amount_fen)} 元，报销金额不能大于发票。`,
)
export const noRoute = refusal<{ kind: Kind }>(
  'spending.no-route',
  422,
  f => `“${KINDS[f.kind]}”没有审批流程，请会计先在报销规则里设定。`,
)
export const noApprover = refusal<{ step: string }>(
  'spending.no-approver',
  422,
  f => `“${f.step}”没有可以审批的人。申请人自己和他自己设定的 B 角都不能审批，请由主任或管理员先设定 B 角。`,
)
export const noPayer = refusal(
  'spending.no-payer',
  422,
  () => '没有可以付款的出纳。申请、审批的人和申请人自己设定的 B 角都不能付款，请由主任或管理员先设定 B 角。',
)
export const notYourStep = refusal<{ step: string }>(
  'spending.not-your-step',
  403,
  f => `现在是“${f.step}”，不由您办理。`,
)
export const opinionNeeded = refusal('spending.opinion-needed', 422, () => '退回或不予报销要写明意见。')
export const ownClaim = refusal('spending.own-claim', 403, () => '申请人不能审批自己的单据。')
export const chosenByApplicant = refusal(
  'spending.chosen-by-applicant',
  403,
  () => '这项委托是申请人自己设定的，不能用来审批或支付他本人的单据。请由主任或管理员另设 B 角。',
)
export const actedBefore = refusal('spending.acted-before', 409, () => '您已经审批过这张单据，另一步要由别人办理。')
export const payerIsAnother = refusal(
  'spending.payer-is-another',
  403,
  () => '申请或审批过这张单据的人不能付款，请由另一位出纳办理。',
)
export const changedSince = refusal('spending.changed-since', 409, () => '单据在您打开之后变过，请重新查看后再办理。')

export const invoiceUsed = refusal(
  'spending.invoice-used',
  409,
  () =>
    '这张发票已经报销过或正在报销，同一号码不能用两次，换文件名、换写法也不行。8 位号码的老发票，请把发票代码一并填上。',
)
export const invoiceUnreadable = refusal<{ name: string }>(
  'spending.invoice-unreadable',
  422,
  f => `“${f.name}”里没有读出发票内容。请换 XML、OFD 或电子 PDF 发票，或者手工填写。`,
)
export const invoiceContradicts = refusal<{ name: string; field: string; printed: string; coded: string }>(
  'spending.invoice-contradicts',
  422,
  f =>
    `“${f.name}”的${f.field}，票面是“${f.printed}”，二维码里是“${f.coded}”，两者不一致，不能用于报销。请向开票方核实。`,
)
export const attachAsInvoice = refusal<{ name: string }>(
  'spending.attach-as-invoice',
  422,
  f => `“${f.name}”是一张发票，请按“发票”添加，不能作为其他票据。`,
)
export const notOurInvoice = refusal<{ buyer: string; unit: string }>(
  'spending.not-our-invoice',
  422,
  f => `发票抬头是“${f.buyer}”，不是“${f.unit}”，不能报销。`,
)
export const invoiceFromFuture = refusal<{ issued_on: string }>(
  'spending.invoice-from-future',
  422,
  f => `发票日期 ${f.issued_on} 在今天之后，请核对。`,
)
export const noSuchAttachment = refusal('spending.no-such-attachment', 404, () => '没有这个附件。')

export const noSuchLoan = refusal('spending.no-such-loan', 404, () => '没有这笔借款，或不是您借的。')
export const beyondLoan = refusal('spending.beyond-loan', 422, () => '冲销或归还的金额超过还没有结清的借款。')
export const loanIsUsed = refusal(
  'spending.loan-is-used',
  409,
  () => '这笔借款已经冲销或归还过，不能登记退票。钱退回来的，请登记归还借款。',
)
export const loanLineDiffers = refusal('spending.loan-line-differs', 422, () => '冲借款的单据要用借款时的指标和科室。')

export const loanDue = refusal<{ on_date: string; until: string }>(
  'spending.loan-due',
  422,
  f => `借款的约定归还日期应在 ${f.on_date} 到 ${f.until} 之间，借款不跨年。`,
)
export const noSuchLayout = refusal('spending.no-such-layout', 404, () => '没有这个银行文件格式。')
export const noSuchPayment = refusal('spending.no-such-payment', 404, () => '没有这笔付款。')
export const notPayable = refusal<{ claim_no: string }>(
  'spending.not-payable',
  409,
  f => `单据 ${f.claim_no} 现在没有要付的款。`,
)
export const offsetFirst = refusal<{ claim_no: string }>(
  'spending.offset-first',
  409,
  f => `单据 ${f.claim_no} 要先冲销借款，再付剩下的部分。`,
)
export const notCarried = refusal<{ claim_no: string; year: number; on_date: string }>(
  'spending.not-carried',
  409,
  f =>
    `单据 ${f.claim_no} 占用的是${f.year}年度的指标，不能在 ${f.on_date} 支付。上年没有付完、或年末还在途的单据，请会计先办理“跨年结转”，再按银行实际付款的日期登记，用当年的结转指标支付。`,
)
export const loanOutlivesYear = refusal<{ claim_no: string }>(
  'spending.loan-outlives-year',
  409,
  f => `借款 ${f.claim_no} 不跨年。没有借出的请作废，借出的请在年内冲销或归还。`,
)
export const yearIsNotOver = refusal<{ year: number }>(
  'spending.year-is-not-over',
  409,
  f => `${f.year}年12月起才能办理跨年结转，现在请直接付款。`,
)
export const dayIsAhead = refusal('spending.day-is-ahead', 422, () => '日期不能晚于今天。')
export const daysOutOfOrder = refusal<{ what: string; after: string; on: string }>(
  'spending.days-out-of-order',
  422,
  f => `${f.what}不能早于${f.after} ${f.on}。`,
)
export const wrongPaymentState = refusal('spending.wrong-payment-state', 409, () => '这笔付款已经办理过，请刷新。')
export const reasonNeeded = refusal('spending.reason-needed', 422, () => '失败或退票要写明原因。')
export const beyondPaid = refusal<{ left_fen: bigint }>(
  'spending.beyond-paid',
  422,
  f => `这张单据最多还能退 ${yuanGrouped(f.left_fen)} 元。`,
)
export const noSuchRelief = refusal('spending.no-such-relief', 404, () => '没有这项委托，或已经结束。')
export const noSuchPerson = refusal('spending.no-such-person', 404, () => '没有这个人，或已经离岗。')
export const rulePeriod = refusal<{ from: string }>(
  'spending.rule-period',
  422,
  f => `新规定的起用日期要晚于现行规定的 ${f.from}。`,
)
export const bandsDoNotJoin = refusal<{ fault: string }>(
  'spending.bands-do-not-join',
  422,
  f => `预扣率表有误：${f.fault}。`,
)
export const noSuchRule = refusal('spending.no-such-rule', 404, () => '没有这条规定。')
export const noPayeesInFile = refusal<{ name: string }>(
  'spending.no-payees-in-file',
  422,
  f => `“${f.name}”里没有“户名”和“金额”两列。请下载模板，照表头填写。`,
)
