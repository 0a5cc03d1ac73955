// accounts/ 科目·凭证·余额: parallel accounting, postings, statements
import { balances, dayBook, voucher } from './queries.ts'

export { type AccountBalance, currentAssetRows, currentAssets, trialBalance } from './balances.ts'
export { closeBooks } from './close-books.ts'
export { type CodeKind, codesOf } from './codes.ts'
export { type Entry, ledgerOf, type NewVoucher, postVoucher, reverseVoucher } from './post-voucher.ts'
export { voucher } from './queries.ts'
export { noSuchVoucher } from './refusals.ts'

export const accountsQueries = [voucher, dayBook, balances]
