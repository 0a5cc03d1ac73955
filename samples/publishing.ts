// The sample's channels: two sites of our own, accounts served by hand since they have no credentials, and those of a street
// and a department. The signed story goes to the sites, and to two
// accounts as 人工发布件. Nothing here pretends to have been sent anywhere else.
import { dayOf } from '../src/kernel/index.ts'
import type { Pool } from '../src/platform/index.ts'
import type { Runner } from './run.ts'

type Sample = Record<string, string | number>

const own = { owner_kind: 'own', owner_unit: '北塔区融媒体中心' }
const ACCOUNTS: readonly Sample[] = [
  { ...own, platform: '网站', name: '北塔新闻网', handle: 'news', kind: 'site', adapter: 'site' },
  { ...own, platform: '网站', name: '北塔政务网', handle: 'gov', kind: 'site', adapter: 'site' },
  { ...own, platform: '微信公众号', name: '北塔发布', kind: 'wechat', adapter: 'manual' },
  { ...own, platform: '微博', name: '北塔发布', kind: 'weibo', adapter: 'manual' },
  { ...own, platform: '抖音', name: '北塔融媒', kind: 'douyin', adapter: 'manual' },
  { ...own, platform: '快手', name: '北塔融媒', kind: 'kuaishou', adapter: 'manual' },
  { ...own, platform: '手机报', name: '北塔手机报', kind: 'sms', adapter: 'manual' },
  { ...own, platform: '新湖南', name: '新湖南北塔区频道', kind: 'provincial', adapter: 'manual' },
  {
    ...own,
    platform: '联邦网络',
    name: '北塔发布',
    handle: 'beita',
    address: 'https://news.example.cn',
    kind: 'activitypub',
    adapter: 'activitypub',
  },
  {
    owner_kind: 'township',
    owner_unit: '示例街道办事处',
    platform: '微信公众号',
    name: '示例街道（示例）',
    kind: 'wechat',
    adapter: 'manual',
  },
  {
    owner_kind: 'department',
    owner_unit: '示例局',
    platform: '微博',
    name: '示例局（示例）',
    kind: 'weibo',
    adapter: 'manual',
  },
]

const PROGRAMMES = [
  ['tv', '19:30', 15, 'news', '北塔新闻'],
  ['tv', '19:45', 20, 'feature', '今日民生'],
  ['tv', '22:00', 15, 'repeat', '北塔新闻重播'],
  ['radio', '07:30', 15, 'news', '早间播报'],
  ['radio', '12:00', 30, 'feature', '村村响'],
] as const

/** Registers the accounts and releases the sample's signed story to the sites. */
export async function loadPublishing(
  pool: Pool,
  run: (name: string, input: unknown, key: string) => ReturnType<Runner>,
  now: Date,
): Promise<void> {
  for (const account of ACCOUNTS) {
    const key = `${account.platform}|${account.name}`
    await run('channels.add-account', { ...account, is_example: true }, key)
  }
  const places = await pool<{ id: bigint }[]>`
    select id from channels.accounts where adapter = 'site' or (owner_kind = 'own' and kind in ('wechat', 'weibo')) order by id`
  const editions = await pool<{ id: bigint }[]>`select id from newsroom.editions order by id`
  for (const { id } of editions) {
    const account_ids = places.map(place => String(place.id))
    await run('publishing.release', { edition_id: String(id), account_ids }, `edition ${id}`)
  }
  const day = dayOf(now)
  for (const [service, starts, minutes, kind, title] of PROGRAMMES) {
    const programme = { service, starts, minutes, kind, title: `${title}（示例）`, day, is_example: true }
    await run('publishing.plan-programme', programme, `programme ${day} ${service} ${starts}`)
  }
  const [shown] = await pool<
    { id: bigint }[]
  >`select id from publishing.releases where state = 'visible' order by id limit 1`
  if (!shown) return
  const found = { kind: 'unreachable', message: '网址一时访问不到（示例）', seen_hash: 'example' }
  await run('publishing.open-finding', { release_id: String(shown.id), ...found }, 'finding')
}
