// What the formulas of the indexes are fed with: sums over an account's posts of a period, by the names the formulas use.
import type { Day } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'

/** Every quantity a formula may ask for. Capital letters as the published WCI writes them. */
export const INPUTS = {
  d: '天数',
  n: '发文篇数',
  R: '阅读数',
  Z: '在看数',
  L: '点赞数',
  RE: '转发数',
  Rt: '头条阅读数',
  Zt: '头条在看数',
  Lt: '头条点赞数',
  REt: '头条转发数',
  Rmax: '最高阅读数',
  Zmax: '最高在看数',
  Lmax: '最高点赞数',
  REmax: '最高转发数',
  posts: '发布条数',
  works: '作品数',
  original: '原创条数',
  reposts: '转发数',
  shares: '分享数',
  comments: '评论数',
  likes: '点赞数',
  plays: '播放数',
  favourites: '收藏数',
  orig_reposts: '原创转发数',
  orig_comments: '原创评论数',
  fans: '粉丝总数',
  new_fans: '新增粉丝数',
} as const
export type InputName = keyof typeof INPUTS
export type Inputs = Record<InputName, number | null>

type Sums = Omit<Record<InputName, bigint>, 'd'> & { read_users_only: bigint }

/** Platforms show no more than this; what is above counts as it. */
const READS_CAP = 100_001

/** The sums of an account's posts published in the period, by the newest counters; `basis` tells what stood for reads. */
export async function indexInputs(
  tx: Sql,
  { account_id, from_day, to_day }: { account_id: bigint; from_day: Day; to_day: Day },
): Promise<{ inputs: Inputs; basis: 'counts' | 'users' }> {
  const [sums] = await tx<Sums[]>`
    with c as (
      select p.id, p.is_headline, p.is_original,
        least(coalesce(max(v.value) filter (where v.metric = 'reads'), max(v.value) filter (where v.metric = 'read_users'), 0),
          ${READS_CAP}) r,
        (count(*) filter (where v.metric = 'reads') = 0 and count(*) filter (where v.metric = 'read_users') > 0) users,
        coalesce(max(v.value) filter (where v.metric = 'wows'), 0) z, coalesce(max(v.value) filter (where v.metric = 'likes'), 0) l,
        coalesce(max(v.value) filter (where v.metric = 'shares'), 0) s,
        coalesce(max(v.value) filter (where v.metric = 'comments'), 0) c,
        coalesce(max(v.value) filter (where v.metric = 'plays'), 0) y,
        coalesce(max(v.value) filter (where v.metric = 'favourites'), 0) f
      from audience.posts p left join audience.post_counters v on v.post_id = p.id
      where p.account_id = ${account_id} and p.published_on between ${from_day} and ${to_day}
      group by p.id)
    select count(*)::int8 n, coalesce(sum(r), 0)::int8 "R", coalesce(sum(z), 0)::int8 "Z", coalesce(sum(l), 0)::int8 "L",
      coalesce(sum(s), 0)::int8 "RE", coalesce(sum(r) filter (where is_headline), 0)::int8 "Rt",
      coalesce(sum(z) filter (where is_headline), 0)::int8 "Zt", coalesce(sum(l) filter (where is_headline), 0)::int8 "Lt",
      coalesce(sum(s) filter (where is_headline), 0)::int8 "REt", coalesce(max(r), 0)::int8 "Rmax",
      coalesce(max(z), 0)::int8 "Zmax", coalesce(max(l), 0)::int8 "Lmax", coalesce(max(s), 0)::int8 "REmax",
      count(*)::int8 posts, count(*)::int8 works, count(*) filter (where is_original)::int8 original,
      coalesce(sum(s), 0)::int8 reposts, coalesce(sum(s), 0)::int8 shares, coalesce(sum(c), 0)::int8 comments,
      coalesce(sum(l), 0)::int8 likes, coalesce(sum(y), 0)::int8 plays, coalesce(sum(f), 0)::int8 favourites,
      coalesce(sum(s) filter (where is_original), 0)::int8 orig_reposts,
      coalesce(sum(c) filter (where is_original), 0)::int8 orig_comments, count(*) filter (where users)::int8 read_users_only,
      coalesce((select value from audience.account_counters a where a.account_id = ${account_id} and a.metric = 'followers'
        and a.on_day <= ${to_day} order by a.on_day desc limit 1), 0)::int8 fans,
      coalesce((select sum(value) from audience.account_counters a where a.account_id = ${account_id}
        and a.metric = 'new_followers' and a.on_day between ${from_day} and ${to_day}), 0)::int8 new_fans
    from c`
  const { read_users_only, ...counted } = sums!
  const [days] = await tx<{ d: number }[]>`select (${to_day}::date - ${from_day}::date + 1)::int d`
  const numbers = Object.fromEntries(Object.entries(counted).map(([name, value]) => [name, Number(value)]))
  return { inputs: { ...numbers, d: days!.d } as Inputs, basis: read_users_only > 0n ? 'users' : 'counts' }
}
