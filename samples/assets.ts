// Purchases and assets of the sample: equipment paid for this year gets its cards, a few purchases stand at every stage, there
// are supplies, a stocktake under way and a disposal to decide. Through the product's own commands, invented and marked so.
import { createHash } from 'node:crypto'
import { dayOf, yearOf } from '../src/kernel/index.ts'
import type { FileStore } from '../src/platform/files/index.ts'
import { type Actor, addDays, type Command, type Pool, perform } from '../src/platform/index.ts'
import { acceptanceForm, singleSource } from './procurement.ts'

type Named = (name: string) => Command
type Run = (who: string, name: string, input: unknown, key: string) => Promise<Record<string, unknown>>

const OFFICE = '综合运行部'
const NEWS = '新闻采访部'
const ROLES: Record<string, string[]> = {
  zhuren: ['director'],
  kuaiji: ['finance'],
  zonghe: ['operations'],
  caibian1: ['editor'],
  caibian2: ['editor'],
}
const KINDS = ['摄像机', '无线话筒', '补光灯', '三脚架', '导播切换台', '照相机']
/** What the purchases below hold of the line all together, in 分, with room to spare. */
const NEEDED = 1_300_000n

function idFrom(text: string): string {
  const hex = createHash('sha256').update(`sample|assets|${text}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

async function runner(pool: Pool, named: Named, now: Date): Promise<{ run: Run; idOf: (login: string) => string }> {
  const people = await pool<{ id: bigint; login: string; name: string }[]>`
    select id, login, name from people.persons where is_example`
  const idOf = (login: string) => String(people.find(person => person.login === login)!.id)
  const actor = (login: string): Actor => ({
    id: idOf(login),
    name: people.find(person => person.login === login)!.name,
    roles: ROLES[login]!,
  })
  const run: Run = async (who, name, input, key) =>
    (await perform(pool, named(name), { id: idFrom(`${name}|${key}`), actor: actor(who), at: now }, input))
      .output as Record<string, unknown>
  return { run, idOf }
}

const lifeOf = async (pool: Pool, title: string) =>
  String((await pool<{ id: bigint }[]>`select id from assets.life_rules where title = ${title}`)[0]!.id)

/** Equipment that was paid for directly gets its cards, and is used by the reporters. */
async function cardsOfThisYear(pool: Pool, run: Run, idOf: (login: string) => string, today: string): Promise<void> {
  const paid = await pool<{ id: bigint; on_date: string; amount: bigint }[]>`
    select v.id, v.on_date, sum(p.amount_fen)::bigint amount from accounts.vouchers v join accounts.postings p on p.voucher_id = v.id
    where v.year = ${yearOf(today)} and v.source = 'budget.spend' and p.account = '1601' group by v.id order by v.on_date, v.id`
  const life_rule_id = await lifeOf(pool, '广播、电视、电影设备')
  for (const [n, voucher] of paid.entries()) {
    const asset = {
      ...{ origin: 'purchase', name: KINDS[n % KINDS.length], class_code: 'A02', amount_fen: String(voucher.amount) },
      ...{ acquired_on: voucher.on_date, booked_on: voucher.on_date, voucher_id: String(voucher.id), life_rule_id },
      ...{ section: NEWS, place: '采编室', supplier: '示例影视器材公司', is_example: true },
    }
    const { cards } = (await run('kuaiji', 'assets.register-card', asset, `${voucher.id}`)) as {
      cards: { id: string }[]
    }
    const person_id = idOf(n % 2 === 0 ? 'caibian1' : 'caibian2')
    await run(
      'zonghe',
      'assets.issue-cards',
      { card_ids: cards.map(card => card.id), person_id },
      `issue|${voucher.id}`,
    )
  }
  for (let month = 1; month < Number(today.slice(5, 7)); month += 1) {
    const name = `${today.slice(0, 4)}-${String(month).padStart(2, '0')}`
    await run('kuaiji', 'assets.depreciate-month', { month: name }, name)
  }
}

const item = (name: string, quantity: number, unit_fen: string, more: Record<string, unknown> = {}) => ({
  ...{ kind: 'asset', name, quantity, unit_fen, measure: '台', class_code: 'A02' },
  ...more,
})

async function applied(run: Run, title: string, items: unknown[], category = 'goods'): Promise<string> {
  const base = { section: OFFICE, line_no: 'X01', title: `${title}（示例）`, reason: '工作需要（示例）', category }
  const reasons = { idle_reason: '没有合用的（示例）', is_example: true }
  const made = await run('caibian1', 'procurement.save-requisition', { ...base, ...reasons, items }, title)
  const requisition_id = String(made.requisition_id)
  await run('caibian1', 'procurement.submit-requisition', { requisition_id }, title)
  return requisition_id
}

async function approved(run: Run, title: string, items: unknown[], category = 'goods'): Promise<string> {
  const requisition_id = await applied(run, title, items, category)
  const decision = { requisition_id, decision: 'approve', opinion: '同意（示例）' }
  await run('zhuren', 'procurement.decide-requisition', decision, title)
  await run('zonghe', 'procurement.choose-method', { requisition_id, method: 'inquiry' }, title)
  return requisition_id
}

async function purchases(pool: Pool, run: Run, idOf: (login: string) => string, today: string): Promise<void> {
  await applied(run, '移动硬盘', [item('移动硬盘', 3, '60000', { kind: 'supply', measure: '块', class_code: '' })])
  const bought = await approved(run, '千兆交换机', [item('千兆交换机', 2, '120000')])
  const [line] = await pool<
    { id: bigint }[]
  >`select id from procurement.requisition_items where requisition_id = ${bought}`
  const delivery = {
    ...{ requisition_id: bought, accepted_on: today, opinion: '数量、型号相符（示例）', invoice_no: '00000000' },
    lines: [
      {
        ...{ item_id: String(line!.id), quantity: 2, amount_fen: '240000', place: '机房' },
        life_rule_id: await lifeOf(pool, '通信设备'),
      },
    ],
  }
  const { cards } = (await run('caibian1', 'procurement.accept-delivery', delivery, 'switches')) as {
    cards: { id: string }[]
  }
  const issue = { card_ids: [cards[0]!.id], person_id: idOf('caibian2'), place: '直播间' }
  await run('zonghe', 'assets.issue-cards', issue, 'switch')
  const signed_on = addDays(today, -9) < `${yearOf(today)}-01-01` ? today : addDays(today, -9)
  const serviced = await approved(
    run,
    '平台安全加固',
    [item('平台安全加固', 1, '600000', { kind: 'service', measure: '项' })],
    'services',
  )
  const contract = { requisition_id: serviced, contract_no: `SL-${yearOf(today)}-01`, supplier: '示例信息技术公司' }
  await run('zonghe', 'procurement.sign-contract', { ...contract, amount_fen: '580000', signed_on }, 'service')
}

async function plansAndSupplies(pool: Pool, run: Run, idOf: (login: string) => string, today: string): Promise<void> {
  const plan = { line_no: 'X03', section: '《北塔》报刊部', title: '明年报纸印刷（示例）', category: 'services' }
  const when = { expected_on: `${yearOf(today)}-12-20`, amount_fen: '3600000', is_example: true }
  const { plan_id } = await run('zonghe', 'procurement.plan-purchase', { ...plan, ...when }, 'paper')
  await run('zonghe', 'procurement.publish-intent', { plan_id: String(plan_id), published_on: today }, 'paper')
  const items = [
    { name: 'A4 打印纸（示例）', spec: '70g', measure: '包', quantity: 60 },
    { name: '签字笔（示例）', spec: '0.5mm', measure: '支', quantity: 120 },
  ]
  await run('zonghe', 'assets.receive-supplies', { on_date: today, items, is_example: true }, 'supplies')
  const [paper] = await pool<{ id: bigint }[]>`select id from assets.supplies where is_example order by id`
  const taken = { person_id: idOf('baokan'), items: [{ supply_id: String(paper!.id), quantity: 5 }], is_example: true }
  await run('zonghe', 'assets.issue-supplies', { on_date: today, ...taken }, 'supplies')
}

/** A car and a program that were given: their cards have what only such things have. */
async function kindsOfCards(pool: Pool, run: Run, today: string): Promise<void> {
  const base = { origin: 'donation', section: OFFICE, acquired_on: today, booked_on: today, is_example: true }
  const car = {
    plate_no: '湘E00000',
    vin: 'LSAMPLE0000000001',
    engine_no: 'SL-0001',
    vehicle_quota: '在编',
    vehicle_use: '业务用车',
  }
  const kinds = [
    { title: '车辆', name: '采访车（示例）', class_code: 'A02', amount_fen: '9800000', measure: '辆', details: car },
    {
      ...{
        title: '软件等无形资产',
        name: '图片管理软件（示例）',
        class_code: 'A08',
        amount_fen: '360000',
        measure: '套',
      },
      details: { right_cert_no: '软著登字第 0000000 号（示例）' },
    },
  ]
  for (const { title, ...asset } of kinds) {
    const life_rule_id = await lifeOf(pool, title)
    await run('kuaiji', 'assets.register-card', { ...base, ...asset, life_rule_id }, `kind|${title}`)
  }
}

async function countAndDispose(pool: Pool, run: Run): Promise<void> {
  const cards = await pool<{ id: bigint; card_no: string }[]>`
    select id, card_no from assets.cards where disposed_on is null order by card_no`
  const started = await run(
    'zonghe',
    'assets.start-stocktake',
    { title: '年度盘点（示例）', is_example: true },
    'count',
  )
  const stocktake_id = String(started.stocktake_id)
  const scans = cards.slice(0, -6).map(card => ({
    ...{ scan_id: idFrom(`scan|${card.card_no}`), code: card.card_no, how: 'scanner' },
    scanned_at: '2026-01-01T00:00:00Z',
  }))
  await run('zonghe', 'assets.count-cards', { stocktake_id, scans }, 'count')
  const old = { kind: 'scrap', reason: '不能修复（示例）', card_ids: [String(cards[0]!.id)], is_example: true }
  await run('zonghe', 'assets.propose-disposal', old, 'scrap')
}

/** Loads purchases and assets; needs the current year's budget and its line X01. */
export async function loadAssets(pool: Pool, named: Named, now: Date, files?: FileStore): Promise<void> {
  const today = dayOf(now)
  const { run, idOf } = await runner(pool, named, now)
  await cardsOfThisYear(pool, run, idOf, today)
  const [line] = await pool<{ left_fen: bigint }[]>`
    select (a.allotted_fen - a.reserved_fen - a.committed_fen - a.in_transit_fen - a.spent_fen)::bigint left_fen
    from budget.allotments a join budget.lines l on l.id = a.line_id where l.year = ${yearOf(today)} and l.line_no = 'X01'`
  if ((line?.left_fen ?? 0n) >= NEEDED) {
    await purchases(pool, run, idOf, today)
    await singleSource(run, today)
  }
  if (files) await acceptanceForm(pool, run, files, { id: idOf('caibian1'), at: now })
  await plansAndSupplies(pool, run, idOf, today)
  await kindsOfCards(pool, run, today)
  await countAndDispose(pool, run)
}
