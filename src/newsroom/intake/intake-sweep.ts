// 通讯员投稿文件夹 (DATA_DIR/intake): texts and pictures that townships drop there by FTP or a shared drive become tips. A folder is
// one piece; a file by itself is one too. What was taken in is moved to 已收, what cannot be taken to 未收 with the reason beside it.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Refusal } from '../../kernel/index.ts'
import { readDocument } from '../../platform/documents/index.ts'
import type { FileStore, KeptBlob } from '../../platform/files/index.ts'
import { type Sweep, sweep, type Work } from '../../platform/index.ts'
import { keepMail } from '../mail/keep-mail.ts'
import { takeMail } from '../mail/take-mail.ts'
import { mailTooLarge } from '../refusals.ts'
import { takeIntake } from './take-intake.ts'

const EVERY_MS = 30_000
/** so long nothing may have been written, before a piece counts as complete */
const QUIET_MS = 20_000
const AT_ONCE = 20
const FILES_MAX = 9
const TEXT_MAX = 20 * 1024 * 1024
/** not read at all beyond this; what a mail may hold is said where it is taken apart */
const MAIL_MAX_MB = 40
const TAKEN = '已收'
const REFUSED = '未收'
const ABOUT = '说明.txt'
const ABOUT_TEXT = `把稿件放进这个文件夹，系统会收作线索，编辑在“线索”里看得到。

一篇稿件一个文件夹，里面放一个 Word 或文本文件，和最多 8 个图片、视频；文件夹的名字写单位和标题。
单独一个 Word、文本或图片文件，也算一篇。稿件第一行当作标题。
从邮箱里另存的邮件（.eml）也能放：登记过的发件人直接成为线索，别的在“来信”里等人定。
收下以后移到“${TAKEN}”；不能收的移到“${REFUSED}”，旁边的文本写明原因。
`

type Piece = { name: string; files: string[]; quiet: boolean }

/** A piece as it lies there; links, and folders in folders, are left alone. */
async function pieceAt(root: string, name: string, now: Date): Promise<Piece | undefined> {
  const at = path.join(root, name)
  const found = await lstat(at)
  const inside = found.isDirectory() ? (await readdir(at)).filter(one => !one.startsWith('.')).sort() : []
  const files = found.isDirectory() ? inside.map(one => path.join(at, one)) : found.isFile() ? [at] : []
  const stats = await Promise.all(files.map(file => lstat(file)))
  const newest = Math.max(found.mtimeMs, ...stats.map(one => one.mtimeMs))
  const plain = files.filter((_file, n) => stats[n]!.isFile())
  if (plain.length === 0) return undefined
  return { name, files: plain, quiet: now.getTime() - newest >= QUIET_MS }
}

const isText = (file: string) => /\.(txt|docx)$/i.test(file)

/** Title and words: of the text file, else of the names. */
async function wordsOf({ name, files }: Piece): Promise<{ title: string; content: string }> {
  const bare = name.replace(/\.[^.]*$/, '')
  const text = files.find(isText)
  if (!text || (await lstat(text)).size > TEXT_MAX) return { title: bare.slice(0, 200), content: '' }
  const read = await readDocument(new Uint8Array(await readFile(text)), path.basename(text))
  const [first = bare, ...rest] = read.text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  return { title: (first || bare).slice(0, 200), content: rest.join('\n').slice(0, 5000) }
}

const tooMany = () => new Error(`一篇稿件最多 ${FILES_MAX} 个文件。请分成几个文件夹再放。`)

async function keepAll(store: FileStore, piece: Piece): Promise<KeptBlob[]> {
  if (piece.files.length > FILES_MAX) throw tooMany()
  const kept: KeptBlob[] = []
  for (const file of piece.files)
    kept.push(await store.keep({ name: path.basename(file), content_type: '' }, createReadStream(file)))
  return kept
}

/** Out of the way, under a name that is free. */
async function moveTo(root: string, folder: string, piece: Piece, now: Date): Promise<string> {
  const target = path.join(root, folder)
  await mkdir(target, { recursive: true })
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14)
  const name = `${stamp}-${piece.name}`
  await rename(path.join(root, piece.name), path.join(target, name))
  return path.join(target, name)
}

async function takeMailFile(store: FileStore, file: string, work: Work): Promise<void> {
  if ((await lstat(file)).size > MAIL_MAX_MB * 1024 * 1024) throw mailTooLarge({ limit_mb: MAIL_MAX_MB })
  await keepMail(store, new Uint8Array(await readFile(file)), mail => work.perform(takeMail, mail))
}

async function takePiece(root: string, store: FileStore, piece: Piece, work: Work): Promise<void> {
  try {
    if (piece.files.length === 1 && /\.eml$/i.test(piece.files[0]!)) {
      await takeMailFile(store, piece.files[0]!, work)
      await moveTo(root, TAKEN, piece, work.now())
      return
    }
    const words = await wordsOf(piece)
    const files = await keepAll(store, piece)
    const key = createHash('sha256')
      .update(JSON.stringify([piece.name, files.map(one => [one.name, one.digest])]))
      .digest('hex')
    await work.perform(takeIntake, { key, name: piece.name.slice(0, 200), source_name: '投稿文件夹', ...words, files })
    await moveTo(root, TAKEN, piece, work.now())
  } catch (error) {
    // the disk or the database is away for a moment: it stays where it is, and is looked at again
    if (!(error instanceof Refusal) && (error as Error).message !== tooMany().message) throw error
    const moved = await moveTo(root, REFUSED, piece, work.now())
    await writeFile(`${moved}.原因.txt`, `${(error as Error).message}\n`)
  }
}

/** Looks into the folder every half minute. Without the folder it is made, with a page that says how to use it. */
export const intakeBy = (store: FileStore, root: string): Sweep =>
  sweep({
    name: 'newsroom.intake',
    every_ms: EVERY_MS,
    async run(work) {
      await mkdir(root, { recursive: true })
      await writeFile(path.join(root, ABOUT), ABOUT_TEXT, { flag: 'wx' }).catch(() => undefined)
      const names = (await readdir(root)).filter(
        name => !name.startsWith('.') && ![TAKEN, REFUSED, ABOUT].includes(name),
      )
      for (const name of names.sort().slice(0, AT_ONCE)) {
        if (work.signal.aborted) return
        const piece = await pieceAt(root, name, work.now()).catch(() => undefined)
        if (piece?.quiet) await takePiece(root, store, piece, work)
      }
    },
  })
