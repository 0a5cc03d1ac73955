// Models: random sequences of commands, sent to the product through HTTP and done by pure models beside it. Every answer and
// what the database holds at the end must be the model's; what differs is shrunk to the shortest sequence that shows it.
// Run: npm run trust:model    Options: --quick, --clients N, --seed N, and a size for each
// machine: --ledger N --claims N --payments N --purchases N --assets N
import fc from 'fast-check'
import { type AssetOp, assetOps } from './models/asset-model.ts'
import { claimOps, ALLOTTED as FOR_CLAIMS } from './models/claim-model.ts'
import { type LedgerOp, ledgerOps } from './models/ledger-model.ts'
import { ALLOTTED as FOR_PAYMENTS, type PaymentOp, paymentOps } from './models/payment-model.ts'
import { ALLOTTED as FOR_PURCHASES, type PurchaseOp, purchaseOps } from './models/purchase-model.ts'
import { assetSequence, openStore, registerAndLedger } from './sequences/assets.ts'
import { claimSequence } from './sequences/claims.ts'
import { ledgerSequence } from './sequences/ledger.ts'
import { paymentSequence } from './sequences/payments.ts'
import { openShop, purchaseSequence } from './sequences/purchases.ts'
import { setUpCentre } from './support/centre.ts'
import { dismiss, employ } from './support/crew.ts'
import { brokenLaws, openJudge } from './support/judge.ts'
import { startProduct, trialFolder } from './support/product.ts'
import { layIn } from './support/stock.ts'
import { openVerdict, trialOptions } from './support/verdict.ts'

/** lines kept back for controls and for sequences that are tried again while shrinking */
const SPARE = { ledger: 300, others: 100 }
const FIRST_YEAR = 2001

/** 10,000 sequences in full, 500 in quick; each machine's part can be set by itself */
const options = trialOptions({
  ledger: { full: 4000, quick: 200 },
  claims: { full: 1500, quick: 75 },
  payments: { full: 1500, quick: 75 },
  purchases: { full: 1500, quick: 75 },
  assets: { full: 1500, quick: 75 },
  clients: { full: 8, quick: 8 },
})
const verdict = openVerdict('model', options.seed)
const folder = trialFolder()
const product = await startProduct(folder.data_dir, { args: ['--empty'] })

const done = { ok: 0, refused: 0 }
const codes = new Map<string, number>()
const tally = (due: string) => {
  done[due === 'ok' ? 'ok' : 'refused'] += 1
  codes.set(due, (codes.get(due) ?? 0) + 1)
}

/** Runs so many sequences on several clients at once; how the first failing one looks when it is shrunk. */
async function check<T>(
  count: number,
  ops: fc.Arbitrary<T>,
  sequence: (ops: T) => Promise<void>,
  clients = options.clients,
): Promise<unknown> {
  const each = Math.ceil(count / clients)
  const runs = Array.from({ length: clients }, async (_, n) => {
    const property = fc.asyncProperty(ops, sequence)
    const run = await fc.check(property, { numRuns: each, seed: options.seed * 1000 + n })
    if (!run.failed) return undefined
    return {
      seed: run.seed,
      path: run.counterexamplePath,
      shortest: run.counterexample,
      why: String(run.errorInstance),
    }
  })
  return (await Promise.all(runs)).find(found => found !== undefined)
}

const admin = await setUpCentre(product, options.clients)
const crew = await employ(product, admin)
const judge = openJudge(folder.data_dir, options.clients)

/** One machine: its sequences, and a claim that all of them ended as its model says. */
async function prove<T>(
  what: string,
  count: number,
  ops: fc.Arbitrary<T>,
  sequence: (ops: T) => Promise<void>,
  clients?: number,
): Promise<void> {
  const began = performance.now()
  const wrong = await check(count, ops, sequence, clients)
  verdict.claim(`${count} sequences ${what} end as the model says`, wrong === undefined, wrong)
  verdict.figure(what, `${count} in ${((performance.now() - began) / 1000).toFixed(1)} s`)
}

/** Something is changed behind the product's back: the same model must find it, shrunk to a few commands where told. */
async function control<T>(
  what: string,
  sql: string,
  ops: fc.Arbitrary<readonly T[]>,
  sequence: (ops: readonly T[]) => Promise<void>,
  shrink?: number,
): Promise<void> {
  await judge.unsafe(sql)
  const property = fc.asyncProperty(ops, sequence)
  const run = await fc.check(property, { numRuns: 200, seed: options.seed, endOnFailure: shrink === undefined })
  const length = (run.counterexample?.[0] ?? []).length
  const found = run.failed && (shrink === undefined || length <= shrink)
  verdict.claim(`control: ${what} is found`, found, run.counterexample)
  if (shrink !== undefined) verdict.figure('control shrunk to', `${length} commands`)
}

/** A trigger that spoils rows as they are written. */
const spoil = (table: string, when: string, body: string) => {
  const name = `spoil_${table.replace('.', '_')}`
  return `create function ${name}() returns trigger language plpgsql as $$ begin ${body} return new; end $$;
    create trigger ${name} before ${when} on ${table} for each row execute function ${name}();`
}
const STAYS_USED = 'new.released_at := null;'
const DOUBLE_SUPPLEMENT = 'new.supplement_max_fen := new.supplement_max_fen + 1000;'
const KEEPS_HOLDER = 'new.holder_id := old.holder_id;'
const FORGETS_RELEASES = 'new.reserved_fen := greatest(new.reserved_fen, old.reserved_fen);'

try {
  const { ledger: ledgers, claims, payments, purchases, assets } = options
  const onLedger = await layIn(admin, ledgers * 2 + SPARE.ledger, 0n, FIRST_YEAR)
  const forClaims = await layIn(admin, claims + SPARE.others, BigInt(FOR_CLAIMS), onLedger.next_year)
  const forPayments = await layIn(admin, payments + SPARE.others, BigInt(FOR_PAYMENTS), forClaims.next_year)
  const forPurchases = await layIn(admin, purchases + SPARE.others, BigInt(FOR_PURCHASES), new Date().getFullYear())
  const shop = await openShop(admin, crew, judge)
  const store = await openStore(admin, crew, judge, assets + SPARE.others)
  const ledger = (ops: readonly LedgerOp[]) => ledgerSequence(admin, judge, onLedger, ops, tally)
  const payment = (ops: readonly PaymentOp[]) => paymentSequence(crew, judge, forPayments.take(), ops, tally)
  const purchase = (ops: readonly PurchaseOp[]) => purchaseSequence(shop, forPurchases.take(), ops, tally)
  const asset = (ops: readonly AssetOp[]) => assetSequence(store, ops, tally)
  // one after another: a month is depreciated for all cards at once; beside the others, who touch no card of last year
  const ofAssets = prove('of assets', assets, assetOps, asset, 1)
  await prove('on the ledger', ledgers, ledgerOps, ledger)
  await prove('of claims', claims, claimOps, ops => claimSequence(crew, judge, forClaims.take(), ops, tally))
  await prove('of payments', payments, paymentOps, payment)
  await prove('of purchases', purchases, purchaseOps, purchase)
  await ofAssets
  const { cards, ledger: accounts } = await registerAndLedger(judge)
  verdict.claim('the cards are worth what the ledger says', cards === accounts, { cards, accounts })
  const broken = await brokenLaws(judge)
  verdict.claim('the laws hold after all of them', broken.length === 0, broken)
  verdict.figure('commands accepted', `${done.ok}, refused ${done.refused} for ${codes.size - 1} reasons`)
  verdict.figure('sequences', `${ledgers + claims + payments + purchases + assets}, all through HTTP`)
  const controls = [
    control('an invoice that stays used', spoil('spending.invoices', 'update', STAYS_USED), paymentOps, payment),
  ]
  const generous = spoil('procurement.contracts', 'insert', DOUBLE_SUPPLEMENT)
  controls.push(control('a supplement beyond a tenth', generous, purchaseOps, purchase))
  controls.push(control('a card issued to nobody', spoil('assets.cards', 'update', KEEPS_HOLDER), assetOps, asset))
  await Promise.all(controls)
  const forgetful = ['budget.allotments', 'budget.lines']
    .map(table => spoil(table, 'update', FORGETS_RELEASES))
    .join('')
  await control('a ledger that forgets releases', forgetful, ledgerOps, ledger, 5)
  await judge.end()
  admin.close()
  dismiss(crew)
} finally {
  await product.kill()
  await folder.remove()
}
verdict.close()
