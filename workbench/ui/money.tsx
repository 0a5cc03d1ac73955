// An amount: tabular figures, red when it is below zero; the unit is named once by the table around it.
import { wan, yuan } from './text.ts'

export function Money({ fen, as = 'yuan' }: { fen: string; as?: 'yuan' | 'wan' }) {
  const below = fen.startsWith('-')
  return <span className={below ? 'amount bad' : 'amount'}>{as === 'wan' ? wan(fen) : yuan(fen)}</span>
}
