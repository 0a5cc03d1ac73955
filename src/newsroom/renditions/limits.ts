// How long a text may be on a channel, and how it is counted there. The numbers are rows of channels.capabilities; pure, so that
// the workbench counts while somebody types.
import type { ChannelKind } from '../vocabulary.ts'

/** Kinds whose text is written for them, or cut from the story; the others take the whole story. */
const SHORT_KINDS = ['weibo', 'douyin', 'kuaishou', 'sms', 'radio'] as const
export const isShort = (kind: string): boolean => (SHORT_KINDS as readonly string[]).includes(kind)

/** Kinds that take the whole story, and may have a text of their own instead. The site's is the story's. */
export const RICH_KINDS = ['wechat', 'provincial', 'activitypub', 'newspaper', 'manual'] as const
export const hasOwnBody = (kind: string): kind is (typeof RICH_KINDS)[number] =>
  (RICH_KINDS as readonly string[]).includes(kind)

/** Kinds whose text goes with a film of the library. */
export const FILM_KINDS = ['douyin', 'kuaishou', 'manual', 'radio'] as const
export const showsFilm = (kind: string): kind is (typeof FILM_KINDS)[number] =>
  (FILM_KINDS as readonly string[]).includes(kind)

/** A link in a microblog takes this much of its room. */
const LINK_ROOM = 11
/** how fast a script is read aloud: characters a minute */
const SPOKEN_PER_MINUTE = 260

/** Letters and digits of the Latin kind count as half, as the microblog counts; a link is put behind the text. */
function microblogLength(text: string): number {
  const half = [...text].reduce((sum, letter) => sum + (letter.codePointAt(0)! < 0x80 ? 1 : 2), 0)
  return Math.ceil(half / 2) + LINK_ROOM
}

/** The length of a text as its channel counts it. */
export function lengthOn(kind: string, text: string): number {
  return kind === 'weibo' ? microblogLength(text) : [...text].length
}

/** Seconds a script takes to be read aloud; marks are not read. */
export function spokenSeconds(text: string): number {
  return Math.ceil(([...text.replace(/[\s\p{P}]/gu, '')].length / SPOKEN_PER_MINUTE) * 60)
}

export type Facts = {
  title_max?: number
  digest_max?: number
  text_max?: number
  html_max?: number
  author_max?: number
}
export type Measured = { what: string; used: number; max: number }

const FIXED: Partial<Record<ChannelKind, Facts>> = { manual: {} }

/** What a rendition uses of the room its channel gives. */
export function measure(
  kind: ChannelKind,
  { title, lead, body_html, body_text }: { title: string; lead: string; body_html: string; body_text: string },
  facts: Facts = FIXED[kind] ?? {},
): Measured[] {
  const all: (Measured | false)[] = [
    facts.title_max !== undefined && !isShort(kind) && { what: '标题', used: [...title].length, max: facts.title_max },
    facts.digest_max !== undefined && lead !== '' && { what: '摘要', used: [...lead].length, max: facts.digest_max },
    facts.text_max !== undefined &&
      isShort(kind) && { what: '正文', used: lengthOn(kind, body_text), max: facts.text_max },
    facts.html_max !== undefined && { what: '正文代码', used: body_html.length, max: facts.html_max },
  ]
  return all.filter(one => one !== false)
}
