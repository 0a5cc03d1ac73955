// Evaluates figures on one snapshot: sources ask the database once per loader, derived figures apply their formula.
import {
  applyFormula,
  displayProse,
  displayTable,
  exactValue,
  type Figure,
  type FigureAmount,
  type FigureContext,
  type FigureUnit,
  formulaText,
  type Period,
  refusal,
  type TracePage,
  type TraceRow,
} from '../kernel/index.ts'
import type { Sql } from './database/database.ts'

export const unknownFigure = refusal<{ name: string }>(
  'platform.unknown-figure',
  404,
  f => `没有名为“${f.name}”的指标数。`,
)

/** A figure with its value, as every format shows it. */
export type FigureValue = {
  name: string
  title: string
  unit: FigureUnit
  basis: string
  /** exact decimal in the figure's unit; null is 不适用 */
  value: string | null
  /** as prose writes it, unit included */
  display: string
  /** as tables write it, without unit (percentages keep theirs) */
  table: string
  formula: string | null
  inputs: string[]
  amount: FigureAmount
}

export type FigureSet = ReadonlyMap<string, Figure<Sql>>

/** Collects the modules' figures; a name may be declared once, and formulas may use only what is declared. */
export function figureSet(lists: readonly (readonly Figure<Sql>[])[]): FigureSet {
  const set = new Map<string, Figure<Sql>>()
  for (const figure of lists.flat()) {
    if (set.has(figure.name)) throw new Error(`figure ${figure.name} is declared twice`)
    set.set(figure.name, figure)
  }
  for (const figure of set.values()) {
    if (figure.kind === 'source') continue
    for (const input of figure.formula.of) {
      if (!set.has(input)) throw new Error(`figure ${figure.name} uses ${input}, which is not declared`)
    }
  }
  return set
}

/** A context whose loaders run once each. */
export function figureContext(tx: Sql, period: Period): FigureContext<Sql> {
  const loaded = new Map<unknown, Promise<unknown>>()
  return {
    tx,
    period,
    load: <T>(loader: (tx: Sql, period: Period) => Promise<T>) => {
      const running = loaded.get(loader) ?? loader(tx, period)
      loaded.set(loader, running)
      return running as Promise<T>
    },
  }
}

/** Evaluates one figure with everything it stands on. Throws `platform.unknown-figure`. */
export async function evaluateFigure(
  set: FigureSet,
  context: FigureContext<Sql>,
  name: string,
  known = new Map<string, FigureValue>(),
): Promise<FigureValue> {
  const before = known.get(name)
  if (before) return before
  const figure = set.get(name)
  if (!figure) throw unknownFigure({ name })
  let amount: FigureAmount
  let formula: string | null = null
  let inputs: string[] = []
  if (figure.kind === 'source') {
    const count = await figure.value(context)
    amount = count === null ? null : { num: count, den: 1n }
  } else {
    const parts: FigureValue[] = []
    for (const input of figure.formula.of) parts.push(await evaluateFigure(set, context, input, known))
    inputs = figure.formula.of
    formula = formulaText(
      figure.formula,
      parts.map(part => part.title),
    )
    amount = applyFormula(
      figure.formula,
      parts.map(part => part.amount),
    )
  }
  const { title, unit, basis } = figure
  const value: FigureValue = {
    name,
    title,
    unit,
    basis,
    formula,
    inputs,
    amount,
    value: exactValue(unit, amount),
    display: displayProse(unit, amount),
    table: displayTable(unit, amount),
  }
  known.set(name, value)
  return value
}

/** Evaluates every figure of the set, in the order of declaration; optional ones only where there is something to count. */
export async function evaluateAll(set: FigureSet, tx: Sql, period: Period): Promise<Map<string, FigureValue>> {
  const context = figureContext(tx, period)
  const known = new Map<string, FigureValue>()
  const ordered = new Map<string, FigureValue>()
  for (const [name, { optional }] of set) {
    const value = await evaluateFigure(set, context, name, known)
    if (!optional || value.amount !== null) ordered.set(name, value)
  }
  return ordered
}

/** Rows that carry their totals (count(*) over (), sum(…) over ()) as a page of a trace. */
export function toTracePage(rows: readonly (TraceRow & { total_count: number; total_amount: bigint })[]): TracePage {
  return {
    rows: rows.map(({ id, on_date, summary, detail, amount, source }) => ({
      id,
      on_date,
      summary,
      detail,
      amount,
      source,
    })),
    total_count: rows[0]?.total_count ?? 0,
    total_amount: rows[0]?.total_amount ?? 0n,
  }
}
