// The words of effect: counters, sources, levels of adoption, as stored and as people read them.

export const METRICS = {
  reads: '阅读数',
  read_users: '阅读人数',
  likes: '点赞',
  wows: '在看',
  shares: '转发',
  comments: '评论',
  favourites: '收藏',
  plays: '播放',
  followers: '粉丝',
  new_followers: '新增粉丝',
} as const
export type Metric = keyof typeof METRICS
export const metricNames = Object.keys(METRICS) as Metric[]

/** What only an account as a whole has. */
export const ACCOUNT_METRICS: readonly Metric[] = ['followers', 'new_followers']

export const READING_SOURCES = { api: '接口', console: '平台后台', hand: '手工登记', file: '表格导入' } as const
export type ReadingSource = keyof typeof READING_SOURCES

export const CLIENT_METRICS = {
  installs: '累计安装',
  registered: '注册用户',
  verified: '实名本地用户',
  dau: '日活用户',
  mau: '月活用户',
  cohort_1: '次日留存的基数（当天新增）',
  kept_1: '次日仍在用',
  cohort_7: '七日留存的基数（当天新增）',
  kept_7: '第七日仍在用',
  cohort_30: '三十日留存的基数（当天新增）',
  kept_30: '第三十日仍在用',
} as const
export type ClientMetric = keyof typeof CLIENT_METRICS

export const LEVELS = { central: '中央级', province: '省级', city: '市级' } as const
export type Level = keyof typeof LEVELS

/** What a rule may give points for, and how it is said. */
export const SUBJECTS = {
  original: '原创稿件',
  wire: '编发通稿',
  repost: '转载',
  important: '重要稿件（另加）',
  urgent: '突发快审（另加）',
  video: '出短视频（另加）',
  adopted_central: '中央媒体采用',
  adopted_province: '省级媒体采用',
  adopted_city: '市级媒体采用',
  error_released: '发布后查出差错',
  retraction: '因差错撤稿',
} as const
export type Subject = keyof typeof SUBJECTS

/** Column titles of console exports and of our own sheet, as they are met with. */
export const COLUMN_WORDS: Record<string, readonly string[]> = {
  account: ['账号', '账号名称', '公众号', '公众号名称', '平台账号'],
  title: ['标题', '文章标题', '内容标题', '作品标题', '微博内容', '作品名称', '内容'],
  published_on: ['发布日期', '发布时间', '发表时间', '发表日期', '群发时间', '日期'],
  address: ['链接', '地址', '网址', '内容链接', '内容url', '作品链接', '文章链接'],
  item_key: ['编号', '作品id', '文章id', '微博id', '内容id'],
  is_headline: ['是否头条', '头条', '位置', '图文位置'],
  is_original: ['是否原创', '原创'],
  reads: ['阅读数', '阅读量', '阅读次数', '总阅读次数', '图文阅读次数', '浏览量'],
  read_users: ['阅读人数', '总阅读人数', '图文阅读人数'],
  likes: ['点赞', '点赞数', '点赞量', '点赞人数', '赞', '点赞次数'],
  wows: ['在看', '在看数', '在看人数', '爱心赞人数'],
  shares: ['转发', '转发数', '转发量', '分享', '分享数', '分享次数', '分享量', '总分享次数'],
  comments: ['评论', '评论数', '评论量', '留言', '留言数', '留言条数'],
  favourites: ['收藏', '收藏数', '收藏量', '收藏人数', '收藏次数'],
  plays: ['播放', '播放量', '播放数', '播放次数'],
  followers: ['粉丝', '粉丝数', '粉丝总数', '累积关注人数', '总用户数'],
  new_followers: ['新增粉丝', '新增关注', '新关注人数', '净增关注人数', '新增粉丝数'],
}
