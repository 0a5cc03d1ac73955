// The yearly report: the founding report's outline, every number from a figure, every direction from a sign.
import {
  chineseDay,
  type DocumentBlock,
  lastDayOf,
  type OfficialDocument,
  type Period,
  type Run,
} from '../kernel/index.ts'
import { annexes } from './annexes.ts'
import type { Content } from './content.ts'
import { leading, marked, numberOf } from './layout.ts'
import { type Figures, type HrefOf, heading, paragraph, type Writer, writer, writtenRuns } from './prose.ts'
import { type Evaluation, marksText } from './scoring.ts'
import { owesReason } from './texts.ts'

export type ReportInput = {
  period: Period
  unit: { name: string; short_name: string; duties: string }
  sections: readonly string[]
  figures: Figures
  texts: ReadonlyMap<string, { content: Content }>
  evaluation: Evaluation | undefined
  /** the day the report carries: its sign-off, or null for a draft */
  dated: string | null
  hrefOf: HrefOf
  /** lays the draft out for writing: what people write is marked, and what is missing leaves a hole */
  for_writing?: boolean
}

type Parts = ReportInput & { w: Writer; text(slot: string): Run[][] }

/** Builds the report. Pure: the same input gives the same document. */
export function buildReport(input: ReportInput): OfficialDocument {
  const w = writer(input.figures, input.hrefOf)
  const parts: Parts = {
    ...input,
    w,
    text: slot => {
      const written = writtenRuns(input.texts.get(slot)?.content ?? [], input.figures, input.hrefOf)
      return input.for_writing ? marked(slot, written) : written
    },
  }
  const year = input.period.year
  return {
    title: [input.unit.name, `${year}年度部门整体支出绩效评价报告`],
    subject: `${year}年度部门整体支出绩效评价报告`,
    author: input.unit.name,
    blocks: [
      ...aboutUnit(parts),
      ...spending(parts),
      ...performance(parts),
      heading(1, '四、存在的问题及原因分析'),
      ...numbered(parts.text('problems')),
      heading(1, '五、改进措施及有关建议'),
      ...numbered(parts.text('measures')),
      { kind: 'signature', unit: input.unit.name, date: input.dated ? chineseDay(input.dated) : '（草稿，未签发）' },
      ...annexes(parts),
    ],
  }
}

const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

function numbered(paragraphs: Run[][]): DocumentBlock[] {
  if (paragraphs.length < 2) return paragraphs.map(paragraph)
  return paragraphs.map((runs, at) => paragraph([numberOf(`（${ORDINALS[at] ?? at + 1}）`, runs), ...runs]))
}

function aboutUnit({ unit, sections, w }: Parts): DocumentBlock[] {
  const { say, f } = w
  const staff = w.defined('people.authorised')
    ? [
        paragraph(
          say`人员情况：本部门共有编制人数${f('people.authorised')}，实有人数${f('people.in-post')}，在职人员控制率为${f('people.staffing-rate')}。`,
        ),
      ]
    : []
  return [
    heading(1, '一、部门基本情况'),
    heading(2, '（一）机构设置及人员情况'),
    paragraph(say`机构设置情况：内设${sections.join('、')}。`),
    ...staff,
    heading(2, '（二）主要工作职责'),
    ...unit.duties
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean)
      .map(line => paragraph([{ text: line }])),
  ]
}

/** “主要原因是…。”: a reason in one sentence, where it is owed or was written. */
function reason(parts: Parts, slot: string, lead: string): Run[] {
  const runs = parts.text(slot).flat()
  return runs.length === 0 ? [] : [leading(lead, runs), ...runs]
}

const SOURCE_KEYS = ['fiscal', 'superior', 'undertaking', 'commercial', 'affiliated', 'other']
const KIND_KEYS = ['basic', 'project', 'remitted', 'commercial', 'affiliated-subsidy']

function listed(parts: Parts, names: string[]): Run[] {
  const { w, figures } = parts
  return names.flatMap((name, at) => {
    const title = (figures.get(name)?.title ?? '').replace(/实际支出$/, '')
    return w.say`${at === 0 ? '' : '；'}${title}${w.f(name)}，占${w.f(`${name.replace(/-spent$/, '')}-share`)}`
  })
}

function changeOverLastYear({ w, figures }: Parts): Run[] {
  const { say, f, size, direction } = w
  if (!w.defined('budget.spent-change')) return say`上年实际支出没有入账，增减情况${f('budget.spent-change')}。`
  if (figures.get('budget.spent-change')?.amount?.num === 0n) return say`与上一年度相比，实际支出持平。`
  const rate = w.defined('budget.spent-change-rate')
    ? say`，${direction('budget.spent-change-rate', { up: '增长', down: '下降' })}${size('budget.spent-change-rate')}`
    : []
  return say`与上一年度相比，实际支出${direction('budget.spent-change', { up: '增加', down: '减少' })}${size('budget.spent-change')}${rate}。`
}

function spending(parts: Parts): DocumentBlock[] {
  const { w, unit, period } = parts
  const { say, f } = w
  const { year } = period
  const adjusted = parts.figures.get('budget.adjustment')?.amount?.num !== 0n
  const fullYear = adjusted
    ? say`年中预算调整${f('budget.adjustment')}，全年预算${f('budget.full-year')}，实际支出${f('budget.spent')}，完成全年预算的${f('budget.full-year-execution-rate')}。`
    : []
  const projectRow = say`本年项目支出年初预算安排为${f('budget.project-opening')}，本年实际支出为${f('budget.project-spent')}，执行率为${f('budget.project-execution-rate')}。`
  return [
    heading(1, '二、部门整体支出管理及使用情况'),
    heading(2, '（一）预算执行情况'),
    paragraph([
      ...say`${String(year)}年本部门年初预算安排${f('budget.opening')}，本年实际支出${f('budget.spent')}，完成年初预算的${f('budget.execution-rate')}。`,
      ...fullYear,
      ...changeOverLastYear(parts),
      ...reason(parts, 'change-reason', '主要原因是'),
      ...reason(parts, 'execution-reason', '预算执行方面，'),
    ]),
    paragraph(
      say`${String(year)}年度收入合计${f('budget.income')}，其中：${listed(
        parts,
        SOURCE_KEYS.map(key => `budget.income-${key}`),
      )}。`,
    ),
    paragraph(
      say`${String(year)}年度支出合计${f('budget.spent')}，其中：${listed(
        parts,
        KIND_KEYS.map(key => `budget.${key}-spent`),
      )}。`,
    ),
    heading(2, '（二）基本支出情况'),
    paragraph([
      ...say`${String(year)}年度${unit.name}基本支出年初预算安排${f('budget.basic-opening')}，本年实际支出为${f('budget.basic-spent')}，主要为人员经费支出和公用经费支出，其中人员经费支出${f('budget.personnel-spent')}、公用经费支出${f('budget.operating-spent')}。`,
      ...reason(parts, 'personnel-reason', '人员经费方面，'),
    ]),
    heading(2, '（三）项目支出情况'),
    paragraph([...projectRow, ...reason(parts, 'project-reason', '原因是')]),
  ]
}

function performance(parts: Parts): DocumentBlock[] {
  const { w, unit, period, figures } = parts
  const { say, f } = w
  const day = chineseDay(lastDayOf(period.year))
  const threePublic = w.defined('budget.three-public-control-rate')
    ? say`，控制率为${f('budget.three-public-control-rate')}`
    : say`，控制率不适用`
  const personnel = owesReason(figures, 'budget.personnel-execution-rate')
    ? say`；人员经费年初预算${f('budget.personnel-opening')}，实际支出${f('budget.personnel-spent')}，为年初预算的${f('budget.personnel-execution-rate')}`
    : []
  const assets = w.defined('assets.total')
    ? say`截至${day}，${unit.name}拥有各类资产总额${f('assets.total')}，其中流动资产${f('assets.current')}，固定资产净值${f('assets.fixed-net')}。`
    : []
  return [
    heading(1, '三、部门整体支出绩效情况'),
    heading(2, '（一）主要绩效指标完成情况'),
    heading(3, '1.预算执行情况'),
    paragraph(
      say`（1）${String(period.year)}年财政拨款预算执行数${f('budget.spent')}，预算安排数${f('budget.opening')}，预算执行率为${f('budget.execution-rate')}，年初预算未执行${f('budget.unspent')}。`,
    ),
    paragraph(
      say`（2）公用经费预算${f('budget.operating-opening')}，实际支出${f('budget.operating-spent')}，公用经费控制率为${f('budget.operating-control-rate')}${personnel}。`,
    ),
    paragraph(
      say`（3）“三公”经费年初预算安排${f('budget.three-public-opening')}，实际支出${f('budget.three-public-spent')}${threePublic}。`,
    ),
    paragraph([
      ...say`（4）政府采购年初预算${f('procurement.opening')}，实际政府采购金额${f('procurement.contracted')}，政府采购执行率为${f('procurement.execution-rate')}。`,
      ...reason(parts, 'procurement-reason', '采购方面，'),
    ]),
    heading(3, '2.预决算信息公开情况'),
    ...parts.text('disclosure').map(paragraph),
    heading(3, '3.资产管理情况'),
    paragraph([...assets, ...parts.text('asset-management').flat()]),
    heading(2, '（二）职责履行和主要绩效情况'),
    heading(3, '1.预算执行'),
    ...parts.text('execution-measures').map(paragraph),
    heading(3, '2.预算管理'),
    ...parts.text('budget-management').map(paragraph),
    heading(3, '3.履职成效'),
    ...parts.text('results').map(paragraph),
    heading(3, '4.评价结论'),
    paragraph([...conclusion(parts), ...parts.text('conclusion').flat()]),
  ]
}

function conclusion({ unit, evaluation }: Parts): Run[] {
  if (!evaluation || evaluation.total_cent === null)
    return [{ text: `${unit.short_name}开展了整体支出绩效自评，评分尚未完成。` }]
  const total = marksText(evaluation.total_cent)
  return [
    { text: `${unit.short_name}认真组织开展整体支出绩效自评，按自评表得分${total}分，等级为“${evaluation.grade}”。` },
  ]
}
