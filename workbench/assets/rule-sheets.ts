// How depreciation lives and configuration standards leave as lists: the columns that come in again.
import { CARD_KINDS } from '../../src/assets/details-table.ts'
import { LIFE_COLUMNS, lifeWords, PER, STANDARD_COLUMNS } from '../../src/assets/rules/rule-columns.ts'
import type { standards } from '../../src/assets/rules/rule-queries.ts'
import { FINANCIAL_CLASSES } from '../../src/assets/vocabulary.ts'
import type { ask } from '../app/api.ts'
import type { LifeRule } from './data.ts'

export type Standard = Awaited<ReturnType<typeof ask<typeof standards>>>[number]

export const confirmed = (row: { confirmed: boolean }) => (row.confirmed ? '已核' : '待核')

export const LIFE_SHEET = {
  header: Object.values(LIFE_COLUMNS),
  row: (row: LifeRule) => [
    row.title,
    FINANCIAL_CLASSES[row.financial_class as 'equipment'],
    CARD_KINDS[row.card_kind],
    lifeWords(row.life_months),
    row.effective_from,
    row.effective_to,
    row.source,
    confirmed(row),
  ],
}

export const STANDARD_SHEET = {
  header: Object.values(STANDARD_COLUMNS),
  row: (row: Standard) => [
    row.item,
    row.words,
    PER[row.per],
    row.quantity,
    row.price_fen && { fen: row.price_fen },
    row.life_years,
    row.effective_from,
    row.effective_to,
    row.source,
    confirmed(row),
  ],
}
