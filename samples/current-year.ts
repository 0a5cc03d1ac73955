// A current year to try things in: a budget of today's rules, allotted to the sections, used up to today.
import { lastDayOf, yearOf } from '../src/kernel/index.ts'
import { random, split } from './random.ts'

type Run = (name: string, input: unknown, key: string) => Promise<unknown>

const OFFICE = '综合运行部'
const NEWS = '新闻采访部'
const PAPER = '《北塔》报刊部'

type Planned = {
  no: string
  title: string
  category: string
  opening: number
  section: string
  code: string
  project?: string
  procurement?: boolean
  monthly: number
  summary: string
  counterparty: string
  three_public?: string
}

/** Opening amounts in 元. */
const LINES: readonly Planned[] = [
  {
    no: 'R01',
    title: '在职人员工资',
    category: 'personnel',
    opening: 520_000,
    section: OFFICE,
    code: '30101',
    monthly: 2,
    summary: '发放工资',
    counterparty: '本单位职工',
  },
  {
    no: 'R02',
    title: '社会保险和公积金',
    category: 'personnel',
    opening: 178_000,
    section: OFFICE,
    code: '30108',
    monthly: 1,
    summary: '缴社会保险和公积金',
    counterparty: '区社会保险中心',
  },
  {
    no: 'G01',
    title: '日常办公',
    category: 'operating',
    opening: 46_000,
    section: OFFICE,
    code: '30201',
    monthly: 2,
    summary: '购办公用品',
    counterparty: '示例文具店',
  },
  {
    no: 'G02',
    title: '水电邮电',
    category: 'operating',
    opening: 34_000,
    section: OFFICE,
    code: '30206',
    monthly: 2,
    summary: '缴水电费',
    counterparty: '示例供电所',
  },
  {
    no: 'G03',
    title: '采访差旅',
    category: 'operating',
    opening: 28_000,
    section: NEWS,
    code: '30211',
    monthly: 2,
    summary: '记者采访差旅费',
    counterparty: '本单位职工',
  },
  {
    no: 'G04',
    title: '公务接待',
    category: 'operating',
    opening: 3_000,
    section: OFFICE,
    code: '30217',
    monthly: 0,
    summary: '公务接待',
    counterparty: '机关食堂',
    three_public: 'reception',
  },
  {
    no: 'X01',
    title: '融媒体平台运维',
    category: 'specific',
    opening: 260_000,
    section: OFFICE,
    code: '30213',
    project: '融媒体平台运维',
    procurement: true,
    monthly: 3,
    summary: '平台运维服务费',
    counterparty: '示例信息技术公司',
  },
  {
    no: 'X02',
    title: '采编设备更新',
    category: 'specific',
    opening: 180_000,
    section: NEWS,
    code: '31003',
    project: '采编设备更新',
    procurement: true,
    monthly: 2,
    summary: '购采编设备',
    counterparty: '示例影视器材公司',
  },
  {
    no: 'X03',
    title: '《北塔》报印刷发行',
    category: 'other_running',
    opening: 210_000,
    section: PAPER,
    code: '30202',
    project: '报纸印刷发行',
    procurement: true,
    monthly: 3,
    summary: '报纸印刷费',
    counterparty: '示例印务公司',
  },
  {
    no: 'X04',
    title: '短视频与稿酬',
    category: 'specific',
    opening: 96_000,
    section: NEWS,
    code: '30226',
    project: '新媒体内容生产',
    monthly: 2,
    summary: '稿酬和拍摄劳务费',
    counterparty: '示例通讯员',
  },
]
/** how much of a line's opening a full year is likely to use */
const USE = 0.93

const fen = (yuan: number) => String(Math.round(yuan * 100))

async function adopt(run: Run, year: number): Promise<void> {
  const total = fen(LINES.reduce((sum, line) => sum + line.opening, 0))
  const lines = LINES.map(line => ({
    line_no: line.no,
    side: 'expenditure',
    title: line.title,
    category: line.category,
    function_code: '2070899',
    economic_code: line.code,
    project: line.project ?? null,
    procurement: line.procurement ?? false,
    three_public: line.three_public ?? null,
    opening_fen: fen(line.opening),
  }))
  const income = { line_no: 'S01', side: 'income', title: '财政拨款收入', opening_fen: total }
  await run(
    'budget.adopt-budget',
    {
      year,
      doc_no: `示例〔${year}〕3号`,
      adopted_on: `${year}-01-20`,
      income_fen: total,
      expenditure_fen: total,
      lines: [income, ...lines],
    },
    `${year}`,
  )
  for (const line of LINES) {
    await run(
      'budget.allot',
      {
        line_no: line.no,
        section: line.section,
        amount_fen: fen(line.opening),
        on_date: `${year}-01-21`,
        doc_no: `示例〔${year}〕3号`,
        summary: `${line.title}额度下达（示例）`,
      },
      `${year}|${line.no}`,
    )
  }
}

type Fact = { on_date: string; name: string; input: Record<string, unknown> }

/** A year's facts in order of days, those after today left out by the caller. */
function facts(year: number): Fact[] {
  const chance = random(year)
  const spent = LINES.filter(line => line.monthly > 0).flatMap(line => {
    const amounts = split(
      BigInt(Math.round(line.opening * USE * 100)),
      Array.from({ length: line.monthly * 12 }, () => chance.between(0.8, 1.2)),
    )
    return amounts.map((amount, n) => {
      const month = 1 + Math.floor(n / line.monthly)
      const on_date = `${year}-${String(month).padStart(2, '0')}-${String(month === 1 ? 22 + (n % 6) : 6 + Math.floor(chance.between(0, 20))).padStart(2, '0')}`
      const input = {
        line_no: line.no,
        section: line.section,
        amount_fen: amount.toString(),
        on_date,
        summary: `${month}月${line.summary}（示例）`,
        counterparty: line.counterparty,
        economic_code: line.code,
        purpose: line.code.startsWith('310') ? 'fixed_asset' : 'expense',
      }
      return { on_date, name: 'budget.record-expenditure', input }
    })
  })
  const income = Array.from({ length: 12 }, (_, n) => {
    const month = String(n + 1).padStart(2, '0')
    const total = spent
      .filter(fact => fact.on_date.slice(5, 7) === month)
      .reduce((sum, fact) => sum + BigInt(fact.input.amount_fen as string), 0n)
    const on_date = `${year}-${month}-${n === 0 ? '21' : '03'}`
    return {
      on_date,
      name: 'budget.record-income',
      input: {
        line_no: 'S01',
        amount_fen: total.toString(),
        on_date,
        summary: `${n + 1}月授权支付额度到账（示例）`,
        counterparty: '区财政局',
      },
    }
  })
  const document = { doc_no: `示例〔${year}〕26号` }
  const changes: Fact[] = [
    {
      on_date: `${year}-06-18`,
      name: 'budget.increase-line',
      input: {
        line_no: 'X04',
        side: 'expenditure',
        amount_fen: fen(30_000),
        on_date: `${year}-06-18`,
        summary: '追加短视频制作经费（示例）',
        ...document,
      },
    },
    {
      on_date: `${year}-06-18`,
      name: 'budget.increase-line',
      input: {
        line_no: 'S01',
        side: 'income',
        amount_fen: fen(30_000),
        on_date: `${year}-06-18`,
        summary: '追加财政拨款（示例）',
        ...document,
      },
    },
    {
      on_date: `${year}-08-12`,
      name: 'budget.allot',
      input: {
        line_no: 'X02',
        section: NEWS,
        amount_fen: fen(-12_000),
        on_date: `${year}-08-12`,
        summary: '收回未用额度（示例）',
      },
    },
    {
      on_date: `${year}-08-12`,
      name: 'budget.move-between-lines',
      input: {
        from_line_no: 'X02',
        to_line_no: 'X03',
        amount_fen: fen(12_000),
        on_date: `${year}-08-12`,
        summary: '设备款调剂用于报纸印刷（示例）',
        ...document,
      },
    },
    {
      on_date: `${year}-09-02`,
      name: 'budget.reserve',
      input: {
        line_no: 'X01',
        section: OFFICE,
        amount_fen: fen(9_800),
        on_date: `${year}-09-02`,
        summary: '平台升级采购申请（示例）',
      },
    },
  ]
  return [...income, ...spent, ...changes].toSorted((a, b) =>
    a.on_date < b.on_date ? -1 : a.on_date > b.on_date ? 1 : 0,
  )
}

/** The yearly contracts that the payments of the projects rest on: number, line, title, supplier, amount. */
const CONTRACTS: [string, string, string, string, number][] = [
  ['SL-N01', 'X01', '融媒体平台年度运维（示例）', '示例信息技术公司', 240_000],
  ['SL-N02', 'X02', '采编设备年度采购（示例）', '示例影视器材公司', 160_000],
  ['SL-N03', 'X03', '《北塔》报年度印刷（示例）', '示例印务公司', 205_000],
]

async function signContracts(run: Run, year: number, today: string): Promise<void> {
  const [signed_on, published_on, filed_on] = ['19', '20', '21'].map(day => `${year}-01-${day}`)
  if (filed_on! > today) return
  const rows = CONTRACTS.map(([no, line_no, title, supplier, amount]) => ({
    contract_no: `${no}-${year}`,
    title,
    line_no,
    supplier,
    method: '竞争性磋商',
    signed_on,
    amount_fen: fen(amount),
    published_on,
    filed_on,
    filed_no: `示例备〔${year}〕${no.slice(-1)}号`,
  }))
  await run('procurement.import-contracts', { rows }, `${year}|contracts`)
}

const MILESTONES: Record<string, [string, string, number][]> = {
  X01: [
    ['签订年度运维合同', '01-25', 75_000],
    ['一季度运维报告', '03-31', 65_000],
    ['半年运维报告', '06-30', 65_000],
    ['三季度运维报告', '09-30', 55_000],
  ],
  X02: [
    ['签订采购合同', '01-25', 55_000],
    ['首批到货验收', '03-31', 50_000],
    ['第二批到货验收', '07-31', 40_000],
    ['试用结束、资料归档', '10-31', 23_000],
  ],
  X04: [
    ['签订拍摄合作协议', '01-25', 40_000],
    ['上半年作品交付', '06-30', 45_000],
    ['全年作品交付', '12-20', 11_000],
  ],
}

/** The projects by milestones, as their plans have them (示例). */
async function planProjects(run: Run, year: number, today: string): Promise<void> {
  for (const [line_no, rows] of Object.entries(MILESTONES)) {
    const milestones = rows.map(([title, day, amount]) => ({
      title: `${title}（示例）`,
      due_on: `${year}-${day}`,
      amount_fen: fen(amount),
    }))
    const made = await run('budget.set-milestones', { year, line_no, milestones }, `${year}|${line_no}|milestones`)
    const { milestone_ids } = made as { milestone_ids: string[] }
    for (const [n, { due_on, title }] of milestones.entries()) {
      if (due_on > today) continue
      const reached = { milestone_id: milestone_ids[n], reached_on: due_on, note: '见服务报告或验收单（示例）' }
      await run('budget.reach-milestone', reached, `${year}|${line_no}|${title}`)
    }
  }
}

/** Adopts the current year's budget and records what has happened in it up to `today`. */
export async function loadCurrentYear(run: Run, today: string): Promise<void> {
  const year = yearOf(today)
  const staffing = { year, authorised_count: 7, in_post_count: 7, source: `示例〔${year}〕2号` }
  await run('people.set-staffing', staffing, `${year}|staffing`)
  await adopt(run, year)
  await run('budget.assign-line', { year, line_no: 'S01', section: OFFICE }, `${year}|S01`)
  await planProjects(run, year, today)
  await signContracts(run, year, today)
  let n = 0
  for (const fact of facts(year)) {
    n += 1
    if (fact.on_date > today || fact.on_date > lastDayOf(year)) break
    await run(fact.name, fact.input, `${year}|${n}`)
  }
}
