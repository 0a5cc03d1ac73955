// Recognises rows of a table that was flattened to text: cells kept apart by a tab or by two and more spaces.

const GAP = /\t+|[ \u3000\u00a0]{2,}/
const NUMBER_CELL = /^[-+−－]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?[%％]?$/

/** Whether a line is a row: at least two cells, and either two of them numbers or no sentence punctuation in any. */
export function isTableLine(line: string): boolean {
  const trimmed = line.trim()
  if (!GAP.test(trimmed) || /[。；]/.test(trimmed)) return false
  const cells = splitCells(line).filter(cell => cell !== '')
  if (cells.length < 2) return false
  const numbers = cells.filter(cell => NUMBER_CELL.test(cell)).length
  if (numbers === 0) return cells.length >= 3 && cells.every(cell => cell.length <= 14) && !/[，,]/.test(trimmed)
  return cells.every(cell => NUMBER_CELL.test(cell) || !/[，：:]|万元/.test(cell))
}

export function splitCells(line: string): string[] {
  return line.includes('\t') ? line.split('\t').map(cell => cell.trim()) : line.trim().split(/[ \u3000\u00a0]{2,}/)
}
