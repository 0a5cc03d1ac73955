import { describe, expect, test } from 'vitest'
import { refusalOf, run } from '../../../test/support/database.ts'
import { zipFile } from '../../../test/support/files.ts'
import { pdfWithCode } from '../../../test/support/invoice-pdf.ts'
import { attachPaper, DAY, officeClaim, savedClaim, spendingTest } from '../../../test/support/spending.ts'
import { keptFile } from '../../../test/support/uploads.ts'
import { toPdf } from '../../platform/documents/index.ts'
import { writeWorkbook } from '../../platform/workbooks/index.ts'
import { readPayees } from '../claims/read-payees.ts'
import { cancelClaim } from '../claims/submit-claim.ts'
import { addAttachment, removeAttachment } from './attach.ts'
import { foundInText, readInvoice } from './read-invoice.ts'
import { readKeptInvoice } from './routes.ts'

const { pool, staff, files } = await spendingTest()

/** The XML of a 数电票, as the tax office gives it out: only what is read. */
const xml = (no = '26432000000012345678', more = '') =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${more}<EInvoice><Header><EIid>${no}</EIid></Header><EInvoiceData>
    <SellerInformation><SellerIdNum>91430500000000000X</SellerIdNum><SellerName>某文具店</SellerName></SellerInformation>
    <BuyerInformation><BuyerName>某区融媒体中心</BuyerName></BuyerInformation>
    <BasicInformation><TotalAmWithoutTax>94.34</TotalAmWithoutTax><TotalTaxAm>5.66</TotalTaxAm>
      <TotalTax-includedAmount>100.00</TotalTax-includedAmount></BasicInformation></EInvoiceData>
    <TaxSupervisionInfo><InvoiceNumber>${no}</InvoiceNumber><IssueTime>2026-02-27</IssueTime></TaxSupervisionInfo></EInvoice>`)

const ofd = () =>
  zipFile([
    {
      name: 'OFD.xml',
      content:
        '<?xml version="1.0"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocInfo><ofd:CustomDatas><ofd:CustomData Name="发票号码">26432000000000000001</ofd:CustomData><ofd:CustomData Name="合计税额">5.66</ofd:CustomData><ofd:CustomData Name="合计金额">94.34</ofd:CustomData><ofd:CustomData Name="开票日期">2026年02月27日</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo></ofd:OFD>',
    },
    {
      name: 'Doc_0/Pages/Page_0/Content.xml',
      content:
        '<?xml version="1.0"?><ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:TextCode>名称：某区融媒体中心</ofd:TextCode><ofd:TextCode>名称：某文具店</ofd:TextCode></ofd:Page>',
    },
  ])

describe('an e-invoice', () => {
  test('is read from the XML of a 数电票', async () => {
    expect(await readInvoice(xml(), '发票.xml')).toEqual({
      invoice_no: '26432000000012345678',
      invoice_code: '',
      issued_on: '2026-02-27',
      seller: '某文具店',
      seller_tax_no: '91430500000000000X',
      buyer: '某区融媒体中心',
      total_fen: 10_000n,
      tax_fen: 566n,
      read_from: 'xml',
    })
  })

  test('is read from an OFD: its data, and what is printed', async () => {
    expect(await readInvoice(ofd(), '发票.ofd')).toMatchObject({
      invoice_no: '26432000000000000001',
      issued_on: '2026-02-27',
      total_fen: 10_000n,
      buyer: '某区融媒体中心',
      seller: '某文具店',
      read_from: 'ofd',
    })
  })

  test('is read from the words of a PDF', () => {
    const words = `电子发票（普通发票）\n发票号码：26432000000012345678\n开票日期：2026年02月27日
购 名称：某区融媒体中心 销 名称：某文具店\n价税合计（大写） 壹佰圆整 （小写） ¥100.00`
    const found = foundInText(words)
    expect(Object.fromEntries(found)).toEqual({
      发票号码: '26432000000012345678',
      开票日期: '2026年02月27日',
      价税合计: '100.00',
      购买方名称: '某区融媒体中心',
      销售方名称: '某文具店',
    })
  })

  test('is read from a PDF as it was made', async () => {
    const lines = ['发票号码：26432000000012345678', '开票日期：2026年02月27日', '价税合计（小写）¥100.00']
    const blocks = lines.map(text => ({ kind: 'paragraph' as const, shape: 'plain' as const, runs: [{ text }] }))
    const pdf = await toPdf({ title: ['电子发票'], subject: '', author: '', blocks })
    expect(await readInvoice(pdf, '发票.pdf')).toMatchObject({
      invoice_no: '26432000000012345678',
      issued_on: '2026-02-27',
      total_fen: 10_000n,
      read_from: 'pdf',
    })
  })

  test('is read from the QR code of a PDF without words, and what the words leave out', async () => {
    const coded = pdfWithCode('01,32,,26432000000012345678,100.00,20260227,,A1B2')
    expect(await readInvoice(coded, '扫描.pdf')).toMatchObject({
      invoice_no: '26432000000012345678',
      issued_on: '2026-02-27',
      total_fen: 10_000n,
      seller: '（未读出）',
      read_from: 'pdf',
    })
    // the older kinds give the amount without tax: it is not taken for the total
    const older = pdfWithCode('01,10,043002000111,12345678,94.34,20260227,12345678901234567890,A1B2')
    expect(await refusalOf(readInvoice(older, '旧.pdf'))).toBe('spending.invoice-unreadable')
    expect(await refusalOf(readInvoice(pdfWithCode('https://example.cn'), '别的.pdf'))).toBe(
      'spending.invoice-unreadable',
    )
  })

  test('whose QR code says something else than its words is refused', async () => {
    const words = [
      '发票号码：26432000000012345678',
      '开票日期：2026年02月27日',
      '价税合计（小写）¥100.00',
      '名称：某区融媒体中心',
    ]
    const printed = (code: string) => readInvoice(pdfWithCode(code, words), '发票.pdf')
    expect(await printed('01,32,,26432000000012345678,100,20260227,,A1B2')).toMatchObject({
      total_fen: 10_000n,
      buyer: '某区融媒体中心',
    })
    const others = ['01,32,,26432000000012345678,180,20260227,', '01,32,,26432000000012345679,100,20260227,']
    for (const other of others) expect(await refusalOf(printed(other))).toBe('spending.invoice-contradicts')
    // what is no invoice's code says nothing against the words
    expect(await printed('01,32,,26432000000012345679,100,20260231,')).toMatchObject({ total_fen: 10_000n })
  })

  test('that holds nothing is not guessed', async () => {
    expect(await refusalOf(readInvoice(Buffer.from('<?xml version="1.0"?><a/>'), 'a.xml'))).toBe(
      'spending.invoice-unreadable',
    )
    expect(await refusalOf(readInvoice(Buffer.from('没有什么'), 'a.xml'))).toBe('spending.invoice-unreadable')
  })

  test('that is an XML bomb is refused: entities, a huge archive, and by the store before it is kept', async () => {
    const lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    expect(await refusalOf(readInvoice(xml('26432000000012345678', lol), '发票.xml'))).toBe('documents.dangerous-xml')
    const bomb = zipFile([{ name: 'OFD.xml', content: ' '.repeat(30_000_000) }])
    expect(await refusalOf(readInvoice(bomb, '发票.ofd'))).toBe('documents.bomb')
    const kept = keptFile(pool, files, staff.reporter, { name: '发票.xml', bytes: xml('26432000000012345678', lol) })
    expect(await refusalOf(kept)).toBe('files.active-content')
  })

  test('whose type lies is refused by the store, and nothing stays', async () => {
    const before = await pool`select 1 from platform.files`
    const asPdf = keptFile(pool, files, staff.reporter, { name: '发票.pdf', bytes: xml() })
    expect(await refusalOf(asPdf)).toBe('files.lying-type')
    const asXml = keptFile(pool, files, staff.reporter, { name: '发票.xml', bytes: ofd() })
    expect(await refusalOf(asXml)).toBe('files.lying-type')
    expect(await pool`select 1 from platform.files`).toHaveLength(before.length)
  })
})

describe('an invoice of a claim', () => {
  const attach = (claim_id: string, file_id: string, more = {}) =>
    run(pool, addAttachment, { claim_id, file_id, document: 'invoice', ...more }, { actor: staff.reporter })
  const kept = (name: string, bytes: Uint8Array) => keptFile(pool, files, staff.reporter, { name, bytes })
  const at = new Date('2026-03-02T02:00:00Z')
  const read = (file_id: string) =>
    readKeptInvoice({ pool, files, now: () => at }, { actor: staff.reporter, address: '' }, BigInt(file_id))
  const claim = async () => (await savedClaim(pool, staff.reporter, officeClaim('1000'))).claim_id

  test('is what was read, whatever is typed beside it, and serves once even under two file names', async () => {
    const first = await kept('发票.xml', xml('26432000000000000777'))
    await read(first)
    const typed = { invoice_no: '99999999', issued_on: DAY, seller: '别人', total_fen: '1' }
    expect((await attach(await claim(), first, { invoice: typed })).invoice_no).toBe('26432000000000000777')
    const second = await kept('另一个名字.xml', xml('26432000000000000777'))
    const other = await claim()
    expect(await refusalOf(attach(other, second))).toBe('spending.invoice-used')
    expect(await pool`select 1 from spending.attachments where claim_id = ${other}`).toHaveLength(0)
    expect(await pool`select 1 from platform.file_uses where subject = ${other}`).toHaveLength(0)
  })

  test('typed by hand is caught by its number too; a claim that came to nothing gives it free', async () => {
    const one = await claim()
    await attachPaper(pool, files, staff.reporter, one, { invoice_no: '20260001' })
    const two = await claim()
    const again = () => attachPaper(pool, files, staff.reporter, two, { invoice_no: '20260001' })
    expect(await refusalOf(again())).toBe('spending.invoice-used')
    await run(pool, cancelClaim, { claim_id: one, reason: '重填' }, { actor: staff.reporter })
    await again()
  })

  test('serves once however its number is written, and not as another paper either', async () => {
    const no = '26432000000000000888'
    const typed = (invoice_no: string, invoice_code = '') =>
      ({ invoice_no, invoice_code, issued_on: DAY, seller: '某店', total_fen: '1' }) as const
    const photo = async () =>
      kept('照片.pdf', Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'))
    const again = async (...written: [string, string?]) =>
      refusalOf(attach(await claim(), await photo(), { invoice: typed(...written) }))
    await attach(await claim(), await photo(), { invoice: typed(no) })
    for (const other of [`${no.slice(0, 4)}-${no.slice(4)}`, no])
      expect(await again(other)).toBe('spending.invoice-used')
    expect(await again(no, '043002000111')).toBe('spending.invoice-used')
    // an old number is told apart by its code only where both say one
    await attach(await claim(), await photo(), { invoice: typed('00000777', '043002000111') })
    expect(await again('00000777')).toBe('spending.invoice-used')
    expect(await again('00000777', '043002000111')).toBe('spending.invoice-used')
    await attach(await claim(), await photo(), { invoice: typed('00000777', '043002000222') })
    // another person at the same moment: one of the two
    const both = await Promise.allSettled(
      [staff.reporter, staff.other].map(async actor => {
        const { claim_id } = await savedClaim(pool, actor, officeClaim('1000'))
        return attachPaper(pool, files, actor, claim_id, { invoice_no: 'ab-123456' })
      }),
    )
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await again('AB123456')).toBe('spending.invoice-used')
    const file = await kept('住宿.xml', xml('26432000000000000999'))
    await read(file)
    const input = { claim_id: await claim(), file_id: file, document: 'receipt' }
    expect(await refusalOf(run(pool, addAttachment, input, { actor: staff.reporter }))).toBe(
      'spending.attach-as-invoice',
    )
  })

  test('is made out to us, not in the future, and not unread', async () => {
    const id = await claim()
    const file = await kept(
      '单据.pdf',
      Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n%1'),
    )
    const typed = { invoice_no: '20260002', issued_on: DAY, seller: '某店', total_fen: '1' }
    expect(await refusalOf(attach(id, file))).toBe('spending.invoice-unreadable')
    expect(await refusalOf(attach(id, file, { invoice: { ...typed, buyer: '别的单位' } }))).toBe(
      'spending.not-our-invoice',
    )
    expect(await refusalOf(attach(id, file, { invoice: { ...typed, issued_on: '2026-03-03' } }))).toBe(
      'spending.invoice-from-future',
    )
    const { attachment_id } = await attach(id, file, { invoice: typed })
    const away = { claim_id: id, attachment_id: String(attachment_id) }
    await run(pool, removeAttachment, away, { actor: staff.reporter })
    expect(await refusalOf(run(pool, removeAttachment, away, { actor: staff.reporter }))).toBe(
      'spending.no-such-attachment',
    )
    await attach(id, file, { invoice: typed })
  })
})

describe('payees out of a workbook', () => {
  const read = async (rows: (string | number | null)[][], name = '劳务.xlsx') => {
    const titles = ['户名', '身份证号', '开户行', '账号', '金额', '个税']
    const columns = titles.map(title => ({ title, ...(title === '金额' ? { type: 'number' as const } : {}) }))
    const bytes = await writeWorkbook([{ name: '收款人', columns, rows }])
    return readPayees.read(undefined as never, { bytes, name }, { actor: undefined, at: new Date() })
  }

  test('18-digit numbers stay text to the last sign', async () => {
    const { payees, errors } = await read([['通讯员', '11010519491231002x', '某行', '622202123456789012', 800, '']])
    expect(errors).toEqual([])
    expect(payees[0]).toEqual({
      name: '通讯员',
      id_no: '11010519491231002X',
      bank: '某行',
      account_no: '622202123456789012',
      gross: '800.00',
      tax: '',
    })
  })

  test('a number that a spreadsheet rounded is refused, and nothing is taken', async () => {
    const rounded = '户名,身份证号,账号,金额\n好的,,6222,1\n坏的,1.10105E+17,6.22202E+17,1\n'
    const { payees, errors } = await readPayees.read(
      undefined as never,
      { bytes: Buffer.from(rounded), name: '劳务.csv' },
      { actor: undefined, at: new Date() },
    )
    expect(payees).toEqual([])
    expect(errors).toHaveLength(1)
    expect(errors[0]).toContain('第 3 行：身份证号是数字格式')
  })

  test('a formula is refused by its cell, words that look like one stay words, and a file without the columns is told', async () => {
    const { payees } = await read([['=1+1', '', '', '6222', 1, '']])
    expect(payees[0]?.name).toBe('=1+1')
    const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>户名</t></is></c><c r="B1" t="inlineStr"><is><t>金额</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>某人</t></is></c><c r="B2"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>`
    const bytes = zipFile([
      {
        name: '[Content_Types].xml',
        content:
          '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
      },
      {
        name: 'xl/workbook.xml',
        content:
          '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content:
          '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      },
      { name: 'xl/worksheets/sheet1.xml', content: `<?xml version="1.0"?>${sheet}` },
    ])
    const reading = { actor: undefined, at: new Date() }
    const formula = await readPayees.read(undefined as never, { bytes, name: '劳务.xlsx' }, reading)
    expect(formula.payees).toEqual([])
    expect(formula.errors[0]).toContain('B2 是公式')
    const bare = readPayees.read(undefined as never, { bytes: Buffer.from('a,b\n1,2\n'), name: 'a.csv' }, reading)
    expect(await refusalOf(bare)).toBe('spending.no-payees-in-file')
  })
})
