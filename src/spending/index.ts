// spending/ 报销·支付: claims, approvals, invoices, payments, loans, the archive of vouchers
import { decideClaim } from './approval/decide-claim.ts'
import { beginReliefs, endRelief, nameRelief } from './approval/reliefs.ts'
import { archive, retention } from './archive/archive.ts'
import { setRetention } from './archive/set-retention.ts'
import { setCardTerms } from './cards/card-terms.ts'
import { claim, claims } from './claims/claim-queries.ts'
import { readPayees } from './claims/read-payees.ts'
import { saveClaim } from './claims/save-claim.ts'
import { cancelClaim, submitClaim, withdrawClaim } from './claims/submit-claim.ts'
import { addAttachment, removeAttachment } from './invoices/attach.ts'
import { bankFileOfBatch } from './payment/bank-file.ts'
import { makeBatch } from './payment/batches.ts'
import { carryClaims } from './payment/carry-claims.ts'
import { batches, batchPayments, claimsOnTheWay, loans, payables } from './payment/payment-queries.ts'
import { refundClaim, repayLoan } from './payment/refund.ts'
import { settleLoan, settlePayments } from './payment/settle.ts'
import { retireBankLayout, setBankLayout, setBankLayouts } from './rules/bank-layouts.ts'
import { readBankLayouts, readRetention } from './rules/read-lists.ts'
import { reliefs, rules } from './rules/rule-queries.ts'
import { endRule, importStandards, setRequirement, setRoute, setStandard } from './rules/set-rules.ts'
import { readStandardList } from './rules/standard-list.ts'
import { readTaxBands, setTaxBands } from './rules/tax-bands.ts'

export { spendingSweeps } from './approval/reliefs.ts'
export { mountArchive } from './archive/routes.ts'
export { mountInvoices } from './invoices/routes.ts'
export { spendingTodos } from './todos.ts'
export { spendingVetoes } from './vetoes.ts'

export const spendingCommands = [
  saveClaim,
  submitClaim,
  withdrawClaim,
  cancelClaim,
  addAttachment,
  removeAttachment,
  decideClaim,
  makeBatch,
  carryClaims,
  settlePayments,
  settleLoan,
  refundClaim,
  repayLoan,
  nameRelief,
  endRelief,
  beginReliefs,
  setStandard,
  importStandards,
  setRequirement,
  setRoute,
  endRule,
  setBankLayout,
  setBankLayouts,
  retireBankLayout,
  setTaxBands,
  setCardTerms,
  setRetention,
]
export const spendingQueries = [
  claims,
  claim,
  payables,
  claimsOnTheWay,
  batches,
  batchPayments,
  bankFileOfBatch,
  loans,
  rules,
  reliefs,
  archive,
  retention,
]
export const spendingFileReadings = [readPayees, readTaxBands, readBankLayouts, readRetention, readStandardList]
