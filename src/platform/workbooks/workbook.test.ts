import { describe, expect, test } from 'vitest'
import { zipFile } from '../../../test/support/files.ts'
import { Refusal } from '../../kernel/index.ts'
import { unzip } from '../documents/unzip.ts'
import { cellText, parseMoneyCell } from './cells.ts'
import { readWorkbook, writeWorkbook } from './workbook.ts'

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook whose sheets hold this SpreadsheetML between their tags. */
function workbookFile(sheets: Record<string, string>, extra: { name: string; content: string | Uint8Array }[] = []) {
  const names = Object.keys(sheets)
  return zipFile([
    {
      name: '[Content_Types].xml',
      content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook ${MAIN} xmlns:r="${LINKS}"><sheets>${names.map((name, n) => `<sheet name="${name}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_name, n) => `<Relationship Id="rId${n + 1}" Type="${LINKS}/worksheet" Target="worksheets/sheet${n + 1}.xml"/>`).join('')}</Relationships>`,
    },
    { name: 'xl/styles.xml', content: `<styleSheet ${MAIN}/>` },
    { name: 'xl/sharedStrings.xml', content: `<sst ${MAIN}/>` },
    ...names.map((name, n) => ({
      name: `xl/worksheets/sheet${n + 1}.xml`,
      content: `<worksheet ${MAIN}>${sheets[name]}</worksheet>`,
    })),
    ...extra,
  ])
}

const words = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
const number = (at: string, value: string) => `<c r="${at}"><v>${value}</v></c>`
const rows = (...cells: string[]) =>
  `<sheetData>${cells.map((row, n) => `<row r="${n + 1}">${row}</row>`).join('')}</sheetData>`

const BUDGET = workbookFile({
  预算: `${rows(
    words('A1', '项目') + words('B1', '金额'),
    words('B2', '预算数') + words('C2', '决算数'),
    `${words('A3', '经费') + number('B3', '20')}<c r="C3"><f>B3*0.99</f><v>19.8</v></c>`,
    `${words('A4', '合计')}<c r="B4" t="e"><f>B9/0</f><v>#DIV/0!</v></c><c r="C4" t="e"><v>#REF!</v></c>`,
  )}<mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>`,
  空表: '<sheetData/>',
})

describe('a workbook that is read', () => {
  test('tells every sheet with its rows', async () => {
    const [budget, empty] = await readWorkbook(BUDGET, '预算.xlsx')
    expect(budget!.name).toBe('预算')
    expect(budget!.rows[2]).toEqual(['经费', 20, 19.8])
    expect(empty).toMatchObject({ name: '空表', rows: [], merges: [], formulas: [], errors: [] })
  })

  test('tells where cells are merged, computed, or hold an error', async () => {
    const [budget] = await readWorkbook(BUDGET, '预算.xlsx')
    expect(budget).toMatchObject({ merges: ['A1:A2', 'B1:C1'], formulas: ['C3', 'B4'], errors: ['B4', 'C4'] })
  })

  test('has its rows and columns where they stand, though the first are empty', async () => {
    const file = workbookFile({
      表: `<sheetData><row r="3">${words('B3', '项目')}</row><row r="5">${number('C5', '7')}</row></sheetData>`,
    })
    const [sheet] = await readWorkbook(file, '表.xlsx')
    expect(sheet!.rows[2]?.[1]).toBe('项目')
    expect(sheet!.rows[4]?.[2]).toBe(7)
  })

  const notRead: [string, string, () => Uint8Array, string, RegExp][] = [
    [
      'an old .xls',
      '预算.xls',
      () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]),
      'workbooks.not-a-workbook',
      /另存为 \.xlsx/,
    ],
    ['an empty file', '预算.xlsx', () => new Uint8Array(), 'workbooks.not-a-workbook', /“预算\.xlsx”不是 Excel 工作簿/],
    [
      'words that say they are a workbook',
      '预算.xlsx',
      () => new TextEncoder().encode('just words'),
      'workbooks.not-a-workbook',
      /不是 Excel 工作簿/,
    ],
    [
      'a DOCX that says it is a workbook',
      '预算.xlsx',
      () => zipFile([{ name: 'word/document.xml', content: '<x/>' }]),
      'workbooks.not-a-workbook',
      /不是 Excel 工作簿/,
    ],
    [
      'a workbook cut short',
      '预算.xlsx',
      () => BUDGET.slice(0, BUDGET.length - 80),
      'documents.damaged',
      /“预算\.xlsx”已损坏/,
    ],
    [
      'a sheet with broken XML',
      '预算.xlsx',
      () => workbookFile({ 预算: '<sheetData><row>' }),
      'documents.damaged',
      /读到预算时出错/,
    ],
    [
      'a workbook whose strings are broken',
      '预算.xlsx',
      () => withBroken('xl/sharedStrings.xml'),
      'workbooks.damaged',
      /“预算\.xlsx”已损坏.*重新导出/,
    ],
    [
      'a DTD in a sheet',
      '预算.xlsx',
      () =>
        zipFile([
          { name: 'xl/workbook.xml', content: '<!DOCTYPE x><workbook/>' },
          { name: 'xl/_rels/workbook.xml.rels', content: '<Relationships/>' },
        ]),
      'documents.dangerous-xml',
      /工作簿里有不允许的 XML 定义/,
    ],
    [
      'a bomb',
      '预算.xlsx',
      () =>
        workbookFile({ 预算: '<sheetData/>' }, [{ name: 'xl/media/a.bin', content: new Uint8Array(4 * 1024 * 1024) }]),
      'documents.bomb',
      /是原来的 100 倍以上/,
    ],
  ]
  test.each(notRead)('refuses %s, and says so', async (_what, name, make, code, message) => {
    const error = await readWorkbook(make(), name).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(Refusal)
    expect((error as Refusal).code).toBe(code)
    expect((error as Refusal).message).toMatch(message)
  })
})

function withBroken(part: string): Uint8Array {
  return workbookFile({ 预算: rows('<c r="A1" t="s"><v>0</v></c>') }, [{ name: part, content: '<sst><si><t>' }])
}

describe('a workbook that is written', () => {
  const columns = [
    { title: '编号' },
    { title: '名称' },
    { title: '金额', type: 'money_fen' as const },
    { title: '篇数', type: 'number' as const },
  ]
  const ID = '110105199003078888'
  const injections = ['=HYPERLINK("http://x")', '+1+cmd', '-2+3', '@SUM(A1)']

  test('comes back as it was: long numbers stay text, money keeps its 分', async () => {
    const bytes = await writeWorkbook([
      {
        name: '明细',
        columns,
        rows: [
          [ID, '经费', 123456789n, 5],
          [null, '', 0n, null],
        ],
      },
    ])
    const [sheet] = await readWorkbook(bytes, '明细.xlsx')
    expect(sheet!.rows[0]).toEqual(['编号', '名称', '金额', '篇数'])
    expect(sheet!.rows[1]).toEqual([ID, '经费', 1234567.89, 5])
    expect(parseMoneyCell(sheet!.rows[1]![2])).toBe(123456789n)
    expect(cellText(sheet!.rows[2]![0])).toBe('')
    expect(parseMoneyCell(sheet!.rows[2]![2])).toBe(0n)
  })

  test.each([1n, -1n, 10n, 99_999_999_999_999n])('keeps %s 分 exactly', async fen => {
    const bytes = await writeWorkbook([{ name: '一', columns, rows: [['1', '', fen, 0]] }])
    const [sheet] = await readWorkbook(bytes, '一.xlsx')
    expect(parseMoneyCell(sheet!.rows[1]![2])).toBe(fen)
  })

  test('holds no formula, whatever the words look like', async () => {
    const bytes = await writeWorkbook([{ name: '注入', columns, rows: injections.map(text => [text, text, 1n, 1]) }])
    const [sheet] = await readWorkbook(bytes, '注入.xlsx')
    expect(sheet!.formulas).toEqual([])
    expect(sheet!.rows.slice(1).map(row => row[1])).toEqual(injections)
  })

  test('keeps the header row in sight and shows money with two decimals', async () => {
    const zip = await unzip(await writeWorkbook([{ name: '样', columns, rows: [['1', '二', 3n, 4]] }]), '样.xlsx')
    const part = async (name: string) => new TextDecoder().decode(await zip.read(name))
    expect(await part('xl/worksheets/sheet1.xml')).toMatch(/<pane[^>]*ySplit="1"[^>]*state="frozen"/)
    expect(await part('xl/styles.xml')).toContain('#,##0.00')
    zip.close()
  })

  test('has the sheets in their order, with names spreadsheets take', async () => {
    const long = '白塔区融媒体中心二〇二二年度部门整体支出绩效自评基础数据表明细'
    const bytes = await writeWorkbook([
      { name: long, columns, rows: [] },
      { name: '收入/支出[一]:*?\\', columns, rows: [] },
    ])
    const names = (await readWorkbook(bytes, '表.xlsx')).map(sheet => sheet.name)
    expect(names[0]).toBe(long.slice(0, 31))
    expect(names[1]).toMatch(/^收入 支出 一 +$/)
  })

  test('of many rows is the same, and others are served while it is written', async () => {
    const rows = Array.from({ length: 6000 }, (_, n) => [ID, `第${n}行`, BigInt(n), n])
    let turns = 0
    let written = false
    const turn = () => {
      turns += 1
      if (!written) setImmediate(turn)
    }
    setImmediate(turn)
    const bytes = await writeWorkbook([{ name: '多', columns, rows }])
    written = true
    const [sheet] = await readWorkbook(bytes, '多.xlsx')
    expect(sheet!.rows).toHaveLength(6001)
    expect(sheet!.rows[6000]).toEqual([ID, '第5999行', 59.99, 5999])
    // written here and now, it leaves room for some ten turns
    expect(turns).toBeGreaterThan(100)
  })
})
