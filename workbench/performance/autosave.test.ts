import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Content } from '../../src/performance/content.ts'
import { Autosave } from './autosave.ts'

const text = (words: string): Content => [[{ text: words }]]
const OFFLINE = { status: 0 }
const CONFLICT = { status: 409 }

/** A server that keeps one text with its version, answers a known id again, and can lose its answers. */
function server() {
  const known = new Map<string, number>()
  const state = { content: [] as Content, version: 0, writes: 0, lose: false, down: false }
  const send = async ({ id, content, version }: { id: string; content: Content; version: number }) => {
    await Promise.resolve()
    if (state.down) throw OFFLINE
    const before = known.get(id)
    if (before !== undefined) return { version: before }
    if (version !== state.version) throw CONFLICT
    Object.assign(state, { content, version: version + 1, writes: state.writes + 1 })
    known.set(id, state.version)
    if (state.lose) throw OFFLINE
    return { version: state.version }
  }
  return { state, send }
}

function memory() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    size: () => kept.size,
  }
}

function opened(at: ReturnType<typeof server>, store: ReturnType<typeof memory>, version = at.state.version) {
  return new Autosave({
    key: 'k',
    store,
    version,
    send: at.send,
    outcomeUnknown: error => error === OFFLINE,
    isConflict: error => error === CONFLICT,
  })
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})
const pause = (ms = 10_000) => vi.advanceTimersByTimeAsync(ms)

describe('what is written', () => {
  test('is saved once after a pause, and then nothing stays behind in the browser', async () => {
    const [at, store] = [server(), memory()]
    const one = opened(at, store)
    one.change(text('春'))
    one.change(text('春眠'))
    expect(store.size()).toBe(1)
    await pause()
    expect(at.state).toMatchObject({ content: text('春眠'), version: 1, writes: 1 })
    expect([one.state().kind, store.size()]).toEqual(['saved', 0])
  })

  test('while a save is on its way is saved after it, on the new version', async () => {
    const [at, store] = [server(), memory()]
    const one = opened(at, store)
    one.change(text('甲'))
    const first = one.flush()
    one.change(text('甲乙'))
    await first
    expect(one.unsaved()).toEqual(text('甲乙'))
    await pause()
    expect(at.state).toMatchObject({ content: text('甲乙'), version: 2 })
  })

  test('with typed digits stays here and is not sent until they are chips', async () => {
    const [at, store] = [server(), memory()]
    const one = opened(at, store)
    one.change(text('发稿120篇'))
    await pause()
    expect([one.state(), at.state.writes, store.size()]).toEqual([{ kind: 'digits', digits: ['120篇'] }, 0, 1])
    one.change([[{ text: '发稿' }, { figure: 'newsroom.count', format: 'prose' }]])
    await pause()
    expect(at.state.writes).toBe(1)
  })
})

describe('a lost answer', () => {
  test('is asked for again under the same id, so that one’s own save is no conflict', async () => {
    const [at, store] = [server(), memory()]
    const one = opened(at, store)
    at.state.lose = true
    one.change(text('甲'))
    await pause(2000)
    expect(one.state().kind).toBe('offline')
    one.change(text('甲乙'))
    at.state.lose = false
    await pause()
    await pause()
    expect(at.state).toMatchObject({ content: text('甲乙'), version: 2, writes: 2 })
    expect(one.state().kind).toBe('saved')
  })

  test('survives a crash of the browser', async () => {
    const [at, store] = [server(), memory()]
    const before = opened(at, store)
    at.state.lose = true
    before.change(text('甲'))
    await pause(2000)
    before.stop()
    at.state.lose = false
    // the page comes back and sees the server at version 1, which is its own save
    const after = opened(at, store)
    expect(after.unsaved()).toEqual(text('甲'))
    await after.flush()
    expect([after.state().kind, at.state.writes, store.size()]).toEqual(['saved', 1, 0])
  })
})

test('an offline spell loses nothing: it is tried again until it works', async () => {
  const [at, store] = [server(), memory()]
  const one = opened(at, store)
  at.state.down = true
  one.change(text('山雨欲来'))
  await pause(30_000)
  expect([one.state().kind, store.size()]).toEqual(['offline', 1])
  at.state.down = false
  await pause()
  expect(at.state.content).toEqual(text('山雨欲来'))
})

describe('when somebody else saved meanwhile', () => {
  const meeting = async () => {
    const [at, store] = [server(), memory()]
    const one = opened(at, store)
    await at.send({ id: 'other', content: text('别人的'), version: 0 })
    one.change(text('我的'))
    await pause()
    return { at, store, one }
  }

  test('nothing is written over, and both texts are there to choose from', async () => {
    const { at, one } = await meeting()
    expect([one.state().kind, one.unsaved(), at.state.content]).toEqual(['conflict', text('我的'), text('别人的')])
    one.change(text('我的，改过'))
    await pause()
    expect([one.state().kind, at.state.writes]).toEqual(['conflict', 1])
  })

  test('the decision for one’s own is saved on the newer version', async () => {
    const { at, one } = await meeting()
    one.resolve(text('我的'), 1)
    await pause()
    expect(at.state).toMatchObject({ content: text('我的'), version: 2 })
  })

  test('the decision for the other’s lets go of one’s own', async () => {
    const { at, store, one } = await meeting()
    one.discard(1)
    await pause()
    expect([one.unsaved(), store.size(), at.state.content]).toEqual([undefined, 0, text('别人的')])
    one.change(text('接着写'))
    await pause()
    expect(at.state.version).toBe(2)
  })

  test('and nothing is unsaved here, later saves stand on the newer text', async () => {
    const [at, store] = [server(), memory()]
    const one = opened(at, store)
    await at.send({ id: 'other', content: text('别人的'), version: 0 })
    one.adopt(1)
    one.change(text('别人的，补充'))
    await pause()
    expect(one.state().kind).toBe('saved')
  })
})
