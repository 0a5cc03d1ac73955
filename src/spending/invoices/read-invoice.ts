// Reads an e-invoice: the XML of a 数电票, an OFD (zip of XML), or a PDF by its text and its QR code. Pure over bytes; nothing is
// believed that is not there.
import { type Fen, isDay, parseYuan } from '../../kernel/index.ts'
import { qrCodeOfPdf, readDocument, unzip, walkXml } from '../../platform/documents/index.ts'
import { invoiceContradicts, invoiceUnreadable } from '../refusals.ts'
import { foundInCode } from './invoice-code.ts'

export type InvoiceFields = {
  invoice_no: string
  invoice_code: string
  issued_on: string
  seller: string
  seller_tax_no: string
  buyer: string
  total_fen: Fen
  tax_fen: Fen
  read_from: 'xml' | 'ofd' | 'pdf'
}

/** What the elements say, by their local names: the first text found under each. */
type Found = Map<string, string>

/** Names under which the formats in use give each field; the first that is there counts. */
const NAMES = {
  invoice_no: ['InvoiceNumber', 'EIid', 'InvoiceNo', '发票号码'],
  invoice_code: ['InvoiceCode', '发票代码'],
  issued_on: ['IssueTime', 'IssueDate', '开票日期', 'RequestTime'],
  seller: ['SellerName', '销售方名称'],
  seller_tax_no: ['SellerIdNum', 'SellerTaxID', '销售方纳税人识别号'],
  buyer: ['BuyerName', '购买方名称'],
  total: ['TotalTax-includedAmount', 'TaxInclusiveTotalAmount', '价税合计'],
  tax: ['TotalTaxAm', 'TaxTotalAmount', '合计税额'],
  net: ['TotalAmWithoutTax', 'TaxExclusiveTotalAmount', '合计金额'],
} as const

const local = (name: string) => name.replace(/^.*:/, '')

/** Collects the texts of an XML by element; CustomData counts under its Name. */
function collect(bytes: Uint8Array, where: { file: string; part: string }, found: Found): string[] {
  const open: string[] = []
  const texts: string[] = []
  walkXml(bytes, where, {
    open: (name, attributes) => open.push(local(name) === 'CustomData' ? (attributes.Name ?? '') : local(name)),
    close: () => void open.pop(),
    text: text => {
      const at = open.at(-1)
      const plain = text.trim()
      if (at === undefined || plain === '') return
      if (at === 'TextCode') texts.push(plain)
      if (!found.has(at)) found.set(at, plain)
    },
  })
  return texts
}

const pick = (found: Found, names: readonly string[]) =>
  names.map(name => found.get(name)).find(text => text !== undefined) ?? ''

/** 2026-03-02, 2026/03/02, 20260302, 2026年03月02日 with or without a time, as a day; '' when it is none. */
function dayOf(text: string): string {
  const match = /(\d{4})\D?(\d{2})\D?(\d{2})/.exec(text)
  const day = match ? `${match[1]}-${match[2]}-${match[3]}` : ''
  return isDay(day) ? day : ''
}

const fenOf = (text: string): Fen | undefined => parseYuan(text.replace(/[¥￥,\s元]/g, ''))

function fieldsOf(found: Found, read_from: InvoiceFields['read_from'], name: string): InvoiceFields {
  const tax_fen = fenOf(pick(found, NAMES.tax)) ?? 0n
  const net = fenOf(pick(found, NAMES.net))
  const total = fenOf(pick(found, NAMES.total)) ?? (net === undefined ? undefined : net + tax_fen)
  const invoice_no = pick(found, NAMES.invoice_no).replace(/\s/g, '')
  const issued_on = dayOf(pick(found, NAMES.issued_on))
  if (!/^(\d{8}|\d{20})$/.test(invoice_no) || issued_on === '' || total === undefined || total <= 0n) {
    throw invoiceUnreadable({ name })
  }
  return {
    invoice_no,
    invoice_code: pick(found, NAMES.invoice_code),
    issued_on,
    seller: pick(found, NAMES.seller).slice(0, 100) || '（未读出）',
    seller_tax_no: pick(found, NAMES.seller_tax_no).slice(0, 30),
    buyer: pick(found, NAMES.buyer).slice(0, 100),
    total_fen: total,
    tax_fen,
    read_from,
  }
}

/** What the printed words of an invoice say; used where there is no structured data. */
export function foundInText(text: string): Found {
  const found: Found = new Map()
  const plain = text.replace(/[ \t\u3000]+/g, ' ')
  const take = (key: string, pattern: RegExp, group = 1) => {
    const match = pattern.exec(plain)
    if (match?.[group]) found.set(key, match[group].trim())
  }
  take('发票号码', /发\s*票\s*号\s*码\s*[:：]?\s*(\d{20}|\d{8})(?!\d)/)
  take('发票代码', /发\s*票\s*代\s*码\s*[:：]?\s*(\d{10,12})(?!\d)/)
  take('开票日期', /开\s*票\s*日\s*期\s*[:：]?\s*(\d{4}\s*年\s*\d{2}\s*月\s*\d{2}\s*日)/)
  take('价税合计', /[（(]\s*小\s*写\s*[）)]\s*[:：]?\s*[¥￥]?\s*([\d,]+\.\d{2})/)
  const names = [...plain.matchAll(/名\s*称\s*[:：]\s*([^\s:：]{2,60}?)(?=\s|$|销|购|统一)/g)].map(match => match[1]!)
  if (names[0]) found.set('购买方名称', names[0])
  if (names[1]) found.set('销售方名称', names[1])
  const day = found.get('开票日期')
  if (day) found.set('开票日期', day.replace(/\s/g, ''))
  return found
}

async function readOfd(bytes: Uint8Array, name: string): Promise<InvoiceFields> {
  const zip = await unzip(bytes, name)
  try {
    const found: Found = new Map()
    const texts: string[] = []
    // the invoice's own data first, then the document's, then what is printed on the page
    const rank = (part: string) => (/invoice|attach/i.test(part) ? 0 : /^OFD\.xml$/i.test(part) ? 1 : 2)
    const parts = zip.names.filter(part => /\.xml$/i.test(part)).sort((a, b) => rank(a) - rank(b))
    for (const part of parts) texts.push(...collect((await zip.read(part))!, { file: name, part }, found))
    for (const [key, value] of foundInText(texts.join('\n'))) if (!found.has(key)) found.set(key, value)
    return fieldsOf(found, 'ofd', name)
  } finally {
    zip.close()
  }
}

/** The words of a PDF; none when its pages are pictures. */
async function wordsOf(bytes: Uint8Array, name: string): Promise<string> {
  try {
    return (await readDocument(bytes, name)).text
  } catch (error) {
    if ((error as { code?: unknown }).code === 'documents.scanned') return ''
    throw error
  }
}

/** The same amount or the same day may be written in two ways. */
const sameField = (key: string, one: string, other: string) =>
  key === '开票日期' ? dayOf(one) === dayOf(other) : key === '价税合计' ? fenOf(one) === fenOf(other) : one === other

async function readPdf(bytes: Uint8Array, name: string): Promise<InvoiceFields> {
  const found = foundInText(await wordsOf(bytes, name))
  for (const [key, coded] of foundInCode((await qrCodeOfPdf(bytes)) ?? '')) {
    const printed = found.get(key)
    if (printed === undefined) found.set(key, coded)
    else if (!sameField(key, printed, coded)) throw invoiceContradicts({ name, field: key, printed, coded })
  }
  return fieldsOf(found, 'pdf', name)
}

const XML_MAX = 4 * 1024 * 1024

/**
 * Reads an invoice file. Refuses what holds none (spending.invoice-unreadable), one whose QR code
 * says something else than its words (spending.invoice-contradicts), bombs, damaged and dangerous files.
 */
export async function readInvoice(bytes: Uint8Array, name: string): Promise<InvoiceFields> {
  const head = Buffer.from(bytes.subarray(0, 64)).toString('latin1')
  if (head.startsWith('%PDF-')) return readPdf(bytes, name)
  if (head.startsWith('PK')) return readOfd(bytes, name)
  if (!head.replace(/^\u00ef\u00bb\u00bf|^\s+/, '').startsWith('<') || bytes.length > XML_MAX) {
    throw invoiceUnreadable({ name })
  }
  const found: Found = new Map()
  collect(bytes, { file: name, part: 'XML' }, found)
  return fieldsOf(found, 'xml', name)
}
