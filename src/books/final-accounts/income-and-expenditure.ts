// Tables 01 to 03: income by source, expenditure by function and kind, and both against what was carried from and to other years.
import { HEADINGS, type Heading, SOURCES, type Source } from '../../budget/index.ts'
import { type Facts, headingOfFact, sumOf } from './facts.ts'
import { byLevels, type Cell, classesOf, columnsOf, type FinalRow, type FinalTable, totalRow } from './model.ts'

type Numbered = (key: FinalTable['key']) => string

const INCOME_TITLES: readonly [Source, string][] = [
  ['fiscal', '一般公共预算财政拨款收入'],
  ['superior', '上级补助收入'],
  ['undertaking', '事业收入'],
  ['commercial', '经营收入'],
  ['affiliated', '附属单位上缴收入'],
  ['other', '其他收入'],
]

/** 基本支出 is 人员 and 公用 together. */
const KINDS: readonly [string, readonly Heading[]][] = [
  ['基本支出', ['personnel', 'operating']],
  ['项目支出', ['project']],
  [HEADINGS.remitted, ['remitted']],
  [HEADINGS.commercial, ['commercial']],
  [HEADINGS.affiliated_subsidy, ['affiliated_subsidy']],
]

/** Expenditure by function, with a column for the whole and one a kind. */
export function byFunction(facts: Facts, kinds: typeof KINDS, match: (source: Source) => boolean): FinalRow[] {
  const rows = facts.done
    .filter(fact => fact.side === 'expenditure' && match(fact.source))
    .map(fact => {
      const heading = headingOfFact(fact, facts.as)
      const parts = kinds.map(([, headings]) => (headings.includes(heading) ? fact.amount_fen : 0n))
      return { code: fact.function_code, amounts: [fact.amount_fen, ...parts] }
    })
  return byLevels(rows, facts.functions, kinds.length + 1)
}

/** The one function all expenditure of a source is booked under; income without a function of its own follows it. */
function onlyFunction(facts: Facts, source: Source): string | null {
  const codes = new Set(
    facts.done.filter(fact => fact.side === 'expenditure' && fact.source === source).map(fact => fact.function_code),
  )
  return codes.size === 1 ? [...codes][0]! : null
}

export function incomeTable(facts: Facts, numbered: Numbered): FinalTable {
  const sources = Object.keys(SOURCES) as Source[]
  const received = facts.done.filter(fact => fact.side === 'income')
  const followed = received.some(fact => fact.function_code === null && onlyFunction(facts, fact.source) !== null)
  const rows = byLevels(
    received.map(fact => ({
      code: fact.function_code ?? onlyFunction(facts, fact.source),
      amounts: [fact.amount_fen, ...sources.map(source => (source === fact.source ? fact.amount_fen : 0n))],
    })),
    facts.functions,
    sources.length + 1,
  )
  return {
    key: 'income',
    number: numbered('income'),
    title: '收入决算表',
    columns: columnsOf(['科目编码', '科目名称'], ['合计', ...sources.map(source => SOURCES[source])]),
    rows: [totalRow(rows, sources.length + 1, 'budget.income'), ...rows],
    note: followed ? '没有单独填功能分类的收入，列在本单位唯一的支出功能科目下。' : '',
  }
}

export function expenditureTable(facts: Facts, numbered: Numbered): FinalTable {
  const rows = byFunction(facts, KINDS, () => true)
  return {
    key: 'expenditure',
    number: numbered('expenditure'),
    title: '支出决算表',
    columns: columnsOf(['科目编码', '科目名称'], ['合计', ...KINDS.map(([title]) => title)]),
    rows: [totalRow(rows, KINDS.length + 1, 'budget.spent'), ...rows],
    note: facts.as === 'reported' ? '基本支出和项目支出按当年报告的口径列报。' : '',
  }
}

/** Two lists side by side: income at the left, expenditure at the right. */
export function besides(
  left: readonly [string, string, bigint][],
  right: readonly [string, string, bigint[]][],
  width: number,
): FinalRow[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, n) => {
    const [in_, out] = [left[n], right[n]]
    const blank: Cell[] = Array.from({ length: width }, () => null)
    return {
      key: `${in_?.[0] ?? ''}|${out?.[0] ?? ''}`,
      cells: [in_?.[1] ?? '', in_?.[2] ?? null, out?.[1] ?? '', ...(out?.[2] ?? blank)],
    }
  })
}

export function summaryTable(facts: Facts, numbered: Numbered): FinalTable {
  const { carried } = facts
  const income = sumOf(facts.done, fact => fact.side === 'income')
  const spent = sumOf(facts.done, fact => fact.side === 'expenditure')
  const opening = carried.opening + carried.corrected
  const left = INCOME_TITLES.map(([source, title]): [string, string, bigint] => [
    source,
    title,
    sumOf(facts.done, fact => fact.side === 'income' && fact.source === source),
  ])
  const right = classesOf(byFunction(facts, [], () => true)).map((row): [string, string, bigint[]] => [
    row.key,
    String(row.cells[1]),
    [row.cells[2] as bigint],
  ])
  const line = (key: string, a: string, x: bigint, b: string, y: bigint, figure?: string): FinalRow => ({
    key,
    bold: key === 'year' || key === 'whole',
    ...(figure ? { figure } : {}),
    cells: [a, x, b, y],
  })
  return {
    key: 'summary',
    number: numbered('summary'),
    title: '收入支出决算总表',
    columns: [
      { title: '收入项目', money: false },
      { title: '决算数', money: true },
      { title: '支出项目', money: false },
      { title: '决算数', money: true },
    ],
    rows: [
      ...besides(left, right, 1),
      line('year', '本年收入合计', income, '本年支出合计', spent, 'budget.income'),
      line('surplus', '使用非财政拨款结余', 0n, '结余分配', 0n),
      line('carried', '年初结转和结余', opening, '年末结转和结余', carried.closing),
      line('whole', '总计', income + opening, '总计', spent + carried.closing),
    ],
    note: carried.corrected === 0n ? '' : '年初结转和结余已按以前年度退回的支出更正。',
  }
}
