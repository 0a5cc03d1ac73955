// What disclosure/ refuses.
import { refusal, yuanGrouped } from '../kernel/index.ts'

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
export const yearIsOpen = refusal<{ year: number }>(
  'disclosure.year-is-open',
  409,
  f => `${f.year}年度还没有关账，关账后才能公开决算。`,
)
type Tie = { rule: string; left: { title: string; fen: bigint }; right: { title: string; fen: bigint } }
export const finalAccountsDoNotTie = refusal<{ ties: readonly Tie[] }>(
  'disclosure.final-accounts-do-not-tie',
  422,
  f =>
    `决算表有 ${f.ties.length} 处勾稽不符：${f.ties
      .slice(0, 3)
      .map(t => `${t.left.title} ${yuanGrouped(t.left.fen)} 元，${t.right.title} ${yuanGrouped(t.right.fen)} 元`)
      .join('；')}。请先查明，或写明原因后公开。`,
)
