// A story in which every paragraph is a hit: it is checked, told in words, and stays usable.
import { expect, test } from 'vitest'
import { refusalOf, run, testDatabase } from '../../../test/support/database.ts'
import { newsCrew, paragraph, writtenStory } from '../../../test/support/newsroom.ts'
import { ask, type Query } from '../../platform/index.ts'
import { addTerm } from '../../proofing/words/dictionary-commands.ts'
import { saveVersion } from '../stories/save-version.ts'
import { storyCheck } from './checks.ts'
import { submitStory } from './submit-story.ts'

test('a story of two thousand hits is checked, refused in one sentence, and written on', async () => {
  const pool = await testDatabase()
  const crew = await newsCrew(pool)
  const as = { actor: crew.writer }
  const word = {
    term: '必改词',
    class: 'formulation',
    level: 'block',
    suggestion: '正确词',
    effective_from: '2020-01-01',
  }
  await run(pool, addTerm, word, { actor: { ...crew.writer, roles: ['editor', 'director', 'operations'] } })
  const body = paragraph(...Array.from({ length: 2000 }, (_none, n) => `第${n}段有必改词和电话13800138000。`))
  const { story_id } = await writtenStory(pool, crew, { body })
  const at = new Date('2026-03-02T02:00:00Z')
  const check = (await ask(pool, storyCheck as unknown as Query, { actor: crew.writer, at }, { story_id })) as {
    findings: unknown[]
  }
  expect(check.findings.length).toBeLessThanOrEqual(600)
  const submit = run(pool, submitStory, { story_id, version_no: 1 }, as)
  expect(await refusalOf(submit)).toBe('newsroom.words-blocked')
  const mended = { story_id, version_no: 1, headline: '桥修好了', lead: '', body: paragraph('改好了。') }
  await run(pool, saveVersion, mended, as)
  await run(pool, submitStory, { story_id, version_no: 2 }, as)
})
