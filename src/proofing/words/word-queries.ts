// The dictionaries as lists, and the check of any text.
import { z } from 'zod'
import { dayOf } from '../../kernel/index.ts'
import { Int64, query } from '../../platform/index.ts'
import { checkWords, wordRules } from './check-words.ts'

const TermRow = z.object({
  id: Int64,
  term: z.string(),
  class: z.string(),
  level: z.string(),
  whole_word: z.string(),
  max_gap: z.number(),
  need_context: z.array(z.string()),
  except_context: z.array(z.string()),
  exceptions: z.array(z.string()),
  suggestion: z.string(),
  source: z.string(),
  effective_from: z.string(),
  added_by: z.string(),
  ended_on: z.string().nullable(),
})
const OfficialRow = z.object({
  id: Int64,
  name: z.string(),
  title: z.string(),
  rank_no: z.number(),
  effective_from: z.string(),
  effective_to: z.string().nullable(),
})

export const terms = query({
  name: 'proofing.terms',
  title: '词库',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(TermRow),
  read: tx => tx<z.input<typeof TermRow>[]>`select * from proofing.terms order by ended_on nulls first, class, term`,
})

export const officials = query({
  name: 'proofing.officials',
  title: '姓名职务',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.array(OfficialRow),
  read: tx =>
    tx<z.input<typeof OfficialRow>[]>`select * from proofing.officials order by effective_to nulls first, rank_no, id`,
})

const Finding = z.object({
  level: z.string(),
  class: z.string(),
  excerpt: z.string(),
  message: z.string(),
  suggestion: z.string(),
  at: z.number(),
  length: z.number(),
  rule_version: z.string(),
})

/** Short texts only: a story is checked by the newsroom as it stands there. */
export const wordCheck = query({
  name: 'proofing.word-check',
  title: '试查一段文字',
  access: 'signed-in',
  input: z.strictObject({ text: z.string().max(2000) }),
  output: z.array(Finding),
  async read(tx, { text }, { at }) {
    const day = dayOf(at)
    return checkWords(text, await wordRules(tx, day), day)
  },
})
