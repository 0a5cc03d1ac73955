// channels/ 渠道账号·能力·额度·各渠道文稿. Knows how to send; never decides what.
import { accounts, capabilities } from './accounts/account-queries.ts'
import { addAccount, describeAccount, setAccountState } from './accounts/add-account.ts'

export { type Account, findAccount, lockAccount } from './accounts/account.ts'
export type { Adapter } from './vocabulary.ts'

export const channelsCommands = [addAccount, describeAccount, setAccountState]
export const channelsQueries = [accounts, capabilities]
