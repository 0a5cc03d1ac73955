// WordPress exports (WXR), streamed: no entities of the file's own, limits on depth, size and number, one item in memory.

import { SaxesParser } from 'saxes'
import { Refusal } from '../../kernel/index.ts'
import { badImportFile } from '../refusals.ts'

/** An item as the export writes it; text of its elements by name. */
export type WxrItem = {
  fields: Record<string, string>
  categories: { domain: string; text: string }[]
  meta: Record<string, string>
}
type Handler = { item?(item: WxrItem): void; channel?(name: string, text: string): void }

const DEPTH_MAX = 16
const TEXT_MAX = 4 * 1024 * 1024
const ITEMS_MAX = 200_000

const emptyItem = (): WxrItem => ({ fields: {}, categories: [], meta: {} })

/** Reads the open element's text; a text longer than a story can ever be is refused, not cut. */
class Reader {
  readonly #handler: Handler
  readonly #name: string
  #path: string[] = []
  #text = ''
  #attributes: Record<string, string> = {}
  #item: WxrItem | undefined
  #meta = { key: '', value: '' }
  #count = 0

  constructor(handler: Handler, name: string) {
    this.#handler = handler
    this.#name = name
  }

  open(tag: { name: string; attributes: Record<string, string> }): void {
    this.#path.push(tag.name)
    if (this.#path.length > DEPTH_MAX) throw badImportFile({ name: this.#name, why: '层次太深' })
    if (this.#path.length === 1 && tag.name !== 'rss')
      throw badImportFile({ name: this.#name, why: '不是 WordPress 的导出文件（应为 WXR，扩展名 .xml）' })
    if (tag.name === 'item') {
      this.#item = emptyItem()
      this.#count += 1
      if (this.#count > ITEMS_MAX) throw badImportFile({ name: this.#name, why: `超过 ${ITEMS_MAX} 篇` })
    }
    if (tag.name === 'wp:postmeta') this.#meta = { key: '', value: '' }
    this.#text = ''
    this.#attributes = tag.attributes
  }

  text(text: string): void {
    if (this.#text.length + text.length > TEXT_MAX)
      throw badImportFile({ name: this.#name, why: '有一段文字超过 4 MB' })
    this.#text += text
  }

  close(name: string): void {
    const text = this.#text.trim()
    this.#path.pop()
    const parent = this.#path.at(-1)
    if (name === 'item' && this.#item) {
      this.#handler.item?.(this.#item)
      this.#item = undefined
    } else if (this.#item && parent === 'item') this.#field(this.#item, name, text)
    else if (parent === 'wp:postmeta') this.#metaField(name, text)
    else if (parent === 'channel') this.#handler.channel?.(name, text)
    this.#text = ''
  }

  #field(item: WxrItem, name: string, text: string): void {
    if (name === 'category') item.categories.push({ domain: this.#attributes.domain ?? '', text })
    else if (name === 'wp:postmeta') item.meta[this.#meta.key] = this.#meta.value
    else if (text !== '') item.fields[name] = text
  }

  #metaField(name: string, text: string): void {
    if (name === 'wp:meta_key') this.#meta.key = text
    else if (name === 'wp:meta_value') this.#meta.value = text.slice(0, 2000)
  }
}

/** A parser to be fed with text; `close()` at the end. Refuses a DTD, broken XML and what is beyond the limits. */
export function wxrParser(name: string, handler: Handler): { write(text: string): void; close(): void } {
  const reader = new Reader(handler, name)
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw badImportFile({ name, why: '里面有不允许的 XML 定义（DTD）' })
  })
  parser.on('opentag', tag => reader.open(tag as { name: string; attributes: Record<string, string> }))
  parser.on('closetag', tag => reader.close(tag.name))
  parser.on('text', text => reader.text(text))
  parser.on('cdata', text => reader.text(text))
  parser.on('error', error => {
    throw error
  })
  const guarded = (work: () => void) => {
    try {
      work()
    } catch (error) {
      if (error instanceof Refusal) throw error
      throw badImportFile({ name, why: `XML 不完整或已损坏（${(error as Error).message.slice(0, 80)}）` })
    }
  }
  return { write: text => guarded(() => parser.write(text)), close: () => guarded(() => parser.close()) }
}
