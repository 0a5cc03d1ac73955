// The text of a WordPress post as HTML: block comments gone, blank lines become paragraphs, shortcodes resolved or left out.
import { escapeHtml } from '../text/render-body.ts'

export type PostHtml = { html: string; notes: string[] }

const BLOCK =
  /<\/?(?:p|div|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|figure|figcaption|hr|pre|section)\b[^<>]*>/i

/** Blank lines end paragraphs and single line ends break lines, outside of blocks: as WordPress shows it. */
function paragraphs(html: string): string {
  const parts = html.replace(/\r\n?/g, '\n').split(/\n\s*\n/)
  return parts
    .map(part => {
      const text = part.trim()
      if (text === '') return ''
      return BLOCK.test(text) ? text : `<p>${text.replaceAll('\n', '<br>')}</p>`
    })
    .join('\n')
}

const attribute = (given: string, name: string) =>
  new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(given)?.slice(1).find(Boolean) ?? ''

function caption(given: string, inner: string): string {
  const picture = /<img\b[^<>]*>/i.exec(inner)?.[0] ?? ''
  const words = attribute(given, 'caption') || inner.replace(/<[^<>]*>/g, ' ').trim()
  return `\n\n<figure>${picture}<figcaption>${words}</figcaption></figure>\n\n`
}

/** Without comments, the editor's block marks among them; one that never ends ends with the text. */
function withoutComments(html: string): string {
  const parts: string[] = []
  let at = 0
  for (;;) {
    const open = html.indexOf('<!--', at)
    if (open < 0) return parts.join('') + html.slice(at)
    parts.push(html.slice(at, open))
    const end = html.indexOf('-->', open + 4)
    if (end < 0) return parts.join('')
    at = end + 3
  }
}

/** `pictureOf` knows the address of an attachment by its number, for galleries. */
export function wordpressHtml(content: string, pictureOf: (id: string) => string | undefined): PostHtml {
  const dropped = new Set<string>()
  const resolved = withoutComments(content)
    .replace(
      /\[(?:wp_)?caption\b([^\]]{0,500})\]([\s\S]{0,4000}?)\[\/(?:wp_)?caption\]/gi,
      (_all, given: string, inner: string) => caption(given, inner),
    )
    .replace(/\[gallery\b([^\]]{0,2000})\]/gi, (_all, given: string) => {
      const pictures = attribute(given, 'ids')
        .split(',')
        .flatMap(id => pictureOf(id.trim()) ?? [])
      return `\n\n${pictures.map(src => `<figure><img src="${escapeHtml(src)}" alt=""></figure>`).join('\n\n')}\n\n`
    })
    .replace(/\[embed\b[^\]]{0,500}\]([\s\S]{0,1000}?)\[\/embed\]/gi, (_all, address: string) => {
      const clean = escapeHtml(address.trim())
      return `\n\n<a href="${clean}">${clean}</a>\n\n`
    })
    // what is left is a plug-in's: its words stay, its machinery does not
    .replace(/\[\/?([a-z][a-z0-9_-]{1,40})(?:\s+[a-z_-]+=[^\]]{0,2000})?\/?\]/g, (_all, name: string) => {
      dropped.add(name)
      return ''
    })
  const notes = dropped.size > 0 ? [`删去了插件短代码：${[...dropped].slice(0, 5).join('、')}`] : []
  if (/<(?:iframe|video|audio|object|embed)\b/i.test(resolved)) notes.push('文中的视频、音频没有带入')
  return { html: paragraphs(resolved), notes }
}
