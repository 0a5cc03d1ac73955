// Mail as a source: read from files in the folder of contributions; what is registered becomes a tip, the rest waits, traps are refused.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Hono } from 'hono'
import { afterAll, expect, test } from 'vitest'
import { workAt } from '../../../test/support/channels.ts'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { jpegFile } from '../../../test/support/pictures.ts'
import { temporaryFolder } from '../../../test/support/server.ts'
import { testStore } from '../../../test/support/uploads.ts'
import { Refusal } from '../../kernel/index.ts'
import { ask, type Query, writeZip } from '../../platform/index.ts'
import { intakeBy } from '../intake/intake-sweep.ts'
import { mails, mailTodos } from './mail-queries.ts'
import { mountMail } from './mail-upload.ts'
import { readMail } from './read-mail.ts'
import { acceptMail, dropMail, endSender, registerSender } from './take-mail.ts'

const pool = await testDatabase()
const { files, remove } = testStore()
const drop = temporaryFolder()
const root = path.join(drop.folder, 'intake')
mkdirSync(root)
afterAll(() => {
  remove()
  drop.remove()
})
const editor = { actor: staff('editor') }
const at = new Date(Date.now() + 60_000)

type Part = { name: string; type: string; bytes: Uint8Array }
function mail(from: string, subject: string, body: string, parts: Part[] = [], more = ''): string {
  const head = `From: ${from}\r\nTo: tougao@example.cn\r\nSubject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=\r\nDate: Mon, 02 Mar 2026 09:00:00 +0800\r\n${more}MIME-Version: 1.0\r\n`
  const type = body.startsWith('<') ? 'text/html' : 'text/plain'
  const text = `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(body).toString('base64')}\r\n`
  if (parts.length === 0) return head + text
  const rest = parts.map(
    one =>
      `--b\r\nContent-Type: ${one.type}; name="${one.name}"\r\nContent-Disposition: attachment; filename="${one.name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(one.bytes).toString('base64')}\r\n`,
  )
  return `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n${text}${rest.join('')}--b--\r\n`
}
async function put(name: string, text: string): Promise<void> {
  writeFileSync(path.join(root, name), text)
  await intakeBy(files, root).run(workAt(pool, at))
}
type Listed = {
  id: bigint
  subject: string
  state: string
  why: string
  notes: string[]
  content: string
  files: unknown[]
  brought_by: string
}
const listed = async () =>
  ((await ask(pool, mails as unknown as Query, { ...editor, at }, {})) as { mails: Listed[] }).mails
const tips = () => pool<{ title: string; content: string; source_name: string; contact: string; files: number }[]>`
  select title, content, source_name, contact,
    (select count(*)::int from platform.file_uses u where u.use = 'newsroom.tip' and u.subject = t.id::text) files
  from newsroom.tips t order by id`
const read = (text: string) => refusalOf(readMail(new TextEncoder().encode(text)))
const picture = { name: '插秧.jpg', type: 'image/jpeg', bytes: jpegFile() }
const street = '"Street" <news@chayuantou.example.cn>'

test('a registered sender is a tip at once, with words, pictures and the text of its Word file; the same mail comes once', async () => {
  await run(pool, registerSender, { pattern: '@chayuantou.example.cn', unit: '茶元头街道' }, editor)
  const word = new TextEncoder().encode('早稻插秧开始。')
  const letter = mail(street, '早稻插秧', '今天一早，村民下田。', [
    picture,
    { name: '稿件.txt', type: 'text/plain', bytes: word },
  ])
  await put('来信.eml', letter)
  const [tip] = await tips()
  expect(tip).toMatchObject({
    title: '早稻插秧',
    source_name: '茶元头街道',
    contact: 'news@chayuantou.example.cn',
    files: 2,
  })
  expect(tip!.content).toBe('今天一早，村民下田。')
  await put('再来.eml', letter)
  expect(await tips()).toHaveLength(1)
  expect(readdirSync(path.join(root, '已收'))).toHaveLength(2)
})

test('an unknown sender, and one the mail server calls forged, waits; it is let in, registered with it, or dropped', async () => {
  await put(
    '陌生.eml',
    mail('a@stranger.example', '路灯坏了', '<p>桥头<b>路灯</b>坏了</p><script>alert(1)</script>', [picture]),
  )
  const forged = 'Authentication-Results: mx.example; spf=fail\r\n'
  await put('冒充.eml', mail(street, '冒充', '假的', [], forged))
  const waiting = (await listed()).filter(one => one.state === 'waiting')
  expect(waiting.map(one => one.why)).toEqual(['收信的服务器认为发件人是冒充的', '发件人没有登记'])
  expect(waiting[1]!.content).toBe('桥头路灯坏了')
  expect(await pool.begin(tx => mailTodos.list(tx, editor.actor, '2026-03-02'))).toHaveLength(2)
  expect(await pool.begin(tx => mailTodos.list(tx, staff('finance'), '2026-03-02'))).toEqual([])
  const [forgedOne, stranger] = waiting.map(one => String(one.id))
  await run(pool, acceptMail, { mail_id: stranger, unit: '热心单位' }, editor)
  expect((await tips()).at(-1)).toMatchObject({ title: '路灯坏了', source_name: '热心单位', files: 1 })
  expect(await refusalOf(run(pool, dropMail, { mail_id: stranger, reason: '晚了' }, editor))).toBe(
    'newsroom.mail-handled',
  )
  await run(pool, dropMail, { mail_id: forgedOne, reason: '冒充' }, editor)
  expect(await refusalOf(run(pool, acceptMail, { mail_id: '99999' }, editor))).toBe('newsroom.no-such-mail')
  await put('陌生二.eml', mail('a@stranger.example', '路灯修好了', '谢谢'))
  expect((await tips()).at(-1)).toMatchObject({ title: '路灯修好了', source_name: '热心单位' })
  await run(pool, endSender, { pattern: 'a@stranger.example' }, editor)
  const again = run(pool, endSender, { pattern: 'a@stranger.example' }, editor)
  expect(await refusalOf(again)).toBe('newsroom.no-such-sender')
})

test('a mail that a writer brings goes the same way, under his name; others may not, and what is no mail is refused', async () => {
  const app = new Hono()
  let actor = staff('finance')
  mountMail(app, { pool, files, actorOf: async () => actor, now: () => at })
  app.onError((error, c) => (error instanceof Refusal ? c.text(error.code, error.status as 403) : c.text('', 500)))
  const bring = (text: string) => {
    const body = new FormData()
    body.append('file', new File([text], '来信.eml'))
    return app.request('/api/newsroom/bring-mail', { method: 'POST', body })
  }
  const letter = mail(street, '带来的信', '请看。')
  expect(await (await bring(letter)).text()).toBe('platform.forbidden')
  actor = editor.actor
  expect(await (await bring('这不是邮件')).text()).toBe('newsroom.mail-broken')
  expect(await (await bring(letter)).json()).toMatchObject({ known: false })
  expect(await (await bring(letter)).json()).toMatchObject({ known: true })
  expect((await tips()).filter(one => one.title === '带来的信')).toHaveLength(1)
  expect((await listed()).find(one => one.subject === '带来的信')).toMatchObject({ brought_by: editor.actor.name })
})

test('what hangs on a mail and may not be kept is named with the reason, and the mail is taken all the same', async () => {
  const page = new TextEncoder().encode('<html><script>alert(1)</script></html>')
  const bomb = await writeZip([{ name: 'word/document.xml', bytes: Buffer.alloc(60_000_000) }])
  const parts = [
    { name: '假图.jpg', type: 'image/jpeg', bytes: page },
    { name: '程序.exe', type: 'application/octet-stream', bytes: new TextEncoder().encode('MZ') },
    { name: '资料.zip', type: 'application/zip', bytes: bomb },
    { name: '炸弹.docx', type: 'application/octet-stream', bytes: bomb },
  ]
  await put('附件.eml', mail(street, '附件', '看附件', parts))
  const made = (await tips()).at(-1)!
  expect(made).toMatchObject({ title: '附件', files: 0 })
  for (const { name } of parts) expect(made.content).toContain(name)
})

test('a mail of two thousand parts, one of Outlook own format, one that is none: put aside with the reason', async () => {
  const many = Array.from({ length: 2000 }, (_one, n) => ({
    name: `${n}.txt`,
    type: 'text/plain',
    bytes: new Uint8Array([65]),
  }))
  expect(await read(mail(street, '很多', '多', many))).toBe('newsroom.mail-too-many-parts')
  const winmail = { name: 'winmail.dat', type: 'application/ms-tnef', bytes: new Uint8Array([120, 159, 62, 34]) }
  expect(await read(mail(street, 'Outlook', '见附件', [winmail]))).toBe('newsroom.mail-winmail')
  expect(await read('这不是邮件')).toBe('newsroom.mail-broken')
  expect(await refusalOf(readMail(new Uint8Array(26 * 1024 * 1024)))).toBe('newsroom.mail-too-large')
  await put('坏的.eml', mail(street, 'Outlook', '见附件', [winmail]))
  const aside = readdirSync(path.join(root, '未收')).find(name => name.endsWith('原因.txt'))!
  expect(readFileSync(path.join(root, '未收', aside), 'utf8')).toContain('winmail.dat')
  expect(existsSync(path.join(root, '坏的.eml'))).toBe(false)
  const done = await pool`select 1 from platform.journal where command = 'newsroom.take-mail' limit 1`
  expect(done).toHaveLength(1)
})
