import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import { command, perform } from './command.ts'
import { sealJournal, verifyJournal } from './journal.ts'

const pool = await testDatabase()
let runs = 0
const note = command({
  name: 'test.note',
  title: '记一笔',
  access: ['finance'],
  secrets: ['password'],
  input: z.strictObject({ text: z.string().max(20), password: z.string().default('x') }),
  output: z.object({ text: z.string() }),
  async run(_tx, _call, { text }) {
    runs += 1
    return { text }
  },
})

describe('a command', () => {
  test('answers a retry with the first answer and changes nothing', async () => {
    const id = randomUUID()
    const before = runs
    const who = { id, actor: staff('finance'), at: new Date() }
    const answers = await Promise.all(Array.from({ length: 8 }, () => perform(pool, note, who, { text: '甲' })))
    expect(answers.filter(answer => !answer.replayed)).toHaveLength(1)
    expect(new Set(answers.map(answer => JSON.stringify(answer.output))).size).toBe(1)
    expect(runs).toBe(before + 1)
  })

  test('refuses the same id with another input', async () => {
    const id = randomUUID()
    await run(pool, note, { text: '甲' }, { id })
    expect(await refusalOf(run(pool, note, { text: '乙' }, { id }))).toBe('platform.command-id-reused')
  })

  test('is refused to strangers, to the wrong post, and with fields nobody asked for', async () => {
    const who = { id: randomUUID(), actor: undefined, at: new Date() }
    expect(await refusalOf(perform(pool, note, who, { text: '甲' }))).toBe('platform.sign-in-first')
    expect(await refusalOf(run(pool, note, { text: '甲' }, { actor: staff('editor') }))).toBe('platform.forbidden')
    expect(await refusalOf(run(pool, note, { text: '甲', extra: 1 }))).toBe('platform.malformed')
    const refused = await pool`select kind, detail from platform.security_log where subject = 'test.note' order by id`
    expect(refused.map(row => row.detail)).toEqual([
      'platform.command-id-reused',
      'platform.sign-in-first',
      'platform.forbidden',
      'platform.malformed',
    ])
  })

  test('leaves no secret in the journal', async () => {
    await run(pool, note, { text: '密', password: '不可外传的密码' })
    const rows = await pool`select 1 from platform.journal where input like '%不可外传%' or output like '%不可外传%'`
    expect(rows).toHaveLength(0)
  })
})

describe('the chain', () => {
  test('does not fork when many seal at once, and verifies', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, n) => run(pool, note, { text: `第${n}笔` })))
    await Promise.all(Array.from({ length: 6 }, () => sealJournal(pool)))
    await sealJournal(pool)
    const report = await verifyJournal(pool)
    expect(report.first_bad).toBeNull()
    expect(report.unsealed_count).toBe(0)
    expect(report.sealed_count).toBeGreaterThan(60)
  })

  test('names the first row that was changed, and the first that was removed', async () => {
    // triggers off: what somebody with the database's key could do
    await pool.begin(async tx => {
      await tx`alter table platform.journal disable trigger user`
      const [victim] = await tx<{ journal_id: string }[]>`select journal_id from platform.seals where seal_no = 7`
      await tx`update platform.journal set input = replace(input, '笔', '比') || ' ' where id = ${victim!.journal_id}`
      await tx`alter table platform.journal enable trigger user`
    })
    expect((await verifyJournal(pool)).first_bad).toMatchObject({ seal_no: '7', reason: '日志行的内容与封存时不同' })
    await pool.begin(async tx => {
      await tx`alter table platform.journal disable trigger user`
      await tx`delete from platform.journal where id = (select journal_id from platform.seals where seal_no = 3)`
      await tx`alter table platform.journal enable trigger user`
    })
    expect((await verifyJournal(pool)).first_bad).toMatchObject({ seal_no: '3', reason: '日志行已不存在' })
    await pool.begin(async tx => {
      await tx`alter table platform.seals disable trigger user`
      await tx`delete from platform.seals where seal_no = 2`
      await tx`alter table platform.seals enable trigger user`
    })
    expect((await verifyJournal(pool)).first_bad).toMatchObject({ seal_no: '2', reason: '链上缺少这一条' })
  })
})
