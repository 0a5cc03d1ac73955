// Next year's budget in preparation: quotas, requests copied from this year, one section done, one to be filled in. All invented (示例).
import { yearOf } from '../src/kernel/index.ts'

type Run = (name: string, input: unknown, key: string) => Promise<Record<string, unknown>>

const OFFICE = '综合运行部'
const NEWS = '新闻采访部'

const QUOTAS = [
  { kind: 'operating', title: '日常公用', unit: '人·年', amount_fen: '966000', economic_code: null },
  {
    kind: 'personnel',
    title: '基本工资',
    applies_to: '管理九级',
    unit: '人·月',
    amount_fen: '321000',
    economic_code: '30101',
  },
  { kind: 'price', title: '全画幅摄像机', unit: '台', amount_fen: '2600000', economic_code: '31003' },
  {
    kind: 'price',
    title: '报纸印刷',
    applies_to: '对开四版',
    unit: '期',
    amount_fen: '180000',
    economic_code: '30202',
  },
]

const camera = {
  title: '超高清摄像机购置',
  category: 'specific',
  project: '采编设备更新',
  economic_code: '31003',
  procurement: true,
  quantity: 2,
  quantity_unit: '台',
  times: 1,
  price_fen: '2600000',
  basis: '三家询价（示例）',
  objective: '替换两台超期服役的摄像机，区级重要活动全部用超高清拍摄',
  indicators: [
    { kind: 'quantity', title: '购置摄像机', direction: '=', target: '2', unit: '台' },
    { kind: 'timeliness', title: '验收入账不晚于', direction: '≤', target: '6', unit: '月' },
    { kind: 'social', title: '超高清稿件占视频稿件', direction: '≥', target: '60', unit: '%' },
    { kind: 'satisfaction', title: '采编人员满意度', direction: '≥', target: '90', unit: '%' },
  ],
}

const objectiveFor = (title: string) => ({
  objective: `${title}按月有计划、按季有检查，全年任务完成`,
  indicators: [
    { kind: 'quantity', title: '完成批次', direction: '≥', target: '12', unit: '次' },
    { kind: 'satisfaction', title: '服务对象满意度', direction: '≥', target: '90', unit: '%' },
  ],
})

/** What the office's copied projects still lack before they can be submitted. */
async function completeOffice(run: Run, year: number): Promise<void> {
  const items = [
    { title: '平台运维服务', quantity: 12, quantity_unit: '月', price_fen: '980000' },
    { title: '网络安全等级测评', quantity: 1, quantity_unit: '次', price_fen: '3800000' },
  ]
  for (const item of items) {
    await run(
      'budget.save-request-item',
      {
        year,
        section: OFFICE,
        category: 'specific',
        project: '融媒体平台运维',
        economic_code: '30213',
        procurement: true,
        basis: '上年合同价（示例）',
        is_example: true,
        ...item,
        ...objectiveFor(item.title),
      },
      `${year}|${item.title}`,
    )
  }
}

export async function loadPreparation(run: Run, today: string): Promise<void> {
  const year = yearOf(today) + 1
  for (const quota of QUOTAS) {
    const input = { ...quota, effective_from: `${year - 1}-01-01`, source: '示例标准，待核', is_example: true }
    await run('budget.set-quota', input, quota.title)
  }
  await run('budget.open-preparation', { year }, `${year}`)
  await run('budget.copy-budget', { year, from_year: year - 1 }, `${year}`)
  await completeOffice(run, year)
  await run('budget.save-request-item', { year, section: NEWS, is_example: true, ...camera }, `${year}|camera`)
}
