import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, testDatabase } from '../../../test/support/database.ts'
import { type Crew, newsCrew, paragraph, writtenStory } from '../../../test/support/newsroom.ts'
import type { Pool } from '../../platform/index.ts'
import { createStory } from './create-story.ts'
import { describeStory } from './describe-story.ts'
import { lockCopy } from './lock-copy.ts'
import { takeOver } from './locks.ts'
import { restoreVersion } from './restore-version.ts'
import { saveVersion } from './save-version.ts'

let pool: Pool
let crew: Crew

beforeAll(async () => {
  pool = await testDatabase()
  crew = await newsCrew(pool)
})

const save = (story: { story_id: string; version_no: number }, text: string, more: object = {}) =>
  run(
    pool,
    saveVersion,
    { ...story, headline: '桥修好了', lead: '', body: paragraph(text) },
    { actor: crew.writer, ...more },
  )
const textOf = async (storyId: string, versionNo: number) =>
  (
    await pool<{ body_text: string }[]>`
    select body_text from newsroom.versions where story_id = ${storyId} and version_no = ${versionNo}`
  )[0]?.body_text

describe('a version', () => {
  test('stands on the one before it; a save on an older one is refused and loses nothing', async () => {
    const story = await writtenStory(pool, crew)
    expect((await save(story, '第二版')).version_no).toBe(2)
    expect(await refusalOf(save(story, '也是第二版', { actor: crew.second }))).toBe('newsroom.edited-meanwhile')
    expect(await textOf(story.story_id, 2)).toBe('第二版')
  })

  test('is saved once, however often the answer was lost', async () => {
    const story = await writtenStory(pool, crew)
    const id = randomUUID()
    expect(await save(story, '第二版', { id })).toEqual(await save(story, '第二版', { id }))
    expect(await pool`select 1 from newsroom.versions where story_id = ${story.story_id}`).toHaveLength(2)
  })

  test('of two people who save at once, one is told that the other was first', async () => {
    const story = await writtenStory(pool, crew)
    const both = await Promise.allSettled([save(story, '甲'), save(story, '乙', { actor: crew.second })])
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('can be restored, and restoring can be undone', async () => {
    const story = await writtenStory(pool, crew)
    await save(story, '写坏了')
    const { story_id } = story
    const restore = (restored_no: number, version_no: number) =>
      run(pool, restoreVersion, { story_id, restored_no, version_no }, { actor: crew.writer })
    await restore(1, 2)
    expect(await textOf(story_id, 3)).toBe('资江二桥今天通车。')
    await restore(2, 3)
    expect(await textOf(story_id, 4)).toBe('写坏了')
    expect(await refusalOf(restore(9, 4))).toBe('newsroom.no-such-version')
    expect(await refusalOf(restore(1, 3))).toBe('newsroom.edited-meanwhile')
  })

  test('cannot be changed or removed', async () => {
    const { story_id } = await writtenStory(pool, crew)
    await expect(pool`delete from newsroom.versions where story_id = ${story_id}`).rejects.toThrow('append-only')
  })
})

describe('a story', () => {
  test('belongs to an open section and a topic in force', async () => {
    const create = (more: object) => run(pool, createStory, { headline: '题', ...more }, { actor: crew.writer })
    expect(await refusalOf(create({ section: '没有的栏目' }))).toBe('newsroom.no-such-section')
    expect(await refusalOf(create({ topic: 'none-such' }))).toBe('newsroom.no-such-topic')
    expect(await refusalOf(create({ channels: ['fax'] }))).toBe('platform.malformed')
    const missing = { story_id: '999999', version_no: 0 }
    expect(await refusalOf(save(missing, '无'))).toBe('newsroom.no-such-story')
  })

  test('longer than a story can be is refused', async () => {
    expect(await refusalOf(save(await writtenStory(pool, crew), '长'.repeat(200_001)))).toBe('newsroom.too-long')
  })

  test('of a wire service, once locked, keeps every character', async () => {
    const own = await writtenStory(pool, crew)
    const lock = (story: { story_id: string }) =>
      run(pool, lockCopy, { story_id: story.story_id }, { actor: crew.writer })
    expect(await refusalOf(lock(own))).toBe('newsroom.wrong-state')
    const empty = await writtenStory(pool, crew, { origin: 'wire', body: paragraph('') })
    expect(await refusalOf(lock(empty))).toBe('newsroom.empty-story')
    const wire = await writtenStory(pool, crew, { origin: 'wire' })
    await lock(wire)
    expect(await refusalOf(save(wire, '改一个字'))).toBe('newsroom.locked-copy')
    const relabel = run(pool, describeStory, { story_id: wire.story_id, origin: 'original' }, { actor: crew.writer })
    expect(await refusalOf(relabel)).toBe('newsroom.locked-copy')
  })

  test('shows who is writing, and lets a colleague take over', async () => {
    const story = await writtenStory(pool, crew)
    await save(story, '甲在写')
    const { from } = await run(pool, takeOver, { story_id: story.story_id }, { actor: crew.second })
    expect(from).toBe(crew.writer.name)
    expect((await save({ ...story, version_no: 2 }, '甲还能保存，版本说了算')).version_no).toBe(3)
  })
})
