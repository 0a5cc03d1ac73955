// Mails: what a registered sender wrote is a tip at once; what others wrote, or what looks forged, waits until somebody lets it in.
import { z } from 'zod'
import { attachFile, detachFile, filesOf, type KeptBlob, keepBlob, nameFile } from '../../platform/files/index.ts'
import { type Call, command, Id, Int64, type Sql, Text } from '../../platform/index.ts'
import { receiveTip } from '../planning/tips.ts'
import { mailHandled, noSuchMail, noSuchSender } from '../refusals.ts'
import { WRITERS } from '../stories/story.ts'

export const MAIL_FILES = 'newsroom.mail'
const CONTENT_MAX = 5000
const Blob = z.custom<KeptBlob>(given => typeof (given as KeptBlob | null)?.digest === 'string')

type Row = {
  id: bigint
  sender_address: string
  sender_name: string
  subject: string
  content: string
  notes: string[]
  state: 'waiting' | 'accepted' | 'dropped'
}

async function unitOf(tx: Sql, address: string): Promise<string | undefined> {
  const [row] = await tx<{ unit: string }[]>`
    select unit from newsroom.mail_senders where ended_at is null
      and pattern in (${address}, ${address.slice(address.indexOf('@'))}) order by length(pattern) desc limit 1`
  return row?.unit
}

async function accept(tx: Sql, call: Call, mail: Row, unit: string): Promise<bigint> {
  const content = [mail.content, ...mail.notes.map(note => `（${note}）`)].join('\n').trim().slice(0, CONTENT_MAX)
  const { subject: title, sender_address: contact } = mail
  const files = await filesOf(tx, MAIL_FILES, mail.id)
  const tip = {
    origin: 'department' as const,
    title,
    content,
    contact: contact.slice(0, 100),
    source_name: unit.slice(0, 100),
  }
  const tip_id = await receiveTip(tx, call, { ...tip, file_ids: files.map(file => file.id) })
  await tx`update newsroom.mails set state = 'accepted', tip_id = ${tip_id}, handled_at = ${call.at}, handled_by = ${call.actor.name}
    where id = ${mail.id}`
  return tip_id
}

/** Take a mail in. Only the program does this, for what it found in the folder or a person brought. */
export const takeMail = command({
  name: 'newsroom.take-mail',
  title: '收下来信',
  access: [],
  input: z.strictObject({
    key: z.string().regex(/^[0-9a-f]{64}$/),
    sender_address: Text(200),
    sender_name: z.string().max(100),
    subject: Text(200),
    content: z.string().max(CONTENT_MAX),
    notes: z.array(z.string().max(300)).max(20),
    doubtful: z.boolean(),
    sent_at: z.iso.datetime().nullable(),
    files: z.array(Blob).max(9),
    brought_by: z.string().max(100).default(''),
  }),
  output: z.object({ mail_id: Int64, known: z.boolean() }),
  async run(tx, call, { files, doubtful, ...mail }) {
    const [known] = await tx<{ id: bigint }[]>`select id from newsroom.mails where key = ${mail.key}`
    if (known) return { mail_id: known.id, known: true }
    const unit = await unitOf(tx, mail.sender_address)
    const why = doubtful ? '收信的服务器认为发件人是冒充的' : unit === undefined ? '发件人没有登记' : ''
    const [row] = await tx<Row[]>`
      insert into newsroom.mails ${tx({ ...mail, why, received_at: call.at, state: 'waiting' } as never)} returning *`
    for (const blob of files) {
      await keepBlob(tx, call.at, blob)
      const file_id = await nameFile(tx, call, blob)
      await attachFile(tx, call, { file_id, use: MAIL_FILES, subject: row!.id, access: WRITERS })
    }
    if (why === '') await accept(tx, call, row!, unit!)
    return { mail_id: row!.id, known: false }
  },
})

async function lockWaiting(tx: Sql, id: bigint): Promise<Row> {
  const [mail] = await tx<Row[]>`select * from newsroom.mails where id = ${id} for update`
  if (!mail) throw noSuchMail()
  if (mail.state !== 'waiting') throw mailHandled()
  return mail
}

const Pattern = z
  .string()
  .trim()
  .toLowerCase()
  .max(200)
  .regex(/^[^@\s]*@[^@\s.]+(\.[^@\s.]+)+$/, '应为邮箱地址，或“@单位域名”')

async function register(tx: Sql, call: Call, pattern: string, unit: string): Promise<void> {
  await tx`insert into newsroom.mail_senders (pattern, unit, added_at, added_by) values (${pattern}, ${unit}, ${call.at}, ${call.actor.name})
    on conflict (pattern) do update set unit = excluded.unit, added_at = excluded.added_at, added_by = excluded.added_by, ended_at = null`
}

/** Let a waiting mail in as a tip; with a unit its sender is registered, and needs nobody the next time. */
export const acceptMail = command({
  name: 'newsroom.accept-mail',
  title: '收下待定来信',
  access: WRITERS,
  input: z.strictObject({ mail_id: Id, unit: z.string().trim().max(100).default('') }),
  output: z.object({ tip_id: Int64 }),
  async run(tx, call, { mail_id, unit }) {
    const mail = await lockWaiting(tx, mail_id)
    if (unit !== '') await register(tx, call, mail.sender_address, unit)
    return { tip_id: await accept(tx, call, mail, unit || mail.sender_name || mail.sender_address) }
  },
})

/** Let a waiting mail go; its files are forgotten. */
export const dropMail = command({
  name: 'newsroom.drop-mail',
  title: '不收来信',
  access: WRITERS,
  input: z.strictObject({ mail_id: Id, reason: Text(200) }),
  output: z.object({}),
  async run(tx, call, { mail_id, reason }) {
    const { id } = await lockWaiting(tx, mail_id)
    for (const file of await filesOf(tx, MAIL_FILES, id))
      await detachFile(tx, { file_id: file.id, use: MAIL_FILES, subject: id })
    await tx`update newsroom.mails set state = 'dropped', reason = ${reason}, handled_at = ${call.at}, handled_by = ${call.actor.name}
      where id = ${id}`
    return {}
  },
})

/** Register who may write: an address, or everybody of a domain. */
export const registerSender = command({
  name: 'newsroom.register-sender',
  title: '登记来信单位',
  access: WRITERS,
  input: z.strictObject({ pattern: Pattern, unit: Text(100) }),
  output: z.object({}),
  async run(tx, call, { pattern, unit }) {
    await register(tx, call, pattern, unit)
    return {}
  },
})

/** From now on a sender's mails wait like everybody's. */
export const endSender = command({
  name: 'newsroom.end-sender',
  title: '停用来信单位',
  access: WRITERS,
  input: z.strictObject({ pattern: z.string().max(200) }),
  output: z.object({}),
  async run(tx, call, { pattern }) {
    const ended =
      await tx`update newsroom.mail_senders set ended_at = ${call.at} where pattern = ${pattern} and ended_at is null returning 1`
    if (ended.length === 0) throw noSuchSender()
    return {}
  },
})
