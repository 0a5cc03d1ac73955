import { expect, test } from 'vitest'
import { outcomeUnknown, submissions } from './submission.ts'

const failure = (status: number) => Object.assign(new Error('no'), { status })

function memory() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

function server(answers: (number | 'ok')[]) {
  const ids: string[] = []
  const send = async (_input: { n: number }, id: string) => {
    ids.push(id)
    const answer = answers[ids.length - 1] ?? 'ok'
    if (answer !== 'ok') throw failure(answer)
    return id
  }
  return { ids, send }
}
const counting = () => {
  let n = 0
  return () => `id-${++n}`
}

test('a double click sends one request', async () => {
  const { ids, send } = server([])
  const submit = submissions('a', send, { newId: counting() })
  expect(await Promise.all([submit({ n: 1 }), submit({ n: 1 })])).toEqual(['id-1', 'id-1'])
  expect(ids).toEqual(['id-1'])
})

test('the same input after a lost answer goes out under the same id', async () => {
  const { ids, send } = server([0, 502, 'ok', 'ok'])
  const submit = submissions('a', send, { newId: counting() })
  await expect(submit({ n: 1 })).rejects.toThrow()
  await expect(submit({ n: 1 })).rejects.toThrow()
  await submit({ n: 1 })
  await submit({ n: 1 })
  expect(ids).toEqual(['id-1', 'id-1', 'id-1', 'id-2'])
})

test('another input never goes out under an id that was used', async () => {
  const { ids, send } = server([0])
  const submit = submissions('a', send, { newId: counting() })
  await expect(submit({ n: 1 })).rejects.toThrow()
  await submit({ n: 2 })
  expect(ids).toEqual(['id-1', 'id-2'])
})

test('a refusal is an answer: the next try is a new submission', async () => {
  const { ids, send } = server([422])
  const submit = submissions('a', send, { newId: counting() })
  await expect(submit({ n: 1 })).rejects.toThrow()
  await submit({ n: 1 })
  expect(ids).toEqual(['id-1', 'id-2'])
})

test('an unknown outcome is remembered over a reload of the page, an answered one is not', async () => {
  const store = memory()
  const first = server([0])
  const newId = counting()
  await expect(submissions('a', first.send, { store, newId })({ n: 1 })).rejects.toThrow()
  const second = server([])
  await submissions('a', second.send, { store, newId })({ n: 1 })
  await submissions('a', second.send, { store, newId })({ n: 1 })
  expect([...first.ids, ...second.ids]).toEqual(['id-1', 'id-1', 'id-2'])
})

test('only a lost connection or a broken server leaves the outcome unknown', () => {
  expect([failure(0), failure(500), new TypeError('x')].map(outcomeUnknown)).toEqual([true, true, true])
  expect([failure(400), failure(409), failure(422)].map(outcomeUnknown)).toEqual([false, false, false])
})
