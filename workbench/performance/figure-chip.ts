// The figure chip in the editor: an inline atom that holds a figure's name and shows its value.
import { type JSONContent, mergeAttributes, Node } from '@tiptap/core'
import type { Content } from '../../src/performance/content.ts'

/** The chip as an editor node; `display` looks a figure's value up. */
export function figureChip(display: (name: string, format: string) => string) {
  const shown = (attrs: Record<string, unknown>) => display(String(attrs.name), String(attrs.format))
  return Node.create({
    name: 'figure',
    group: 'inline',
    inline: true,
    atom: true,
    selectable: true,
    addAttributes: () => ({ name: { default: '' }, format: { default: 'prose' } }),
    parseHTML: () => [
      {
        tag: 'span[data-figure]',
        getAttrs: node => ({
          name: (node as HTMLElement).dataset.figure ?? '',
          format: (node as HTMLElement).dataset.format ?? 'prose',
        }),
      },
    ],
    renderHTML: ({ node, HTMLAttributes }) => [
      'span',
      mergeAttributes(HTMLAttributes, {
        'data-figure': node.attrs.name,
        'data-format': node.attrs.format,
        class: 'figure-chip',
      }),
      shown(node.attrs),
    ],
    renderText: ({ node }) => shown(node.attrs),
  })
}

/** Stored content as the editor's document. */
export function toEditor(content: Content): JSONContent {
  const paragraphs = content.map(paragraph => ({
    type: 'paragraph',
    content: paragraph.flatMap((inline): JSONContent[] => {
      if ('figure' in inline) return [{ type: 'figure', attrs: { name: inline.figure, format: inline.format } }]
      return inline.text === '' ? [] : [{ type: 'text', text: inline.text }]
    }),
  }))
  return { type: 'doc', content: paragraphs.length > 0 ? paragraphs : [{ type: 'paragraph' }] }
}

/** The editor's document as content to store; empty paragraphs are dropped. */
export function fromEditor(document: JSONContent): Content {
  return (document.content ?? [])
    .map(paragraph =>
      (paragraph.content ?? [])
        .map(node => {
          if (node.type === 'figure')
            return {
              figure: String(node.attrs?.name ?? ''),
              format: node.attrs?.format === 'table' ? ('table' as const) : ('prose' as const),
            }
          return { text: node.type === 'hardBreak' ? '' : (node.text ?? '') }
        })
        .filter(inline => !('text' in inline) || inline.text !== ''),
    )
    .filter(paragraph => paragraph.length > 0)
}
