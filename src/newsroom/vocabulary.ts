// The words of the newsroom: states, steps, lanes, kinds of channel, as they are stored and as people read them.
import type { Machine } from '../kernel/index.ts'

export const STATES = {
  draft: '写稿中',
  returned: '退回修改',
  review1: '待初审',
  review2: '待复审',
  superior: '待上报审定',
  review3: '待终审',
  fast: '突发并审',
  signed: '已签发',
  rejected: '已退稿',
} as const
export type StoryState = keyof typeof STATES

export const STEPS = { review1: '初审', review2: '复审', superior: '上报审定', review3: '终审' } as const
export type Step = keyof typeof STEPS

export const LANES = { normal: '常规三审', urgent: '突发快审', express: '纠错快审' } as const
export type Lane = keyof typeof LANES

export const DECISIONS = { pass: '通过', return: '退回修改', reject: '退稿' } as const
export type Decision = keyof typeof DECISIONS

export const ORIGINS = { original: '原创', wire: '通稿', repost: '转载' } as const
export type Origin = keyof typeof ORIGINS

export const AI_USE = { none: '没有使用', assisted: '人工智能辅助', generated: '人工智能生成' } as const
export type AiUse = keyof typeof AI_USE

export const IMPORTANCE = { ordinary: '一般', important: '重要（加一校或诵读）' } as const

export const ERROR_CLASSES = {
  typo: '错别字',
  punctuation: '标点',
  name: '人名地名职务',
  fact: '事实与数据',
  formulation: '提法',
  date: '日期时间',
  layout: '版式图片',
  other: '其他',
} as const

/** The kinds of channel a story has renditions for; site is always there. */
export const CHANNEL_KINDS = {
  site: '网站和客户端',
  h5: 'H5 页面',
  wechat: '微信公众号',
  weibo: '微博',
  douyin: '抖音',
  kuaishou: '快手',
  sms: '手机报短信',
  provincial: '省级频道',
  activitypub: '联邦网络',
  radio: '广播电视',
  newspaper: '报纸',
  manual: '手工发布',
} as const
export type ChannelKind = keyof typeof CHANNEL_KINDS
export const channelKinds = Object.keys(CHANNEL_KINDS) as ChannelKind[]

type Move = 'submit_normal' | 'submit_urgent' | 'submit_express' | 'withdraw' | 'pass' | 'return' | 'reject' | 'edit'

/**
 * What may follow what. `pass` leads to the next step of the submission (a superior's opinion only where the topic wants
 * it), so the machine names the usual one and decide.ts skips the steps a submission does not have.
 */
export const storyMachine: Machine<StoryState, Move> = {
  draft: { submit_normal: 'review1', submit_urgent: 'fast', submit_express: 'review2' },
  returned: { submit_normal: 'review1', submit_urgent: 'fast', submit_express: 'review2' },
  review1: { pass: 'review2', return: 'returned', reject: 'rejected', withdraw: 'draft' },
  review2: { pass: 'superior', return: 'returned', reject: 'rejected', withdraw: 'draft' },
  superior: { pass: 'review3', return: 'returned', reject: 'rejected', withdraw: 'draft' },
  review3: { pass: 'signed', return: 'returned', reject: 'rejected', withdraw: 'draft' },
  fast: { pass: 'signed', return: 'returned', reject: 'rejected', withdraw: 'draft' },
  signed: { edit: 'draft' },
  rejected: { edit: 'draft' },
}
