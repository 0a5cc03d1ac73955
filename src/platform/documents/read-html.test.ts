import { describe, expect, test } from 'vitest'
import { gbk } from '../../../test/support/files.ts'
import { readDocument } from './read-document.ts'

const page = (body: string, head = '<meta charset="utf-8">') =>
  new TextEncoder().encode(
    `<!DOCTYPE html><html><head>${head}<title>不读的标题</title></head><body>${body}</body></html>`,
  )

describe('a web page', () => {
  test('is read block by block, with the levels of its headings', async () => {
    const read = await readDocument(
      page('<h1>绩效<b>报告</b></h1><p>第一段\n   续行</p><div>第二段<br>换行</div><ul><li>甲</li><li>乙</li></ul>'),
      '报告.html',
    )
    expect(read.format).toBe('html')
    expect(read.text).toBe('绩效报告\n第一段 续行\n第二段\n换行\n甲\n乙')
    expect(read.blocks[0]).toMatchObject({ heading_level: 1 })
    expect(read.blocks[1]).not.toHaveProperty('heading_level')
  })

  test('keeps the cells of a table in their columns where cells span rows and columns', async () => {
    const { blocks, text } = await readDocument(
      page(`<table><tr><th rowspan="2">项目</th><th colspan="2">金额</th></tr><tr><th>预算</th><th>决算</th></tr>
        <tbody><tr><td>经费</td><td>20.00</td><td>19.80</td></tr></tbody></table><p>表后</p>`),
      '报告.html',
    )
    expect(blocks[0]).toMatchObject({
      kind: 'table',
      rows: [
        ['项目', '金额', ''],
        ['', '预算', '决算'],
        ['经费', '20.00', '19.80'],
      ],
    })
    expect(text.split('\n').at(-1)).toBe('表后')
  })

  test('drops what a reader does not see', async () => {
    const hidden = [
      '<script>var a="暗一"</script>',
      '<style>p{content:"暗二"}</style>',
      '<p hidden>暗三</p>',
      '<p style="display: none">暗四</p>',
      '<nav>暗五</nav>',
      '<span aria-hidden="true">暗六</span>',
      '<template>暗七</template>',
      '<!-- 暗八 -->',
    ]
    const { text } = await readDocument(page(`<p>明</p>${hidden.join('')}<p>处</p>`), '报告.html')
    expect(text).toBe('明\n处')
  })

  test('reads GBK by the charset the page declares', async () => {
    const bytes = gbk(
      '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><p>白塔区财政局</p></body></html>',
    )
    expect((await readDocument(bytes, '公开.htm')).text).toBe('白塔区财政局')
  })

  test('reads a table that only lays the page out as paragraphs', async () => {
    const { blocks } = await readDocument(
      page('<table><tr><td><p>第一段</p><p>第二段</p></td></tr></table>'),
      '报告.html',
    )
    expect(blocks.map(block => block.kind === 'paragraph' && block.text)).toEqual(['第一段', '第二段'])
  })

  test.each(['1000000000', '-3', '2.5', '0', 'x'])(
    'reads a table whose cell spans %s columns within bounds',
    async span => {
      const { blocks } = await readDocument(
        page(`<table><tr><td colspan="${span}">甲</td><td rowspan="${span}">乙</td></tr><tr><td>丙</td></tr></table>`),
        '报告.html',
      )
      const first = blocks[0]!.kind === 'table' ? blocks[0]!.rows[0]! : []
      expect(first.length).toBeLessThan(100)
      expect(first.filter(cell => cell !== '')).toEqual(['甲', '乙'])
    },
  )
})
