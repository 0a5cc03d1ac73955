// The draft as the editor lays it out: the report with every part that people write marked, and a hole where one is empty.
import type { DocumentBlock, OfficialDocument, Run } from '../kernel/index.ts'
import { textWithSources } from './check-report.ts'

/** A run of the draft. `slot`: written by people there; `empty`: stands for what nobody has written yet. */
export type LaidRun = Run & { slot?: string; empty?: true }

/** Paragraphs of a part with their mark; one hole where there are none. */
export function marked(slot: string, paragraphs: Run[][]): LaidRun[][] {
  if (paragraphs.length === 0) return [[{ text: '', slot, empty: true }]]
  return paragraphs.map(runs => runs.map(run => ({ ...run, slot })))
}

/** The words before a part carry the mark of its hole, so that both show and vanish together. */
export function leading(lead: string, runs: readonly LaidRun[]): LaidRun {
  const [first] = runs
  return first?.empty && first.slot ? { text: lead, slot: first.slot, empty: true } : { text: lead }
}

/** A paragraph's number belongs to the part it numbers. */
export function numberOf(text: string, [first]: readonly LaidRun[]): LaidRun {
  return first?.slot ? { text, slot: first.slot } : { text }
}

function said(block: DocumentBlock): string {
  if (block.kind === 'table') return block.title
  if (block.kind === 'signature') return block.unit
  if (block.kind === 'page-break') return ''
  return block.runs
    .filter((run: LaidRun) => !run.empty)
    .map(run => run.text)
    .join('')
}

/** For every line the checker counts in the document, the block of the layout that shows it; −1 for the title. */
export function linePlaces(document: OfficialDocument, layout: OfficialDocument): number[] {
  const places = new Map<DocumentBlock | undefined, number>([[undefined, -1]])
  let at = 0
  for (const block of document.blocks) {
    const same = layout.blocks.findIndex(
      (laid, index) => index >= at && laid.kind === block.kind && said(laid) === said(block),
    )
    if (same < 0) continue
    places.set(block, same)
    at = same + 1
  }
  return textWithSources(document).sources.map(source => places.get(source) ?? -1)
}
