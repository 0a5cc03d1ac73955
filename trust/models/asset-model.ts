// Assets as a pure model: from card to 领用, 调拨, 维修, 出借, 移交, 盘点, 处置 and closed, with the straight line of every month.
import fc from 'fast-check'

export const HOLDERS = ['applicant', 'outsider'] as const
export type Holder = (typeof HOLDERS)[number]
const CARDS = 3

export type AssetOp =
  | { op: 'register'; amount: number; booked: number; age: number; before: boolean; wears: boolean }
  | { op: 'issue'; card: number; to: Holder }
  | { op: 'return' | 'send-to-repair' | 'finish-repair' | 'lend' | 'take-back'; card: number }
  | { op: 'transfer'; card: number; home: boolean; to: Holder | null }
  | { op: 'hand-over'; cards: number[]; from: Holder; to: Holder }
  | { op: 'confirm'; document: number; who: Holder }
  | { op: 'withdraw-document'; document: number }
  | { op: 'depreciate'; month: number }
  | { op: 'start-count' }
  | { op: 'scan'; card: number | null }
  | { op: 'missing'; card: number; verdict: 'found' | 'error' | 'lost' }
  | { op: 'surplus' }
  | { op: 'conclude' }
  | { op: 'propose'; cards: number[]; sale: boolean; appraised: boolean }
  | { op: 'decide'; disposal: number; approve: boolean; minutes: boolean }
  | { op: 'withdraw'; disposal: number }
  | { op: 'complete'; disposal: number }
  | { op: 'remit'; disposal: number; amount: number }

const card = fc.integer({ min: 0, max: CARDS - 1 })
const cards = fc.uniqueArray(card, { minLength: 1, maxLength: 2 })
const holder = fc.constantFrom(...HOLDERS)
const disposal = fc.integer({ min: 0, max: 1 })
const document = disposal
const of = (op: AssetOp['op'], weight: number, rest: Record<string, fc.Arbitrary<unknown>> = {}) => ({
  arbitrary: fc.record({ op: fc.constant(op), ...rest }) as unknown as fc.Arbitrary<AssetOp>,
  weight,
})

const register = of('register', 2, {
  amount: fc.integer({ min: 100, max: 1_200_000 }),
  booked: fc.integer({ min: 1, max: 9 }),
  age: fc.constantFrom(0, 0, 0, 5, 30, 90),
  before: fc.boolean(),
  wears: fc.constantFrom(true, true, true, false),
})

export const assetOps: fc.Arbitrary<AssetOp[]> = fc
  .tuple(
    register.arbitrary,
    fc.array(
      fc.oneof(
        register,
        of('issue', 4, { card, to: holder }),
        of('return', 2, { card }),
        of('transfer', 2, { card, home: fc.boolean(), to: fc.option(holder) }),
        of('send-to-repair', 2, { card }),
        of('finish-repair', 2, { card }),
        of('lend', 2, { card }),
        of('take-back', 2, { card }),
        of('hand-over', 3, { cards, from: holder, to: holder }),
        of('confirm', 3, { document, who: holder }),
        of('withdraw-document', 1, { document }),
        of('depreciate', 3, { month: fc.integer({ min: 1, max: 12 }) }),
        of('start-count', 2),
        of('scan', 3, { card: fc.option(card, { freq: 6 }) }),
        of('missing', 3, { card, verdict: fc.constantFrom('found', 'error', 'lost', 'lost') }),
        of('surplus', 1),
        of('conclude', 2),
        of('propose', 3, { cards, sale: fc.boolean(), appraised: fc.boolean() }),
        of('decide', 4, { disposal, approve: fc.constantFrom(true, true, true, false), minutes: fc.boolean() }),
        of('withdraw', 1, { disposal }),
        of('complete', 3, { disposal }),
        of('remit', 2, { disposal, amount: fc.integer({ min: 1, max: 60 }) }),
      ),
      { minLength: 5, maxLength: 18 },
    ),
  )
  .map(([first, rest]) => [first, ...rest])

export type CardState = 'idle' | 'in_use' | 'repair' | 'lent_out' | 'to_dispose' | 'disposed'
export type Card = {
  card_id?: string
  card_no?: string
  amount: number
  booked: number
  age: number
  /** in months; 0: never written off */
  life: number
  written: number
  /** the last month that wrote something off */
  latest: number
  state: CardState
  holder?: Holder
  /** the section of the sequence, where its stocktakes look */
  home: boolean
}
export type HandOver = {
  document_id?: string
  cards: Card[]
  from: Holder
  to: Holder
  state: 'open' | 'confirmed' | 'withdrawn'
}
export type Disposal = {
  disposal_id?: string
  cards: Card[]
  state: 'submitted' | 'approved' | 'rejected' | 'withdrawn' | 'completed'
  remitted: number
}
export type Count = {
  stocktake_id?: string
  items: Map<Card, { found: boolean; concluded: boolean }>
  alien: 'none' | 'scanned' | 'concluded'
  /** whether a card that was disposed of was seen */
  ghosts?: boolean
  concluded: boolean
}
export type AssetsState = { cards: Card[]; documents: HandOver[]; disposals: Disposal[]; count?: Count }

export const LIFE = 72
/** every disposal brings as much */
export const PROCEEDS = 100
/** from this original value on a disposal is decided collectively */
export const MINUTES_FROM = 1_000_000

/** What is written off by the end of a month of the year: equal parts of the life, all of it once the life is over. */
export function writtenBy({ amount, booked, age, life }: Card, month: number): number {
  const months = month - booked + age + 1
  if (life === 0 || months <= 0) return 0
  return months >= life ? amount : Math.floor(amount / life) * months
}

export const MOST = { cards: CARDS, others: 2 }
