// What assets/ refuses.
import { refusal } from '../kernel/index.ts'

export const notInName = refusal<{ cards: string[] }>(
  'assets.not-in-name',
  409,
  f => `这些资产不在移交人名下，不能由他移交：${f.cards.slice(0, 10).join('、')}。`,
)
