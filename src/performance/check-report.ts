// The report under its own checker: the document as the text that a stranger would read.
import type { DocumentBlock, DocumentText, OfficialDocument, Run, TextBlock } from '../kernel/index.ts'
import { type CheckResult, checkText } from '../proofing/index.ts'

const words = (runs: Run[]) => runs.map(run => run.text).join('')

/** The document as text blocks, one line a paragraph or table row. The table of sources is left out: it lists, it claims nothing new. */
export function documentText(document: OfficialDocument): DocumentText {
  return textWithSources(document).text
}

/** The text, and for each of its lines the block it comes from; none for the title. */
export function textWithSources(document: OfficialDocument): {
  text: DocumentText
  sources: (DocumentBlock | undefined)[]
} {
  const blocks: TextBlock[] = []
  const lines: string[] = []
  const sources: (DocumentBlock | undefined)[] = []
  const add = (text: string, source?: DocumentBlock, heading_level?: number) => {
    lines.push(text)
    sources.push(source)
    blocks.push({ kind: 'paragraph', text, line: lines.length, ...(heading_level ? { heading_level } : {}) })
  }
  for (const title of document.title) add(title)
  for (const block of document.blocks) {
    if (block.kind === 'heading') add(words(block.runs), block, block.level)
    else if (block.kind === 'paragraph') add(words(block.runs), block)
    else if (block.kind === 'table' && block.title !== '数据来源表') {
      add(block.unit ? `${block.title}（${block.unit}）` : block.title, block)
      const rows = [block.columns.map(column => column.title), ...block.rows.map(row => row.map(words))]
      blocks.push({ kind: 'table', rows, line: lines.length + 1 })
      lines.push(...rows.map(row => row.join('\t')))
      sources.push(...rows.map(() => block))
    }
  }
  return { text: { format: 'txt', text: lines.join('\n'), blocks, marks: [] }, sources }
}

export function checkReport(document: OfficialDocument): CheckResult {
  return checkText(documentText(document))
}
