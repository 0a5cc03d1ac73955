import { expect, test } from 'vitest'
import { compositionState } from './composition.ts'

const enter = { key: 'Enter', isComposing: false, keyCode: 13 }

test('Enter outside a composition is left to the page', () => {
  expect(compositionState().holds(enter)).toBe(false)
})

test('Enter that the browser marks as part of a composition is held', () => {
  expect(compositionState().holds({ ...enter, isComposing: true })).toBe(true)
  expect(compositionState().holds({ key: 'Process', isComposing: false, keyCode: 229 })).toBe(true)
})

test('Enter is still held in the tick in which the composition ended, and free in the next', () => {
  const waiting: (() => void)[] = []
  const state = compositionState(work => waiting.push(work))
  state.begin()
  state.end()
  expect(state.holds(enter)).toBe(true)
  waiting.forEach(work => void work())
  expect(state.holds(enter)).toBe(false)
})

test('a composition that begins before the earlier one is cleared stays held', () => {
  const waiting: (() => void)[] = []
  const state = compositionState(work => waiting.push(work))
  state.begin()
  state.end()
  state.begin()
  waiting.forEach(work => void work())
  expect(state.holds(enter)).toBe(true)
})

test('letters typed while composing reach the page', () => {
  const state = compositionState()
  state.begin()
  expect(state.holds({ key: 'a', isComposing: true, keyCode: 65 })).toBe(false)
})
