// Collects paragraphs and tables into a DocumentText, keeping count of lines.
import type { DocumentText, TextBlock } from '../../kernel/index.ts'

type Paragraph = { auto_numbered?: boolean; heading_level?: number }

/** Blanks that Word and web pages use, as plain ones; no line breaks inside a paragraph. */
function tidy(text: string): string {
  return text
    .replace(/[\u00a0\u2002\u2003\u2007\u202f]/g, ' ')
    .replace(/\u200b|\u200c|\u200d|\ufeff|\u00ad/g, '')
    .replace(/[\r\n]+/g, ' ')
    .trimEnd()
}

export type BlockList = {
  /** an empty line of a plain text: no block, but the lines after it keep their numbers */
  blank(): void
  paragraph(text: string, about?: Paragraph): void
  table(rows: readonly (readonly string[])[]): void
  finish(format: DocumentText['format'], marks?: readonly string[]): DocumentText
}

export function blockList(): BlockList {
  const blocks: TextBlock[] = []
  const lines: string[] = []
  return {
    blank() {
      lines.push('')
    },
    paragraph(text, about = {}) {
      const line = tidy(text)
      if (line.trim() === '') return
      lines.push(line)
      blocks.push({ kind: 'paragraph', text: line, line: lines.length, ...about })
    },
    table(rows) {
      const clean = rows.map(row => row.map(cell => tidy(cell).trim())).filter(row => row.some(cell => cell !== ''))
      if (clean.length === 0) return
      blocks.push({ kind: 'table', rows: clean, line: lines.length + 1 })
      lines.push(...clean.map(row => row.join('\t')))
    },
    finish: (format, marks = []) => ({ format, text: lines.join('\n'), blocks, marks: [...marks] }),
  }
}
