// Starting, stopping and being killed: what an operator may do to the product, done to the product.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { commandLine, databasePid, ended, signIn, startServer, stopServer, temporaryFolder } from './support/server.ts'

const data = temporaryFolder()
afterAll(() => data.remove())

async function healthy(url: string): Promise<boolean> {
  const deadline = performance.now() + 30_000
  while (performance.now() < deadline) {
    const answer = await fetch(`${url}/api/health`).catch(() => undefined)
    if (answer?.ok) return true
    await pause(100)
  }
  return false
}

const spend = (day: string) => ({
  line_no: 'G01',
  section: '综合运行部',
  amount_fen: '100',
  on_date: day,
  summary: '试记一笔',
  counterparty: '某店',
  economic_code: '30201',
})

describe('an installation', () => {
  test('loads the sample on its first start, serves, and stops cleanly', async () => {
    const server = await startServer(data.folder)
    expect(server.logins.size).toBe(7)
    const figure = await (await fetch(`${server.url}/api/figures/budget.execution-rate?year=2022`)).json()
    expect(figure).toMatchObject({
      display: '79.64%',
      unit: '%',
      inputs: [{ name: 'budget.spent' }, { name: 'budget.opening' }],
    })
    expect((await fetch(`${server.url}/disclosure/2022`)).status).toBe(200)
    expect(await stopServer(server)).toBe(0)
    expect(existsSync(path.join(data.folder, 'postgres', 'postmaster.pid'))).toBe(false)
  })

  test('does not show the logins again; beside it the command line checks the books and tells everything that keeps a year open', async () => {
    const server = await startServer(data.folder)
    expect(server.logins.size).toBe(0)
    const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()
    const [checked, clean, refused, unknown] = await Promise.all(
      [
        'check-books --year 2022',
        `check-books --year ${year}`,
        `close-year --year ${year}`,
        'close-year --year 2035',
      ].map(words => commandLine(data.folder, words.split(' '))),
    )
    expect(checked).toMatchObject({ code: 1, out: expect.stringContaining('[错误] 人员经费支出 65.25万元') })
    expect(clean).toMatchObject({ code: 0, out: '没有发现问题。\n' })
    expect(refused).toMatchObject({
      code: 2,
      out: '',
      said: expect.stringContaining('移动硬盘（示例）（待审批）没有办完'),
    })
    expect(unknown).toMatchObject({ code: 2, said: '没有2035年度的账。\n' })
    expect(await stopServer(server)).toBe(0)
  })

  test('refuses a second start on the same directory, in words', async () => {
    const server = await startServer(data.folder)
    await expect(startServer(data.folder)).rejects.toThrow('系统已在运行')
    expect(await healthy(server.url)).toBe(true)
    await stopServer(server)
  })

  test('recovers from a kill of the program: the next start joins the database that was left behind', async () => {
    const server = await startServer(data.folder)
    const database = databasePid(data.folder)
    server.process.kill('SIGKILL')
    await ended(server.process)
    const next = await startServer(data.folder)
    expect(databasePid(data.folder)).toBe(database)
    expect(await healthy(next.url)).toBe(true)
    expect(await stopServer(next)).toBe(0)
    expect(existsSync(path.join(data.folder, 'postgres', 'postmaster.pid'))).toBe(false)
  })

  test('goes on without a hand when the database is killed under it, still refuses a second start, and still stops', async () => {
    const server = await startServer(data.folder)
    process.kill(databasePid(data.folder), 'SIGKILL')
    expect(await healthy(server.url)).toBe(true)
    const figure = await fetch(`${server.url}/api/figures/budget.spent?year=2022`)
    expect(figure.status).toBe(200)
    // the lock of the data directory died with the database and is taken again
    await pause(2_500)
    await expect(startServer(data.folder)).rejects.toThrow('系统已在运行')
    expect(await stopServer(server)).toBe(0)
  })
})

describe('a new installation', () => {
  test('answers a double click once', async () => {
    const own = temporaryFolder()
    const server = await startServer(own.folder)
    try {
      const cookie = await signIn(server, 'kuaiji')
      const day = `${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)}`
      const send = () =>
        fetch(`${server.url}/api/budget/record-expenditure`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            cookie,
            'idempotency-key': '7a1c7c2e-52a5-4b8e-9a64-0d3c1f0e2b11',
          },
          body: JSON.stringify(spend(day)),
        })
      const answers = await Promise.all([send(), send(), send(), send()])
      const bodies = await Promise.all(answers.map(answer => answer.text()))
      expect(answers.map(answer => answer.status)).toEqual([200, 200, 200, 200])
      expect(new Set(bodies).size).toBe(1)
      expect(answers.filter(answer => answer.headers.get('idempotent-replayed') === 'false')).toHaveLength(1)
    } finally {
      await stopServer(server)
      own.remove()
    }
  })

  test('without the sample offers the setup, once and with its code', async () => {
    const own = temporaryFolder()
    const server = await startServer(own.folder, ['--empty'])
    try {
      const code = /setup\?code=(\S+)/.exec(server.log())?.[1]
      const input = {
        name: '某县融媒体中心',
        district: '某市某县',
        sections: ['办公室', '采编部'],
        admin_name: '管理员甲',
        admin_login: 'admin1',
        password: '一个很长很长的口令呀甲',
      }
      const send = (given: string | undefined) =>
        fetch(`${server.url}/api/people/set-up`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...input, code: given }),
        })
      expect((await send('wrong')).status).toBe(403)
      expect((await send(code)).status).toBe(200)
      expect((await send(code)).status).toBe(409)
    } finally {
      await stopServer(server)
      own.remove()
    }
  })
})
