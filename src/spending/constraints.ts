// What people are told when a constraint of spending's tables refuses a row. Apart from the refusals themselves, which the
// workbench shares.
import { onConstraint } from '../platform/index.ts'
import { actedBefore, beyondLoan, invoiceUsed, ownClaim, payerIsAnother, wrongPaymentState } from './refusals.ts'

onConstraint('approver_is_not_applicant', ownClaim)
onConstraint('approver_acts_once', actedBefore)
onConstraint('payer_is_another', payerIsAnother)
onConstraint('invoice_is_used_once', invoiceUsed)
onConstraint('loan_is_not_oversettled', beyondLoan)
onConstraint('payee_is_paid_once', wrongPaymentState)
