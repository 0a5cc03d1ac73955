// Collects candidate relations, judges them and words the findings. A strong candidate is judged as it stands. A weak one
// (its binding is likely, not certain) is reported only when it holds, or when exactly one reading is one digit off.

import { excerptOf } from './excerpts.ts'
import type { Fact } from './facts.ts'
import {
  type Amount,
  type Formula,
  isOneDigitSlip,
  judge,
  judgeValue,
  type Rational,
  type Verdict,
} from './intervals.ts'
import { excerptAt, lineAt, type Passage } from './passages.ts'
import type { RuleId } from './rules.ts'
import { type KnownValues, wrongOperand } from './suspects.ts'
import type { CheckResult, Finding, Relation, RelationKind, Severity } from './types.ts'

export type Operand = { amount: Amount; label: string; text: string; unit: string; place?: Place }

/** A stretch of a passage. */
export type Place = { passage: Passage; start: number; end: number }

export type Candidate = {
  kind: RelationKind
  formula: Formula
  rule: RuleId
  strong: boolean
  /** The parts are certain: a slip shows through what rounding left over. */
  lenient?: boolean
  stated: Operand & { place: Place; shift: number }
  operands: Operand[]
  /** A calculation that the text writes out, already worked out. */
  evaluated?: { centre: Rational | undefined; ends: [Rational, Rational] | undefined; text: string }
  /** Every place that should be shown, first the one that is judged. */
  shown?: Place[]
}

export const verdictOf = ({ evaluated, formula, operands, stated }: Candidate): Verdict =>
  evaluated
    ? judgeValue(evaluated.centre, evaluated.ends, stated.amount, stated.shift)
    : judge(
        formula,
        operands.map(operand => operand.amount),
        stated.amount,
        stated.shift,
      )

export type Report = CheckResult & {
  seen: Set<string>
  known: KnownValues
  /** Where the numbers stand, by passage, that a sum which holds vouches for. */
  sound: Map<Passage, Set<number>>
}

export const newReport = (known: KnownValues): Report => ({
  relations: [],
  findings: [],
  seen: new Set(),
  known,
  sound: new Map(),
})

export function operandOf(fact: Fact, signed = false): Operand {
  const { numeral } = fact
  const amount = signed && fact.sign < 0 ? { ...numeral.amount, digits: -numeral.amount.digits } : numeral.amount
  return { amount, label: shortLabel(fact), text: numeral.text, unit: numeral.unit, place: placeOf(fact) }
}

export function statedOf(fact: Fact): Candidate['stated'] {
  const { numeral } = fact
  const amount = numeral.amount.digits < 0n ? { ...numeral.amount, digits: -numeral.amount.digits } : numeral.amount
  return {
    amount,
    label: shortLabel(fact),
    text: numeral.text,
    unit: numeral.unit,
    place: placeOf(fact),
    shift: numeral.shift,
  }
}

export function placeOf(fact: Fact): Place {
  return { passage: fact.passage, start: fact.labelStart, end: fact.numeral.end }
}

function shortLabel(fact: Fact): string {
  return (
    fact.label
      .slice(-24)
      .replace(/^\d+年?度?|^年度|^[.、,)]+/, '')
      .replace(/(?:为|是|的|约)$/, '') || fact.label
  )
}

/** Takes the readings of one statement: one if it is certain, several if the sentence leaves a choice. */
export function propose(report: Report, readings: readonly Candidate[]): boolean {
  if (readings.length === 0) return false
  const verdicts = readings.map(verdictOf)
  const good = verdicts.findIndex(verdict => verdict.status === 'ok')
  const near = good < 0 ? verdicts.findIndex(verdict => verdict.status === 'rounded') : good
  if (near >= 0) return add(report, readings[near]!, verdicts[near]!)
  const strong = readings.filter(reading => reading.strong)
  if (strong.length === 1 && readings.length === 1) return add(report, readings[0]!, verdicts[0]!)
  const slips = readings.map((reading, i) => ({ reading, verdict: verdicts[i]! }))
    .filter(({ reading, verdict }) => verdict.status !== 'undefined' && isTelling(reading) && isOneDigitSlip(reading.formula, reading.operands.map(o => o.amount), reading.stated.amount, reading.lenient)) // biome-ignore format: one filter
  if (slips.length !== 1) return false
  return add(report, slips[0]!.reading, slips[0]!.verdict)
}

/** A short number fits some one-digit slip by chance; a weak reading then says nothing. */
function isTelling({ stated, operands, formula }: Candidate): boolean {
  const length = (amount: Amount) => String(amount.digits).replace('-', '').replace(/0+$/, '').length
  if (formula === 'sum') return length(stated.amount) >= 4 || operands.some(operand => length(operand.amount) >= 4)
  return length(stated.amount) >= 3 && operands.every(operand => length(operand.amount) >= 3)
}

function add(report: Report, candidate: Candidate, verdict: Verdict): boolean {
  const { stated, operands, kind } = candidate
  const key = `${kind}@${stated.place.passage.starts[0]?.line}:${stated.place.end}:${operands.map(o => o.text).join('+')}`
  if (report.seen.has(key)) return true
  report.seen.add(key)
  const line = lineAt(stated.place.passage, stated.place.end - 1)
  const excerpt = excerptOf(candidate)
  const relation: Relation = {
    kind,
    status: verdict.status,
    stated: stated.text,
    computed: likeStated(verdict.computed, stated.text),
    parts: operands.map(({ label, text, unit }) => ({ label, value: text, unit })),
    excerpt,
    line,
  }
  report.relations.push(relation)
  if (candidate.formula === 'sum' && operands.length > 1 && (verdict.status === 'ok' || verdict.status === 'rounded'))
    for (const place of [stated.place, ...operands.map(operand => operand.place)]) vouch(report, place)
  const finding = findingOf(candidate, verdict)
  if (finding) report.findings.push({ ...finding, ...whereOf(report, candidate, excerpt, line) })
  return true
}

function vouch({ sound }: Report, place: Place | undefined): void {
  if (!place) return
  const starts = sound.get(place.passage)
  if (starts) starts.add(place.start)
  else sound.set(place.passage, new Set([place.start]))
}

/** A finding stands where the wrong number stands, if the document tells which one it is; else where the claim stands. */
function whereOf(
  report: Report,
  candidate: Candidate,
  excerpt: string,
  line: number,
): Pick<Finding, 'excerpt' | 'line'> {
  const place = wrongOperand(report.known, candidate)?.place
  if (!place) return { excerpt, line }
  return { excerpt: excerptOf(candidate, place), line: lineAt(place.passage, place.end - 1) }
}

/** Zeros that the document itself would trim are not shown. */
function likeStated(computed: string, printed: string): string {
  const decimals = (text: string): number => (text.includes('.') ? text.length - text.indexOf('.') - 1 : 0)
  return decimals(computed) > decimals(printed) ? computed.replace(/\.?0+$/, '') : computed
}

function findingOf(
  candidate: Candidate,
  { status, computed }: Verdict,
): Pick<Finding, 'rule' | 'severity' | 'message'> | undefined {
  const { stated, operands } = candidate
  if (status === 'ok' || status === 'rounded') return undefined
  const said = `“${stated.text}${stated.unit}”`
  const sum = formulaText(candidate)
  if (status === 'undefined') {
    const harmless = operands[0]?.amount.digits === 0n && stated.amount.digits === 0n
    const message = `基数为零，不能计算百分比，却写${said}（${sum}），应写“不适用”或只写金额。`
    return { rule: 'zero-base', severity: harmless ? 'warning' : 'error', message }
  }
  const should = `按${sum}应为“${likeStated(computed, stated.text)}${stated.unit}”`
  if (status === 'truncated') {
    return {
      rule: 'truncated',
      severity: 'warning',
      message: `文中写${said}，${should}：像是截去了尾数而没有四舍五入。`,
    }
  }
  if (status === 'last_digit') {
    return { rule: 'last-digit', severity: 'warning', message: `文中写${said}，${should}：末位相差1，请核对。` }
  }
  return { rule: candidate.rule, severity: 'error', message: `文中写${said}，${should}，两者不符。` }
}

function formulaText({ formula, operands, evaluated }: Candidate): string {
  if (evaluated) return evaluated.text
  const show = (o: Operand) => o.text + (o.unit && o.unit !== operands[0]?.unit ? o.unit : '')
  const [a, b] = operands as [Operand, Operand]
  if (formula === 'sum') return `${operands.length > 8 ? `${operands.slice(0, 3).map(show).join('＋')}＋…＋${show(operands.at(-1)!)}（${operands.length}项）` : operands.map(show).join('＋')}` // biome-ignore format: one text
  if (formula === 'difference') return `${show(a)}－${show(b)}`
  if (formula === 'equality') return `另一处“${a.label}${show(a)}”`
  if (formula === 'percent_of') return `${show(a)}÷${show(b)}`
  if (formula === 'growth_from_prior') return `（${show(a)}－${show(b)}）÷${show(b)}`
  const sign = b.amount.digits < 0n ? '＋' : '－'
  return `${show(b)}÷（${show(a)}${sign}${show(b)}）`
}

/** A finding that is no relation: contradictions in words, residue. */
export function raise(
  report: Report,
  rule: RuleId,
  severity: Severity,
  message: string,
  place: Place,
  excerpt?: string,
): void {
  const key = `${rule}@${place.passage.starts[0]?.line}:${place.start}`
  if (report.seen.has(key)) return
  report.seen.add(key)
  const { passage, start, end } = place
  const text = excerpt ?? excerptAt(passage, Math.max(0, start - 20), end + 20, start, end)
  report.findings.push({ rule, severity, message, excerpt: text, line: lineAt(passage, start) })
}
