// A document to be written out: one model behind the page, the text, the DOCX and the PDF.

/** A stretch of text. `figure` names the figure the text shows, `href` leads to its trace (pages only). */
export type Run = { text: string; figure?: string; href?: string; bold?: boolean }

export type TableColumn = {
  title: string
  align?: 'left' | 'right' | 'center' /** share of the table's width, any scale */
  width: number
}

export type DocumentBlock =
  /** level 1 一、黑体 · level 2 （一）楷体 · level 3 1. 仿宋 bold */
  | { kind: 'heading'; level: 1 | 2 | 3; runs: Run[] }
  | {
      kind: 'paragraph'
      runs: Run[] /** default 'indented': first line two characters in */
      shape?: 'indented' | 'plain' | 'center' | 'right'
    }
  /** `unit` stands once above the table, at the right (单位：万元); cells are runs. */
  | {
      kind: 'table'
      title: string
      unit?: string
      columns: TableColumn[]
      rows: Run[][][] /** rows that are drawn bold */
      total_rows?: number[]
      note?: string
    }
  | { kind: 'page-break' }
  /** 落款: the unit and, below it, the date, set to the right. */
  | { kind: 'signature'; unit: string; date: string }

export type OfficialDocument = {
  /** title lines as they should break: centred, 2 号 */
  title: string[]
  /** file properties */
  subject: string
  author: string
  blocks: DocumentBlock[]
}
