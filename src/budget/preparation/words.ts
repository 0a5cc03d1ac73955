// The words of budget preparation: the rounds, the states of a section's request, the kinds of indicators. Pure.
import { type Machine, next } from '../../kernel/index.ts'
import { type Category, codeOfAnother, HEADINGS, type Heading, headingOf, threePublicMixed } from '../vocabulary.ts'

export const ROUNDS = {
  first_up: '一上',
  first_down: '一下',
  second_up: '二上',
  second_down: '二下',
} as const
export type Round = keyof typeof ROUNDS

export const STAGES = {
  first_up: '一上：科室编报',
  first_down: '一下：等财政控制数',
  second_up: '二上：按控制数修改',
  second_down: '二下：等预算批复',
  adopted: '已批复入账',
} as const
export type Stage = keyof typeof STAGES

export const REQUEST_STATES = {
  drafting: '编报中',
  submitted: '待审核',
  reviewed: '待主任同意',
  agreed: '已同意',
} as const
export type RequestState = keyof typeof REQUEST_STATES

export type Decision = 'submit' | 'review' | 'agree' | 'return'
const machine: Machine<RequestState, Decision> = {
  drafting: { submit: 'submitted' },
  submitted: { review: 'reviewed', return: 'drafting' },
  reviewed: { agree: 'agreed', return: 'drafting' },
  agreed: { return: 'drafting' },
}
/** The state a decision leads to; undefined when it is not its turn. */
export const decided = (state: RequestState, decision: Decision) => next(machine, state, decision)

export const INDICATOR_KINDS = {
  quantity: '数量',
  quality: '质量',
  timeliness: '时效',
  cost: '成本',
  economic: '经济效益',
  social: '社会效益',
  ecological: '生态效益',
  lasting: '可持续影响',
  satisfaction: '满意度',
} as const
export type IndicatorKind = keyof typeof INDICATOR_KINDS

const OUTPUTS: readonly IndicatorKind[] = ['quantity', 'quality', 'timeliness', 'cost']

/** `direction` says which way the target counts: at least, at most, or exactly; the target is a number with its unit. */
export type Indicator = { kind: IndicatorKind; title: string; direction: '≥' | '≤' | '='; target: string; unit: string }

export const indicatorText = ({ kind, title, direction, target, unit }: Indicator): string =>
  `${INDICATOR_KINDS[kind]}：${title}${direction}${target}${unit}`

/** What an objective lacks to be measurable, or nothing: words, a number for what is done, a number for what comes of it. */
export function objectiveLacks(objective: string, indicators: readonly Indicator[]): string | undefined {
  if (objective.trim().length < 8) return '绩效目标要写明做什么、做到什么程度'
  if (!indicators.some(one => OUTPUTS.includes(one.kind))) return '要有至少一个产出指标（数量、质量、时效或成本）'
  if (!indicators.some(one => !OUTPUTS.includes(one.kind))) return '要有至少一个效益或满意度指标'
  return undefined
}

type Classed = {
  side: 'income' | 'expenditure'
  category: Category | null
  project: string | null
  economic_code: string | null
  three_public: string | null
}

/** Why a line mixes 基本 and 项目, or 人员 and 公用 (each line belongs to one class), or nothing. */
export function mixedClasses({ side, category, project, economic_code, three_public }: Classed): string | undefined {
  if (side === 'income' || category === null) return undefined
  if ((category === 'personnel' || category === 'operating') && project)
    return '基本支出不能挂项目，项目支出请选其他运转类或特定目标类'
  return codeOfAnother(category, economic_code) ?? threePublicMixed(economic_code, three_public)
}

/** Kinds of 定额标准. */
export const QUOTA_KINDS = { personnel: '人员定额', operating: '公用定额', price: '单价标准' } as const

/** The classes a control number is given for: headings of expenditure, and income. */
export const CLASSES = { income: '收入', ...HEADINGS } as const
export type PlanClass = keyof typeof CLASSES

export const classOf = (item: { side: string; category: Category | null }): PlanClass =>
  item.side === 'income' ? 'income' : (headingOf(item.category!) satisfies Heading)

/** The letter a line's number begins with. */
export function letterOf(item: { side: string; category: Category | null }): string {
  if (item.side === 'income') return 'S'
  return { personnel: 'R', operating: 'G' }[item.category as string] ?? 'X'
}
