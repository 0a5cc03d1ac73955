// What the frame of a page shows of the house: its sites, the entries of the navigation that lead somewhere, grey mode.
import type { Sql } from '../platform/index.ts'
import type { Furniture, NavigationEntry } from './layout.ts'
import { findSites, homeOf, type NewsSite } from './news/sites.ts'

async function sectionsOf(tx: Sql, site: NewsSite): Promise<NavigationEntry[]> {
  const rows = await tx<{ name: string }[]>`
    select c.name from newsroom.columns c where exists (select 1 from publishing.articles a
      where a.site_id = ${site.id} and a.section = c.name and a.withdrawn_at is null) order by c.sort, c.name`
  return rows.map(({ name }) => ({
    key: `section:${name}`,
    href: `${site.base}/sections/${encodeURIComponent(name)}`,
    title: name,
  }))
}

/** The furniture of a page of the site at `base`, or of the house when it belongs to no site. */
export async function readFurniture(
  tx: Sql,
  unit: string,
  { host, base }: { host: string; base: string | undefined },
): Promise<Furniture> {
  const sites = await findSites(tx, host)
  const site = sites.find(one => homeOf(one) === base) ?? sites.find(one => one.base === '') ?? sites[0]
  const [state] = await tx<{ grey: boolean; paper: boolean; news: boolean; schedule: boolean }[]>`
    select coalesce((select is_on from publishing.switches where switch = 'grey_mode'), false) grey,
      exists (select 1 from newspaper.issues where published_at is not null) paper,
      exists (select 1 from publishing.articles where withdrawn_at is null) news,
      exists (select 1 from publishing.programmes where cancelled_at is null) schedule`
  const navigation: NavigationEntry[] = [
    { key: 'home', href: site && state!.news ? homeOf(site) : '/', title: '首页' },
    ...(site ? await sectionsOf(tx, site) : []),
    ...(state!.paper ? [{ key: 'newspaper', href: '/newspaper', title: '数字报' }] : []),
    ...(state!.schedule ? [{ key: 'schedule', href: '/schedule', title: '节目单' }] : []),
    { key: 'disclosure', href: '/disclosure', title: '信息公开' },
    ...(state!.news ? [{ key: 'search', href: '/search', title: '搜索' }] : []),
  ]
  return { unit, grey: state!.grey, sites: state!.news ? sites : [], navigation }
}
