// The words of supervision: what rules and checks are about, how often, and how a finding stands.

export const SUBJECTS = {
  finance: '财务',
  procurement: '采购',
  assets: '资产',
  special_funds: '专项资金',
  news_safety: '新闻安全',
  general: '综合',
} as const

export const PERIODS = { month: '每月', quarter: '每季度', half: '每半年', year: '每年' } as const
export type Period = keyof typeof PERIODS

export const RESULTS = { ok: '符合', problem: '有问题', none: '不涉及' } as const

/** Roles that may record any check; everybody else only the checks that name him. */
export const CHECKERS = ['operations', 'director', 'admin', 'auditor'] as const

export const FINDING_STATES = { open: '待整改', rectified: '待确认', closed: '已整改' } as const

const MONTHS: Record<Period, number> = { month: 1, quarter: 3, half: 6, year: 12 }

/** The first day of the period a day lies in, and the last: by them a routine check is due. */
export function periodOf(every: Period, day: string): { from: string; to: string } {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const first = Math.floor((month - 1) / MONTHS[every]) * MONTHS[every]
  const at = (n: number, dayOfMonth: number) => new Date(Date.UTC(year, n, dayOfMonth)).toISOString().slice(0, 10)
  return { from: at(first, 1), to: at(first + MONTHS[every], 0) }
}
