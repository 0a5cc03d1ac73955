// A folder or ZIP of Word files as a source of items: headline, day, author, headings, tables and pictures of each.
import { createHash } from 'node:crypto'
import mammoth from 'mammoth'
import { Refusal } from '../../kernel/index.ts'
import { unzip } from '../../platform/documents/index.ts'
import { badImportFile } from '../refusals.ts'
import { digestOf, type FileTree, openTree, readWhole } from './file-tree.ts'
import type { FoundItem, ImportSource } from './item.ts'

const FILE_MAX = 60 * 1024 * 1024
const HEADLINE_MAX = 60
const PICTURES = 'https://word.invalid/'

type Picture = { bytes: Uint8Array; name: string }

/** `2021-03-05 桥修好了.docx`, `20210305…`, `2021年3月5日…`, also in a folder's name: the first day of Peking time. */
function dayIn(name: string): Date | null {
  const match = /(?<!\d)((?:19|20)\d{2})(?:[-._年](\d{1,2})[-._月](\d{1,2})|(\d{2})(\d{2}))(?!\d)/.exec(name)
  if (!match) return null
  const [, year, month, day, month2, day2] = match
  const iso = `${year}-${(month ?? month2)!.padStart(2, '0')}-${(day ?? day2)!.padStart(2, '0')}T00:00:00+08:00`
  const found = new Date(iso)
  return Number.isNaN(found.getTime()) ? null : found
}

/** What the file says of itself. */
async function properties(zip: Awaited<ReturnType<typeof unzip>>): Promise<{ created: Date | null; author: string }> {
  const xml = new TextDecoder().decode(await zip.read('docProps/core.xml')).slice(0, 20_000)
  const element = (name: string) => new RegExp(`<${name}(?:\\s[^<>]*)?>([^<]*)</${name}>`).exec(xml)?.[1]?.trim() ?? ''
  const created = new Date(element('dcterms:created'))
  return { created: Number.isNaN(created.getTime()) ? null : created, author: element('dc:creator') }
}

const nameOf = (name: string) => name.replace(/^.*\//, '').replace(/\.docx$/i, '')
const titleFromName = (name: string) =>
  nameOf(name)
    .replace(/^(?:\d{4}[-._年]?\d{1,2}[-._月]?\d{1,2}日?|\d{1,3})[\s.、_-]*/, '')
    .trim() || nameOf(name)

const textOf = (html: string) =>
  html
    .replace(/<[^<>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim()

/** A first line that is a heading, or short and no sentence, is the headline; else the file's name is. */
export function headlineOf(html: string, name: string): { headline: string; html: string; note: string } {
  const first = /^\s*<(h[1-6]|p)>((?:(?!<\/\1>)[\s\S]){0,1000})<\/\1>/.exec(html)
  const words = first ? textOf(first[2]!) : ''
  const isTitle =
    words !== '' && words.length <= HEADLINE_MAX && (first![1] !== 'p' || !/[。；：，]$|讯[（(]|^\s*\d/.test(words))
  if (isTitle) return { headline: words, html: html.slice(first![0].length), note: '' }
  return { headline: titleFromName(name), html, note: '标题取自文件名' }
}

async function readWord(tree: FileTree, name: string): Promise<{ item: FoundItem; pictures: Picture[] }> {
  const bytes = await readWhole(tree, name, FILE_MAX)
  const zip = await unzip(bytes, nameOf(name))
  const about = await properties(zip).finally(() => zip.close())
  const pictures: Picture[] = []
  const convertImage = mammoth.images.imgElement(async image => {
    pictures.push({ bytes: new Uint8Array(await image.readAsBuffer()), name: `${nameOf(name)}-${pictures.length + 1}` })
    return { src: `${PICTURES}${pictures.length - 1}` }
  })
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    { convertImage, externalFileAccess: false },
  )
  const { headline, html, note } = headlineOf(value, name)
  const folders = name.split('/').slice(0, -1)
  const item: FoundItem = {
    key: `word:${createHash('sha256').update(bytes).digest('hex')}`,
    headline,
    html,
    published_at: dayIn(name) ?? about.created,
    author: about.author,
    categories: folders.slice(-1),
    tags: [],
    slug: '',
    address: name,
    was: '',
    skip: '',
    notes: note ? [note] : [],
    cover: '',
  }
  return { item, pictures }
}

/** What a file becomes that could not be read: listed with the reason, so that nobody misses it. */
function unread(name: string, skip: string): FoundItem {
  const empty = { html: '', published_at: null, author: '', categories: [], tags: [], slug: '', was: '', cover: '' }
  return { ...empty, key: `word:${name}`, headline: nameOf(name), address: name, skip, notes: [] }
}

/** Opens a folder or ZIP with Word files. Refuses one that holds none (newsroom.bad-import-file). */
export async function wordSource(file: string, name?: string): Promise<ImportSource> {
  const tree = await openTree(file, name)
  const names = [...tree.names].sort((a, b) => a.localeCompare(b, 'zh'))
  if (!names.some(name => /\.docx?$/i.test(name))) {
    tree.close()
    throw badImportFile({ name: tree.name, why: '里面没有 Word 文件（.docx）' })
  }
  // the pictures of the item that was read last: they are asked for right after it
  let last: { key: string; pictures: Picture[] } = { key: '', pictures: [] }
  async function* items(): AsyncGenerator<FoundItem> {
    for (const name of names) {
      if (/\.doc$/i.test(name)) yield unread(name, '旧版 Word 文件（.doc），请另存为 .docx 后再导入')
      else if (!/\.docx$/i.test(name)) yield unread(name, '不是 Word 文件')
      else {
        try {
          const { item, pictures } = await readWord(tree, name)
          last = { key: item.key, pictures }
          yield item
        } catch (error) {
          const why = error instanceof Refusal ? error.message : `“${nameOf(name)}”读不出来，可能已损坏`
          yield { ...unread(name, ''), failed: why }
        }
      }
    }
  }
  return {
    kind: 'word',
    file_name: tree.name,
    digest: await digestOf(tree, names),
    items,
    picture: async (item, src) =>
      item.key === last.key ? last.pictures[Number(src.slice(PICTURES.length))] : undefined,
    close: () => tree.close(),
  }
}
