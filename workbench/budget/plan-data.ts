// The approved budget while it is typed: its rows, what they add up to, and what still keeps it from being booked. Pure.
import { fenOf, sumFen, yuan } from '../ui/text.ts'

export type Line = {
  key: number
  line_no: string
  side: 'income' | 'expenditure'
  title: string
  category: string | null
  project: string | null
  economic_code: string | null
  procurement: boolean
  amount: string
  /** what came from a workbook and has no column here */
  rest: Record<string, unknown>
}
export type Head = { year: string; doc_no: string; adopted_on: string; income: string; expenditure: string }

export const EMPTY_HEAD: Head = { year: '', doc_no: '', adopted_on: '', income: '', expenditure: '' }

export const emptyLine = (key: number, side: Line['side'] = 'expenditure'): Line => ({
  key,
  line_no: '',
  side,
  title: '',
  category: side === 'income' ? null : 'operating',
  project: null,
  economic_code: null,
  procurement: false,
  amount: '',
  rest: {},
})

/** Categories whose lines name their project. */
export const needsProject = (category: string | null) => category === 'other_running' || category === 'specific'

/** The sum of one side in 分; what is no amount yet counts as nothing. */
export const totalOf = (lines: readonly Line[], side: Line['side']) =>
  sumFen(lines.filter(line => line.side === side).map(line => fenOf(line.amount) ?? '0'))

/** Approved minus typed, in 分. */
export function differenceOf(head: Head, lines: readonly Line[], side: Line['side']): string {
  return String(BigInt(fenOf(head[side]) ?? '0') - BigInt(totalOf(lines, side)))
}

type ReadLine = Omit<Line, 'key' | 'amount' | 'rest'> & { opening_fen: string }

/** Rows that a workbook gave, as they are edited. */
export function linesFrom(read: readonly unknown[]): Line[] {
  return (read as ReadLine[]).map(
    ({ line_no, side, title, category, project, economic_code, procurement, opening_fen, ...rest }, key) => {
      const amount = yuan(opening_fen).replaceAll(',', '')
      return { key, line_no, side, title, category, project, economic_code, procurement, amount, rest }
    },
  )
}

function problemOfLine(line: Line, n: number, lines: readonly Line[]): string | undefined {
  const name = line.line_no.trim() || `第 ${n + 1} 行`
  if (line.line_no.trim() === '') return `第 ${n + 1} 行没有行号`
  if (lines.findIndex(other => other.line_no.trim() === line.line_no.trim()) !== n) return `行号 ${name} 重复`
  if (line.title.trim() === '') return `${name} 没有名称`
  if (fenOf(line.amount) === undefined) return `${name} 的金额不对`
  if (line.side === 'expenditure' && needsProject(line.category) && !line.project?.trim())
    return `${name} 没有写项目名称`
  if (line.economic_code && !/^\d{3,5}$/.test(line.economic_code)) return `${name} 的经济分类应为 3 到 5 位数字`
  return undefined
}

/** What still keeps the budget from being booked, or nothing. */
export function problemOf(head: Head, lines: readonly Line[]): string | undefined {
  if (!/^20\d{2}$/.test(head.year)) return '请填年度，如 2026'
  if (head.doc_no.trim() === '') return '请填批复文号'
  if (!/^\d{4}-\d{2}-\d{2}$/.test(head.adopted_on)) return '请填批复日期'
  if (fenOf(head.income) === undefined || fenOf(head.expenditure) === undefined) return '请填批复的收入和支出合计'
  if (lines.length === 0) return '还没有预算行'
  const faulty = lines.map((line, n) => problemOfLine(line, n, lines)).find(Boolean)
  if (faulty) return faulty
  for (const [side, title] of [
    ['income', '收入'],
    ['expenditure', '支出'],
  ] as const) {
    const off = BigInt(differenceOf(head, lines, side))
    if (off !== 0n) return `${title}各行之和比批复合计${off > 0n ? '少' : '多'} ${yuan(off < 0n ? -off : off)} 元`
  }
  return undefined
}

/** The rows as the command takes them. */
export function inputOf(lines: readonly Line[]) {
  return lines.map(({ key: _key, amount, rest, ...line }) => ({
    ...rest,
    ...line,
    line_no: line.line_no.trim(),
    title: line.title.trim(),
    category: line.side === 'income' ? null : line.category,
    project: needsProject(line.category) ? line.project : null,
    opening_fen: fenOf(amount)!,
  }))
}
