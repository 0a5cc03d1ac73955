// Shares: 「X万元，占Y的p%」, and lists whose items each say what they make of the whole.
import type { Fact, Reading } from './facts.ts'
import { type Group, isWholeFamily } from './groups.ts'
import type { History } from './history.ts'
import { operandOf, propose, type Report, statedOf } from './report.ts'
import { inRun } from './runs.ts'
import { isSameWhole, type NamedShare, offHundred, shareOf, sumOperand } from './share-bases.ts'

/** Parts that name the same whole, over sentences and paragraphs, until their shares add to 100. */
export type ShareLedger = Map<Fact, NamedShare[]>

export function checkShares(
  report: Report,
  reading: Reading,
  groups: readonly Group[],
  history: History,
  ledger: ShareLedger,
  open: NamedShare[],
): void {
  const parents = new Map<Fact, Fact>()
  for (const group of groups)
    for (const part of [...group.parts, ...group.tail])
      if (!parents.has(part) || !group.nested) parents.set(part, group.parent)
  for (const sentence of reading.sentences) {
    const unbased: NamedShare[] = []
    for (const share of sentence.facts) {
      if (share.role !== 'share' || share.numeral.approximate || inRun(sentence.facts, share)) continue
      const part = partOf(sentence.facts, share)
      if (!part) continue
      if (share.base !== '' && !checkNamedBase(report, part, share, history, parents.get(part), ledger))
        open.push({ part, share })
      if (share.base !== '') continue
      if (parents.has(part))
        propose(report, [shareOf(part, share, operandOf(parents.get(part)!), !isNestedPart(groups, part))])
      else unbased.push({ part, share })
    }
    checkUnbased(report, unbased)
  }
}

/** The amount a share speaks of: the last level before it with only changes and ratios in between. */
function partOf(facts: readonly Fact[], share: Fact): Fact | undefined {
  for (let i = facts.indexOf(share) - 1; i >= 0; i--) {
    const fact = facts[i]!
    if (fact.depth > share.depth) continue
    if (fact.role === 'level' && fact.numeral.kind !== 'bare') return fact.numeral.approximate ? undefined : fact
    if (fact.role === 'share' && fact.base === share.base) return undefined
  }
  return undefined
}

const isNestedPart = (groups: readonly Group[], part: Fact): boolean =>
  groups.some(group => group.nested && [...group.parts, ...group.tail].includes(part))

function checkNamedBase(
  report: Report,
  part: Fact,
  share: Fact,
  history: History,
  parent: Fact | undefined,
  ledger: ShareLedger,
): boolean {
  const found = history.named(share.base, part)
  const readings = found.exact.map(whole => shareOf(part, share, operandOf(whole), true))
  if (readings.length === 0 && parent)
    readings.push(shareOf(part, share, operandOf(parent), isSameWhole(share.base, parent)))
  if (readings.length === 0) readings.push(...found.alike.map(whole => shareOf(part, share, operandOf(whole), false)))
  const settled = propose(report, readings)
  if (found.exact[0]) enterShare(report, ledger, found.exact[0], part, share)
  return settled
}

function enterShare(report: Report, ledger: ShareLedger, whole: Fact, part: Fact, share: Fact): void {
  const entries = [...(ledger.get(whole) ?? []), { part, share }]
  const off = offHundred(entries.map(entry => entry.share.numeral.amount))
  const full = entries.length > 1 && (off < 0n ? -off : off) <= BigInt(entries.length)
  ledger.set(whole, full || off > 0n ? [] : entries)
  if (!full) return
  propose(report, [
    {
      kind: 'sum',
      formula: 'sum',
      rule: 'sum-mismatch',
      strong: true,
      stated: statedOf(whole),
      operands: entries.map(entry => operandOf(entry.part)),
    },
  ])
}

/** Items with shares of a whole that is not stated: the whole is their sum, if the shares add to 100 or no item can be missing. */
function checkUnbased(report: Report, items: NamedShare[]): void {
  if (items.length < 2) return
  const off = offHundred(items.map(item => item.share.numeral.amount))
  const whole = sumOperand(items.map(item => item.part))
  const strong = (off < 0n ? -off : off) <= BigInt(items.length) || isWholeFamily(items.map(item => item.part))
  for (const { part, share } of items) propose(report, [shareOf(part, share, whole, strong)])
}
