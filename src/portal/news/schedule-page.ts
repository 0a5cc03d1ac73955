// 节目单 for the public: a day of radio and television, what is told about each, and what can be seen again.
import { html } from 'hono/html'
import { chineseDay, type Day } from '../../kernel/index.ts'
import type { PublicProgramme, Replay } from '../../publishing/index.ts'
import type { Fragment } from '../layout.ts'
import { moment } from './articles.ts'
import type { NewsSite } from './sites.ts'

const SERVICES = { radio: '广播', tv: '电视' } as const

/** A film with its pieces first: a player that knows lists of pieces fetches what it shows, another one the whole. */
export function film(src: string, label: string): Fragment {
  const pieces = src.replace(/\.mp4$/, '.m3u8')
  return html`<video controls preload="none" playsinline aria-label="${label}"><source src="${pieces}" type="application/vnd.apple.mpegurl"><source src="${src}" type="video/mp4"><a href="${src}">下载视频</a></video>`
}

export function replay(one: Replay): Fragment {
  const label = `${SERVICES[one.service]}　${one.title}　${moment(one.starts_at)} 播出`
  return html`<figure class="replay">${film(one.video, `回看：${one.title}`)}<figcaption>回看：${label}</figcaption></figure>`
}

function row(site: NewsSite | undefined, one: PublicProgramme): Fragment {
  const title =
    one.slug && site
      ? html`<a href="${site.base}/articles/${one.slug}">${one.title}</a>`
      : html`<span>${one.title}</span>`
  const again = one.video && one.slug && site ? html`<span class="again">可回看</span>` : ''
  return html`<li><time datetime="${one.starts_at.toISOString()}">${moment(one.starts_at).slice(11)}</time>${title}${again}</li>`
}

export function schedulePage(
  site: NewsSite | undefined,
  day: Day,
  list: readonly PublicProgramme[],
  days: readonly Day[],
): Fragment {
  const services = (['tv', 'radio'] as const).filter(service => list.some(one => one.service === service))
  const before = days.find(one => one < day)
  const after = days.filter(one => one > day).at(-1)
  const link = (to: Day | undefined, words: string) =>
    to ? html`<a href="/schedule/${to}">${words}</a>` : html`<span class="off">${words}</span>`
  return html`<div class="schedule"><h1>节目单</h1>
<div class="paper-bar"><p>${chineseDay(day)}</p><nav aria-label="日期">${link(before, '前一天')}${link(after, '后一天')}</nav></div>
${list.length === 0 ? html`<p class="lead">这一天没有公布节目。</p>` : ''}
${services.map(service => html`<section aria-labelledby="${service}"><h2 id="${service}">${SERVICES[service]}</h2><ol class="programmes">${list.filter(one => one.service === service).map(one => row(site, one))}</ol></section>`)}</div>`
}
