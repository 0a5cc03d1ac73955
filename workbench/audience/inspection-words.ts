// How the lines of a self-inspection are said, on the page and in the sheet.
import type { inspectionSheet } from '../../src/audience/inspection/inspection-queries.ts'
import type { ask } from '../app/api.ts'

export type Inspection = Awaited<ReturnType<typeof ask<typeof inspectionSheet>>>['inspections'][number]
export type Line = Inspection['lines'][number]

export const KINDS: Record<Line['kind'], string> = { veto: '单项否决', deduct: '扣分', bonus: '加分' }

/** A bonus that is found is good; everything else that is found is not. */
export function outcomeOf(line: Line): string {
  if (line.outcome === null) return '没填'
  if (line.outcome === 'not_applicable') return '不适用'
  if (line.outcome === 'fine') return line.kind === 'bonus' ? '没有' : '没有发现'
  return line.kind === 'bonus' ? `有，${line.hits} 项` : `发现 ${line.hits} 处`
}

export function pointsOf(line: Line): string {
  if (line.kind === 'veto') return line.outcome === 'found' ? '否决' : ''
  if (line.points_cent === 0) return ''
  return `${line.kind === 'bonus' ? '+' : '−'}${(line.points_cent / 100).toFixed(2)}`
}

export function dueState(line: Line, today: string): 'none' | 'open' | 'overdue' | 'done' {
  if (line.due_on === null || line.kind === 'bonus') return 'none'
  if (line.rectified_at !== null) return 'done'
  return line.due_on < today ? 'overdue' : 'open'
}

export function rectifyText(line: Line, today: string): string {
  const state = dueState(line, today)
  if (state === 'none') return ''
  if (state === 'done') return `已整改：${line.rectify_note}`
  return `${state === 'overdue' ? '超期，' : ''}${line.due_on} 前整改`
}

export const LINE_HEADER = [
  '平台',
  '账号',
  '归属',
  '类别',
  '条目',
  '结果',
  '分',
  '情况',
  '查的人',
  '整改',
  '依据',
  '核对',
]

export const lineCells = (of: Inspection, line: Line) => [
  of.platform,
  of.account,
  of.owner_unit,
  KINDS[line.kind],
  line.title,
  outcomeOf(line),
  pointsOf(line),
  line.detail,
  line.by_program ? '系统' : (line.answered_by ?? ''),
  rectifyText(line, '0000'),
  line.source,
  line.confirmed ? '已核' : '待核',
]
