import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { run, testDatabase } from '../../../test/support/database.ts'
import { jpegFile } from '../../../test/support/pictures.ts'
import { temporaryFolder } from '../../../test/support/server.ts'
import { testStore } from '../../../test/support/uploads.ts'
import { intakeBy } from './intake-sweep.ts'
import { takeIntake } from './take-intake.ts'

const pool = await testDatabase()
const { files, remove } = testStore()
const drop = temporaryFolder()
const root = path.join(drop.folder, 'intake')
afterAll(() => {
  remove()
  drop.remove()
})

/** Looks into the folder so long after now; a crash between taking in and moving away when `crash` says so. */
async function look(afterMs: number, crash = false): Promise<void> {
  const work = {
    read: (task: never) => pool.begin(task),
    perform: async (declared: never, input: never) => {
      const made = await run(pool, declared, input, { actor: { id: 'system', name: '系统', roles: [] } })
      if (crash) throw new Error('killed')
      return made
    },
    now: () => new Date(Date.now() + afterMs),
    attempt_no: 1,
    signal: new AbortController().signal,
  }
  await intakeBy(files, root).run(work as never)
}
const tips = () => pool<{ id: bigint; title: string; content: string; files: number }[]>`
  select t.id, title, content, (select count(*)::int from platform.file_uses u where u.use = 'newsroom.tip' and u.subject = t.id::text)
    files from newsroom.tips t order by id`

test('a folder with a text and a picture becomes one tip, once it is complete, and once only', async () => {
  await look(0)
  expect(readFileSync(path.join(root, '说明.txt'), 'utf8')).toContain('一篇稿件一个文件夹')
  const piece = path.join(root, '茶元头街道 插秧')
  mkdirSync(piece)
  writeFileSync(path.join(piece, '稿件.txt'), '早稻插秧开始\n今天一早，村民下田。\n')
  writeFileSync(path.join(piece, '图.jpg'), jpegFile())
  await look(0)
  expect(await tips()).toEqual([])
  await expect(look(60_000, true)).rejects.toThrow('killed')
  await look(60_000)
  expect(await tips()).toMatchObject([{ title: '早稻插秧开始', content: '今天一早，村民下田。', files: 2 }])
  expect(readdirSync(path.join(root, '已收'))).toHaveLength(1)
  await look(120_000)
  expect(await tips()).toHaveLength(1)
})

test('what cannot be taken is put aside with the reason; links are left alone', async () => {
  writeFileSync(path.join(root, '程序.exe'), 'MZ')
  writeFileSync(path.join(root, '单篇.txt'), '夜校开课\n')
  symlinkSync('/etc/hostname', path.join(root, '链接.txt'))
  await look(60_000)
  const aside = readdirSync(path.join(root, '未收'))
  const reason = aside.find(name => name.endsWith('原因.txt'))!
  expect(readFileSync(path.join(root, '未收', reason), 'utf8')).toContain('不是能收的文件')
  expect((await tips()).map(tip => tip.title)).toEqual(['早稻插秧开始', '夜校开课'])
  expect(readdirSync(root)).toContain('链接.txt')
  expect(takeIntake.access).toEqual([])
})
