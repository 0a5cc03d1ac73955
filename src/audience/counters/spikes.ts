// 异常阅读: posts that stand out from their account so far that somebody has to say why. No bought traffic (2021 rule on accounts).
import { z } from 'zod'
import { command, DayField, Id, Int64, query, type Sql, Text } from '../../platform/index.ts'
import { noSuchPost } from '../refusals.ts'

const Spike = z.object({
  post_id: Int64,
  title: z.string(),
  account: z.string(),
  platform: z.string(),
  published_on: z.string(),
  reads: z.number(),
  median: z.number(),
  reason: z.enum(['far_above', 'silent']),
  answer: z.string().nullable(),
  explanation: z.string().nullable(),
  answered_by: z.string().nullable(),
})
type Spike = z.input<typeof Spike>

/** Posts of the period that the rule in force on their day flags, by their newest counters. */
export function spikes(tx: Sql, { from_day, to_day }: { from_day: string; to_day: string }): Promise<Spike[]> {
  return tx<Spike[]>`
    with read as (
      select p.id, p.account_id, p.title, p.published_on,
        coalesce(max(v.value) filter (where v.metric in ('reads', 'plays')), max(v.value) filter (where v.metric = 'read_users'), 0)
          reads,
        coalesce(sum(v.value) filter (where v.metric in ('likes', 'wows', 'shares', 'comments', 'favourites')), 0) reactions
      from audience.posts p join audience.post_counters v on v.post_id = p.id group by p.id),
    usual as (
      select account_id, percentile_disc(0.5) within group (order by reads) median, count(*) post_count from read group by account_id)
    select r.id post_id, r.title, a.name account, a.platform, r.published_on, r.reads::float8 reads, u.median::float8 median,
      case when r.reads >= k.silent_reads and r.reactions = 0 then 'silent' else 'far_above' end reason,
      n.answer, n.explanation, n.answered_by
    from read r join usual u using (account_id) join channels.accounts a on a.id = r.account_id
    join lateral (select * from audience.spike_rules where effective_from <= r.published_on order by effective_from desc limit 1) k
      on true
    left join audience.spike_answers n on n.post_id = r.id
    where r.published_on between ${from_day} and ${to_day}
      and ((u.post_count >= k.posts_min and r.reads >= k.reads_min and r.reads >= k.times * greatest(u.median, 1))
        or (r.reads >= k.silent_reads and r.reactions = 0))
    order by (n.answer is null) desc, r.reads desc limit 100`
}

export const readSpikes = query({
  name: 'audience.spikes',
  title: '异常阅读',
  access: 'signed-in',
  input: z.strictObject({ from_day: DayField, to_day: DayField }),
  output: z.array(Spike),
  read: spikes,
})

/** Say why a post stands out; found to be false traffic, it is named so. */
export const answerSpike = command({
  name: 'audience.answer-spike',
  title: '说明异常阅读',
  access: ['editor', 'operations', 'director'],
  input: z.strictObject({ post_id: Id, answer: z.enum(['explained', 'false_traffic']), explanation: Text(500) }),
  output: z.object({}),
  async run(tx, call, { post_id, answer, explanation }) {
    const [post] = await tx`select 1 from audience.posts where id = ${post_id}`
    if (!post) throw noSuchPost()
    await tx`insert into audience.spike_answers (post_id, answer, explanation, answered_at, answered_by)
      values (${post_id}, ${answer}, ${explanation}, ${call.at}, ${call.actor.name})
      on conflict (post_id) do update set answer = excluded.answer, explanation = excluded.explanation,
        answered_at = excluded.answered_at, answered_by = excluded.answered_by`
    return {}
  },
})
