// How 定额标准 leave as a list: the columns that come in again.
import { QUOTA_COLUMNS } from '../../../src/budget/preparation/quota-columns.ts'
import type { Quota } from './data.ts'

export const status = (row: Quota) => (row.confirmed ? '已核' : '待核')

export const QUOTA_SHEET = {
  header: Object.values(QUOTA_COLUMNS),
  row: (row: Quota) => [
    row.kind_title,
    row.title,
    row.applies_to,
    { fen: row.amount_fen },
    row.unit,
    row.economic_code,
    row.effective_from,
    row.effective_to,
    row.source,
    status(row),
  ],
}
