import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, testDatabase } from '../../../test/support/database.ts'
import {
  approvedStory,
  type Crew,
  decide,
  newsCrew,
  paragraph,
  submittedStory,
  writtenStory,
} from '../../../test/support/newsroom.ts'
import { keptFile, testStore } from '../../../test/support/uploads.ts'
import { readableFile } from '../../platform/files/index.ts'
import type { Pool } from '../../platform/index.ts'
import { describeStory } from '../stories/describe-story.ts'
import { reopenStory } from '../stories/reopen-story.ts'
import { saveVersion } from '../stories/save-version.ts'
import { approvedEdition, editionRenditions } from './approve.ts'
import { decideReview, recordProof, recordSuperior } from './decide-review.ts'
import { recordError } from './errors.ts'
import { endAbsence, nameReviewers, noteAbsence } from './reviewers.ts'
import { importSources } from './sources.ts'
import { submitStory, withdrawStory } from './submit-story.ts'

const { files, remove } = testStore()
afterAll(remove)

let pool: Pool
let crew: Crew

beforeAll(async () => {
  pool = await testDatabase()
  crew = await newsCrew(pool)
})

const stateOf = async (story: { story_id: string }) =>
  (await pool<{ state: string }[]>`select state from newsroom.stories where id = ${story.story_id}`)[0]!.state

const save = (story: { story_id: string; version_no: number }, text: string, actor = crew.writer) =>
  run(
    pool,
    saveVersion,
    { story_id: story.story_id, version_no: story.version_no, headline: '桥修好了', lead: '', body: paragraph(text) },
    { actor },
  )

describe('the ten rules of the three reviews', () => {
  test('rule 1: nothing is approved before the final review, and the steps come in their order', async () => {
    const story = await submittedStory(pool, crew)
    expect(await stateOf(story)).toBe('review1')
    expect(await refusalOf(decide(pool, crew.final, story, 'review3'))).toBe('newsroom.wrong-state')
    await decide(pool, crew.first, story, 'review1')
    await decide(pool, crew.second, story, 'review2')
    expect(await pool`select 1 from newsroom.editions where story_id = ${story.story_id}`).toHaveLength(0)
    const { state, edition_id } = await decide(pool, crew.final, story, 'review3')
    expect(state).toBe('signed')
    const edition = await pool.begin(tx => approvedEdition(tx, BigInt(String(edition_id))))
    expect(edition).toMatchObject({ edition_no: 1, approved_by: crew.final.name, headline: '桥修好了' })
    expect(edition.content_hash.toString('hex')).toBe(story.content_hash)
  })

  test('rule 2: no two steps are taken by one person, and the writer takes none', async () => {
    const story = await submittedStory(pool, crew)
    await decide(pool, crew.relief, story, 'review1')
    expect(await refusalOf(decide(pool, crew.relief, story, 'review2'))).toBe('newsroom.second-step')
    await decide(pool, crew.second, story, 'review2')
    expect(await refusalOf(decide(pool, crew.relief, story, 'review3'))).toBe('newsroom.second-step')
    expect(await refusalOf(decide(pool, crew.writer, story, 'review3'))).toBe('newsroom.not-reviewer')
    const own = await submittedStory(pool, { ...crew, writer: crew.first })
    expect(await refusalOf(decide(pool, crew.first, own, 'review1'))).toBe('newsroom.own-work')
  })

  test('rule 2 is held by the database too', async () => {
    const story = await submittedStory(pool, crew)
    const row = (step: string) => pool`
      insert into newsroom.decisions (submission_id, step, decision, content_hash, person_id, person, decided_at)
      select id, ${step}, 'pass', content_hash, '77', '某人', now() from newsroom.submissions where story_id = ${story.story_id}`
    await row('review1')
    await expect(row('review2')).rejects.toMatchObject({ constraint_name: 'person_takes_one_step' })
  })

  test('rule 3: an important story wants a further proof or a reading aloud before the final review', async () => {
    const story = await submittedStory(pool, crew, { importance: 'important' })
    await decide(pool, crew.first, story, 'review1')
    await decide(pool, crew.second, story, 'review2')
    expect(await refusalOf(decide(pool, crew.final, story, 'review3'))).toBe('newsroom.proof-wanted')
    const proof = { story_id: story.story_id, kind: 'read_aloud' }
    expect(await refusalOf(run(pool, recordProof, proof, { actor: crew.writer }))).toBe('newsroom.own-work')
    await run(pool, recordProof, proof, { actor: crew.relief })
    expect((await decide(pool, crew.final, story, 'review3')).state).toBe('signed')
  })

  test('rule 4: a step that finds more errors than its cap cannot pass; what it found is in the ledger', async () => {
    const story = await submittedStory(pool, crew)
    const error = { class: 'typo', excerpt: '通车', correction: '通行' }
    const six = Array.from({ length: 6 }, () => error)
    expect(await refusalOf(decide(pool, crew.first, story, 'review1', { errors: six }))).toBe(
      'newsroom.too-many-errors',
    )
    await decide(pool, crew.first, story, 'review1', { errors: six, decision: 'return', opinion: '差错太多' })
    const found = await pool`select 1 from newsroom.errors
      where story_id = ${story.story_id} and found_at_step = 'review1' and writer_id = ${crew.writer.id}`
    expect(found).toHaveLength(6)
  })

  test('rule 5: an error found in what is out is recorded against the story', async () => {
    const { story_id } = await approvedStory(pool, crew)
    await run(pool, recordError, { story_id, class: 'name', excerpt: '资江二桥' }, { actor: crew.second })
    const draft = await writtenStory(pool, crew)
    const early = run(
      pool,
      recordError,
      { story_id: draft.story_id, class: 'name', excerpt: '某' },
      { actor: crew.second },
    )
    expect(await refusalOf(early)).toBe('newsroom.wrong-state')
  })

  test('rule 6: what is under review or approved is read-only; an edit begins a new chain while the edition stands', async () => {
    const story = await submittedStory(pool, crew)
    expect(await refusalOf(save(story, '改'))).toBe('newsroom.not-editable')
    await decide(pool, crew.first, story, 'review1')
    await decide(pool, crew.second, story, 'review2')
    const { edition_id } = await decide(pool, crew.final, story, 'review3')
    expect(await refusalOf(save(story, '改'))).toBe('newsroom.not-editable')
    await run(pool, reopenStory, { story_id: story.story_id }, { actor: crew.writer })
    await save(story, '资江二桥昨天通车。')
    const [kept] = await pool.begin(tx => editionRenditions(tx, BigInt(String(edition_id))))
    expect(kept?.body_text).toContain('今天通车')
    await expect(
      pool`update newsroom.renditions set body_text = '' where edition_id = ${String(edition_id)}`,
    ).rejects.toThrow('append-only')
  })

  test('rule 7: writing, reviewing and releasing are different permissions', async () => {
    const story = await submittedStory(pool, crew)
    expect(decideReview.access).toBe('signed-in')
    expect(await refusalOf(decide(pool, { id: '99', name: '路人', roles: ['admin'] }, story, 'review1'))).toBe(
      'newsroom.not-reviewer',
    )
    const clerk = { id: '98', name: '会计', roles: ['finance'] }
    expect(await refusalOf(run(pool, submitStory, { story_id: story.story_id, version_no: 1 }, { actor: clerk }))).toBe(
      'platform.forbidden',
    )
  })

  test('rule 8: a decision is bound to the hash of all renditions, and is taken once', async () => {
    const story = await submittedStory(pool, crew, { channels: ['site', 'weibo', 'sms'] })
    const stale = { ...story, content_hash: 'f'.repeat(64) }
    expect(await refusalOf(decide(pool, crew.first, stale, 'review1'))).toBe('newsroom.content-changed')
    await decide(pool, crew.first, story, 'review1')
    expect(await refusalOf(decide(pool, crew.relief, story, 'review1'))).toBe('newsroom.already-decided')
  })

  test('rule 8: two reviewers who decide one step at once: one is heard', async () => {
    const story = await submittedStory(pool, crew)
    const both = await Promise.allSettled([
      decide(pool, crew.first, story, 'review1'),
      decide(pool, crew.relief, story, 'review1'),
    ])
    expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
    const refused = both.find(one => one.status === 'rejected') as PromiseRejectedResult
    expect(refused.reason.code).toBe('newsroom.already-decided')
  })

  test('rule 8: whoever wrote a later version cannot decide either', async () => {
    const made = await writtenStory(pool, crew)
    await save(made, '资江二桥昨天通车。', crew.second)
    const { content_hash } = await run(
      pool,
      submitStory,
      { story_id: made.story_id, version_no: 2 },
      { actor: crew.writer },
    )
    const story = { ...made, content_hash: String(content_hash) }
    await decide(pool, crew.first, story, 'review1')
    expect(await refusalOf(decide(pool, crew.second, story, 'review2'))).toBe('newsroom.own-work')
  })

  test('rule 9: sending back or rejecting wants a reason, and leads back to the desk', async () => {
    const story = await submittedStory(pool, crew)
    expect(await refusalOf(decide(pool, crew.first, story, 'review1', { decision: 'return' }))).toBe(
      'newsroom.opinion-wanted',
    )
    await decide(pool, crew.first, story, 'review1', { decision: 'return', opinion: '桥名请核实' })
    expect(await stateOf(story)).toBe('returned')
    await save(story, '资江二桥今天正式通车。')
    const again = await run(pool, submitStory, { story_id: story.story_id, version_no: 2 }, { actor: crew.writer })
    await decide(pool, crew.first, { ...story, content_hash: String(again.content_hash) }, 'review1')
    expect(await stateOf(story)).toBe('review2')
    const rejected = await submittedStory(pool, crew)
    await decide(pool, crew.first, rejected, 'review1', { decision: 'reject', opinion: '不用' })
    expect(await stateOf(rejected)).toBe('rejected')
  })
})

describe('the lanes', () => {
  test('urgent: first and final review in parallel; the second stays a debt and is made up by a third person', async () => {
    const story = await submittedStory(pool, crew, {}, 'urgent')
    expect(await stateOf(story)).toBe('fast')
    expect(await refusalOf(decide(pool, crew.second, story, 'review2'))).toBe('newsroom.wrong-state')
    await decide(pool, crew.final, story, 'review3')
    expect(await stateOf(story)).toBe('fast')
    expect(await refusalOf(decide(pool, { ...crew.final }, story, 'review1'))).toBe('newsroom.not-reviewer')
    expect((await decide(pool, crew.first, story, 'review1')).state).toBe('signed')
    await decide(pool, crew.second, story, 'review2')
    expect(await refusalOf(decide(pool, crew.relief, story, 'review2'))).toBe('newsroom.already-decided')
  })

  test('express: for typos in what was approved; second and final review only', async () => {
    const story = await approvedStory(pool, crew)
    await run(pool, reopenStory, { story_id: story.story_id }, { actor: crew.writer })
    await save(story, '资江二桥今日通车。')
    const express = { story_id: story.story_id, version_no: 2, lane: 'express' }
    const { content_hash, state } = await run(pool, submitStory, express, { actor: crew.writer })
    expect(state).toBe('review2')
    const second = { ...story, content_hash: String(content_hash) }
    await decide(pool, crew.second, second, 'review2')
    const { edition_id } = await decide(pool, crew.final, second, 'review3')
    expect((await pool.begin(tx => approvedEdition(tx, BigInt(String(edition_id))))).edition_no).toBe(2)
  })

  test('express is not for a new story, nor for a rewritten one', async () => {
    const fresh = await writtenStory(pool, crew)
    const express = { ...fresh, lane: 'express' }
    expect(await refusalOf(run(pool, submitStory, express, { actor: crew.writer }))).toBe(
      'newsroom.express-not-allowed',
    )
    const story = await approvedStory(pool, crew)
    await run(pool, reopenStory, { story_id: story.story_id }, { actor: crew.writer })
    await save(story, '完全另外一件事情，写了很多很多新的内容，和原来的一篇没有任何关系，因此不能按照改错别字来办理。')
    const rewritten = { story_id: story.story_id, version_no: 2, lane: 'express' }
    expect(await refusalOf(run(pool, submitStory, rewritten, { actor: crew.writer }))).toBe(
      'newsroom.express-not-allowed',
    )
  })

  test('a topic that must be reported waits for the superior, whose opinion is attached', async () => {
    const story = await submittedStory(pool, crew, { topic: 'leaders' })
    const { story_id, content_hash } = story
    const opinion = {
      story_id,
      content_hash,
      decision: 'pass',
      leader: '某部长',
      post: '区委宣传部部长',
      file_id: await keptFile(pool, files, crew.writer, { name: '意见.pdf' }),
    }
    await decide(pool, crew.first, story, 'review1')
    await decide(pool, crew.second, story, 'review2')
    expect(await stateOf(story)).toBe('superior')
    expect(await refusalOf(decide(pool, crew.final, story, 'review3'))).toBe('newsroom.wrong-state')
    await run(pool, recordSuperior, opinion, { actor: crew.writer })
    expect((await decide(pool, crew.final, story, 'review3')).state).toBe('signed')
    const [kept] = await pool<{ via: string; attachment_name: string; attachment_file_id: bigint }[]>`
      select d.via, d.attachment_name, d.attachment_file_id from newsroom.decisions d
      join newsroom.submissions s on s.id = d.submission_id where s.story_id = ${story_id} and d.step = 'superior'`
    expect(kept).toMatchObject({
      via: 'paper',
      attachment_name: '意见.pdf',
      attachment_file_id: BigInt(opinion.file_id),
    })
    // the reviewers read the scan, though another brought it
    expect((await pool.begin(tx => readableFile(tx, BigInt(opinion.file_id), crew.first))).name).toBe('意见.pdf')
    const ordinary = await submittedStory(pool, crew)
    const unasked = { ...opinion, story_id: ordinary.story_id, content_hash: ordinary.content_hash }
    expect(await refusalOf(run(pool, recordSuperior, unasked, { actor: crew.writer }))).toBe(
      'newsroom.no-superior-wanted',
    )
  })

  test('a story taken back from review is written on, and its old decisions no longer count', async () => {
    const story = await submittedStory(pool, crew)
    await decide(pool, crew.first, story, 'review1')
    await run(pool, withdrawStory, { story_id: story.story_id }, { actor: crew.writer })
    expect(await refusalOf(run(pool, withdrawStory, { story_id: story.story_id }, { actor: crew.writer }))).toBe(
      'newsroom.wrong-state',
    )
    const proof = { story_id: story.story_id, kind: 'proof' }
    expect(await refusalOf(run(pool, recordProof, proof, { actor: crew.relief }))).toBe('newsroom.no-such-submission')
    await run(pool, submitStory, { story_id: story.story_id, version_no: 1 }, { actor: crew.writer })
    expect(await stateOf(story)).toBe('review1')
  })
})

describe('submitting', () => {
  test('wants a text, and of a repost its source, author, headline, day and our editor', async () => {
    const empty = await writtenStory(pool, crew, { body: paragraph('') })
    expect(await refusalOf(run(pool, submitStory, empty, { actor: crew.writer }))).toBe('newsroom.empty-story')
    const list = { list_version: '2025年版', listed_from: '2025-07-02', sources: [{ unit: '新华社' }] }
    await run(pool, importSources, list, { actor: crew.writer })
    const repost = await writtenStory(pool, crew, { origin: 'repost' })
    expect(await refusalOf(run(pool, submitStory, repost, { actor: crew.writer }))).toBe('newsroom.repost-incomplete')
    const details = {
      story_id: repost.story_id,
      origin: 'repost',
      byline: { reporter: '', correspondent: '', editor: '责编', proofreader: '' },
      repost: { unit: '新华社', author: '某记者', headline: '桥修好了', url: '', published_on: '2026-03-01' },
    }
    await run(pool, describeStory, details, { actor: crew.writer })
    await run(pool, submitStory, repost, { actor: crew.writer })
    const [row] = await pool<{ renditions: { body_text: string }[] }[]>`
      select renditions from newsroom.submissions where story_id = ${repost.story_id}`
    expect(row?.renditions[0]?.body_text).toContain('来源：新华社　作者：某记者　原标题：桥修好了')
  })

  test('is refused for a version that is not the newest', async () => {
    const story = await writtenStory(pool, crew)
    await save(story, '新的一版。')
    expect(await refusalOf(run(pool, submitStory, story, { actor: crew.writer }))).toBe('newsroom.wrong-state')
  })
})

describe('an approved edition', () => {
  test('is refused when there is none, or when a rendition no longer gives its hash', async () => {
    expect(await refusalOf(pool.begin(tx => approvedEdition(tx, 999_999n)))).toBe('newsroom.no-such-edition')
    const { edition_id } = await approvedStory(pool, crew)
    await pool.begin(async tx => {
      await tx`alter table newsroom.renditions disable trigger renditions_are_append_only`
      await tx`update newsroom.renditions set title = '改过' where edition_id = ${edition_id}`
      await tx`alter table newsroom.renditions enable trigger renditions_are_append_only`
    })
    expect(await refusalOf(pool.begin(tx => approvedEdition(tx, BigInt(edition_id))))).toBe('newsroom.edition-broken')
  })
})

describe('reviewers and absences', () => {
  test('are people of the house', async () => {
    const nobody = { reviewers: [{ step: 'review1', person_id: '999999', place: 'A' }] }
    expect(await refusalOf(run(pool, nameReviewers, nobody))).toBe('newsroom.no-such-person')
    const away = { person_id: '999999', from_day: '2026-03-02', to_day: '2026-03-03' }
    expect(await refusalOf(run(pool, noteAbsence, away))).toBe('newsroom.no-such-person')
    const { absence_id } = await run(pool, noteAbsence, { ...away, person_id: crew.relief.id })
    await run(pool, endAbsence, { absence_id })
    expect(await refusalOf(run(pool, endAbsence, { absence_id }))).toBe('newsroom.no-such-absence')
  })
})
