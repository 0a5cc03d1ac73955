// The text of a document as the checker reads it: what every reader in platform/documents returns.

/** One paragraph or one table of a document. `line` is the 1-based line of `DocumentText.text` where the block starts. */
export type TextBlock =
  | { kind: 'paragraph'; text: string; line: number; auto_numbered?: boolean; heading_level?: number }
  | { kind: 'table'; rows: string[][]; line: number }

/** A document as plain text. Paragraphs are one line each in `text`; a table is one line a row, cells joined by a tab. */
export type DocumentText = {
  format: 'txt' | 'docx' | 'pdf' | 'html'
  text: string
  blocks: TextBlock[]
  /** Leftovers that are no text but would be seen by whoever converts the file, such as the bookmark `_GoBack`. */
  marks: string[]
}
