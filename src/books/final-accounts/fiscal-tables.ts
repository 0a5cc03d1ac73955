// Tables 04 to 09: what the fiscal appropriation came to and was spent on; the three public expenses; what a centre does not have.
import { THREE_PUBLIC } from '../../budget/index.ts'
import { type Fact, type Facts, headingOfFact, sumOf } from './facts.ts'
import { besides, byFunction } from './income-and-expenditure.ts'
import { byLevels, classesOf, columnsOf, type FinalRow, type FinalTable, totalRow } from './model.ts'

type Numbered = (key: FinalTable['key']) => string
const isFiscal = (source: string) => source === 'fiscal'

export function fiscalSummary(facts: Facts, numbered: Numbered): FinalTable {
  const { carried } = facts
  const income = sumOf(facts.done, fact => fact.side === 'income' && isFiscal(fact.source))
  const spent = sumOf(facts.done, fact => fact.side === 'expenditure' && isFiscal(fact.source))
  const opening = carried.fiscal_opening + carried.fiscal_corrected
  const closing = opening + income - spent
  const right = classesOf(byFunction(facts, [], isFiscal)).map((row): [string, string, bigint[]] => [
    row.key,
    String(row.cells[1]),
    [row.cells[2] as bigint, row.cells[2] as bigint, 0n, 0n],
  ])
  const left: [string, string, bigint][] = [
    ['general', '一般公共预算财政拨款', income],
    ['fund', '政府性基金预算财政拨款', 0n],
    ['capital', '国有资本经营预算财政拨款', 0n],
  ]
  const line = (key: string, a: string, x: bigint, b: string, y: bigint): FinalRow => ({
    key,
    bold: key === 'year' || key === 'whole',
    cells: [a, x, b, y, y, 0n, 0n],
  })
  return {
    key: 'fiscal-summary',
    number: numbered('fiscal-summary'),
    title: '财政拨款收入支出决算总表',
    columns: [
      ...columnsOf(['收入项目'], ['金额']),
      ...columnsOf(['支出项目'], ['合计', '一般公共预算', '政府性基金', '国有资本经营']),
    ],
    rows: [
      ...besides(left, right, 4),
      line('year', '本年收入合计', income, '本年支出合计', spent),
      line('carried', '年初财政拨款结转和结余', opening, '年末财政拨款结转和结余', closing),
      line('whole', '总计', income + opening, '总计', spent + closing),
    ],
    note: '',
  }
}

export function generalExpenditure(facts: Facts, numbered: Numbered): FinalTable {
  const rows = byFunction(
    facts,
    [
      ['基本支出', ['personnel', 'operating']],
      ['项目支出', ['project']],
    ],
    isFiscal,
  )
  return {
    key: 'general-expenditure',
    number: numbered('general-expenditure'),
    title: '一般公共预算财政拨款支出决算表',
    columns: columnsOf(['科目编码', '科目名称'], ['合计', '基本支出', '项目支出']),
    rows: [totalRow(rows, 3), ...rows],
    note: '',
  }
}

const isBasic = (facts: Facts) => (fact: Fact) =>
  fact.side === 'expenditure' &&
  isFiscal(fact.source) &&
  ['personnel', 'operating'].includes(headingOfFact(fact, facts.as))

/** 301 and 303 are for people, everything else keeps the unit running. */
const isForPeople = (code: string | null) => code !== null && /^30[13]/.test(code)

export function generalBasic(facts: Facts, numbered: Numbered): FinalTable {
  const basic = facts.done.filter(isBasic(facts))
  const part = (people: boolean, key: string, title: string): FinalRow[] => {
    const chosen = basic.filter(fact => isForPeople(fact.economic_code) === people)
    const rows = byLevels(
      chosen.map(fact => ({ code: fact.economic_code, amounts: [fact.amount_fen] })),
      facts.economics,
      1,
    ).map(row =>
      row.key === 'none' ? { ...row, key: `none-${key}`, cells: ['', '没有填经济分类', row.cells[2]!] } : row,
    )
    return [...rows, { key, bold: true, cells: ['', title, sumOf(chosen, () => true)] }]
  }
  return {
    key: 'general-basic',
    number: numbered('general-basic'),
    title: '一般公共预算财政拨款基本支出决算明细表',
    columns: columnsOf(['科目编码', '科目名称'], ['决算数']),
    rows: [
      ...part(true, 'people', '人员经费合计'),
      ...part(false, 'running', '公用经费合计'),
      { key: 'total', bold: true, figure: 'budget.basic-spent', cells: ['', '合计', sumOf(basic, () => true)] },
    ],
    note: '机关运行经费：不适用。本单位是事业单位，没有机关运行经费。',
  }
}

export function threePublic(facts: Facts, numbered: Numbered): FinalTable {
  const row = (key: string, title: string, of: (kind: string) => bigint, figure: string): FinalRow => {
    const [abroad, bought, running, reception] = (Object.keys(THREE_PUBLIC) as string[]).map(of)
    const vehicles = bought! + running!
    return {
      key,
      figure,
      cells: [title, abroad! + vehicles + reception!, abroad!, vehicles, bought!, running!, reception!],
    }
  }
  const planned = (kind: string) =>
    facts.planned.reduce(
      (sum, line) => (line.three_public === kind && isFiscal(line.source) ? sum + line.opening_fen : sum),
      0n,
    )
  const spent = (kind: string) =>
    sumOf(facts.done, fact => fact.side === 'expenditure' && fact.three_public === kind && isFiscal(fact.source))
  return {
    key: 'three-public',
    number: numbered('three-public'),
    title: '财政拨款“三公”经费支出决算表',
    columns: columnsOf(
      ['项目'],
      ['合计', '因公出国（境）费', '公务用车小计', '公务用车购置费', '公务用车运行维护费', '公务接待费'],
    ),
    rows: [
      row('planned', '预算数', planned, 'budget.three-public-opening'),
      row('spent', '决算数', spent, 'budget.three-public-spent'),
    ],
    note: '会议费、培训费不属于“三公”经费。',
  }
}

/** A table that a centre does not fill is published all the same, and says why it is empty. */
export function emptyTable(key: 'fund' | 'state-capital', title: string, numbered: Numbered): FinalTable {
  const what =
    key === 'fund'
      ? '政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出'
      : '国有资本经营预算财政拨款支出'
  return {
    key,
    number: numbered(key),
    title,
    columns: columnsOf(['科目编码', '科目名称'], ['合计', '基本支出', '项目支出']),
    rows: [],
    note: `本单位没有${what}，本表为空。`,
  }
}
