import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf, run, staff, testDatabase } from '../../test/support/database.ts'
import { accept, contracted, LINE, lifeRule, type Office, office, SECTION } from '../../test/support/purchase.ts'
import { recordExpenditure } from '../budget/record-expenditure.ts'
import { returnPayment } from '../budget/reservations/return-payment.ts'
import { reverseMovement } from '../budget/reverse-movement.ts'
import { confirmDocument } from '../handover/confirm-document.ts'
import { makeDocument } from '../handover/make-document.ts'
import { next } from '../kernel/index.ts'
import { ask, collectTodos, type Pool, type Query, type Sql } from '../platform/index.ts'
import { writeWorkbook } from '../platform/workbooks/index.ts'
import { card, cards } from './cards.ts'
import { depreciateMonth } from './depreciation/depreciate-month.ts'
import { type Depreciable, dueIn, monthEnd, writtenOffBy } from './depreciation/schedule.ts'
import { completeDisposal, disposalEntries, remitProceeds } from './disposal/complete-disposal.ts'
import { disposal, disposals } from './disposal/disposal-queries.ts'
import { decideDisposal, proposeDisposal, withdrawDisposal } from './disposal/propose-disposal.ts'
import { editCards, readCards } from './edit-cards.ts'
import { registerCard, uncoveredVouchers } from './register-card.ts'
import { cardsAndLedger, yearReport } from './report/year-report.ts'
import { classes, depreciationMonths, lifeRules, standards } from './rules/rule-queries.ts'
import { importClasses, readClasses, setLifeRule, setStandard } from './rules/set-rules.ts'
import { issueSupplies, receiveSupplies, supplies, supplySlips } from './supplies/supplies.ts'
import { assetTodos, assetYearVetoes } from './todos.ts'
import { issueCards, returnCards } from './use/issue-cards.ts'
import { lendCard, takeBackCard } from './use/lend-card.ts'
import { finishRepair, sendToRepair } from './use/repair-card.ts'
import { transferCards } from './use/transfer-cards.ts'
import {
  ACQUIRED_BY,
  type CardMove,
  cardMachine,
  DISPOSAL_KINDS,
  DISPOSAL_STATES,
  EDITABLE,
  FINANCIAL_CLASSES,
  FUNDS,
  USE_STATES,
  type UseState,
  VALUE_KINDS,
} from './vocabulary.ts'

let pool: Pool
let people: Office
const at = new Date('2026-03-02T02:00:00Z')
const inTx = <T>(work: (tx: Sql) => Promise<T>) => pool.begin(work) as Promise<T>
type Read = Record<string, unknown> & {
  events: { kind: string }[]
  id: bigint
  card_no: string
  agreement: { cards_fen: bigint; ledger_fen: bigint }[]
}
const reading = <T = Read>(query: Query, input: unknown) =>
  ask(pool, query, { actor: staff('editor'), at }, input) as Promise<T>
const reads = (query: Query, input: unknown = {}) => reading<Read[]>(query, input)

/** A donated camera of 6,000.00 元; its id. */
async function donated(more: Record<string, unknown> = {}): Promise<string> {
  const asset = { origin: 'donation', name: '照相机', class_code: 'A02020501', amount_fen: '600000', section: SECTION }
  const days = { acquired_on: '2026-01-15', booked_on: '2026-01-15', life_rule_id: await lifeRule(pool) }
  const made = (await run(pool, registerCard, { ...asset, ...days, ...more })) as unknown as { cards: { id: string }[] }
  return made.cards[0]!.id
}
const paidMovement = async (voucher_id: unknown) => {
  const [row] = await pool<{ id: bigint }[]>`
    select id from budget.movements where voucher_id = ${String(voucher_id)} and kind = 'spend' and reverses_id is null`
  return { movement_id: String(row!.id) }
}
const agrees = async () => (await inTx(tx => cardsAndLedger(tx, 2026))).filter(row => row.cards_fen !== row.ledger_fen)
const stateOf = async (id: string) =>
  (await pool<{ use_state: string; holder: string }[]>`select use_state, holder from assets.cards where id = ${id}`)[0]

beforeAll(async () => {
  pool = await testDatabase()
  people = await office(pool)
})

describe('the register and the ledger', () => {
  test('agree after every kind of change: bought, given, allocated, depreciated, disposed of', async () => {
    expect(await agrees()).toEqual([])
    const { requisition_id } = await contracted(pool, people)
    await accept(pool, people.applicant, requisition_id)
    await donated()
    await donated({ origin: 'allocation', amount_fen: '900000', depreciated_fen: '300000', quantity: 3 })
    await donated({ origin: 'developed', life_rule_id: await lifeRule(pool, '软件等无形资产'), name: '采编软件' })
    expect(await agrees()).toEqual([])
    for (const month of ['2026-01', '2026-02', '2026-03']) await run(pool, depreciateMonth, { month })
    expect(await agrees()).toEqual([])
    const id = await donated()
    const { disposal_id } = await run(pool, proposeDisposal, { kind: 'scrap', reason: '摔坏', card_ids: [id] })
    await run(pool, decideDisposal, { disposal_id: String(disposal_id), decision: 'approve' }, { actor: people.leader })
    await run(pool, completeDisposal, { disposal_id: String(disposal_id), completed_on: '2026-03-02' })
    expect(await agrees()).toEqual([])
    const report = await reading(yearReport, { year: 2026 })
    expect(report.agreement.every(row => row.cards_fen === row.ledger_fen)).toBe(true)
    expect(report.disposals).toMatchObject([{ key: 'scrap', count: 1 }])
  })

  test('agree when a month is depreciated after a disposal: what left the books is written off no more', async () => {
    const id = await donated({ acquired_on: '2025-12-02', booked_on: '2026-01-02' })
    const { disposal_id } = await run(pool, proposeDisposal, { kind: 'scrap', reason: '摔坏', card_ids: [id] })
    await run(pool, decideDisposal, { disposal_id: String(disposal_id), decision: 'approve' }, { actor: people.leader })
    await run(pool, completeDisposal, { disposal_id: String(disposal_id), completed_on: '2026-03-02' })
    await run(pool, depreciateMonth, { month: '2026-02' })
    expect(await pool`select 1 from assets.depreciation where card_id = ${id}`).toHaveLength(0)
    expect(await agrees()).toEqual([])
  })

  test('a purchase that was paid gets its card only as far as its voucher reaches', async () => {
    const spent = { line_no: LINE, section: SECTION, amount_fen: '500000', on_date: '2026-03-02', summary: '购灯' }
    const paid = { ...spent, counterparty: '某店', economic_code: '31003', purpose: 'fixed_asset' }
    const { voucher_id } = await run(pool, recordExpenditure, paid)
    expect((await agrees()).map(row => row.account)).toEqual(['1601'])
    const vetoes = await inTx(tx => assetYearVetoes.list(tx, { kind: 'year-closes', year: 2026 }))
    expect(vetoes.map(veto => veto.reason)).toEqual([expect.stringContaining('固定资产：卡片')])
    const asset = { origin: 'purchase', name: '摄影灯', voucher_id: String(voucher_id) }
    const much = donated({ ...asset, amount_fen: '500001' })
    expect(await refusalOf(much)).toBe('assets.voucher-does-not-cover')
    const waits = async () => (await ask(pool, uncoveredVouchers, { actor: staff('finance'), at }, {})) as object[]
    expect(await waits()).toMatchObject([{ voucher_id: BigInt(String(voucher_id)), cost: '1601', left_fen: 500_000n }])
    const software = { life_rule_id: await lifeRule(pool, '软件等无形资产') }
    expect(await refusalOf(donated({ ...asset, ...software, amount_fen: '1' }))).toBe('assets.voucher-does-not-cover')
    // the card is of the voucher's year, and not before it
    for (const booked_on of ['2026-03-01', '2025-12-31'])
      expect(await refusalOf(donated({ ...asset, amount_fen: '500000', booked_on }))).toBe(
        'assets.voucher-of-another-time',
      )
    // two at once: one of them
    const both = await Promise.allSettled(
      [1, 2].map(() => donated({ ...asset, amount_fen: '500000', booked_on: '2026-03-02' })),
    )
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await waits()).toEqual([])
    // with its card the payment stands: neither reversed nor returned as an asset
    const { movement_id } = await paidMovement(voucher_id)
    const back = { movement_id, on_date: '2026-03-02' }
    const reversed = () => run(pool, reverseMovement, { ...back, reason: '记错' })
    const returned = (amount_fen: string, purpose = 'fixed_asset') =>
      run(pool, returnPayment, { ...back, amount_fen, purpose, summary: '退货' })
    expect(await refusalOf(reversed())).toBe('assets.payment-has-cards')
    expect(await refusalOf(returned('1'))).toBe('assets.payment-has-cards')
    expect(await agrees()).toEqual([])
    // what came back takes no card, and what has none is reversed as ever
    const other = await run(pool, recordExpenditure, { ...paid, amount_fen: '700' })
    const some = { ...back, movement_id: (await paidMovement(other.voucher_id)).movement_id, amount_fen: '300' }
    await run(pool, returnPayment, { ...some, purpose: 'fixed_asset', summary: '退一部分' })
    expect(await waits()).toMatchObject([{ left_fen: 400n }])
    const rest = { ...asset, voucher_id: String(other.voucher_id), booked_on: '2026-03-02' }
    expect(await refusalOf(donated({ ...rest, amount_fen: '401' }))).toBe('assets.voucher-does-not-cover')
    await donated({ ...rest, amount_fen: '400' })
    const wrong = await run(pool, recordExpenditure, { ...paid, amount_fen: '900' })
    await run(pool, reverseMovement, { ...back, ...(await paidMovement(wrong.voucher_id)), reason: '记错' })
    expect(await agrees()).toEqual([])
    expect(await refusalOf(donated({ ...asset, amount_fen: '1', booked_on: '2026-03-02' }))).toBe(
      'assets.voucher-does-not-cover',
    )
    expect(await agrees()).toEqual([])
    expect(await refusalOf(donated({ depreciated_fen: '600001' }))).toBe('assets.written-off-too-much')
  })
})

describe('a card', () => {
  test('is issued, moved, repaired, returned, lent and taken back, and its whole life can be read', async () => {
    const id = await donated()
    const one = { card_ids: [id] }
    await run(pool, issueCards, { ...one, person_id: people.applicant.id, place: '采编室' })
    expect(await stateOf(id)).toEqual({ use_state: 'in_use', holder: 'applicant' })
    const again = run(pool, issueCards, { ...one, person_id: people.buyer.id })
    expect(await refusalOf(again)).toBe('assets.wrong-state')
    await run(pool, transferCards, { ...one, section: SECTION, person_id: people.clerk.id, reason: '换人' })
    await run(pool, sendToRepair, { card_id: id, fault: '快门坏' })
    await run(pool, finishRepair, { card_id: id, result: '换快门' })
    expect(await stateOf(id)).toEqual({ use_state: 'in_use', holder: 'clerk' })
    await run(pool, returnCards, one)
    await run(pool, lendCard, { card_id: id, borrower: '区文旅局', due_on: '2026-04-01', doc_no: '借1号' })
    await run(pool, takeBackCard, { card_id: id, condition: '完好' })
    await run(pool, lendCard, { card_id: id, as: 'lease', borrower: '某公司', due_on: '2026-05-01', doc_no: '批2号' })
    expect(await stateOf(id)).toMatchObject({ use_state: 'leased_out' })
    await run(pool, takeBackCard, { card_id: id, condition: '完好' })
    await run(pool, sendToRepair, { card_id: id, fault: '镜头松' })
    await run(pool, finishRepair, { card_id: id, result: '拧紧' })
    expect(await stateOf(id)).toEqual({ use_state: 'idle', holder: '' })
    const read = await reading(card, { card_id: id })
    expect(read.events.map(event => event.kind)).toEqual([
      ...['registered', 'issue', 'transfer', 'send-to-repair', 'repaired', 'return', 'lend', 'take-back'],
      ...['lease', 'take-back', 'send-to-repair', 'repaired-idle'],
    ])
    expect(await refusalOf(reading(card, { card_id: '999999' }))).toBe('assets.no-such-card')
  })

  test('is described anew by a workbook that left here; values and holders stay, and twice changes nothing', async () => {
    const id = await donated()
    const card_no = (await reads(cards)).find(row => String(row.id) === id)!.card_no
    const columns = [EDITABLE.card_no, EDITABLE.tag_no, EDITABLE.place, EDITABLE.warranty_until, '原值'].map(title => ({
      title,
    }))
    const sheet = (rows: (string | null)[][]) => writeWorkbook([{ name: '资产卡片', columns, rows }])
    const read = async (bytes: Uint8Array) =>
      (await pool.begin(tx => readCards.read(tx, { bytes, name: '卡片.xlsx' }, { actor: staff('finance'), at }))) as {
        rows: unknown[]
        changes: { column: string; after: string }[]
        unchanged_count: number
        errors: unknown[]
      }
    const first = await read(
      await sheet([
        [card_no, 'BQ-1', '演播室', '2028-01-01', '1'],
        ['没有的', '', '', null, null],
      ]),
    )
    expect(first.changes.map(change => [change.column, change.after])).toEqual([
      ['标签码', 'BQ-1'],
      ['存放地点', '演播室'],
      ['质保截止', '2028-01-01'],
    ])
    expect(first.errors).toEqual([{ row: 3, message: '没有编号为“没有的”的卡片' }])
    expect(await run(pool, editCards, { rows: first.rows })).toEqual({ changed_count: 1, unchanged_count: 0 })
    expect(await run(pool, editCards, { rows: first.rows })).toEqual({ changed_count: 0, unchanged_count: 1 })
    const second = await read(await sheet([[card_no, 'BQ-1', '演播室', '2028-01-01', '1']]))
    expect(second).toMatchObject({ rows: [], unchanged_count: 1 })
    const other = await donated()
    const taken = (await reads(cards)).find(row => String(row.id) === other)!.card_no
    const number = { ...(first.rows[0] as object), tag_no: taken }
    expect(await refusalOf(run(pool, editCards, { rows: [number] }))).toBe('assets.tag-taken')
    const managed = [{ ...(first.rows[0] as object), manager: SECTION }]
    expect(await run(pool, editCards, { rows: managed })).toMatchObject({ changed_count: 1 })
    expect(await run(pool, editCards, { rows: managed })).toMatchObject({ unchanged_count: 1 })
    expect(await reading(card, { card_id: id })).toMatchObject({ manager: SECTION })
    const same = { ...(first.rows[0] as object), card_no: taken }
    expect(await refusalOf(run(pool, editCards, { rows: [same] }))).toBe('assets.tag-taken')
    const [value] = await pool`select original_fen from assets.cards where id = ${id}`
    expect(value).toEqual({ original_fen: 600_000n })
  })
})

describe('a card of a vehicle, a house, land or an intangible', () => {
  const give = (title: string, details: Record<string, string>, more: Record<string, unknown> = {}) =>
    lifeRule(pool, title).then(life_rule_id => donated({ life_rule_id, details, ...more }))
  const car = { plate_no: '湘E12345', vin: 'LSAMPLE0000000001', vehicle_quota: '在编', vehicle_use: '业务用车' }

  test('has the fields of its kind, which the rule of depreciation decides, and no others', async () => {
    const id = await give('车辆', { ...car, engine_no: '' })
    expect(await reading(card, { card_id: id })).toMatchObject({ card_kind: 'vehicle', details: car })
    const house = await give('业务及管理用房（砖混、砖木）', { house_cert_no: '湘（2026）第1号', floor_area: '1200.5' })
    expect(await reading(card, { card_id: house })).toMatchObject({ card_kind: 'house' })
    const land = await give('单独计价入账的土地（不提折旧）', { land_area: '800', land_right: '划拨' })
    expect(await reading(card, { card_id: land })).toMatchObject({ card_kind: 'land' })
    const right = await give('软件等无形资产', { right_cert_no: '软著登字第1号', right_until: '2036-01-14' })
    expect(await reading(card, { card_id: right })).toMatchObject({ card_kind: 'intangible' })
    expect(await refusalOf(give('计算机设备', car))).toBe('assets.details-of-other-kind')
    const wrong: Record<string, string>[] = [
      { vin: 'LSAMPLE000000000O' },
      { plate_no: '12345' },
      { vehicle_quota: '超编' },
    ]
    for (const details of wrong) expect(await refusalOf(give('车辆', details))).toBe('assets.detail-malformed')
    expect(await refusalOf(give('业务及管理用房（砖混、砖木）', { floor_area: '约一千' }))).toBe(
      'assets.detail-malformed',
    )
    expect(await refusalOf(give('软件等无形资产', { right_until: '明年' }))).toBe('assets.detail-malformed')
  })

  test('has its plate and its chassis alone, and several cards at once have none', async () => {
    const other = { ...car, plate_no: '湘E12346' }
    expect(await refusalOf(give('车辆', other))).toBe('assets.chassis-taken')
    expect(await refusalOf(give('车辆', { plate_no: car.plate_no }))).toBe('assets.plate-taken')
    const two = give('车辆', { plate_no: '湘E20002' }, { quantity: 2 })
    expect(await refusalOf(two)).toBe('assets.details-of-one')
    await give('车辆', { vehicle_use: '应急保障' }, { quantity: 2 })
  })

  test('is mended by the list and on its page; a column of another kind is a fault of its row', async () => {
    const id = await give('车辆', { plate_no: '湘E30003' })
    const { card_no } = await reading(card, { card_id: id })
    const camera = await donated()
    const { card_no: other } = await reading(card, { card_id: camera })
    const read = async (...rows: string[][]) => {
      const titles = ['卡片编号', '卡片种类', '车牌号', '发动机号', '建筑面积（㎡）']
      const bytes = await writeWorkbook([{ name: '卡片', columns: titles.map(title => ({ title })), rows }])
      const who = { actor: staff('operations'), at }
      return inTx(tx => readCards.read(tx, { bytes, name: '卡片.xlsx' }, who))
    }
    const { rows, changes, errors, unchanged_count } = await read(
      [card_no, '车辆', '湘E30003', 'FDJ-1', ''],
      [other, '一般资产', '湘E40004', '', ''],
      [card_no, '无形资产', '湘E30003', '', ''],
      [other, '', '', '', ''],
    )
    expect(changes).toEqual([{ card_no, column: '发动机号', before: '', after: 'FDJ-1' }])
    expect(unchanged_count).toBe(1)
    expect(errors.map(error => [error.row, error.message.slice(0, 7)])).toEqual([
      [3, '“车牌号”只填'],
      [4, '财务分类是“设'],
    ])
    await run(pool, editCards, { rows })
    expect(await reading(card, { card_id: id })).toMatchObject({
      details: { plate_no: '湘E30003', engine_no: 'FDJ-1' },
    })
    const kind = (rows[0] as Record<string, unknown>) ?? {}
    const unfit = run(pool, editCards, { rows: [{ ...kind, card_kind: 'house', details: {} }] })
    expect(await refusalOf(unfit)).toBe('assets.wrong-card-kind')
  })
})

describe('depreciation', () => {
  const base = { acquired_on: '2026-01-20', booked_on: '2026-01-20', depreciated_fen: 0n }

  test('is equal every month from the month of booking, and the last month takes the rest', () => {
    const one = { ...base, original_fen: 1000n, life_months: 3 }
    expect(['2026-01', '2026-02', '2026-03', '2026-04'].map(month => writtenOffBy(one, monthEnd(month)))).toEqual([
      ...[333n, 666n, 1000n, 1000n],
    ])
    expect(writtenOffBy(one, '2025-12-31')).toBe(0n)
  })

  test('run month by month it writes off the whole value exactly, and what was missed is made up', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        fc.integer({ min: 1, max: 80 }),
        fc.array(fc.boolean(), { minLength: 90, maxLength: 90 }),
        (original_fen, life_months, skipped) => {
          const asset: Depreciable = { ...base, original_fen, life_months }
          for (let n = 0; n < 90; n += 1) {
            if (skipped[n] && n < 89) continue
            const day = monthEnd(`${2026 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`)
            const { this_year, before } = dueIn(asset, day)
            if (this_year < 0n || before < 0n) return false
            asset.depreciated_fen += this_year + before
            if (asset.depreciated_fen !== writtenOffBy(asset, day)) return false
          }
          return asset.depreciated_fen === original_fen
        },
      ),
    )
  })

  test('of a month is posted once, takes in later what was booked later, and leaves exempt classes alone', async () => {
    const first = await run(pool, depreciateMonth, { month: '2026-03' })
    expect(await run(pool, depreciateMonth, { month: '2026-03' })).toEqual({
      card_count: 0,
      total_fen: '0',
      voucher_id: null,
    })
    const late = await donated({ acquired_on: '2026-03-02', booked_on: '2026-03-02' })
    await donated({
      life_rule_id: await lifeRule(pool, '图书、档案（不提折旧）'),
      name: '年鉴',
      booked_on: '2026-03-02',
    })
    expect(await run(pool, depreciateMonth, { month: '2026-03' })).toMatchObject({ card_count: 1, total_fen: '10000' })
    const rows = await pool`select amount_fen from assets.depreciation where card_id = ${late}`
    expect(rows).toEqual([{ amount_fen: 10_000n }])
    expect(await refusalOf(run(pool, depreciateMonth, { month: '2026-04' }))).toBe('assets.month-is-ahead')
    expect((await reads(depreciationMonths, { year: 2026 })).map(row => row.month)).toEqual([
      '2026-01',
      '2026-02',
      '2026-03',
    ])
    expect(first.voucher_id).not.toBeUndefined()
    expect(await agrees()).toEqual([])
  })

  test('of years that are over goes to the surplus of earlier years', async () => {
    const id = await donated({ origin: 'purchase', voucher_id: null, name: '旧机' }).catch(() => undefined)
    expect(id).toBeUndefined()
    expect(
      dueIn(
        { ...base, original_fen: 1200n, life_months: 12, acquired_on: '2025-11-01', booked_on: '2025-11-01' },
        '2026-02-28',
      ),
    ).toEqual({
      this_year: 200n,
      before: 200n,
    })
  })
})

describe('a disposal', () => {
  const propose = async (more: Record<string, unknown> = {}) => {
    const id = await donated()
    const made = await run(pool, proposeDisposal, { kind: 'scrap', reason: '损坏', card_ids: [id], ...more })
    return { id, disposal_id: String(made.disposal_id) }
  }

  test('is decided by another, above the amount with its minutes, and closes the cards', async () => {
    const { id, disposal_id } = await propose()
    const own = { ...staff('director'), id: '1' }
    const decide = { disposal_id, decision: 'approve' }
    expect(await refusalOf(run(pool, decideDisposal, decide, { actor: own }))).toBe('assets.own-disposal')
    expect(await refusalOf(run(pool, completeDisposal, { disposal_id, completed_on: '2026-03-02' }))).toBe(
      'assets.wrong-disposal-state',
    )
    await run(pool, decideDisposal, decide, { actor: people.leader })
    expect(await refusalOf(run(pool, completeDisposal, { disposal_id, completed_on: '2026-03-03' }))).toBe(
      'assets.day-is-ahead',
    )
    const done = await run(pool, completeDisposal, { disposal_id, completed_on: '2026-03-02', proceeds_fen: '5000' })
    expect(done).toMatchObject({ net_fen: '600000' })
    expect(await stateOf(id)).toEqual({ use_state: 'disposed', holder: '' })
    const vetoes = await inTx(tx => assetYearVetoes.list(tx, { kind: 'year-closes', year: 2026 }))
    expect(vetoes.map(veto => veto.reason)).toEqual([expect.stringContaining('50.00 元没有上缴')])
    const remit = (amount_fen: string) => run(pool, remitProceeds, { disposal_id, amount_fen, on_date: '2026-03-02' })
    expect(await refusalOf(remit('5001'))).toBe('assets.beyond-proceeds')
    await remit('5000')
    const [owed] = await pool`select sum(amount_fen)::bigint left from accounts.postings where account = '2103'`
    expect(owed).toEqual({ left: 0n })
    expect((await reading<Read & { items: unknown[] }>(disposal, { disposal_id })).items).toHaveLength(1)
    expect(await refusalOf(reading(disposal, { disposal_id: '999' }))).toBe('assets.no-such-disposal')
    const dear = await donated({ amount_fen: '1000000' })
    const large = await run(pool, proposeDisposal, { kind: 'transfer_out', reason: '划转', card_ids: [dear] })
    const big = { disposal_id: String(large.disposal_id), decision: 'approve' }
    expect(await refusalOf(run(pool, decideDisposal, big, { actor: people.leader }))).toBe('assets.minutes-needed')
    await run(pool, decideDisposal, { ...big, minutes_no: '纪要3号' }, { actor: people.leader })
    await run(pool, withdrawDisposal, { disposal_id: big.disposal_id })
    expect(await stateOf(dear)).toMatchObject({ use_state: 'idle' })
    expect((await reads(disposals)).map(row => row.state)).toContain('withdrawn')
    expect(DISPOSAL_STATES.completed).toBe('已处置')
  })

  test('that is withdrawn or not agreed leaves the assets in the name of who had them; waiting ones are handed over', async () => {
    const { id, disposal_id } = await propose().then(async made => {
      await run(pool, withdrawDisposal, { disposal_id: made.disposal_id })
      await run(pool, issueCards, { card_ids: [made.id], person_id: people.applicant.id })
      const again = await run(pool, proposeDisposal, { kind: 'scrap', reason: '坏', card_ids: [made.id] })
      return { id: made.id, disposal_id: String(again.disposal_id) }
    })
    for (const move of [
      () => run(pool, returnCards, { card_ids: [id] }),
      () => run(pool, proposeDisposal, { kind: 'scrap', reason: '再报', card_ids: [id] }),
    ])
      await expect(move()).rejects.toThrow('待处置（CZ2026-')
    const [giver, receiver] = [people.applicant, people.clerk]
    const { document_id } = await run(pool, makeDocument, {
      ...{ from_id: giver.id, to_id: receiver.id, reason: 'leaves', card_ids: [id] },
    })
    await run(pool, confirmDocument, { document_id: String(document_id) }, { actor: receiver })
    await run(pool, decideDisposal, { disposal_id, decision: 'reject', opinion: '还能用' }, { actor: people.leader })
    expect(await stateOf(id)).toEqual({ use_state: 'in_use', holder: receiver.name })
    expect(await reading(card, { card_id: id })).toMatchObject({ waits_for: null })
    // one that came with imported books: no application holds it
    await pool`update assets.cards set use_state = 'to_dispose' where id = ${id}`
    const anew = await run(pool, proposeDisposal, { kind: 'scrap', reason: '坏', card_ids: [id] })
    await run(pool, withdrawDisposal, { disposal_id: String(anew.disposal_id) })
    await pool`update assets.cards set use_state = 'to_dispose' where id = ${id}`
    await run(pool, returnCards, { card_ids: [id] })
    expect(await stateOf(id)).toEqual({ use_state: 'idle', holder: '' })
  })

  test('is not completed before its assets were booked or written off, nor its proceeds handed over before they came', async () => {
    const id = await donated({ booked_on: '2026-02-10', acquired_on: '2026-02-10' })
    await run(pool, depreciateMonth, { month: '2026-03' })
    const { disposal_id } = await run(pool, proposeDisposal, { kind: 'scrap', reason: '损坏', card_ids: [id] })
    const one = { disposal_id: String(disposal_id) }
    await run(pool, decideDisposal, { ...one, decision: 'approve' }, { actor: people.leader })
    const complete = (completed_on: string) =>
      run(pool, completeDisposal, { ...one, completed_on, proceeds_fen: '100' })
    for (const day of ['2026-02-09', '2026-02-28'])
      expect(await refusalOf(complete(day))).toBe('assets.disposal-too-early')
    await complete('2026-03-01')
    const remit = (on_date: string) => run(pool, remitProceeds, { ...one, amount_fen: '100', on_date })
    expect(await refusalOf(remit('2026-02-28'))).toBe('assets.remitted-too-early')
    expect(await refusalOf(remit('2026-03-03'))).toBe('assets.day-is-ahead')
    await remit('2026-03-02')
    expect(await agrees()).toEqual([])
  })

  test('by sale needs its appraisal; one that was not agreed puts the assets back', async () => {
    const sale = propose({ kind: 'sell' })
    expect(await refusalOf(sale)).toBe('assets.appraisal-needed')
    const { id, disposal_id } = await propose()
    const todos = await inTx(tx => collectTodos(assetTodos, tx, people.leader, '2026-03-02'))
    expect(todos.map(todo => todo.path)).toContain(`/assets/disposals/${disposal_id}`)
    await run(pool, decideDisposal, { disposal_id, decision: 'reject', opinion: '还能用' }, { actor: people.leader })
    expect(await stateOf(id)).toMatchObject({ use_state: 'idle' })
  })

  test('posts entries that balance, whatever was written off', () => {
    const value = fc.record({
      financial_class: fc.constantFrom('equipment' as const, 'intangible' as const),
      original_fen: fc.bigInt({ min: 1n, max: 10n ** 10n }),
      part: fc.integer({ min: 0, max: 100 }),
    })
    const kinds = fc.constantFrom(...(Object.keys(DISPOSAL_KINDS) as (keyof typeof DISPOSAL_KINDS)[]))
    fc.assert(
      fc.property(
        kinds,
        fc.array(value, { minLength: 1 }),
        fc.bigInt({ min: 0n, max: 10n ** 8n }),
        (kind, list, proceeds) => {
          const values = list.map(one => ({ ...one, depreciated_fen: (one.original_fen * BigInt(one.part)) / 100n }))
          return disposalEntries(kind, values, proceeds).reduce((sum, entry) => sum + entry.amount_fen, 0n) === 0n
        },
      ),
    )
  })
})

describe('the card machine', () => {
  const moves = Object.values(cardMachine).flatMap(row => Object.keys(row)) as CardMove[]

  test('leads nowhere from a closed card, and only by a disposal into one', () => {
    expect(cardMachine.disposed).toEqual({})
    for (const state of Object.keys(USE_STATES) as UseState[])
      for (const move of moves)
        if (next(cardMachine, state, move) === 'disposed') expect([state, move]).toEqual(['to_dispose', 'dispose'])
  })

  test('has a word for everything', () => {
    const named = [FINANCIAL_CLASSES, ACQUIRED_BY, USE_STATES, VALUE_KINDS, FUNDS, DISPOSAL_KINDS]
    expect(named.flatMap(words => Object.values(words)).filter(word => !/[\u4e00-\u9fff]/.test(word))).toEqual([])
  })
})

describe('office supplies', () => {
  test('come in, go out by slip to a person, and never below nothing', async () => {
    const day = { on_date: '2026-03-02' }
    await run(pool, receiveSupplies, { ...day, items: [{ name: 'A4纸', spec: '70g', measure: '包', quantity: 10 }] })
    const [paper] = await reads(supplies)
    const issue = (quantity: number, supply_id = String(paper!.id)) =>
      run(pool, issueSupplies, { ...day, person_id: people.applicant.id, items: [{ supply_id, quantity }] })
    await issue(7)
    const refused = issue(4)
    await expect(refused).rejects.toThrow('“A4纸”只剩 3 包')
    expect(await refusalOf(issue(4))).toBe('assets.not-enough-supplies')
    expect(await refusalOf(issue(1, '999999'))).toBe('assets.no-such-supply')
    expect(await reads(supplies)).toMatchObject([{ balance: 3, in_count: 10, out_count: 7 }])
    expect((await reads(supplySlips)).map(slip => slip.slip_no)).toEqual(['LY2026-0001', 'RK2026-0001'])
    await expect(pool`update assets.supplies set balance = -1`).rejects.toThrow('supplies_are_there')
    // eight people want the last three at once
    const many = await Promise.allSettled(Array.from({ length: 8 }, () => issue(1)))
    expect(many.filter(one => one.status === 'fulfilled')).toHaveLength(3)
  })
})

describe('the rules cards are made by', () => {
  test('hold from a day on; a new one ends the one before', async () => {
    const life = {
      title: '通信设备',
      financial_class: 'equipment',
      life_months: 72,
      effective_from: '2027-01-01',
      source: '试验',
    }
    await run(pool, setLifeRule, life)
    const lives = (await reads(lifeRules)).filter(row => row.title === '通信设备')
    expect(lives.map(row => [row.life_months, row.effective_to])).toEqual([
      [60, '2026-12-31'],
      [72, null],
    ])
    const standard = { item: '打印机', per: 'section', quantity: 2, effective_from: '2027-01-01', source: '试验' }
    await run(pool, setStandard, standard)
    const printers = (await reads(standards)).filter(row => row.item === '打印机')
    expect(printers.map(row => [row.quantity, row.effective_to])).toEqual([
      [2, null],
      [1, '2026-12-31'],
    ])
  })

  test('classes come in from a workbook with where the old codes went, and twice changes nothing', async () => {
    const columns = ['代码', '名称', '旧代码'].map(title => ({ title }))
    const rows = [
      ['A02010105', '便携式计算机', '2010104'],
      ['坏', '没有代码', ''],
    ]
    const bytes = await writeWorkbook([{ name: '分类', columns, rows }])
    const read = (await pool.begin(tx =>
      readClasses.read(tx, { bytes, name: '分类.xlsx' }, { actor: staff('admin'), at }),
    )) as {
      rows: unknown[]
      errors: unknown[]
    }
    expect(read.errors).toEqual([{ row: 3, message: '分类代码为大写字母和数字' }])
    const input = { version: '2022', old_version: '2010', source: 'GB/T 14885-2022', rows: read.rows }
    expect(await run(pool, importClasses, input)).toEqual({ class_count: 1, mapping_count: 1 })
    await run(pool, importClasses, input)
    const found = (await reads(classes)).filter(row => row.code === 'A02010105')
    expect(found).toMatchObject([{ financial_class: 'equipment', confirmed: false }])
  })
})
