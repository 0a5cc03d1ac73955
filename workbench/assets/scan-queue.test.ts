import { expect, test } from 'vitest'
import { type Scan, scanQueue } from './scan-queue.ts'

function memory() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}
let n = 0
const options = { newId: () => `id-${++n}`, now: () => new Date('2026-03-02T02:00:00Z') }

/** A server that counts ids once, and whose connection breaks off when told. */
function server() {
  const known = new Set<string>()
  let broken: '' | 'before' | 'after' = ''
  let sent = 0
  return {
    known,
    sent: () => sent,
    breakOff: (when: typeof broken) => {
      broken = when
    },
    send: async (scans: Scan[]) => {
      sent += 1
      if (broken === 'before') throw new Error('offline')
      for (const scan of scans) known.add(scan.scan_id)
      if (broken === 'after') throw new Error('answer lost')
      return { found_count: known.size, item_count: 3000, taken: [] }
    },
  }
}

test('scans made offline wait over a reload and are all sent later, in batches', async () => {
  const store = memory()
  const first = scanQueue('7', store, options)
  for (let at = 0; at < 1200; at += 1) first.add(`ZC-${at}`, 'camera', '三楼')
  const line = server()
  line.breakOff('before')
  await expect(first.flush(line.send)).rejects.toThrow('offline')
  expect(first.pending()).toHaveLength(1200)
  line.breakOff('')
  const again = scanQueue('7', store, options)
  expect(await again.flush(line.send)).toMatchObject({ found_count: 1200 })
  expect([again.pending().length, line.known.size, line.sent()]).toEqual([0, 1200, 4])
})

test('an answer that was lost is no loss: the same scans go out under the same ids and count once', async () => {
  const queue = scanQueue('8', memory(), options)
  queue.add('ZC-1', 'scanner')
  const line = server()
  line.breakOff('after')
  await expect(queue.flush(line.send)).rejects.toThrow('answer lost')
  line.breakOff('')
  await queue.flush(line.send)
  expect([line.known.size, queue.pending().length]).toEqual([1, 0])
})

test('what is scanned while a batch is under way is sent too, and an empty line is no scan', async () => {
  const queue = scanQueue('9', memory(), options)
  queue.add('ZC-1', 'hand')
  expect(queue.add('  ', 'hand')).toBeUndefined()
  const line = server()
  const slow = async (scans: Scan[]) => {
    if (line.sent() === 0) queue.add('ZC-2', 'hand')
    return line.send(scans)
  }
  const [one, two] = [queue.flush(slow), queue.flush(slow)]
  await Promise.all([one, two])
  expect([line.known.size, line.sent()]).toEqual([2, 2])
})
