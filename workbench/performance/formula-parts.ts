// A formula in words, taken apart so that each number in it can be opened.

export type FormulaInput = { name: string; title: string; display: string }

/**
 * The formula's text as signs and inputs in order: （, 本年支出, −, 上年支出, ）÷, 上年支出. The inputs stand in the text in
 * their order, so a title that is part of another one is not mistaken; a growth formula names its base twice.
 */
export function formulaParts<I extends FormulaInput>(formula: string, inputs: readonly I[]): (string | I)[] {
  const parts: (string | I)[] = []
  const wanted = [...inputs]
  let rest = formula
  while (rest !== '') {
    const input = wanted.shift() ?? inputs.findLast(one => rest.includes(one.title))
    const at = input ? rest.indexOf(input.title) : -1
    if (!input || at < 0) break
    if (at > 0) parts.push(rest.slice(0, at))
    parts.push(input)
    rest = rest.slice(at + input.title.length)
  }
  return rest === '' ? parts : [...parts, rest]
}
