import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../../test/support/database.ts'
import { lifeRule, SECTION } from '../../../test/support/purchase.ts'
import { ensureSection } from '../../people/index.ts'
import { ask, type Pool } from '../../platform/index.ts'
import { writeWorkbook } from '../../platform/workbooks/index.ts'
import { concludeMisplaced, concludeMissing, concludeStocktake, concludeSurplus } from './conclude-finding.ts'
import { codeOf, countCards } from './count-cards.ts'
import { readCountSheet } from './read-count-sheet.ts'
import { startStocktake } from './start-stocktake.ts'
import { stocktake, stocktakes } from './stocktake-queries.ts'

const CARDS = 3000
let pool: Pool
let stocktake_id: string
const at = new Date('2026-03-02T02:00:00Z')
const scanned_at = '2026-03-02T01:00:00Z'
const numbers = Array.from({ length: CARDS }, (_, n) => `PD-${String(n + 1).padStart(4, '0')}`)
type Read = {
  items: { card_id: bigint; card_no: string; found_at: Date | null; found_place: string; verdict: string | null }[]
  surplus: { code: string; verdict: string | null }[]
  found_count: number
}
const read = () => ask(pool, stocktake, { actor: staff('editor'), at }, { stocktake_id }) as Promise<Read>
const scan = (code: string, more: Record<string, unknown> = {}) => ({
  ...{ scan_id: randomUUID(), code, how: 'scanner', scanned_at },
  ...more,
})
const count = (scans: unknown[]) => run(pool, countCards, { stocktake_id, scans }, { actor: staff('editor') })

beforeAll(async () => {
  pool = await testDatabase()
  await pool.begin(tx => ensureSection(tx, SECTION))
  expect(await refusalOf(run(pool, startStocktake, { title: '空' }))).toBe('assets.nothing-to-count')
  await pool`
    insert into assets.cards (card_no, name, class_code, original_fen, acquired_on, booked_on, life_months, place)
    select 'PD-' || lpad(n::text, 4, '0'), '台式计算机', 'A02010104', 500000, '2024-01-01', '2024-01-01', 72, '机房'
    from generate_series(1, ${CARDS}) n`
  const started = await run(pool, startStocktake, { title: '年度盘点' })
  expect(started.item_count).toBe(CARDS)
  stocktake_id = String(started.stocktake_id)
})

describe('a stocktake of 3,000 assets', () => {
  test('takes 2,990 scans in one run, each once however often it is sent', async () => {
    const began = performance.now()
    const batches = Array.from({ length: 6 }, (_, n) =>
      numbers.slice(n * 500, Math.min(2990, (n + 1) * 500)).map(no => scan(no)),
    )
    let last: Record<string, unknown> = {}
    for (const batch of batches) last = await count(batch)
    expect(last).toMatchObject({ found_count: 2990, item_count: CARDS })
    expect(performance.now() - began).toBeLessThan(20_000)
    // the connection broke off and the device sends everything again
    for (const batch of batches) await count(batch)
    const [kept] = await pool<{ n: number }[]>`select count(*)::int n from assets.stocktake_scans`
    expect(kept!.n).toBe(2990)
    const more = Array.from({ length: 501 }, (_, n) => scan(numbers[n]!))
    expect(await refusalOf(count(more))).toBe('platform.malformed')
  })

  test('reads a label, an address with the number in it, and a gun that types small letters', () => {
    expect(['PD-0001', 'https://x.cn/a?c=PD-0001', ' pd-0001 ', 'http://h/assets/PD-0001'].map(codeOf)).toEqual(
      Array.from({ length: 4 }, () => 'PD-0001'),
    )
  })

  test('takes in a counted workbook; the same file again counts nothing twice', async () => {
    const columns = ['卡片编号', '名称', '盘点结果', '实际位置'].map(title => ({ title }))
    const rows = [
      ['PD-2991', '台式计算机', '在', '三楼'],
      ['PD-2992', '台式计算机', '', ''],
      ['PD-9999', '台式计算机', '在', ''],
    ]
    const bytes = await writeWorkbook([{ name: '盘点表', columns, rows }])
    const load = async () =>
      (await pool.begin(tx =>
        readCountSheet.read(tx, { bytes, name: '盘点表.xlsx' }, { actor: staff('finance'), at }),
      )) as {
        scans: { scan_id: string; code: string; place: string }[]
        errors: unknown[]
      }
    const sheet = await load()
    expect(sheet.errors).toEqual([{ row: 4, message: '没有编号为“PD-9999”的卡片' }])
    expect((await load()).scans).toEqual(sheet.scans)
    const scans = sheet.scans.map(({ scan_id, code, place }) => ({ scan_id, code, place, how: 'workbook', scanned_at }))
    expect(await count(scans)).toMatchObject({ found_count: 2991 })
  })

  test('is concluded only when every missing and every surplus thing has its conclusion, one by one', async () => {
    // a card of another time is told, what was disposed of and is still there is a surplus
    await pool`
      insert into assets.cards (card_no, name, class_code, original_fen, acquired_on, booked_on, life_months, use_state, disposed_on)
      values ('NEW-1', '新机', 'A02', 1, '2026-03-02', '2026-03-02', 72, 'idle', null), ('GONE-1', '旧机', 'A02', 1, '2020-01-01', '2020-01-01', 72, 'disposed', '2025-01-01')`
    const told = (await count([scan('NEW-1'), scan('GONE-1'), scan('PD-0001')])) as { taken: object[] }
    expect(told.taken).toEqual([
      { code: 'NEW-1', card_no: 'NEW-1', name: '新机', wanted: false },
      { code: 'GONE-1', card_no: null, name: null, wanted: false },
      { code: 'PD-0001', card_no: 'PD-0001', name: '台式计算机', wanted: true },
    ])
    const ghost = { stocktake_id, code: 'GONE-1', verdict: 'error', reason: '标签没有撕' }
    await run(pool, concludeSurplus, ghost)
    await count([scan('OLD-7', { how: 'camera' }), scan('NEIGHBOUR-1')])
    const { items, surplus } = await read()
    const missing = items.filter(item => item.found_at === null)
    expect([missing.length, surplus.map(one => one.code)]).toEqual([9, ['GONE-1', 'NEIGHBOUR-1', 'OLD-7']])
    const done = run(pool, concludeStocktake, { stocktake_id, conclusion: '账实基本相符' })
    await expect(done).rejects.toThrow('盘亏 9 项、盘盈 2 项')
    expect(await refusalOf(run(pool, concludeStocktake, { stocktake_id, conclusion: '好' }))).toBe('assets.unconcluded')
    const [lost, ...others] = missing
    const conclude = (card_id: bigint, verdict: string) =>
      run(pool, concludeMissing, { stocktake_id, card_id: String(card_id), verdict, reason: '逐间找过' })
    const loss = await conclude(lost!.card_id, 'lost')
    expect(loss.disposal_id).not.toBeNull()
    expect(await refusalOf(conclude(lost!.card_id, 'found'))).toBe('assets.already-concluded')
    for (const item of others) await conclude(item.card_id, 'found')
    expect(await refusalOf(conclude(items[0]!.card_id, 'lost'))).toBe('assets.not-a-finding')
    const card = { origin: 'surplus', name: '旧交换机', class_code: 'A02010202', amount_fen: '80000', section: SECTION }
    const days = { acquired_on: '2026-03-02', booked_on: '2026-03-02', life_rule_id: await lifeRule(pool, '通信设备') }
    const found = { stocktake_id, code: 'OLD-7', verdict: 'register', reason: '没有入账', card: { ...card, ...days } }
    expect((await run(pool, concludeSurplus, found)).card_no).toBe('ZC2026-0001')
    const foreign = { stocktake_id, code: 'NEIGHBOUR-1', verdict: 'not-ours', reason: '区文旅局的' }
    await run(pool, concludeSurplus, foreign)
    const misplaced = items.find(item => item.card_no === 'PD-2991')!
    const moved = { stocktake_id, card_id: String(misplaced.card_id), verdict: 'moved', reason: '搬到三楼' }
    await run(pool, concludeMisplaced, moved)
    const closed = await run(pool, concludeStocktake, { stocktake_id, conclusion: '盘亏一台，已申请报损' })
    expect(closed).toMatchObject({ found_count: 2991 })
    const [card2991] = await pool`select place, count_result from assets.cards where card_no = 'PD-2991'`
    expect(card2991).toEqual({ place: '三楼', count_result: '账实相符' })
    expect(await refusalOf(count([scan('PD-0001')]))).toBe('assets.stocktake-is-done')
    const unknown = run(pool, countCards, { stocktake_id: '999', scans: [scan('PD-0001')] })
    expect(await refusalOf(unknown)).toBe('assets.no-such-stocktake')
    const list = (await ask(pool, stocktakes, { actor: staff('editor'), at }, {})) as { conclusion: string }[]
    expect(list).toMatchObject([{ conclusion: '盘亏一台，已申请报损', item_count: CARDS }])
  })
})
