// A thread answers once, or ends: by its own fault, by the time it takes, by the memory it wants.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/support/server.ts'
import { inThread } from './thread.ts'

const { folder, remove } = temporaryFolder()
afterAll(remove)
const FREE = { limit_ms: 60_000 }

function worker(name: string, does: string): URL {
  const file = path.join(folder, `${name}.mjs`)
  writeFileSync(file, `import { parentPort, workerData } from 'node:worker_threads'\n${does}\n`)
  return pathToFileURL(file)
}

test('a thread answers with what its worker says of what it was given', async () => {
  const twice = worker('twice', 'parentPort.postMessage(workerData.fen * 2n)')
  expect(await inThread<bigint>(twice, { fen: 21n }, FREE)).toBe(42n)
})

test('a worker that throws, ends without a word, takes too long or wants too much memory has no answer', async () => {
  expect(await inThread(worker('throws', "throw new Error('x')"), null, FREE)).toBeUndefined()
  expect(await inThread(worker('silent', ''), null, FREE)).toBeUndefined()
  expect(await inThread(worker('endless', 'for (;;);'), null, { limit_ms: 50 })).toBeUndefined()
  const greedy = worker('greedy', 'const all = []; for (;;) all.push(new Array(10000).fill({}))')
  expect(await inThread(greedy, null, { ...FREE, heap_mb: 16 })).toBeUndefined()
})
