// Calculations the text writes out: 「公用经费控制率=64.45万元÷116.76万元×100%=55.20%」, with or without words among the numbers.
import { type Amount, amountValue, compare, endsOf, minus, plus, type Rational, rational } from './intervals.ts'
import { amountOf } from './numbers.ts'
import type { Passage } from './passages.ts'
import { type Operand, propose, type Report } from './report.ts'
import { UNIT_SHIFT } from './vocabulary.ts'

const RESULT = /=(?:约)?(\d[\d,]{0,12}(?:\.\d{1,6})?)%/g
const TOKEN = /(\d[\d,]{0,18}(?:\.\d{1,8})?)(亿元|万元|元|%)?|([+\-×*÷/()])/g
const HUNDRED = /[×*xX✕]100%?$/
const ORDINAL = /\([一二三四五六七八九十\d]{1,2}\)|^\d{1,2}[、.](?!\d)/g
const REACH = 240

type Token = { sign: string } | { operand: Operand; at: number; end: number }
/** Low end, value and high end. */
type Span = [Rational, Rational, Rational]

export function checkCalculations(report: Report, passage: Passage): void {
  for (const match of passage.text.matchAll(RESULT)) {
    const from = Math.max(
      0,
      match.index - REACH,
      ...['=', '。', ';', ','].map(sign => cutBefore(passage.text, sign, match.index)),
    )
    const said = match[1]!.replaceAll(',', '')
    const source = passage.text.slice(from, match.index).replace(HUNDRED, '')
    const tokens = lastRun(
      tokensOf(
        passage,
        source.replace(ORDINAL, mark => ' '.repeat(mark.length)),
        from,
      ),
    )
    const operands = tokens.flatMap(token => ('operand' in token ? [token.operand] : []))
    if (operands.length < 2 || !tokens.some(token => 'sign' in token && /[÷/]/.test(token.sign))) continue
    const value = new Reader(tokens).all()
    if (value === undefined) continue
    const place = { passage, start: match.index + 1, end: match.index + match[0].length }
    const stated = { amount: amountOf(said, '%', 'percent'), label: '', text: said, unit: '%', place, shift: 0 }
    const percent = (one: Rational): Rational => rational(one.num * 100n, one.den)
    const evaluated = {
      centre: value === 'undefined' ? undefined : percent(value[1]),
      ends: value === 'undefined' ? undefined : ([percent(value[0]), percent(value[2])] as [Rational, Rational]),
      text: tokens.map(shown).join(''),
    }
    propose(report, [
      { kind: 'ratio', formula: 'percent_of', rule: 'ratio-mismatch', strong: true, stated, operands, evaluated },
    ])
  }
}

/** A comma ends the search only where it is no separator of thousands. */
function cutBefore(text: string, sign: string, at: number): number {
  const found = text.lastIndexOf(sign, at - 1)
  return sign === ',' && /^\d{3}(?!\d)/.test(text.slice(found + 1)) && /\d$/.test(text.slice(0, found)) ? 0 : found + 1
}

const shown = (token: Token): string =>
  'sign' in token ? token.sign.replace('/', '÷').replace('*', '×') : token.operand.text

function tokensOf(passage: Passage, source: string, from: number): Token[] {
  return [...source.matchAll(TOKEN)].map(match => {
    if (match[3] !== undefined) return { sign: match[3] }
    const text = match[1]!.replaceAll(',', '')
    const unit = match[2] ?? ''
    const amount: Amount = amountOf(text, unit in UNIT_SHIFT ? unit : '', 'money')
    if (unit === '' && !text.includes('.')) amount.exact = true // persons and pieces, written without their unit
    const start = from + match.index
    const end = start + match[0].length
    const label = /[\u4e00-\u9fa5]{1,12}$/.exec(source.slice(Math.max(0, match.index - 12), match.index))?.[0] ?? ''
    return { operand: { amount, label, text, unit, place: { passage, start, end } }, at: start, end }
  })
}

/** Two numbers with no sign between them belong to different things: the calculation begins with the second. */
function lastRun(tokens: Token[]): Token[] {
  for (let i = tokens.length - 1; i > 0; i--) {
    if ('operand' in tokens[i]! && 'operand' in tokens[i - 1]!) return tokens.slice(i)
  }
  return tokens
}

/** Recursive descent over + − × ÷ and brackets, in intervals. */
class Reader {
  private at = 0
  private readonly tokens: readonly Token[]
  private zero = false

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  /** The value; `undefined` (the word) for a division by zero; undefined where the signs make no calculation. */
  all(): Span | 'undefined' | undefined {
    const value = this.terms(0)
    if (value === undefined || this.at < this.tokens.length) return undefined
    return this.zero ? 'undefined' : value
  }

  private sign(signs: string): string | undefined {
    const token = this.tokens[this.at]
    if (!token || !('sign' in token) || !signs.includes(token.sign)) return undefined
    this.at++
    return token.sign
  }

  private terms(depth: number): Span | undefined {
    let left = this.factors(depth)
    for (let sign = this.sign('+-'); left && sign; sign = this.sign('+-')) {
      const right = this.factors(depth)
      if (!right) return undefined
      left =
        sign === '+'
          ? [plus(left[0], right[0]), plus(left[1], right[1]), plus(left[2], right[2])]
          : [minus(left[0], right[2]), minus(left[1], right[1]), minus(left[2], right[0])]
    }
    return left
  }

  private factors(depth: number): Span | undefined {
    let left = this.single(depth)
    for (let sign = this.sign('×*÷/'); left && sign; sign = this.sign('×*÷/')) {
      const right = this.single(depth)
      if (!right) return undefined
      left = '×*'.includes(sign) ? corners(left, right, times) : this.divided(left, right)
    }
    return left
  }

  private divided(left: Span, right: Span): Span {
    if (right[0].num <= 0n && right[2].num >= 0n) {
      this.zero = true
      return left
    }
    return corners(left, right, (a, b) => rational(a.num * b.den, a.den * b.num))
  }

  private single(depth: number): Span | undefined {
    if (depth > 8) return undefined
    if (this.sign('(')) {
      const inner = this.terms(depth + 1)
      return inner && this.sign(')') ? inner : undefined
    }
    const token = this.tokens[this.at]
    if (!token || !('operand' in token)) return undefined
    this.at++
    const { amount } = token.operand
    const [low, high] = endsOf(amount)
    return [low, amountValue(amount), high]
  }
}

const times = (a: Rational, b: Rational): Rational => rational(a.num * b.num, a.den * b.den)

function corners(a: Span, b: Span, operation: (a: Rational, b: Rational) => Rational): Span {
  const all = [operation(a[0], b[0]), operation(a[0], b[2]), operation(a[2], b[0]), operation(a[2], b[2])].toSorted(
    compare,
  )
  return [all[0]!, operation(a[1], b[1]), all[3]!]
}
