// Where findings stand in the text of a checked file: lines cut into stretches, each with the findings that point at it.

export type Stretch = { text: string; findings: number[] }
type Pointing = { index: number; excerpt: string }

/** The letters of a text without blanks, and where each of them stands. */
function compact(text: string): { letters: string; at: number[] } {
  const at: number[] = []
  let letters = ''
  for (const match of text.matchAll(/\S/g)) {
    letters += match[0]
    at.push(match.index)
  }
  return { letters, at }
}

/** The pieces of an excerpt that stand in the line, whatever blanks and tabs lie between; the whole line when none does. */
function spotsOf(line: string, excerpt: string): { from: number; to: number }[] {
  const { letters, at } = compact(line)
  const spots = excerpt.split(' … ').flatMap(part => {
    const wanted = compact(part).letters
    const found = wanted === '' ? -1 : letters.indexOf(wanted)
    return found < 0 ? [] : [{ from: at[found]!, to: at[found + wanted.length - 1]! + 1 }]
  })
  return spots.length > 0 || letters === '' ? spots : [{ from: at[0]!, to: at.at(-1)! + 1 }]
}

/** Cuts a line where the spots of its findings begin and end; spots may overlap. */
export function stretchesOf(line: string, pointing: readonly Pointing[]): Stretch[] {
  const spots = pointing.flatMap(({ index, excerpt }) => spotsOf(line, excerpt).map(spot => ({ ...spot, index })))
  const cuts = [...new Set([0, line.length, ...spots.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((from, n) => {
    const to = cuts[n + 1]!
    const findings = spots.filter(spot => spot.from <= from && spot.to >= to).map(spot => spot.index)
    return { text: line.slice(from, to), findings: [...new Set(findings)] }
  })
}

/** A table row's stretches by cell. */
export function cellsOf(stretches: readonly Stretch[]): Stretch[][] {
  const cells: Stretch[][] = [[]]
  for (const { text, findings } of stretches) {
    text.split('\t').forEach((part, n) => {
      if (n > 0) cells.push([])
      if (part !== '') cells.at(-1)!.push({ text: part, findings })
    })
  }
  return cells
}

export type TextBlock = { kind: 'line' | 'table'; first: number; lines: string[] }

/** Lines one by one, and neighbouring lines with tabs together as a table. `first` counts from 1. */
export function blocksOf(text: string): TextBlock[] {
  const blocks: TextBlock[] = []
  text.split('\n').forEach((line, at) => {
    const kind = line.includes('\t') ? 'table' : 'line'
    const last = blocks.at(-1)
    if (kind === 'table' && last?.kind === 'table') last.lines.push(line)
    else blocks.push({ kind, first: at + 1, lines: [line] })
  })
  return blocks
}
