// HTML of anywhere (a paste, a Word file, a web page, another system's export) as a body: what is dangerous is gone, what is
// text stays, headings, lists, tables, links and pictures keep their shape.
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import sanitizeHtml from 'sanitize-html'
import { type Body, type BodyNode, type Mark, readBody } from './body.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const BLOCKS = [
  'p',
  'div',
  'section',
  'article',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'blockquote',
  'pre',
]
const TABLES = ['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'caption']
const WORDS = ['strong', 'b', 'em', 'i', 'u', 's', 'strike', 'del', 'a', 'br', 'span', 'sup', 'sub', 'code']
const PICTURES = ['img', 'figure', 'figcaption', 'hr']

/** HTML with nothing in it that runs, loads or is shown in a way we did not choose. */
function cleanHtml(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [...BLOCKS, ...TABLES, ...WORDS, ...PICTURES],
    allowedAttributes: {
      a: ['href'],
      img: ['src', 'alt', 'title'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['http', 'https', 'data'] },
    allowProtocolRelative: false,
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'template',
      'iframe',
      'object',
      'embed',
      'svg',
      'math',
      'title',
    ],
  })
}

const MARK_OF: Record<string, Mark['type']> = {
  strong: 'bold',
  b: 'bold',
  em: 'italic',
  i: 'italic',
  u: 'underline',
  s: 'strike',
  strike: 'strike',
  del: 'strike',
}

const isElement = (node: Node): node is Element => 'tagName' in node
const attribute = (element: Element, name: string) => element.attrs.find(one => one.name === name)?.value ?? ''
const textIn = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textIn).join('') : ''

/** What becomes of a picture's address: one of our own, or undefined to leave the picture out. */
export type PicturePlace = (src: string) => string | undefined

class Reader {
  readonly #place: PicturePlace
  constructor(place: PicturePlace) {
    this.#place = place
  }

  #image(element: Element, caption = ''): BodyNode[] {
    const src = this.#place(attribute(element, 'src'))
    const title = caption || attribute(element, 'title')
    return src ? [{ type: 'image', attrs: { src, alt: attribute(element, 'alt'), title } }] : []
  }

  #inline(node: Node, marks: Mark[]): BodyNode[] {
    if ('value' in node) {
      const text = node.value.replace(/[\t\n\r ]+/g, ' ')
      return text === '' ? [] : [{ type: 'text', text, marks }]
    }
    if (!isElement(node)) return []
    if (node.tagName === 'br') return [{ type: 'hardBreak' }]
    if (node.tagName === 'img') return this.#image(node)
    const type = MARK_OF[node.tagName]
    const href = node.tagName === 'a' ? attribute(node, 'href') : ''
    const more: Mark[] = type ? [{ type } as Mark] : href ? [{ type: 'link', attrs: { href } }] : []
    return node.childNodes.flatMap(child => this.#inline(child, [...marks, ...more]))
  }

  /** Words that stand together become one paragraph; a picture among them stands by itself. */
  #paragraphs(nodes: BodyNode[], type: BodyNode): BodyNode[] {
    const blocks: BodyNode[] = []
    let words: BodyNode[] = []
    const close = () => {
      const content = trimmed(words)
      if (content.length > 0) blocks.push({ ...type, content })
      words = []
    }
    for (const node of nodes) {
      if (node.type !== 'image') words.push(node)
      else {
        close()
        blocks.push(node)
      }
    }
    close()
    return blocks
  }

  #flow(nodes: readonly Node[], type: BodyNode = { type: 'paragraph' }): BodyNode[] {
    const blocks: BodyNode[] = []
    let words: BodyNode[] = []
    for (const node of nodes) {
      if (isElement(node) && this.#isBlock(node)) {
        blocks.push(...this.#paragraphs(words, type), ...this.block(node))
        words = []
      } else words.push(...this.#inline(node, []))
    }
    return [...blocks, ...this.#paragraphs(words, type)]
  }

  #isBlock(element: Element): boolean {
    return BLOCKS.includes(element.tagName) || ['table', 'figure', 'hr'].includes(element.tagName)
  }

  #table(element: Element): BodyNode[] {
    const rows: Element[] = []
    const collect = (node: Node) => {
      if (!isElement(node)) return
      if (node.tagName === 'tr') rows.push(node)
      else node.childNodes.forEach(collect)
    }
    element.childNodes.forEach(collect)
    const cell = (node: Element): BodyNode => ({
      type: node.tagName === 'th' ? 'tableHeader' : 'tableCell',
      attrs: { colspan: attribute(node, 'colspan'), rowspan: attribute(node, 'rowspan') },
      content: this.#flow(node.childNodes),
    })
    const row = (node: Element): BodyNode => ({
      type: 'tableRow',
      content: node.childNodes
        .filter(isElement)
        .filter(one => /^t[dh]$/.test(one.tagName))
        .map(cell),
    })
    const caption = element.childNodes.filter(isElement).find(one => one.tagName === 'caption')
    return [...(caption ? this.#flow(caption.childNodes) : []), { type: 'table', content: rows.map(row) }]
  }

  #list(element: Element): BodyNode {
    const items = element.childNodes
      .filter(isElement)
      .map(item => ({ type: 'listItem', content: this.#flow(item.childNodes) }))
    return { type: element.tagName === 'ul' ? 'bulletList' : 'orderedList', content: items }
  }

  block(element: Element): BodyNode[] {
    const { tagName, childNodes } = element
    if (tagName === 'hr') return [{ type: 'horizontalRule' }]
    if (tagName === 'table') return this.#table(element)
    if (tagName === 'ul' || tagName === 'ol') return [this.#list(element)]
    if (tagName === 'blockquote') return [{ type: 'blockquote', content: this.#flow(childNodes) }]
    if (tagName === 'figure') return this.#figure(element)
    const level = /^h([1-6])$/.exec(tagName)?.[1]
    return this.#flow(childNodes, level ? { type: 'heading', attrs: { level: Number(level) } } : { type: 'paragraph' })
  }

  #figure(element: Element): BodyNode[] {
    const caption = element.childNodes.filter(isElement).find(one => one.tagName === 'figcaption')
    const blocks = this.#flow(element.childNodes.filter(one => one !== caption))
    const image = blocks.find(one => one.type === 'image')
    const words = caption ? textIn(caption).trim() : ''
    if (image && words) image.attrs = { ...image.attrs, title: words }
    return image || !caption ? blocks : [...blocks, ...this.#flow(caption.childNodes)]
  }

  read(html: string): BodyNode[] {
    return this.#flow(parseFragment(html).childNodes)
  }
}

/** Without the white space at both ends. */
function trimmed(words: BodyNode[]): BodyNode[] {
  const content = words.map(word => ({ ...word }))
  while (content[0] && (content[0].type === 'hardBreak' || content[0].text?.trim() === '')) content.shift()
  while (content.at(-1) && (content.at(-1)!.type === 'hardBreak' || content.at(-1)!.text?.trim() === '')) content.pop()
  if (content[0]?.text) content[0].text = content[0].text.trimStart()
  const last = content.at(-1)
  if (last?.text) last.text = last.text.trimEnd()
  return content
}

/** Reads HTML as a body. `place` says where a picture is kept here; without it pictures are left out. */
export function bodyFromHtml(html: string, place: PicturePlace = () => undefined): Body {
  return readBody({ content: new Reader(place).read(cleanHtml(html)) })
}
