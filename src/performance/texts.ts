// What people must write in the report: its slots, and text with figure chips instead of typed digits. Pure but for two reads.
import type { FigureValue, Sql } from '../platform/index.ts'
import type { Content } from './content.ts'

export type Slot = {
  slot: string
  title: string
  hint: string
  /** when the text must be there: always, never, or when the figures say so */
  required: 'always' | 'never' | ((figures: ReadonlyMap<string, FigureValue>) => boolean)
}

function percentOf(figures: ReadonlyMap<string, FigureValue>, name: string): number | null {
  const value = figures.get(name)?.value
  return value === null || value === undefined ? null : Number(value)
}

/** A reason is owed where execution is under 90% or over 100%. */
const REASON_BELOW = 90
const REASON_ABOVE = 100
export function owesReason(figures: ReadonlyMap<string, FigureValue>, name: string): boolean {
  const rate = percentOf(figures, name)
  return rate !== null && (rate < REASON_BELOW || rate > REASON_ABOVE)
}

export const SLOTS: readonly Slot[] = [
  {
    slot: 'change-reason',
    title: '支出增减原因',
    hint: '接在“主要原因是”之后，写清楚为什么比上年增加或减少。',
    required: f => percentOf(f, 'budget.spent-change-rate') !== null,
  },
  {
    slot: 'execution-reason',
    title: '预算执行偏离原因',
    hint: '执行率低于90%或超过100%时必须说明。',
    required: f => owesReason(f, 'budget.full-year-execution-rate'),
  },
  {
    slot: 'personnel-reason',
    title: '人员经费偏离原因',
    hint: '人员经费超过或低于预算较多时说明。',
    required: f => owesReason(f, 'budget.personnel-full-year-execution-rate'),
  },
  {
    slot: 'project-reason',
    title: '项目支出偏离原因',
    hint: '项目预算执行率低于90%（含没有执行）时必须说明。',
    required: f => owesReason(f, 'budget.project-full-year-execution-rate'),
  },
  {
    slot: 'procurement-reason',
    title: '政府采购偏离原因',
    hint: '采购执行率低于90%或超过100%时必须说明。',
    required: f => owesReason(f, 'procurement.execution-rate'),
  },
  { slot: 'disclosure', title: '预决算信息公开情况', hint: '在哪里、什么时候公开了哪些内容。', required: 'always' },
  { slot: 'asset-management', title: '资产管理情况', hint: '资产管理制度和执行情况。', required: 'always' },
  { slot: 'execution-measures', title: '预算执行措施', hint: '为执行预算做了哪些工作。', required: 'always' },
  { slot: 'budget-management', title: '预算管理', hint: '财务制度、审批程序、资金使用合规情况。', required: 'always' },
  { slot: 'results', title: '履职成效', hint: '年度工作做成了什么，尽量用指标数说话。', required: 'always' },
  {
    slot: 'conclusion',
    title: '评价结论补充',
    hint: '评分和等级由自评表算出，这里写需要补充的话。',
    required: 'never',
  },
  { slot: 'problems', title: '存在的问题及原因分析', hint: '一条一段。', required: 'always' },
  { slot: 'measures', title: '改进措施及有关建议', hint: '一条一段，与问题对应。', required: 'always' },
]

export type WrittenText = { content: Content; version: number; edited_at: Date; edited_by: string }

/** The texts of a year by slot. */
export async function readTexts(tx: Sql, year: number): Promise<Map<string, WrittenText>> {
  const rows = await tx<(WrittenText & { slot: string })[]>`
    select slot, content, version, edited_at, edited_by from performance.texts where year = ${year}`
  return new Map(rows.map(({ slot, ...text }) => [slot, text]))
}

/** Blanks alone say nothing. */
const isWritten = (inline: Content[number][number]) => 'figure' in inline || inline.text.trim() !== ''

/** Titles of the slots that must be written and are empty. */
export function missingTexts(
  figures: ReadonlyMap<string, FigureValue>,
  texts: ReadonlyMap<string, { content: Content }>,
): string[] {
  return SLOTS.filter(({ slot, required }) => {
    const needed = required === 'always' || (typeof required === 'function' && required(figures))
    const written = (texts.get(slot)?.content ?? []).some(paragraph => paragraph.some(isWritten))
    return needed && !written
  }).map(({ title }) => title)
}
