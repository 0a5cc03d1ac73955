// The sheet a section's request is typed into: its columns and what they take. Pure; the workbench exports it, read-requests.ts
// reads it back.
import { CATEGORIES, SOURCES, THREE_PUBLIC } from '../vocabulary.ts'
import { INDICATOR_KINDS } from './words.ts'

export const REQUEST_COLUMNS = [
  '行号',
  '收支',
  '名称',
  '类别',
  '数量',
  '数量单位',
  '次数',
  '次数单位',
  '单价（元）',
  '资金来源',
  '功能分类',
  '经济分类',
  '项目',
  '三公',
  '政府采购',
  '测算依据',
  '绩效目标',
  '绩效指标',
] as const
export type RequestColumn = (typeof REQUEST_COLUMNS)[number]

export const REQUEST_COLUMNS_REQUIRED: readonly RequestColumn[] = ['收支', '名称', '数量', '单价（元）']

export const REQUEST_NOTES: readonly (readonly [RequestColumn, string])[] = [
  ['行号', '可不填，由系统编号；从往年复制来的保留原行号，便于对比'],
  ['收支', '必填：收入 或 支出'],
  ['名称', '必填，如 办公费'],
  ['类别', `支出必填，收入不填。可填：${Object.values(CATEGORIES).join('、')}`],
  ['数量', '必填，整数，如 7'],
  ['数量单位', '如 人、台、期'],
  ['次数', '整数，不填为 1，如 12'],
  ['次数单位', '如 月、次'],
  ['单价（元）', '必填，最多两位小数。金额 = 数量 × 次数 × 单价'],
  ['资金来源', `不填为财政拨款收入。可填：${Object.values(SOURCES).join('、')}`],
  ['功能分类', '支出功能分类编码，3 到 7 位数字，可不填'],
  ['经济分类', '部门经济分类编码，3 到 5 位数字，可不填'],
  ['项目', '其他运转类、特定目标类必填项目名称'],
  ['三公', `三公经费才填：${Object.values(THREE_PUBLIC).join('、')}`],
  ['政府采购', '政府采购填 是，其余不填'],
  ['测算依据', '标准、文件或询价情况'],
  ['绩效目标', '项目必填：做什么、做到什么程度'],
  [
    '绩效指标',
    `项目至少一个产出、一个效益或满意度，用分号隔开，如 数量：购置摄像机≥3台；满意度：采编人员满意度≥90%。可用：${Object.values(INDICATOR_KINDS).join('、')}`,
  ],
]
