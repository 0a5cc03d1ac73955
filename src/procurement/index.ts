// procurement/ 采购意向·计划·申请·审批·合同·验收
import { acceptDelivery } from './acceptance/accept-delivery.ts'
import { addAcceptancePapers } from './acceptance/papers.ts'
import { contracts } from './contracts/contracts.ts'
import { importContracts, readContracts } from './contracts/contracts-sheet.ts'
import { fileContract, publishContract } from './contracts/publish-contract.ts'
import { signContract, supplementContract } from './contracts/sign-contract.ts'
import { planPurchase, plans, publishIntent, withdrawPlan } from './plans/plans.ts'
import { cancelRequisition } from './requisitions/cancel-requisition.ts'
import { chooseMethod } from './requisitions/choose-method.ts'
import { decideRequisition } from './requisitions/decide-requisition.ts'
import { requisition, requisitionChecks, requisitions } from './requisitions/requisition-queries.ts'
import { saveRequisition } from './requisitions/save-requisition.ts'
import { publishSingleSource } from './requisitions/single-source.ts'
import { submitRequisition, withdrawRequisition } from './requisitions/submit-requisition.ts'
import { importRules, readRules } from './rules/rules-sheet.ts'
import { rules, setRule } from './rules/set-rule.ts'

export { type NewContract, writeContract } from './contracts/contracts.ts'
export { inForce, procurementFigures } from './figures.ts'
export {
  missingHold,
  type PayableRequisition,
  partsOfReturn,
  recordPayment,
  recordPaymentReturn,
  requisitionForClaim,
} from './payments.ts'
export { procurementTodos, procurementVetoes } from './todos.ts'

export const procurementCommands = [
  planPurchase,
  publishIntent,
  withdrawPlan,
  saveRequisition,
  submitRequisition,
  withdrawRequisition,
  decideRequisition,
  cancelRequisition,
  publishSingleSource,
  chooseMethod,
  signContract,
  supplementContract,
  publishContract,
  fileContract,
  acceptDelivery,
  addAcceptancePapers,
  setRule,
  importRules,
  importContracts,
]
export const procurementFileReadings = [readRules, readContracts]
export const procurementQueries = [contracts, plans, requisitions, requisition, requisitionChecks, rules]
