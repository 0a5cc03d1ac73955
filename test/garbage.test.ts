// Whatever is filled in, a command or query answers or refuses: an error of the program, or of the database, is a defect.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { allCommands, allQueries, createApp } from '../src/app.ts'
import { Refusal } from '../src/kernel/index.ts'
import { ROLES } from '../src/people/index.ts'
import { ask, perform, readConfig } from '../src/platform/index.ts'
import { staff, testDatabase } from './support/database.ts'
import { garbageFor } from './support/garbage.ts'
import { beitaBooks, importBooks } from './support/sample.ts'

const EACH = 15
const pool = await testDatabase()
await importBooks(pool, beitaBooks())
const actor = staff(...Object.keys(ROLES))
const at = new Date('2026-03-02T02:00:00Z')

type Tally = { faults: string[]; past_the_schema: Set<string> }
const tally = (): Tally => ({ faults: [], past_the_schema: new Set() })

/** Notes what went wrong, with what was put in; an answer or a refusal is right. */
async function judge(
  { faults, past_the_schema }: Tally,
  name: string,
  input: unknown,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work()
    past_the_schema.add(name)
  } catch (error) {
    if (!(error instanceof Refusal)) faults.push(`${name} ${JSON.stringify(input).slice(0, 300)}: ${error}`)
    else if (error.code !== 'platform.malformed') past_the_schema.add(name)
  }
}

test('no command ends in a defect, whatever is put in', { timeout: 120_000 }, async () => {
  const seen = tally()
  for (const [n, command] of allCommands.entries()) {
    for (const input of garbageFor(command.input, EACH, n + 1)) {
      const who = { id: randomUUID(), actor, at }
      await judge(seen, command.name, input, () => perform(pool, command, who, input))
    }
  }
  expect(seen.faults).toEqual([])
  // it would prove nothing if the schemas refused it all
  expect(seen.past_the_schema.size).toBeGreaterThan(allCommands.length / 2)
})

test('no query ends in a defect, whatever is asked', { timeout: 120_000 }, async () => {
  const seen = tally()
  for (const [n, query] of allQueries.entries()) {
    for (const made of garbageFor(query.input, EACH, n + 1)) {
      // a query is asked in an address: everything arrives as text
      const pairs = Object.entries((made ?? {}) as object).map(([key, value]) => [key, String(value)])
      const input = Object.fromEntries(pairs)
      await judge(seen, query.name, input, () => ask(pool, query, { actor, at }, input))
    }
  }
  expect(seen.faults).toEqual([])
  expect(seen.past_the_schema.size).toBeGreaterThan(allQueries.length / 2)
})

test('an address with a zero character is refused, on the portal as a page', async () => {
  const app = createApp({ pool, config: readConfig({}), now: () => at, log: () => undefined })
  const page = await app.request('/news/sections/%00')
  expect(page.status).toBe(400)
  expect(page.headers.get('content-type')).toMatch(/html/)
  expect(await page.text()).toContain('含有不能识别的字符')
  expect((await app.request('/api/inbox/find?words=a%00')).status).toBe(400)
})
