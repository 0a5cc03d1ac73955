import { describe, expect, test } from 'vitest'
import type { OfficialDocument } from '../../kernel/index.ts'
import { toDocx } from './to-docx.ts'
import { unzip } from './unzip.ts'

const DOCUMENT: OfficialDocument = {
  title: ['绩效自评报告'],
  subject: '绩效自评报告',
  author: '白塔区融媒体中心',
  blocks: [
    { kind: 'heading', level: 1, runs: [{ text: '一、概况' }] },
    { kind: 'heading', level: 2, runs: [{ text: '（一）职能' }] },
    { kind: 'paragraph', runs: [{ text: '正文<&>' }] },
    { kind: 'page-break' },
    { kind: 'heading', level: 1, runs: [{ text: '附件1' }] },
    {
      kind: 'table',
      title: '明细表',
      columns: [
        { title: '项目', width: 2 },
        { title: '金额', width: 1, align: 'right' },
      ],
      rows: [[[{ text: '经费' }], [{ text: '1.00' }]]],
    },
  ],
}

async function parts(document: OfficialDocument) {
  const zip = await unzip(await toDocx(document), '报告.docx')
  const read = async (name: string) => new TextDecoder().decode(await zip.read(name))
  const found = { body: await read('word/document.xml'), core: await read('docProps/core.xml') }
  zip.close()
  return { ...found, paragraphs: found.body.match(/<w:p>.*?<\/w:p>/g) ?? [] }
}

describe('an official document as DOCX', () => {
  test('names the official faces: 小标宋, 黑体, 楷体, 仿宋', async () => {
    const { paragraphs } = await parts(DOCUMENT)
    const faceOf = (text: string) =>
      /w:eastAsia="([^"]+)"/.exec(paragraphs.find(paragraph => paragraph.includes(`>${text}<`)) ?? '')?.[1]
    expect(['绩效自评报告', '一、概况', '（一）职能', '正文&lt;&amp;&gt;'].map(faceOf)).toEqual([
      '方正小标宋简体',
      '黑体',
      '楷体_GB2312',
      '仿宋_GB2312',
    ])
  })

  test('has a grid of lines, so that Word tells 22 lines a page', async () => {
    expect((await parts(DOCUMENT)).body).toMatch(/<w:docGrid[^>]*w:linePitch="579"/)
    expect((await parts(DOCUMENT)).body).toMatch(/<w:docGrid[^>]*w:type="lines"/)
  })

  test('begins a page with the block itself: no paragraph that could leave an empty page', async () => {
    const { body, paragraphs } = await parts(DOCUMENT)
    expect(body).not.toContain('w:type="page"')
    expect(paragraphs.filter(paragraph => /<w:pageBreakBefore\/>/.test(paragraph))).toHaveLength(1)
    expect(paragraphs.find(paragraph => paragraph.includes('附件1'))).toContain('<w:pageBreakBefore/>')
  })

  test('sets the annex mark at the left edge and its title on the third line', async () => {
    const { paragraphs } = await parts(DOCUMENT)
    const at = paragraphs.findIndex(paragraph => paragraph.includes('附件1'))
    expect(paragraphs[at]).not.toContain('w:firstLine')
    expect(paragraphs[at + 1]).not.toContain('<w:t')
    expect(paragraphs[at + 2]).toContain('明细表')
    expect(paragraphs.find(paragraph => paragraph.includes('一、概况'))).toContain('w:firstLineChars="200"')
  })

  test('repeats the head of a table, keeps rows whole, and sets numbers to the right', async () => {
    const { body, paragraphs } = await parts(DOCUMENT)
    expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(1)
    expect(body.match(/<w:cantSplit\/>/g)).toHaveLength(2)
    expect(paragraphs.find(paragraph => paragraph.includes('1.00'))).toContain('<w:jc w:val="right"/>')
  })

  test('says in its properties whose it is', async () => {
    const { core } = await parts(DOCUMENT)
    expect(core).toContain('<dc:creator>白塔区融媒体中心</dc:creator>')
    expect(core).toContain('绩效自评报告')
  })
})
