// What is said about a story beside its text: section, channels, byline, where a repost comes from.
import { z } from 'zod'
import { DayField, type Sql, Text } from '../../platform/index.ts'
import { mustBeLabels } from '../planning/labels.ts'
import { AI_USE, channelKinds, IMPORTANCE, ORIGINS } from '../vocabulary.ts'
import { mustBeOpenSection, topicOn } from './story.ts'

const keys = <T extends string>(words: Record<T, string>) => Object.keys(words) as [T, ...T[]]

const Person = z.string().trim().max(100).default('')

export const DetailFields = {
  section: Text(40).default('要闻'),
  origin: z.enum(keys(ORIGINS)).default('original'),
  topic: Text(40).default('ordinary'),
  importance: z.enum(keys(IMPORTANCE)).default('ordinary'),
  channels: z
    .array(z.enum(channelKinds as [(typeof channelKinds)[number], ...typeof channelKinds]))
    .min(1, '至少选一个渠道')
    .max(20)
    .default(['site'])
    .transform(chosen => channelKinds.filter(kind => chosen.includes(kind))),
  tags: z.array(Text(40)).max(20).default([]),
  segments: z.array(Text(40)).max(10).default([]),
  themes: z.array(Text(40)).max(10).default([]),
  byline: z
    .strictObject({ reporter: Person, correspondent: Person, editor: Person, proofreader: Person })
    .default({ reporter: '', correspondent: '', editor: '', proofreader: '' }),
  repost: z
    .strictObject({
      unit: z.string().trim().max(100).default(''),
      author: Person,
      headline: z.string().trim().max(200).default(''),
      url: z
        .union([z.literal(''), z.url({ protocol: /^https?$/, error: '应为 http 或 https 地址' }).max(500)])
        .default(''),
      published_on: DayField.nullable().default(null),
    })
    .nullable()
    .default(null),
  ai: z.enum(keys(AI_USE)).default('none'),
  due_at: z.iso.datetime({ offset: true, error: '时间无效' }).nullable().default(null),
}

export type Details = { [K in keyof typeof DetailFields]: z.output<(typeof DetailFields)[K]> }

/** What a repost is before anything was filled in; for other origins there is nothing. */
export function repostOf({ origin, repost }: Pick<Details, 'origin' | 'repost'>): Details['repost'] {
  if (origin !== 'repost') return null
  return repost ?? { unit: '', author: '', headline: '', url: '', published_on: null }
}

/** Throws unless section, topic, segments and themes are in force; labels the story had before may stay. */
export async function checkDetails(
  tx: Sql,
  { section, topic, segments, themes }: Details,
  day: string,
  before?: Pick<Details, 'segments' | 'themes'>,
): Promise<void> {
  await mustBeOpenSection(tx, section)
  await topicOn(tx, topic, day)
  await mustBeLabels(tx, day, { segments, themes }, before)
}
