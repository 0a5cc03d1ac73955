// One renderer a kind of channel: what a story becomes there when nobody wrote it anew.
import type { ChannelKind } from '../vocabulary.ts'

export type Parts = {
  title: string
  lead: string
  body_html: string
  body_text: string
  /** what somebody wrote for this channel; undefined while it follows the story */
  own_text: string | undefined
}
type Made = { title: string; lead: string; body_html: string; body_text: string }
type Renderer = (parts: Parts) => Made

const paragraphs = (text: string) => text.split('\n').filter(line => line.trim() !== '')

/** Cuts at the last full stop that fits, else hard with an ellipsis. */
function shortened(text: string, max: number): string {
  const characters = [...text.trim()]
  if (characters.length <= max) return characters.join('')
  const cut = characters.slice(0, max).join('')
  const stop = Math.max(cut.lastIndexOf('。'), cut.lastIndexOf('！'), cut.lastIndexOf('？'))
  return stop >= max / 3 ? cut.slice(0, stop + 1) : `${characters.slice(0, max - 1).join('')}…`
}

const whole: Renderer = ({ title, lead, body_html, body_text }) => ({ title, lead, body_html, body_text })

/** A short text: what somebody wrote, else headline and opening cut to the room there is. */
const short =
  (max: number, shape: (title: string, opening: string) => string): Renderer =>
  ({ title, lead, body_text, own_text }) => {
    const opening = lead || paragraphs(body_text)[0] || ''
    return { title, lead, body_html: '', body_text: own_text ?? shortened(shape(title, opening), max) }
  }

const WECHAT_STYLES: Record<string, string> = {
  p: 'margin:0 0 1em;line-height:1.75;font-size:16px;text-align:justify',
  h2: 'margin:1.4em 0 .6em;font-size:18px;font-weight:bold',
  h3: 'margin:1.2em 0 .6em;font-size:17px;font-weight:bold',
  h4: 'margin:1em 0 .6em;font-size:16px;font-weight:bold',
  img: 'max-width:100%;height:auto',
  figure: 'margin:0 0 1em;text-align:center',
  figcaption: 'font-size:14px;color:#888',
  blockquote: 'margin:0 0 1em;padding-left:1em;border-left:3px solid #ccc;color:#666',
  table: 'border-collapse:collapse;width:100%;margin:0 0 1em',
  td: 'border:1px solid #ccc;padding:4px 8px',
  th: 'border:1px solid #ccc;padding:4px 8px;font-weight:bold',
}

/** WeChat drops style sheets: every element carries its own style, and links to elsewhere become words. */
function wechatHtml(html: string): string {
  const styled = html
    .replace(/<a [^>]*>([\s\S]*?)<\/a>/g, '$1')
    .replace(
      /<(p|h2|h3|h4|img|figure|figcaption|blockquote|table|td|th)(?=[ >])/g,
      (_tag, name: string) => `<${name} style="${WECHAT_STYLES[name]}"`,
    )
  return `<section>${styled}</section>`
}

/** For reading aloud: no brackets with sources, each paragraph a breath. */
const spoken: Renderer = ({ title, lead, body_text, own_text }) => ({
  title,
  lead,
  body_html: '',
  body_text: own_text ?? paragraphs(body_text.replace(/[（(][^（）()]{0,30}[）)]/g, '')).join('\n\n'),
})

/** room for the text of a microblog: 140 less the link behind it */
const WEIBO_MAX = 129
const VIDEO_MAX = 300
const SMS_MAX = 70

export const RENDERERS: Record<ChannelKind, Renderer> = {
  site: whole,
  h5: whole,
  wechat: parts => ({ ...whole(parts), body_html: wechatHtml(parts.body_html) }),
  weibo: short(WEIBO_MAX, (title, opening) => `【${title}】${opening}`),
  douyin: short(VIDEO_MAX, (title, opening) => `${title}\n${opening}`),
  kuaishou: short(VIDEO_MAX, (title, opening) => `${title}\n${opening}`),
  sms: short(SMS_MAX, title => title),
  provincial: whole,
  activitypub: whole,
  radio: spoken,
  newspaper: whole,
  manual: whole,
}
