// A version of an index: named steps, each a formula over the inputs and the steps before it; the last step is the index.
import { evaluate, FormulaFault, namesIn, parseExpression, type Value } from './expression.ts'

export type Step = { name: string; title: string; expression: string }
export type Input = { name: string; title: string }
export type Vector = { inputs: Record<string, number>; result: number | null }
export type FormulaSteps = { inputs: Input[]; steps: Step[]; vectors: Vector[] }

/** A vector must come out to so many decimals. */
const VECTOR_DECIMALS = 7

/** Every step's value in order. */
export function runFormula(
  { steps }: Pick<FormulaSteps, 'steps'>,
  inputs: Readonly<Record<string, number | null>>,
): { steps: { name: string; title: string; value: Value }[]; result: Value } {
  const names = new Map<string, Value>(Object.entries(inputs))
  const done = steps.map(({ name, title, expression }) => {
    const value = evaluate(parseExpression(expression), names)
    names.set(name, value)
    return { name, title, value }
  })
  return { steps: done, result: done.at(-1)?.value ?? null }
}

const near = (value: Value, wanted: number | null) =>
  value === null || wanted === null
    ? value === wanted
    : Math.abs(value - wanted) <= 0.5 * 10 ** -VECTOR_DECIMALS + Math.abs(wanted) * Number.EPSILON * 8

/** What is wrong with a version: a step that cannot be read or uses what is not there yet, a vector that does not come out. */
export function faultsOf({ inputs, steps, vectors }: FormulaSteps): string[] {
  const known = new Set(inputs.map(input => input.name))
  for (const { name, title, expression } of steps) {
    try {
      const unknown = [...namesIn(parseExpression(expression))].filter(one => !known.has(one))
      if (unknown.length > 0) return [`“${title}”用到了没有的量：${unknown.join('、')}`]
    } catch (error) {
      if (error instanceof FormulaFault) return [`“${title}”：${error.message}`]
      throw error
    }
    if (known.has(name)) return [`“${name}”这个名字用了两次`]
    known.add(name)
  }
  return vectors.flatMap((vector, n) => {
    const { result } = runFormula({ steps }, vector.inputs)
    return near(result, vector.result)
      ? []
      : [`第 ${n + 1} 组验算数应得 ${vector.result}，算出来是 ${result ?? '不适用'}`]
  })
}
