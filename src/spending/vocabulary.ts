// The words of spending: kinds of claim, states, papers, ways to pay, as they are stored and as people read them.
import type { Machine } from '../kernel/index.ts'

export const KINDS = {
  office: '办公费',
  travel: '差旅费',
  meeting: '会议费',
  training: '培训费',
  reception: '公务接待费',
  vehicle: '公务用车费',
  labour: '劳务费',
  purchase: '采购付款',
  loan: '借款',
} as const
export type Kind = keyof typeof KINDS

export const STATES = {
  draft: '草稿',
  approving: '审批中',
  returned: '已退回',
  approved: '待支付',
  paying: '支付在途',
  paid: '已支付',
  refunded: '已退款',
  cancelled: '已作废',
  rejected: '不予报销',
} as const
export type State = keyof typeof STATES

export const MOVES = {
  submit: '提交',
  approve: '通过',
  finish: '审批完成',
  return: '退回',
  reject: '不予报销',
  withdraw: '撤回',
  cancel: '作废',
  send: '提交银行',
  pay: '支付到账',
  fail: '支付失败',
  bounce: '银行退票',
  refund: '全额退款',
} as const
export type Move = keyof typeof MOVES

/**
 * The life of a claim. `finish` is the last step's approval; `send`, `pay`, `fail`, `bounce` and `refund` move the claim
 * when its last payee moves. What a move does to money is in payment/charge.ts.
 */
export const claimMachine: Machine<State, Move> = {
  draft: { submit: 'approving', cancel: 'cancelled' },
  approving: { approve: 'approving', finish: 'approved', return: 'returned', reject: 'rejected', withdraw: 'draft' },
  returned: { submit: 'approving', cancel: 'cancelled' },
  approved: { send: 'paying', cancel: 'cancelled', pay: 'paid' },
  paying: { pay: 'paid', fail: 'approved' },
  paid: { bounce: 'approved', refund: 'refunded' },
  refunded: {},
  cancelled: {},
  rejected: {},
}

export const PAYMENT_STATES = { sent: '在途', paid: '已到账', failed: '失败', returned: '退票' } as const
export type PaymentState = keyof typeof PAYMENT_STATES
export const paymentMachine: Machine<PaymentState, 'confirm' | 'fail' | 'bounce'> = {
  sent: { confirm: 'paid', fail: 'failed' },
  paid: { bounce: 'returned' },
  failed: {},
  returned: {},
}

/** Papers a claim may bring. */
export const DOCUMENTS = {
  invoice: '发票',
  receipt: '其他票据',
  approval: '事前审批单',
  notice: '通知',
  signin: '签到表',
  letter: '公函',
  list: '清单',
  plan: '项目实施方案',
  contract: '合同',
  acceptance: '验收单',
  settlement: '结算单',
  minutes: '集体决策会议纪要',
  milestone: '已完成的项目节点',
  other: '其他附件',
} as const
export type DocumentKind = keyof typeof DOCUMENTS
/** What is no paper to attach: it stands in the project's plan (预算执行 → 项目计划与节点). */
export const NOT_ATTACHED: readonly DocumentKind[] = ['milestone']

export const PAY_BY = { bank: '转账', official_card: '公务卡', cash: '现金' } as const

export const PLACE_CLASSES = {
  local: '本市县',
  province: '本省其他地方',
  capital: '本省省会',
  outside: '外省',
  large: '直辖市和一类城市',
} as const
export const RANKS = { '': '一般人员', leader: '县处级' } as const
export const MEETING_CLASSES = { second: '二类会议', third: '三类会议', fourth: '四类会议' } as const
export const TRAINING_CLASSES = { first: '一类培训', second: '二类培训', third: '三类培训' } as const
export const VEHICLE_USES = {
  fuel: '燃油充电',
  repair: '维修保养',
  insurance: '保险',
  toll: '过路停车',
  other: '其他',
} as const

/** What standards are for. */
export const STANDARD_KINDS = {
  travel: KINDS.travel,
  meeting: KINDS.meeting,
  training: KINDS.training,
  reception: KINDS.reception,
} as const
/** The classes of a kind: of places, meetings, courses. */
export const CLASSES_OF: Record<keyof typeof STANDARD_KINDS, Record<string, string>> = {
  travel: PLACE_CLASSES,
  meeting: MEETING_CLASSES,
  training: TRAINING_CLASSES,
  reception: {},
}
/** Standards by their item, as people read them. */
export const STANDARD_ITEMS: Record<string, string> = {
  lodging: '住宿费上限',
  meals: '伙食补助',
  local_transport: '市内交通补助',
  all: '综合定额',
  meal: '用餐标准',
  company_few: '十人以内陪餐人数',
}
export const UNITS = {
  day: '元/人·天',
  night: '元/人·夜',
  head_day: '元/人·天',
  head: '元/人次',
  count: '人',
} as const

/** Economic classification a kind is booked under, unless the line says something nearer (finance.md §3.2). */
export const ECONOMIC_CODES: Record<Kind, string> = {
  office: '30201',
  travel: '30211',
  meeting: '30215',
  training: '30216',
  reception: '30217',
  vehicle: '30231',
  labour: '30226',
  purchase: '30201',
  loan: '30201',
}

/** 三公: which heading of the budget line a kind must be paid from; all other kinds must keep off such lines. */
export const THREE_PUBLIC_OF: Partial<Record<Kind, readonly string[]>> = {
  reception: ['reception'],
  vehicle: ['vehicle_running'],
}

/** Kinds that may be paid from a line of 三公 as well: a journey abroad, the purchase of a car. */
export const THREE_PUBLIC_TOO: Partial<Record<Kind, string>> = { travel: 'abroad', purchase: 'vehicle_purchase' }

export const DECISIONS = { approve: '同意', return: '退回', reject: '不予报销' } as const

/** What a column of a bank file may hold. */
export const PAPERS = {
  voucher: '原始凭证、记账凭证',
  ledger: '总账、明细账、日记账',
  statement: '年度财务报告、决算',
  bank: '银行对账单',
} as const

export const BANK_VALUES = {
  n: '序号',
  name: '收款户名',
  account_no: '收款账号',
  bank: '开户行',
  amount: '金额（元）',
  summary: '用途',
  claim_no: '单据号',
  id_no: '证件号码',
} as const
