// Spending of the sample: who stands in for whom, and a few claims at every stage, through the product's own commands. Everything
// in them is invented and marked so; papers are short texts, the invoice is an XML as the tax office gives it out.
import { createHash } from 'node:crypto'
import { dayOf } from '../src/kernel/index.ts'
import { type FileStore, nameFile } from '../src/platform/files/index.ts'
import { type Actor, type Command, type Pool, perform } from '../src/platform/index.ts'
import { readKeptInvoice } from '../src/spending/invoices/routes.ts'

type Named = (name: string) => Command
type Runs = (who: Actor, name: string, input: unknown, key: string) => Promise<Record<string, unknown>>

function idFrom(text: string): string {
  const hex = createHash('sha256').update(`sample|spending|${text}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const ROLES: Record<string, string[]> = {
  zhuren: ['director'],
  kuaiji: ['finance'],
  zonghe: ['operations', 'cashier'],
  caibian1: ['editor'],
  guanli: ['admin'],
  baokan: ['editor', 'auditor'],
}

const invoiceXml = (no: string, day: string, seller: string, yuan: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><EInvoice><Header><EIid>${no}</EIid></Header><EInvoiceData><SellerInformation><SellerName>${seller}</SellerName></SellerInformation><BuyerInformation><BuyerName>北塔区融媒体中心</BuyerName></BuyerInformation><BasicInformation><TotalTax-includedAmount>${yuan}</TotalTax-includedAmount></BasicInformation></EInvoiceData><TaxSupervisionInfo><InvoiceNumber>${no}</InvoiceNumber><IssueTime>${day}</IssueTime></TaxSupervisionInfo></EInvoice>`

type Sample = {
  who: string
  input: Record<string, unknown>
  /** papers besides the invoice */
  papers?: readonly string[]
  invoice?: { no: string; seller: string; yuan: string }
  /** how many steps are decided; `paid` goes through the bank too */
  decided: number
  paid?: true
}

const payee = (name: string, gross_fen: string) => ({
  name,
  bank: '示例银行',
  account_no: '6200000000000000000',
  gross_fen,
})

function claimsOf(today: string): readonly Sample[] {
  const common = { on_date: today, is_example: true }
  return [
    {
      who: 'caibian1',
      input: {
        ...common,
        title: '赴县里采访春耕（示例）',
        line_no: 'G03',
        section: '新闻采访部',
        details: {
          kind: 'travel',
          place: '示例县',
          place_class: 'local',
          from_day: today,
          to_day: today,
          travellers: [{ name: '示例采编甲', rank: '' }],
          fares_fen: '6000',
          lodging_fen: '0',
        },
        payees: [payee('示例采编甲', '24000')],
      },
      papers: ['approval', 'receipt'],
      decided: 2,
      paid: true,
    },
    {
      who: 'guanli',
      input: {
        ...common,
        title: '购打印纸和硒鼓（示例）',
        pay_by: 'official_card',
        line_no: 'G01',
        section: '综合运行部',
        details: { kind: 'office' },
        items: [
          { title: '打印纸', on_date: today, amount_fen: '12000', note: '5 箱' },
          { title: '硒鼓', on_date: today, amount_fen: '14050' },
        ],
        payees: [payee('示例文具店', '26050')],
      },
      invoice: { no: '26430000000000000001', seller: '示例文具店', yuan: '260.50' },
      decided: 0,
    },
    {
      who: 'guanli',
      input: {
        ...common,
        title: '接待示例县融媒体中心（示例）',
        line_no: 'G04',
        section: '综合运行部',
        details: {
          kind: 'reception',
          guest_unit: '示例县融媒体中心',
          letter_no: '示例函〔1〕号',
          guest_count: 4,
          company_count: 2,
        },
        items: [{ title: '工作餐', on_date: today, amount_fen: '42000' }],
        payees: [payee('机关食堂', '42000')],
      },
      papers: ['letter', 'list'],
      invoice: { no: '26430000000000000002', seller: '机关食堂', yuan: '420.00' },
      decided: 2,
    },
    {
      who: 'caibian1',
      input: {
        ...common,
        title: '外出拍摄备用金（示例）',
        line_no: 'G03',
        section: '新闻采访部',
        details: { kind: 'loan', due_on: today },
        payees: [payee('示例采编甲', '50000')],
      },
      decided: 1,
    },
  ]
}

type Place = { pool: Pool; files: FileStore; now: Date; run: Runs; of: (login: string) => Actor }

async function kept({ pool, files, now }: Place, actor: Actor, name: string, text: string): Promise<bigint> {
  async function* bytes() {
    yield Buffer.from(text)
  }
  const blob = await files.keep({ name, content_type: '' }, bytes())
  return pool.begin(tx => nameFile(tx, { actor, at: now }, blob)) as Promise<bigint>
}

async function loadPapers(place: Place, who: Actor, claim_id: string, sample: Sample, today: string): Promise<void> {
  for (const document of sample.papers ?? []) {
    const name = `${document}-示例.txt`
    const file_id = await kept(place, who, name, `示例附件，没有实际内容：${sample.input.title}\n`)
    const input = { claim_id, file_id: String(file_id), document }
    await place.run(who, 'spending.add-attachment', input, `${sample.input.title}|${document}`)
  }
  if (!sample.invoice) return
  const { no, seller, yuan } = sample.invoice
  const file_id = await kept(place, who, `发票${no}.xml`, invoiceXml(no, today, seller, yuan))
  await readKeptInvoice({ ...place, now: () => place.now }, { actor: who, address: '' }, file_id)
  const input = { claim_id, file_id: String(file_id), document: 'invoice' }
  await place.run(who, 'spending.add-attachment', input, `${sample.input.title}|invoice`)
}

async function pay({ pool, run, of }: Place, claim_id: string, today: string): Promise<void> {
  // the treasury's quota comes before what is paid from it
  const [{ fen }] = (await pool`select sum(gross_fen)::text fen from spending.payees where claim_id = ${claim_id}`) as [
    { fen: string },
  ]
  const quota = { line_no: 'S01', amount_fen: fen, on_date: today, counterparty: '区财政局' }
  await run(of('kuaiji'), 'budget.record-income', { ...quota, summary: '差旅费授权支付额度到账（示例）' }, claim_id)
  const batch = { claim_ids: [claim_id], layout_id: '1', on_date: today }
  await run(of('zonghe'), 'spending.make-batch', batch, claim_id)
  const rows = await pool<{ id: bigint }[]>`select id from spending.payments where claim_id = ${claim_id}`
  const settled = { payment_ids: rows.map(row => String(row.id)), outcome: 'confirm', on_date: today }
  await run(of('kuaiji'), 'spending.settle-payments', settled, claim_id)
}

async function loadClaim(place: Place, sample: Sample, today: string): Promise<void> {
  const { run, of } = place
  const who = of(sample.who)
  const key = String(sample.input.title)
  const { claim_id, version } = await run(who, 'spending.save-claim', sample.input, key)
  const id = String(claim_id)
  await loadPapers(place, who, id, sample, today)
  await run(who, 'spending.submit-claim', { claim_id: id, version }, key)
  for (const [at, login] of ['kuaiji', 'zhuren'].slice(0, sample.decided).entries()) {
    const decision = { claim_id: id, round: 1, step_n: at + 1, decision: 'approve', opinion: '同意（示例）' }
    await run(of(login), 'spending.decide-claim', decision, `${key}|${login}`)
  }
  if (sample.paid) await pay(place, id, today)
}

/** Names the reliefs of the year and brings the sample's claims as far as each has come. */
export async function loadSpending(pool: Pool, named: Named, files: FileStore, now: Date): Promise<void> {
  const people = await pool<{ id: bigint; login: string; name: string }[]>`
    select id, login, name from people.persons where is_example`
  const of = (login: string): Actor => {
    const person = people.find(one => one.login === login)!
    return { id: String(person.id), name: person.name, roles: ROLES[login] ?? [] }
  }
  const run: Runs = async (who, name, input, key) =>
    (await perform(pool, named(name), { id: idFrom(`${name}|${key}`), actor: who, at: now }, input)).output as Record<
      string,
      unknown
    >
  const today = dayOf(now)
  const year = today.slice(0, 4)
  // by somebody else: whom one names oneself does not act on one's own claims
  for (const [role, person, relief, by] of [
    ['finance', 'kuaiji', 'baokan', 'zhuren'],
    ['director', 'zhuren', 'zonghe', 'guanli'],
    ['cashier', 'zonghe', 'baokan', 'zhuren'],
  ] as const) {
    const input = { role, person_id: of(person).id, relief_id: of(relief).id, reason: 'AB 角（示例）' }
    const period = { from_day: `${year}-01-01`, to_day: `${year}-12-31` }
    await run(of(by), 'spending.name-relief', { ...input, ...period }, role)
  }
  for (const sample of claimsOf(today)) await loadClaim({ pool, files, now, run, of }, sample, today)
}
