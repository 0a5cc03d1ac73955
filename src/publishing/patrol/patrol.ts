// After the release: a person looks at it once (发布后复核), and a patrol compares what stands there with what was approved.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { channelOf, findAccount, isOurs, openLine, outgoing } from '../../channels/index.ts'
import { approvedEdition } from '../../newsroom/index.ts'
import { command, Id, type Sql, sweep, type Work } from '../../platform/index.ts'
import { renditionFor, renditionHash } from '../releases/put-on-site.ts'
import { knownOf, type Release } from '../releases/release.ts'
import { openFinding } from './findings.ts'

/** Somebody other than the machine looked at the released story on its pages. */
export const confirmRecheck = command({
  name: 'publishing.confirm-recheck',
  title: '登记发布后复核',
  access: ['editor', 'operations', 'director'],
  input: z.strictObject({ edition_id: Id, note: z.string().trim().max(300).default('') }),
  output: z.object({}),
  async run(tx, call, { edition_id, note }) {
    await approvedEdition(tx, edition_id)
    await tx`insert into publishing.rechecks (edition_id, checked_at, checked_by_id, checked_by, note)
      values (${edition_id}, ${call.at}, ${call.actor.id}, ${call.actor.name}, ${note})`
    return {}
  },
})

type Found =
  | { kind: 'changed' | 'gone' | 'unreachable'; message: string; seen?: string; seen_hash?: string }
  | undefined

/** How much of a page is kept for the comparison. */
const SEEN_MAX = 20_000
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** A site's article against the approved rendition, column by column, by the same hash. */
async function patrolSite(tx: Sql, release: Release): Promise<Found> {
  const [article] = await tx<Parameters<typeof renditionHash>[0][]>`
    select title, lead, body_html, body_text, cover, extra from publishing.articles where release_id = ${release.id}`
  const approved = await renditionFor(tx, release.edition_id, release.channel_kind)
  if (!article) return { kind: 'gone', message: '网站上没有这篇文章了' }
  const same =
    renditionHash(article).equals(release.content_hash) && renditionHash(approved!).equals(release.content_hash)
  const seen = `${article.title}\n${article.lead}\n${article.body_text}`.slice(0, SEEN_MAX)
  const seen_hash = renditionHash(article).toString('hex')
  return same ? undefined : { kind: 'changed', message: '网页内容与签发稿的校验码不符', seen, seen_hash }
}

/** What a page says, roughly: no scripts, no styles, no tags. */
const plainText = (page: string) =>
  page
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

async function patrolByHand(work: Work, release: Release, title: string): Promise<Found> {
  if (!release.url) return undefined
  try {
    const page = await outgoing({ hosts: 'any-public', base_url: undefined }, work.signal)(release.url)
    if (page.status === 404 || page.status === 410)
      return { kind: 'gone', message: `作品网址已打不开（${page.status}）` }
    const there = page.text().includes([...title].slice(0, 12).join(''))
    if (page.status !== 200 || there) return undefined
    const seen = plainText(page.text()).slice(0, SEEN_MAX)
    return { kind: 'changed', message: '作品页面上找不到签发的标题，请打开核对', seen, seen_hash: digestOf(seen) }
  } catch (error) {
    return { kind: 'unreachable', message: `作品网址访问不到：${(error as Error).message}` }
  }
}

/** One live release looked at. */
async function patrolOne(work: Work, release: Release): Promise<Found> {
  const account = await work.read(tx => findAccount(tx, release.account_id))
  if (isOurs(account.adapter)) return work.read(tx => patrolSite(tx, release))
  if (account.adapter === 'manual') {
    const edition = await work.read(tx => approvedEdition(tx, release.edition_id))
    return patrolByHand(work, release, edition.headline)
  }
  const channel = channelOf(account.adapter)
  if (!channel || account.kind === 'sms') return undefined
  const outcome = await channel.check(await openLine(work, account), knownOf(release))
  return outcome.class === 'rejected' ? { kind: 'gone', message: `渠道上已经没有：${outcome.message}` } : undefined
}

const EVERY_MS = 600_000
const DAYS = 7
const AT_ONCE = 200

/** Every ten minutes: what became visible in the last seven days, the least lately looked at first. */
export const patrol = sweep({
  name: '发布后巡检',
  every_ms: EVERY_MS,
  async run(work) {
    const since = new Date(work.now().getTime() - DAYS * 86_400_000)
    const list = await work.read(
      tx => tx<Release[]>`select * from publishing.releases
      where state = 'visible' and visible_at >= ${since} order by visible_at desc limit ${AT_ONCE}`,
    )
    for (const release of list) {
      if (work.signal.aborted) return
      const found = await patrolOne(work, release)
      if (found) await work.perform(openFinding, { release_id: String(release.id), ...found })
    }
  },
})
