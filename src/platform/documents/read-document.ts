// Reads any document: its kind is decided by content and must agree with the extension.
import path from 'node:path'
import type { DocumentText } from '../../kernel/index.ts'
import { readDocx } from './read-docx.ts'
import { readHtml } from './read-html.ts'
import { readPdf } from './read-pdf.ts'
import { readTxt } from './read-txt.ts'
import { damaged, emptyFile, oldWord, unknownKind, wrongExtension } from './refusals.ts'
import { unzip } from './unzip.ts'

type Kind = 'zip' | 'pdf' | 'ole' | 'html' | 'text'

const KIND_NAMES: Record<Kind, string> = {
  zip: '压缩文件（如 DOCX、XLSX）',
  pdf: 'PDF',
  ole: '旧版 Office 文件',
  html: '网页',
  text: '文本',
}
const EXPECTED: Record<string, Kind[]> = {
  '.docx': ['zip'],
  '.pdf': ['pdf'],
  '.doc': ['ole', 'html', 'zip'],
  '.html': ['html', 'text'],
  '.htm': ['html', 'text'],
  '.txt': ['text', 'html'],
  '.text': ['text'],
  '.md': ['text', 'html'],
}

function starts(bytes: Uint8Array, ...magic: number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte)
}

function kindOf(bytes: Uint8Array): Kind {
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0x50, 0x4b, 0x05, 0x06)) return 'zip'
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'ole'
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  if (head.includes('%PDF-')) return 'pdf'
  return /<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]/i.test(head) ? 'html' : 'text'
}

async function readZip(bytes: Uint8Array, name: string): Promise<DocumentText> {
  const zip = await unzip(bytes, name)
  const { names } = zip
  zip.close()
  if (names.includes('word/document.xml')) return readDocx(bytes, name)
  if (names.some(member => member.startsWith('xl/'))) throw wrongExtension({ name, kind: 'Excel 工作簿' })
  throw path.extname(name).toLowerCase() === '.docx' ? damaged({ name, where: '正文' }) : unknownKind({ name })
}

/**
 * The text of a document with its paragraphs and tables. Refuses, with what the person can do: empty, unknown, old .doc,
 * lying extension, damaged, encrypted or scanned files, and zip bombs (documents.*).
 */
export async function readDocument(bytes: Uint8Array, name: string): Promise<DocumentText> {
  if (bytes.length === 0) throw emptyFile({ name })
  const kind = kindOf(bytes)
  if (kind === 'ole') throw oldWord({ name })
  const expected = EXPECTED[path.extname(name).toLowerCase()]
  if (expected && !expected.includes(kind)) {
    // a text that should be a DOCX or PDF is a damaged one, or another file under its name
    throw kind === 'text' ? damaged({ name, where: '文件开头' }) : wrongExtension({ name, kind: KIND_NAMES[kind] })
  }
  const document = await readers[kind](bytes, name)
  if (document.text.trim() === '') throw emptyFile({ name })
  return document
}

const readers = { zip: readZip, pdf: readPdf, html: readHtml, text: readTxt } as Record<
  Kind,
  (bytes: Uint8Array, name: string) => Promise<DocumentText> | DocumentText
>
