// The words of a budget: sources of income, categories of expenditure, and the headings a report counts them under.

export const SOURCES = {
  fiscal: '财政拨款收入',
  superior: '上级补助收入',
  undertaking: '事业收入',
  commercial: '经营收入',
  affiliated: '附属单位上缴收入',
  other: '其他收入',
} as const
export type Source = keyof typeof SOURCES

export const CATEGORIES = {
  personnel: '人员类',
  operating: '公用经费',
  other_running: '其他运转类',
  specific: '特定目标类',
  remitted: '上缴上级',
  commercial: '经营支出',
  affiliated_subsidy: '对附属单位补助',
} as const
export type Category = keyof typeof CATEGORIES

/** What a report counts an expenditure under. Personnel and operating together are basic expenditure (基本支出). */
export const HEADINGS = {
  personnel: '人员经费',
  operating: '公用经费',
  project: '项目支出',
  remitted: '上缴上级支出',
  commercial: '经营支出',
  affiliated_subsidy: '对附属单位补助支出',
} as const
export type Heading = keyof typeof HEADINGS

const HEADING_OF: Record<Category, Heading> = {
  personnel: 'personnel',
  operating: 'operating',
  other_running: 'project',
  specific: 'project',
  remitted: 'remitted',
  commercial: 'commercial',
  affiliated_subsidy: 'affiliated_subsidy',
}

/** The one heading that follows from a category: 基本 and 项目 are derived, never typed. */
export function headingOf(category: Category): Heading {
  return HEADING_OF[category]
}

export const THREE_PUBLIC = {
  abroad: '因公出国（境）费',
  vehicle_purchase: '公务用车购置费',
  vehicle_running: '公务用车运行维护费',
  reception: '公务接待费',
} as const

export type ThreePublic = keyof typeof THREE_PUBLIC

/** 部门预算支出经济分类 under which the three public expenses stand; 会议费 30215 and 培训费 30216 are not among them. */
const THREE_PUBLIC_CODES: Record<ThreePublic, readonly string[]> = {
  abroad: ['30212'],
  vehicle_purchase: ['30913', '31013'],
  vehicle_running: ['30231'],
  reception: ['30217'],
}

/** The one of the three public expenses a code stands for; null for every other code. */
const threePublicOf = (code: string): ThreePublic | null =>
  (Object.keys(THREE_PUBLIC_CODES) as ThreePublic[]).find(key => THREE_PUBLIC_CODES[key].includes(code)) ?? null

/** Why a code belongs to another class of 基本支出 than 人员类 or 公用经费, or nothing. */
export function codeOfAnother(category: Category, economic_code: string | null): string | undefined {
  const chapter = economic_code?.slice(0, 3)
  if (category === 'personnel' && chapter && !['301', '303'].includes(chapter))
    return '人员类只能用 301 工资福利支出和 303 对个人和家庭的补助'
  if (category === 'operating' && (chapter === '301' || chapter === '303'))
    return '公用经费不能用 301、303，工资和补助请选人员类'
  return undefined
}

/** Why a code does not go with what is said of “三公”, or nothing. A code that is not given in full says nothing. */
export function threePublicMixed(code: string | null, three_public: string | null): string | undefined {
  if (code === null || code.length < 5) return undefined
  const own = threePublicOf(code)
  if (own === three_public) return undefined
  if (own === null) return `经济分类 ${code} 不属于“三公”经费，会议费、培训费和其他费用要另列`
  return `经济分类 ${code} 是${THREE_PUBLIC[own]}，要在“三公”经费里单列`
}

export const MOVEMENT_KINDS = {
  opening: '年初预算',
  increase: '追加',
  cut: '追减',
  virement: '调剂',
  carry_in: '上年结转',
  carry_out: '结转下年',
  recall: '财政收回',
  allot: '分解下达',
  reserve: '占用',
  release: '释放占用',
  commit: '合同占用',
  uncommit: '解除合同占用',
  dispatch: '支付在途',
  arrive: '在途了结',
  spend: '支出',
  return: '支出退回',
  income: '收入',
} as const
export type MovementKind = keyof typeof MOVEMENT_KINDS

/** The kinds that sum to each stored total of a line. */
export const TOTAL_KINDS = {
  opening: ['opening'],
  adjusted: ['increase', 'cut', 'virement', 'carry_in', 'carry_out', 'recall'],
  allotted: ['allot'],
  reserved: ['reserve', 'release'],
  committed: ['commit', 'uncommit'],
  in_transit: ['dispatch', 'arrive'],
  executed: ['spend', 'return', 'income'],
} as const satisfies Record<string, readonly MovementKind[]>

/** What was paid in a year, less what came back. */
export const SPENT_KINDS = ['spend', 'return'] as const satisfies readonly MovementKind[]

/** Which financial and budgetary accounts a source of income posts to. */
export const INCOME_ACCOUNTS: Record<Source, { financial: string; budgetary: string }> = {
  fiscal: { financial: '4001', budgetary: '6001' },
  superior: { financial: '4201', budgetary: '6201' },
  undertaking: { financial: '4101', budgetary: '6101' },
  commercial: { financial: '4401', budgetary: '6401' },
  affiliated: { financial: '4301', budgetary: '6301' },
  other: { financial: '4609', budgetary: '6609' },
}

/** Which accounts an expenditure of a category posts to, unless it buys something that stays. */
export const EXPENSE_ACCOUNTS: Record<Category, { financial: string; budgetary: string }> = {
  personnel: { financial: '5001', budgetary: '7201' },
  operating: { financial: '5101', budgetary: '7201' },
  other_running: { financial: '5001', budgetary: '7201' },
  specific: { financial: '5001', budgetary: '7201' },
  remitted: { financial: '5401', budgetary: '7401' },
  commercial: { financial: '5201', budgetary: '7301' },
  affiliated_subsidy: { financial: '5501', budgetary: '7501' },
}

/**
 * What an expenditure leaves behind, or settles: nothing (an expense), a fixed asset, stock, an advance, a prepayment; what
 * was owed to suppliers and staff before.
 */
export const PURPOSES = {
  expense: null,
  fixed_asset: '1601',
  intangible: '1701',
  stock: '1302',
  advance: '1218',
  prepayment: '1214',
  payable: '2302',
  salary: '2201',
} as const
export type Purpose = keyof typeof PURPOSES

/** Money that comes and goes: 财政 funds by the zero-balance account, others by the bank; 资金结存 in the budgetary ledger. */
export function cashAccount(source: Source): string {
  return source === 'fiscal' ? '1011' : '1002'
}
export const BUDGETARY_CASH = '8001'
