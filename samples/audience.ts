// Effect in the sample: a few weeks of invented counters, adoptions and client numbers, so that the pages show what they are
// for. Every post says 示例, and the bulletin and the indexes are made of them.
import type { Day } from '../src/kernel/index.ts'
import type { Pool } from '../src/platform/index.ts'
import { random } from './random.ts'

type Run = (name: string, input: unknown, key: string) => Promise<Record<string, unknown>>

const POSTS = [
  '社区食堂开张',
  '资江边的晨跑队',
  '医保缴费指南',
  '乡村篮球赛开打',
  '图书馆延长开放',
  '路灯换新',
  '春耕第一犁',
  '护学岗的一天',
]
const shift = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

/** Counters of a month on WeChat and Douyin; followers, client, two adoptions, an index and a quarter's inspection begun. */
export async function loadAudience(pool: Pool, run: Run, today: Day): Promise<void> {
  const accounts = await pool<{ id: bigint; platform: string; name: string }[]>`
    select id, platform, name from channels.accounts where owner_kind = 'own' order by id`
  const idOf = (platform: string) => String(accounts.find(account => account.platform === platform)!.id)
  const { next } = random(73)
  const rows = POSTS.flatMap((title, n) => {
    const published_on = shift(today, 3 + n * 3)
    const reads = 400 + Math.floor(next() * 2600)
    const post = { item_key: `sample-${n}`, title: `${title}（示例）`, published_on, is_headline: n % 2 === 0 }
    const values = {
      reads,
      likes: Math.floor(reads / 40),
      wows: Math.floor(reads / 60),
      shares: Math.floor(reads / 25),
    }
    const video = {
      plays: reads * 3,
      likes: Math.floor(reads / 10),
      shares: Math.floor(reads / 50),
      comments: Math.floor(reads / 80),
    }
    return [
      { account_id: idOf('微信公众号'), post, on_day: today, values: { ...values, comments: Math.floor(reads / 150) } },
      ...(n % 3 === 0 ? [{ account_id: idOf('抖音'), post, on_day: today, values: video }] : []),
    ]
  })
  await run('audience.record-readings', { source: 'console', rows, is_example: true }, 'posts')
  const followers = [40, 2].flatMap((days, n) =>
    (['微信公众号', '抖音', '微博'] as const).map((platform, k) => ({
      account_id: idOf(platform),
      on_day: shift(today, days),
      values: { followers: 8000 - k * 2300 + n * 140 },
    })),
  )
  await run(
    'audience.record-readings',
    { source: 'console', rows: followers, is_example: true, note: '示例' },
    'followers',
  )
  const client = [20, 10, 2].flatMap((days, n) =>
    Object.entries({
      installs: 5200 + n * 160,
      dau: 410 + n * 25,
      verified: 3100 + n * 90,
      cohort_7: 60,
      kept_7: 19 + n,
    }).map(([metric, value]) => ({ on_day: shift(today, days), metric, value })),
  )
  await run('audience.record-client', { rows: client, note: '示例数据' }, 'client')
  const adoption = { reporter: '示例采编甲', address: 'https://example.com/shili', is_example: true }
  const adopted = [
    { level: 'province', outlet: '示例省级媒体', headline: '社区食堂开张（示例）', adopted_on: shift(today, 5) },
    { level: 'city', outlet: '示例市级媒体', headline: '乡村篮球赛开打（示例）', adopted_on: shift(today, 12) },
  ]
  for (const one of adopted) await run('audience.record-adoption', { ...adoption, ...one }, one.headline)
  const period = { account_id: idOf('微信公众号'), code: 'wci', from_day: shift(today, 29), to_day: today }
  await run('audience.compute-index', period, 'wci')
  await run('audience.note-releases', {}, 'releases')
  const quarter = `${today.slice(0, 4)}Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`
  await run('audience.inspect', { quarter }, quarter)
}
