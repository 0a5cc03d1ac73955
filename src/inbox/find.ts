// 查找: one box over what the person signed in may see in lists: stories, what is released, vouchers, assets, people.
import { z } from 'zod'
import { type Access, type Actor, query, type Sql } from '../platform/index.ts'

const Hit = z.object({ kind: z.string(), title: z.string(), detail: z.string(), path: z.string() })
type Hit = z.infer<typeof Hit>

const EACH = 5

type Source = {
  /** who sees it: as the list it comes from */
  access: Access
  find(tx: Sql, patterns: readonly string[]): Promise<Hit[]>
}

/** Every pattern must match: as many conditions as there are words. */
const all = (tx: Sql, column: ReturnType<Sql>, patterns: readonly string[]) =>
  patterns.map(pattern => tx`and ${column} ilike ${pattern}`)

const SOURCES: readonly Source[] = [
  {
    access: 'signed-in',
    find: (tx, patterns) => tx<Hit[]>`
      select '稿件' kind, headline title, section || '　' || created_by detail, '/newsroom/stories/' || id path
      from newsroom.stories where true ${all(tx, tx`headline`, patterns)} order by changed_at desc limit ${EACH}`,
  },
  {
    access: 'signed-in',
    find: (tx, patterns) => tx<Hit[]>`
      select '已发布' kind, a.title, s.name || '　' || to_char(a.published_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') detail,
        '/newsroom/stories/' || a.story_id path
      from publishing.articles a join channels.accounts s on s.id = a.site_id
      where true ${all(tx, tx`a.title`, patterns)} order by a.published_at desc limit ${EACH}`,
  },
  {
    access: 'signed-in',
    find: (tx, patterns) => tx<Hit[]>`
      select '凭证' kind, summary title, year || '年第' || voucher_no || '号　' || on_date detail, '/accounts/voucher/' || id path
      from accounts.vouchers where true ${all(tx, tx`summary`, patterns)} order by on_date desc, id desc limit ${EACH}`,
  },
  {
    access: 'signed-in',
    find: (tx, patterns) => tx<Hit[]>`
      select '资产' kind, name title, card_no || '　' || place detail, '/assets/cards' path
      from assets.cards where true ${all(tx, tx`(name || ' ' || card_no)`, patterns)} order by id desc limit ${EACH}`,
  },
  {
    access: 'signed-in',
    find: (tx, patterns) => tx<Hit[]>`
      select '人员' kind, name title, post detail, '/people/persons' path
      from people.persons where left_on is null ${all(tx, tx`name`, patterns)} order by name limit ${EACH}`,
  },
]

const sees = (access: Access, actor: Actor | undefined) =>
  access === 'public' ||
  (actor !== undefined && (access === 'signed-in' || access.some(role => actor.roles.includes(role))))

/** A word as a pattern of `like`, its own signs taken literally. */
const patternOf = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`

export const find = query({
  name: 'inbox.find',
  title: '查找',
  access: 'signed-in',
  input: z.strictObject({ words: z.string().trim().min(2, '至少两个字').max(40) }),
  output: z.array(Hit),
  async read(tx, { words }, { actor }) {
    const patterns = words.split(/\s+/).slice(0, 6).map(patternOf)
    const hits: Hit[] = []
    for (const source of SOURCES) if (sees(source.access, actor)) hits.push(...(await source.find(tx, patterns)))
    return hits
  },
})
