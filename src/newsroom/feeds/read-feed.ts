// A feed as entries: RSS 2.0 and 1.0, Atom, JSON Feed. Pure: bytes in, plain text out; no entity is expanded but XML's own five.
import { SaxesParser } from 'saxes'

export type Entry = { guid: string; title: string; url: string; summary: string; published_at: string | null }

const ENTRIES_MAX = 200
const TEXT_MAX = 2_000

const plain = (html: string) =>
  html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, TEXT_MAX)

function timeOf(text: string): string | null {
  const time = new Date(text)
  return text === '' || Number.isNaN(time.getTime()) ? null : time.toISOString()
}

const webAddress = (text: string) => (/^https?:\/\//.test(text) && URL.canParse(text) ? text.slice(0, 500) : '')

function finished(fields: Record<string, string>): Entry | undefined {
  const url = webAddress(fields.link ?? '') || webAddress(fields.guid ?? '') || webAddress(fields.id ?? '')
  const guid = (fields.guid || fields.id || url).slice(0, 500)
  const title = plain(fields.title ?? '').slice(0, 200)
  if (guid === '' || title === '') return undefined
  const summary = plain(fields.description || fields.summary || fields['content:encoded'] || fields.content || '')
  const published_at = timeOf(fields.pubDate || fields.published || fields.updated || fields['dc:date'] || '')
  return { guid, title, url, summary, published_at }
}

/** The declared encoding of an XML, else UTF-8. */
function decode(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const name = /encoding=["']([\w-]+)["']/.exec(head)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(name).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

function readXml(text: string): Entry[] {
  const entries: Entry[] = []
  let fields: Record<string, string> | undefined
  const path: string[] = []
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  // a feed has no need of a document type, and bombs are made of them
  parser.on('doctype', () => {
    throw new Error('doctype')
  })
  parser.on('opentag', ({ name, attributes }) => {
    path.push(name)
    if (name === 'item' || name === 'entry') fields = {}
    const { href, rel = 'alternate' } = attributes as Record<string, string>
    if (fields && name === 'link' && href && rel === 'alternate') fields.link ||= href
  })
  const words = (text_: string) => {
    const name = path.at(-1)
    const parent = path.at(-2)
    if (fields && name && (parent === 'item' || parent === 'entry')) fields[name] = `${fields[name] ?? ''}${text_}`
  }
  parser.on('text', words)
  parser.on('cdata', words)
  parser.on('closetag', ({ name }) => {
    path.pop()
    if ((name !== 'item' && name !== 'entry') || !fields) return
    const trimmed = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value.trim()]))
    const entry = finished(trimmed)
    if (entry && entries.length < ENTRIES_MAX) entries.push(entry)
    fields = undefined
  })
  parser.write(text).close()
  return entries
}

function readJson(text: string): Entry[] {
  const { items } = JSON.parse(text) as { items?: unknown }
  if (!Array.isArray(items)) throw new Error('no items')
  return items.slice(0, ENTRIES_MAX).flatMap((item: Record<string, unknown>) => {
    const of = (key: string) =>
      typeof item?.[key] === 'string' || typeof item?.[key] === 'number' ? String(item[key]) : ''
    const entry = finished({
      id: of('id'),
      link: of('url'),
      title: of('title'),
      summary: of('summary') || of('content_text') || of('content_html'),
      published: of('date_published'),
    })
    return entry ? [entry] : []
  })
}

/** The entries of a feed; undefined when the bytes are none. */
export function readFeed(bytes: Uint8Array): Entry[] | undefined {
  const text = decode(bytes).trimStart()
  try {
    if (text.startsWith('{')) return readJson(text)
    return /<(rss|feed|rdf:RDF)[\s>]/i.test(text.slice(0, 2000)) ? readXml(text) : undefined
  } catch {
    return undefined
  }
}
