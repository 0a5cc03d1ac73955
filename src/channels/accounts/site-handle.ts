// The short name of a site of ours is the first part of its addresses. It may be changed; what was found under the earlier one is
// led on, so no other site may take it.
import type { Call, Sql } from '../../platform/index.ts'
import { handleInUse, siteHandle } from '../refusals.ts'
import type { Account } from './account.ts'

const NAME = /^[a-z][a-z0-9-]{0,30}$/
/** first parts of addresses that are other pages', and the numbers sites without a name get */
const TAKEN =
  /^(s\d+|api|articles|callbacks|disclosure|fediverse|figures|media|newspaper|nodeinfo|review|schedule|search|sections|view|workbench)$/

/** The first part of a site's addresses. */
export const partOf = ({ id, handle }: Pick<Account, 'id' | 'handle'>): string =>
  NAME.test(handle) ? handle : `s${id}`

/** Refuses a name that cannot be part of an address, or that was another site's. */
export async function mustBeFree(tx: Sql, handle: string, id: bigint | null): Promise<void> {
  if (handle === '') return
  if (!NAME.test(handle)) throw siteHandle({ problem: '只能用小写字母、数字和短横，以字母开头，不超过 31 个字' })
  if (TAKEN.test(handle)) throw siteHandle({ problem: `不能用“${handle}”，系统自己的页面在用` })
  const [former] =
    await tx`select 1 from channels.former_parts where part = ${handle} and account_id is distinct from ${id}`
  if (former) throw handleInUse()
}

/** Keeps the earlier part of a site that is renamed. */
export async function keepFormerPart(tx: Sql, call: Call, before: Account, handle: string): Promise<void> {
  await mustBeFree(tx, handle, before.id)
  const after = { id: before.id, handle }
  if (partOf(before) === partOf(after)) return
  await tx`delete from channels.former_parts where part = ${partOf(after)}`
  await tx`insert into channels.former_parts (part, account_id, left_at) values (${partOf(before)}, ${before.id}, ${call.at})`
}
