// The report under its own checker: the document as the text that a stranger would read.
import type { DocumentText, OfficialDocument, Run, TextBlock } from '../kernel/index.ts'
import { type CheckResult, checkText } from '../proofing/index.ts'

const words = (runs: Run[]) => runs.map(run => run.text).join('')

/** The document as text blocks, one line a paragraph or table row. The table of sources is left out: it lists, it claims nothing new. */
export function documentText(document: OfficialDocument): DocumentText {
  const blocks: TextBlock[] = []
  const lines: string[] = []
  const add = (text: string, heading_level?: number) => {
    lines.push(text)
    blocks.push({ kind: 'paragraph', text, line: lines.length, ...(heading_level ? { heading_level } : {}) })
  }
  for (const title of document.title) add(title)
  for (const block of document.blocks) {
    if (block.kind === 'heading') add(words(block.runs), block.level)
    else if (block.kind === 'paragraph') add(words(block.runs))
    else if (block.kind === 'table' && block.title !== '数据来源表') {
      add(block.unit ? `${block.title}（${block.unit}）` : block.title)
      const rows = [block.columns.map(column => column.title), ...block.rows.map(row => row.map(words))]
      blocks.push({ kind: 'table', rows, line: lines.length + 1 })
      lines.push(...rows.map(row => row.join('\t')))
    }
  }
  return { format: 'txt', text: lines.join('\n'), blocks, marks: [] }
}

export function checkReport(document: OfficialDocument): CheckResult {
  return checkText(documentText(document))
}
