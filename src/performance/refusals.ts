// What performance/ refuses.
import { refusal } from '../kernel/index.ts'

export const unknownSlot = refusal<{ slot: string }>(
  'performance.unknown-slot',
  404,
  f => `报告里没有“${f.slot}”这一段。`,
)
export const typedDigits = refusal<{ digits: string[] }>(
  'performance.typed-digits',
  422,
  f => `正文里的数字要插入指标数，不能手工填写：${f.digits.join('、')}。请点“插入指标数”选择。`,
)
export const editedMeanwhile = refusal<{ by: string }>(
  'performance.edited-meanwhile',
  409,
  f => `这一段刚刚被${f.by}改过。请先刷新查看新内容，您写的内容仍保留在页面上。`,
)
export const textMissing = refusal<{ slots: string[] }>(
  'performance.text-missing',
  422,
  f => `还有必须填写的段落：${f.slots.join('、')}。`,
)
export const findingsOpen = refusal<{ errors: string[] }>(
  'performance.findings-open',
  422,
  f =>
    `校核发现 ${f.errors.length} 处错误，请先改正；确属历史口径无法改正的，写明理由后再签发。第一处：${f.errors[0] ?? ''}`,
)
export const unknownCriterion = refusal(
  'performance.unknown-criterion',
  404,
  () => '评分表里没有这一项，或这一项由系统计分。',
)
export const tooManyMarks = refusal<{ full: string }>(
  'performance.too-many-marks',
  422,
  f => `得分不能超过该项满分 ${f.full} 分。`,
)
export const notSigned = refusal<{ year: number }>('performance.not-signed', 409, f => `${f.year}年度报告还没有签发。`)
