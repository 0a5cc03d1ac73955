// What accounts/ refuses.
import { refusal } from '../kernel/index.ts'
import { onConstraint } from '../platform/index.ts'

export const yearIsClosed = refusal(
  'accounts.year-is-closed',
  409,
  () => '该年度已关账，不能再记账。更正请在当年红冲。',
)
const voucherOff = refusal('accounts.voucher-off', 422, () => '凭证借贷不平，不能入账。')
export const emptyVoucher = refusal('accounts.empty-voucher', 422, () => '凭证至少要有一借一贷两条分录。')
export const noSuchVoucher = refusal<{ voucher_id: string }>('accounts.no-such-voucher', 404, () => '没有这张凭证。')
export const alreadyReversed = refusal('accounts.already-reversed', 409, () => '这张凭证已经红冲过。')

onConstraint('year_is_closed', yearIsClosed)
onConstraint('voucher_balances', voucherOff)
onConstraint('voucher_is_reversed_once', alreadyReversed)
