// The classes and levels of what the word check finds. Classes A and B follow articles 6 and 7 of the 网络信息内容生态治理规定.

export const WORD_LEVELS = { block: '必须处理', review: '请审稿人看', hint: '提示' } as const

export const WORD_CLASSES = {
  typo: '错别字',
  name: '人名机构名',
  title: '姓名与职务',
  place: '地名',
  formulation: '固定提法',
  cautious: '慎用词',
  territory: '涉港澳台表述',
  ethnic: '民族宗教表述',
  absolute: '绝对化用语',
  minor: '未成年人与被害人',
  privacy: '个人信息',
  date: '日期与星期',
  figure: '数字与计算',
  illegal: '违法信息（第六条）',
  bad: '不良信息（第七条）',
  other: '其他',
} as const
export type WordClass = keyof typeof WORD_CLASSES
