// GET /api/publishing/kit.zip?release_id=: everything a person needs to put a release up by hand, in one archive.
import { Readable } from 'node:stream'
import type { Hono } from 'hono'
import { z } from 'zod'
import { type Cover, cropCover } from '../../newsroom/index.ts'
import { disposition, type FileStore } from '../../platform/files/index.ts'
import {
  type ApiParts,
  Id,
  mustBeAllowed,
  parseInput,
  type Sql,
  type ZipPart,
  zipStream,
} from '../../platform/index.ts'
import { renditionFor } from '../releases/put-on-site.ts'
import { findRelease } from '../releases/release.ts'
import { type Kit, kit } from './kit.ts'

const MEDIA = /\/media\/([0-9a-f]{64})\.(\w{2,4})/
const PICTURES_MAX = 50
/** a picture larger than this is no picture of the library */
const PICTURE_MAX = 40_000_000

type Found = { digest: string; suffix: string }

const foundIn = (src: string | null): Found | undefined => {
  const match = src === null ? null : MEDIA.exec(src)
  return match ? { digest: match[1]!, suffix: match[2]! } : undefined
}

async function wholeOf(files: FileStore, digest: string): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of files.read(digest)) {
      size += part.length
      if (size > PICTURE_MAX) return undefined
      parts.push(Buffer.from(part))
    }
  } catch {
    return undefined
  }
  return Buffer.concat(parts)
}

const numbered = (n: number, suffix: string) => `图片/${String(n + 1).padStart(2, '0')}.${suffix}`
const CRLF = (text: string) => text.replaceAll('\n', '\r\n')
const escaped = (text: string) => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)

/** What the person does with it, step by step. */
function instructions(made: Kit, pictures: number, covered: boolean, missing: readonly string[]): string {
  const lines = [
    `人工发布件：${made.headline}`,
    `发到：${made.platform} ${made.account}`,
    '',
    `1. 标题用“标题.txt”${made.was_cut ? `。原标题超过 ${made.title_max} 字，已截短，请看意思是否完整` : ''}。`,
    '2. 正文用“正文.txt”；平台能粘贴格式的，打开“正文.html”全选复制。',
    pictures > 0 ? `3. “图片”里按顺序有 ${pictures} 张，和正文里的位置一致。` : '3. 这篇稿件没有正文图片。',
    covered
      ? '4. 封面：横版用“封面/封面-2.35比1.jpg”，方形用“封面/封面-1比1.jpg”。'
      : '4. 没有封面图，请在平台上另选。',
    made.video ? '5. 视频在“视频”里，传原文件，不要再压缩。' : '5. 这篇稿件没有视频。',
    made.tags.length > 0 ? `6. 话题标签：${made.tags.map(tag => `#${tag}`).join(' ')}` : '6. 没有话题标签。',
    '7. 内容已经三审签发，发布时不要改动文字和图片；要改请退回编辑部重新送审。',
    '8. 发好以后，把作品网址或截图登记到“人工发布件”页面。登记以前不算发布。',
    ...missing.map(what => `注意：${what}`),
  ]
  return lines.join('\n')
}

/** The body as a page of its own, with the pictures beside it. */
function pageOf({ title, body_html, body_text }: Kit, names: ReadonlyMap<string, string>): string {
  let body =
    body_html ||
    body_text
      .split('\n')
      .map(line => `<p>${escaped(line)}</p>`)
      .join('\n')
  for (const [src, name] of names) body = body.replaceAll(src, name)
  return `<!doctype html>\n<html lang="zh-CN"><meta charset="utf-8"><title>${escaped(title)}</title>\n<body>\n<h1>${escaped(title)}</h1>\n${body}\n</body></html>\n`
}

async function* members(files: FileStore, made: Kit, cover: Cover | null): AsyncGenerator<ZipPart> {
  const text = (name: string, content: string): ZipPart => ({ name, content: [Buffer.from(content)] })
  const missing: string[] = []
  const names = new Map<string, string>()
  const pictures: ZipPart[] = []
  for (const src of made.pictures.slice(0, PICTURES_MAX)) {
    const found = foundIn(src)
    const bytes = found && (await wholeOf(files, found.digest))
    if (!bytes) missing.push(`图片 ${src} 读不出来，请在页面上另存。`)
    else if (!names.has(src)) {
      const name = numbered(names.size, found.suffix)
      names.set(src, name)
      pictures.push({ name, content: [bytes] })
    }
  }
  yield text('标题.txt', made.title)
  if (made.lead) yield text('摘要.txt', CRLF(made.lead))
  yield text('正文.txt', CRLF(made.body_text))
  yield text('正文.html', pageOf(made, names))
  yield* pictures
  const face = foundIn(cover?.src ?? made.pictures[0] ?? null)
  const bytes = face && (await wholeOf(files, face.digest))
  const cuts = bytes && (await cropCover(bytes, cover?.crops ?? {}))
  if (bytes) yield { name: `封面/原图.${face.suffix}`, content: [bytes] }
  if (cuts) {
    yield { name: '封面/封面-2.35比1.jpg', content: [cuts['2.35:1']] }
    yield { name: '封面/封面-1比1.jpg', content: [cuts['1:1']] }
  }
  const film = foundIn(made.video)
  if (film) yield { name: `视频/视频.${film.suffix}`, content: files.read(film.digest) }
  yield text('说明.txt', CRLF(instructions(made, names.size, cuts !== undefined, missing)))
}

const coverOf = (tx: Sql, release_id: bigint) =>
  findRelease(tx, release_id).then(
    async one => (await renditionFor(tx, one.edition_id, one.channel_kind))?.cover ?? null,
  )

export function mountKit(app: Hono, parts: Pick<ApiParts, 'pool' | 'actorOf' | 'now'> & { files: FileStore }): void {
  app.get('/api/publishing/kit.zip', async c => {
    const actor = mustBeAllowed(kit, await parts.actorOf(c))
    const { release_id } = parseInput(z.object({ release_id: Id }), { release_id: c.req.query('release_id') })
    const { made, cover } = await parts.pool.begin('isolation level repeatable read read only', async tx => ({
      made: await kit.read(tx, { release_id }, { actor, at: parts.now() } as never),
      cover: (await coverOf(tx, release_id)) as Cover | null,
    }))
    const stream = zipStream(members(parts.files, made as Kit, cover))
    return c.body(Readable.toWeb(Readable.from(stream)) as ReadableStream, 200, {
      'content-type': 'application/zip',
      'content-disposition': disposition(
        'attachment',
        `人工发布件-${made.account}-${made.title}.zip`.replace(/[\\/:*?"<>|\n]/g, '_'),
      ),
    })
  })
}
