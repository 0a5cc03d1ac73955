import { describe, expect, test } from 'vitest'
import { docxFile, wordPart } from '../../../test/support/files.ts'
import { readDocument } from './read-document.ts'

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
const paragraph = (text: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${run(text)}</w:p>`
const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text)}</w:tc>`
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`
const read = (body: string, parts?: Record<string, string>) => readDocument(docxFile(body, parts), '报告.docx')

const NUMBERING = wordPart(
  'numbering',
  `<w:abstractNum w:abstractNumId="4">
     <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
     <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
   </w:abstractNum>
   <w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
   <w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
   <w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>
   <w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>
   <w:num w:numId="3"><w:abstractNumId w:val="6"/></w:num>`,
)
const numbered = (text: string, list: number, level = 0) =>
  paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`)

describe('a DOCX', () => {
  test('shows the automatic numbers a reader sees, counted by list and level', async () => {
    const { text, blocks } = await read(
      [
        numbered('概况', 1),
        numbered('职能', 1, 1),
        numbered('人员', 1, 1),
        numbered('执行', 1),
        numbered('收入', 1, 1),
        numbered('点', 2),
        numbered('圈', 3),
        paragraph('正文'),
      ].join(''),
      { 'word/numbering.xml': NUMBERING },
    )
    expect(text.split('\n')).toEqual(['一、概况', '1.职能', '2.人员', '二、执行', '1.收入', '点', '③圈', '正文'])
    expect(blocks.map(block => block.kind === 'paragraph' && block.auto_numbered === true)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      true,
      false,
    ])
  })

  test('counts a long list in Chinese', async () => {
    const { text } = await read(Array.from({ length: 31 }, () => numbered('条', 1)).join(''), {
      'word/numbering.xml': NUMBERING,
    })
    const lines = text.split('\n')
    expect([lines[9], lines[10], lines[19], lines[30]]).toEqual(['十、条', '十一、条', '二十、条', '三十一、条'])
  })

  test('knows headings by style and by outline level', async () => {
    const { blocks } = await read(
      paragraph('题一', '<w:pStyle w:val="Heading1"/>') +
        paragraph('题二', '<w:outlineLvl w:val="1"/>') +
        paragraph('题三', '<w:pStyle w:val="3"/>') +
        paragraph('正文', '<w:outlineLvl w:val="9"/>'),
    )
    expect(blocks.map(block => block.kind === 'paragraph' && block.heading_level)).toEqual([1, 2, 3, undefined])
  })

  test('keeps the columns of a table whose cells span columns and rows', async () => {
    const { blocks } = await read(
      `<w:tbl>${row(cell('项目', '<w:vMerge w:val="restart"/>'), cell('金额', '<w:gridSpan w:val="2"/>'))}${row(
        cell('', '<w:vMerge/>'),
        cell('预算'),
        cell('决算'),
      )}${row(cell('经费'), cell('20.00'), cell('19.80'))}</w:tbl>`,
    )
    expect(blocks).toEqual([
      {
        kind: 'table',
        line: 1,
        rows: [
          ['项目', '金额', ''],
          ['', '预算', '决算'],
          ['经费', '20.00', '19.80'],
        ],
      },
    ])
  })

  test('reads a table inside a cell into that cell', async () => {
    const inner = `<w:tbl>${row(cell('内一'), cell('内二'))}</w:tbl>`
    const { blocks } = await read(
      `<w:tbl>${row(cell('外'), `<w:tc>${inner}${paragraph('后')}</w:tc>`)}${row(cell('甲'), cell('乙'))}</w:tbl>`,
    )
    expect(blocks[0]).toMatchObject({
      rows: [
        ['外', '内一 内二 后'],
        ['甲', '乙'],
      ],
    })
  })

  test('leaves out deleted revisions and field codes, and keeps inserted ones', async () => {
    const { text } = await read(
      `<w:p>${run('完成')}<w:del w:id="1"><w:r><w:delText>九成</w:delText></w:r></w:del><w:ins w:id="2">${run('全部')}</w:ins><w:moveFrom w:id="3">${run('移走')}</w:moveFrom><w:r><w:instrText>PAGE</w:instrText></w:r>${run('任务')}</w:p>`,
    )
    expect(text).toBe('完成全部任务')
  })

  test('reads a text box once, on a line of its own', async () => {
    const box = (inside: string) => `<wps:txbx><w:txbxContent>${inside}</w:txbxContent></wps:txbx>`
    const { text } = await read(
      `<w:p>${run('正文前')}<w:r><mc:AlternateContent><mc:Choice Requires="wps">${box(paragraph('框内'))}</mc:Choice><mc:Fallback>${box(paragraph('框内'))}</mc:Fallback></mc:AlternateContent></w:r>${run('正文后')}</w:p>`,
    )
    expect(text.split('\n').toSorted()).toEqual(['框内', '正文前正文后'].toSorted())
  })

  test('reads footnotes and endnotes after the body', async () => {
    const { text } = await read(paragraph('正文'), {
      'word/footnotes.xml': wordPart('footnotes', `<w:footnote w:id="1">${paragraph('脚注一')}</w:footnote>`),
      'word/endnotes.xml': wordPart('endnotes', `<w:endnote w:id="1">${paragraph('尾注一')}</w:endnote>`),
    })
    expect(text.split('\n')).toEqual(['正文', '脚注一', '尾注一'])
  })

  test('reports the bookmark Word leaves where somebody stopped editing', async () => {
    const marked = await read(
      `<w:p><w:bookmarkStart w:id="0" w:name="_GoBack"/>${run('正文')}<w:bookmarkEnd w:id="0"/></w:p>`,
    )
    expect(marked.marks).toEqual(['_GoBack'])
    expect((await read(`<w:p><w:bookmarkStart w:id="0" w:name="附件"/>${run('正文')}</w:p>`)).marks).toEqual([])
  })

  test('breaks lines where the writer broke them and puts tabs where they stand', async () => {
    const { text } = await read(
      `<w:p>${run('单位')}<w:r><w:tab/></w:r>${run('日期')}<w:r><w:br/></w:r>${run('下一行')}<w:r><w:br w:type="page"/></w:r></w:p>`,
    )
    expect(text).toBe('单位\t日期\n下一行')
  })

  test('reads words that Word cut into runs as one', async () => {
    expect((await read(`<w:p>${run('预算')}${run('执行')}${run(' 99.00')}${run('%')}</w:p>`)).text).toBe(
      '预算执行 99.00%',
    )
  })

  test('takes headings and numbers from the styles part, also through the style a style builds on', async () => {
    const styles = wordPart(
      'styles',
      `<w:style w:styleId="a1"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
       <w:style w:styleId="a2"><w:name w:val="我的标题"/><w:basedOn w:val="a1"/></w:style>
       <w:style w:styleId="1"><w:name w:val="正文一"/></w:style>`,
    )
    const { text, blocks } = await read(
      paragraph('甲', '<w:pStyle w:val="a1"/>') +
        paragraph('乙', '<w:pStyle w:val="a2"/>') +
        paragraph('丙', '<w:pStyle w:val="a2"/><w:numPr><w:numId w:val="0"/></w:numPr>') +
        paragraph('丁', '<w:pStyle w:val="1"/>'),
      { 'word/styles.xml': styles, 'word/numbering.xml': NUMBERING },
    )
    expect(text.split('\n')).toEqual(['一、甲', '二、乙', '丙', '丁'])
    expect(blocks.map(block => block.kind === 'paragraph' && block.heading_level)).toEqual([2, 2, 2, undefined])
  })

  test('counts lists of one definition on together, and a list that starts anew by itself', async () => {
    const lists = wordPart(
      'numbering',
      `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
       <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
       <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>`,
    )
    const { text } = await read([numbered('甲', 1), numbered('乙', 2), numbered('丙', 3), numbered('丁', 1)].join(''), {
      'word/numbering.xml': lists,
    })
    expect(text.split('\n')).toEqual(['1.甲', '2.乙', '7.丙', '3.丁'])
  })

  test('does not take tab stops for tabs, nor hidden words for words', async () => {
    const { text } = await read(
      `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs></w:pPr>${run('见')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>${run('处')}</w:p>`,
    )
    expect(text).toBe('见处')
  })
})
