import { expect, test } from 'vitest'
import { findEntries, navigation, navigationFor } from './navigation.ts'
import { paths } from './paths.ts'

test('a page is found by its name, by words and by pinyin', () => {
  const first = (typed: string) => findEntries(navigation, typed)[0]?.to
  expect(first('台账')).toBe(paths.movements)
  expect(first('额度')).toBe(paths.ledger)
  expect(first('追加')).toBe(paths.adjust)
  expect(first('XUSHI')).toBe(paths.vouchers)
  expect(first('没有这个')).toBeUndefined()
})

test('nobody is offered what only others may do', () => {
  const offered = (roles: string[]) => navigationFor(roles).flatMap(group => group.entries.map(entry => entry.to))
  expect(offered(['editor'])).not.toContain(paths.record)
  expect(offered(['editor'])).not.toContain(paths.journal)
  expect(offered(['editor'])).toContain(paths.ledger)
  expect(offered(['operations'])).toContain(paths.adjust)
  expect(offered(['finance'])).toContain(paths.record)
  expect(offered(['auditor'])).toContain(paths.journal)
})

test('every page that can be reached without an id is offered', () => {
  const offered = navigation.flatMap(group => group.entries.map(entry => entry.to))
  const others: string[] = [paths.signIn, paths.setup, paths.voucher]
  expect(Object.values(paths).filter(to => !others.includes(to) && !offered.includes(to))).toEqual([])
})
