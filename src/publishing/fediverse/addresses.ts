// Addresses by which other servers know an account of ours and what it publishes. They never change.
import type { Account } from '../../channels/index.ts'

type Place = Pick<Account, 'handle' | 'address'>

export const actorId = ({ address, handle }: Place): string => `${address}/fediverse/${handle}`
export const keyIdOf = (account: Place): string => `${actorId(account)}#main-key`
export const inboxOf = (account: Place): string => `${actorId(account)}/inbox`
export const outboxOf = (account: Place): string => `${actorId(account)}/outbox`
export const followersOf = (account: Place): string => `${actorId(account)}/followers`
export const objectId = (account: Place, slug: string): string => `${actorId(account)}/articles/${slug}`

/** `@name@host`, as people write it. */
export const handleOf = ({ address, handle }: Place): string => `@${handle}@${new URL(address).host}`
