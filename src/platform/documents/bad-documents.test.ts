import { describe, expect, test } from 'vitest'
import { docxFile, gbk, wordPart, zipFile } from '../../../test/support/files.ts'
import { Refusal } from '../../kernel/index.ts'
import { readDocument } from './read-document.ts'
import { toPdf } from './to-pdf.ts'

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const good = docxFile('<w:p><w:r><w:t>正文</w:t></w:r></w:p>')
const body = { name: 'word/document.xml', content: wordPart('document', '<w:body/>') }

async function refused(bytes: Uint8Array, name: string): Promise<Refusal> {
  const error = await readDocument(bytes, name).then(
    read => `read: ${read.text.slice(0, 40)}`,
    (thrown: unknown) => thrown,
  )
  if (error instanceof Refusal) return error
  throw new Error(`no refusal for ${name}: ${error}`)
}

/** A PDF written by hand: objects in order, with a right table of where they stand. */
function pdfFile(objects: readonly string[], trailer = ''): Uint8Array {
  let text = '%PDF-1.4\n'
  const starts = objects.map((object, at) => {
    const start = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return String(start).padStart(10, '0')
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${starts.map(start => `${start} 00000 n \n`).join('')}`
  return latin(
    `${text}${table}trailer\n<</Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${text.length}\n%%EOF\n`,
  )
}

const drawing = '0.5 w 100 100 200 200 re S'
const DRAWN = [
  '<</Type /Catalog /Pages 2 0 R>>',
  '<</Type /Pages /Kids [3 0 R] /Count 1>>',
  '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>>',
  `<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`,
]
const secret = `<${'ab'.repeat(32)}>`
const LOCKED = [...DRAWN, `<</Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O ${secret} /U ${secret}>>`]

describe('a document that cannot be read is refused with words that say what and where', () => {
  const onePage = () =>
    toPdf({ title: ['题'], subject: '题', author: '单位', blocks: [{ kind: 'paragraph', runs: [{ text: '正文' }] }] })
  const cases: [string, string, () => Uint8Array | Promise<Uint8Array>, string, RegExp][] = [
    ['an empty file', '报告.docx', () => new Uint8Array(), 'documents.empty-file', /“报告\.docx”是空文件/],
    ['a file of blanks', '报告.txt', () => latin(' \r\n\t\n'), 'documents.empty-file', /没有可读的内容/],
    ['a DOCX without words', '报告.docx', () => docxFile('<w:p/>'), 'documents.empty-file', /没有可读的内容/],
    [
      'binary rubbish',
      '报告.bin',
      () => latin('\x01\x02\x03\x04\xff\xfe\x00\x00'),
      'documents.unknown-kind',
      /请用 \.docx、\.pdf/,
    ],
    [
      'a picture under a name of text',
      '报告.txt',
      () => latin('\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR'),
      'documents.unknown-kind',
      /不是能读的文件/,
    ],
    [
      'an archive of something else',
      '资料.zip',
      () => zipFile([{ name: '照片.jpg', content: 'x' }]),
      'documents.unknown-kind',
      /不是能读的文件/,
    ],
    [
      'an old Word file',
      '报告.doc',
      () => latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest'),
      'documents.old-word',
      /另存为 \.docx/,
    ],
    [
      'an old Word file that says it is new',
      '报告.docx',
      () => latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest'),
      'documents.old-word',
      /旧版 Word/,
    ],
    ['a PDF that says it is a DOCX', '报告.docx', onePage, 'documents.wrong-extension', /内容是 PDF/],
    ['a DOCX that says it is text', '报告.txt', () => good, 'documents.wrong-extension', /内容是 压缩文件/],
    [
      'a page that says it is a PDF',
      '报告.pdf',
      () => latin('<!DOCTYPE html><p>x'),
      'documents.wrong-extension',
      /内容是 网页/,
    ],
    [
      'a workbook that says it is a DOCX',
      '报告.docx',
      () => zipFile([{ name: 'xl/workbook.xml', content: '<workbook/>' }]),
      'documents.wrong-extension',
      /Excel 工作簿/,
    ],
    [
      'a DOCX cut short',
      '报告.docx',
      () => good.slice(0, good.length - 60),
      'documents.damaged',
      /读到压缩包目录时出错/,
    ],
    [
      'a DOCX without its body',
      '报告.docx',
      () => zipFile([{ name: 'word/styles.xml', content: 'x' }]),
      'documents.damaged',
      /读到正文时出错/,
    ],
    ['a DOCX with broken XML', '报告.docx', () => docxFile('<w:p><w:r>'), 'documents.damaged', /读到正文时出错/],
    [
      'a DOCX with a flipped byte',
      '报告.docx',
      () => flipped(good),
      'documents.damaged',
      /读到word\/document\.xml时出错/,
    ],
    ['words that say they are a PDF', '报告.pdf', () => latin('just words'), 'documents.damaged', /读到文件开头时出错/],
    [
      'a PDF cut short',
      '报告.pdf',
      async () => (await onePage()).slice(0, 400),
      'documents.damaged',
      /读到PDF 结构时出错/,
    ],
    ['a PDF of pictures', '扫描件.pdf', () => pdfFile(DRAWN), 'documents.scanned', /共 1 页，都是图片，没有文字/],
    [
      'a PDF behind a password',
      '报告.pdf',
      () => pdfFile(LOCKED, `/Encrypt 5 0 R /ID [${secret} ${secret}]`),
      'documents.encrypted',
      /设了密码.*去掉密码/,
    ],
    [
      'a DTD in a DOCX',
      '报告.docx',
      () => zipFile([{ ...body, content: `<!DOCTYPE x [<!ENTITY a "b">]>${body.content}` }]),
      'documents.dangerous-xml',
      /正文里有不允许的 XML 定义/,
    ],
    [
      'an external entity in a DOCX',
      '报告.docx',
      () => zipFile([{ ...body, content: '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>' }]),
      'documents.dangerous-xml',
      /DTD/,
    ],
  ]
  test.each(cases)('%s', async (_what, name, make, code, words) => {
    const refusal = await refused(await make(), name)
    expect(refusal.code).toBe(code)
    expect(refusal.message).toMatch(words)
    expect(refusal.message).toContain(name)
  })
})

/** The first packed byte of the body turned over: its checksum or its packing is wrong. */
function flipped(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes)
  const at = copy.indexOf('word/document.xml') + 'word/document.xml'.length + 20
  copy[at] = copy[at]! ^ 0xff
  return new Uint8Array(copy)
}

describe('a zip bomb is refused before it is unpacked', () => {
  const zeros = (megabytes: number) => new Uint8Array(megabytes * 1024 * 1024)

  test.each([
    [
      'one member that unpacks to more than a hundred times its size',
      () => zipFile([body, { name: 'a', content: zeros(8) }]),
      /是原来的 100 倍以上/,
    ],
    [
      'members that together are more than the limit',
      () =>
        zipFile([
          body,
          ...Array.from({ length: 250 }, (_, n) => ({
            name: `m${n}`,
            content: 'x'.repeat(99),
            claimed_size: 1024 * 1024,
          })),
        ]),
      /超过 200 MB/,
    ],
    [
      'more members than any document has',
      () => zipFile([body, ...Array.from({ length: 10_001 }, (_, n) => ({ name: `m${n}`, content: '' }))]),
      /有 10002 个文件/,
    ],
  ])('%s', async (_what, make, words) => {
    const refusal = await refused(make(), '报告.docx')
    expect(refusal.code).toBe('documents.bomb')
    expect(refusal.message).toMatch(words)
    expect(refusal.message).toContain('没有读取')
  })

  test('a directory that understates a size is found out while unpacking', async () => {
    const long = wordPart('document', `<w:body>${'<w:p><w:r><w:t>字</w:t></w:r></w:p>'.repeat(5000)}</w:body>`)
    const refusal = await refused(
      zipFile([{ name: 'word/document.xml', content: long, claimed_size: 500 }]),
      '报告.docx',
    )
    expect(refusal.code).toBe('documents.damaged')
  })
})

test('GBK text that is not UTF-8 is no reason to refuse', async () => {
  expect((await readDocument(gbk('白塔区'), '说明.txt')).text).toBe('白塔区')
})
