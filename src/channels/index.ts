// channels/ 渠道账号·能力·额度·各渠道文稿. Knows how to send; never decides what.
import { accounts, capabilities } from './accounts/account-queries.ts'
import { addAccount, describeAccount, setAccountState } from './accounts/add-account.ts'
import { connectAccount, disconnectAccount, noteConnection } from './accounts/connect-account.ts'
import { quotas, setQuota } from './accounts/quotas.ts'
import { setHub } from './accounts/set-hub.ts'
import {
  addSubscribers,
  exportSubscribers,
  removeSubscriber,
  subscribers,
  unsubscribe,
} from './accounts/subscribers.ts'

export { type Account, capabilityOf, findAccount } from './accounts/account.ts'
export { noteConnection, openCredentials } from './accounts/connect-account.ts'
export { claimQuota, giveBack, type UsedUp } from './accounts/quotas.ts'
export { recipientsOf } from './accounts/subscribers.ts'
export { wechatProblem } from './adapters/wechat.ts'
export {
  type Comment,
  type Counted,
  type Found,
  isProblem,
  type Known,
  type Outcome,
  type Parcel,
  type Picture,
  type Posted,
} from './contract.ts'
export { serveEmulators } from './emulators/serve.ts'
export { openLine } from './line.ts'
export { outgoing } from './outgoing.ts'
export { channelOf } from './registry.ts'
export { isOurs, OURS } from './vocabulary.ts'

export const channelsCommands = [
  addAccount,
  describeAccount,
  setAccountState,
  connectAccount,
  disconnectAccount,
  noteConnection,
  addSubscribers,
  unsubscribe,
  setQuota,
  removeSubscriber,
  exportSubscribers,
  setHub,
]
export const channelsQueries = [accounts, capabilities, subscribers, quotas]
