// Mails that wait and those that were handled, and who is registered; what waits is told to those who may let it in.
import { z } from 'zod'
import { dayOf } from '../../kernel/index.ts'
import { filesOf } from '../../platform/files/index.ts'
import { Int64, query, todoSource } from '../../platform/index.ts'
import { WRITERS } from '../stories/story.ts'
import { MAIL_FILES } from './take-mail.ts'

const LISTED_MAX = 300
const Listed = z.object({
  id: Int64,
  sender_address: z.string(),
  sender_name: z.string(),
  subject: z.string(),
  content: z.string(),
  notes: z.array(z.string()),
  why: z.string(),
  sent_at: z.date().nullable(),
  received_at: z.date(),
  state: z.string(),
  tip_id: Int64.nullable(),
  handled_by: z.string().nullable(),
  reason: z.string(),
  brought_by: z.string(),
  files: z.array(z.object({ id: Int64, name: z.string(), type: z.string() })),
})
const Sender = z.object({ pattern: z.string(), unit: z.string(), added_at: z.date(), added_by: z.string() })

export const mails = query({
  name: 'newsroom.mails',
  title: '来信',
  access: WRITERS,
  input: z.strictObject({}),
  output: z.object({ mails: z.array(Listed), senders: z.array(Sender) }),
  async read(tx) {
    const rows = await tx<Omit<z.input<typeof Listed>, 'files'>[]>`
      select * from newsroom.mails order by state = 'waiting' desc, received_at desc, id desc limit ${LISTED_MAX}`
    const all: z.input<typeof Listed>[] = []
    for (const row of rows)
      all.push({ ...row, files: row.state === 'waiting' ? await filesOf(tx, MAIL_FILES, row.id) : [] })
    const senders = await tx<z.input<typeof Sender>[]>`
      select pattern, unit, added_at, added_by from newsroom.mail_senders where ended_at is null order by unit, pattern`
    return { mails: all, senders }
  },
})

export const mailTodos = todoSource({
  name: 'newsroom.mail',
  title: '待定来信',
  async list(tx, { roles }) {
    if (!WRITERS.some(role => roles.includes(role))) return []
    const rows = await tx<{ id: bigint; subject: string; sender_address: string; why: string; received_at: Date }[]>`
      select id, subject, sender_address, why, received_at from newsroom.mails where state = 'waiting'
      order by received_at limit ${LISTED_MAX}`
    return rows.map(row => ({
      key: String(row.id),
      title: row.subject,
      detail: `${row.sender_address}　${row.why}`,
      path: '/newsroom/mails',
      since: row.received_at,
      due_on: dayOf(row.received_at),
    }))
  },
})
