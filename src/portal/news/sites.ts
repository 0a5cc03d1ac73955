// The sites of the centre, as the register of channel accounts has them; each has its own beginning of addresses.
import type { Sql } from '../../platform/index.ts'

export type NewsSite = {
  id: bigint
  name: string
  /** what its addresses begin with: nothing under its own domain, else `/` and its handle */
  base: string
  /** where its feeds are announced, when the account names a hub */
  hub: string | undefined
}

type Row = { id: bigint; name: string; handle: string; address: string; hub: string | null }

const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).host : '')

/** The sites that show something, in the order in which they were registered; `host` is the one the reader asked. */
export async function findSites(tx: Sql, host: string): Promise<NewsSite[]> {
  const rows = await tx<Row[]>`select id, name, handle, address, settings->>'hub' hub from channels.accounts
    where adapter = 'site' and state <> 'closed' order by id`
  return rows.map(({ id, name, handle, address, hub }) => {
    const path = /^[a-z][a-z0-9-]{0,30}$/.test(handle) ? handle : `s${id}`
    const own = hub && URL.canParse(hub) ? hub : undefined
    return { id, name, base: hostOf(address) === host && host !== '' ? '' : `/${path}`, hub: own }
  })
}

/** The site an address belongs to: that of its first part, or without one that of the domain, else the first. */
export async function siteAt(tx: Sql, host: string, part: string | undefined): Promise<NewsSite | undefined> {
  const sites = await findSites(tx, host)
  if (part !== undefined) return sites.find(site => site.base === `/${part}`)
  return sites.find(site => site.base === '') ?? sites[0]
}

export const homeOf = (site: Pick<NewsSite, 'base'>) => site.base || '/'

/** Where an address went whose first part no site has any more: another short name, or a domain of its own. */
export async function movedTo(tx: Sql, host: string, part: string, path: string): Promise<string | undefined> {
  const [row] = await tx<{ id: bigint }[]>`
    select a.id from channels.accounts a where a.adapter = 'site' and a.state <> 'closed'
      and (a.handle = ${part} or 's' || a.id = ${part}
        or exists (select 1 from channels.former_parts f where f.account_id = a.id and f.part = ${part})) order by a.id limit 1`
  const site = row && (await findSites(tx, host)).find(one => one.id === row.id)
  if (!site || site.base === `/${part}`) return undefined
  return `${site.base}${path.slice(part.length + 1)}` || '/'
}
