// Formulas kept as data: numbers, names, + − × ÷ and powers, a few functions. Parsed and walked; nothing is ever executed.

/** What cannot be said in a number: a zero denominator, the logarithm of nothing. */
export type Value = number | null

export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'name'; name: string }
  | { kind: 'call'; of: FunctionName; args: Expression[] }
  | { kind: 'minus'; of: Expression }
  | { kind: 'two'; op: '+' | '-' | '*' | '/' | '^'; left: Expression; right: Expression }

const FUNCTIONS = {
  ln: { arity: [1, 1], run: ([x = 0]: number[]) => (x > 0 ? Math.log(x) : null) },
  sqrt: { arity: [1, 1], run: ([x = 0]: number[]) => (x >= 0 ? Math.sqrt(x) : null) },
  min: { arity: [1, 20], run: (xs: number[]) => Math.min(...xs) },
  max: { arity: [1, 20], run: (xs: number[]) => Math.max(...xs) },
} as const
type FunctionName = keyof typeof FUNCTIONS

const LENGTH_MAX = 2000
const DEPTH_MAX = 40

/** What is wrong with a formula, in words for the person who wrote it. */
export class FormulaFault extends Error {}

type Token = { text: string; at: number }

function tokensOf(source: string): Token[] {
  if (source.length > LENGTH_MAX) throw new FormulaFault(`算式超过 ${LENGTH_MAX} 个字符`)
  const tokens: Token[] = []
  const pattern = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_]{0,40})|([-+*/^(),]))/y
  let at = 0
  while (at < source.length) {
    if (source.slice(at).trim() === '') break
    pattern.lastIndex = at
    const match = pattern.exec(source)
    if (!match) throw new FormulaFault(`第 ${at + 1} 个字符“${source.slice(at).trim()[0]}”不认识`)
    at = pattern.lastIndex
    tokens.push({ text: match[1] ?? match[2] ?? match[3]!, at })
  }
  return tokens
}

class Parser {
  readonly #tokens: Token[]
  #next = 0
  #depth = 0

  constructor(tokens: Token[]) {
    this.#tokens = tokens
  }

  get #text(): string {
    return this.#tokens[this.#next]?.text ?? ''
  }

  #take(wanted: string): void {
    if (this.#text !== wanted) throw new FormulaFault(`这里应为“${wanted}”，写的是“${this.#text || '结尾'}”`)
    this.#next += 1
  }

  #deeper<T>(read: () => T): T {
    this.#depth += 1
    if (this.#depth > DEPTH_MAX) throw new FormulaFault('括号套得太深')
    const result = read()
    this.#depth -= 1
    return result
  }

  whole(): Expression {
    const found = this.#sum()
    if (this.#text !== '') throw new FormulaFault(`“${this.#text}”放错了地方`)
    return found
  }

  #sum(): Expression {
    let left = this.#product()
    while (this.#text === '+' || this.#text === '-') {
      const op = this.#text
      this.#next += 1
      left = { kind: 'two', op, left, right: this.#product() }
    }
    return left
  }

  #product(): Expression {
    let left = this.#signed()
    while (this.#text === '*' || this.#text === '/') {
      const op = this.#text
      this.#next += 1
      left = { kind: 'two', op, left, right: this.#signed() }
    }
    return left
  }

  #signed(): Expression {
    if (this.#text !== '-') return this.#power()
    this.#next += 1
    return this.#deeper(() => ({ kind: 'minus', of: this.#signed() }))
  }

  /** To the right: 2^3^2 is 2^9. A minus binds less: −2^2 is −4. */
  #power(): Expression {
    const left = this.#atom()
    if (this.#text !== '^') return left
    this.#next += 1
    return this.#deeper(() => ({ kind: 'two', op: '^', left, right: this.#signed() }))
  }

  #atom(): Expression {
    const text = this.#text
    if (text === '(') {
      this.#next += 1
      const inner = this.#deeper(() => this.#sum())
      this.#take(')')
      return inner
    }
    if (/^\d/.test(text)) {
      this.#next += 1
      return { kind: 'number', value: Number(text) }
    }
    if (!/^[A-Za-z_]/.test(text)) throw new FormulaFault(text === '' ? '算式没有写完' : `“${text}”放错了地方`)
    this.#next += 1
    return this.#text === '(' ? this.#call(text) : { kind: 'name', name: text }
  }

  #call(name: string): Expression {
    if (!Object.hasOwn(FUNCTIONS, name)) throw new FormulaFault(`没有“${name}”这个函数`)
    const of = name as FunctionName
    this.#take('(')
    const args: Expression[] = [this.#deeper(() => this.#sum())]
    while (this.#text === ',') {
      this.#next += 1
      args.push(this.#deeper(() => this.#sum()))
    }
    this.#take(')')
    const [low, high] = FUNCTIONS[of].arity
    if (args.length < low || args.length > high) throw new FormulaFault(`函数“${name}”的项数不对`)
    return { kind: 'call', of, args }
  }
}

/** Reads a formula. Throws FormulaFault with what is wrong. */
export function parseExpression(source: string): Expression {
  return new Parser(tokensOf(source)).whole()
}

/** The names a formula uses. */
export function namesIn(expression: Expression): Set<string> {
  if (expression.kind === 'name') return new Set([expression.name])
  if (expression.kind === 'number') return new Set()
  const parts =
    expression.kind === 'call'
      ? expression.args
      : expression.kind === 'minus'
        ? [expression.of]
        : [expression.left, expression.right]
  return new Set(parts.flatMap(part => [...namesIn(part)]))
}

const TWO: Record<'+' | '-' | '*' | '/' | '^', (left: number, right: number) => Value> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => (right === 0 ? null : left / right),
  '^': (left, right) => left ** right,
}

const finite = (value: Value): Value => (value !== null && Number.isFinite(value) ? value : null)

/** Evaluates; a name without a value, a zero denominator and what is no finite number give null (不适用). */
export function evaluate(expression: Expression, names: ReadonlyMap<string, Value>): Value {
  switch (expression.kind) {
    case 'number':
      return finite(expression.value)
    case 'name':
      return finite(names.get(expression.name) ?? null)
    case 'minus': {
      const value = evaluate(expression.of, names)
      return value === null ? null : -value
    }
    case 'call': {
      const args = expression.args.map(arg => evaluate(arg, names))
      return args.some(arg => arg === null) ? null : finite(FUNCTIONS[expression.of].run(args as number[]))
    }
    case 'two': {
      const left = evaluate(expression.left, names)
      const right = evaluate(expression.right, names)
      return left === null || right === null ? null : finite(TWO[expression.op](left, right))
    }
  }
}
