// Tables in the editor: as many nodes as a news text needs, kept from Word and web pages, edited cell by cell.
import { mergeAttributes, Node } from '@tiptap/core'

const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ HTMLAttributes }) => ['table', mergeAttributes(HTMLAttributes), ['tbody', 0]],
})

const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)+',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
})

const cell = (name: string, tag: string) =>
  Node.create({
    name,
    content: 'block+',
    isolating: true,
    addAttributes: () => ({ colspan: { default: 1 }, rowspan: { default: 1 } }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes), 0],
  })

export const tableNodes = [Table, TableRow, cell('tableCell', 'td'), cell('tableHeader', 'th')]

/** An empty table to insert. */
export function emptyTable(rows: number, columns: number) {
  const line = (type: string) => Array.from({ length: columns }, () => ({ type, content: [{ type: 'paragraph' }] }))
  return {
    type: 'table',
    content: Array.from({ length: rows }, (_row, at) => ({
      type: 'tableRow',
      content: line(at === 0 ? 'tableHeader' : 'tableCell'),
    })),
  }
}
