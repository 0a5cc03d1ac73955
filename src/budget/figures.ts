// The budget's figures: sums of facets, and the rates the yearly report derives from them.
import type { DerivedFigure, Figure, Formula, SourceFigure } from '../kernel/index.ts'
import type { Sql } from '../platform/index.ts'
import { budgetFacets, type FacetFilter, facetRows, matches } from './facets.ts'
import { priorSpent, priorSpentRows } from './prior-totals.ts'
import { HEADINGS, type Heading, SOURCES, type Source, SPENT_KINDS } from './vocabulary.ts'

const OPENING = ['opening'] as const
const FULL_YEAR = ['opening', 'increase', 'cut', 'virement', 'carry_in'] as const
const ADJUSTMENTS = ['increase', 'cut', 'virement'] as const
const BASIC: readonly Heading[] = ['personnel', 'operating']

/** A figure that sums the facets of a filter; 不适用 when the year has no budget at all. */
export function facetFigure(name: string, title: string, basis: string, filter: FacetFilter): SourceFigure<Sql> {
  return {
    kind: 'source',
    name,
    title,
    unit: '万元',
    basis,
    async value({ load, period }) {
      const facets = await load(budgetFacets)
      if (facets.length === 0) return null
      return facets.reduce((sum, facet) => (matches(facet, filter, period.as) ? sum + facet.amount_fen : sum), 0n)
    },
    async rows({ tx, load, period }, page) {
      const facets = (await load(budgetFacets)).filter(facet => matches(facet, filter, period.as))
      return facetRows(tx, period.year, facets, page)
    },
  }
}

const rate = (name: string, title: string, basis: string, of: [string, string]): DerivedFigure => ({
  kind: 'derived',
  name,
  title,
  unit: '%',
  basis,
  formula: { op: 'ratio', of },
})
const amount = (name: string, title: string, basis: string, formula: Formula): DerivedFigure => ({
  kind: 'derived',
  name,
  title,
  unit: '万元',
  basis,
  formula,
})

const spentBySide = { kinds: SPENT_KINDS, side: 'expenditure' } as const

function headingFigures(key: string, title: string, headings: readonly Heading[]): Figure<Sql>[] {
  const side = 'expenditure'
  return [
    facetFigure(`budget.${key}-opening`, `${title}年初预算`, '年初预算', { kinds: OPENING, side, headings }),
    facetFigure(`budget.${key}-full-year`, `${title}全年预算`, '全年预算', { kinds: FULL_YEAR, side, headings }),
    facetFigure(`budget.${key}-spent`, `${title}实际支出`, '本年实际', { kinds: SPENT_KINDS, side, headings }),
    rate(`budget.${key}-share`, `${title}占支出合计`, '本年实际支出', [`budget.${key}-spent`, 'budget.spent']),
    rate(`budget.${key}-execution-rate`, `${title}预算执行率（年初）`, '年初预算', [
      `budget.${key}-spent`,
      `budget.${key}-opening`,
    ]),
    rate(`budget.${key}-full-year-execution-rate`, `${title}预算执行率（全年）`, '全年预算', [
      `budget.${key}-spent`,
      `budget.${key}-full-year`,
    ]),
  ]
}

function incomeFigures(source: Source): Figure<Sql>[] {
  return [
    facetFigure(`budget.income-${source}`, SOURCES[source], '本年实际', { kinds: ['income'], side: 'income', source }),
    rate(`budget.income-${source}-share`, `${SOURCES[source]}占收入合计`, '本年收入', [
      `budget.income-${source}`,
      'budget.income',
    ]),
  ]
}

const wholeBudget: Figure<Sql>[] = [
  facetFigure('budget.opening', '年初预算', '年初预算', { kinds: OPENING, side: 'expenditure' }),
  facetFigure('budget.adjustment', '年中预算调整', '本年调整', { kinds: ADJUSTMENTS, side: 'expenditure' }),
  facetFigure('budget.full-year', '全年预算', '全年预算', { kinds: FULL_YEAR, side: 'expenditure' }),
  facetFigure('budget.spent', '本年实际支出', '本年实际', spentBySide),
  rate('budget.execution-rate', '预算执行率（年初）', '年初预算', ['budget.spent', 'budget.opening']),
  rate('budget.full-year-execution-rate', '预算执行率（全年）', '全年预算', ['budget.spent', 'budget.full-year']),
  rate('budget.adjustment-rate', '预算调整率', '年初预算', ['budget.adjustment', 'budget.opening']),
  amount('budget.unspent', '年初预算未执行数', '年初预算', {
    op: 'difference',
    of: ['budget.opening', 'budget.spent'],
  }),
  amount('budget.full-year-unspent', '全年预算未执行数', '全年预算', {
    op: 'difference',
    of: ['budget.full-year', 'budget.spent'],
  }),
  {
    kind: 'source',
    name: 'budget.prior-spent',
    title: '上年实际支出',
    unit: '万元',
    basis: '上年决算',
    value: ({ load }) => load(priorSpent),
    rows: ({ tx, period }, page) => priorSpentRows(tx, period, page),
  },
  amount('budget.spent-change', '实际支出比上年增减', '上年决算', {
    op: 'difference',
    of: ['budget.spent', 'budget.prior-spent'],
  }),
  {
    kind: 'derived',
    name: 'budget.spent-change-rate',
    title: '实际支出比上年增减率',
    unit: '%',
    basis: '上年决算',
    formula: { op: 'growth', of: ['budget.spent', 'budget.prior-spent'] },
  },
  facetFigure('budget.income-opening', '收入年初预算', '年初预算', { kinds: OPENING, side: 'income' }),
  facetFigure('budget.income', '本年收入', '本年实际', { kinds: ['income'], side: 'income' }),
  amount('budget.surplus', '本年收支差额', '本年实际', { op: 'difference', of: ['budget.income', 'budget.spent'] }),
]

const threePublic: Figure<Sql>[] = [
  facetFigure('budget.three-public-opening', '“三公”经费年初预算', '年初预算', {
    kinds: OPENING,
    side: 'expenditure',
    three_public: true,
  }),
  facetFigure('budget.three-public-spent', '“三公”经费实际支出', '本年实际', { ...spentBySide, three_public: true }),
  rate('budget.three-public-control-rate', '“三公”经费控制率', '年初预算', [
    'budget.three-public-spent',
    'budget.three-public-opening',
  ]),
]

export const budgetFigures: Figure<Sql>[] = [
  ...wholeBudget,
  ...(Object.keys(SOURCES) as Source[]).flatMap(incomeFigures),
  ...headingFigures('basic', '基本支出', BASIC),
  ...(Object.keys(HEADINGS) as Heading[]).flatMap(key =>
    headingFigures(key.replaceAll('_', '-'), HEADINGS[key], [key]),
  ),
  rate('budget.operating-control-rate', '公用经费控制率', '年初预算', [
    'budget.operating-spent',
    'budget.operating-opening',
  ]),
  rate('budget.personnel-control-rate', '人员经费控制率', '年初预算', [
    'budget.personnel-spent',
    'budget.personnel-opening',
  ]),
  ...threePublic,
]
