// Replay: a second installation gets the entries of the first and none of its totals; the totals are added up anew from the
// movements. Stored totals, ledger, balances, cards and every figure of every year must then be equal, byte for byte. Balances
// of accounts and net values of assets, which the product keeps nowhere, are added up by the trial itself as well.
// Movements come in two ways: command by command, and as the books of past years.
// Run: npm run trust:replay    Options: --quick, --movements N, --past N (movements of past years), --clients N, --seed N
import { createHash } from 'node:crypto'
import { booksThatDiffer, readEntries } from './support/books.ts'
import { asCommand, attemptsOf } from './support/budget-attempts.ts'
import { adoptLines, SECTION } from './support/centre.ts'
import { type Client, openClient, signIn } from './support/client.ts'
import { atRest, copyWithoutTotals, rebuildTotals, totalsText } from './support/entries.ts'
import { againstTheRule, buyAndWearOut } from './support/equipment.ts'
import { brokenLaws, type Judge, openJudge } from './support/judge.ts'
import { takeInPastYears } from './support/past-years.ts'
import { type Product, startProduct, trialFolder } from './support/product.ts'
import { openVerdict, trialOptions } from './support/verdict.ts'

/** a year the sample does not use */
const YEAR = 2003
const LINES = 16
/** the first year of the rules of depreciation, which the sample does not use either */
const ASSET_YEAR = 2019

/** past years: before those of the sample, beside the two above */
const PAST_YEARS = [2018, 2020, 2017, 2016, 2015, 2014, 2013, 2012, 2011, 2010, 2009, 2008, 2007, 2006, 2005, 2004]
const UNIT = '北塔区融媒体中心'
const PATIENCE = 40

const options = trialOptions({
  movements: { full: 20_000, quick: 1200 },
  past: { full: 30_000, quick: 1200 },
  clients: { full: 32, quick: 16 },
})
const verdict = openVerdict('replay', options.seed)
const [first, second] = [trialFolder(), trialFolder()]

async function person(product: Product, login: string): Promise<Client> {
  const password = new RegExp(`^ {2}${login} +(\\S+)`, 'm').exec(product.log())?.[1]
  if (!password) throw new Error(`no login of ${login}: ${product.log()}`)
  return openClient(product.url, await signIn(product.url, login, password), options.clients)
}

/** Movements of all kinds through HTTP, on lines of their own beside those of the sample. */
async function move(client: Client): Promise<number> {
  const lines = Array.from({ length: LINES }, (_, n) => `R${n}`)
  await adoptLines(
    client,
    YEAR,
    lines.map(line_no => ({ line_no, opening_fen: 900_000_000n, allotted_fen: 800_000_000n })),
  )
  const attempts = attemptsOf(options.seed, options.movements)
  let next = 0
  let accepted = 0
  const work = async () => {
    while (next < attempts.length) {
      const at = next++
      const command = asCommand(attempts[at]!, lines[at % LINES]!, lines[(at + 1) % LINES]!, `${YEAR}-05-06`)
      const { status, body } = await client.command(...command)
      if (status === 200) accepted += 1
      else if (status === 0 || status >= 500) throw new Error(`${status} ${JSON.stringify(body)}`)
    }
  }
  await Promise.all(Array.from({ length: options.clients }, work))
  return accepted
}

/** Everything that shows a sum, of every year: address → body. */
async function shown(client: Client, judge: Judge): Promise<Map<string, string>> {
  const years = await judge<{ year: number }[]>`select year from budget.years order by year`
  const pages = years.flatMap(({ year }) => [
    ...['reported', 'classified'].map(as => `/api/figures?year=${year}&as=${as}`),
    `/api/budget/ledger?year=${year}`,
    `/api/budget/execution-by-month?year=${year}`,
    `/api/budget/execution-by-section?year=${year}`,
    `/api/accounts/trial-balance?year=${year}`,
    `/api/assets/cards?year=${year}&limit=500`,
  ])
  const bodies = new Map<string, string>()
  for (const page of pages) {
    const { status, text } = await client.text(page)
    if (status >= 500 || status === 0 || status === 401) throw new Error(`${page}: ${status} ${text}`)
    bodies.set(page, text)
  }
  return bodies
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

async function compared(one: [Client, Judge], other: [Client, Judge]): Promise<{ pages: number; differing: string[] }> {
  const [pages, others] = [await shown(...one), await shown(...other)]
  const differing = [...pages].filter(([page, text]) => others.get(page) !== text).map(([page]) => page)
  if (digest(await totalsText(one[1])) !== digest(await totalsText(other[1]))) differing.push('stored totals')
  return { pages: pages.size, differing }
}

/** One total off by a 分, then one entry off by a 分: the same comparison must see both. */
async function controls(one: [Client, Judge], other: [Client, Judge]): Promise<void> {
  const judge = other[1]
  await judge`update budget.lines set executed_fen = executed_fen + 1 where year = ${YEAR} and line_no = 'R0'`
  const total = await compared(one, other)
  verdict.claim('control: a total off by one 分 is seen', total.differing.includes('stored totals'), total)
  await judge`update budget.lines set executed_fen = executed_fen - 1 where year = ${YEAR} and line_no = 'R0'`
  await judge.begin(async tx => {
    await tx`set local session_replication_role = replica`
    await tx`update budget.movements set amount_fen = amount_fen + 1 where id = (
      select min(id) from budget.movements where year = ${YEAR} and kind = 'spend')`
  })
  const entry = await compared(one, other)
  const figures = entry.differing.some(page => page.startsWith('/api/figures'))
  verdict.claim('control: an entry off by one 分 is seen in the figures', figures, entry)
}

/** What the product shows of accounts and assets against what the entries of the first installation add up to. */
async function books(original: Client, [reader, judge]: [Client, Judge], source: Judge): Promise<void> {
  const entries = await readEntries(source)
  const [here, there] = [await booksThatDiffer(original, entries), await booksThatDiffer(reader, entries)]
  const wrong = [...here.differing, ...there.differing]
  verdict.claim('balances of accounts and net values of assets are the sum of the entries', wrong.length === 0, wrong)
  verdict.figure('added up anew', `${entries.postings.length} postings, ${entries.cards.length} cards`)
  const against = await againstTheRule(source, ASSET_YEAR)
  verdict.claim('what was written off is what the rule of each life says', against.length === 0, against)
  await judge.begin(async tx => {
    await tx`set local session_replication_role = replica`
    await tx`update accounts.postings set amount_fen = amount_fen + 1 where id = (select max(id) from accounts.postings)`
    await tx`update assets.depreciation set amount_fen = amount_fen + 1 where on_date = ${`${ASSET_YEAR}-12-31`}
      and card_id = (select max(id) from assets.cards k where k.method = 'straight_line' and k.disposed_on is null
        and extract(year from k.booked_on) = ${ASSET_YEAR})`
  })
  const spoilt = (await booksThatDiffer(reader, entries)).differing
  const seen = ['/api/accounts/trial-balance', '/api/assets/year-report', '/api/assets/cards'].map(page =>
    spoilt.some(one => one.startsWith(page)),
  )
  verdict.claim('control: a posting and a depreciation off by one 分 are seen', seen.every(Boolean), spoilt)
  const off = await againstTheRule(judge, ASSET_YEAR)
  verdict.claim('control: a depreciation off by one 分 is against the rule of its life', off.length === 1, off)
}

const products: Product[] = []
try {
  const starting = [startProduct(first.data_dir), startProduct(second.data_dir, { args: ['--empty'] })] as const
  for (const one of starting) products.push(await one)
  const [original, rebuilt] = products as [Product, Product]
  const client = await person(original, 'kuaiji')
  const director = await person(original, 'zhuren')
  await buyAndWearOut({ finance: client, director }, ASSET_YEAR, SECTION, options.seed)
  const began_moving = performance.now()
  const accepted = await move(client)
  verdict.figure('moved in', `${((performance.now() - began_moving) / 1000).toFixed(0)} s`)
  const began_past = performance.now()
  const centre = { unit_name: UNIT, sections: [SECTION, '新闻采访部'] }
  // a great year takes longer than one answer is waited for: it is asked for again under the same id
  const importer = openClient(original.url, client.cookie, 1, PATIENCE)
  await takeInPastYears(importer, centre, options.quick ? PAST_YEARS.slice(0, 3) : PAST_YEARS, {
    count: options.past,
    seed: options.seed,
  })
  importer.close()
  verdict.figure('past years in', `${((performance.now() - began_past) / 1000).toFixed(0)} s`)
  const judges = [openJudge(first.data_dir), openJudge(second.data_dir)] as const
  verdict.claim('what the program does by itself is done before the copy', await atRest(judges[0]))
  await copyWithoutTotals(...judges)
  const began = performance.now()
  const count = await rebuildTotals(judges[1])
  verdict.figure('movements', `${count} (${accepted} commands, ${options.past} in books of past years)`)
  verdict.figure('rebuilt in', `${((performance.now() - began) / 1000).toFixed(1)} s`)
  // the sessions are copied with everything else: the same person asks both
  const cookie = client.cookie
  const reader = openClient(rebuilt.url, cookie, 4)
  const { pages, differing } = await compared([client, judges[0]], [reader, judges[1]])
  verdict.claim('what is rebuilt from the entries alone is equal, byte for byte', differing.length === 0, differing)
  verdict.figure('pages compared', pages)
  const broken = await brokenLaws(judges[1])
  verdict.claim('the laws hold on what was rebuilt', broken.length === 0, broken)
  await controls([client, judges[0]], [reader, judges[1]])
  await books(client, [reader, judges[1]], judges[0])
  for (const judge of judges) await judge.end()
  for (const one of [client, director, reader]) one.close()
} finally {
  for (const product of products) await product.kill()
  for (const folder of [first, second]) await folder.remove()
}
verdict.close()
