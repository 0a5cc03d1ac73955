// What disclosure/ refuses.
import { refusal } from '../kernel/index.ts'

export const nothingPublished = refusal<{ year: number }>(
  'disclosure.nothing-published',
  404,
  f => `${f.year}年度没有公开的报告。`,
)
export const notPublic = refusal<{ year: number }>(
  'disclosure.not-public',
  403,
  f => `${f.year}年度的指标数还没有公开，请先登录。`,
)
