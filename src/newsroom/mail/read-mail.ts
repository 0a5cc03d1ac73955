// A mail taken apart: who wrote, what, and what hangs on it. A page inside gives its words alone: what runs or loads in it is gone.
// What is made to overload a reader is refused before it is unpacked.
import type { Email } from 'postal-mime'
import { readDocument } from '../../platform/documents/index.ts'
import { mailBroken, mailTooLarge, mailTooManyParts, mailWinmail } from '../refusals.ts'

const MAIL_MAX_MB = 25
const PARTS_MAX = 60
const ATTACHMENTS_MAX = 20
const NESTING_MAX = 12
const HEADERS_MAX = 256 * 1024
const TEXT_MAX = 200_000

export type MailPart = { name: string; bytes: Uint8Array }
export type Mail = {
  sender_address: string
  sender_name: string
  subject: string
  text: string
  sent_at: Date | null
  /** the server that took the mail in says that the sender is not who he claims to be */
  doubtful: boolean
  attachments: MailPart[]
}

const clean = (text: string, max: number) => text.replace(/\s+/g, ' ').trim().slice(0, max)

/** Parts as their headings count them, before anything is taken apart. */
const partsIn = (bytes: Uint8Array) =>
  (
    Buffer.from(bytes)
      .toString('latin1')
      .match(/^content-type:/gim) ?? []
  ).length

async function parsed(bytes: Uint8Array): Promise<Email> {
  const { default: PostalMime } = await import('postal-mime')
  const options = {
    maxNestingDepth: NESTING_MAX,
    maxHeadersSize: HEADERS_MAX,
    attachmentEncoding: 'arraybuffer',
  } as const
  return PostalMime.parse(bytes, options).catch((error: Error) => {
    throw mailBroken({ problem: error.message })
  })
}

async function textOf({ text = '', html = '' }: Email): Promise<string> {
  if (text.trim() !== '') return text.slice(0, TEXT_MAX)
  if (html.trim() === '') return ''
  const page = `<!doctype html><html><body>${html.slice(0, TEXT_MAX)}</body></html>`
  return readDocument(new TextEncoder().encode(page), 'mail.html').then(
    read => read.text,
    () => '',
  )
}

const doubted = ({ headers }: Email) =>
  headers.some(
    ({ key, value }) => key === 'authentication-results' && /\b(spf|dkim|dmarc)=(fail|softfail)\b/i.test(value),
  )

/** Takes a mail apart. Refuses what is too large, has too many parts, is Outlook's own format, or is no mail. */
export async function readMail(bytes: Uint8Array): Promise<Mail> {
  if (bytes.length > MAIL_MAX_MB * 1024 * 1024) throw mailTooLarge({ limit_mb: MAIL_MAX_MB })
  if (partsIn(bytes) > PARTS_MAX) throw mailTooManyParts({ limit: PARTS_MAX })
  const mail = await parsed(bytes)
  const address = clean(mail.from?.address ?? '', 200).toLowerCase()
  if (!/^[^@\s]+@[^@\s]+$/.test(address)) throw mailBroken({ problem: '没有发件人' })
  const attachments = mail.attachments.map(({ filename, content }, n) => ({
    name: clean(filename ?? '', 120) || `附件${n + 1}`,
    bytes: new Uint8Array(content as ArrayBuffer),
  }))
  if (attachments.length > ATTACHMENTS_MAX) throw mailTooManyParts({ limit: ATTACHMENTS_MAX })
  if (
    attachments.some(one => /^winmail\.dat$/i.test(one.name)) ||
    mail.attachments.some(one => /ms-tnef/i.test(one.mimeType))
  )
    throw mailWinmail()
  const sent = new Date(mail.date ?? '')
  return {
    sender_address: address,
    sender_name: clean(mail.from?.name ?? '', 100),
    subject: clean(mail.subject ?? '', 200) || '（没有主题）',
    text: await textOf(mail),
    sent_at: Number.isNaN(sent.getTime()) ? null : sent,
    doubtful: doubted(mail),
    attachments,
  }
}
