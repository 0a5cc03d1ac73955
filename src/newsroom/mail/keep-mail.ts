// A mail file, out of the folder of contributions or brought by a person: read, its attachments kept that may be, then taken in. What of it cannot be kept is
// named with the reason, so that nobody thinks it never came.
import { createHash } from 'node:crypto'
import path from 'node:path'
import type { z } from 'zod'
import { Refusal } from '../../kernel/index.ts'
import { readDocument } from '../../platform/documents/index.ts'
import type { FileStore, KeptBlob } from '../../platform/files/index.ts'
import { type MailPart, readMail } from './read-mail.ts'
import type { takeMail } from './take-mail.ts'

const FILES_MAX = 9
const CONTENT_MAX = 5000

type Kept = { blob: KeptBlob; words: string }

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function keepPart(store: FileStore, { name, bytes }: MailPart): Promise<Kept | string> {
  if (/\.(zip|rar|7z|gz|tar)$/i.test(name)) return `“${name}”是压缩包，没有收。请对方直接附上文件`
  try {
    // read before it is kept: a Word file that unpacks without end is not kept either
    const words = /\.docx$/i.test(name) ? (await readDocument(bytes, name)).text : ''
    const blob = await store.keep({ name, content_type: '' }, once(bytes))
    return { blob, words }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.message
  }
}

async function keepParts(store: FileStore, parts: readonly MailPart[]) {
  const [kept, notes]: [Kept[], string[]] = [[], []]
  for (const part of parts) {
    const made =
      kept.length < FILES_MAX ? await keepPart(store, part) : `“${part.name}”没有收：一封信最多收 ${FILES_MAX} 个附件`
    if (typeof made === 'string') notes.push(made.slice(0, 300))
    else kept.push(made)
  }
  return { kept, notes }
}

/** Has the mail of a file taken in by `take`, which performs newsroom.take-mail. Throws a refusal where it cannot be taken at all. */
export async function keepMail<T>(
  store: FileStore,
  bytes: Uint8Array,
  take: (mail: z.input<typeof takeMail.input>) => Promise<T>,
): Promise<T> {
  const { text, attachments, sent_at, doubtful, ...about } = await readMail(bytes)
  const { kept, notes } = await keepParts(store, attachments)
  const texts = kept
    .filter(one => one.words !== '')
    .map(one => `【${path.basename(one.blob.name)}】\n${one.words.trim()}`)
  return take({
    key: createHash('sha256').update(bytes).digest('hex'),
    ...about,
    content: [text.trim(), ...texts].filter(Boolean).join('\n\n').slice(0, CONTENT_MAX),
    notes,
    doubtful,
    sent_at: sent_at?.toISOString() ?? null,
    files: kept.map(one => one.blob),
  })
}
