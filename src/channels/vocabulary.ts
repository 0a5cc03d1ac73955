// The words of the register of accounts.

export const OWNER_KINDS = { own: '本单位', township: '乡镇街道', department: '区直部门' } as const
export const ACCOUNT_STATES = { active: '在用', paused: '暂停', closed: '已注销' } as const
export const HEALTH = { unknown: '未检查', good: '正常', failing: '有故障', reconnect: '要重新授权' } as const

/** How an account is sent to. */
export const ADAPTERS = {
  site: '本系统网站',
  activitypub: '联邦网络（ActivityPub）',
  wechat: '微信公众号接口',
  weibo: '微博接口',
  douyin: '抖音接口',
  kuaishou: '快手接口',
  'aliyun-sms': '阿里云短信',
  'tencent-sms': '腾讯云短信',
  provincial: '省级平台对接',
  manual: '人工发布件',
} as const
export type Adapter = keyof typeof ADAPTERS

/** Ours: what is released there stands in the transaction of its release, no platform is asked. */
export const OURS: readonly string[] = ['site', 'activitypub']
export const isOurs = (adapter: string): boolean => OURS.includes(adapter)

/** Whose rendition an account of this adapter takes. */
export const KIND_OF: Partial<Record<Adapter, string>> = {
  site: 'site',
  activitypub: 'activitypub',
  wechat: 'wechat',
  weibo: 'weibo',
  douyin: 'douyin',
  kuaishou: 'kuaishou',
  'aliyun-sms': 'sms',
  'tencent-sms': 'sms',
  provincial: 'provincial',
}

/** Kinds of rendition an account served by hand may take. */
export const KINDS = {
  site: '网站和客户端',
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
export type AccountKind = keyof typeof KINDS

/** What a quota counts. */
export const OPERATIONS = { mass: '群发', publish: '发布', share: '发微博', create: '投稿', send: '短信批次' } as const
export const QUOTA_PERIODS = {
  minute: { title: '每分钟', now: '这一分钟' },
  day: { title: '每日', now: '今天' },
  month: { title: '每月', now: '本月' },
} as const
export type QuotaPeriod = keyof typeof QUOTA_PERIODS
