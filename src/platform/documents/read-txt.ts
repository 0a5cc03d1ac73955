// Plain text: UTF-8, UTF-16 or GBK/GB18030, decided surely; runs of tab-separated lines are tables.
import type { DocumentText } from '../../kernel/index.ts'
import { blockList } from './block-list.ts'
import { unknownKind } from './refusals.ts'

function utf16Guess(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** Decodes text bytes. UTF-8 is strict, so that what is not UTF-8 is GB18030; binary rubbish is refused. */
export function decodeText(bytes: Uint8Array, name: string): string {
  const utf16 = utf16Guess(bytes)
  if (utf16) return new TextDecoder(utf16).decode(bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (!/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) return text
    } catch {
      // not this encoding: the next one
    }
  }
  throw unknownKind({ name })
}

const TABLE_ROWS_MIN = 2

export function readTxt(bytes: Uint8Array, name: string): DocumentText {
  const list = blockList()
  let rows: string[][] = []
  const flush = () => {
    if (rows.length >= TABLE_ROWS_MIN) list.table(rows)
    else for (const row of rows) list.paragraph(row.join('\t'))
    rows = []
  }
  for (const line of decodeText(bytes, name).split(/\r\n|\r|\n|\f/)) {
    if (line.includes('\t') && line.trim().includes('\t')) rows.push(line.split('\t'))
    else {
      flush()
      if (line.trim() === '') list.blank()
      else list.paragraph(line)
    }
  }
  flush()
  return list.finish('txt')
}
