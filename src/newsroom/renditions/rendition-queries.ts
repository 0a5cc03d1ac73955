// The renditions of a story as they would be submitted now, with what each uses of its channel's room.
import { z } from 'zod'
import { type Day, dayOf } from '../../kernel/index.ts'
import { Id, query, type Sql } from '../../platform/index.ts'
import { noSuchStory } from '../refusals.ts'
import { findVersion, type Story } from '../stories/story.ts'
import type { Body } from '../text/body.ts'
import type { ChannelKind } from '../vocabulary.ts'
import { deriveRenditions, type Rendition, workingRenditions } from './derive.ts'
import type { H5Block } from './h5-blocks.ts'
import { type Facts, isShort, type Measured, measure, spokenSeconds } from './limits.ts'

/** Whose capabilities say how much room a kind has. */
const ADAPTER_OF: Partial<Record<ChannelKind, string>> = {
  wechat: 'wechat',
  weibo: 'weibo',
  douyin: 'douyin',
  kuaishou: 'kuaishou',
  sms: 'aliyun-sms',
  manual: 'manual',
}

/** The limits in force on a day, by kind. */
export async function factsOn(tx: Sql, day: Day): Promise<Map<ChannelKind, Facts>> {
  const rows = await tx<{ adapter: string; facts: Facts }[]>`
    select distinct on (adapter) adapter, facts from channels.capabilities
    where effective_from <= ${day} and coalesce(effective_to, 'infinity') >= ${day} order by adapter, effective_from desc`
  const facts = new Map(rows.map(row => [row.adapter, row.facts]))
  const kinds = Object.entries(ADAPTER_OF) as [ChannelKind, string][]
  return new Map(kinds.flatMap(([kind, adapter]) => (facts.has(adapter) ? [[kind, facts.get(adapter)!]] : [])))
}

/** What is too long for its channel. */
export function tooLongOn(rendition: Rendition, facts: Map<ChannelKind, Facts>): Measured[] {
  return measure(rendition.channel_kind, rendition, facts.get(rendition.channel_kind)).filter(one => one.used > one.max)
}

const Shown = z.object({
  channel_kind: z.string(),
  title: z.string(),
  lead: z.string(),
  body_html: z.string(),
  body_text: z.string(),
  cover: z.unknown(),
  video: z.string().nullable(),
  blocks: z.array(z.custom<H5Block>()).nullable(),
  is_short: z.boolean(),
  own: z
    .object({ title: z.string().nullable(), lead: z.string().nullable(), body_text: z.string().nullable() })
    .nullable(),
  own_body: z.custom<Body>().nullable(),
  own_version_no: z.number(),
  facts: z.record(z.string(), z.number()),
  measured: z.array(z.object({ what: z.string(), used: z.number(), max: z.number() })),
  spoken_seconds: z.number().nullable(),
})

const numbersOf = (facts: Facts | undefined) =>
  Object.fromEntries(Object.entries(facts ?? {}).filter(([, value]) => typeof value === 'number')) as Record<
    string,
    number
  >

export const renditions = query({
  name: 'newsroom.renditions',
  title: '各渠道稿',
  access: 'signed-in',
  input: z.strictObject({ story_id: Id }),
  output: z.array(Shown),
  async read(tx, { story_id }, { at }) {
    const [story] = await tx<Story[]>`select * from newsroom.stories where id = ${story_id}`
    if (!story) throw noSuchStory({ story_id: String(story_id) })
    const working = await workingRenditions(tx, story_id)
    const facts = await factsOn(tx, dayOf(at))
    const derived = deriveRenditions(story, await findVersion(tx, story_id, story.version_no), working)
    return derived.map(one => {
      const own = working.find(other => other.channel_kind === one.channel_kind)
      return {
        ...one,
        blocks: one.channel_kind === 'h5' ? ((one.extra.blocks as H5Block[] | undefined) ?? null) : null,
        video: typeof one.extra.video === 'string' ? one.extra.video : null,
        is_short: isShort(one.channel_kind),
        own: own ? { title: own.title, lead: own.lead, body_text: own.body_text } : null,
        own_body: own?.body ?? null,
        own_version_no: own?.version_no ?? 0,
        facts: numbersOf(facts.get(one.channel_kind)),
        measured: measure(one.channel_kind, one, facts.get(one.channel_kind)),
        spoken_seconds: one.channel_kind === 'radio' ? spokenSeconds(one.body_text) : null,
      }
    })
  },
})
