// What other servers ask of us: who an account is (WebFinger), what it published, and its inbox. People who open such an address
// get our pages.
import type { Context, Hono, Next } from 'hono'
import { type Account, findAccount } from '../../channels/index.ts'
import { limitedBody, type Sql } from '../../platform/index.ts'
import { articleOf } from './activities.ts'
import { actorId, followersOf, objectId, outboxOf } from './addresses.ts'
import {
  actorDocument,
  articleActivity,
  articleDocument,
  collectionDocument,
  type Json,
  tombstoneDocument,
} from './documents.ts'
import { inboxOfFediverse, type Parts } from './inbox.ts'
import { ACTIVITY_TYPE } from './reach.ts'

const NAME = '/fediverse/:name{[a-z0-9_]{1,30}}'
const PAGE_SIZE = 20
const PAGE_MAX = 1_000
const JRD = 'application/jrd+json; charset=utf-8'
const NODEINFO = 'application/json; profile="http://nodeinfo.diaspora.software/ns/schema/2.1#"; charset=utf-8'

const wantsActivity = (c: Context) => /application\/(activity|ld)\+json/.test(c.req.header('accept') ?? '')

function document(c: Context, body: Json, { status = 200, type = `${ACTIVITY_TYPE}; charset=utf-8` } = {}): Response {
  return c.body(JSON.stringify(body), status as 200, {
    'content-type': type,
    'cache-control': 'public, max-age=60',
    vary: 'Accept',
    'access-control-allow-origin': '*',
  })
}

async function accountNamed(tx: Sql, handle: string): Promise<Account | undefined> {
  const [row] = await tx<{ id: bigint }[]>`
    select id from channels.accounts where adapter = 'activitypub' and handle = ${handle}`
  return row && findAccount(tx, row.id)
}

async function followerCount(tx: Sql, account: Account): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int count from publishing.followers where account_id = ${account.id} and ended_at is null`
  return row!.count
}

/** The newest articles of an account as the activities they came by; without a page only how many. */
async function outbox(tx: Sql, account: Account, page: number | undefined): Promise<Json> {
  const id = outboxOf(account)
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int count from publishing.articles where site_id = ${account.id} and withdrawn_at is null`
  const total = row!.count
  if (page === undefined) return collectionDocument(id, total)
  const rows = await tx<{ slug: string }[]>`select slug from publishing.articles
    where site_id = ${account.id} and withdrawn_at is null order by published_at desc, id desc
    limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`
  const items: Json[] = []
  for (const { slug } of rows) {
    const article = (await articleOf(tx, account, slug))!
    const { '@context': _context, ...item } = await articleActivity(
      account,
      'Create',
      `${objectId(account, slug)}#create`,
      article,
    )
    items.push(item)
  }
  const next = page * PAGE_SIZE < total ? `${id}?page=${page + 1}` : null
  return collectionDocument(`${id}?page=${page}`, total, { items, part_of: id, next })
}

/** Whom `acct:name@host` or the address of an account means. */
async function fingered(tx: Sql, resource: string): Promise<Account | undefined> {
  const named = /^acct:@?([^@]+)@(.+)$/.exec(resource)
  const handle = named?.[1]?.toLowerCase() ?? /\/fediverse\/([a-z0-9_]+)$/.exec(resource)?.[1]
  const account = handle === undefined ? undefined : await accountNamed(tx, handle)
  if (!account || account.state === 'closed') return undefined
  const meant = named ? named[2]!.toLowerCase() === new URL(account.address).host : actorId(account) === resource
  return meant ? account : undefined
}

function webFinger(account: Account): Json {
  const self = actorId(account)
  return {
    subject: `acct:${account.handle}@${new URL(account.address).host}`,
    aliases: [self],
    links: [
      { rel: 'self', type: ACTIVITY_TYPE, href: self },
      { rel: 'http://webfinger.net/rel/profile-page', type: 'text/html', href: account.address },
    ],
  }
}

async function nodeInfo(tx: Sql, version: string): Promise<Json | undefined> {
  const [row] = await tx<{ users: number; posts: number }[]>`
    select count(distinct a.id)::int users, count(p.id)::int posts from channels.accounts a
    left join publishing.articles p on p.site_id = a.id and p.withdrawn_at is null
    where a.adapter = 'activitypub' and a.state <> 'closed'`
  if (!row || row.users === 0) return undefined
  return {
    version: '2.1',
    software: { name: 'beita', version },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: ['rss2.0', 'atom1.0'] },
    openRegistrations: false,
    usage: { users: { total: row.users }, localPosts: row.posts },
    metadata: {},
  }
}

type Made = { body: Json; status?: number } | undefined

export function mountFediverse(app: Hono, parts: Parts & { version: string; public_url: string | undefined }): void {
  const read = <T>(look: (tx: Sql) => Promise<T>) =>
    parts.pool.begin('isolation level repeatable read read only', look) as Promise<T>
  app.get('/.well-known/webfinger', async (c, next) => {
    const account = await read(tx => fingered(tx, c.req.query('resource') ?? ''))
    return account ? document(c, webFinger(account), { type: JRD }) : next()
  })
  app.get('/.well-known/nodeinfo', async (c, next) => {
    const info = await read(tx => nodeInfo(tx, parts.version))
    const rel = 'http://nodeinfo.diaspora.software/ns/schema/2.1'
    return info
      ? document(
          c,
          { links: [{ rel, href: new URL('/nodeinfo/2.1', parts.public_url ?? c.req.url).href }] },
          { type: JRD },
        )
      : next()
  })
  app.get('/nodeinfo/2.1', async (c, next) => {
    const info = await read(tx => nodeInfo(tx, parts.version))
    return info ? document(c, info, { type: NODEINFO }) : next()
  })
  /** `make` is for other servers; people go on to what the portal shows. */
  const serve = (path: string, make: (tx: Sql, account: Account, c: Context) => Promise<Made>) =>
    app.get(path, async (c: Context, next: Next) => {
      if (!wantsActivity(c)) return next()
      const made = await read(async tx => {
        const account = await accountNamed(tx, c.req.param('name') ?? '')
        if (account?.state === 'closed') return { body: { error: '账号已注销' }, status: 410 }
        return account && make(tx, account, c)
      })
      return made ? document(c, made.body, made.status ? { status: made.status } : {}) : next()
    })
  serve(NAME, async (_tx, account) => ({ body: await actorDocument(account) }))
  serve(`${NAME}/followers`, async (tx, account) => ({
    body: await collectionDocument(followersOf(account), await followerCount(tx, account)),
  }))
  serve(`${NAME}/outbox`, async (tx, account, c) => {
    const asked = c.req.query('page')
    const page = asked === undefined ? undefined : Math.max(1, Math.min(PAGE_MAX, Math.trunc(Number(asked)) || 1))
    return { body: await outbox(tx, account, page) }
  })
  serve(`${NAME}/articles/:slug{[A-Za-z0-9-]{1,80}}`, async (tx, account, c) => {
    const article = await articleOf(tx, account, c.req.param('slug') ?? '')
    if (!article) return undefined
    if (!article.withdrawn_at) return { body: await articleDocument(account, article) }
    return { body: await tombstoneDocument(account, article.slug, article.withdrawn_at), status: 410 }
  })
  const take = inboxOfFediverse(parts)
  app.post(`${NAME}/inbox`, limitedBody, async (c, next) => {
    const account = await read(tx => accountNamed(tx, c.req.param('name')))
    if (!account) return next()
    return account.state === 'closed' ? c.text('账号已注销', 410) : take(c, account)
  })
}
