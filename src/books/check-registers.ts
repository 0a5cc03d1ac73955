// What must hold of the registers of a year's books: cards, depreciation, contracts and disposals that fit one another.
import { DETAIL_FIELDS, DETAIL_KEYS, type DetailKey, detailFault } from '../assets/index.ts'
import { yearOf } from '../kernel/index.ts'
import type { Tell } from './check-import.ts'
import type { Books } from './schema.ts'

type Card = Books['cards'][number]

/** Details that one thing alone has, and what is tagged on it. */
const UNIQUE: readonly ('tag_no' | DetailKey)[] = ['tag_no', 'plate_no', 'vin']

export function checkRegisters(books: Books, tell: Tell): void {
  checkCards(books, tell)
  checkContracts(books, tell)
  const cards = new Set(books.cards.map(card => card.card_no))
  books.depreciation.forEach((row, n) => {
    if (!cards.has(row.card_no)) tell('depreciation', n, '卡片编号', `资产卡片里没有 ${row.card_no}`)
    if (yearOf(row.on_date) > books.year) tell('depreciation', n, '日期', `${row.on_date} 晚于${books.year}年度`)
    if (row.amount_fen === 0n) tell('depreciation', n, '折旧额（元）', '不能为 0')
  })
  const taken = new Set<string>()
  books.disposals.forEach((row, n) => {
    if (!cards.has(row.card_no)) tell('disposals', n, '卡片编号', `资产卡片里没有 ${row.card_no}`)
    if (taken.has(row.card_no)) tell('disposals', n, '卡片编号', `${row.card_no} 处置了两次`)
    taken.add(row.card_no)
    if (yearOf(row.completed_on) !== books.year)
      tell('disposals', n, '核销日期', `${row.completed_on} 不在${books.year}年度内`)
    if (row.remitted_fen > row.proceeds_fen) tell('disposals', n, '已上缴（元）', '不能多于处置收入')
  })
}

function checkCards(books: Books, tell: Tell): void {
  const seen = new Map<string, string>()
  books.cards.forEach((card, n) => {
    const { card_no, booked_on, acquired_on, financial_class, card_kind } = card
    if (yearOf(booked_on ?? acquired_on) > books.year)
      tell('cards', n, booked_on ? '入账日期' : '取得日期', `晚于${books.year}年度`)
    if (card_kind !== null && card_kind !== 'general' && !fits(card_kind, financial_class))
      tell('cards', n, '卡片种类', '与财务分类不符')
    for (const key of UNIQUE) {
      const value = card[key]
      if (value === null) continue
      const other = seen.get(`${key}|${value}`)
      const title = key === 'tag_no' ? '标签码' : DETAIL_FIELDS[key].title
      if (other) tell('cards', n, title, `${value} 已经是卡片 ${other} 的`)
      seen.set(`${key}|${value}`, card_no)
    }
    checkDetails(card, n, tell)
  })
}

/** As the database holds it: a vehicle is equipment, an intangible an intangible, houses and land are buildings. */
function fits(kind: Exclude<Card['card_kind'], 'general' | null>, financial_class: Card['financial_class']): boolean {
  const wanted = kind === 'vehicle' ? 'equipment' : kind === 'intangible' ? 'intangible' : 'building'
  return (financial_class ?? 'equipment') === wanted
}

function checkDetails(card: Card, n: number, tell: Tell): void {
  for (const key of DETAIL_KEYS) {
    const value = card[key]
    if (value === null) continue
    const { title, kind } = DETAIL_FIELDS[key]
    if (kind !== card.card_kind) tell('cards', n, title, '这种卡片没有这一项')
    const fault = detailFault(key, value)
    if (fault) tell('cards', n, title, fault)
  }
}

function checkContracts(books: Books, tell: Tell): void {
  const lines = new Set(books.lines.map(line => line.line_no))
  const contracts = new Map(books.contracts.map(contract => [contract.contract_no, contract]))
  books.contracts.forEach((contract, n) => {
    if (!lines.has(contract.line_no)) tell('contracts', n, '行号', `预算表里没有行号 ${contract.line_no}`)
    if (yearOf(contract.signed_on) !== books.year)
      tell('contracts', n, '签订日期', `${contract.signed_on} 不在${books.year}年度内`)
    const main = contract.supplements === null ? undefined : contracts.get(contract.supplements)
    if (contract.supplements !== null && (!main || main.supplements !== null))
      tell('contracts', n, '补充的合同号', `没有主合同 ${contract.supplements}`)
  })
}
