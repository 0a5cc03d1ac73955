// Planning: from a tip to a topic, an assignment and a signed story; instructions; the calendar and the board of the day.
import { afterAll, describe, expect, test } from 'vitest'
import { refusalOf, run, testDatabase } from '../../../test/support/database.ts'
import { approvedStory, decide, newsCrew, submittedStory, writtenStory } from '../../../test/support/newsroom.ts'
import { keptFile, testStore } from '../../../test/support/uploads.ts'
import { type Actor, ask, collectTodos, type Query } from '../../platform/index.ts'
import { newsroomTodos, receiveTip } from '../index.ts'
import { describeStory } from '../stories/describe-story.ts'
import { acceptAssignment, assign, cancelAssignment, finishAssignment } from './assignments.ts'
import { board } from './board.ts'
import { calendar } from './calendar.ts'
import { addDay, endDay } from './days.ts'
import { finishInstruction, receiptInstruction, recordInstruction } from './instructions.ts'
import { addLabel, endLabel, labels } from './labels.ts'
import { decidePitch, proposePitch } from './pitches.ts'
import { assignments, instructions, pitches } from './plan-queries.ts'
import { tip, tips } from './tip-queries.ts'
import { dismissTip, mergeTips, recordTip, undoMerge } from './tips.ts'

const pool = await testDatabase()
const crew = await newsCrew(pool)
const { files, remove } = testStore()
afterAll(remove)

const AT = new Date('2026-03-02T02:00:00Z')
const read = async <T>(query: unknown, input: Record<string, unknown> = {}, actor: Actor = crew.writer, at = AT) =>
  (await ask(pool, query as Query, { actor, at }, input)) as T
const as = (actor: Actor, at = AT) => ({ actor, at })

const newTip = async (title: string, more: Record<string, unknown> = {}) =>
  String((await run(pool, recordTip, { title, ...more }, as(crew.writer))).tip_id)
type Listed = { id: bigint; title: string; state: string; merged_count: number }
const tipNamed = async (title: string) => (await read<Listed[]>(tips)).find(one => one.title === title)
const plan = { forms: ['text', 'photo'], channels: ['site', 'wechat'] }
const newPitch = async (title: string, more: Record<string, unknown> = {}) =>
  String((await run(pool, proposePitch, { title, ...plan, ...more }, as(crew.writer))).pitch_id)
const newAssignment = async (more: Record<string, unknown> = {}) =>
  String(
    (
      await run(
        pool,
        assign,
        { title: '拍通车', due_at: '2026-03-02T18:00:00+08:00', ...plan, person_ids: [crew.writer.id], ...more },
        as(crew.second),
      )
    ).assignment_id,
  )

describe('tips', () => {
  test('that tell the same are merged into one and can be taken apart again', async () => {
    const [a, b, c] = [await newTip('资江二桥通车'), await newTip('资江二桥明天通车'), await newTip('图书馆开馆')]
    const found = await read<{ alike: { id: bigint }[] }>(tip, { tip_id: a })
    expect(found.alike.map(one => String(one.id))).toEqual([b])
    await run(pool, mergeTips, { into_id: a, tip_ids: [b] }, as(crew.first))
    expect((await tipNamed('资江二桥通车'))!.merged_count).toBe(1)
    expect(await tipNamed('资江二桥明天通车')).toBeUndefined()
    expect(await refusalOf(run(pool, mergeTips, { into_id: b, tip_ids: [c] }))).toBe('newsroom.tip-handled')
    expect(await refusalOf(run(pool, mergeTips, { into_id: c, tip_ids: [c] }))).toBe('newsroom.merge-into-itself')
    await run(pool, undoMerge, { tip_id: b }, as(crew.first))
    expect((await tipNamed('资江二桥明天通车'))!.state).toBe('new')
    expect(await refusalOf(run(pool, undoMerge, { tip_id: b }))).toBe('newsroom.tip-handled')
  })

  test('keep what came with them for staff alone, and are let go with a reason', async () => {
    const file = await keptFile(pool, files, crew.writer)
    const id = await newTip('路灯坏了', { origin: 'resident', contact: '13900000000', file_ids: [file] })
    const found = await read<{ contact: string; files: { name: string }[] }>(tip, { tip_id: id })
    expect(found).toMatchObject({ contact: '13900000000', files: [{ name: '凭证.pdf' }] })
    expect(JSON.stringify(await read(tips), (_k, v) => String(v))).not.toContain('13900000000')
    await run(pool, dismissTip, { tip_id: id, reason: '已转城管处理' }, as(crew.first))
    expect(await refusalOf(run(pool, dismissTip, { tip_id: id, reason: '再一次' }))).toBe('newsroom.tip-handled')
    expect(await refusalOf(run(pool, dismissTip, { tip_id: '999', reason: '没有' }))).toBe('newsroom.no-such-tip')
    const call = { id: 'x', actor: crew.writer, at: AT, today: '2026-03-02' }
    await pool.begin(tx => receiveTip(tx, call, { origin: 'resident', title: '来自居民' }))
    expect(await tipNamed('来自居民')).toBeDefined()
  })
})

describe('a topic', () => {
  test('takes tips along, is decided with a reason, and held ones can be adopted later', async () => {
    const of = await newTip('春耕开始')
    const id = await newPitch('春耕在行动', { tip_ids: [of], themes: ['政策解读'], segments: ['村民'] })
    expect((await tipNamed('春耕开始'))!.state).toBe('used')
    const director = as(crew.final)
    expect(await refusalOf(run(pool, decidePitch, { pitch_id: id, decision: 'hold' }, director))).toBe(
      'newsroom.decision-reason-wanted',
    )
    await run(pool, decidePitch, { pitch_id: id, decision: 'hold', reason: '等农业农村局的数字' }, director)
    await run(pool, decidePitch, { pitch_id: id, decision: 'adopt' }, director)
    expect(
      await refusalOf(run(pool, decidePitch, { pitch_id: id, decision: 'reject', reason: '晚了' }, director)),
    ).toBe('newsroom.pitch-decided')
    expect(await refusalOf(run(pool, decidePitch, { pitch_id: id, decision: 'adopt' }, as(crew.writer)))).toBe(
      'platform.forbidden',
    )
    const listed = await read<{ id: bigint; tips: { title: string }[]; state: string }[]>(pitches)
    expect(listed.find(one => String(one.id) === id)).toMatchObject({ state: 'adopted', tips: [{ title: '春耕开始' }] })
  })

  test('is filed under labels in force only', async () => {
    expect(await refusalOf(newPitch('无名主题', { themes: ['没有的主题'] }))).toBe('newsroom.no-such-label')
    expect(await refusalOf(run(pool, decidePitch, { pitch_id: '999', decision: 'adopt' }))).toBe(
      'newsroom.no-such-pitch',
    )
  })
})

describe('labels', () => {
  test('are added once, end, and stay on the stories that have them', async () => {
    await run(pool, addLabel, { kind: 'theme', name: '乡村振兴', source: '区委宣传部2026年要点' }, as(crew.final))
    expect(await refusalOf(run(pool, addLabel, { kind: 'theme', name: '乡村振兴' }))).toBe('newsroom.label-stands')
    await run(pool, addLabel, { kind: 'section', name: '文明实践' }, as(crew.final))
    expect(await refusalOf(run(pool, addLabel, { kind: 'section', name: '文明实践' }))).toBe('newsroom.label-stands')
    const { story_id } = await writtenStory(pool, crew, { themes: ['乡村振兴'], section: '文明实践' })
    await pool`update newsroom.labels set effective_from = '2026-01-01' where name = '乡村振兴'`
    await run(pool, endLabel, { kind: 'theme', name: '乡村振兴' }, { at: new Date('2026-02-27T02:00:00Z') })
    expect(await refusalOf(run(pool, endLabel, { kind: 'theme', name: '乡村振兴' }))).toBe('newsroom.no-such-label')
    expect(await refusalOf(writtenStory(pool, crew, { themes: ['乡村振兴'] }))).toBe('newsroom.no-such-label')
    await run(pool, describeStory, { story_id, themes: ['乡村振兴'], section: '文明实践' }, as(crew.writer))
    await run(pool, endLabel, { kind: 'section', name: '文明实践' }, as(crew.final))
    await run(pool, addLabel, { kind: 'section', name: '文明实践' }, as(crew.final))
    const listed = await read<{ kind: string; name: string; story_count: number }[]>(labels)
    expect(listed.find(one => one.name === '乡村振兴')?.story_count).toBe(1)
    expect(listed.filter(one => one.kind === 'section').map(one => one.name)).toContain('文明实践')
  })
})

type Assigned = {
  id: bigint
  state: string
  overdue: boolean
  people: { accepted: boolean }[]
  stories: { state: string }[]
}
const assignmentOf = async (id: string, at = AT) =>
  (await read<Assigned[]>(assignments, {}, crew.writer, at)).find(one => String(one.id) === id)!

describe('an assignment', () => {
  test('comes out of an adopted topic, is taken by whom it was given to, and is done when its story is signed', async () => {
    const pitch_id = await newPitch('二桥通车')
    const refused = {
      pitch_id,
      title: '拍通车',
      due_at: '2026-03-02T18:00:00+08:00',
      ...plan,
      person_ids: [crew.writer.id],
    }
    expect(await refusalOf(run(pool, assign, refused, as(crew.second)))).toBe('newsroom.pitch-not-adopted')
    await run(pool, decidePitch, { pitch_id, decision: 'adopt' }, as(crew.final))
    const id = await newAssignment({ pitch_id })
    expect((await assignmentOf(id)).people).toMatchObject([{ accepted: false }])
    expect(await refusalOf(run(pool, acceptAssignment, { assignment_id: id }, as(crew.first)))).toBe(
      'newsroom.not-assigned',
    )
    await run(pool, acceptAssignment, { assignment_id: id }, as(crew.writer))
    await approvedStory(pool, crew, { assignment_id: id })
    expect(await assignmentOf(id)).toMatchObject({
      state: 'done',
      people: [{ accepted: true }],
      stories: [{ state: 'signed' }],
    })
    expect(await refusalOf(run(pool, cancelAssignment, { assignment_id: id, reason: '晚了' }, as(crew.second)))).toBe(
      'newsroom.assignment-ended',
    )
    expect(await refusalOf(writtenStory(pool, crew, { assignment_id: id }))).toBe('newsroom.assignment-ended')
  })

  test('goes to people in post, begins before it is due, and is ended by those it concerns', async () => {
    expect(await refusalOf(newAssignment({ person_ids: ['999'] }))).toBe('newsroom.no-such-person')
    expect(await refusalOf(newAssignment({ starts_at: '2026-03-03T08:00:00+08:00' }))).toBe(
      'newsroom.starts-after-deadline',
    )
    expect(await refusalOf(newAssignment({ pitch_id: '999' }))).toBe('newsroom.no-such-pitch')
    const id = await newAssignment()
    expect(await refusalOf(run(pool, finishAssignment, { assignment_id: id }, as(crew.first)))).toBe(
      'newsroom.not-assigned',
    )
    expect(await refusalOf(run(pool, cancelAssignment, { assignment_id: id, reason: '不去了' }, as(crew.writer)))).toBe(
      'newsroom.not-assigned',
    )
    const late = new Date('2026-03-03T02:00:00Z')
    expect((await assignmentOf(id, late)).overdue).toBe(true)
    expect(await run(pool, finishAssignment, { assignment_id: id }, as(crew.writer, late))).toEqual({ on_time: false })
    const other = await newAssignment()
    await run(pool, cancelAssignment, { assignment_id: other, reason: '活动改期' }, as(crew.second))
    expect((await assignmentOf(other)).state).toBe('cancelled')
    expect(await refusalOf(run(pool, acceptAssignment, { assignment_id: '999' }))).toBe('newsroom.no-such-assignment')
  })
})

describe('an instruction from above', () => {
  test('is receipted before it is done, each once, and late ones are told', async () => {
    const deadlines = { receipt_due_at: '2026-03-02T09:00:00+08:00', due_at: '2026-03-02T20:00:00+08:00' }
    const input = { issuer: '区委宣传部', title: '转发防汛提示', content: '今天 20 时前各平台转发。', ...deadlines }
    const { instruction_id } = await run(pool, recordInstruction, input, as(crew.writer))
    const lead = as(crew.final)
    const [row] = await read<{ late: boolean }[]>(instructions)
    expect(row!.late).toBe(true)
    expect(await refusalOf(run(pool, finishInstruction, { instruction_id, note: '办了' }, lead))).toBe(
      'newsroom.receipt-first',
    )
    await run(pool, receiptInstruction, { instruction_id, note: '由采访部办' }, lead)
    expect(await refusalOf(run(pool, receiptInstruction, { instruction_id }, lead))).toBe(
      'newsroom.instruction-receipted',
    )
    await newAssignment({ instruction_id })
    await run(pool, finishInstruction, { instruction_id, note: '三个平台已转发' }, lead)
    expect(await refusalOf(run(pool, finishInstruction, { instruction_id, note: '再办' }, lead))).toBe(
      'newsroom.instruction-done',
    )
    expect(await refusalOf(run(pool, receiptInstruction, { instruction_id: '999' }, lead))).toBe(
      'newsroom.no-such-instruction',
    )
  })
})

describe('the calendar', () => {
  test('knows the days that come back every year, and takes those of the house', async () => {
    const { day_id } = await run(pool, addDay, { title: '建区纪念日', kind: 'publicity', month_no: 3, day_no: 3 })
    const shown = await read<{ days: { title: string; on_date: string }[]; assignments: unknown[] }>(calendar, {
      from: '2026-03-01',
      to: '2026-03-31',
    })
    expect(shown.days.map(day => day.title)).toEqual([
      '建区纪念日',
      '学雷锋纪念日',
      '妇女节',
      '植树节',
      '国际消费者权益日',
    ])
    expect(shown.assignments.length).toBeGreaterThan(0)
    await run(pool, endDay, { day_id })
    expect(await refusalOf(run(pool, endDay, { day_id }))).toBe('newsroom.no-such-day')
    expect(await refusalOf(run(pool, addDay, { title: '错', kind: 'publicity', month_no: 2, day_no: 30 }))).toBe(
      'newsroom.impossible-day',
    )
    expect(await refusalOf(read(calendar, { from: '2026-01-01', to: '2026-12-31' }))).toBe('newsroom.period-too-long')
  })
})

describe('what waits', () => {
  test('the board shows copy and how long it has stood, who is out, instructions and what is late', async () => {
    const out = { starts_at: '2026-03-02T08:00:00+08:00', place: '二桥工地', title: '工地采访' }
    await newAssignment(out)
    const story = await submittedStory(pool, crew, { headline: '站在台上的稿件', due_at: '2026-03-01T10:00:00+08:00' })
    const shown = await read<{
      copy: { headline: string; state: string; overdue: boolean; since: Date }[]
      out: { person: string; place: string }[]
      counts: { overdue: number; signed_today: number }
      days: { title: string }[]
    }>(board)
    expect(shown.copy[0]).toMatchObject({ headline: '站在台上的稿件', state: 'review1', overdue: true })
    expect(shown.out).toContainEqual(expect.objectContaining({ person: crew.writer.name, place: '二桥工地' }))
    expect(shown.days.map(day => day.title)).toContain('妇女节')
    expect(shown.counts.signed_today).toBe(1)
    expect(shown.counts.overdue).toBeGreaterThan(0)
    await decide(pool, crew.first, story, 'review1', { decision: 'return', opinion: '补现场声音' })
  })

  test('each is told what is his: assignments, topics to decide, instructions, what was sent back, a second review that is owed', async () => {
    const waiting = async (actor: Actor, today = '2026-03-02') =>
      (await pool.begin(tx => collectTodos(newsroomTodos, tx, actor, today))) as unknown as {
        kind: string
        title: string
        detail: string
      }[]
    await newPitch('等着定的选题')
    await run(pool, recordInstruction, { issuer: '区委', title: '等着签收', content: '请签收' }, as(crew.writer))
    const urgent = await submittedStory(pool, crew, { headline: '突发：暴雨' }, 'urgent')
    await decide(pool, crew.first, urgent, 'review1')
    await decide(pool, crew.final, urgent, 'review3')
    const writers = await waiting(crew.writer)
    expect(writers.map(todo => todo.kind)).toContain('采访任务')
    expect(writers.find(todo => todo.kind === '退回的稿件')?.detail).toContain('补现场声音')
    const directors = await waiting(crew.final)
    expect(directors.map(todo => todo.title)).toEqual(expect.arrayContaining(['等着定的选题', '等着签收']))
    expect(directors.some(todo => todo.kind === '欠复审')).toBe(false)
    const debt = (await waiting(crew.final, '2026-03-04')).find(todo => todo.kind === '欠复审')
    expect(debt?.title).toBe('突发：暴雨')
  })
})
