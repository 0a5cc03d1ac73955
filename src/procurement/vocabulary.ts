// The words of procurement, and the life of a requisition as a state machine.
import type { Machine } from '../kernel/index.ts'

export const CATEGORIES_OF_PURCHASE = { goods: '货物', services: '服务', works: '工程' } as const
export type PurchaseCategory = keyof typeof CATEGORIES_OF_PURCHASE

export const ITEM_KINDS = { asset: '固定资产', supply: '办公用品', service: '服务' } as const
export type ItemKind = keyof typeof ITEM_KINDS

export const METHODS = {
  'open-tender': '公开招标',
  'invited-tender': '邀请招标',
  negotiation: '竞争性谈判',
  consultation: '竞争性磋商',
  inquiry: '询价',
  'single-source': '单一来源',
  framework: '框架协议',
  own: '自行采购',
} as const
export type Method = keyof typeof METHODS

export const REQUISITION_STATES = {
  draft: '草稿',
  submitted: '待审批',
  returned: '已退回',
  rejected: '不同意',
  approved: '已批准',
  contracted: '已签合同',
  accepted: '已验收',
  closed: '已办结',
  cancelled: '已取消',
} as const
export type RequisitionState = keyof typeof REQUISITION_STATES

export type RequisitionMove =
  | 'submit'
  | 'withdraw'
  | 'approve'
  | 'return'
  | 'reject'
  | 'cancel'
  | 'sign-contract'
  | 'supplement'
  | 'accept-part'
  | 'accept'
  | 'pay-part'
  | 'settle'
  | 'refund'

/** 申请 → 审批 → （合同） → 验收 → 支付; what was bought without approval never gets on this way. */
export const requisitionMachine: Machine<RequisitionState, RequisitionMove> = {
  draft: { submit: 'submitted', cancel: 'cancelled' },
  submitted: { withdraw: 'draft', approve: 'approved', return: 'returned', reject: 'rejected' },
  returned: { submit: 'submitted', cancel: 'cancelled' },
  rejected: {},
  approved: {
    'sign-contract': 'contracted',
    'accept-part': 'approved',
    accept: 'accepted',
    'pay-part': 'approved',
    refund: 'approved',
    cancel: 'cancelled',
  },
  contracted: {
    supplement: 'contracted',
    'accept-part': 'contracted',
    accept: 'accepted',
    'pay-part': 'contracted',
    refund: 'contracted',
    cancel: 'cancelled',
  },
  accepted: { 'pay-part': 'accepted', settle: 'closed', refund: 'accepted' },
  closed: { refund: 'accepted' },
  cancelled: {},
}

export const MOVE_TITLES: Record<RequisitionMove, string> = {
  submit: '提交申请',
  withdraw: '撤回申请',
  approve: '同意',
  return: '退回',
  reject: '不同意',
  cancel: '取消',
  'sign-contract': '签订合同',
  supplement: '补充合同',
  'accept-part': '部分验收',
  accept: '验收',
  'pay-part': '支付',
  settle: '付清',
  refund: '退款',
}

/** What a rule of procurement is about; its value is 分 for limits, else days, ‰ or years. */
export const RULE_KINDS = {
  limit: '政府采购限额标准',
  tender: '公开招标数额标准',
  'intent-days': '采购意向提前公开（日）',
  'sign-days': '通知书发出后签合同（日）',
  'publish-workdays': '合同公告（工作日）',
  'file-workdays': '合同备案（工作日）',
  'single-source-workdays': '单一来源公示（工作日）',
  'supplement-permille': '补充合同上限（‰）',
  'split-days': '化整为零合并计算（日）',
  'retention-years': '采购文件保存（年）',
  'prepay-permille': '验收前付款上限（‰）',
} as const
export type RuleKind = keyof typeof RULE_KINDS

/** Rules for the whole country, and for every level. */
export const EVERYWHERE = '全国'
export const EVERY_LEVEL = '各级'
