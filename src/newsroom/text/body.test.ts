import { describe, expect, test } from 'vitest'
import { readBody } from './body.ts'
import { bodyFromHtml } from './body-from-html.ts'
import { bodyHtml, bodyText, countCharacters } from './render-body.ts'

const html = (given: string) =>
  bodyHtml(bodyFromHtml(given, src => (src.startsWith('ours') ? `/media/${'a'.repeat(64)}.jpg` : undefined)))

describe('pasted HTML', () => {
  test('loses script in every form it comes in', () => {
    const attacks = [
      '<p>好<script>alert(1)</script></p>',
      '<p onclick="alert(1)">好</p>',
      '<p>好<a href="javascript:alert(1)"></a></p>',
      '<p>好<a href="  java\nscript:alert(1)"></a></p>',
      '<svg><script>alert(1)</script></svg><p>好</p>',
      '<p>好</p><img src=x onerror=alert(1)>',
      '<iframe srcdoc="<script>alert(1)</script>"></iframe><p>好</p>',
      '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></mtext></math><p>好</p>',
      '<p style="background:url(javascript:alert(1))">好</p>',
      '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript><p>好</p>',
    ]
    for (const attack of attacks) expect(html(attack)).toBe('<p>好</p>')
  })

  test('keeps headings, lists, tables, links and words in bold', () => {
    const given =
      '<h1>标题</h1><p>一段<b>加粗</b>，<a href="https://example.cn/a?b=1&c=2" target="_blank">链接</a></p><ul><li>甲</li><li>乙</li></ul><table><tr><th colspan="2">表头</th></tr><tr><td>1</td><td>2</td></tr></table>'
    expect(html(given).split('\n')).toEqual([
      '<h2>标题</h2>',
      '<p>一段<strong>加粗</strong>，<a href="https://example.cn/a?b=1&amp;c=2" rel="noopener">链接</a></p>',
      '<ul><li><p>甲</p></li><li><p>乙</p></li></ul>',
      '<table><tr><th colspan="2"><p>表头</p></th></tr><tr><td><p>1</p></td><td><p>2</p></td></tr></table>',
    ])
  })

  test('keeps pictures of the media library with their captions, and no others', () => {
    expect(html('<p>前<img src="https://elsewhere.cn/x.jpg">后</p>')).toBe('<p>前后</p>')
    expect(html('<figure><img src="ours" alt="桥"><figcaption>通车现场</figcaption></figure>')).toBe(
      `<figure><img src="/media/${'a'.repeat(64)}.jpg" alt="桥"><figcaption>通车现场</figcaption></figure>`,
    )
    expect(html('<p>图前<img src="ours">图后</p>')).toMatch(/^<p>图前<\/p>\n<figure>.*<\/figure>\n<p>图后<\/p>$/)
  })

  test('of an office program loses its wrappings', () => {
    expect(html('<div class="MsoNormal"><o:p></o:p><span lang=ZH-CN style="font-size:16pt">正文</span></div>')).toBe(
      '<p>正文</p>',
    )
  })
})

describe('a document of the editor', () => {
  test('loses nodes, marks and addresses that are not on the list', () => {
    const body = readBody({
      content: [
        { type: 'script', content: [{ type: 'text', text: 'x' }] },
        { type: 'image', attrs: { src: 'https://elsewhere.cn/x.jpg' } },
        { type: 'image', attrs: { src: `/media/${'b'.repeat(64)}.png`, onerror: 'x' } },
        {
          type: 'paragraph',
          content: [
            {
              type: 'text',
              text: '甲\u0000<b>',
              marks: [{ type: 'link', attrs: { href: 'javascript:x' } }, { type: 'bold' }],
            },
            { type: 'text', text: '' },
          ],
        },
      ],
    })
    expect(bodyHtml(body)).toBe(
      `<figure><img src="/media/${'b'.repeat(64)}.png" alt=""></figure>\n<p><strong>甲&lt;b&gt;</strong></p>`,
    )
  })

  test('that is nothing at all is an empty story', () => {
    for (const nothing of [undefined, null, 3, 'x', {}, { content: 'x' }, { content: [null] }])
      expect(readBody(nothing)).toEqual({ type: 'doc', content: [{ type: 'paragraph' }] })
  })

  test('becomes plain text line by line, counted without white space', () => {
    const body = bodyFromHtml('<h2>题</h2><p>一 二<br>三</p><table><tr><td>甲</td><td>乙</td></tr></table>')
    expect(bodyText(body)).toBe('题\n一 二\n三\n甲\t乙')
    expect(countCharacters(bodyText(body))).toBe(6)
    expect(countCharacters('𠮷野家 😀')).toBe(4)
  })
})
