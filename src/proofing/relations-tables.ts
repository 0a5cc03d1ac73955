// Tables: totals of columns, classes and their items by code, totals of rows, rates. How a table adds up is learnt from
// the table itself: a way of adding that holds elsewhere in it is certain; one that only one column could show is not.
import { judge, type Verdict } from './intervals.ts'
import { type Candidate, type Operand, propose, type Report } from './report.ts'
import type { Cell, Model, Row } from './table-model.ts'
import { keyOfAmount } from './table-values.ts'

/** `sides`: the models of the same table, this one among them. */
export function checkTable(report: Report, model: Model, sides: readonly Model[]): void {
  const rows = model.rows
  rows.forEach((row, at) => {
    if (row.total) checkTotal(report, model, at)
  })
  for (const total of classTotals(model)) propose(report, [total])
  checkCodes(report, model, sides)
  checkRowSums(report, model)
  checkRates(report, model)
}

function operand(row: Row, cell: Cell, model: Model): Operand {
  return {
    amount: cell.amount,
    label: row.label || row.code,
    text: cell.text,
    unit: cell.percent ? '%' : model.unit,
    place: { passage: row.passage, start: cell.start, end: cell.end },
  }
}

function stated(row: Row, cell: Cell, model: Model): Candidate['stated'] {
  return {
    ...operand(row, cell, model),
    place: { passage: row.passage, start: cell.start, end: cell.end },
    shift: cell.percent ? 0 : model.unitShift,
  }
}

/** The sum of one column over some rows against a cell; undefined where there is nothing worth adding. */
function columnSum(model: Model, whole: Row, parts: readonly Row[], column: number, fewest = 2): Candidate | undefined {
  const cell = whole.cells[column]
  const filled = parts.flatMap(row => {
    const value = row.cells[column]
    return value && value.amount.digits !== 0n ? [{ row, value }] : []
  })
  if (!cell || cell.percent || filled.length < fewest || filled.some(({ value }) => value.percent)) return undefined
  return {
    kind: 'sum',
    formula: 'sum',
    rule: 'sum-mismatch',
    strong: false,
    lenient: true,
    stated: stated(whole, cell, model),
    operands: filled.map(({ row, value }) => operand(row, value, model)),
  }
}

const verdict = ({ formula, operands, stated: s }: Candidate): Verdict =>
  judge(
    formula,
    operands.map(o => o.amount),
    s.amount,
    s.shift,
  )
const holds = (candidate: Candidate): boolean => ['ok', 'rounded'].includes(verdict(candidate).status)

/** So many rows above a total are a list, even where only one of them has an amount. */
const LISTED = 3

/** Of several ways to read a total, the one that most columns bear out; others of its columns are then judged strictly. */
function checkTotal(report: Report, model: Model, at: number): void {
  const ways = waysFor(model.rows, at)
  const judged = ways.map(parts =>
    Array.from({ length: model.columns }, (_, c) =>
      columnSum(model, model.rows[at]!, parts, c, parts.length >= LISTED ? 1 : 2),
    ).filter(candidate => candidate !== undefined),
  )
  const scored = judged
    .map(candidates => ({ candidates, good: candidates.filter(holds).length }))
    .toSorted((a, b) => b.good - a.good)
  const best = scored[0]
  if (!best || best.candidates.length === 0) return
  const certain =
    best.good > 0 && best.good * 2 >= best.candidates.length && distinctSums(best.candidates.filter(holds)) > 0
  if (certain)
    for (const candidate of best.candidates)
      propose(report, [{ ...candidate, strong: best.good >= 2 && distinctSums(best.candidates.filter(holds)) >= 2 }])
  else if (judged.length === 1) for (const candidate of best.candidates) propose(report, [candidate])
}

/** Columns that repeat the same figures bear nothing out. */
const distinctSums = (candidates: readonly Candidate[]): number =>
  new Set(candidates.map(candidate => candidate.stated.text)).size

function waysFor(rows: readonly Row[], at: number): Row[][] {
  const before = rows.slice(rows.slice(0, at).findLastIndex(row => row.total) + 1, at)
  const next = rows.findIndex((row, i) => i > at && row.total)
  const after = rows.slice(at + 1, next < 0 ? rows.length : next)
  const ways: Row[][] = []
  const last = rows[at - before.length - 1]
  if (last && before.length > 0 && /[总共]计$/.test(rows[at]!.label)) ways.push([last, ...before])
  for (const part of [before, after]) {
    if (part.length < 2) continue
    ways.push(part)
    const shortest = Math.min(...part.filter(row => row.code !== '').map(row => row.code.length))
    const top = part.filter(row => row.code.length === shortest)
    if (top.length > 1 && top.length < part.length) ways.push(top)
    const headed = part.filter(row => /^[一二三四五六七八九十]+、/.test(row.label))
    if (headed.length > 1 && headed.length < part.length) ways.push(headed)
    const plain = part.filter(row => !/^其中|^(?:\d+[.、])|^\(/.test(row.label))
    if (plain.length > 1 && plain.length < part.length) ways.push(plain)
  }
  return ways
}

/** 人员经费合计 and 公用经费合计 at the foot of 基本支出 by economic classification: the classes above them, by definition. */
function classTotals(model: Model): Candidate[] {
  const total = model.rows.find(row => /^(?:人员|公用)经费(?:合计|小计)$/.test(row.label))
  const classes = model.rows.filter(row => /^3\d\d$/.test(row.code))
  if (!total || classes.length === 0 || model.columns !== 1) return []
  const sum = columnSum(model, total, classes, 0, 1)
  return sum ? [{ ...sum, strong: true }] : []
}

type CodeClass = { candidates: Candidate[]; cutOff: boolean }

/** The classes of a model with the sums over their children, a candidate for each column. */
function codeClasses(model: Model): CodeClass[] {
  const { rows } = model
  return rows.flatMap((row, at) => {
    if (row.code.length < 3 || row.code.length > 5) return []
    const children: Row[] = []
    for (
      let i = at + 1;
      i < rows.length && rows[i]!.code.startsWith(row.code) && rows[i]!.code.length > row.code.length;
      i++
    ) {
      if (rows[i]!.code.length === row.code.length + 2) children.push(rows[i]!)
    }
    const candidates = Array.from({ length: model.columns }, (_, c) => columnSum(model, row, children, c, 1)).filter(
      candidate => candidate !== undefined,
    )
    // the page may have ended before the class did
    return [{ candidates, cutOff: rows.at(-1)!.code.startsWith(row.code) }]
  })
}

/**
 * 类 = sum of 款, 款 = sum of 项: certain for a class where another of its columns bears the same children out; in a table
 * of one column, for the one class that does not add up while the others do.
 */
function checkCodes(report: Report, model: Model, sides: readonly Model[]): void {
  const lone = loneFailure(report, sides)
  for (const { candidates, cutOff } of codeClasses(model)) {
    const good = candidates.filter(holds)
    for (const candidate of candidates) {
      const borne = !cutOff && good.some(other => other.stated.text !== candidate.stated.text)
      propose(report, [{ ...candidate, strong: borne || (lone !== undefined && isSameClaim(lone, candidate)) }])
    }
  }
}

const FEWEST_CHILDREN = 3
const isSameClaim = (a: Candidate, b: Candidate): boolean =>
  a.stated.place.passage === b.stated.place.passage && a.stated.place.start === b.stated.place.start

/**
 * The one sum of a class that fails while the others of the table hold. The class itself must be vouched for: by two others,
 * or by standing elsewhere in the document with the same amount.
 */
function loneFailure(report: Report, sides: readonly Model[]): Candidate | undefined {
  if (sides.some(side => side.columns !== 1)) return undefined
  const all = sides.flatMap(side => codeClasses(side).flatMap(one => one.candidates))
  const failing = all.filter(candidate => !holds(candidate))
  const holding = all.filter(candidate => candidate.operands.length > 1 && holds(candidate)).length
  const [lone] = failing
  if (!lone || failing.length > 1 || holding === 0) return undefined
  const { amount } = lone.stated
  if (amount.digits === 0n) return lone
  const inTotal = sides
    .flatMap(classTotals)
    .some(total => holds(total) && total.operands.some(part => part.place?.passage === lone.stated.place.passage))
  const vouched = inTotal || holding > 1 || (report.known.get(keyOfAmount(amount)) ?? 0) > 1
  return vouched && lone.operands.length >= FEWEST_CHILDREN ? lone : undefined
}

/**
 * 合计 = 基本支出 + 项目支出 and the like: a way of adding columns that holds in most rows. Rows with a single part show
 * nothing (预算 may just equal 决算), so they alone never make it certain.
 */
function checkRowSums(report: Report, model: Model): void {
  if (model.columns < 2 || model.columns > 12) return
  let best: { candidates: Candidate[]; telling: number; good: number } | undefined
  for (let whole = 0; whole < model.columns - 1; whole++) {
    for (let end = whole + 2; end <= model.columns; end++) {
      const candidates = model.rows.flatMap(row => rowSum(model, row, whole, end) ?? [])
      const right = candidates.filter(holds)
      const telling = right.filter(candidate => candidate.operands.length > 1).length
      const likely = right.length * 10 >= candidates.length * 8 && (telling >= 2 || right.length >= 4)
      if (likely && (!best || telling > best.telling || (telling === best.telling && right.length > best.good))) {
        best = { candidates, telling, good: right.length }
      }
    }
  }
  if (!best) return
  const strong = best.telling >= 4 && best.good * 10 >= best.candidates.length * 9
  for (const candidate of best.candidates) propose(report, [{ ...candidate, strong }])
}

function rowSum(model: Model, row: Row, whole: number, end: number): Candidate | undefined {
  const cell = row.cells[whole]
  const parts = row.cells.slice(whole + 1, end).flatMap(value => (value && value.amount.digits !== 0n ? [value] : []))
  if (!cell || cell.percent || parts.length === 0 || parts.some(part => part.percent)) return undefined
  return {
    kind: 'sum',
    formula: 'sum',
    rule: 'sum-mismatch',
    strong: false,
    lenient: true,
    stated: stated(row, cell, model),
    operands: parts.map((part, i) => ({
      ...operand(row, part, model),
      label: model.headers[whole + 1 + i] || row.label,
    })),
  }
}

const RATE_HEADER = /执行率|完成率|控制率|支出率|支付率|%|占比|比重|比例/
const CHANGE_HEADER = /增减|变动|增长|下降|比上年/

/** A column of rates: one quotient of two columns that holds in the other rows, or that the headings name. */
function checkRates(report: Report, model: Model): void {
  for (let rate = 0; rate < model.columns; rate++) {
    const named = RATE_HEADER.test(model.headers[rate] ?? '')
    const rows = model.rows.filter(row => row.cells[rate] && (row.cells[rate]!.percent || named))
    if (rows.length === 0 || CHANGE_HEADER.test(model.headers[rate] ?? '')) continue
    let best: { candidates: Candidate[]; good: number; a: number; b: number } | undefined
    for (let a = 0; a < model.columns; a++) {
      for (let b = 0; b < model.columns; b++) {
        if (a === b || a === rate || b === rate) continue
        const candidates = rows.flatMap(row => rateOf(model, row, rate, a, b) ?? [])
        const good = candidates.filter(
          candidate =>
            verdict(candidate).status === 'ok' && candidate.operands[0]!.text !== candidate.operands[1]!.text,
        ).length
        if (good > (best?.good ?? 0) || (good === (best?.good ?? 0) && good > 0 && headersFit(model, a, b)))
          best = { candidates, good, a, b }
      }
    }
    if (!best) continue
    const strong = (best.good >= 2 && best.good * 10 >= best.candidates.length * 6) || headersFit(model, best.a, best.b)
    if (best.good >= 1) for (const candidate of best.candidates) propose(report, [{ ...candidate, strong }])
  }
}

const headersFit = (model: Model, a: number, b: number): boolean =>
  /执行数|决算|实际|支出数|完成/.test(model.headers[a] ?? '') && /全年预算|调整后?预算/.test(model.headers[b] ?? '')

function rateOf(model: Model, row: Row, rate: number, a: number, b: number): Candidate | undefined {
  const [percent, over, under] = [row.cells[rate]!, row.cells[a], row.cells[b]]
  if (!over || !under || over.percent || under.percent || under.amount.digits === 0n) return undefined
  const said = stated(row, percent, model)
  const amount = percent.percent
    ? said.amount
    : { ...said.amount, exponent: said.amount.exponent - model.unitShift, exact: false }
  return {
    kind: 'ratio',
    formula: 'percent_of',
    rule: 'ratio-mismatch',
    strong: false,
    stated: { ...said, amount, shift: 0, unit: '%' },
    operands: [operand(row, over, model), operand(row, under, model)],
  }
}
