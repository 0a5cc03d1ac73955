// What goes out on each channel, derived from the story unless somebody wrote it for the channel.
import { createHash } from 'node:crypto'
import { canonicalJson, type Sql } from '../../platform/index.ts'
import type { Repost, Story, Version } from '../stories/story.ts'
import type { Body } from '../text/body.ts'
import { bodyHtml, bodyText, escapeHtml } from '../text/render-body.ts'
import { AI_USE, type ChannelKind } from '../vocabulary.ts'
import { blocksHtml, blocksText, type H5Block } from './h5-blocks.ts'
import { RENDERERS } from './renderers.ts'

export type Rendition = {
  channel_kind: ChannelKind
  title: string
  lead: string
  body_html: string
  body_text: string
  cover: { media_id: string; src?: string; crops: Record<string, unknown> } | null
  extra: Record<string, unknown>
}

export type Working = {
  channel_kind: ChannelKind
  title: string | null
  lead: string | null
  body: Body | null
  body_text: string | null
  cover: Rendition['cover']
  extra: Record<string, unknown>
  version_no: number
}

type Described = Pick<
  Story,
  'channels' | 'byline' | 'repost' | 'ai' | 'origin' | 'section' | 'tags' | 'segments' | 'themes' | 'cover'
>

function repostLine(repost: Repost): string {
  const parts = [
    `来源：${repost.unit}`,
    repost.author && `作者：${repost.author}`,
    repost.headline && `原标题：${repost.headline}`,
  ]
  return parts.filter(Boolean).join('　')
}

/** Lines at the end that the law or good manners ask for: source, byline, use of AI. */
function endLines({ byline, repost, ai }: Described): string[] {
  const names = [
    ['记者', byline.reporter],
    ['通讯员', byline.correspondent],
    ['编辑', byline.editor],
    ['校对', byline.proofreader],
  ].flatMap(([title, name]) => (name ? [`${title}：${name}`] : []))
  return [repost ? repostLine(repost) : '', names.join('　'), ai === 'none' ? '' : `本文由${AI_USE[ai]}`].filter(
    Boolean,
  )
}

function extraOf(story: Described, own: Record<string, unknown>): Record<string, unknown> {
  return {
    ...own,
    origin: story.origin,
    section: story.section,
    tags: story.tags,
    segments: story.segments,
    themes: story.themes,
    byline: story.byline,
    ai: story.ai,
    ...(story.repost ? { repost: story.repost } : {}),
  }
}

/** A page of blocks with its last lines. */
const withEnds = (blocks: readonly H5Block[], ends: readonly string[]) => ({
  body_html: [blocksHtml(blocks), ...ends.map(line => `<p class="h5-end">${escapeHtml(line)}</p>`)].join('\n'),
  body_text: [blocksText(blocks), ...ends].join('\n'),
})

function derived(kind: ChannelKind, story: Described, version: Version, working: Working | undefined): Rendition {
  const ends = endLines(story)
  const blocks = kind === 'h5' ? (working?.extra.blocks as H5Block[] | undefined) : undefined
  const body_html = working?.body ? bodyHtml(working.body) : version.body_html
  const text = working?.body_text ?? (working?.body ? bodyText(working.body) : undefined)
  const made = RENDERERS[kind]({
    title: working?.title ?? version.headline,
    lead: working?.lead ?? version.lead,
    body_html: [body_html, ...ends.map(line => `<p>${escapeHtml(line)}</p>`)].join('\n'),
    body_text: [text ?? version.body_text, ...ends].join('\n'),
    own_text: text,
  })
  if (blocks) Object.assign(made, withEnds(blocks, ends))
  const own =
    blocks || working?.body || (working?.body_text !== null && working?.body_text !== undefined)
      ? { own_text: true }
      : {}
  const extra = extraOf(story, { ...working?.extra, ...own })
  return { channel_kind: kind, ...made, cover: working?.cover ?? story.cover, extra }
}

/** The renditions of a story's channels, in the order of the channels. */
export function deriveRenditions(story: Described, version: Version, working: readonly Working[]): Rendition[] {
  return story.channels.map(kind =>
    derived(
      kind,
      story,
      version,
      working.find(one => one.channel_kind === kind),
    ),
  )
}

/** One hash over all renditions: what an approval is bound to. */
export function renditionsHash(renditions: readonly Rendition[]): Buffer {
  const sorted = [...renditions].sort((a, b) => (a.channel_kind < b.channel_kind ? -1 : 1))
  const plain = sorted.map(({ channel_kind, title, lead, body_html, body_text, cover, extra }) => ({
    channel_kind,
    title,
    lead,
    body_html,
    body_text,
    cover,
    extra,
  }))
  return createHash('sha256').update(canonicalJson(plain)).digest()
}

export function workingRenditions(tx: Sql, storyId: bigint): Promise<Working[]> {
  return tx<Working[]>`select channel_kind, title, lead, body, body_text, cover, extra, version_no
    from newsroom.working_renditions where story_id = ${storyId} order by channel_kind`
}
