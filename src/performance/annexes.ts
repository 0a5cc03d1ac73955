// The annexes: 基础数据表, 自评表, and the 数据来源表 that lists every figure with its formula and inputs.
import { type DocumentBlock, NOT_APPLICABLE, type Run, yuanGrouped } from '../kernel/index.ts'
import type { FigureValue } from '../platform/index.ts'
import { type Figures, type HrefOf, heading, type Writer } from './prose.ts'
import { type Evaluation, marksText, type Score } from './scoring.ts'

type Parts = { figures: Figures; evaluation: Evaluation | undefined; w: Writer; hrefOf: HrefOf }

const words = (text: string): Run[] => [{ text }]

export function annexes(parts: Parts): DocumentBlock[] {
  return [
    { kind: 'page-break' },
    heading(1, '附件1'),
    baseData(parts),
    { kind: 'page-break' },
    heading(1, '附件2'),
    ...evaluationTable(parts),
    { kind: 'page-break' },
    heading(1, '附件3'),
    sources(parts),
  ]
}

/** Rows of the base data table: title, opening, full year, actual. */
const BASE_ROWS: [string, string, string, string][] = [
  ['一、收入合计', 'budget.income-opening', '', 'budget.income'],
  ['二、支出合计', 'budget.opening', 'budget.full-year', 'budget.spent'],
  ['（一）基本支出', 'budget.basic-opening', 'budget.basic-full-year', 'budget.basic-spent'],
  ['其中：人员经费', 'budget.personnel-opening', 'budget.personnel-full-year', 'budget.personnel-spent'],
  ['其中：公用经费', 'budget.operating-opening', 'budget.operating-full-year', 'budget.operating-spent'],
  ['（二）项目支出', 'budget.project-opening', 'budget.project-full-year', 'budget.project-spent'],
  ['三、“三公”经费', 'budget.three-public-opening', '', 'budget.three-public-spent'],
  ['四、政府采购', 'procurement.opening', '', 'procurement.contracted'],
]

function baseData({ w }: Parts): DocumentBlock {
  const cell = (name: string) => (name === '' ? words('—') : w.cell(name))
  const staff: Run[][] = [
    words('五、财政供养人员（人）'),
    w.cell('people.authorised'),
    words('—'),
    w.cell('people.in-post'),
  ]
  const assets: Run[][] = [words('六、资产总额（年末）'), words('—'), words('—'), w.cell('assets.total')]
  return {
    kind: 'table',
    title: '部门整体支出绩效评价基础数据表',
    unit: '单位：万元（人员为人）',
    columns: [
      { title: '项目', width: 40 },
      { title: '年初预算（编制数）', align: 'right', width: 20 },
      { title: '全年预算', align: 'right', width: 18 },
      { title: '本年实际', align: 'right', width: 18 },
    ],
    rows: [
      ...BASE_ROWS.map(([title, opening, full, actual]) => [words(title), cell(opening), cell(full), cell(actual)]),
      staff,
      assets,
    ],
    total_rows: [0, 1],
  }
}

/** The figures a judged criterion rests on, each leading to its rows. */
function supportOf({ support }: Score, hrefOf: HrefOf): Run[] {
  if (support.length === 0) return []
  const shown = support.flatMap(({ name, title, table }, n): Run[] => {
    const href = hrefOf(name)
    return [{ text: `${n === 0 ? '；' : '，'}${title}` }, { text: table, figure: name, ...(href && { href }) }]
  })
  return [...shown, { text: '。' }]
}

export function evaluationTable({ evaluation, hrefOf }: Pick<Parts, 'evaluation' | 'hrefOf'>): DocumentBlock[] {
  if (!evaluation) return [{ kind: 'paragraph', runs: words('没有适用于本年度的评分表。') }]
  const rows = evaluation.scores.map(score => [
    words(score.level_1),
    words(score.title),
    words(marksText(score.full_cent)),
    words(score.marks_cent === null ? (score.figure ? NOT_APPLICABLE : '待评') : marksText(score.marks_cent)),
    [...words(`${score.rule_text}。${score.basis}`), ...supportOf(score, hrefOf)],
  ])
  const full = evaluation.scores.reduce((sum, score) => sum + score.full_cent, 0)
  const total = evaluation.total_cent === null ? '待评' : marksText(evaluation.total_cent)
  rows.push([
    words('合计'),
    words(evaluation.grade ? `等级：${evaluation.grade}` : ''),
    words(marksText(full)),
    words(total),
    words(''),
  ])
  const note = `评分依据：${evaluation.source}${evaluation.confirmed ? '' : '（待核）'}。等级：90分及以上为优，80至90分为良，60至80分为中，60分以下为差。`
  return [
    {
      kind: 'table',
      title: '部门整体支出绩效自评表',
      unit: '单位：分',
      columns: [
        { title: '一级指标', width: 14 },
        { title: '指标', width: 22 },
        { title: '满分', align: 'center', width: 7 },
        { title: '得分', align: 'center', width: 7 },
        { title: '评分标准与依据', width: 46 },
      ],
      rows,
      total_rows: [rows.length - 1],
      note,
    },
  ]
}

/** Exact, to the 分: a change of one 分 shows here in every format. */
function exact(figure: FigureValue): string {
  if (figure.amount === null) return NOT_APPLICABLE
  if (figure.unit === '万元') return `${yuanGrouped(figure.amount.num)} 元`
  return `${figure.value}${figure.unit}`
}

/** Whether there is anything behind a figure: a year before a part of the system was used says nothing about it. */
function isKnown(figure: FigureValue, figures: Parts['figures']): boolean {
  if (figure.amount !== null) return true
  return figure.inputs.some(name => isKnown(figures.get(name)!, figures))
}

function sources({ figures, hrefOf }: Parts): DocumentBlock {
  const known = [...figures.values()].filter(figure => isKnown(figure, figures))
  const rows = known.map(figure => [
    [{ text: figure.title, figure: figure.name, href: hrefOf(figure.name) }],
    words(exact(figure)),
    words(figure.basis),
    words(figure.formula ?? '按账簿记录逐笔加总'),
  ])
  return {
    kind: 'table',
    title: '数据来源表',
    columns: [
      { title: '指标数', width: 28 },
      { title: '准确值', align: 'right', width: 20 },
      { title: '口径', width: 18 },
      { title: '算法', width: 34 },
    ],
    rows,
    note: '金额单位为元，百分数保留十位小数。每个指标数都可在公开页面上点开，看到算式和逐笔记录。',
  }
}
