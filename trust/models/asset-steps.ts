// What each operation does to the model of assets: `ok`, the code of the refusal that is due, or `none` about nothing.
import {
  type AssetOp,
  type AssetsState,
  type Card,
  type CardState,
  type Disposal,
  type HandOver,
  LIFE,
  MINUTES_FROM,
  MOST,
  PROCEEDS,
  writtenBy,
} from './asset-model.ts'

const WRONG_STATE = 'assets.wrong-state'
const WRONG_DISPOSAL = 'assets.wrong-disposal-state'
type Op<K extends AssetOp['op']> = Extract<AssetOp, { op: K }>

function register(state: AssetsState, { amount, booked, age, before, wears }: Op<'register'>): string {
  const written = before && age > 0 ? Math.floor(amount / 3) : 0
  const life = wears ? LIFE : 0
  state.cards.push({ amount, booked, age, life, written, latest: 0, state: 'idle', home: true })
  return 'ok'
}

/** From which states a move of one card leads where. */
const MOVES: Record<string, Partial<Record<CardState, CardState>>> = {
  issue: { idle: 'in_use' },
  return: { in_use: 'idle' },
  transfer: { idle: 'idle', in_use: 'in_use' },
  'send-to-repair': { idle: 'repair', in_use: 'repair' },
  lend: { idle: 'lent_out' },
  'take-back': { lent_out: 'idle' },
}

function use(card: Card, op: AssetOp & { card: number }): string {
  const to =
    op.op === 'finish-repair' && card.state === 'repair'
      ? card.holder
        ? 'in_use'
        : 'idle'
      : MOVES[op.op]?.[card.state]
  if (!to) return WRONG_STATE
  const held = card.state === 'in_use'
  card.state = to
  if (op.op === 'issue') Object.assign(card, { holder: op.to, home: false })
  if (op.op === 'return') delete card.holder
  if (op.op === 'transfer') {
    card.home = op.home
    if (op.to && held) card.holder = op.to
  }
  return 'ok'
}

const mayHandOver = (cards: readonly Card[], from: string): string => {
  if (cards.some(card => card.holder !== from)) return 'assets.not-in-name'
  return cards.every(card => ['in_use', 'repair', 'to_dispose'].includes(card.state)) ? 'ok' : WRONG_STATE
}

function handOver(state: AssetsState, cards: Card[], { from, to }: Op<'hand-over'>): string {
  if (from === to) return 'handover.same-person'
  const may = mayHandOver(cards, from)
  if (may === 'ok') state.documents.push({ cards, from, to, state: 'open' })
  return may
}

function confirm(document: HandOver, who: string): string {
  if (document.state !== 'open') return 'handover.document-is-done'
  if (who !== document.to) return 'handover.not-the-receiver'
  const may = mayHandOver(document.cards, document.from)
  if (may !== 'ok') return may
  document.state = 'confirmed'
  for (const card of document.cards) Object.assign(card, { holder: document.to, home: false })
  return 'ok'
}

/** The month of booking counts; what left the books is written off no more; a month is never written twice. */
function depreciate({ cards }: AssetsState, month: number): string {
  for (const card of cards) {
    if (card.state === 'disposed' || card.booked > month || card.latest >= month) continue
    const due = writtenBy(card, month) - card.written
    if (due <= 0) continue
    card.written += due
    card.latest = month
  }
  return 'ok'
}

function startCount(state: AssetsState): string {
  const there = state.cards.filter(card => card.home && card.state !== 'disposed')
  if (there.length === 0) return 'assets.nothing-to-count'
  const items = new Map(there.map(card => [card, { found: false, concluded: false }]))
  state.count = { items, alien: 'none', concluded: false }
  return 'ok'
}

function missing(state: AssetsState, card: Card, verdict: string): string {
  const item = state.count!.items.get(card)
  if (!item || item.found) return 'assets.not-a-finding'
  const disposable = card.state === 'idle' || card.state === 'in_use' || card.state === 'repair'
  if (verdict === 'lost' && !disposable) return WRONG_STATE
  if (item.concluded) return 'assets.already-concluded'
  item.concluded = true
  if (verdict === 'lost') dispose(state, [card])
  return 'ok'
}

function count(state: AssetsState, op: AssetOp): string {
  const { count } = state
  if (!count) return 'none'
  if (count.concluded) return 'assets.stocktake-is-done'
  if (op.op === 'scan') {
    if (op.card === null) count.alien = count.alien === 'none' ? 'scanned' : count.alien
    else if (count.items.has(state.cards[op.card]!)) count.items.get(state.cards[op.card]!)!.found = true
    // what was disposed of and is still there is a surplus, which nothing here concludes
    else if (state.cards[op.card]!.state === 'disposed') count.ghosts = true
    return 'ok'
  }
  if (op.op === 'missing') return missing(state, state.cards[op.card]!, op.verdict)
  if (op.op === 'surplus') {
    if (count.alien === 'none') return 'assets.not-a-finding'
    if (count.alien === 'concluded') return 'assets.already-concluded'
    count.alien = 'concluded'
    return 'ok'
  }
  const open = [...count.items.values()].some(item => !item.found && !item.concluded)
  if (open || count.ghosts || count.alien === 'scanned') return 'assets.unconcluded'
  count.concluded = true
  return 'ok'
}

function dispose(state: AssetsState, cards: Card[]): void {
  for (const card of cards) card.state = 'to_dispose'
  state.disposals.push({ cards, state: 'submitted', remitted: 0 })
}

function propose(state: AssetsState, cards: Card[], { sale, appraised }: Op<'propose'>): string {
  if (sale && !appraised) return 'assets.appraisal-needed'
  if (cards.some(card => !['idle', 'in_use', 'repair'].includes(card.state))) return WRONG_STATE
  dispose(state, cards)
  return 'ok'
}

function putBack(disposal: Disposal): void {
  for (const card of disposal.cards) card.state = card.holder ? 'in_use' : 'idle'
}

function decide(disposal: Disposal, { approve, minutes }: Op<'decide'>): string {
  if (disposal.state !== 'submitted') return WRONG_DISPOSAL
  const original = disposal.cards.reduce((sum, card) => sum + card.amount, 0)
  if (approve && original >= MINUTES_FROM && !minutes) return 'assets.minutes-needed'
  disposal.state = approve ? 'approved' : 'rejected'
  if (!approve) putBack(disposal)
  return 'ok'
}

function end(disposal: Disposal, op: Op<'withdraw'> | Op<'complete'>): string {
  const from = op.op === 'complete' ? ['approved'] : ['submitted', 'approved']
  if (!from.includes(disposal.state)) return WRONG_DISPOSAL
  disposal.state = op.op === 'complete' ? 'completed' : 'withdrawn'
  if (op.op === 'withdraw') putBack(disposal)
  else
    for (const card of disposal.cards) {
      card.state = 'disposed'
      delete card.holder
    }
  return 'ok'
}

function remit(disposal: Disposal, amount: number): string {
  if (disposal.state !== 'completed') return WRONG_DISPOSAL
  if (disposal.remitted + amount > PROCEEDS) return 'assets.beyond-proceeds'
  disposal.remitted += amount
  return 'ok'
}

/** The cards an operation names; none of them when the sequence has not so many. */
export const cardsOf = (state: AssetsState, ats: readonly number[]) =>
  ats.flatMap(at => (state.cards[at] ? [state.cards[at]] : []))

function aboutDisposal(state: AssetsState, op: Op<'decide'> | Op<'withdraw'> | Op<'complete'> | Op<'remit'>): string {
  const disposal = state.disposals[op.disposal]
  if (!disposal) return 'none'
  if (op.op === 'decide') return decide(disposal, op)
  return op.op === 'remit' ? remit(disposal, op.amount) : end(disposal, op)
}

function aboutDocument(state: AssetsState, op: Op<'confirm'> | Op<'withdraw-document'>): string {
  const document = state.documents[op.document]
  if (!document) return 'none'
  if (op.op === 'confirm') return confirm(document, op.who)
  if (document.state !== 'open') return 'handover.document-is-done'
  document.state = 'withdrawn'
  return 'ok'
}

/** Does the operation on the model. */
export function assetStep(state: AssetsState, op: AssetOp): string {
  switch (op.op) {
    case 'register':
      return state.cards.length < MOST.cards ? register(state, op) : 'none'
    case 'depreciate':
      return depreciate(state, op.month)
    case 'start-count':
      return startCount(state)
    case 'hand-over':
    case 'propose': {
      const cards = cardsOf(state, op.cards)
      if (cards.length === 0) return 'none'
      if (op.op === 'propose') return state.disposals.length < MOST.others ? propose(state, cards, op) : 'none'
      return state.documents.length < MOST.others ? handOver(state, cards, op) : 'none'
    }
    case 'confirm':
    case 'withdraw-document':
      return aboutDocument(state, op)
    case 'decide':
    case 'withdraw':
    case 'complete':
    case 'remit':
      return aboutDisposal(state, op)
    default: {
      if ('card' in op && op.card !== null && !state.cards[op.card]) return 'none'
      if (op.op === 'scan' || op.op === 'missing' || op.op === 'surplus' || op.op === 'conclude')
        return count(state, op)
      return use(state.cards[op.card]!, op)
    }
  }
}
