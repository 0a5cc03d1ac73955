// A WordPress export as a source of items: the XML alone, or in a ZIP or folder together with its uploads.
import { badImportFile } from '../refusals.ts'
import { digestOf, type FileTree, openTree, readWhole } from './file-tree.ts'
import type { FoundItem, ImportSource } from './item.ts'
import { wordpressHtml } from './wordpress-html.ts'
import { type WxrItem, wxrParser } from './wxr-parser.ts'

const PICTURE_MAX = 30 * 1024 * 1024
const STATUS: Record<string, string> = {
  publish: '已发布',
  draft: '草稿',
  private: '私密',
  pending: '待审',
  future: '定时发布',
}
const TYPES: Record<string, string> = {
  attachment: '媒体文件（随正文带入）',
  nav_menu_item: '菜单',
  revision: '修订版本',
}

/** The channel's own address: with the post's number it names a post for good. */
type Site = { base: string; attachments: Map<string, string> }

async function parse(tree: FileTree, xml: string, handler: Parameters<typeof wxrParser>[1]): Promise<void> {
  const parser = wxrParser(xml, handler)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (part?: Buffer) => {
    try {
      return part ? decoder.decode(part, { stream: true }) : decoder.decode()
    } catch {
      throw badImportFile({ name: xml, why: '文字编码不是 UTF-8' })
    }
  }
  for await (const part of await tree.stream(xml)) parser.write(decode(part as Buffer))
  parser.write(decode())
  parser.close()
}

/** First pass: where the site was, and which attachment has which address. */
async function readSite(tree: FileTree, xml: string): Promise<Site> {
  const site: Site = { base: '', attachments: new Map() }
  let link = ''
  await parse(tree, xml, {
    channel: (name, text) => {
      if (name === 'wp:base_site_url') site.base = text
      if (name === 'link') link = text
    },
    item: item => {
      const { 'wp:attachment_url': address, 'wp:post_id': id } = item.fields
      if (address && id) site.attachments.set(id, address)
    },
  })
  site.base ||= link
  return site
}

/** `2019-05-06 07:08:09` in GMT, else Peking time, else the feed's date. */
function publishedAt(fields: Record<string, string>): Date | null {
  const stamp = (text: string | undefined, zone: string) =>
    text && /^[12]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? new Date(`${text.replace(' ', 'T')}${zone}`) : null
  const feed = fields.pubDate ? new Date(fields.pubDate) : null
  const found = stamp(fields['wp:post_date_gmt'], 'Z') ?? stamp(fields['wp:post_date'], '+08:00') ?? feed
  return found && !Number.isNaN(found.getTime()) && found.getUTCFullYear() > 1990 ? found : null
}

function skipReason({
  'wp:post_type': type = 'post',
  'wp:status': status = 'publish',
}: Record<string, string>): string {
  if (type !== 'post' && type !== 'page') return `不是文章：${TYPES[type] ?? type}`
  return STATUS[status] ? '' : `原系统里是“${status === 'trash' ? '回收站' : status}”`
}

function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug)
  } catch {
    return slug
  }
}

function toItem({ fields, categories, meta }: WxrItem, site: Site): FoundItem {
  const named = (domain: string) => categories.filter(one => one.domain === domain && one.text).map(one => one.text)
  const { html, notes } = wordpressHtml(fields['content:encoded'] ?? '', id => site.attachments.get(id))
  if (fields['wp:post_password']) notes.push('原文设有访问密码')
  return {
    key: `wxr:${site.base}#${fields['wp:post_id'] ?? fields.guid ?? fields.link}`,
    headline: fields.title ?? '',
    html,
    published_at: publishedAt(fields),
    author: fields['dc:creator'] ?? '',
    categories: named('category'),
    tags: named('post_tag'),
    slug: decoded(fields['wp:post_name'] ?? ''),
    address: fields.link ?? '',
    was: STATUS[fields['wp:status'] ?? 'publish'] ?? '',
    skip: skipReason(fields),
    notes,
    cover: site.attachments.get(meta._thumbnail_id ?? '') ?? '',
  }
}

/** Items one by one, though the parser pushes: what one piece of the file yields waits here. */
async function* itemsOf(tree: FileTree, xml: string, site: Site): AsyncGenerator<FoundItem> {
  const waiting: FoundItem[] = []
  const parser = wxrParser(xml, { item: item => waiting.push(toItem(item, site)) })
  const decoder = new TextDecoder('utf-8')
  for await (const part of await tree.stream(xml)) {
    parser.write(decoder.decode(part as Buffer, { stream: true }))
    yield* waiting.splice(0)
  }
  parser.close()
  yield* waiting.splice(0)
}

/** Pictures by the part of their path below uploads/. */
function uploadsIn(tree: FileTree): Map<string, string> {
  const below = (name: string) => name.replace(/^.*?(?:^|\/)uploads\//, '')
  return new Map(tree.names.filter(name => !/\.xml$/i.test(name)).map(name => [below(name).toLowerCase(), name]))
}

/** `…/wp-content/uploads/2019/05/桥-300x200.jpg`: the file itself, else the picture it was made smaller from. */
function findUpload(uploads: Map<string, string>, src: string): string | undefined {
  const place = decoded(src.split(/[?#]/)[0]!.replace(/^.*?\/uploads\//, '')).toLowerCase()
  const larger = place.replace(/-(?:\d+x\d+|scaled)(\.[a-z]+)$/, '$1')
  return uploads.get(place) ?? uploads.get(larger)
}

/** Opens a WXR file, or a ZIP or folder that holds one. Refuses what is none (newsroom.bad-import-file). */
export async function wxrSource(file: string, name?: string): Promise<ImportSource> {
  const tree = await openTree(file, name)
  const xml = tree.names.find(name => /\.xml$/i.test(name))
  if (!xml) {
    tree.close()
    throw badImportFile({ name: tree.name, why: '里面没有 .xml 文件' })
  }
  const site = await readSite(tree, xml)
  const uploads = uploadsIn(tree)
  return {
    kind: 'wxr',
    file_name: tree.name,
    digest: await digestOf(tree, [xml]),
    items: () => itemsOf(tree, xml, site),
    async picture(_item, src) {
      const name = findUpload(uploads, src)
      return name ? { bytes: await readWhole(tree, name, PICTURE_MAX), name } : undefined
    },
    close: () => tree.close(),
  }
}
