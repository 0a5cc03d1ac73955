// Sentences made of words and figures: a template tag whose holes are figures, so that no digit is ever typed.
import type { DocumentBlock, Run } from '../kernel/index.ts'
import type { FigureValue } from '../platform/index.ts'
import type { Content } from './content.ts'

export type Figures = ReadonlyMap<string, FigureValue>

/** Where a figure's trace is found; undefined for formats without links. */
export type HrefOf = (figure: string) => string | undefined

type Hole = Run | Run[] | string

export type Writer = {
  /** a figure as prose shows it, unit included */
  f(name: string): Run
  /** the size of a figure without its sign, for 减少45.06万元 */
  size(name: string): Run
  /** 增加/减少/持平 or 增长/下降/持平 by the sign of a figure */
  direction(name: string, words: { up: string; down: string }): string
  /** a figure as tables show it, without unit */
  cell(name: string): Run[]
  defined(name: string): boolean
  /** words and figures in order */
  say(parts: TemplateStringsArray, ...holes: Hole[]): Run[]
}

export function writer(figures: Figures, hrefOf: HrefOf): Writer {
  const need = (name: string) => {
    const figure = figures.get(name)
    if (!figure) throw new Error(`the report uses figure ${name}, which is not declared`)
    return figure
  }
  const run = (name: string, text: string): Run => ({ text, figure: name, href: hrefOf(name) })
  return {
    f: name => run(name, need(name).display),
    size: name => run(name, need(name).display.replace(/^-/, '')),
    direction: (name, { up, down }) => {
      const num = need(name).amount?.num ?? 0n
      return num === 0n ? '持平' : num > 0n ? up : down
    },
    cell: name => [run(name, need(name).table)],
    defined: name => need(name).amount !== null,
    say: (parts, ...holes) =>
      parts.flatMap((text, at) => [{ text }, ...asRuns(holes[at])]).filter(part => part.text !== ''),
  }
}

function asRuns(hole: Hole | undefined): Run[] {
  if (hole === undefined) return []
  if (typeof hole === 'string') return [{ text: hole }]
  return Array.isArray(hole) ? hole : [hole]
}

/** Written paragraphs with their chips filled in. */
export function writtenRuns(content: Content, figures: Figures, hrefOf: HrefOf): Run[][] {
  return content.map(paragraph =>
    paragraph.map(inline => {
      if ('text' in inline) return { text: inline.text }
      const figure = figures.get(inline.figure)
      const text = figure ? (inline.format === 'table' ? figure.table : figure.display) : '〔指标数已不存在〕'
      return { text, figure: inline.figure, href: hrefOf(inline.figure) }
    }),
  )
}

export const heading = (level: 1 | 2 | 3, text: string): DocumentBlock => ({ kind: 'heading', level, runs: [{ text }] })
export const paragraph = (runs: Run[]): DocumentBlock => ({ kind: 'paragraph', runs })
