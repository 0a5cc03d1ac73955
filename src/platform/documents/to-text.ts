// An official document as plain text: what the golden files hold.
import type { DocumentBlock, OfficialDocument, Run } from '../../kernel/index.ts'

const words = (runs: readonly Run[]) => runs.map(run => run.text).join('')

function blockText(block: DocumentBlock): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return words(block.runs)
    case 'table':
      return [
        block.unit === undefined ? block.title : `${block.title}\t${block.unit}`,
        block.columns.map(column => column.title).join('\t'),
        ...block.rows.map(row => row.map(words).join('\t')),
        ...(block.note === undefined ? [] : [block.note]),
      ].join('\n')
    case 'signature':
      return `${block.unit}\n${block.date}`
    case 'page-break':
      return ''
  }
}

/** Titles, headings, paragraphs one a line; tables as tab-separated rows under their title; ends with a newline. */
export function toText(document: OfficialDocument): string {
  return `${[...document.title, ...document.blocks.map(blockText)].join('\n')}\n`
}
