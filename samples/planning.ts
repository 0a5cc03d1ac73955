// The planning of the sample: tips, topics at every stage, assignments, an instruction. Everything is invented and marked so.
import { createHash } from 'node:crypto'
import type { Actor } from '../src/platform/index.ts'

export type Perform = (who: Actor, name: string, input: unknown, key: string) => Promise<Record<string, unknown>>

const HOUR = 3_600_000
/** what only the program does is done by it here too */
const PROGRAM: Actor = { id: 'system', name: '示例装入', roles: [] }
const plan = { forms: ['text', 'photo'], channels: ['site', 'wechat'] }

const MAILS = [
  [
    'xc@street.example.cn',
    '某街道办（示例）',
    '社区夜校开课（示例）',
    '（示例）本周三晚七点，社区夜校第一课讲手机摄影，免费，名额三十个。',
  ],
  [
    'reader@mail.example.com',
    '热心读者（示例）',
    '公交站牌被树挡住了（示例）',
    '（示例）江边路站牌被树枝遮住，老人看不清班次。',
  ],
] as const

/** A registered unit's mail, which is a tip already, and one that waits. */
async function loadMails(run: Perform, editor: Actor): Promise<void> {
  await run(editor, 'newsroom.register-sender', { pattern: '@street.example.cn', unit: '某街道办（示例）' }, 'street')
  for (const [sender_address, sender_name, subject, content] of MAILS) {
    const key = createHash('sha256').update(`sample|${subject}`).digest('hex')
    const mail = {
      key,
      sender_address,
      sender_name,
      subject,
      content,
      notes: [],
      doubtful: false,
      sent_at: null,
      files: [],
    }
    await run(PROGRAM, 'newsroom.take-mail', mail, subject)
  }
}

/** Fills the planning pages: `people` are the sample's by login. */
export async function loadPlanning(run: Perform, person: (login: string) => Actor, now: Date): Promise<void> {
  const [director, reporter, editor] = [person('zhuren'), person('caibian1'), person('caibian2')]
  const later = (hours: number) => new Date(now.getTime() + hours * HOUR).toISOString()
  const tip = async (title: string, origin: string, more: Record<string, unknown> = {}) =>
    (await run(reporter, 'newsroom.record-tip', { title, origin, is_example: true, ...more }, title)).tip_id
  const flood = await tip('街道反映低洼路段积水（示例）', 'department', {
    source_name: '某街道办（示例）',
    place: '江边路',
  })
  await tip('居民拍到江边路段积水（示例）', 'resident', {
    place: '江边路',
    content: '（示例）下雨后江边路有积水，行人绕行。',
  })
  await tip('图书馆周末延时，有人来问（示例）', 'resident')
  const pitch = async (title: string, more: Record<string, unknown>) =>
    (
      await run(
        reporter,
        'newsroom.propose-pitch',
        { title, ...plan, is_example: true, planned_for: later(24).slice(0, 10), ...more },
        title,
      )
    ).pitch_id
  const drain = await pitch('雨后看排水（示例）', {
    angle: '（示例）跟着排水班走一晚，看积水怎样退下去。',
    caution: '（示例）不作责任判断，数据以住建部门为准。',
    section: '民生',
    themes: ['生活服务'],
    segments: ['社区居民'],
    tip_ids: [flood],
  })
  await pitch('村里的篮球队（示例）', { section: '乡街道', themes: ['群众文化体育'], segments: ['村民'] })
  await run(director, 'newsroom.decide-pitch', { pitch_id: drain, decision: 'adopt' }, 'drain')
  const assignment = {
    pitch_id: drain,
    title: '雨后看排水（示例）',
    place: '江边路泵站',
    starts_at: later(-1),
    due_at: later(6),
    ...plan,
    person_ids: [reporter.id],
    is_example: true,
  }
  await run(editor, 'newsroom.assign', assignment, 'drain')
  const instruction = {
    issuer: '上级宣传部门（示例）',
    title: '各平台转发防汛提示（示例）',
    content: '（示例）请各平台今天转发防汛提示，并报送链接。',
    receipt_due_at: later(2),
    due_at: later(10),
    is_example: true,
  }
  await run(editor, 'newsroom.record-instruction', instruction, 'flood-notice')
  await loadMails(run, editor)
}
