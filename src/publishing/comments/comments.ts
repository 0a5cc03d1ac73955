// 渠道评论: what readers wrote on platforms that tell it, and whether they may: an emergency switch shuts all of it off.
import { z } from 'zod'
import { channelOf, findAccount, openLine, type Posted } from '../../channels/index.ts'
import { command, Id, Int64, query, type Sql, type Sweep, type Work } from '../../platform/index.ts'
import { switchIsOn } from '../switches/switches.ts'

const DAYS = 30
const LIST_EVERY_MS = 600_000
const RETRY_MS = 60_000
const AT_ONCE = 50
const COMMENTS_MAX = 500

const CommentField = z.strictObject({
  external_id: z.string().min(1).max(100),
  text: z.string().max(5000),
  written_at: z.date(),
  is_elected: z.boolean(),
  reply: z.string().max(5000),
})

/** Keep the comments of a release as the platform lists them now. Only the program does this. */
export const recordComments = command({
  name: 'publishing.record-comments',
  title: '记录渠道评论',
  access: [],
  input: z.strictObject({ release_id: Id, comments: z.array(CommentField).max(COMMENTS_MAX) }),
  output: z.object({ new_count: z.number() }),
  async run(tx, call, { release_id, comments }) {
    let new_count = 0
    for (const comment of comments) {
      const [made] = await tx<{ is_new: boolean }[]>`
        insert into publishing.comments ${tx({ ...comment, release_id, seen_at: call.at } as never)}
        on conflict on constraint comment_is_known_once do update set text = excluded.text, is_elected = excluded.is_elected,
          reply = excluded.reply, gone_at = null
        returning (xmax = 0) is_new`
      new_count += made!.is_new ? 1 : 0
    }
    const there = comments.map(one => one.external_id)
    await tx`update publishing.comments set gone_at = ${call.at}
      where release_id = ${release_id} and gone_at is null and external_id <> all(${there})`
    const due_at = new Date(call.at.getTime() + LIST_EVERY_MS)
    await tx`insert into publishing.comment_gates (release_id, is_open, settled_at, due_at, listed_at)
      values (${release_id}, true, ${call.at}, ${due_at}, ${call.at})
      on conflict (release_id) do update set listed_at = excluded.listed_at`
    return { new_count }
  },
})

/** Keep what a platform answered when comments were opened or closed. Only the program does this. */
export const recordGate = command({
  name: 'publishing.record-gate',
  title: '记录评论开关',
  access: [],
  input: z.strictObject({ release_id: Id, is_open: z.boolean(), done: z.boolean(), message: z.string().max(500) }),
  output: z.object({}),
  async run(tx, call, { release_id, is_open, done, message }) {
    const due_at = new Date(call.at.getTime() + (done ? 0 : RETRY_MS))
    const settled_at = done ? call.at : null
    // what was not confirmed stands as it stood
    const standing = done ? is_open : !is_open
    await tx`insert into publishing.comment_gates (release_id, is_open, settled_at, due_at, message)
      values (${release_id}, ${standing}, ${settled_at}, ${due_at}, ${message})
      on conflict (release_id) do update set is_open = excluded.is_open, settled_at = excluded.settled_at,
        due_at = excluded.due_at, message = excluded.message`
    return {}
  },
})

type Row = Omit<Posted, 'id'> & { id: bigint; account_id: bigint; is_open: boolean; listed_at: Date | null }

/** Releases of the last days on accounts that were set up to take comments: the gate that differs first, then what was not read lately. */
function watched(tx: Sql, now: Date, open: boolean): Promise<Row[]> {
  const since = new Date(now.getTime() - DAYS * 86_400_000)
  const lately = new Date(now.getTime() - LIST_EVERY_MS)
  return tx<Row[]>`
    select r.id, r.account_id, r.external_id, r.progress, (r.visible_at at time zone 'Asia/Shanghai')::date::text published_on,
      coalesce(g.is_open, true) is_open, g.listed_at
    from publishing.releases r join channels.accounts a on a.id = r.account_id
    left join publishing.comment_gates g on g.release_id = r.id
    where r.state = 'visible' and r.visible_at >= ${since} and r.external_id is not null and a.state = 'active'
      and a.settings ->> 'comments' = 'true'
      and ((coalesce(g.is_open, true) <> ${open} and coalesce(g.due_at, '-infinity') <= ${now})
        or coalesce(g.listed_at, '-infinity') <= ${lately})
    order by (coalesce(g.is_open, true) = ${open}), g.listed_at nulls first, r.id limit ${AT_ONCE}`
}

async function watchOne(work: Work, row: Row, open: boolean): Promise<void> {
  const release_id = String(row.id)
  const account = await work.read(tx => findAccount(tx, row.account_id))
  const comments = channelOf(account.adapter)?.comments
  if (!comments) return
  const line = await openLine(work, account)
  const post = { ...row, id: release_id }
  if (row.is_open !== open) {
    const answer = await comments.set(line, post, open)
    const message = 'message' in answer ? answer.message : ''
    await work.perform(recordGate, { release_id, is_open: open, done: answer.class === 'sent', message })
  }
  const lately = work.now().getTime() - LIST_EVERY_MS
  if (row.listed_at && row.listed_at.getTime() > lately) return
  const listed = await comments.list(line, post)
  if (listed.class === 'listed')
    await work.perform(recordComments, { release_id, comments: listed.comments.slice(0, COMMENTS_MAX) })
}

const EVERY_MS = 5_000

/** Every five seconds: comments are shut off or opened as the switch says, and read every ten minutes. */
export const watchComments: Sweep = {
  kind: 'sweep',
  name: 'publishing.watch-comments',
  every_ms: EVERY_MS,
  async run(work) {
    const { open, rows } = await work.read(async tx => {
      const closed = await switchIsOn(tx, 'close_comments')
      return { open: !closed, rows: await watched(tx, work.now(), !closed) }
    })
    for (const row of rows) {
      if (work.signal.aborted) return
      await watchOne(work, row, open)
    }
  },
}

const Shown = z.object({
  id: Int64,
  story_id: Int64,
  headline: z.string(),
  place: z.string(),
  url: z.string().nullable(),
  text: z.string(),
  written_at: z.date(),
  is_elected: z.boolean(),
  reply: z.string(),
  gone_at: z.date().nullable(),
})
const Gates = z.object({
  open_count: z.number(),
  closed_count: z.number(),
  waiting_count: z.number(),
  message: z.string(),
})

export const channelComments = query({
  name: 'publishing.comments',
  title: '渠道评论',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({ comments: z.array(Shown), gates: Gates, closed: z.boolean() }),
  async read(tx) {
    const closed = (await switchIsOn(tx, 'close_comments')) !== undefined
    const [gates] = await tx<z.input<typeof Gates>[]>`
      select count(*) filter (where is_open)::int open_count, count(*) filter (where not is_open)::int closed_count,
        count(*) filter (where is_open = ${closed})::int waiting_count,
        coalesce(max(message) filter (where is_open = ${closed}), '') message from publishing.comment_gates`
    const comments = await tx<z.input<typeof Shown>[]>`
      select c.id, r.story_id, s.headline, a.platform || ' ' || a.name place, r.url, c.text, c.written_at, c.is_elected, c.reply,
        c.gone_at
      from publishing.comments c join publishing.releases r on r.id = c.release_id join newsroom.stories s on s.id = r.story_id
      join channels.accounts a on a.id = r.account_id order by c.written_at desc, c.id desc limit 1000`
    return { comments, gates: gates!, closed }
  },
})
