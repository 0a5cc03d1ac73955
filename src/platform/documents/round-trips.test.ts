import { describe, expect, test } from 'vitest'
import type { OfficialDocument } from '../../kernel/index.ts'
import { readDocument } from './read-document.ts'
import { toDocx } from './to-docx.ts'
import { toHtml } from './to-html.ts'
import { toPdf } from './to-pdf.ts'
import { toText } from './to-text.ts'

const SENTENCE =
  '白塔区融媒体中心2022年度部门整体支出绩效自评得分92.50分，预算执行率99.00%，全年编发稿件1,236篇，其中原创860篇，群众满意度达到95.6%。'
/** wraps inside its cell */
const LONG = '采编设备日常维护与更新改造（含演播室灯光、音频系统和机房空调）'
const row = (...cells: string[]) => cells.map(text => [{ text }])

const REPORT: OfficialDocument = {
  title: ['白塔区融媒体中心', '2022年度部门整体支出绩效自评报告'],
  subject: '2022年度部门整体支出绩效自评报告',
  author: '白塔区融媒体中心',
  blocks: [
    { kind: 'heading', level: 1, runs: [{ text: '一、部门概况' }] },
    { kind: 'heading', level: 2, runs: [{ text: '（一）主要职能' }] },
    { kind: 'heading', level: 3, runs: [{ text: '1.宣传工作' }] },
    {
      kind: 'paragraph',
      runs: [{ text: SENTENCE.repeat(3) }, { text: '执行数为19.80万元', bold: true }, { text: '。' }],
    },
    // long enough to run over the end of the first page in the middle of a sentence
    ...Array.from({ length: 4 }, (_, n) => ({
      kind: 'paragraph' as const,
      runs: [{ text: `第${n + 1}项。${SENTENCE.repeat(5)}` }],
    })),
    {
      kind: 'table',
      title: '项目支出明细表',
      unit: '单位：万元',
      columns: [
        { title: '项目', width: 5 },
        { title: '年初预算数', width: 3, align: 'right' },
        { title: '决算数', width: 3, align: 'right' },
        { title: '执行率', width: 2, align: 'right' },
      ],
      rows: [
        row('宣传经费', '20.00', '19.80', '99.00%'),
        row(LONG, '8.50', '8.50', '100.00%'),
        row('合计', '28.50', '28.30', '99.30%'),
      ],
      total_rows: [2],
      note: '注：决算数按财政批复口径。',
    },
    { kind: 'page-break' },
    { kind: 'paragraph', shape: 'plain', runs: [{ text: '附件：#import "evil"、$x$、*星* <b>&amp; 原样' }] },
    { kind: 'signature', unit: '白塔区融媒体中心', date: '2023年3月15日' },
  ],
}
const golden = toText(REPORT)
/** Lines are broken anew by a page; blanks and tabs are where columns stood. */
const bare = (text: string) => text.replace(/\s+/g, '')
const paragraphs = REPORT.blocks.flatMap(block =>
  block.kind === 'paragraph' || block.kind === 'heading' ? [block.runs.map(run => run.text).join('')] : [],
)

describe('what was written is read again', () => {
  test('as DOCX: every line of the text, in order', async () => {
    const read = await readDocument(await toDocx(REPORT), '报告.docx')
    expect(bare(read.text)).toBe(bare(golden))
    const lines = read.text.split('\n')
    for (const paragraph of paragraphs) expect(lines).toContain(paragraph)
    expect(read.blocks.filter(block => block.kind === 'paragraph' && block.heading_level)).toMatchObject([
      { text: '一、部门概况', heading_level: 1 },
      { text: '（一）主要职能', heading_level: 2 },
      { text: '1.宣传工作', heading_level: 3 },
    ])
    expect(read.marks).toEqual([])
  })

  test('as PDF: every line of the text, in order, without page numbers', async () => {
    const read = await readDocument(await toPdf(REPORT), '报告.pdf')
    expect(bare(read.text)).toBe(bare(golden))
    expect(read.text).toContain(`${LONG}\t8.50\t8.50\t100.00%`)
    const lines = read.text.split('\n').map(bare)
    for (const paragraph of paragraphs) expect(lines).toContain(bare(paragraph))
    expect(read.text).not.toMatch(/—\s*\d\s*—/)
  })

  test('as web page: every line of the text', async () => {
    const page = new TextEncoder().encode(`<!DOCTYPE html><meta charset="utf-8"><body>${toHtml(REPORT)}</body>`)
    const read = await readDocument(page, '报告.html')
    expect(bare(read.text)).toContain(bare(SENTENCE.repeat(3)))
    for (const paragraph of paragraphs) expect(read.text.split('\n')).toContain(paragraph)
  })

  test('as text: the golden text itself', async () => {
    const read = await readDocument(new TextEncoder().encode(golden), '报告.txt')
    expect(read.text.trimEnd()).toBe(golden.trimEnd())
  })

  test.each([
    ['DOCX', toDocx, '报告.docx'],
    ['PDF', toPdf, '报告.pdf'],
  ])('a table comes back from %s as rows with its cells', async (_format, write, name) => {
    const { blocks } = await readDocument(await write(REPORT), name)
    expect(blocks.filter(block => block.kind === 'table').map(block => block.rows)).toEqual([
      [
        ['项目', '年初预算数', '决算数', '执行率'],
        ['宣传经费', '20.00', '19.80', '99.00%'],
        [LONG, '8.50', '8.50', '100.00%'],
        ['合计', '28.50', '28.30', '99.30%'],
      ],
    ])
  })

  test('the same document is the same PDF, byte for byte', async () => {
    expect(Buffer.from(await toPdf(REPORT)).equals(Buffer.from(await toPdf(REPORT)))).toBe(true)
  })
})
