import { describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { account } from '../../../test/support/publishing.ts'
import { ask, type Query } from '../../platform/index.ts'
import { inspect } from '../inspection/inspect.ts'
import {
  beginInspectionVersion,
  dropInspectionRule,
  setInspectionRule,
  setInspectionScheme,
} from './inspection-versions.ts'
import { setPopulation, setSpikeRule } from './measures.ts'
import { audienceRules } from './rule-queries.ts'

const pool = await testDatabase()
const actor = staff('operations')
const at = new Date('2026-03-02T02:00:00Z')
type Rules = {
  populations: { effective_from: string; count: number }[]
  spike_rules: { effective_from: string; times: number }[]
  schemes: { version: string; used: boolean; effective_to: string | null; pass_cent: number }[]
  rules: { version: string; code: string; title: string; threshold: number | null }[]
}
const rules = () => ask(pool, audienceRules as unknown as Query, { actor, at }, {}) as Promise<Rules>
const act = (command: unknown, input: unknown, when = at) => run(pool, command as never, input, { actor, at: when })

test('the population is set anew until it was compared with its source', async () => {
  const given = { effective_from: '2026-01-01', count: 120_000, source: '统计公报' }
  await act(setPopulation, given)
  await act(setPopulation, { ...given, count: 121_000, confirmed: true })
  expect(await refusalOf(act(setPopulation, given))).toBe('audience.population-stands')
  expect((await rules()).populations[0]).toMatchObject({ effective_from: '2026-01-01', count: 121_000 })
})

test('a rule for posts that stand out begins today or later, and one that works already stays', async () => {
  const rule = { times: 5, reads_min: 1000, posts_min: 5, silent_reads: 2000, source: '本单位规定' }
  expect(await refusalOf(act(setSpikeRule, { ...rule, effective_from: '2026-03-01' }))).toBe(
    'audience.spike-rule-too-early',
  )
  await act(setSpikeRule, { ...rule, effective_from: '2026-04-01' })
  await act(setSpikeRule, { ...rule, effective_from: '2026-04-01', times: 6 })
  expect((await rules()).spike_rules.map(one => one.times)).toEqual([6, 8])
  const april = new Date('2026-04-01T02:00:00Z')
  expect(await refusalOf(act(setSpikeRule, { ...rule, effective_from: '2026-04-01' }, april))).toBe(
    'audience.spike-rule-too-early',
  )
})

describe('a version of the inspection', () => {
  const changed = {
    version: '2026',
    kind: 'veto',
    title: '超过10天没有更新',
    question: '最近一次更新距今多少天？',
    applies: ['account'],
    threshold: 10,
    points_cent: 0,
    points_max_cent: 0,
    rectify_days: 2,
    source: '新通知',
  }
  test('begins as a copy, is edited until the first inspection uses it, and then stands', async () => {
    await account(pool, 'manual', 'wechat')
    await act(inspect, { quarter: '2026Q1' })
    expect(await refusalOf(act(setInspectionRule, { ...changed, version: '2019', code: 'stale' }))).toBe(
      'audience.version-used',
    )
    const begin = { version: '2026', effective_from: '2026-04-01', source: '新通知' }
    expect(await refusalOf(act(beginInspectionVersion, { ...begin, effective_from: '2019-01-01' }))).toBe(
      'audience.version-too-early',
    )
    expect(await refusalOf(act(beginInspectionVersion, { ...begin, version: '2019' }))).toBe('audience.version-stands')
    await act(beginInspectionVersion, begin)
    await act(setInspectionRule, { ...changed, code: 'stale' })
    await act(setInspectionRule, { ...changed, title: '新增的一条' })
    await act(dropInspectionRule, { version: '2026', code: 'required' })
    const scheme = { version: '2026', full_cent: 10_000, bonus_max_cent: 2000, pass_cent: 7000, source: '新通知' }
    await act(setInspectionScheme, scheme)
    const now = await rules()
    expect(now.schemes).toMatchObject([
      { version: '2026', pass_cent: 7000, used: false },
      { version: '2019', effective_to: '2026-03-31', used: true },
    ])
    const of = (version: string) => now.rules.filter(rule => rule.version === version)
    expect(of('2026').length).toBe(of('2019').length)
    expect(of('2026').find(rule => rule.code === 'stale')).toMatchObject({ threshold: 10 })
    expect(of('2019').find(rule => rule.code === 'stale')).toMatchObject({ threshold: 14 })
    await act(inspect, { quarter: '2026Q2' }, new Date('2026-04-02T02:00:00Z'))
    expect(await refusalOf(act(setInspectionScheme, scheme))).toBe('audience.version-used')
    expect(await refusalOf(act(dropInspectionRule, { version: '1999', code: 'x' }))).toBe('audience.no-such-version')
  })
})
