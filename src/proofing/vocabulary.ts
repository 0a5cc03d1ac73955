// Words the checker knows, as data: units, verbs of change, measures of an amount, families of parts that make a whole.

/** Decimal places between a printed unit and its base unit. */
export const UNIT_SHIFT: Record<string, number> = { 元: 0, 百元: 2, 千元: 3, 万元: 4, 亿元: 8, 万亿元: 12 }

/** What may stand behind a number that counts things. */
export const COUNT_UNITS =
  /(?:人次|批次|人|名|个|家|辆|台|套|件|项|次|批|户|篇|条|场|期|份|部|所|处|亩|平方米|公里|座|株|吨|册|张|天|周|分|宗|起|例|村|组|幢|栋|间)/y

/** Behind a number: it is a date, an ordinal or a document number. */
export const NOT_NUMBERS_AFTER = /^(年|月|日|号|时|点|级|届|条第|款第|〕|］|[A-Za-z]|类|款|项\)|世纪|[-–—~～]\d)/
/** Before a number: it is an ordinal, a document number or a code. */
export const NOT_NUMBERS_BEFORE = /(第|〔|\[|［|No|NO|编号|代码|[-–—~～/]\d*)$/

export const UP = '增加|增长|上升|提高|增收|增支|净增|上涨|上浮|提升|扩大'
export const DOWN = '减少|下降|降低|减收|减支|净减|下浮|压减|压缩|缩减|减低|回落|递减'

/** Words of an amount that remains: the difference of two others. */
export const REMAINDER = '节约|结余|结转|剩余|结存|节支|未支出|未使用|超支|超预算|差值|差额|相差'

/** Measures, by the last words of a label; `basis` keeps 年初 and 全年 apart; `keep`: the words also name the subject. */
export const MEASURES: { pattern: RegExp; measure: 'budget' | 'actual'; basis?: 'initial' | 'full'; keep?: true }[] = [
  { pattern: /年初(?:部门)?(?:财政|支出|收入)?(?:批复|安排|下达)?(?:的)?(?:部门)?(?:收入|支出)?预算(?:安排|批复|下达|资金|指标)?(?:数|额|总额|为|金额)*$/, measure: 'budget', basis: 'initial' },
  { pattern: /(?:全年|调整后?(?:的)?|调整后全年)(?:部门)?(?:收入|支出)?预算(?:安排|调整)?(?:数|额|总额|为|金额)*$/, measure: 'budget', basis: 'full' },
  { pattern: /(?:预算|决算)?(?:执行|完成|支付|使用|到位|实现|实际支出|实际)(?:数|额|金额|总额|资金)*$/, measure: 'actual' },
  { pattern: /(?:预算|计划|指标|额度|批复|安排|下达)(?:安排|批复|下达|资金|指标|收入|总额|数|额|金额|合计|总计)*$/, measure: 'budget' },
  { pattern: /决算(?:数|额|金额|总额|合计)*$/, measure: 'actual' },
  { pattern: /实际[^,]{0,24}$/, measure: 'actual' },
  { pattern: /(?:支出|收入|经费|费用|费|金额|款)(?:合计|总计|总额|数|额|共计)*$/, measure: 'actual', keep: true },
] // biome-ignore format: one measure a line

/** Whole families: where all members stand in a list, the list is the whole. Each member is a set of spellings. */
export const FAMILIES: { name: string; members: RegExp[] }[] = [
  { name: '基本支出与项目支出', members: [/基本支出/, /项目支出/] },
  { name: '人员经费与公用经费', members: [/人员(?:经费|支出|类)/, /(?:日常)?公用(?:经费|支出|类)/] },
  { name: '“三公”经费', members: [/因公出国/, /公务用车(?:购置(?:和|及|与)?(?:费)?(?:运行|运维)|运行|购置)|公车/, /公务接待/] },
  { name: '公务用车经费', members: [/公务用车购置(?!及|和|与)/, /公务用车运行/] },
  { name: '政府采购', members: [/货物/, /工程/, /服务/] },
  { name: '收入与支出科目', members: [/财政拨款/, /上级补助|事业/, /经营/, /其他/] },
  { name: '税收与非税收入', members: [/(?<!非)税收/, /非税/] },
  { name: '国内与外事接待', members: [/国内(?:公务)?接待/, /外(?:事|宾)接待/] },
] // biome-ignore format: one family a line
