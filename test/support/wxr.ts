// WordPress exports made for tests and trials: posts, pages, attachments and what is no story.
import { zipFile } from './files.ts'

const SITE = 'http://old.example.gov.cn'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

type Post = {
  id: number
  title: string
  content: string
  type?: string
  status?: string
  date?: string
  categories?: string[]
  extra?: string
}

export function wxrItem({
  id,
  title,
  content,
  type = 'post',
  status = 'publish',
  date,
  categories = [],
  extra = '',
}: Post) {
  const of = categories.map(name => `<category domain="category" nicename="x"><![CDATA[${name}]]></category>`).join('')
  return `<item><title>${escaped(title)}</title><link>${SITE}/?p=${id}</link><dc:creator><![CDATA[记者甲]]></dc:creator>
    <guid isPermaLink="false">${SITE}/?p=${id}</guid><content:encoded><![CDATA[${content}]]></content:encoded>
    <excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>${id}</wp:post_id>
    <wp:post_date>${date ?? '2019-05-06 15:08:09'}</wp:post_date>
    <wp:post_date_gmt>${date ? '0000-00-00 00:00:00' : '2019-05-06 07:08:09'}</wp:post_date_gmt>
    <wp:post_name>%e6%a1%a5-${id}</wp:post_name><wp:status>${status}</wp:status><wp:post_type>${type}</wp:post_type>
    ${of}<category domain="post_tag" nicename="y"><![CDATA[资江]]></category>${extra}</item>`
}

export const attachment = (id: number, place: string) =>
  wxrItem({
    id,
    title: place,
    content: '',
    type: 'attachment',
    status: 'inherit',
    extra: `<wp:attachment_url>${SITE}/wp-content/uploads/${place}</wp:attachment_url>`,
  })

export const wxrFile = (...items: string[]) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>旧网站</title>
  <link>${SITE}</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>${SITE}</wp:base_site_url>
${items.join('\n')}
</channel></rss>`

/** `count` posts, each with paragraphs and one of `pictures` pictures. */
export function manyPosts(count: number, pictures: number): string[] {
  return Array.from({ length: count }, (_, n) =>
    wxrItem({
      id: 100 + n,
      title: `旧闻第${n + 1}条`,
      content: `第一段，编号 ${n + 1}。\n\n<img src="${SITE}/wp-content/uploads/2019/05/p${n % pictures}-300x200.png" alt="图" />\n\n${'资江两岸，'.repeat(60)}完。`,
      categories: [n % 2 === 0 ? '民生' : '旧栏目'],
    }),
  )
}

/** A ZIP with the export and its uploads. */
export function wxrZip(xml: string, uploads: Record<string, Uint8Array>): Uint8Array {
  const files = Object.entries(uploads).map(([name, content]) => ({ name: `uploads/${name}`, content }))
  return zipFile([{ name: 'export/site.xml', content: xml }, ...files])
}
