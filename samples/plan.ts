// What a sample year has to come to: the lines of its budget, what was spent on each, assets, contracts. In 分.
import type { BooksJson } from '../src/books/index.ts'

export type PlannedLine = BooksJson['lines'][number] & {
  /** what the year spends on the line */
  spent: bigint
  /** what the spending is called and how it is classified */
  items: readonly {
    summary: string
    code: string
    counterparty: string
    purpose?: 'expense' | 'fixed_asset' | 'stock' | 'advance'
    weight: number
  }[]
  /** how many payments a year */
  payments: number
}

export type Plan = {
  unit_name: string
  year: number
  staff: number
  doc_no: string
  adopted_on: string
  sections: readonly string[]
  lines: readonly PlannedLine[]
  prior: readonly { code: string; title: string; amount: bigint }[]
  current_assets: bigint
  fixed_net: bigint
  contracted: bigint
  seed: number
}

const wan = (text: string): bigint => {
  const [whole = '0', part = ''] = text.split('.')
  return BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, '0'))
}

type Brief = {
  no: string
  title: string
  category: PlannedLine['category']
  code: string
  opening: string
  spent: string
  payments: number
  items: PlannedLine['items']
  project?: string
  procurement?: boolean
  section?: string
  three_public?: PlannedLine['three_public']
  headings?: PlannedLine['reported_as']
}

function line(brief: Brief): PlannedLine {
  return {
    line_no: brief.no,
    side: 'expenditure',
    title: brief.title,
    source: 'fiscal',
    category: brief.category,
    function_code: '2070899',
    economic_code: brief.code,
    section: brief.section ?? '综合运行部',
    project: brief.project ?? null,
    three_public: brief.three_public ?? null,
    procurement: brief.procurement ?? false,
    opening_fen: wan(brief.opening).toString(),
    reported_as: brief.headings ?? null,
    note: '示例',
    spent: wan(brief.spent),
    items: brief.items,
    payments: brief.payments,
  }
}

const pay = (summary: string, code: string) => [{ summary, code, counterparty: '本单位职工', weight: 1 }]

/** The lines of 人员 and 日常公用, alike in every district centre. */
function runningLines(amounts: Record<string, [string, string]>): PlannedLine[] {
  const of = (no: string) => ({ opening: amounts[no]![0], spent: amounts[no]![1] })
  const personnel = (no: string, title: string, code: string, payments = 12) =>
    line({ no, title, category: 'personnel', code, payments, items: pay(title, code), ...of(no) })
  return [
    personnel('R01', '基本工资', '30101'),
    personnel('R02', '津贴补贴', '30102'),
    personnel('R03', '奖金', '30103', 4),
    personnel('R04', '绩效工资', '30107'),
    personnel('R05', '养老保险缴费', '30108'),
    personnel('R06', '职业年金缴费', '30109'),
    personnel('R07', '医疗保险缴费', '30110'),
    personnel('R08', '其他社会保障缴费', '30112'),
    personnel('R09', '住房公积金', '30113'),
    line({
      no: 'G01',
      title: '办公费',
      category: 'operating',
      code: '30201',
      payments: 16,
      ...of('G01'),
      items: [
        { summary: '购办公用品', code: '30201', counterparty: '示例文具店', weight: 3 },
        { summary: '购打印耗材', code: '30201', counterparty: '示例办公设备商行', weight: 2 },
        { summary: '购采访本、硬盘等入库', code: '30201', counterparty: '示例文具店', purpose: 'stock', weight: 1 },
      ],
    }),
    line({
      no: 'G02',
      title: '水电费',
      category: 'operating',
      code: '30206',
      payments: 24,
      ...of('G02'),
      items: [
        { summary: '缴电费', code: '30206', counterparty: '示例供电所', weight: 4 },
        { summary: '缴水费', code: '30205', counterparty: '示例自来水公司', weight: 1 },
      ],
    }),
    line({
      no: 'G03',
      title: '邮电费',
      category: 'operating',
      code: '30207',
      payments: 12,
      ...of('G03'),
      items: [{ summary: '缴电话费、邮寄费', code: '30207', counterparty: '示例电信营业厅', weight: 1 }],
    }),
    line({
      no: 'G04',
      title: '差旅费',
      category: 'operating',
      code: '30211',
      payments: 12,
      section: '新闻采访部',
      ...of('G04'),
      items: [
        { summary: '记者下乡采访差旅费', code: '30211', counterparty: '本单位职工', weight: 4 },
        { summary: '外出培训预借差旅费', code: '30211', counterparty: '本单位职工', purpose: 'advance', weight: 1 },
      ],
    }),
    line({
      no: 'G05',
      title: '公务接待费',
      category: 'operating',
      code: '30217',
      payments: 0,
      three_public: 'reception',
      ...of('G05'),
      items: [],
    }),
  ]
}

const REPORTED_TWICE: PlannedLine['reported_as'] = ['operating', 'project']

function projectLines(amounts: Record<string, [string, string]>, headings: PlannedLine['reported_as']): PlannedLine[] {
  const of = (no: string) => ({ opening: amounts[no]![0], spent: amounts[no]![1], headings })
  return [
    line({
      no: 'X01',
      title: '融媒体平台运维与升级',
      category: 'specific',
      code: '30213',
      project: '融媒体平台运维',
      procurement: true,
      payments: 30,
      ...of('X01'),
      items: [
        { summary: '融媒体平台运维服务费', code: '30213', counterparty: '示例信息技术公司', weight: 4 },
        { summary: '云服务器租用费', code: '30214', counterparty: '示例云计算公司', weight: 2 },
        { summary: '网络安全等级测评费', code: '30227', counterparty: '示例测评机构', weight: 1 },
      ],
    }),
    line({
      no: 'X02',
      title: '采编设备更新',
      category: 'specific',
      code: '31003',
      project: '采编设备更新',
      procurement: true,
      section: '新闻采访部',
      payments: 14,
      ...of('X02'),
      items: [
        {
          summary: '购摄像机、镜头等采编设备',
          code: '31003',
          counterparty: '示例影视器材公司',
          purpose: 'fixed_asset',
          weight: 3,
        },
        { summary: '购存储卡、电池等设备耗材', code: '30218', counterparty: '示例影视器材公司', weight: 1 },
      ],
    }),
    line({
      no: 'X03',
      title: '《北塔》报印刷发行',
      category: 'other_running',
      code: '30202',
      project: '报纸印刷发行',
      procurement: true,
      section: '《北塔》报刊部',
      payments: 36,
      ...of('X03'),
      items: [
        { summary: '报纸印刷费', code: '30202', counterparty: '示例印务公司', weight: 4 },
        { summary: '报纸投递费', code: '30207', counterparty: '示例邮政支局', weight: 1 },
      ],
    }),
    line({
      no: 'X04',
      title: '新媒体内容与稿酬',
      category: 'specific',
      code: '30226',
      project: '新媒体内容生产',
      section: '新闻采访部',
      payments: 30,
      ...of('X04'),
      items: [
        { summary: '通讯员稿酬', code: '30226', counterparty: '示例通讯员', weight: 3 },
        { summary: '短视频拍摄劳务费', code: '30226', counterparty: '示例拍摄人员', weight: 2 },
      ],
    }),
    line({
      no: 'X05',
      title: '通讯员培训与群众文化活动',
      category: 'other_running',
      code: '30216',
      project: '通讯员培训与活动',
      payments: 12,
      ...of('X05'),
      items: [
        { summary: '通讯员培训费', code: '30216', counterparty: '示例培训中心', weight: 2 },
        { summary: '群众文化活动物料费', code: '30299', counterparty: '示例广告公司', weight: 1 },
      ],
    }),
  ]
}

/** 北塔 2022: the lines come to every figure of the founding report; how they are divided is invented (示例). */
export const BEITA_2022: Plan = {
  unit_name: '北塔区融媒体中心',
  year: 2022,
  staff: 7,
  doc_no: '示例〔2022〕1号',
  adopted_on: '2022-01-25',
  sections: ['综合运行部', '新闻采访部', '《北塔》报刊部'],
  lines: [
    ...runningLines({
      R01: ['15.6', '19.842316'],
      R02: ['6.2', '8.413652'],
      R03: ['2.4', '5.218407'],
      R04: ['9.18', '13.064928'],
      R05: ['4.95', '7.132584'],
      R06: ['2.48', '3.566292'],
      R07: ['2.33', '3.287411'],
      R08: ['0.35', '0.527936'],
      R09: ['2.6', '4.196474'],
      G01: ['2.06', '2.013847'],
      G02: ['1.9', '1.846293'],
      G03: ['0.8', '0.762815'],
      G04: ['2', '1.897045'],
      G05: ['0', '0'],
    }),
    ...projectLines(
      {
        X01: ['38.5', '21.384612'],
        X02: ['34.21', '14.907358'],
        X03: ['23.3', '14.826473'],
        X04: ['9', '4.985216'],
        X05: ['4.99', '1.826341'],
      },
      REPORTED_TWICE,
    ),
  ],
  prior: [
    { code: '301', title: '工资福利支出', amount: wan('68.274193') },
    { code: '302', title: '商品和服务支出', amount: wan('73.618442') },
    { code: '303', title: '对个人和家庭的补助', amount: wan('1.263875') },
    { code: '310', title: '资本性支出', amount: wan('31.60349') },
  ],
  current_assets: wan('4.04'),
  fixed_net: wan('45.88'),
  contracted: wan('52.01'),
  seed: 20220101,
}

/** Another centre with its own year, to show that nothing is fitted to one: amounts drawn from a seed. */
export function otherCentre(seed: number, draw: (low: number, high: number) => number): Plan {
  const amount = (low: number, high: number) => draw(low, high).toFixed(4)
  const pair = (low: number, high: number, part: number): [string, string] => {
    const opening = draw(low, high)
    return [opening.toFixed(4), (opening * draw(part, 0.99)).toFixed(4)]
  }
  const running = Object.fromEntries(
    ['R01', 'R02', 'R03', 'R04', 'R05', 'R06', 'R07', 'R08', 'R09', 'G01', 'G02', 'G03', 'G04'].map(no => [
      no,
      pair(2, 30, 0.8),
    ]),
  )
  const projects = Object.fromEntries(['X01', 'X02', 'X03', 'X04', 'X05'].map(no => [no, pair(8, 60, 0.5)]))
  return {
    unit_name: '示例县融媒体中心',
    year: 2023,
    staff: 23,
    doc_no: '示例〔2023〕7号',
    adopted_on: '2023-02-06',
    sections: ['综合运行部', '新闻采访部', '《北塔》报刊部'],
    lines: [...runningLines({ ...running, G05: ['0.5', '0'] }), ...projectLines(projects, null)],
    prior: [
      { code: '301', title: '工资福利支出', amount: wan(amount(60, 90)) },
      { code: '302', title: '商品和服务支出', amount: wan(amount(40, 80)) },
    ],
    current_assets: wan(amount(3, 9)),
    fixed_net: wan(amount(60, 120)),
    contracted: wan(
      (['X01', 'X02', 'X03'].reduce((sum, no) => sum + Number(projects[no]![0]), 0) * draw(0.5, 0.9)).toFixed(4),
    ),
    seed,
  }
}
