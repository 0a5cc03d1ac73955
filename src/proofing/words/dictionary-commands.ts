// Keeping the dictionaries: a term or an official is added or ended, never rewritten, so that every old check can be explained.
import { z } from 'zod'
import { command, DayField, Id, Int64, Text } from '../../platform/index.ts'
import { COMMON_WORDS } from './common-words.ts'
import { noSuchOfficial, noSuchTerm } from './words-refusals.ts'
import { WORD_CLASSES, type WordClass } from './words-vocabulary.ts'

const KEEPERS = ['editor', 'director', 'operations'] as const
const Words = z.array(Text(60)).max(50).default([])
const classes = Object.keys(WORD_CLASSES) as [WordClass, ...WordClass[]]

const TermFields = {
  term: Text(60),
  class: z.enum(classes),
  level: z.enum(['block', 'review', 'hint']),
  whole_word: z.enum(['auto', 'yes', 'no']).default('auto'),
  max_gap: z.int().min(0).max(5).default(0),
  need_context: Words,
  except_context: Words,
  exceptions: Words,
  suggestion: z.string().trim().max(60).default(''),
  source: z.string().trim().max(200).default(''),
}

/** Add a term to the dictionary, in force from a day on. */
export const addTerm = command({
  name: 'proofing.add-term',
  title: '加词条',
  access: KEEPERS,
  input: z.strictObject({ ...TermFields, effective_from: DayField.optional() }),
  output: z.object({ term_id: Int64 }),
  async run(tx, call, { effective_from, ...term }) {
    const [row] = await tx<{ id: bigint }[]>`insert into proofing.terms ${tx({
      ...term,
      effective_from: effective_from ?? call.today,
      added_at: call.at,
      added_by: call.actor.name,
    })} returning id`
    return { term_id: row!.id }
  },
})

/** End a term: from today on it is no hit. */
export const endTerm = command({
  name: 'proofing.end-term',
  title: '停用词条',
  access: KEEPERS,
  input: z.strictObject({ term_id: Id }),
  output: z.object({}),
  async run(tx, call, { term_id }) {
    const ended = await tx`update proofing.terms set ended_on = ${call.today}, ended_by = ${call.actor.name}
      where id = ${term_id} and ended_on is null returning 1`
    if (ended.length === 0) throw noSuchTerm()
    return {}
  },
})

/** Add the common words that come with the program; those that are there already stay as they are. */
export const addCommonWords = command({
  name: 'proofing.add-common-words',
  title: '装入常用词条',
  access: KEEPERS,
  input: z.strictObject({}),
  output: z.object({ added_count: z.number() }),
  async run(tx, call) {
    let added_count = 0
    for (const { effective_from, ...word } of COMMON_WORDS) {
      const term = TermFieldsSchema.parse(word)
      const added = await tx`insert into proofing.terms ${tx({
        ...term,
        effective_from,
        added_at: call.at,
        added_by: call.actor.name,
      })} on conflict (term, class) where ended_on is null do nothing returning 1`
      added_count += added.length
    }
    return { added_count }
  },
})
const TermFieldsSchema = z.strictObject(TermFields)

/** Record how somebody is officially called from a day on. */
export const addOfficial = command({
  name: 'proofing.add-official',
  title: '登记姓名职务',
  access: KEEPERS,
  input: z.strictObject({
    name: z.string().trim().min(2, '姓名至少两个字').max(20),
    title: Text(60),
    rank_no: z.int().min(0).max(9999).default(0),
    effective_from: DayField,
    effective_to: DayField.nullable().default(null),
  }),
  output: z.object({ official_id: Int64 }),
  async run(tx, call, official) {
    const [row] = await tx<{ id: bigint }[]>`insert into proofing.officials ${tx({
      ...official,
      added_at: call.at,
      added_by: call.actor.name,
    })} returning id`
    return { official_id: row!.id }
  },
})

/** End how somebody is called: the post was left on that day. */
export const endOfficial = command({
  name: 'proofing.end-official',
  title: '职务到期',
  access: KEEPERS,
  input: z.strictObject({ official_id: Id, effective_to: DayField }),
  output: z.object({}),
  async run(tx, _call, { official_id, effective_to }) {
    const ended = await tx`update proofing.officials set effective_to = ${effective_to}
      where id = ${official_id} and effective_to is null and effective_from <= ${effective_to} returning 1`
    if (ended.length === 0) throw noSuchOfficial()
    return {}
  },
})
