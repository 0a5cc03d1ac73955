import { expect, test } from 'vitest'
import { balanceOf, sideOf } from './amounts.ts'

test('an amount stands on one side only', () => {
  expect([sideOf('100', 'debit'), sideOf('100', 'credit')]).toEqual(['100', undefined])
  expect([sideOf('-100', 'debit'), sideOf('-100', 'credit')]).toEqual([undefined, '100'])
})

test('a balance is written with its direction and no sign', () => {
  expect(balanceOf('-483')).toEqual({ direction: '贷', fen: '483' })
  expect(balanceOf('5')).toEqual({ direction: '借', fen: '5' })
  expect(balanceOf('0')).toEqual({ direction: '平', fen: '0' })
})
