// Rows of files: who brought what, what it belongs to, and who may read it.
import type { Access, Actor, Call } from '../command.ts'
import type { Sql } from '../database/database.ts'
import { noSuchFile, wrongKind } from './refusals.ts'
import type { KeptBlob } from './store.ts'
import { type FileKind, fileType } from './types-table.ts'

export type FileRow = {
  id: bigint
  digest: string
  name: string
  type: string
  size_bytes: bigint
  width: number | null
  height: number | null
  uploaded_by_id: string
  uploaded_by: string
  uploaded_at: Date
}

/** A row for a kept content, if it is new: for what the program made itself. */
export async function keepBlob(tx: Sql, at: Date, blob: Omit<KeptBlob, 'name'>): Promise<void> {
  const { digest, size_bytes, type, width, height } = blob
  await tx`insert into platform.blobs (digest, size_bytes, type, width, height, kept_at)
    values (${digest}, ${size_bytes}, ${type}, ${width}, ${height}, ${at}) on conflict (digest) do nothing`
}

/** Names a kept content: a row for the upload, and one for the content if it is new. Returns the file's id. */
export async function nameFile(tx: Sql, who: { actor: Actor; at: Date }, blob: KeptBlob): Promise<bigint> {
  await keepBlob(tx, who.at, blob)
  const { digest } = blob
  const [row] = await tx<{ id: bigint }[]>`
    insert into platform.files (digest, name, uploaded_by_id, uploaded_by, uploaded_at)
    values (${digest}, ${blob.name}, ${who.actor.id}, ${who.actor.name}, ${who.at}) returning id`
  return row!.id
}

export async function findFile(tx: Sql, fileId: bigint): Promise<FileRow> {
  const [file] = await tx<FileRow[]>`
    select f.id, f.digest, f.name, b.type, b.size_bytes, b.width, b.height, f.uploaded_by_id, f.uploaded_by, f.uploaded_at
    from platform.files f join platform.blobs b using (digest) where f.id = ${fileId}`
  if (!file) throw noSuchFile()
  return file
}

const asList = (access: Access): string[] => (typeof access === 'string' ? [access] : [...access])

/** Whether somebody may read the file: its uploader, and whoever one of its uses names. */
async function mayRead(tx: Sql, file: FileRow, actor: Actor | undefined): Promise<boolean> {
  if (actor && actor.id === file.uploaded_by_id) return true
  const circles = ['public', ...(actor ? ['signed-in', `person:${actor.id}`, ...actor.roles] : [])]
  const [use] = await tx`
    select 1 from platform.file_uses where file_id = ${file.id} and access && ${circles}::text[] limit 1`
  return use !== undefined
}

/** The file, if the actor may read it. One answer for what is not there and what is not his: ids tell nothing. */
export async function readableFile(tx: Sql, fileId: bigint, actor: Actor | undefined): Promise<FileRow> {
  const file = await findFile(tx, fileId)
  if (!(await mayRead(tx, file, actor))) throw noSuchFile()
  return file
}

const KIND_TITLES: Record<FileKind, string> = {
  image: '图片',
  document: '文件（PDF、Word、Excel、OFD）',
  text: '文本',
  archive: '压缩包',
  audio: '音频',
  video: '视频',
}

export type FileUse = {
  file_id: bigint
  /** module.noun of what it belongs to */
  use: string
  subject: string | bigint
  /** who may read it there: everybody, staff, roles, or one person as `person:<id>` */
  access: Access
  /** what is wanted here; anything when absent */
  kinds?: readonly FileKind[]
}

/**
 * Makes a file part of something: for commands, in their transaction. Refuses a file the caller may not read himself, and
 * one of another kind than is wanted.
 */
export async function attachFile(tx: Sql, call: Call, wanted: FileUse): Promise<FileRow> {
  const file = await readableFile(tx, wanted.file_id, call.actor)
  const kind = fileType(file.type)?.kind
  if (wanted.kinds && (!kind || !wanted.kinds.includes(kind))) {
    throw wrongKind({ name: file.name, wanted: wanted.kinds.map(one => KIND_TITLES[one]).join('、') })
  }
  await tx`insert into platform.file_uses (file_id, use, subject, access, attached_at, attached_by)
    values (${file.id}, ${wanted.use}, ${String(wanted.subject)}, ${asList(wanted.access)}, ${call.at}, ${call.actor.name})
    on conflict (file_id, use, subject) do update set access = excluded.access`
  return file
}

/** Takes a file away from what it belonged to; the bytes stay, since others may use them. */
export async function detachFile(
  tx: Sql,
  wanted: { file_id: bigint; use: string; subject: string | bigint },
): Promise<void> {
  await tx`delete from platform.file_uses
    where file_id = ${wanted.file_id} and use = ${wanted.use} and subject = ${String(wanted.subject)}`
}

/** Lets others read all files of something besides those who may: circles as in an access, e.g. `person:<id>`. */
export async function shareFiles(
  tx: Sql,
  use: string,
  subject: string | bigint,
  circles: readonly string[],
): Promise<void> {
  await tx`update platform.file_uses set access = array(select distinct unnest(access || ${[...circles]}::text[]))
    where use = ${use} and subject = ${String(subject)} and not access @> ${[...circles]}::text[]`
}

/** Shuts circles out of all files of something again; whoever else may read them still may. */
export async function unshareFiles(
  tx: Sql,
  use: string,
  subject: string | bigint,
  circles: readonly string[],
): Promise<void> {
  await tx`update platform.file_uses set access = array(select unnest(access) except select unnest(${[...circles]}::text[]))
    where use = ${use} and subject = ${String(subject)} and access && ${[...circles]}::text[]`
}

/** The files of something, in the order in which they came. */
export function filesOf(tx: Sql, use: string, subject: string | bigint): Promise<FileRow[]> {
  return tx<FileRow[]>`
    select f.id, f.digest, f.name, b.type, b.size_bytes, b.width, b.height, f.uploaded_by_id, f.uploaded_by, f.uploaded_at
    from platform.file_uses u join platform.files f on f.id = u.file_id join platform.blobs b using (digest)
    where u.use = ${use} and u.subject = ${String(subject)} order by u.attached_at, f.id`
}
