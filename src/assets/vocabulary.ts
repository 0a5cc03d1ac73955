// The words of assets: classes of accounting, how something came in, how it is used, how it goes out.
import type { Machine } from '../kernel/index.ts'

export const FINANCIAL_CLASSES = {
  building: '房屋和构筑物',
  equipment: '设备',
  relic: '文物和陈列品',
  book: '图书和档案',
  furniture: '家具和用具',
  biological: '特种动植物',
  intangible: '无形资产',
} as const
export type FinancialClass = keyof typeof FINANCIAL_CLASSES

export const ACQUIRED_BY = {
  purchase: '新购',
  allocation: '调拨',
  donation: '接受捐赠',
  built: '自建',
  exchange: '置换',
  surplus: '盘盈',
  developed: '自行研制',
  lease: '租赁',
} as const
export type AcquiredBy = keyof typeof ACQUIRED_BY

export const VALUE_KINDS = { original: '原值', provisional: '暂估', appraised: '评估', nominal: '名义金额' } as const

export const FUNDS = { fiscal: '财政拨款', other: '非财政资金' } as const

export const USE_STATES = {
  idle: '闲置',
  in_use: '在用',
  repair: '维修',
  lent_out: '出借',
  leased_out: '出租',
  to_dispose: '待处置',
  disposed: '已处置',
} as const
export type UseState = keyof typeof USE_STATES

export type CardMove =
  | 'issue'
  | 'return'
  | 'transfer'
  | 'hand-over'
  | 'send-to-repair'
  | 'repaired'
  | 'repaired-idle'
  | 'lend'
  | 'lease'
  | 'take-back'
  | 'propose-disposal'
  | 'withdraw-disposal'
  | 'withdraw-disposal-held'
  | 'dispose'

/** The life of a card: what may happen to an asset in which state. */
export const cardMachine: Machine<UseState, CardMove> = {
  idle: {
    issue: 'in_use',
    transfer: 'idle',
    'send-to-repair': 'repair',
    lend: 'lent_out',
    lease: 'leased_out',
    'propose-disposal': 'to_dispose',
  },
  in_use: {
    return: 'idle',
    transfer: 'in_use',
    'hand-over': 'in_use',
    'send-to-repair': 'repair',
    'propose-disposal': 'to_dispose',
  },
  repair: {
    repaired: 'in_use',
    'repaired-idle': 'idle',
    'hand-over': 'repair',
    'propose-disposal': 'to_dispose',
  },
  lent_out: { 'take-back': 'idle' },
  leased_out: { 'take-back': 'idle' },
  // `return` and a new proposal are for cards that came with imported books: no application is here that holds them
  to_dispose: {
    'withdraw-disposal': 'idle',
    'withdraw-disposal-held': 'in_use',
    'propose-disposal': 'to_dispose',
    return: 'idle',
    'hand-over': 'to_dispose',
    dispose: 'disposed',
  },
  disposed: {},
}

export const MOVE_TITLES: Record<CardMove, string> = {
  issue: '领用',
  return: '退库',
  transfer: '调拨',
  'hand-over': '移交',
  'send-to-repair': '送修',
  repaired: '修好',
  'repaired-idle': '修好入库',
  lend: '出借',
  lease: '出租',
  'take-back': '收回',
  'propose-disposal': '申请处置',
  'withdraw-disposal': '撤销处置',
  'withdraw-disposal-held': '撤销处置',
  dispose: '处置',
}

export const DISPOSAL_KINDS = {
  transfer_out: '无偿划转',
  donate: '对外捐赠',
  sell: '转让',
  exchange: '置换',
  scrap: '报废',
  loss: '报损',
} as const
export type DisposalKind = keyof typeof DISPOSAL_KINDS

/** Accounts of the cost and of what was written off. */
export function assetAccounts(financialClass: FinancialClass): { cost: string; written_off: string } {
  return financialClass === 'intangible' ? { cost: '1701', written_off: '1702' } : { cost: '1601', written_off: '1602' }
}

/** Columns of the exported list that come in again; all others are shown for orientation and ignored. */
export const EDITABLE = {
  card_no: '卡片编号',
  tag_no: '标签码',
  name: '名称',
  brand_model: '品牌规格型号',
  serial_no: '出厂编号',
  place: '存放地点',
  warranty_until: '质保截止',
  note: '备注',
} as const

/** The column of the section that looks after an asset (管理部门), by its name. */
export const MANAGER_COLUMN = '管理部门'

export type DisposalState = 'submitted' | 'approved' | 'rejected' | 'withdrawn' | 'completed'
export const DISPOSAL_STATES: Record<DisposalState, string> = {
  submitted: '待审批',
  approved: '已批准',
  rejected: '不同意',
  withdrawn: '已撤销',
  completed: '已处置',
}
