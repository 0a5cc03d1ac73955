// Every trial in its quick size, as a process of its own: its claims hold, and its negative controls are caught.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { programDir } from '../src/platform/index.ts'

const TIMEOUT_MS = 240_000

/** Beside the other tests of the suite a machine of two cores shows no speed; run by themselves, the trials demand a third and two seconds. */
const MORE: Record<string, string[]> = { race: ['--percent', '10'], schedule: ['--late-ms', '20000'] }

function trial(name: string): Promise<{ code: number | null; lines: string[]; errors: string }> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [
      path.join(programDir, 'trust', `${name}.ts`),
      '--quick',
      ...(MORE[name] ?? []),
    ])
    let [out, errors] = ['', '']
    child.stdout.on('data', part => {
      out += part
    })
    child.stderr.on('data', part => {
      errors += part
    })
    child.on('exit', code => resolve({ code, lines: out.trim().split('\n'), errors }))
  })
}

describe('the trials', () => {
  test.each([
    ['race', 'nobody overspends a line, however many try at once'],
    ['kill9', 'nothing acknowledged is lost or done twice when program and database are killed'],
    ['model', 'the product does what the models of ledger, claims, payments, purchases and assets do'],
    ['replay', 'every total, balance, net value and figure follows from the entries alone'],
    ['release', 'deliveries are neither doubled nor lost, and their states are true, under faults and kills'],
    ['schedule', 'what is scheduled is neither missed nor sent twice, over kills and jumps of the clock'],
    ['import', 'a killed import loses no post and takes none twice'],
  ])('%s: %s, and the judge objects when the guard is taken away', { timeout: TIMEOUT_MS }, async name => {
    const { code, lines, errors } = await trial(name)
    const last = lines.at(-1) ?? ''
    expect(lines.filter(line => !line.startsWith('ok')).slice(0, -1), errors.slice(-2000)).toEqual([])
    expect(lines.some(line => line.startsWith('ok   control: '))).toBe(true)
    expect(last).toMatch(new RegExp(`^${name}: \\d+ passed, 0 failed .* seed \\d+`))
    expect(code).toBe(0)
  })
})
