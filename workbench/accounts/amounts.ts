// Debit and credit out of one signed amount: debit is positive. Pure.

/** The amount on one side as 分 text, or undefined when it is on the other. */
export function sideOf(fen: string, side: 'debit' | 'credit'): string | undefined {
  const credit = fen.startsWith('-')
  if (credit !== (side === 'credit')) return undefined
  return fen.replace('-', '')
}

/** 借, 贷 or 平, with the amount without its sign, as account books write a balance. */
export function balanceOf(fen: string): { direction: '借' | '贷' | '平'; fen: string } {
  if (BigInt(fen) === 0n) return { direction: '平', fen: '0' }
  return { direction: fen.startsWith('-') ? '贷' : '借', fen: fen.replace('-', '') }
}
