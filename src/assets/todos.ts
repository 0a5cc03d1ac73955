// What waits in assets: disposals to decide and to complete, proceeds to hand over, months to depreciate, differences to conclude.
import { yuanGrouped } from '../kernel/index.ts'
import type { Sql, Todo } from '../platform/index.ts'
import { todoSource, vetoSource } from '../platform/index.ts'
import { cardsAndLedger } from './report/year-report.ts'
import { DISPOSAL_KINDS, type DisposalKind } from './vocabulary.ts'

type Waiting = {
  id: bigint
  disposal_no: string
  kind: DisposalKind
  reason: string
  state: string
  original_fen: bigint
  left_fen: bigint
  applied_by_id: string
  applied_by: string
  applied_at: Date
}

const open = (tx: Sql) => tx<Waiting[]>`
  select id, disposal_no, kind, reason, state, original_fen, (proceeds_fen - remitted_fen)::bigint left_fen, applied_by_id, applied_by, applied_at
  from assets.disposals where state in ('submitted', 'approved') or proceeds_fen > remitted_fen order by id`

function todoOf(row: Waiting, title: string): Todo {
  return {
    key: `${row.state}-${row.id}`,
    title: `${title}：${DISPOSAL_KINDS[row.kind]}`,
    detail: `${row.disposal_no}　${row.reason}　${row.applied_by}申请　原值 ${yuanGrouped(row.original_fen)} 元`,
    path: `/assets/disposals/${row.id}`,
    since: row.applied_at,
    due_on: null,
  }
}

const disposals = todoSource({
  name: 'assets.disposals',
  title: '资产处置',
  async list(tx, actor) {
    const rows = await open(tx)
    const decides = actor.roles.includes('director')
    const books = actor.roles.includes('finance')
    return rows.flatMap(row => {
      if (row.state === 'submitted') return decides && row.applied_by_id !== actor.id ? [todoOf(row, '审批处置')] : []
      if (!books) return []
      return [todoOf(row, row.state === 'approved' ? '办理核销' : `上缴处置收入 ${yuanGrouped(row.left_fen)} 元`)]
    })
  },
})

const stocktakes = todoSource({
  name: 'assets.stocktakes',
  title: '盘点',
  async list(tx, actor) {
    if (!actor.roles.includes('operations')) return []
    const rows = await tx<
      { id: bigint; stocktake_no: string; title: string; started_at: Date; found: number; items: number }[]
    >`
      select t.id, t.stocktake_no, t.title, t.started_at, count(i.found_at)::int found, count(*)::int items
      from assets.stocktakes t join assets.stocktake_items i on i.stocktake_id = t.id where t.concluded_at is null group by t.id`
    return rows.map(row => ({
      key: String(row.id),
      title: `盘点：${row.title}`,
      detail: `${row.stocktake_no}　已盘 ${row.found}，共 ${row.items}`,
      path: `/assets/stocktakes/${row.id}`,
      since: row.started_at,
      due_on: null,
    }))
  },
})

export const assetTodos = [disposals, stocktakes]

/** A year does not close with proceeds kept, or while register and ledger differ. */
export const assetYearVetoes = vetoSource({
  name: 'assets.year',
  title: '资产',
  async list(tx, subject) {
    if (subject.kind !== 'year-closes') return []
    const { year } = subject
    const kept = await tx<{ id: bigint; disposal_no: string; left_fen: bigint }[]>`
      select id, disposal_no, (proceeds_fen - remitted_fen)::bigint left_fen from assets.disposals
      where proceeds_fen > remitted_fen and extract(year from completed_on) = ${year} order by id`
    const [imported] = await tx<{ origin: string }[]>`select origin from budget.years where year = ${year}`
    // imported years are as they were; check-books lists what is wrong with them
    const off =
      imported?.origin === 'imported'
        ? []
        : (await cardsAndLedger(tx, year)).filter(row => row.cards_fen !== row.ledger_fen)
    return [
      ...kept.map(row => ({
        reason: `处置 ${row.disposal_no} 的收入还有 ${yuanGrouped(row.left_fen)} 元没有上缴`,
        path: `/assets/disposals/${row.id}`,
      })),
      ...off.map(row => ({
        reason: `${row.title}：卡片 ${yuanGrouped(row.cards_fen)} 元，总账 ${yuanGrouped(row.ledger_fen)} 元，不一致`,
        path: '/assets/report',
      })),
    ]
  },
})
