// The rules of self-inspection in force for an account, and the checks the program makes by itself.
import type { Day } from '../../kernel/index.ts'
import type { Sql } from '../../platform/index.ts'

export type Rule = {
  code: string
  version: string
  sort: number
  kind: 'veto' | 'deduct' | 'bonus'
  title: string
  question: string
  computed: CheckName | null
  threshold: number | null
  points_cent: number
  points_max_cent: number
  rectify_days: number
}
type CheckName = 'no_update' | 'severe_errors' | 'released_errors' | 'no_licence' | 'no_interaction_data'
export type Inspected = { id: bigint; account_id: bigint; from_day: Day; to_day: Day; today: Day }
export type Checked = { hits: number; detail: string }

/** A site, a client, or an account on somebody else's platform. */
const appliesTo = (kind: string, platform: string): 'site' | 'client' | 'account' =>
  /客户端|APP/i.test(platform) ? 'client' : kind === 'site' ? 'site' : 'account'

export function rulesFor(tx: Sql, version: string, kind: string, platform: string): Promise<Rule[]> {
  return tx<Rule[]>`select * from audience.inspection_rules
    where version = ${version} and ${appliesTo(kind, platform)} = any(applies) order by sort`
}

/** Errors found after release in stories that stood on the account in the period. */
async function errorsOf(tx: Sql, of: Inspected, severe: boolean): Promise<Checked> {
  const found = await tx<{ excerpt: string }[]>`
    select distinct e.id, e.excerpt from newsroom.errors e
    join audience.posts p on p.story_id = e.story_id and p.account_id = ${of.account_id}
    where e.found_at_step = 'released' and (e.class = 'formulation') = ${severe}
      and (e.found_at at time zone 'Asia/Shanghai')::date between ${of.from_day} and ${of.to_day}`
  const shown = found.slice(0, 5).map(one => `“${one.excerpt}”`)
  return {
    hits: found.length,
    detail: found.length === 0 ? '差错台账没有记录' : `差错台账 ${found.length} 处：${shown.join('、')}`,
  }
}

/** The longest silence of the period: between posts, and up to its end or today. */
async function silenceOf(tx: Sql, of: Inspected, days: number): Promise<Checked> {
  const end = [of.to_day, of.today].sort()[0]!
  const [row] = await tx<{ gap: number | null; last_on: Day | null }[]>`
    with days as (
      select distinct published_on d from audience.posts
      where account_id = ${of.account_id} and published_on between ${of.from_day} and ${end}
      union select ${end}::date
      -- the silence may have begun before the period
      union select coalesce((select max(published_on) from audience.posts
        where account_id = ${of.account_id} and published_on < ${of.from_day}),
        greatest(${of.from_day}::date, (select (added_at at time zone 'Asia/Shanghai')::date from channels.accounts
          where id = ${of.account_id}))))
    select max(d - before)::int gap, (select max(published_on) from audience.posts
        where account_id = ${of.account_id} and published_on <= ${end}) last_on
    from (select d, lag(d) over (order by d) before from days) g where d >= ${of.from_day}`
  const gap = row?.gap ?? 0
  if (!row?.last_on) return { hits: gap > days ? 1 : 0, detail: `登记以来 ${gap} 天，没有发布记录` }
  const words = `最长 ${gap} 天没有更新，最近一次是 ${row.last_on}`
  return { hits: gap > days ? 1 : 0, detail: words }
}

const CHECKS: Record<CheckName, (tx: Sql, of: Inspected, rule: Rule) => Promise<Checked>> = {
  severe_errors: (tx, of) => errorsOf(tx, of, true),
  released_errors: (tx, of) => errorsOf(tx, of, false),
  no_update: (tx, of, rule) => silenceOf(tx, of, rule.threshold ?? 14),
  async no_licence(tx, of) {
    const [row] = await tx<{ licence: string }[]>`select licence from channels.accounts where id = ${of.account_id}`
    return row?.licence
      ? { hits: 0, detail: `已登记：${row.licence}` }
      : { hits: 1, detail: '账号登记里没有认证或备案号' }
  },
  async no_interaction_data(tx, of) {
    const [row] = await tx<{ n: number }[]>`
      select count(*)::int n from audience.readings where account_id = ${of.account_id}
        and (captured_at at time zone 'Asia/Shanghai')::date between ${of.from_day} and ${of.to_day}`
    return row!.n > 0 ? { hits: 0, detail: `登记过 ${row!.n} 个数` } : { hits: 1, detail: '本季度没有登记过传播数据' }
  },
}

/** What the program finds for a rule; undefined when a person has to look. */
export async function check(tx: Sql, of: Inspected, rule: Rule): Promise<Checked | undefined> {
  return rule.computed ? CHECKS[rule.computed](tx, of, rule) : undefined
}
