import { describe, expect, test } from 'vitest'
import type { DocumentBlock, OfficialDocument } from '../../kernel/index.ts'
import { toHtml } from './to-html.ts'

const html = (...blocks: DocumentBlock[]) => toHtml(document(blocks))
const document = (blocks: DocumentBlock[]): OfficialDocument => ({
  title: ['题<一>', '题二'],
  subject: '',
  author: '',
  blocks,
})

describe('an official document as HTML', () => {
  test('has its title as the one first heading, its own headings below', () => {
    const made = html(
      { kind: 'heading', level: 1, runs: [{ text: '一、概况' }] },
      { kind: 'heading', level: 3, runs: [{ text: '1.' }] },
    )
    expect(made).toBe('<h1>题&lt;一&gt;<br>题二</h1>\n<h2>一、概况</h2>\n<h4>1.</h4>\n')
  })

  test('escapes every word, in text, tables, units and signatures', () => {
    const evil = `<script>alert("1")</script>&'`
    const made = html(
      { kind: 'paragraph', runs: [{ text: evil, bold: true }] },
      {
        kind: 'table',
        title: evil,
        unit: evil,
        note: evil,
        columns: [{ title: evil, width: 1 }],
        rows: [[[{ text: evil }]]],
      },
      { kind: 'signature', unit: evil, date: evil },
    )
    expect(made).not.toContain('<script')
    expect(made).not.toMatch(/="[^"]*<|&(?!(amp|lt|gt|quot|#39);)/)
    expect(made).toContain('<strong>&lt;script&gt;')
  })

  test('links a figure to its trace', () => {
    expect(html({ kind: 'paragraph', runs: [{ text: '129.70', figure: 'spent', href: '/figures/spent' }] })).toContain(
      '<p><a class="figure" data-figure="spent" href="/figures/spent">129.70</a></p>',
    )
  })

  test.each(['javascript:alert(1)', '//other.example', '/\\other.example', 'data:text/html,x', 'ftp://x'])(
    'shows the words of a link to %s without the link',
    href => {
      expect(html({ kind: 'paragraph', shape: 'plain', runs: [{ text: '词', href }] })).toContain(
        '<p class="plain">词</p>',
      )
    },
  )

  test('writes tables with a caption, a head, numbers to the right and totals marked', () => {
    const made = html({
      kind: 'table',
      title: '收支表',
      unit: '单位：万元',
      columns: [
        { title: '项目', width: 2 },
        { title: '金额', width: 1, align: 'right' },
      ],
      rows: [[[{ text: '合计' }], [{ text: '1.00' }]]],
      total_rows: [0],
    })
    expect(made).toContain('<caption>收支表<span class="unit">单位：万元</span></caption>')
    expect(made).toContain('<th scope="col" class="num">金额</th>')
    expect(made).toContain(
      '<tr class="total"><td data-label="项目">合计</td><td data-label="金额" class="num">1.00</td></tr>',
    )
  })
})
