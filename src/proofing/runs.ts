// Parallel lists: 「A、B和C分别为a、b和c，占比为x%、y%和z%」. The k-th of one list belongs to the k-th of the other.
import type { Fact, Reading } from './facts.ts'
import type { Group } from './groups.ts'
import type { History } from './history.ts'
import { type Candidate, operandOf, propose, type Report, statedOf } from './report.ts'

const JOINT = /^(?:[、,]|和|与|及|以及|[、,](?:和|及))$/

/** Runs of two and more numbers of one kind with nothing but 、和 between them. */
function runsOf(facts: readonly Fact[]): Fact[][] {
  const runs: Fact[][] = []
  let run: Fact[] = []
  for (const fact of facts) {
    const last = run.at(-1)
    const joined =
      last &&
      last.numeral.kind === fact.numeral.kind &&
      JOINT.test(fact.passage.text.slice(last.numeral.end, fact.numeral.start))
    if (!joined) {
      if (run.length > 1) runs.push(run)
      run = []
    }
    run.push(fact)
  }
  if (run.length > 1) runs.push(run)
  return runs
}

/** Whether a fact stands in a run: its own sentence part then says nothing about it alone. */
export function inRun(facts: readonly Fact[], fact: Fact): boolean {
  const at = facts.indexOf(fact)
  const text = fact.passage.text
  const tied = (a: Fact | undefined, b: Fact | undefined) =>
    a !== undefined &&
    b !== undefined &&
    a.numeral.kind === b.numeral.kind &&
    JOINT.test(text.slice(a.numeral.end, b.numeral.start))
  return tied(facts[at - 1], fact) || tied(fact, facts[at + 1])
}

export function checkRuns(report: Report, reading: Reading, groups: readonly Group[], history: History): void {
  for (const { facts } of reading.sentences) {
    const runs = runsOf(facts)
    runs.forEach((run, i) => {
      const head = run[0]!
      const before = runs.slice(0, i).filter(other => other.length === run.length)
      const amounts = before.findLast(other => other[0]!.role === 'level' && other[0]!.numeral.kind === 'money')
      if (head.role === 'share' && head.base === '' && /分别占/.test(head.label)) checkPartShares(report, run, groups)
      if (!amounts) return
      if (head.role === 'share' && head.base !== '') checkShareRun(report, run, amounts, history)
      const deltas = before.findLast(other => other[0]!.role === 'delta')
      if (head.role === 'growth' && deltas) checkGrowthRun(report, run, deltas, amounts)
    })
  }
}

/** 「其中人员经费A、公用经费B,分别占x%和y%」: the parts of the list in front, in its order. */
function checkPartShares(report: Report, run: readonly Fact[], groups: readonly Group[]): void {
  const group = groups.findLast(
    one => one.parts.length === run.length && one.parts.at(-1)!.numeral.end <= run[0]!.numeral.start,
  )
  if (!group || group.nested) return
  run.forEach((share, k) => {
    propose(report, [
      {
        kind: 'share',
        formula: 'percent_of',
        rule: 'share-mismatch',
        strong: true,
        stated: statedOf(share),
        operands: [operandOf(group.parts[k]!), operandOf(group.parent)],
      },
    ])
  })
}

function checkShareRun(report: Report, run: readonly Fact[], amounts: readonly Fact[], history: History): void {
  const { exact } = history.named(run[0]!.base, amounts[0]!)
  const whole = exact[0]
  if (!whole || amounts.includes(whole)) return
  run.forEach((share, k) => {
    propose(report, [
      {
        kind: 'share',
        formula: 'percent_of',
        rule: 'share-mismatch',
        strong: true,
        stated: statedOf(share),
        operands: [operandOf(amounts[k]!), operandOf(whole)],
      },
    ])
  })
  const total: Candidate = {
    kind: 'sum',
    formula: 'sum',
    rule: 'sum-mismatch',
    strong: false,
    stated: statedOf(whole),
    operands: amounts.map(amount => operandOf(amount)),
  }
  propose(report, [total])
}

function checkGrowthRun(report: Report, run: readonly Fact[], deltas: readonly Fact[], amounts: readonly Fact[]): void {
  const sign = deltas[0]!.sign
  run.forEach((rate, k) => {
    const delta = { ...deltas[k]!, sign }
    propose(report, [
      {
        kind: 'growth',
        formula: 'growth_from_delta',
        rule: 'growth-mismatch',
        strong: true,
        stated: statedOf(rate),
        operands: [operandOf(amounts[k]!), operandOf(delta, true)],
      },
    ])
  })
}
