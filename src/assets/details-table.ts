// What only vehicles, houses, land and intangibles have on their cards: the fields of each kind, with their column titles.
export const CARD_KINDS = {
  general: '一般资产',
  vehicle: '车辆',
  house: '房屋和构筑物',
  land: '土地',
  intangible: '无形资产',
} as const
export type CardKind = keyof typeof CARD_KINDS

export const DETAIL_FIELDS = {
  plate_no: { kind: 'vehicle', title: '车牌号', form: 'plate', one: true },
  vin: { kind: 'vehicle', title: '车架号', form: 'vin', one: true },
  engine_no: { kind: 'vehicle', title: '发动机号', form: 'text', one: true },
  vehicle_quota: { kind: 'vehicle', title: '车辆编制', form: 'choice', of: ['在编', '不在编'] },
  vehicle_use: {
    kind: 'vehicle',
    title: '车辆用途',
    form: 'choice',
    of: ['机要通信', '应急保障', '业务用车', '特种专业技术', '其他'],
  },
  house_cert_no: { kind: 'house', title: '房屋权证号', form: 'text', one: true },
  floor_area: { kind: 'house', title: '建筑面积（㎡）', form: 'area' },
  land_cert_no: { kind: 'land', title: '土地权证号', form: 'text', one: true },
  land_area: { kind: 'land', title: '土地面积（㎡）', form: 'area' },
  land_right: { kind: 'land', title: '土地使用权类型', form: 'choice', of: ['划拨', '出让', '租赁', '其他'] },
  right_cert_no: { kind: 'intangible', title: '证书号', form: 'text', one: true },
  right_until: { kind: 'intangible', title: '权利有效期至', form: 'day' },
} as const satisfies Record<string, DetailField>

export type DetailField = {
  kind: Exclude<CardKind, 'general'>
  title: string
  form: 'text' | 'plate' | 'vin' | 'choice' | 'area' | 'day'
  of?: readonly string[]
  /** belongs to one thing: never written on several cards at once */
  one?: true
}
export type DetailKey = keyof typeof DETAIL_FIELDS
export type Details = Partial<Record<DetailKey, string>>

/** The column that says the kind. */
export const CARD_KIND_COLUMN = '卡片种类'

export const DETAIL_KEYS = Object.keys(DETAIL_FIELDS) as DetailKey[]

/** The fields that a kind of card has. */
export const detailsOfKind = (kind: CardKind) => DETAIL_KEYS.filter(key => DETAIL_FIELDS[key].kind === kind)

const TEXT_MAX = 60
const PATTERNS: Partial<Record<DetailField['form'], [RegExp, string]>> = {
  plate: [/^[\u4e00-\u9fff][A-Z]·?[A-Z0-9]{4,6}[A-Z0-9\u4e00-\u9fff]$/, '应像“湘E12345”'],
  vin: [/^[A-HJ-NPR-Z0-9]{17}$/, '是 17 位大写字母和数字，没有 I、O、Q'],
  area: [/^(0|[1-9]\d{0,8})(\.\d{1,2})?$/, '填平方米数，最多两位小数'],
  day: [/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '填日期，如 2030-12-31'],
}

/** What is wrong with a value of a field, in words; null when nothing is. */
export function detailFault(key: DetailKey, value: string): string | null {
  const { title, form, of } = DETAIL_FIELDS[key] as DetailField
  if (of && !of.includes(value)) return `${title}只能是：${of.join('、')}`
  const [pattern, words] = PATTERNS[form] ?? []
  if (pattern && !pattern.test(value)) return `${title}${words}`
  return value.length > TEXT_MAX ? `${title}不能超过 ${TEXT_MAX} 个字` : null
}
