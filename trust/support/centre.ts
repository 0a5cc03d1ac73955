// A centre set up through the setup wizard of an empty product, with a budget of lines for the trial to act on.
import { setTimeout as pause } from 'node:timers/promises'
import { type Client, openClient, signIn } from './client.ts'
import type { Product } from './product.ts'

export const LOGIN = 'trial'
export const PASSWORD = '风雨无阻的试验口令-7k2m'
export const SECTION = '综合运行部'

export type Line = { line_no: string; opening_fen: bigint; allotted_fen: bigint }

/** Sends a command that must succeed; its output. */
export async function must(client: Client, name: string, input: unknown) {
  const answer = await client.command(name, input)
  if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** The code that the start prints, behind the addresses it serves. */
async function setupCode(product: Product): Promise<string | undefined> {
  for (let tries = 0; tries < 500; tries += 1) {
    const code = /setup\?code=(\S+?)\s/.exec(product.log())?.[1]
    if (code) return code
    await pause(10)
  }
  return undefined
}

/** Sets an empty product up and signs its first administrator in, who may do everything. */
export async function setUpCentre(product: Product, connections = 64): Promise<Client> {
  const code = await setupCode(product)
  const visitor = openClient(product.url, '', 1)
  await must(visitor, 'people.set-up', {
    code,
    name: '试验融媒体中心',
    district: '试验区',
    place: { province: '试验省', county: '试验区', level: '区县级' },
    sections: [SECTION, '新闻采访部'],
    admin_name: '试验员',
    admin_login: LOGIN,
    password: PASSWORD,
  })
  visitor.close()
  return openClient(product.url, await signIn(product.url, LOGIN, PASSWORD), connections)
}

/** Adopts a year's budget of these expenditure lines and one of income, and allots the lines to the section. */
export async function adoptLines(client: Client, year: number, lines: readonly Line[]): Promise<void> {
  const total = lines.reduce((sum, line) => sum + line.opening_fen, 0n)
  const rows = lines.map(({ line_no, opening_fen }) => ({
    line_no,
    side: 'expenditure',
    title: `公用${line_no}`,
    category: 'operating',
    opening_fen: String(opening_fen),
  }))
  const income = { line_no: 'S01', side: 'income', title: '财政拨款', source: 'fiscal', opening_fen: String(total) }
  await must(client, 'budget.adopt-budget', {
    year,
    doc_no: '试验',
    adopted_on: `${year}-01-01`,
    income_fen: String(total),
    expenditure_fen: String(total),
    lines: [income, ...rows],
  })
  await Promise.all(
    lines
      .filter(line => line.allotted_fen > 0n)
      .map(({ line_no, allotted_fen }) =>
        must(client, 'budget.allot', {
          line_no,
          section: SECTION,
          amount_fen: String(allotted_fen),
          on_date: `${year}-01-02`,
          summary: '下达',
        }),
      ),
  )
}
